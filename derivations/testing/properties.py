"""A theorem about densities as a Hypothesis test on random laws."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..chains import Derivation, Step
from ..language.claims import Bound, Comparison, EqualityCase, Extremum, Statement
from ..language.measures import Density, NullFunction
from .allowing import allows
from .drawing import boundary_instances, draw_instance
from .failures import said
from .gaussian import AnyInstance
from .judging import Judgement, judge

if TYPE_CHECKING:
    import hypothesis
    from hypothesis.strategies import DrawFn, SearchStrategy

_NOTHING: Final = (
    "{name} has no step that can be tested on random laws: only comparisons, equality cases, "
    "extrema and bounds that are said to be true can"
)
# Hypotheses that draws seldom meet, such as p <= 2*q, must not look like hopeless ones.
_TRIES: Final = 5
_TESTABLE: Final = Comparison | EqualityCase | Extremum | Bound


class PropertyFailure(AssertionError):  # noqa: N818
    """A statement that fails on an instance."""


def instances(statement: Statement) -> SearchStrategy[AnyInstance]:
    """Joint instances for all declared names of a statement.

    Densities lie on one shared measure with a few weighted atoms, with zeros, disjoint supports
    and unequal weights, or are mixtures of Gaussians; functions lie within their range, closed
    ends included; null functions integrate to 0; numbers obey their hypotheses.

    Args:
        statement: hypotheses and claim.
    """
    from hypothesis import reject, strategies

    class Drawn:
        def __init__(self, draw: DrawFn) -> None:
            self.draw = draw

        def integer(self, low: int, high: int) -> int:
            return self.draw(strategies.integers(low, high))

    @strategies.composite
    def draw_one(draw: DrawFn) -> AnyInstance:
        for _ in range(_TRIES):
            made = draw_instance(statement, Drawn(draw))
            if made is not None:
                return made
        return reject()

    return draw_one()


def property_test(
    stated: Derivation | Step | Statement, *, settings: hypothesis.settings | None = None
) -> Callable[..., None]:
    """A Hypothesis test that a statement holds on random instances of its names.

    What comes back is a `@given` function of one argument, `instance`: give it a name that starts
    with `test_`, put `@example(...)` or `@settings(...)` on it, or hand it to your runner.

    Args:
        stated: a statement, a step, or a derivation, of which all steps are tested that are said
            to be true and can be tested.
        settings: applied last; nothing is applied if it is left out, so that a `@settings` of your
            own can be.

    Raises:
        ValueError: if nothing of it can be tested.
    """
    from hypothesis import assume, event, example, given, strategies, target

    name, statements = _statements(stated)
    seen = _Seen()

    def test(instance: AnyInstance) -> None:
        counted = False
        for number, statement in enumerate(statements):
            if not allows(statement, instance):
                continue
            found = judge(statement, instance)
            if found.holds is None:
                continue
            counted = True
            if math.isfinite(found.violation):
                target(found.violation, label=f"violation of claim {number + 1}")
            event(_kind(found))
            if not found.holds:
                seen.add(number, found, instance)
                raise PropertyFailure(_message(statement, found, instance, seen.worst(number)))
        # An instance on which nothing is defined must not count as a passed one.
        assume(counted)

    test.__name__ = test.__qualname__ = f"test_{name}"
    test.__doc__ = f"{name} holds on random instances."
    groups = list({_key(statement): statement for statement in statements}.values())
    made = given(instance=strategies.one_of([instances(group) for group in groups]))(test)
    boundaries = [found for group in groups for found in boundary_instances(group)]
    # The example that is put on last is tried first.
    for boundary in reversed(boundaries):
        made = example(instance=boundary)(made)
    return made if settings is None else settings(made)


def collected_property(derivation: Derivation) -> Callable[..., None] | None:
    """The property test of a derivation as the plugin collects it, without a deadline.

    Args:
        derivation: `None` comes back if none of its testable steps is about densities.
    """
    from hypothesis import settings

    if not any(_about_densities(step.statement) for step in _testable(derivation.steps)):
        return None
    # The first call imports what it needs, which no deadline should count.
    return property_test(derivation, settings=settings(deadline=None))


class _Seen:
    """The worst failure of each claim so far."""

    def __init__(self) -> None:
        self._worst: dict[int, tuple[Judgement, AnyInstance]] = {}

    def add(self, number: int, found: Judgement, instance: AnyInstance) -> None:
        before = self._worst.get(number)
        if before is None or before[0].violation < found.violation:
            self._worst[number] = (found, instance)

    def worst(self, number: int) -> tuple[Judgement, AnyInstance]:
        return self._worst[number]


def _statements(stated: Derivation | Step | Statement) -> tuple[str, list[Statement]]:
    if isinstance(stated, Derivation):
        name, found = stated.name, [step.statement for step in _testable(stated.steps)]
    else:
        name, one = "statement", stated if isinstance(stated, Statement) else stated.statement
        if isinstance(stated, Step):
            name = stated.label.replace("-", "_").replace(".", "_")
        found = [one] if isinstance(one.claim, _TESTABLE) else []
    if not found:
        raise ValueError(_NOTHING.format(name=name))
    return name, found


def _testable(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps
            if step.expects and isinstance(step.statement.claim, _TESTABLE)]  # fmt: skip


def _about_densities(statement: Statement) -> bool:
    return any(isinstance(n, Density | NullFunction) for n in statement.hypotheses.declared)


def _key(statement: Statement) -> tuple[Any, ...]:
    declared = frozenset((name.name, name.kind) for name in statement.hypotheses.declared)
    return declared, frozenset(map(str, statement.hypotheses.relations))


def _kind(found: Judgement) -> str:
    if not found.holds:
        return "fails"
    return "tight" if abs(found.violation) < 1e-9 else "slack"


def _message(
    statement: Statement, found: Judgement, instance: AnyInstance,
    worst: tuple[Judgement, AnyInstance],
) -> str:
    lines = ["the claim fails on an instance", *said(statement), "at", f"    {instance!r}"]
    if found.note:
        lines.append(f"    {found.note}")
    if found.left:
        lines.append(f"    left = {found.left}, right = {found.right}")
    if worst[1] != instance and worst[0].violation > found.violation:
        lines += ["worst seen", f"    {worst[1]!r}"]
        lines.append(f"    left = {worst[0].left}, right = {worst[0].right}")
    return "\n".join(lines)
