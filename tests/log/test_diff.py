"""What is new, changed and gone since a time."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from readings import reading

from kg.log import parts
from kg.log.diff import Change, changes
from kg.log.rebuild import opened
from kg.model import Reading

ENDS = {"Spitalul A": "Hospital", "Spitalul B": "Hospital", "Clinica C": "HealthCentre"}


def said(name: str, *told: tuple[str, str, str], version: str = "1", **more: str) -> Reading:
    found = reading(name, ENDS, [(*one, more) for one in told])
    return replace(found, article=replace(found.article, version=version))


def log_of(place: Path, *batches: list[Reading]) -> Path:
    """A log to which a batch was added every day of January."""
    parts.make(place)
    for day, batch in enumerate(batches, 1):
        parts.write(place, batch, datetime(2026, 1, day, tzinfo=UTC))
    return place


def since(log: Path, day: int) -> list[tuple[str, str, str]]:
    return [told(one) for one in changes(opened(log), datetime(2026, 1, day, tzinfo=UTC), {})]


def told(one: Change) -> tuple[str, str, str]:
    edge = one.after or one.before
    assert edge is not None
    return one.kind, edge.predicate, f"{one.subject} - {one.object}"


AB = ("Spitalul A", "PARTNERS_WITH", "Spitalul B")
AC = ("Spitalul A", "PARTNERS_WITH", "Clinica C")


def test_what_only_new_articles_say_is_new(tmp_path: Path) -> None:
    log = log_of(tmp_path / "log", [said("1", AB)], [said("2", AB, AC)], [])
    ((kind, predicate, ends),) = since(log, 2)
    assert (kind, predicate) == ("new", "PARTNERS_WITH")
    assert set(ends.split(" - ")) == {"Spitalul A", "Clinica C"}
    assert len(since(log, 1)) == 2
    assert since(log, 3) == []


def test_what_an_article_says_no_longer_is_gone_unless_others_say_it(tmp_path: Path) -> None:
    corrected = said("1", AB, version="2")
    log = log_of(tmp_path / "log", [said("1", AB, AC)], [corrected])
    ((kind, _, ends),) = since(log, 2)
    assert (kind, set(ends.split(" - "))) == ("gone", {"Spitalul A", "Clinica C"})
    log = log_of(tmp_path / "other", [said("1", AB, AC), said("2", AC)], [corrected])
    assert since(log, 2) == []


def test_another_status_is_a_change(tmp_path: Path) -> None:
    ended = said("2", AB, status="ended", date="2026-01-02")
    log = log_of(tmp_path / "log", [said("1", AB, status="signed", date="2025-01-01")], [ended])
    (one,) = changes(opened(log), datetime(2026, 1, 2, tzinfo=UTC), {})
    assert one.kind == "changed"
    assert one.before is not None
    assert one.after is not None
    assert (one.before.status, one.after.status) == ("signed", "ended")
    assert (one.before.sources, one.after.sources) == (1, 2)


def test_what_was_read_several_times_since_counts_as_it_was_read_last(tmp_path: Path) -> None:
    log = log_of(tmp_path / "log", [said("1", AB)], [said("1", AC, version="2")], [said("1", AB, version="3")])
    assert since(log, 2) == []
    assert sorted(kind for kind, *_ in since(log, 3)) == ["gone", "new"]


def test_who_is_who_by_the_ledger_counts(tmp_path: Path) -> None:
    one, other = said("1", AB), said("2", ("Spitalul A", "PARTNERS_WITH", "Clinica C"))
    keys = {entity.name: entity.canonical for entity in one.entities}
    log = opened(log_of(tmp_path / "log", [one], [other]))
    same = {keys["Clinica C"]: keys["Spitalul B"]}
    assert changes(log, datetime(2026, 1, 2, tzinfo=UTC), same) == []
