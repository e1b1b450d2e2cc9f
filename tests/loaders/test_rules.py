"""Every rule of every language reads its own example, and without the rule the example says less."""

from dataclasses import replace

import pytest

from kg.model import Article, Reading
from loaders import extract as extracting
from loaders.extract import extract
from loaders.patterns import Rule, rules, ruleset
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
def test_a_rule_is_evidence_of_its_example(code: str, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    without = ruleset(tuple(r for r in rules(code).rules if r is not rule))
    before = {(s.id, e) for s in read(code, rule.example).statements for e in s.evidence if e.rule == rule.id}
    monkeypatch.setattr(extracting, "rules", lambda _: without)
    after = {(s.id, e) for s in read(code, rule.example).statements for e in s.evidence if e.rule == rule.id}
    assert before
    assert not after


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for _, rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(replace(rule).expect for _, rule in RULES)
