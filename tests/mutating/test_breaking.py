"""One place of a tree changed."""

from __future__ import annotations

import pytest

from derivations.language import Relation, densities, reals
from derivations.language.divergences import Perspective
from derivations.language.grammar import parse_expression
from derivations.language.printing import to_text
from derivations.language.traversal import walk
from derivations.language.written import Name, Real
from derivations.mutating.breaking import broken, broken_relation

x, y = reals("x", "y")
p, q = densities("p", "q")
KNOWN: tuple[Name, ...] = (x, y, p, q)


def forms(text: str) -> list[str]:
    """What a tree can become by one change, as far as the claim language can say it."""
    tree = parse_expression(text, {name.name: name for name in (*KNOWN, Real("u"))})
    return [to_text(whole) for _, _, whole in broken(tree, KNOWN)
            if not any(isinstance(part, Perspective) for part in walk(whole))]


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("3", {"4", "2", "3/2", "3003/1000", "-3", "2*3", "3 + 1/1000"}),
        ("pi", {"0", "1", "-pi", "pi**2"}),
        ("x", {"y", "-x", "2*x", "x**2", "x + 1/1000"}),
        ("-x", {"x", "-y", "--x"}),
        ("x + y", {"x - y", "y - x", "x", "y", "y + x", "x*y", "2*x + y", "x + 2*y", "x + x"}),
        ("x - y", {"x + y", "y - x", "x", "-y"}),
        ("x*y", {"x/y", "x", "y", "y*x", "x + y"}),
        ("x/y", {"x*y", "y/x", "x", "1/y", "x - y"}),
        ("x**2", {"x", "2**x", "x*2", "x**3", "x**1", "x**-2", "(-x)**2"}),
        ("log(x)", {"log(x)/log(2)", "x - 1", "x", "exp(x)", "log(1/x)", "log(1 + x)", "-log(x)"}),
        ("max(x, y)", {"min(x, y)", "x", "y"}),
        ("sigmoid(x)", {"tanh(x)", "softplus(x)"}),
        ("E(p, x)", {"E(q, x)", "Int(x)", "E((p + q)/2, x)", "2*E(p, x)"}),
        ("Int(p)", {"E(p, p)", "Int(q)", "Int(p)**2"}),
        ("KL(p, q)", {"KL(q, p)", "JSD(p, q)", "TV(p, q)", "KL(p, (p + q)/2)", "KL((p + q)/2, q)",
                      "E(q, log(p/q))", "E(p, log(q/p))", "E(p, log(p/q)/log(2))"}),
        ("Div(u*log(u), u, p, q)", {"Div(u*log(u), u, q, p)", "Div(u, u, p, q)"}),
        ("diff(x**2, x)", {"diff(x**2, x, 2)", "x**2", "diff(x**3, x)"}),
        ("piecewise((x, x > 0), (y, true))",
         {"x", "y", "piecewise((y, x > 0), (x, true))", "piecewise((x, x <= 0), (y, true))"}),
    ],
)  # fmt: skip
def test_a_tree_is_broken_in_many_ways(text: str, some: set[str]) -> None:
    found = forms(text)
    assert some <= set(found)
    assert text not in found


def test_every_place_of_a_tree_is_reached() -> None:
    found = forms("1 + x*log(y - 2)")
    assert {"2 + x*log(y - 2)", "1 + y*log(y - 2)", "1 + x*log(x - 2)", "1 + x*log(y - 3)",
            "1 + x*log(y + 2)", "1 + x*exp(y - 2)", "1 + x/log(y - 2)", "1 - x*log(y - 2)"
            } <= set(found)


def test_a_change_says_what_stood_there() -> None:
    tree = parse_expression("1 + log(x)", {"x": x})
    said = {(str(old), str(new)): str(whole) for old, new, whole in broken(tree, (x,))}
    assert said["log(x)", "log(x)/log(2)"] == "1 + log(x)/log(2)"


def test_zero_is_not_doubled_nor_turned() -> None:
    assert sorted(forms("0")) == ["-1", "0 + 1/1000", "1"]


def test_a_relation_is_turned_and_its_sides_are_broken() -> None:
    found = dict(broken_relation(Relation(x, "<=", y), (x, y)))
    assert {"x <= y → x < y", "x <= y → x >= y", "x <= y → x > y", "x <= y → x = y"} <= set(found)
    assert str(found["x → 2*x"]) == "2*x <= y"
    assert str(found["y → y + 1/1000"]) == "x <= y + 1/1000"
