"""The measuring of the reading: what counts as right, and why something was missed."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.causes import Causes
from bench.gold import Gold, Verdict, compare, load
from bench.quality import ASIDE, OPEN, UNSEEN, Measured, Read, idle, lines, tally
from bench.quality_page import page
from kg.errors import DataError
from kg.model import Article, Reading
from loaders.extract import extract
from loaders.relations.trail import Trail
from schemas.confidence import ANY, parse

TEXT = (
    "Rose Hill Hospital signed a memorandum on oncology with Bright Harbour University on 3 May 2024. "
    "Rose Hill Hospital is based in Leeds. Vogel opened. Green Valley Clinic has nothing to add."
)
ENTITIES = {
    "rose": {"types": ["Hospital"], "names": ["Rose Hill Hospital"]},
    "bright": {"types": ["University"], "names": ["Bright Harbour University"]},
    "leeds": {"types": ["Place"], "names": ["Leeds"]},
    "green": {"types": ["HealthCentre"], "names": ["Green Valley Clinic"]},
    "vogel": {"types": ["Company"], "names": ["Vogel"]},
    "valley": {"types": ["HealthCentre"], "names": ["Valley Clinic"]},
}
DEAL = {"parties": ["rose", "bright"], "date": "2024-05-03", "place": None, "fields": ["oncology"]}


def judged(relations: list[dict[str, Any]], *agreements: dict[str, Any]) -> tuple[Reading, Verdict, Causes]:
    gold = Gold("a", "en", ENTITIES, tuple(relations), agreements)
    trail = Trail()
    reading = extract(Article("a", "a", TEXT, "v", language="en"), trail=trail)
    verdict = compare(reading, gold)
    assert trail.reader is not None
    return reading, verdict, Causes(reading, trail.reader, gold, verdict)


def right(reading: Reading, verdict: Verdict, predicate: str) -> list[bool]:
    return [verdict.right[s.id] for s in reading.statements if s.predicate == predicate]


@pytest.mark.parametrize("optional", [True, False])
def test_what_the_annotation_has_is_right_required_or_not(optional: bool) -> None:
    reading, verdict, _ = judged([{"s": "bright", "p": "PARTNERS_WITH", "o": "rose", "optional": optional}])
    assert right(reading, verdict, "PARTNERS_WITH") == [True]
    assert right(reading, verdict, "LOCATED_IN") == [False]
    assert verdict.found == ([] if optional else [("bright", "PARTNERS_WITH", "rose")])
    assert verdict.missed == []


def test_agreements_are_paired_by_their_parties() -> None:
    reading, verdict, _ = judged([], DEAL)
    assert right(reading, verdict, "PARTY_TO") == [True, True]
    assert right(reading, verdict, "COVERS") == [True]
    assert ("rose", "PARTY_TO", "agreement 0") in verdict.found
    reading, verdict, _ = judged([], {**DEAL, "parties": ["green", "vogel"]})
    assert right(reading, verdict, "PARTY_TO") == [False, False]
    assert ("agreement 0", "COVERS", "oncology") in verdict.missed


@pytest.mark.parametrize(
    ("subject", "target", "cause"),
    [
        ("rose", "green", "far"),
        ("rose", "bright", "unread"),
        ("valley", "rose", "edge"),
        ("vogel", "rose", "no head noun"),
    ],
)
def test_a_miss_has_a_cause(subject: str, target: str, cause: str) -> None:
    _, verdict, why = judged([{"s": subject, "p": "OWNED_BY", "o": target}])
    assert [why.of(missed) for missed in verdict.missed] == [cause]


def test_readings_are_counted_by_rule_and_by_predicate() -> None:
    reads = [Read("SIGNED", rule, "s", False, ok) for rule, ok in (("a", True), ("a", False), ("b", True))]
    assert tally(reads) == {("SIGNED", "*"): (2, 3), ("SIGNED", "a"): (1, 2), ("SIGNED", "b"): (1, 1)}


def test_a_broken_annotation_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"article": "a"}), encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.json: expected an annotation"):
        load(tmp_path)


def measured(group: str, *right: bool) -> Measured:
    reads = [Read("SIGNED", "en.x", f"s{number}", number == 0, ok) for number, ok in enumerate(right)]
    stated = [("SIGNED", ok) for ok in right]
    missed = [("OWNED_BY", "far" if group == OPEN else "")]
    return Measured("a", "en", group, reads, stated, Counter(SIGNED=sum(right)), missed)


def test_confidence_comes_down_to_what_rules_do_where_they_were_not_written() -> None:
    fitted = parse("\n".join(lines([measured(OPEN, *[True] * 8), measured(UNSEEN, *[True] * 8)])), "x")
    unfit = parse("\n".join(lines([measured(OPEN, *[True] * 8), measured(UNSEEN, *[True, False] * 4)])), "x")
    assert fitted["SIGNED", "en.x"] > unfit["SIGNED", "en.x"] > unfit["SIGNED", ANY]
    assert fitted["SIGNED", ANY] == pytest.approx(0.9)


def test_the_page_tells_causes_of_open_articles_only_and_totals_of_all() -> None:
    articles = [measured(OPEN, True, False), measured(UNSEEN, True), measured(ASIDE, *[True] * 11)]
    table = parse("\n".join(lines(articles)), "x")
    told = page(articles, table, {"en": ["en.y"]})
    assert "| open to those who write rules | 1 | 2 | 0.50 | 2 | 0.50 |" in told
    assert "| `OWNED_BY` | 0 |  | 1 | 0.00 |  |  |  |  |  | 1 |  |" in told
    assert told.count("`OWNED_BY`") == 1
    assert "| `SIGNED by en.x` | 11 |" in told
    assert "en.x" not in told.replace("SIGNED by en.x", "")


def test_rules_that_read_nothing_are_told() -> None:
    assert "en.x" not in idle([measured(OPEN, True)])["en"]
    assert idle([])["en"] == idle([measured(ASIDE, True)])["en"]
