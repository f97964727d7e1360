"""Certificates as plain values: written to JSON, read back, and replayed by the kernel alone."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from ..kernel.refuting import refute
from ..kernel.rules import EPSILON, prove
from ..kernel.theorem import (
    Certificate,
    Counterexample,
    Finite,
    Lemma,
    Numbers,
    Order,
    Premise,
    Reason,
    Refutation,
    Theorem,
)
from ..language.claims import Statement
from ..language.convex import ConvexFunction
from ..language.grammar import parse, parse_expression
from ..language.printing import to_text
from ..language.tokens import ClaimError
from ..language.traversal import names, substitute
from ..language.written import Name, Number, Parameter, Real, Written
from ..meaning.grounding import given_function
from ..meaning.instances import Exact, Instance
from ..meaning.signs import ProofError

_DIGEST: Final = "the certificate was changed after it was written"
_SHAPE: Final = "the certificate has not the shape of one: {error}"
_NO_FRACTION: Final = "a number of the certificate is no fraction"
LONGEST_NUMBER: Final = 1000
_FRACTION: Final = re.compile(r"-?[0-9]+(/0*[1-9][0-9]*)?")
Plain = dict[str, Any]


def encode(found: Theorem | Refutation) -> Plain:
    """The plain values from which a theorem or a refutation is replayed.

    Args:
        found: made by the kernel.
    """
    stated = {"claim": str(found.statement.claim), "where": str(found.statement.hypotheses)}
    if isinstance(found, Theorem):
        body = {**stated, "proves": _certificate(found.certificate)}
    else:
        body = {**stated, "refutes": _counterexample(found.counterexample)}
    return {**body, "digest": _digest(body)}


def replay(plain: Any) -> Theorem | Refutation:
    """The theorem or refutation of a certificate, made anew by the kernel.

    Args:
        plain: what `encode` gave, perhaps after a trip through JSON.

    Raises:
        ProofError: if it does not replay.
    """
    try:
        body = {key: value for key, value in plain.items() if key != "digest"}
        if plain["digest"] != _digest(body):
            raise ProofError(_DIGEST)
        stated = parse(body["claim"], body["where"])
        declared = {name.name: name for name in stated.hypotheses.declared}
        if "proves" in body:
            return prove(stated, _read_certificate(body["proves"], declared))
        return refute(stated, _read_counterexample(body["refutes"], declared))
    except (ClaimError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError,
            RecursionError) as error:
        raise ProofError(_SHAPE.format(error=error)) from error


def _digest(body: Plain) -> str:
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _certificate(certificate: Certificate) -> Plain:
    plain: Plain = {
        "rule": certificate.rule,
        "witness": plain_instance(certificate.witness),
        "orders": [None if order is None else _order(order) for order in certificate.orders],
    }
    if certificate.premise is not None:
        plain["premise"] = {
            "theorem": encode(certificate.premise.theorem),
            "renaming": [[old.name, new.name] for old, new in certificate.premise.renaming],
            "factor": to_text(certificate.premise.factor),
        }
    if certificate.finite.bounds:
        plain["finite"] = [[to_text(low), _order(below), to_text(high), _order(above)]
                           for low, below, high, above in certificate.finite.bounds]
    if certificate.numbers is not None:
        plain["numbers"] = _numbers(certificate.numbers)
    for key in ("point", "level"):
        value = getattr(certificate, key)
        if value is not None:
            plain[key] = to_text(value)
    return plain


def _numbers(numbers: Numbers) -> Plain:
    plain: Plain = {"lemmas": [[encode(lemma.theorem), [[name.name, to_text(value)]
                                                        for name, value in lemma.at]]
                               for lemma in numbers.lemmas],
                    "orders": [_order(order) for order in numbers.orders]}
    if numbers.split is not None:
        plain["split"] = to_text(numbers.split)
        plain["parts"] = [_numbers(part) for part in numbers.parts]
    return plain


def _order(order: Order) -> Plain:
    cuts = [[index, None if parameter is None else parameter.name,
             None if root is None else to_text(root)] for index, parameter, root in order.cuts]
    return {
        "cuts": cuts,
        "multipliers": [[name.name, to_text(factor)] for name, factor in order.multipliers],
        "tangents": [[[to_text(c), to_text(t)] for c, t in pairs] for pairs in order.tangents],
        "reasons": [_reason(reason) for reason in order.reasons],
        **({"loose": True} if order.loose else {}),
    }


def _reason(reason: Reason) -> list[Any]:
    """The step, and after it whatever it needs: parameter, expressions, parts."""
    plain = [reason.step, None if reason.parameter is None else reason.parameter.name,
             None if reason.at is None else to_text(reason.at),
             None if reason.other is None else to_text(reason.other),
             *(_reason(part) for part in reason.parts)]
    return plain[:1] if plain[1:] == [None, None, None] else plain


def plain_instance(instance: Instance) -> Plain:
    """An instance as plain values.

    Args:
        instance: exact rational numbers become text such as 1/2.
    """
    atoms = [{"weight": str(weight), **{name.name: str(v) for name, v in values.items()}}
             for weight, values in instance.atoms]
    return {"values": {n.name: str(v) for n, v in instance.values.items()}, "atoms": atoms}


def _counterexample(example: Counterexample) -> Plain:
    plain: Plain = {"instance": plain_instance(example.instance)}
    if example.rival:
        plain["rival"] = [str(value) for value in example.rival]
    if example.bound is not None:
        plain["bound"] = encode(example.bound)
    if example.slope is not None:
        plain["slope"] = to_text(example.slope)
    return plain


def _read_certificate(plain: Plain, declared: Mapping[str, Name]) -> Certificate:
    inner = {EPSILON.name: EPSILON, **declared}
    return Certificate(
        plain["rule"],
        _read_instance(plain["witness"], declared),
        tuple(None if order is None else _read_order(order, inner) for order in plain["orders"]),
        Finite(tuple((_read(low, inner), _read_order(below, inner), _read(high, inner),
                      _read_order(above, inner))
                     for low, below, high, above in plain.get("finite", []))),
        _read(plain["point"], inner) if "point" in plain else None,
        _read(plain["level"], inner) if "level" in plain else None,
        _read_premise(plain["premise"], declared) if "premise" in plain else None,
        _read_numbers(plain["numbers"], declared) if "numbers" in plain else None,
    )


def _read_numbers(plain: Plain, declared: Mapping[str, Name]) -> Numbers:
    """The integrals of a claim have names here that it does not declare."""
    split = plain.get("split")
    return Numbers(
        tuple(_read_lemma(theorem, at, declared) for theorem, at in plain["lemmas"]),
        tuple(_read_order(order, declared) for order in plain["orders"]),
        None if split is None else _read_number(split, declared),
        tuple(_read_numbers(part, declared) for part in plain.get("parts", ())),
    )


def _read_lemma(plain: Plain, at: Any, declared: Mapping[str, Name]) -> Lemma:
    theorem = replay(plain)
    if not isinstance(theorem, Theorem):
        raise ProofError("a lemma is not proved")
    theirs = {name.name: name for name in theorem.statement.hypotheses.declared}
    return Lemma(theorem, tuple((theirs[name], _read_number(value, declared))
                                for name, value in at))


def _read_number(text: str, declared: Mapping[str, Name]) -> Written:
    """An expression in names that are declared, and in real ones for the integrals."""
    made = _read(text, None)
    return substitute(made, {n: declared.get(n.name, Real(n.name)) for n in names(made)})


def _read_premise(plain: Plain, declared: Mapping[str, Name]) -> Premise:
    theorem = replay(plain["theorem"])
    if not isinstance(theorem, Theorem):
        raise ProofError("a premise is not proved")
    theirs = {name.name: name for name in theorem.statement.hypotheses.declared}
    renaming = tuple((theirs[old], declared[new]) for old, new in plain["renaming"])
    return Premise(theorem, renaming, _read(plain["factor"], declared))


def _read(text: str, declared: Mapping[str, Name] | None) -> Written:
    return parse_expression(text, declared, Parameter)


def _fraction(text: str) -> Fraction:
    if len(text) > LONGEST_NUMBER or not _FRACTION.fullmatch(text):
        raise ProofError(_NO_FRACTION)
    return Fraction(text)


def _read_order(plain: Plain, declared: Mapping[str, Name]) -> Order:
    cuts = tuple((int(index), None if name is None else _parameter(name),
                  None if root is None else _read(root, None))
                 for index, name, root in plain["cuts"])
    multipliers = tuple((declared[name], _read(factor, declared))
                        for name, factor in plain["multipliers"])
    tangents = tuple(tuple((_read(c, None), _read(t, None)) for c, t in pairs)
                     for pairs in plain["tangents"])
    return Order(cuts, multipliers, tangents, tuple(_read_reason(r) for r in plain["reasons"]),
                 plain.get("loose") is True)


def _read_reason(plain: Any) -> Reason:
    step, parameter, at, other, *parts = [*plain, None, None, None] if len(plain) == 1 else plain
    return Reason(str(step), tuple(_read_reason(part) for part in parts),
                  None if parameter is None else _parameter(parameter),
                  None if at is None else _read(at, None),
                  None if other is None else _read(other, None))


def _parameter(name: str) -> Name:
    made = _read(name, None)
    if not isinstance(made, Name):
        raise ProofError("a cut names no parameter")
    return made


def _read_instance(plain: Plain, declared: Mapping[str, Name]) -> Instance:
    atoms = tuple(
        (_fraction(atom["weight"]), {declared[n]: _fraction(v) for n, v in atom.items()
                                    if n != "weight"})
        for atom in plain["atoms"]
    )
    return Instance({declared[n]: given_function(v) if isinstance(declared[n], ConvexFunction)
                     else _exact(v) for n, v in plain["values"].items()}, atoms)


def _exact(text: str) -> Exact:
    """A fraction, or an expression without names for a number that is none."""
    if _FRACTION.fullmatch(text) or len(text) > LONGEST_NUMBER:
        return _fraction(text)
    try:
        made = _read(text, {})
    except ClaimError as error:
        raise ProofError(_NO_FRACTION) from error
    if to_text(made) != text or isinstance(made, Number):
        raise ProofError(_NO_FRACTION)
    return made


def _read_counterexample(plain: Plain, declared: Mapping[str, Name]) -> Counterexample:
    bound = None
    if "bound" in plain:
        proved = replay(plain["bound"])
        if not isinstance(proved, Theorem):
            raise ProofError("a bound is not proved")
        bound = proved
    return Counterexample(_read_instance(plain["instance"], declared),
                          tuple(_fraction(value) for value in plain.get("rival", [])), bound,
                          _read(plain["slope"], {}) if "slope" in plain else None)


def same_statement(plain: Plain, stated: Statement) -> bool:
    """Whether a certificate speaks of a given statement."""
    return plain.get("claim") == str(stated.claim) and plain.get("where") == str(stated.hypotheses)
