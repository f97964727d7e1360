"""Certificates are plain values; a changed one never proves what is not true."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from derivations.deciding.answers import recheck
from derivations.deciding.certificates import _digest, replay, same_statement
from derivations.kernel.theorem import Refutation, Theorem
from derivations.language.grammar import parse
from derivations.language.tokens import ClaimError
from derivations.meaning.signs import ProofError
from derivations.testing import judge, random_instances
from tests.deciding.oracle import TESTABLE, confirmed
from tests.deciding.statements import answered, statements

MORE = [
    {"claim": claim, "where": where, "truth": truth} for claim, where, truth in (
        ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)",
         "p density, q density, D function, 0 <= D <= 1", True),
        ("argmax(a*log(z)+b*log(1-z), z) = a/(a+b)", "a > 0, b > 0, 0 < z < 1", True),
        ("argmin(KL(p, q), q) = p", "p density, q density", True),
        ("equality(JSD(p, q) >= 0, p = q)", "p density, q density", True),
        ("sup(log(z), z) = 0", "0 < z < 1", True),
        ("sup(log(z), z) = 1", "0 < z < 1", False),
        ("argmax(z, z) = 1", "0 <= z < 1", False),
        ("equality(KL(p, q) >= 0, p = 2*q)", "p density, q density", False),
    )
]
SETTLED = [*statements("integrals"), *(line for line in statements("wall")
                                       if line["expect"] == "refuted"), *MORE]
CHANGED = "the certificate was changed after it was written"


def certificates() -> list[dict[str, Any]]:
    """The answers that carry a certificate."""
    found = [answered(line["claim"], line["where"]) for line in SETTLED]
    return [answer for answer in found if answer["certificate"] is not None]


@pytest.mark.parametrize("line", SETTLED, ids=lambda line: line["claim"])
def test_a_certificate_replays_after_a_trip_through_json(line: dict[str, Any]) -> None:
    found = answered(line["claim"], line["where"])
    if found["certificate"] is None:
        assert found["verdict"] == "undecided"
        return
    again = json.loads(json.dumps(found))
    assert again == found
    made = replay(again["certificate"])
    stated = parse(line["claim"], line["where"])
    assert type(made) is (Theorem if found["verdict"] == "proved" else Refutation)
    assert str(made.statement) == str(stated)
    assert same_statement(again["certificate"], stated)
    assert not same_statement(again["certificate"], parse("1 = 1", line["where"]))
    assert recheck(again) == ""


def test_most_of_the_tables_are_settled() -> None:
    assert len(certificates()) >= len(SETTLED) - 2


def places(plain: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a certificate, however deep."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            if key != "digest":
                yield (*path, key)
                yield from places(value, (*path, key))
    elif isinstance(plain, list):
        for index, value in enumerate(plain):
            yield (*path, index)
            yield from places(value, (*path, index))


TEXTS = ["0", "1", "-1", "2", "1/2", "log(2)", "p", "q", "s0", "s1", "-s0", "epsilon", "1/0",
         "p/(p+q)", "x", "comparison", "second order", "supremum", "KL(p, q)", "((", "",
         "p density, q density", "x real", "1 = 2", "KL(p, q) <= 0", "KL(p, q) > 0"]  # fmt: skip


def another(value: Any, random: Random) -> Any:
    """Another value of the same or of another shape."""
    if isinstance(value, bool) or value is None:
        return random.choice(TEXTS)
    if isinstance(value, int):
        return random.choice((value + 1, value - 1, -value - 1, 0, 7))
    if isinstance(value, str):
        for old, new in random.sample([("+", "-"), ("-", "+"), ("2", "3"), ("1", "2"), ("p", "q"),
                                       ("<=", "<"), (">=", ">"), ("log", "exp")], 8):
            if old in value and random.random() < 0.6:
                return value.replace(old, new, 1)
        return random.choice(TEXTS)
    if isinstance(value, list):
        choice = random.randrange(4)
        if not value or choice == 0:
            return [*value, random.choice(TEXTS)]
        return [value[:-1], value[::-1], value * 2][choice - 1]
    return {key: item for key, item in value.items() if key != random.choice(list(value))}


def tampered(count: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """An answer and its certificate with one field changed, the digest as it was."""
    random, answers = Random(1729), certificates()
    made = 0
    while made < count:
        given = answers[made % len(answers)]
        changed = copy.deepcopy(given["certificate"])
        *path, last = random.choice(list(places(changed)))
        part = changed
        for step in path:
            part = part[step]
        if random.random() < 0.1 and isinstance(part, dict):
            del part[last]
        else:
            part[last] = another(part[last], random)
        if changed != given["certificate"]:
            made += 1
            yield given, changed


def test_a_changed_certificate_is_rejected_by_its_digest() -> None:
    count = 0
    for given, changed in tampered(300):
        with pytest.raises(ProofError):
            replay(changed)
        assert recheck({**given, "certificate": changed})
        count += 1
    assert count == 300


def sealed(plain: dict[str, Any]) -> dict[str, Any]:
    """The certificate with the digest of what it says, also of a bound inside."""
    body = {key: value for key, value in plain.items() if key != "digest"}
    inner = body.get("refutes")
    if isinstance(inner, dict) and isinstance(inner.get("bound"), dict):
        body["refutes"] = {**inner, "bound": sealed(inner["bound"])}
    return {**body, "digest": _digest(body)}


def is_true(found: Theorem) -> bool:
    """Whether the oracle finds nothing against a theorem."""
    stated = found.statement
    if not isinstance(stated.claim, TESTABLE):
        return True
    return all(judge(stated, made).holds is not False
               for made in random_instances(stated, 25, seed=5))


def test_a_changed_certificate_with_a_new_digest_proves_nothing_false() -> None:
    replayed = 0
    for given, changed in tampered(300):
        plain = sealed(changed)
        try:
            found = replay(plain)
        except ProofError:
            assert recheck({**given, "certificate": plain})
            continue
        replayed += 1
        if isinstance(found, Theorem):
            assert is_true(found), plain
        else:
            again = recheck({**given, "certificate": plain})
            same = str(found.statement) == str(parse(given["certificate"]["claim"],
                                                     given["certificate"]["where"]))
            assert again == "" or not same or "shown" in again
    # Some changes do no harm: another witness, a cut more. Most do.
    assert 0 < replayed < 150


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"verdict": "refuted"}, "the certificate does not show the verdict 'refuted'"),
        ({"verdict": "undecided"}, "the certificate does not show the verdict 'undecided'"),
        ({"evidence": "it is clear"}, "the evidence shown is not that of the certificate"),
        ({"certificate": {}}, "the certificate has not the shape of one: 'digest'"),
    ],
)
def test_an_answer_that_says_something_else(change: dict[str, Any], reason: str) -> None:
    given = answered("KL(p, q) >= 0", "p density, q density")
    assert recheck(given) == ""
    assert recheck({**given, **change}) == reason


def test_an_answer_that_shows_another_counterexample() -> None:
    given = answered("TV(p, q) < 1", "p density, q density")
    shown = {**given["counterexample"], "left": "2"}
    reason = "the counterexample shown is not the one of the certificate"
    assert recheck({**given, "counterexample": shown}) == reason


@pytest.mark.parametrize("plain", [None, 1, "text", [], {}, {"digest": "x"}, {"claim": "1 = 1"},
                                   {"claim": 1, "where": 2, "digest": 3}])  # fmt: skip
def test_what_is_no_certificate(plain: Any) -> None:
    with pytest.raises(ProofError):
        replay(plain)


def test_the_statement_of_a_certificate_reads_back() -> None:
    for given in certificates():
        plain = given["certificate"]
        assert list(plain) == ["claim", "where", "proves" if given["verdict"] == "proved" else
                               "refutes", "digest"]
        with pytest.raises(ClaimError):
            parse(plain["claim"] + " )", plain["where"])
        assert str(parse(plain["claim"], plain["where"]).claim) == plain["claim"]


@pytest.mark.parametrize("line", [line for line in SETTLED if not line["truth"]],
                         ids=lambda line: line["claim"])
def test_the_oracle_confirms_the_counterexamples(line: dict[str, Any]) -> None:
    found = answered(line["claim"], line["where"])
    stated = parse(line["claim"], line["where"])
    example = found["counterexample"]
    if found["verdict"] != "refuted" or example["kind"] in (
        "bound", "chord", "conjugate"
    ):
        # These rest on a theorem, or are a pair of points: none is one instance.
        assert found["verdict"] != "proved"
        return
    assert confirmed(stated, example)
