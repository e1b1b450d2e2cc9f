"""Every rule of every language reads its own example, and only it does."""

from dataclasses import replace

import pytest

from kg.model import Article, Reading
from loaders.deals.frameset import frameset
from loaders.extract import extract
from loaders.rules.ruleset import Rule, rules
from schemas.languages import languages

RULES = [(code, rule) for code in languages() for rule in rules(code).rules]
RULES += [(code, frame.rule) for code in languages() for frame in frameset(code).frames]


def said(reading: Reading) -> set[str]:
    """The statements of a reading as ``Subject PREDICATE Object``, under every name of each, also ``as ROLE``."""
    names = {e.id: {e.name, *(name for _, name in e.names)} for e in reading.entities}
    found = set()
    for s in reading.statements:
        for subject in names[s.subject]:
            for target in names.get(s.object, {s.object}):
                found.add(f"{subject} {s.predicate} {target}")
                if s.role is not None:
                    found.add(f"{subject} {s.predicate} {target} as {s.role}")
                if s.predicate == "PARTNERS_WITH":
                    found.add(f"{target} {s.predicate} {subject}")
    return found


def read(code: str, text: str, without: frozenset[str] = frozenset()) -> Reading:
    return extract(Article("a-example", "example", text, "v", language=code), without=without)


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_a_rule_reads_its_example(code: str, rule: Rule) -> None:
    missing = set(rule.expect) - said(read(code, rule.example))
    assert not missing, f"{rule.example!r} was expected to say {missing}, it says {said(read(code, rule.example))}"


@pytest.mark.parametrize(("code", "rule"), RULES, ids=[r.id for _, r in RULES])
def test_without_a_rule_its_example_says_less(code: str, rule: Rule) -> None:
    left = set(rule.expect) & said(read(code, rule.example, frozenset({rule.id})))
    assert not left, (
        f"{rule.example!r} says {left} without the rule too: take an example that no other rule reads, "
        f"expect only what this rule adds, or drop the rule"
    )


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for _, rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(replace(rule).expect for _, rule in RULES)
