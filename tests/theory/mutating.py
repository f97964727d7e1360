"""Every token of a theory file changed in turn, and an oracle that says which changes are false."""

from __future__ import annotations

import io
import math
import tokenize
import types
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from derivations.chains import Derivation, Step
from derivations.language.claims import Bound, Statement
from derivations.language.measures import Density, NullFunction, PointFunction
from derivations.language.written import Constant, Negation, Written
from derivations.meaning.grounding import functions_of, groundings
from derivations.testing.allowing import allows
from derivations.testing.evaluation import OUTSIDE, evaluate
from derivations.testing.instances import Instance
from derivations.testing.judging import judge

SWAPS = {
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "**": ["*"], ">": ["<"], "<": [">"],
    ">=": ["<="], "<=": [">="], '"="': ['"<"', '"<="'], '"<="': ['">="', '"<"'],
    "p": ["q"], "q": ["p"], "a": ["b", "z"], "b": ["a", "z"], "z": ["a"], "D": ["p"],
    "log": ["sqrt", "exp"], "KL": ["JSD", "TV"], "JSD": ["KL", "TV"], "argmax": ["argmin"],
    "argmin": ["argmax"], "supremum": ["infimum"], "infimum": ["supremum"],
    "eq": ["lt", "ge"], "lt": ["gt", "eq"], "le": ["ge"], "True": ["False"], "False": ["True"],
    "best": ["p"], "best_response": ["p"], "objective": ["z"],
    "optimal_discriminator": ["KL"], "E": ["KL"],
}  # fmt: skip


# What a change may put in the place of a name must be known to the page.
PRELUDE = "from derivations.language import *\n"


@dataclass(frozen=True)
class Mutant:
    """A source with one token changed."""

    line: int
    column: int
    old: str
    new: str
    source: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.old} → {self.new}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of a constant, sign, name or argument below the imports of a file."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    importing = False
    for token in tokens:
        if token.type == tokenize.NAME and token.string in ("from", "import"):
            importing = True
        if token.type == tokenize.NEWLINE:
            importing = False
        if importing or token.type not in (tokenize.NUMBER, tokenize.OP, tokenize.NAME,
                                           tokenize.STRING):
            continue
        row, column = token.start
        if token.type == tokenize.NUMBER:
            replacements = [str(int(token.string) + 1)]
        else:
            replacements = SWAPS.get(token.string, [])
        for new in replacements:
            line = lines[row - 1]
            changed = line[:column] + new + line[column + len(token.string):]
            mutated = "".join((PRELUDE, *lines[: row - 1], changed, *lines[row:]))
            yield Mutant(row, column, token.string, new, mutated)


def derivations_of(source: str, path: Path) -> dict[str, Derivation]:
    """The derivations that a source defines; none if it cannot be run."""
    module = types.ModuleType(f"mutated_{path.stem}")
    namespace = vars(module)
    try:
        exec(compile(source, str(path), "exec"), namespace)
    except Exception:  # a changed source may fail in any way
        return {}
    return {value.name: value for value in list(namespace.values())
            if isinstance(value, Derivation) and value.function.__module__ == module.__name__}


def steps_of(derivation: Derivation) -> dict[str, Step]:
    """The steps by label; none if they cannot be built."""
    try:
        return {step.label: step for step in derivation.steps}
    except Exception:  # a changed source may fail in any way
        return {}


@cache
def is_false(statement: Statement, tries: int = 150) -> bool:
    """Whether random instances, or a search for the bound, show a statement to be false.

    Convexity, conjugates and slopes of kinks have no test on instances.
    """
    if functions_of(statement):
        # False for every convex function is false for one that is known.
        return any(is_false(ground, tries) for ground, _ in islice(groundings(statement), 20))
    claim = statement.claim
    random = Random(1)
    try:
        for attempt in range(tries):
            instance = draw(statement, random, attempt)
            if instance is not None and judge(statement, instance).holds is False:
                return True
    except TypeError:
        return False
    return isinstance(claim, Bound) and _not_least(statement, claim, random)


