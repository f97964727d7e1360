"""Random equalities of the field, half of them true, each with a truth that was checked.

    python benchmarks/random_equalities.py --count 1000 --seed 1 > equalities.jsonl

A true one is a random expression, an identity of the field or a derivative, whose two sides were
rewritten by randomly chosen valid rules. A false one is a true one with one small thing broken.
The truth of each is checked at 60 digits at many allowed points, by code that the prover does not
share: a true one holds at all of them, a false one fails, or is undefined, at one of them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys

if __package__:
    from .claim_reader import names_in, read
    from .equality_tables import EXPRESSIONS, IDENTITIES, INNER, TRAPS
    from .rewriting_rules import (
        LETTERS,
        POSITIVE_LETTERS,
        derivative,
        fill,
        places,
        put,
        rewrite,
        show,
    )
    from .truth_at_points import KINDS, truth_of
else:
    from claim_reader import names_in, read
    from equality_tables import EXPRESSIONS, IDENTITIES, INNER, TRAPS
    from rewriting_rules import (
        LETTERS,
        POSITIVE_LETTERS,
        derivative,
        fill,
        places,
        put,
        rewrite,
        show,
    )
    from truth_at_points import KINDS, truth_of

POSITIVE, UNIT, REAL = "pqabcsu", "wzy", "xtmrk"
_POSITIVE_RANGES = ["{} > 0"] * 6 + ["0 < {} < 1", "{} >= 1", "1 < {} < 3", "{} > 1/2"]
_REAL_RANGES = ["{} real"] * 6 + ["{} >= 0", "-1 < {} < 1", "{} > -2"]
_LONGEST = 320  # characters of a claim


class Maker:
    """Makes the claims of one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seen = set()
        self.expressions = [
            read(text) for text in EXPRESSIONS.replace("\n", ";").split(";") if text.strip()
        ]
        self.identities = [read(line) for line in IDENTITIES.strip().splitlines()]
        self.traps = [
            [part.strip() for part in line.split("|")] for line in TRAPS.strip().splitlines()
        ]

    # --- expressions

    def start(self):
        """Draws the names of a claim and what is known of them."""
        draw = self.random
        self.names = draw.sample(POSITIVE, 2), draw.sample(UNIT, 1), draw.sample(REAL, 2)
        known = [*POSITIVE, *UNIT, *(f"1 - {name}" for name in UNIT)]
        self.order = ""
        if draw.random() < 0.2:
            larger, smaller = self.names[0]
            self.order = f"{larger} > {smaller}"
            known.append(f"{larger} - {smaller}")
        self.positive = {read(text) for text in known}

    def invent(self, letter, depth=1):
        """A random expression for a letter of a rule or template."""
        draw, (positive, unit, real) = self.random, self.names
        if letter in POSITIVE_LETTERS:
            leaves = [*positive, *positive, *unit, f"1 - {unit[0]}", str(draw.randint(1, 5))]
            if self.order:
                leaves.append(self.order.replace(">", "-"))
            shapes = ["A + B", "A*B", "A/B", "A**R", "exp(X)", "sqrt(A)", "1 + X**2", "A**(1/3)"]
            shapes += ["cosh(X)", "sigmoid(X)", "softplus(X)", "max(A, B)", "A + 2*B", "A**2"]
        else:
            leaves = [*real, *real, positive[0], str(draw.randint(1, 4)), f"-{real[0]}"]
            shapes = [
                "X + Y",
                "X - Y",
                "2*X",
                "X*Y",
                "log(A)",
                "X/A",
                "tanh(X)",
                "abs(X)",
                "A*log(B)",
            ]
            shapes += ["min(X, Y)", "max(X, 0)", "X**2", "A - B", "log(A/B)", "sinh(X)"]
        if depth <= 0 or draw.random() < 0.45:
            return read(draw.choice(leaves))
        return self.filled(read(draw.choice(shapes)), depth - 1)

    def filled(self, pattern, depth):
        letters = sorted(names_in(pattern) & set(LETTERS))
        return fill(pattern, {letter: self.invent(letter, depth) for letter in letters})

    def rewritten(self, tree, steps):
        return rewrite(
            tree, steps, self.positive, self.random, lambda letter: self.invent(letter, 0)
        )

    # --- claims

    def rewriting(self):
        """Two rewritings of one expression."""
        tree = self.filled(self.random.choice(self.expressions), 1)
        return self.rewritten(tree, self.random.randint(0, 2)), self.rewritten(
            tree, self.random.randint(1, 5)
        )

    def identity(self):
        """An identity of the field, its letters replaced, its sides rewritten."""
        _, left, _, right = self.filled(
            self.random.choice(self.identities), self.random.randint(0, 2)
        )
        return self.rewritten(left, self.random.randint(0, 2)), self.rewritten(
            right, self.random.randint(0, 2)
        )

    def differentiation(self):
        """A derivative and what it works out to."""
        tree = self.filled(self.random.choice(self.expressions), self.random.randint(0, 1))
        name = self.random.choice(sorted(names_in(tree)) or ["x"])
        second = self.random.random() < 0.15
        right = derivative(tree, name)
        body = self.rewritten(tree, 1)
        derivative(body, name)  # that the rewriting brought in no kink
        left = ("diff", body, ("name", name))
        if second:
            left, right = (*left, read("2")), derivative(right, name)
        return left, self.rewritten(right, 3)

    def declared(self, names):
        """A declaration of every name, in random order."""
        parts = []
        for name in sorted(names):
            ranges = _POSITIVE_RANGES if name in POSITIVE else ["0 < {} < 1"]
            ranges = _REAL_RANGES if name in REAL else ranges
            parts.append(self.random.choice(ranges).format(name))
        self.random.shuffle(parts)
        if self.order and {self.order[0], self.order[-1]} <= set(names):
            parts.append(self.order)
        return ", ".join(parts)

    def trap(self, truth):
        """A claim that turns on whether a side is defined, or on the sign of a name."""
        claim, right, wrong = self.random.choice(
            [trap for trap in self.traps if truth or any(trap[1:])]
        )
        inner = self.random.choice(INNER)
        meaning = {"H": read(inner)}
        claim = fill(read(claim), meaning)
        where = [f"{name} real" for name in "xk" if name in names_in(claim)]
        for part in filter(None, (right if truth else wrong).split(", ")):
            where.append(part if part.split()[-1] in KINDS else show(fill(read(part), meaning)))
        return claim, ", ".join(dict.fromkeys(where))

    def broken(self, tree):
        """The tree with one small thing changed."""
        draw = self.random
        path, part = draw.choice(list(places(tree)) or [((), tree)])
        head = part[0]
        changes = []
        if head in "+-":
            changes += [("-" if head == "+" else "+", *part[1:]), part[1], ("+", part, read("1"))]
        if head in ("-", "/", "**"):
            changes.append((head, part[2], part[1]))
        if head == "*":
            changes += [("/", *part[1:]), part[1], ("+", *part[1:])]
        if head in ("**", "/") and part[2][0] == "num":
            changes += [(head, part[1], ("num", part[2][1] + 1))]
        if head == "neg":
            changes.append(part[1])
        if head in ("max", "min"):
            changes.append(("min" if head == "max" else "max", *part[1:]))
        if head in ("log", "exp", "sigmoid", "softplus", "tanh"):
            scaled = ("*", read("2"), part[1])
            changes += [
                (head, ("neg", part[1])),
                (head, scaled),
                ("*", read("2"), part),
                ("/", part, read("2")),
            ]
        if head == "name":
            changes.append(("name", draw.choice([name for group in self.names for name in group])))
        return put(tree, path, draw.choice(changes)) if changes else ("*", tree, read("1001/1000"))

    def candidate(self, truth):
        """A claim and its hypotheses, meant to be true or false."""
        draw = self.random
        self.start()
        kind = draw.choices(["rewriting", "identity", "differentiation", "trap"], [38, 34, 20, 8])[
            0
        ]
        if kind == "trap":
            return self.trap(truth)
        try:
            left, right = getattr(self, kind)()
        except KeyError:  # the derivative of what has kinks
            return None
        if not truth:
            left, right = (
                (self.broken(left), right) if draw.random() < 0.3 else (left, self.broken(right))
            )
        claim = ("chain", left, "=", right)
        return claim, self.declared(names_in(claim))

    def item(self, truth):
        """A claim whose truth was checked."""
        while True:
            made = self.candidate(truth)
            if made is None:
                continue
            claim, where = made
            text = show(claim)
            if not names_in(claim) and self.random.random() < 0.8:
                continue
            if claim[1] == claim[3] or len(text) > _LONGEST or text in self.seen:
                continue
            if truth_of(claim, where, self.random) is truth:
                self.seen.add(text)
                return {"claim": text, "where": where, "truth": truth}


def generate(count, seed):
    """Yields `count` claims, true and false in turn, the same ones for the same seed."""
    maker = Maker(seed)
    for index in range(count):
        yield {"id": f"random-{seed}-{index:05d}", **maker.item(truth=index % 2 == 0)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for item in generate(options.count, options.seed):
        sys.stdout.write(json.dumps(item) + "\n")


if __name__ == "__main__":
    main()
