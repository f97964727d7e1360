"""Theorems, refutations, and the plain values from which both are replayed."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from fractions import Fraction
from typing import Any, Final, NoReturn, TypeVar

from ..language.claims import Claim, Statement
from ..language.written import Name, Written
from ..meaning.cells import Cut
from ..meaning.instances import Instance
from ..meaning.signs import ProofError

_SEAL: Final = object()
T = TypeVar("T")


@dataclass(frozen=True)
class Reason:
    """Why a value has a sign on a region.

    Args:
        step: the name of the step; see `sign_proofs`.
        parts: the reasons that it rests on.
        parameter: the one that the step is about.
        at: an expression in the parameters that the step uses.
        other: a second one.
    """

    step: str = "plain"
    parts: tuple[Reason, ...] = ()
    parameter: Name | None = None
    at: Written | None = None
    other: Written | None = None


PLAIN: Final = Reason()


@dataclass(frozen=True)
class Order:
    """Why a difference is zero or not negative on every cell.

    Args:
        cuts: of the cells of the hypotheses.
        multipliers: how often each ∫p = 1 or ∫dq = 0 is used, free of the point.
        tangents: for each cell pairs c ≥ 0, t > 0 in its parameters; c (t − 1 − log t) ≥ 0 is
            taken off before the sign is read. Empty where none is used.
        reasons: for each cell, why what is left has its sign. Empty where it can be read off.
        loose: whether each name is a parameter of its own in the cells.
    """

    cuts: tuple[Cut, ...] = ()
    multipliers: tuple[tuple[Name, Written], ...] = ()
    tangents: tuple[tuple[tuple[Written, Written], ...], ...] = ()
    reasons: tuple[Reason, ...] = ()
    loose: bool = False


@dataclass(frozen=True)
class Finite:
    """Why every integral of an expression is finite: a bound below and above for each."""

    bounds: tuple[tuple[Written, Order, Written, Order], ...] = ()


@dataclass(frozen=True)
class Premise:
    """A theorem that another one rests on.

    Args:
        theorem: about a relation.
        renaming: each of its names and the name of the same kind that stands for it.
        factor: a positive number by which its sides are scaled.
    """

    theorem: Theorem
    renaming: tuple[tuple[Name, Name], ...]
    factor: Written


@dataclass(frozen=True)
class Lemma:
    """A theorem about integrals of a claim.

    Args:
        theorem: a chain, linear in these integrals, under the hypotheses of the claim.
        at: what stands for each number that the theorem declares besides: an expression in the
            numbers of the claim and in its integrals.
    """

    theorem: Theorem
    at: tuple[tuple[Name, Written], ...] = ()


@dataclass(frozen=True)
class Numbers:
    """Why a chain holds whose integrals are read as numbers.

    Args:
        lemmas: what is known of the integrals, each used where those before it hold.
        orders: of the relations between the numbers; none where there is a split.
        split: an expression by whose sign the rest is shown.
        parts: for positive, zero and negative values of it.
    """

    lemmas: tuple[Lemma, ...] = ()
    orders: tuple[Order, ...] = ()
    split: Written | None = None
    parts: tuple[Numbers, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """What a rule needs besides the statement.

    Args:
        rule: the name of the rule.
        witness: an instance that the hypotheses allow and the claim speaks of.
        orders: as many as the rule asks for; None where the relation follows from the premise.
        finite: for the integrals of an extremum.
        point: an expression that the rule substitutes.
        level: a value that the rule compares with.
        premise: the theorem that a relation follows from.
        numbers: for a chain that is not linear in its integrals.
    """

    rule: str
    witness: Instance
    orders: tuple[Order | None, ...] = ()
    finite: Finite = Finite()
    point: Written | None = None
    level: Written | None = None
    premise: Premise | None = None
    numbers: Numbers | None = None


@dataclass(frozen=True)
class Theorem:
    """A statement that holds; only the rules of the kernel make one."""

    statement: Statement
    certificate: Certificate
    seal: InitVar[Any]

    def __post_init__(self, seal: Any) -> None:
        if seal is not _SEAL:
            raise ProofError("only a rule of the kernel makes a theorem")

    def __reduce__(self) -> NoReturn:
        raise ProofError("a theorem is replayed from its certificate, not copied")


@dataclass(frozen=True)
class Counterexample:
    """What refutes a claim.

    Args:
        instance: allowed by the hypotheses.
        rival: for an extremum, the value of its variable that is no worse than the one claimed; on
            the atoms, if it depends on the point. For convexity the second point and the weight.
        bound: for a supremum or infimum, a proved bound that the claimed value exceeds; for a
            conjugate, the line that supports the function.
        slope: of that line.
    """

    instance: Instance
    rival: tuple[Fraction, ...] = ()
    bound: Theorem | None = None
    slope: Written | None = None


@dataclass(frozen=True)
class Refutation:
    """A statement that fails; only the kernel's replay of a counterexample makes one.

    Args:
        left: what the left side comes to, as text.
        right: what the right side comes to.
    """

    statement: Statement
    counterexample: Counterexample
    left: str
    right: str
    seal: InitVar[Any]

    def __post_init__(self, seal: Any) -> None:
        if seal is not _SEAL:
            raise ProofError("only the replay of a counterexample makes a refutation")

    def __reduce__(self) -> NoReturn:
        raise ProofError("a refutation is replayed from its counterexample, not copied")


def expect(claim: Claim, kind: type[T]) -> T:
    """The claim, which must be of one kind."""
    if not isinstance(claim, kind):
        raise ProofError("the rule is not for this kind of claim")
    return claim