def draw(statement: Statement, random: Random, attempt: int) -> Instance | None:
    """A random instance that the hypotheses allow."""
    declared = statement.hypotheses.declared
    atoms = random.randint(1, 4)
    laws, functions, null, numbers = {}, {}, {}, {}
    for name in declared:
        if isinstance(name, Density):
            odds = [random.choice((0, 0, 1, 2, 3, 7)) for _ in range(atoms)]
            laws[name.name] = odds if any(odds) else [1] * atoms
        elif isinstance(name, PointFunction):
            functions[name.name] = [_unit(random) for _ in range(atoms)]
        elif isinstance(name, NullFunction):
            masses = [random.randint(-3, 3) for _ in range(atoms - 1)]
            null[name.name] = [*masses, -sum(masses)]
        else:
            numbers[name.name] = _unit(random) if attempt % 2 else Fraction(
                random.randint(-8, 8), random.randint(1, 4))
    if len(laws) > 1 and attempt % 7 == 3:
        laws = dict.fromkeys(laws, next(iter(laws.values())))
    instance = Instance([Fraction(random.randint(1, 4), random.randint(1, 3))
                         for _ in range(atoms)], laws, functions, null, numbers)
    return instance if _allowed(statement, instance) else None


def _unit(random: Random) -> Fraction:
    return Fraction(random.choice((0, 1, 2, 5, 9, 10, random.randint(1, 9))), 10)


def _allowed(statement: Statement, instance: Instance) -> bool:
    return allows(statement, instance)


def _not_least(statement: Statement, claim: Bound, random: Random) -> bool:
    """Whether even the best of many values of the variable stays away from the bound."""
    if claim.limit in (_infinity(), Negation(_infinity())):
        return False
    sign = 1 if claim.upper else -1
    for attempt in range(6):
        start = draw(statement, random, 2 * attempt + 1)
        if start is None:
            continue
        best = -math.inf
        for _ in range(400):
            moved = _moved(statement, claim, start, random)
            if moved is None:
                continue
            try:
                best = max(best, sign * _number(claim.body, moved))
            except (ArithmeticError, TypeError):
                continue
        try:
            target = sign * _number(claim.limit, start)
        except (ArithmeticError, TypeError):
            continue
        if best < target - 0.05:
            return True
    return False


def _infinity() -> Constant:
    return Constant("oo")


def _number(node: Written, instance: Instance) -> float:
    value = evaluate(node, instance, OUTSIDE)
    return float(value) if isinstance(value, Fraction) else float(value.middle)


def _moved(statement: Statement, claim: Bound, start: Instance, random: Random) -> Instance | None:
    name, atoms = claim.variable.name, start.atoms
    laws, functions, numbers = dict(start.laws), dict(start.functions), dict(start.numbers)
    near = Fraction(1, 10 ** random.choice((1, 2, 3, 6, 60)))
    if name in laws:
        others = [law for other, law in laws.items() if other != name]
        laws[name] = random.choice([*others, [random.randint(0, 5) or 1 for _ in range(atoms)]])
    elif name in functions:
        laws_rows = list(laws.values())
        optimum = [_ratio(laws_rows, atom, near) for atom in range(atoms)]
        functions[name] = optimum if random.random() < 0.5 else [_unit(random)] * atoms
    else:
        numbers[name] = random.choice((near, 1 - near, _unit(random), -near, 1 / near))
    moved = Instance(start.weights, laws, functions, dict(start.null), numbers)
    return moved if _allowed(statement, moved) else None


def _ratio(rows: list[object], atom: int, near: Fraction) -> Fraction:
    first, second = (Fraction(row[atom], sum(row)) for row in rows[:2])  # type: ignore[index]
    value = first / (first + second) if first + second else Fraction(1, 2)
    return min(max(value, near), 1 - near)
