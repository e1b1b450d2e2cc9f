"""Why an article is read as it is: the marks, the rules, and what was not stated."""

from itertools import pairwise

import pytest

from kg.model import Article, Explanation
from loaders.explain import explain
from loaders.extract import extract
from loaders.rules.ruleset import rules
from schemas.languages import languages, place_of_rule

TEXT = (
    "Rose Hill Hospital signed a memorandum with Bright Harbour University on 3 May 2024. "
    "The hospital has not signed an agreement with Green Valley Clinic. "
    "Anna Vogel, director of the hospital, signed an agreement."
)


def told(text: str, language: str = "en") -> Explanation:
    return explain(Article("a", "a", text, "v", language=language))


def test_asking_why_changes_nothing() -> None:
    article = Article("a", "a", TEXT, "v", language="en")
    assert explain(article).reading == extract(article)


def test_names_words_of_rules_doubt_and_dates_are_marked() -> None:
    marked = {(mark.kind, TEXT[mark.start : mark.end]) for mark in told(TEXT).marks}
    assert {("name", "Anna Vogel"), ("cue", "has not"), ("date", "3 May 2024"), ("meant", "The hospital")} <= marked
    assert any(kind == "trigger" and "signed" in text for kind, text in marked)


def test_marks_stand_in_order_and_apart() -> None:
    marks = told(TEXT).marks
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(mark.start < mark.end for mark in marks)


def test_every_statement_has_its_rules_and_every_rule_its_place() -> None:
    explained = told(TEXT)
    assert explained.reading.statements
    for statement in explained.reading.statements:
        by = explained.rules[statement.id]
        assert {evidence.rule for evidence in statement.evidence} <= set(by)
        assert all(explained.places[rule].startswith("schemas/languages/en.toml:") for rule in by)


def test_what_is_denied_is_told_with_its_reason_and_its_place() -> None:
    found = [one for one in told(TEXT).unmade if one.reason == "negation: has not"]
    assert any("Green Valley Clinic" in says for one in found for says in one.says)
    assert all(TEXT[one.start : one.end].startswith("The hospital has not") for one in found)


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("vi", "Chiều 5/3, hai bên ký kết thỏa thuận mới.", "no two are known whom it could mean"),
        ("en", "Rose Hill Hospital and Rose Hill Hospital signed an agreement.", "only one party is named"),
    ],
)
def test_a_rule_that_is_met_and_says_nothing_tells_why(code: str, text: str, reason: str) -> None:
    assert reason in {one.reason for one in told(text, code).unmade}


def test_a_rule_that_lacks_a_name_is_nearly_met() -> None:
    reasons = {one.reason for one in told("Rose Hill Hospital signed a memorandum with the union.").near}
    assert any(reason.startswith("it needs") for reason in reasons)


def test_an_article_in_another_language_has_nothing_to_tell() -> None:
    explained = explain(Article("a", "a", "Das Krankenhaus.", "v", language="de"))
    assert (explained.marks, explained.unmade) == ((), ())


def test_every_rule_is_found_in_its_file() -> None:
    for code in languages():
        assert all(":" in place_of_rule(code, rule.id) for rule in rules(code).rules)
    assert place_of_rule("en", "no such rule") == "schemas/languages/en.toml"
