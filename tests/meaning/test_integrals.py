"""Integrals as linear forms, laws as mixtures."""

from __future__ import annotations

import pytest

from derivations.language import real
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Name
from derivations.meaning.evaluation import Evaluation
from derivations.meaning.integrals import linear_form, mixture_value
from derivations.meaning.normal_form import SIZES, Field
from derivations.meaning.signs import ANY, NON_NEGATIVE, POSITIVE, ProofError

WHERE = "p density, q density, D function, dq null, a real, b > 0"
DECLARED: dict[str, Name] = {n.name: n for n in parse("1 = 1", WHERE).hypotheses.declared}
DEPENDS = "a coefficient outside the integrals depends on the point"
TERM = "a term outside the integrals depends on the point"
NOT_LINEAR = "a side of the claim is not linear in its integrals"


@pytest.mark.parametrize(
    ("text", "terms", "constants"),
    [
        ("Int(p)", [("1", "Int(p)")], []),
        ("2*Int(p)", [("1*2", "Int(p)")], []),
        ("Int(p)*a", [("1*a", "Int(p)")], []),
        ("Int(p)/b", [("1/b", "Int(p)")], []),
        ("-Int(p)", [("-1", "Int(p)")], []),
        ("1 - Int(p)", [("-1", "Int(p)")], ["1*1"]),
        ("a + b", [], ["1*(a + b)"]),
        ("E(p, D) + E(q, 1-D)", [("1", "E(p, D)"), ("1", "E(q, 1 - D)")], []),
        ("a*(E(p, D) - b)", [("1*a", "E(p, D)")], ["-1*a*b"]),
        ("-(a - 2*Int(dq))/b", [("-(-1/b)*2", "Int(dq)")], ["-1/b*a"]),
        ("TV(p, q)", [("1/2", "Int(abs(p - q))")], []),
        ("KL(p, q)", [("1", "E(p, log(p/q))")], []),
        ("JSD(p, q)", [("1*(1/2)", "E(p, log(p/((p + q)/2)))"),
                       ("1*(1/2)", "E(q, log(q/((p + q)/2)))")], []),
        ("0*KL(p, q)", [("1*0", "E(p, log(p/q))")], []),
        ("Div(u, u, p, q)", [("1", "Div(u, u, p, q)")], []),
    ],
)  # fmt: skip
def test_linear_forms(text: str, terms: list[tuple[str, str]], constants: list[str]) -> None:
    form = linear_form(parse(f"{text} = 0", WHERE).claim.parts[0])
    field = Field(SIZES[1])
    values = {name: field.parameter(name.name, ANY if name.name == "a" else POSITIVE)
              for name in DECLARED.values()}
    evaluation = Evaluation(field, values, extended=False)

    def same(left: str, right: object) -> bool:
        first = evaluation.finite(parse_expression(left, DECLARED))
        return field.is_zero(first - evaluation.finite(right))  # type: ignore[arg-type]

    assert [str(part) for _, part in form.terms] == [part for _, part in terms]
    assert all(same(expected, found) for (expected, _), (found, _) in
               zip(terms, form.terms, strict=True))
    assert len(form.constants) == len(constants)
    assert all(same(expected, found) for expected, found in
               zip(constants, form.constants, strict=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Int(p)**2", NOT_LINEAR),
        ("Int(p)*Int(q)", NOT_LINEAR),
        ("1/Int(p)", NOT_LINEAR),
        ("Int(p)/Int(q)", NOT_LINEAR),
        ("log(E(p, D))", NOT_LINEAR),
        ("exp(KL(p, q))", NOT_LINEAR),
        ("abs(Int(dq))", NOT_LINEAR),
        ("max(KL(p, q), 1)", NOT_LINEAR),
        ("sqrt(TV(p, q))", NOT_LINEAR),
        ("p*Int(q)", DEPENDS),
        ("Int(q)/D", DEPENDS),
        ("dq*(Int(p) - 1)", DEPENDS),
        ("Int(p) + q", TERM),
        ("D - KL(p, q)", TERM),
        ("a*(Int(p) + dq)", TERM),
    ],
)
def test_what_is_not_linear(text: str, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        linear_form(parse(f"{text} = 0", WHERE).claim.parts[0])
    assert str(caught.value) == message


def law(text: str) -> object:
    """The value of a law where p, q > 0, 0 < t < 1 and a is real."""
    field = Field(SIZES[1])
    share = parse_expression("s/(1 + s)")
    parameter = Evaluation(field, {real("s"): field.parameter("s", POSITIVE)},
                           extended=False)
    values: dict[Name, object] = {
        name: field.parameter(name.name, ANY if name.name == "a" else POSITIVE)
        for name in DECLARED.values()
    }
    known = real("t")
    values[known] = parameter.finite(share)
    values[DECLARED["b"]] = field.parameter("b", NON_NEGATIVE)
    tree = parse_expression(text, {**DECLARED, "t": known})
    return mixture_value(tree, Evaluation(field, values, extended=True))


@pytest.mark.parametrize("text", [
    "p", "(p+q)/2", "t*p + (1-t)*q", "p*t + q*(1-t)", "p - t*p + t*q", "(p + t*q)/(1 + t)",
    "(p + b*q)/(1 + b)", "(a**2*p + q)/(a**2 + 1)", "exp(-b)*p*exp(b)", "-(-p)", "p*2/2",
    "(p + q)*(1/2)", "t*((p+q)/2) + (1-t)*q",
])  # fmt: skip
def test_mixtures(text: str) -> None:
    assert law(text) is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a*p + (1-a)*q", "a weight of a mixture may be negative"),
        ("2*p - q", "a weight of a mixture may be negative"),
        ("t*p + t*q", "the weights of a mixture do not sum to 1"),
        ("b*p", "the weights of a mixture do not sum to 1"),
        ("(p+q)/3", "the weights of a mixture do not sum to 1"),
        ("p*q", "no density and no mixture of densities"),
        ("p/q", "no density and no mixture of densities"),
        ("p**1", "no density and no mixture of densities"),
        ("1", "no density and no mixture of densities"),
        ("D*p + (1-D)*q", "no density and no mixture of densities"),
        ("p + dq", "no density and no mixture of densities"),
        ("log(p)", "no density and no mixture of densities"),
        ("p/a*a", "a sign is not known"),
    ],
)
def test_no_mixtures(text: str, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        law(text)
    assert str(caught.value) == message
