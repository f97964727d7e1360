"""Text → claim: a recursive-descent reader of the claim language.

Nothing that a text says is executed; every name must be declared, and every error says what is
wrong, where, and what to write instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, NoReturn

from .claims import (
    Bound,
    Claim,
    Comparison,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Hypotheses,
    Statement,
    free_names,
)
from .convex import PARTS, VALUE, Abstract, ConvexFunction
from .declarations import declare, resolve
from .divergences import FDivergence, JensenShannon, KullbackLeibler, TotalVariation
from .forms import Derivative, Piecewise
from .measures import Expectation, Integral
from .statements import check
from .tokens import CLAIMS, FUNCTIONS, INTEGRALS, RESERVED, ClaimError, Token, tokenize
from .traversal import names
from .written import (
    Application,
    Binary,
    Constant,
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Real,
    Relation,
    Sum,
    Written,
)

DEEPEST = 100
LONGEST_CHAIN = 300

_EXPECTED: Final = "{expected} is expected here, not {found}"
_UNCLOSED: Final = "the '(' at column {column} is not closed: write ')' before {found}"
_TOO_DEEP: Final = "brackets are nested more than {deepest} deep: write the claim in parts"
_TOO_LONG: Final = "more than {longest} terms stand in one row: write the claim in parts"
_NOT_CALLED: Final = "'{name}' is not a function: write {name}*(…) for a product"
_ARITY: Final = "{name} takes {expected}, not {found}"
_BARE: Final = "{name} needs its arguments in brackets: write {name}(…)"
_NO_RELATION: Final = "a claim needs a relation: write = or <= and another expression after it"
_ONE_EQUALS: Final = "{name}(…) is followed by = and one expression"
_VARIABLE: Final = "{name} needs the name of a variable here, not an expression"
_ORDER: Final = "the order of a derivative is a whole number from 1 to 20"
_MIXED: Final = "a chain runs one way: write {first} … as one claim and {second} … as another"
_INSIDE: Final = "{name}(…) is a claim and cannot stand inside an expression"
_EXPONENT: Final = "the exponent of a number is at most 300: write a power"

_RELATIONS: Final = ("=", "<=", "<", ">=", ">")


def parse(claim: str, where: str = "") -> Statement:
    """The statement of a claim under hypotheses, both as text.

    Args:
        claim: in the claim language, such as `KL(p, q) >= 0`.
        where: declarations and hypotheses, separated by commas.

    Raises:
        ClaimError: if either text is not well-formed or a name is not declared.
    """
    hypotheses = parse_hypotheses(where)
    try:
        made = _Reader(claim, "claim", _convex(hypotheses.declared)).claim()
        return _stated(made, hypotheses)
    except RecursionError:
        raise ClaimError(_TOO_DEEP.format(deepest=DEEPEST)) from None


def _convex(declared: Iterable[Name]) -> set[str]:
    return {name.name for name in declared if isinstance(name, ConvexFunction)}


def _stated(made: Claim, hypotheses: Hypotheses) -> Statement:
    resolved = declare(made, {name.name: name for name in hypotheses.declared})
    bound = {name for part in resolved.parts for name in free_names(part)} | set(resolved.bound)
    extra = tuple(sorted(bound - set(hypotheses.declared), key=lambda name: name.name))
    hypotheses = replace(hypotheses, declared=hypotheses.declared + extra)
    check(resolved)
    return Statement(hypotheses, resolved)


def parse_hypotheses(where: str) -> Hypotheses:
    """The hypotheses of the text of `--where`.

    Args:
        where: such as `p density, 0 < z < 1, r != 1`; a name in a relation is real if nothing
            else is said of it.

    Raises:
        ClaimError: if the text is not well-formed.
    """
    from .declarations import read_hypotheses

    try:
        return read_hypotheses(_Reader(where, "where"))
    except RecursionError:
        raise ClaimError(_TOO_DEEP.format(deepest=DEEPEST), None, "where") from None


def parse_expression(text: str, declared: Mapping[str, Name] | None = None,
                     kind: type[Name] = Real) -> Written:
    """The tree of an expression.

    Args:
        text: an expression of the claim language, without a relation.
        declared: what each name stands for; without it every name is of one kind, and unless that
            is real one that is called is a convex function.
        kind: that kind.

    Raises:
        ClaimError: if the text is not well-formed or a name is not declared.
    """
    functions = None if declared is None else _convex(declared.values())
    reader = _Reader(text, "expression", functions or set())
    reader.open = declared is None and kind is not Real
    made = reader.expression()
    reader.finish()
    known = declared if declared is not None else {
        n.name: n if isinstance(n, ConvexFunction) else kind(n.name) for n in names(made)}
    return resolve(made, known, "expression")


class _Reader:
    """Reads one text from left to right; names stay unresolved until the whole is read.

    Args:
        functions: the names that are declared as convex functions.
    """

    def __init__(self, text: str, source: str, functions: Iterable[str] = ()) -> None:
        self.tokens = tokenize(text, source)
        self.functions, self.open = set(functions), False
        self.source, self.place, self.depth = source, 0, 0

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.next
        self.place += token.kind != "end"
        return token

    def fail(self, message: str, token: Token | None = None) -> NoReturn:
        raise ClaimError(message, (token or self.next).start + 1, self.source)

    def expect(self, sign: str) -> Token:
        if self.next.text != sign or self.next.kind == "name":
            self.fail(_EXPECTED.format(expected=f"'{sign}'", found=self.next.shown))
        return self.take()

    def close(self, opened: Token) -> Token:
        if self.next.text != ")":
            message = _UNCLOSED if self.next.kind == "end" else _EXPECTED
            self.fail(message.format(column=opened.start + 1, found=self.next.shown,
                                     expected="an operator, ',' or ')'"))
        return self.take()

    def finish(self) -> None:
        if self.next.kind != "end":
            self.fail(_EXPECTED.format(expected="an operator or the end", found=self.next.shown))

    def claim(self) -> Claim:
        """The whole text as one claim."""
        head = self.next
        if head.kind == "name" and head.text in CLAIMS:
            made = self.special(self.take())
        else:
            members, signs, spans = self.chain()
            if not signs:
                self.finish()
                self.fail(_NO_RELATION)
            made = Comparison(members, signs, spans)
        self.finish()
        return made

    def chain(self) -> tuple[tuple[Written, ...], tuple[str, ...], tuple[tuple[int, int], ...]]:
        """Members and signs of a chain that runs one way."""
        members, signs, spans = [self.expression()], list[str](), list[tuple[int, int]]()
        while self.next.text in (*_RELATIONS, "!="):
            token = self.take()
            if token.text == "!=" and self.source == "claim":
                self.fail(_EXPECTED.format(expected="one of = <= < >= >", found="'!='"), token)
            for earlier in signs:
                if {earlier[0], token.text[0]} == {"<", ">"}:
                    self.fail(_MIXED.format(first=earlier, second=token.text), token)
            signs.append(token.text)
            spans.append((token.start, token.end))
            members.append(self.expression())
        return tuple(members), tuple(signs), tuple(spans)

    def special(self, head: Token) -> Claim:
        name = head.text
        if self.next.text != "(":
            self.fail(_BARE.format(name=name), head)
        opened = self.take()
        if name == "equality":
            return self.equality(opened)
        body = self.expression()
        variables = [self.variable(name) for _ in range(CLAIMS[name] - 1)]
        self.close(opened)
        if name in ("convex", "concave"):
            return Convexity(body, variables[0], name == "concave")
        if self.next.text != "=":
            self.fail(_ONE_EQUALS.format(name=name))
        self.take()
        result = self.expression()
        if name in ("argmax", "argmin"):
            return Extremum(body, variables[0], result, name == "argmax")
        if name == "conjugate":
            return Conjugate(body, variables[0], variables[1], result)
        return Bound(body, variables[0], result, name == "sup")

    def equality(self, opened: Token) -> Claim:
        members, signs, _ = self.chain()
        if len(signs) != 1 or signs[0] not in ("<=", ">="):
            self.fail(_EXPECTED.format(expected="a >= b or a <= b", found=self.next.shown), opened)
        self.expect(",")
        condition, equals, _ = self.chain()
        if equals != ("=",):
            self.fail(_EXPECTED.format(expected="'=' in the equality case", found=self.next.shown))
        self.close(opened)
        return EqualityCase(Relation(members[0], signs[0], members[1]), *condition)

    def variable(self, head: str) -> Name:
        self.expect(",")
        token = self.take()
        if token.kind != "name" or token.text in RESERVED or self.next.text not in (",", ")"):
            self.fail(_VARIABLE.format(name=head), token)
        return Real(token.text, span=(token.start, token.end))

    def expression(self) -> Written:
        return self.row(self.product, {"+": Sum, "-": Difference})

    def product(self) -> Written:
        return self.row(self.signed, {"*": Product, "/": Quotient})

    def row(self, operand: Callable[[], Written], kinds: dict[str, type[Binary]]) -> Written:
        left, length = operand(), 0
        while self.next.kind == "sign" and self.next.text in kinds:
            kind, length = kinds[self.take().text], length + 1
            if length > LONGEST_CHAIN:
                self.fail(_TOO_LONG.format(longest=LONGEST_CHAIN))
            right = operand()
            left = kind(left, right, span=_joined(left, right))
        return left

    def signed(self) -> Written:
        if self.next.text in ("-", "+"):
            token = self.deeper()
            operand = self.signed()
            self.depth -= 1
            if token.text == "+":
                return operand
            return Negation(operand, span=(token.start, (operand.span or (0, token.end))[1]))
        base = self.atom()
        if self.next.text != "**":
            return base
        self.deeper()
        exponent = self.signed()
        self.depth -= 1
        return Power(base, exponent, span=_joined(base, exponent))

    def deeper(self) -> Token:
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail(_TOO_DEEP.format(deepest=DEEPEST))
        return self.take()

    def atom(self) -> Written:
        token = self.next
        if token.kind == "number":
            return self.number(self.take())
        if token.kind == "name":
            return self.named(self.take())
        if token.text != "(":
            self.fail(_EXPECTED.format(expected="a number, a name or '('", found=token.shown))
        opened = self.deeper()
        inner = self.expression()
        closed = self.close(opened)
        self.depth -= 1
        return replace(inner, span=(opened.start, closed.end))

    def number(self, token: Token) -> Written:
        exponent = token.text.lower().partition("e")[2]
        if exponent and (len(exponent) > 4 or abs(int(exponent)) > 300):
            self.fail(_EXPONENT, token)
        return Number(Fraction(token.text), token.text, span=(token.start, token.end))

    def named(self, token: Token) -> Written:
        name, span = token.text, (token.start, token.end)
        if name in ("pi", "oo"):
            return Constant(name, span=span)
        if name in CLAIMS:
            self.fail(_INSIDE.format(name=name), token)
        if self.next.text != "(":
            if name in RESERVED:
                self.fail(_BARE.format(name=name), token)
            return Real(name, span=span)
        if name not in RESERVED and not self.calls(name):
            self.fail(_NOT_CALLED.format(name=name), token)
        opened = self.deeper()
        made = self.call(token, opened)
        closed = self.close(opened)
        self.depth -= 1
        return replace(made, span=(token.start, closed.end))

    def calls(self, name: str) -> bool:
        """Whether a name before a bracket is a convex function, or a word before the name of one.

        A name that is one of these words keeps its meaning everywhere else.
        """
        first, after = self.tokens[self.place + 1], self.tokens[min(self.place + 2,
                                                                    len(self.tokens) - 1)]
        inner = first.kind == "name" and after.text in (",", ")") and (
            self.open or first.text in self.functions)
        return name in self.functions or self.open or (name in PARTS and inner)

    def abstract(self, head: Token) -> Written:
        """A value, a slope, a conjugate or an end of a convex function."""
        part, name = head.text, head.text
        if name in self.functions or name not in PARTS:
            return Abstract(VALUE, ConvexFunction(name), *self.arguments(head, 1, name))
        function = ConvexFunction(self.take().text)
        if PARTS[part] == 1:
            return Abstract(part, function)
        self.expect(",")
        return Abstract(part, function, *self.arguments(head, 1, name, before=1))

    def call(self, head: Token, opened: Token) -> Written:
        name = head.text
        if name not in RESERVED:
            return self.abstract(head)
        if name == "diff":
            return self.derivative()
        if name == "piecewise":
            return self.piecewise(opened)
        if name == "Div":
            body, variable = self.expression(), self.variable(name)
            self.expect(",")
            laws = self.arguments(head, 2, name, before=2)
            return FDivergence(laws, body=body, variable=variable)
        arguments = self.arguments(head, INTEGRALS.get(name, FUNCTIONS.get(name, 0)), name)
        if name == "E":
            return Expectation(*arguments)
        if name == "Int":
            return Integral(arguments[0])
        definition = {"KL": KullbackLeibler, "JSD": JensenShannon, "TV": TotalVariation}.get(name)
        return definition(arguments) if definition else Application(name, arguments)

    def arguments(self, head: Token, count: int, name: str,
                  before: int = 0) -> tuple[Written, ...]:
        found = [self.expression()]
        while self.next.text == ",":
            self.take()
            found.append(self.expression())
        if (count and len(found) != count) or (not count and len(found) < 2):
            expected = "at least 2 arguments" if not count else {1: "1 argument"}.get(
                count + before, f"{count + before} arguments")
            self.fail(_ARITY.format(name=name, expected=expected, found=len(found) + before), head)
        return tuple(found)

    def derivative(self) -> Written:
        body, variable, order = self.expression(), self.variable("diff"), 1
        if self.next.text == ",":
            self.take()
            token = self.take()
            if not (token.kind == "number" and token.text.isdecimal() and len(token.text) < 3
                    and 1 <= int(token.text) <= 20):
                self.fail(_ORDER, token)
            order = int(token.text)
        return Derivative(body, variable, order)

    def piecewise(self, opened: Token) -> Written:
        branches: list[tuple[Written, Relation | None]] = []
        while True:
            self.expect("(")
            body = self.expression()
            self.expect(",")
            branches.append((body, self.condition()))
            self.close(opened)
            if self.next.text != ",":
                return Piecewise(tuple(branches))
            self.take()

    def condition(self) -> Relation | None:
        if self.next.kind == "name" and self.next.text.lower() == "true":
            self.take()
            return None
        left = self.expression()
        token = self.take()
        if token.text not in (*_RELATIONS, "!="):
            self.fail(_EXPECTED.format(expected="a relation or true", found=token.shown), token)
        return Relation(left, token.text, self.expression())


def _joined(left: Written, right: Written) -> tuple[int, int]:
    return ((left.span or (0, 0))[0], (right.span or (0, 0))[1])
