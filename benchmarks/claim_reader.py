"""Reads claims and expressions of the claim language into trees, for the benchmarks alone.

A tree is a tuple whose first entry names the node: ("num", 3), ("name", "x"), ("+", one, other),
("log", inside), and for relations ("chain", side, "<=", side, ...).
"""

from __future__ import annotations

import re
from fractions import Fraction

_TOKEN = re.compile(r"\s*(\d+\.?\d*|[A-Za-z_]\w*|\*\*|<=|>=|!=|[-+*/^(),<>=])")
RELATIONS = ("<=", ">=", "!=", "<", ">", "=")


class Reader:
    """A recursive-descent reader; trees are tuples whose first entry names the node."""

    def __init__(self, text):
        self.tokens = [*_TOKEN.findall(text), ""]
        if "".join(self.tokens) != re.sub(r"\s", "", text):
            raise ValueError(f"unreadable: {text}")
        self.at = 0

    def take(self, *wanted):
        """The next token if it is one of those wanted, else an empty string."""
        token = self.tokens[self.at]
        if token and token in wanted:
            self.at += 1
            return token
        return ""

    def need(self, token):
        if not self.take(token):
            raise ValueError(f"expected {token}, found {self.tokens[self.at]!r}")

    def chain(self):
        """An expression, or ("chain", e0, relation, e1, ...)."""
        parts = [self.sum()]
        while relation := self.take(*RELATIONS):
            parts += [relation, self.sum()]
        return ("chain", *parts) if len(parts) > 1 else parts[0]

    def sum(self):
        left = self.product()
        while operator := self.take("+", "-"):
            left = (operator, left, self.product())
        return left

    def product(self):
        left = self.unary()
        while operator := self.take("*", "/"):
            left = (operator, left, self.unary())
        return left

    def unary(self):
        if self.take("-"):
            return ("neg", self.unary())
        if self.take("+"):
            return self.unary()
        base = self.atom()
        return ("**", base, self.unary()) if self.take("**", "^") else base

    def atom(self):
        if self.take("("):
            inner = self.arguments()
            return inner[0] if len(inner) == 1 else ("tuple", *inner)
        token = self.tokens[self.at]
        self.at += 1
        if re.match(r"\d", token):
            return ("num", Fraction(token))
        if not re.match(r"[A-Za-z_]", token):
            raise ValueError(f"unexpected {token!r}")
        return (token, *self.arguments()) if self.take("(") else ("name", token)

    def arguments(self):
        found = [self.chain()]
        while self.take(","):
            found.append(self.chain())
        self.need(")")
        return found


def read(text):
    """The tree of a claim or an expression."""
    reader = Reader(text)
    tree = reader.chain()
    if reader.tokens[reader.at]:
        raise ValueError(f"left over in {text!r}: {reader.tokens[reader.at :]}")
    return tree


def names_in(tree):
    """The names that occur in a tree, but for constants."""
    if tree[0] == "name":
        return set() if tree[1] in ("pi", "oo") else {tree[1]}
    return set().union(*(names_in(part) for part in tree[1:] if isinstance(part, tuple)))
