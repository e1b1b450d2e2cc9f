"""Every rule of every language reads its own example."""

from dataclasses import replace

import pytest

from kg.model import Article, Reading
from loaders import extract as extracting
from loaders.extract import extract
from loaders.patterns import Rule, RuleSet, rules
from loaders.relations import Claim, Reader, Refused, read_claims
from schemas.languages import languages

RULES = [(code, rule) for code in languages() for rule in rules(code).rules]


def said(reading: Reading) -> set[str]:
    """The statements of a reading as ``Subject PREDICATE Object``, under every name of each."""
    names = {e.id: {e.name, *(name for _, name in e.names)} for e in reading.entities}
    found = set()
    for s in reading.statements:
        for subject in names[s.subject]:
            for target in names.get(s.object, {s.object}):
                found.add(f"{subject} {s.predicate} {target}")
                if s.predicate == "PARTNERS_WITH":
                    found.add(f"{target} {s.predicate} {subject}")
    return found


def read(code: str, text: str) -> Reading:
    return extract(Article("a-example", "example", text, "v", language=code))


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_a_rule_reads_its_example(code: str, rule: Rule) -> None:
    missing = set(rule.expect) - said(read(code, rule.example))
    assert not missing, f"{rule.example!r} was expected to say {missing}, it says {said(read(code, rule.example))}"


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_a_rule_is_met_in_its_example(code: str, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[str] = []

    def watched(rd: Reader, known: RuleSet) -> tuple[list[Claim], list[Refused]]:
        claims, refused = read_claims(rd, known)
        met.extend(claim.rule.id for claim in claims)
        return claims, refused

    monkeypatch.setattr(extracting, "read_claims", watched)
    read(code, rule.example)
    assert rule.id in met


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for _, rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(replace(rule).expect for _, rule in RULES)
