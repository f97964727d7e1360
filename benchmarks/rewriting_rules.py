"""Applies rules that keep the value of an expression, at random places and in both directions.

Also what is needed around that: whether an expression is seen to be positive, derivatives by the
rules of the textbook, and the text of a tree.
"""

from __future__ import annotations

if __package__:
    from .claim_reader import names_in, read
    from .equality_tables import RULES as RULES_AS_TEXT
else:
    from claim_reader import names_in, read
    from equality_tables import RULES as RULES_AS_TEXT

POSITIVE_LETTERS = "ABC"
LETTERS = "ABCRSXYZ"


RULES = [(rule[1], rule[3]) for line in RULES_AS_TEXT.strip().splitlines() for rule in [read(line)]]


# --- positivity, matching, filling ---------------------------------------------------------------


def is_positive(tree, positive):
    """Whether an expression is seen to be positive; `positive` holds what is known, as trees."""
    head, rest = tree[0], tree[1:]
    if tree in positive:
        return True
    if head == "num":
        return tree[1] > 0
    if head in ("+", "*", "/", "max", "min"):
        if head == "+" and read("1") in rest:
            other = rest[1] if rest[0] == read("1") else rest[0]
            if is_nonnegative(other, positive):
                return True
        return all(is_positive(part, positive) for part in rest)
    if head in ("**", "sqrt"):
        return is_positive(rest[0], positive)
    return head in ("exp", "sigmoid", "softplus", "cosh")


def is_nonnegative(tree, positive):
    """Whether an expression is seen to be zero or positive."""
    square = tree[0] == "**" and tree[2] == read("2")
    return square or tree[0] == "abs" or is_positive(tree, positive)


def match(pattern, tree, positive, bound):
    """The letters' meanings under which the pattern is the tree, or None."""
    if pattern[0] == "name" and pattern[1] in LETTERS:
        letter = pattern[1]
        if letter in bound:
            return bound if bound[letter] == tree else None
        if letter in POSITIVE_LETTERS and not is_positive(tree, positive):
            return None
        return {**bound, letter: tree}
    if pattern[0] != tree[0] or len(pattern) != len(tree):
        return None
    for one, other in zip(pattern[1:], tree[1:], strict=True):
        if isinstance(one, tuple) and isinstance(other, tuple):
            bound = match(one, other, positive, bound)
            if bound is None:
                return None
        elif one != other:
            return None
    return bound


def fill(pattern, bound):
    """The pattern with its letters replaced."""
    if pattern[0] == "name":
        return bound.get(pattern[1], pattern)
    return tuple(fill(part, bound) if isinstance(part, tuple) else part for part in pattern)


def places(tree, path=()):
    """All (path, subtree) that a rule may touch: no conditions, no variables of derivatives."""
    if tree[0] in ("chain", "num"):
        return
    if tree[0] != "tuple":
        yield path, tree
    inner = tree[1:2] if tree[0] == "diff" else tree[1:]
    for index, part in enumerate(inner, start=1):
        if isinstance(part, tuple):
            yield from places(part, (*path, index))


def put(tree, path, new):
    """The tree with the subtree at a path replaced."""
    if not path:
        return new
    index = path[0]
    return (*tree[:index], put(tree[index], path[1:], new), *tree[index + 1 :])


def rewrite(tree, steps, positive, random, invent):
    """Applies rules at random places; `invent(letter)` makes an expression for a free letter."""
    for _ in range(steps):
        for _attempt in range(60):
            old, new = random.choice(RULES)
            if random.random() < 0.5:
                old, new = new, old
            # a rule that fits anywhere is drawn less often, or nothing else would be seen
            if old[0] == "name" and random.random() < 0.8:
                continue
            found = [
                (path, bound)
                for path, part in places(tree)
                if (bound := match(old, part, positive, {})) is not None
            ]
            if found:
                path, bound = random.choice(found)
                free = sorted((names_in(new) & set(LETTERS)) - set(bound))
                bound = bound | {letter: invent(letter) for letter in free}
                tree = put(tree, path, fill(new, bound))
                break
    return tree


# --- derivatives and printing ---------------------------------------------------------------------

_CHAIN_RULES = {
    "log": "1/U",
    "exp": "exp(U)",
    "sqrt": "1/(2*sqrt(U))",
    "sigmoid": "sigmoid(U)*(1 - sigmoid(U))",
    "softplus": "sigmoid(U)",
    "tanh": "1 - tanh(U)**2",
    "sinh": "cosh(U)",
    "cosh": "sinh(U)",
    "asinh": "1/sqrt(1 + U**2)",
    "atanh": "1/(1 - U**2)",
    "sin": "cos(U)",
    "cos": "-sin(U)",
    "erf": "2*exp(-U**2)/sqrt(pi)",
    "erfc": "-2*exp(-U**2)/sqrt(pi)",
}
_STRENGTH = {"chain": 0, "+": 1, "-": 1, "neg": 2, "*": 3, "/": 3, "**": 5}
ZERO, ONE = read("0"), read("1")


def add(one, other):
    return other if one == ZERO else one if other == ZERO else ("+", one, other)


def times(one, other):
    if ZERO in (one, other):
        return ZERO
    return other if one == ONE else one if other == ONE else ("*", one, other)


def derivative(tree, name):
    """The derivative by the rules of the textbook; KeyError for what has kinks."""
    if name not in names_in(tree):
        return ZERO
    head, parts = tree[0], tree[1:]
    if head == "name":
        return ONE
    if head not in _CHAIN_RULES and head not in _STRENGTH:
        raise KeyError(head)
    inner = [derivative(part, name) for part in parts]
    if head == "neg":
        return ("neg", inner[0])
    if head == "+":
        return add(*inner)
    if head == "-":
        if inner[0] == ZERO:
            return ("neg", inner[1])
        return inner[0] if inner[1] == ZERO else ("-", *inner)
    if head == "*":
        return add(times(inner[0], parts[1]), times(parts[0], inner[1]))
    if head == "/":
        quotient = ("/", inner[0], parts[1])
        if inner[1] == ZERO:
            return quotient
        change = ("/", times(parts[0], inner[1]), ("**", parts[1], read("2")))
        return ("neg", change) if inner[0] == ZERO else ("-", quotient, change)
    if head == "**":
        lowered = ("**", parts[0], ("-", parts[1], ONE))
        along = times(times(parts[1], lowered), inner[0])
        return add(along, times(times(tree, ("log", parts[0])), inner[1]))
    return times(fill(read(_CHAIN_RULES[head]), {"U": parts[0]}), inner[0])


def show(tree, least=0):
    """The text of a tree, with no more parentheses than needed."""
    head = tree[0]
    if head in ("num", "name"):
        return str(tree[1])
    if head == "tuple":
        return "(" + ", ".join(map(show, tree[1:])) + ")"
    if head not in _STRENGTH:
        return f"{head}(" + ", ".join(map(show, tree[1:])) + ")"
    strength = _STRENGTH[head]
    if head == "chain":
        text = " ".join(part if isinstance(part, str) else show(part) for part in tree[1:])
    elif head == "neg":
        text = "-" + show(tree[1], 3)
    elif head == "**":
        text = show(tree[1], 6) + "**" + show(tree[2], 6)
    else:
        gap = " " if strength == 1 else ""
        text = show(tree[1], strength) + gap + head + gap + show(tree[2], strength + 1)
    return f"({text})" if strength < least else text
