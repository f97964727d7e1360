"""Suprema at an end: limits that reach the bound, and ties that keep away from it."""

from __future__ import annotations

import pytest

from derivations.kernel.theorem import PLAIN, Order, Reason, Theorem
from derivations.language.grammar import parse_hypotheses
from derivations.language.written import written
from derivations.meaning.cells import cells
from derivations.meaning.ends import tends
from derivations.meaning.graphs import own_parameter
from derivations.meaning.signs import ProofError
from tests.kernel.stating import proved, step

START, ZERO, END = step("from the start"), step("from zero"), step("from the end")
RULE = "supremum at an end"
TIED = "a hypothesis ties the variable to other names"
FAR_OFF = "the objective is not seen to come near its bound"
NO_RANGE = "an end is one of a number's range"
NO_SIGN = "a difference has not the sign that is asked for"


def ends(*reasons: Reason) -> Order:
    """The ways to the ends, cell by cell."""
    return Order(reasons=reasons)


REACHED = [
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(END)),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(step("turned", START))),
    ("inf(u, u) = 0", "0 < u < 2", Order(), ends(START)),
    ("inf(u, u) = 0", "0 < u < 2", Order(), ends(ZERO)),
    ("sup(u, u) = 1", "0 <= u <= 1", Order(), ends(PLAIN, PLAIN, END)),
    ("sup(u/(1+u), u) = 1", "u > 0", Order(), ends(END)),
    ("inf(1/(1+u), u) = 0", "u > 0", Order(), ends(END)),
    ("inf(exp(-u), u) = 0", "u > 0", Order(), ends(step("grown", END))),
    ("inf(exp(u), u) = 0", "u real", Order(), ends(step("log", START))),
    ("sup(a*u/(1+u), u) = a", "u > 0, a > 0", Order(), ends(END)),
    ("sup(u, u) = oo", "u > 0", None, ends(END)),
    ("sup(log(u), u) = oo", "u > 0", None, ends(END)),
    ("inf(log(u), u) = -oo", "u > 0", None, ends(ZERO)),
    ("sup(u, u) = oo", "u real", None, ends(step("log", END))),
    ("inf(u, u) = -oo", "u real", None, ends(step("log", ZERO))),
    ("sup(a*u, u) = oo", "u > 0, a > 0", None, ends(END)),
    # Hypotheses on other names tie nothing.
    ("sup(u, u) = oo", "u > 0, a > 0, a != 1", None, ends(END)),
    ("sup(u, u) = oo", "u > 0, a > 0, b > 0, a*b < 4", None, ends(END)),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "bound", "reasons"), REACHED)
def test_limits_at_ends(claim: str, where: str, bound: Order | None, reasons: Order) -> None:
    assert isinstance(proved(claim, where, RULE, bound, reasons), Theorem)


REFUSED = [
    # The other end, no end, or not this bound.
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(START), FAR_OFF),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(PLAIN), FAR_OFF),
    ("sup(u, u) = 3", "0 < u < 2", Order(), ends(END), FAR_OFF),
    ("sup(u, u) = 1", "0 < u < 2", Order(), ends(END), NO_SIGN),
    ("inf(u, u) = 1", "0 < u < 2", Order(), ends(START), NO_SIGN),
    ("sup(u, u) = oo", "0 < u < 2", None, ends(END), FAR_OFF),
    ("sup(-u, u) = oo", "u > 0", None, ends(END), FAR_OFF),
    ("sup(u, u) = -oo", "u > 0", None, ends(END), "a supremum is not −∞"),
    ("inf(-u, u) = oo", "u > 0", None, ends(END), "a supremum is not −∞"),
    ("sup(a*u, u) = a", "u > 0, a > 0", Order(), ends(END), NO_SIGN),
    ("sup(a*u, u) = oo", "u > 0, a real", None, ends(END), "a leading coefficient may vanish"),
    # Only one of the values of the others is looked at.
    ("sup(a*u, u) = oo", "u > 0, a >= 0", None, ends(END),
     "a leading coefficient may vanish"),
    ("sup(u, u) = 1", "0 <= u <= 1", Order(), ends(END, END, PLAIN), FAR_OFF),
    # What is missing, or too much.
    ("sup(u, u) = 2", "0 < u < 2", None, ends(END), "there is no result to follow from"),
    ("sup(u, u) = 2", "0 < u < 2", Order(), None, "an order is missing"),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(END, END),
     "the certificate does not fit: zip() argument 2 is longer than argument 1"),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(),
     "the certificate does not fit: zip() argument 2 is shorter than argument 1"),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(step("nowhere")), "nowhere is no end"),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(step("box", END)), "the certificate does not fit: "
     "'box'"),
    ("sup(u, u) = oo", "u real", None, ends(END), "an end is one of a positive parameter"),
    ("sup(u, u) = 2", "0 < u < 2", Order(), ends(step("log", END)),
     "a parameter is cut, scaled or turned at a positive value only"),
    ("sup(sin(u), u) = 1", "u > 0", Order(), ends(END), "a limit of sin is not read off"),
    ("sup(Int(p*u), u) = 1", "p density, 0 < u < 1", Order(), ends(END), NO_RANGE),
    ("sup(D, D) = 1", "D function, 0 < D < 1", Order(), ends(END), NO_RANGE),
    ("argmax(u, u) = 2", "0 < u <= 2", Order(), ends(END, END),
     "the rule is not for this kind of claim"),
    # Ties: what the hypotheses leave of the range does not reach the end.
    ("sup(u, u) = 2", "0 < u < 2, abs(u-1) = 1-u", Order(), ends(END), TIED),
    ("sup(u, u) = 2", "0 < u < 2, u <= log(b), b real", Order(), ends(END),
     "a sign is not known"),
    ("sup(u, u) = 2", "0 < u < 2, sign(u-1)*a > 0, a real", Order(), ends(END), TIED),
    ("sup(u, u) = oo", "u > 0, max(u,1) = 1", None, ends(END), TIED),
    ("inf(u, u) = 0", "u > 0, u >= sqrt(b), b real", Order(), ends(START), "a sign is not known"),
    ("sup(u, u) = oo", "u > 0, a real, a*u < 1", None, ends(END), TIED),
    ("sup(u*a, u) = oo", "u > 0, a > 0, a*u < 3", None, ends(END), TIED),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "bound", "reasons", "message"), REFUSED)
def test_what_is_refused(claim: str, where: str, bound: Order | None, reasons: Order | None,
                         message: str) -> None:
    with pytest.raises(ProofError) as caught:
        proved(claim, where, RULE, bound, reasons)
    assert str(caught.value) == message


@pytest.mark.parametrize(("where", "tied"), [
    ("u > 0, a real", False), ("u > 0, a > 0, a != 1", False), ("u > 0, a real, u*a > 1", True),
    ("u > 0, u != 1", True),
])  # fmt: skip
def test_a_tied_parameter_tends_nowhere(where: str, tied: bool) -> None:
    hypotheses = parse_hypotheses(where)
    (u,) = [name for name in hypotheses.declared if name.name == "u"]
    (cell,) = cells(hypotheses, (), 24)
    own, value = own_parameter(cell, u), cell.strict.finite(u)
    assert own is not None
    if not tied:
        assert tends(cell, own, value, ("from the start",), written(0))
        assert not tends(cell, own, value, ("from the start",), written(1))
        return
    with pytest.raises(ProofError, match=r"^a hypothesis ties a parameter to others$"):
        tends(cell, own, value, ("from the start",), written(0))
