"""The functions sin, cos, erf and LambertW of normal forms, their derivatives and enclosures.

LambertW is the principal real branch W ≥ −1, for arguments of at least −1/e: the inverse of
w ↦ w exp(w), which increases there. So W(r) has the sign of r, W(L exp(L)) is L where L ≥ −1, and
exp(W(r)) = r/W(r) where r is not 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from flint import arb

from .circles import Circles
from .generators import NoRoomError
from .ratios import Ratio
from .signs import NON_NEGATIVE, NON_ZERO, POSITIVE, ProofError

SPECIAL: Final = ("sin", "cos", "erf", "LambertW")


class Special(Circles):
    """Generators for the functions that no other one expresses."""

    def special(self, function: str, value: Ratio) -> Ratio:
        """The value of one of the functions.

        Args:
            function: its name.
            value: of its argument; for LambertW it is at least −1/e.
        """
        if function in ("sin", "cos"):
            return self.circle(value)[function == "sin"]
        value = Ratio(self.reduce(value.above), value.below)
        if value.above.is_zero():
            return value
        if function == "erf":
            if value.above.leading_coefficient() < 0:
                return -self.generator("erf", -value, self.signs_of(-value))
            return self.generator("erf", value, self.signs_of(value))
        if function == "LambertW":
            found = self.undone(value)
            return self.generator("LambertW", value, self.signs_of(value)) if found is None else (
                found)
        raise ProofError(f"{function} has no normal form")

    def undone(self, value: Ratio) -> Ratio | None:
        """L with L exp(L) = value and L ≥ −1, if one is read off; W(value) is then L."""
        if self.is_zero(value):
            return self.number(0)
        try:
            for candidate in self._candidates(value):
                above = self.signs_of(candidate + self.number(1))
                if above | NON_NEGATIVE == NON_NEGATIVE and (
                    self.is_zero(candidate * self.exp(candidate) - value)
                ):
                    return candidate
        except NoRoomError:
            raise
        except ProofError:
            return None
        return None

    def _candidates(self, value: Ratio) -> Iterator[Ratio]:
        """What is left of log |value| = log |L| + L without some of its logarithms."""
        kinds = {self.atoms[place].kind for part in (value.above, value.below)
                 for place, degree in enumerate(part.degrees()) if degree > 0}
        if not kinds & {"log", "exp", "root"}:
            return
        whole = self.log_absolute(value)
        single = []
        for exponents, coefficient in divmod(whole.above, whole.below)[0].to_dict().items():
            places = [place for place, exponent in enumerate(exponents) if exponent]
            if len(places) == 1 and exponents[places[0]] == 1 and (
                self.atoms[places[0]].kind == "log"
            ):
                term = Ratio(self.context.from_dict({exponents: coefficient}), self.one)
                single.append((self.atoms[places[0]].key.is_constant(), term))
        numbers = [term for constant, term in single if constant]
        yield _without(whole, [term for _, term in single])
        for constant, term in single:
            if not constant:
                yield _without(whole, [term])
                yield _without(whole, [term, *numbers])

    def exp_of_lambert(self, place: int, times: Any) -> Ratio | None:
        """exp(k W(r)) = (r/W(r))^k for a whole k where r is not 0."""
        key: Ratio = self.atoms[place].key
        if times.q != 1 or self.signs_of(key) | NON_ZERO != NON_ZERO:
            return None
        return (key / Ratio(self.generators[place], self.one)) ** int(times.p)

    def log_of_lambert(self, place: int) -> Ratio:
        """log |W(r)| = log |r| − W(r)."""
        return self.log_absolute(self.atoms[place].key) - Ratio(self.generators[place], self.one)

    def outer_slope(self, place: int) -> Ratio:
        """The derivative of the function of an atom at its argument.

        Raises:
            ProofError: if it may not exist there.
        """
        atom, key, one = self.atoms[place], self.atoms[place].key, self.number(1)
        own = Ratio(self.generators[place], self.one)
        if atom.kind == "sin":
            return self.special("cos", key)
        if atom.kind == "cos":
            return -self.special("sin", key)
        if atom.kind == "erf":
            two, pi = self.number(2), self.generator("constant", "pi", POSITIVE)
            return two / self.power(pi, one / two) * self.exp(-key * key)
        if self.signs_of(own + one) & ~POSITIVE:
            raise ProofError("LambertW has no derivative at -1/e")
        return self.exp(-own) / (one + own)


def _without(whole: Ratio, terms: list[Ratio]) -> Ratio:
    for term in terms:
        whole = whole - term
    return whole


def enclosed(function: str, ball: arb) -> arb:
    """A ball around the values of one of the functions on a ball; not a number where undefined."""
    if function == "LambertW":
        return ball.lambertw()
    return {"sin": ball.sin, "cos": ball.cos, "erf": ball.erf}[function]()
