"""Any store can be made from a log, with the same hash, in one go or in many."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from readings import DEAL, ENDED, SOME, VIETNAMESE, many

from kg.identity.ledger import append, decision, read
from kg.identity.settle import prepare, settle
from kg.log import parts
from kg.log.rebuild import opened, rebuild
from kg.model import Article, Reading
from kg.step import step
from kg.stores import Store, content_hash, open_store

RELEASE = (
    "On 12 March 2024 Springfield Hospital signed a cooperation agreement with Hillside University in Oslo. "
    "The agreement covers nursing and research, and both institutions will exchange students every year. "
    "Dr Ana Moldoveanu, director of Springfield Hospital, signed for the hospital before a large public."
)


@pytest.fixture(scope="module")
def found() -> list[Reading]:
    """Readings of articles that have people, a deal and a text in common."""
    texts = [RELEASE, RELEASE.replace("On 12", "Yesterday, on 12"), RELEASE.replace("Hillside", "Seaview")]
    made = [Article(f"a{n}", f"a{n}", text, f"v{n}", language="en") for n, text in enumerate(texts * 2)]
    return next(step([made]))


def log_of(place: Path, *batches: list[Reading]) -> Path:
    parts.make(place)
    for number, batch in enumerate(batches):
        parts.write(place, batch, datetime(2026, 1, 1 + number, tzinfo=UTC))
    return place


def plain(place: Path, readings: list[Reading]) -> str:
    """The hash of a store that the readings were added to."""
    with open_store(place / "store") as store:
        store.add(readings)
        settle(store, place / "ledger.jsonl")
        return content_hash(store)


def test_a_store_from_a_log_is_the_one_that_readings_make(tmp_path: Path, found: list[Reading]) -> None:
    log = opened(log_of(tmp_path / "log", found[:4], found[4:]))
    with open_store("memory:") as store:
        changes = rebuild(log, store, tmp_path / "l.jsonl")
        assert (changes.added, changes.statements) == (6, sum(len(one.statements) for one in found))
        assert len(read(tmp_path / "l.jsonl").decisions) > 3
        assert content_hash(store) == plain(tmp_path, found)
        assert rebuild(log, store, tmp_path / "l.jsonl").added == 0


def test_a_server_from_a_log_has_the_same_hash(tmp_path: Path, found: list[Reading], neo4j: object) -> None:
    log = opened(log_of(tmp_path / "log", found))
    with open_store("neo4j:") as server, open_store("memory:") as store:
        rebuild(log, server, tmp_path / "one.jsonl")
        rebuild(log, store, tmp_path / "two.jsonl")
        assert content_hash(server) == content_hash(store)
        assert sorted(server.digests()) == sorted(store.digests())
        assert rebuild(log, server, tmp_path / "one.jsonl").added == 0


class Broken(Exception):
    pass


def test_broken_off_anywhere_a_store_comes_out_the_same(tmp_path: Path, found: list[Reading]) -> None:
    expected = plain(tmp_path, found)
    log = opened(log_of(tmp_path / "log", *([one] for one in found)))
    for stop in range(len(found)):
        ledger = tmp_path / f"{stop}.jsonl"
        with open_store("memory:") as store:
            with pytest.raises(Broken):
                rebuild(log, _Stopping(store, stop), ledger)  # type: ignore[arg-type]
            rebuild(log, store, ledger)
            assert content_hash(store) == expected


class _Stopping:
    """A store to which only so many readings can be added."""

    def __init__(self, store: Store, stop: int) -> None:
        self.store, self.stop = store, stop

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)

    def add(self, readings: Iterator[Reading]) -> None:
        def some() -> Iterator[Reading]:
            for number, one in enumerate(readings):
                if number == self.stop:
                    raise Broken
                yield one

        self.store.add(some())


def test_the_last_reading_of_an_article_counts(tmp_path: Path) -> None:
    shorter = replace(DEAL, statements=DEAL.statements[1:3], article=replace(DEAL.article, version="2", title=None))
    for number, batches in enumerate(([[DEAL, VIETNAMESE], [shorter]], [[shorter], [DEAL, VIETNAMESE]])):
        log = opened(log_of(tmp_path / f"log{number}", *batches))
        assert len(log.old) == 1
        with open_store("memory:") as store, open_store("memory:") as other:
            rebuild(log, store, tmp_path / f"{number}.jsonl")
            other.add([batches[1][0], VIETNAMESE])
            assert sorted(store.digests()) == sorted(other.digests())


def test_a_store_keeps_what_it_has_besides(tmp_path: Path) -> None:
    log = opened(log_of(tmp_path / "log", [DEAL]))
    with open_store("memory:") as store:
        store.add([ENDED])
        rebuild(log, store, tmp_path / "l.jsonl")
        assert len(list(store.articles())) == 2


def test_what_people_decided_holds_in_a_store_from_a_log(tmp_path: Path) -> None:
    one, other = (next(e.canonical for e in reading.entities if e.type == "Hospital") for reading in (DEAL, VIETNAMESE))
    append(tmp_path / "l.jsonl", [decision("same", one, other, because="seen", by="Ana")])
    with open_store("memory:") as store:
        rebuild(opened(log_of(tmp_path / "log", SOME)), store, tmp_path / "l.jsonl")
        assert store.decisions()[0][max(one, other)] == min(one, other)


def test_thousands_of_articles_that_touch_many_entities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.rdf_add.VIEWS", 40)
    found = [prepare(one) for one in many(600)]
    with open_store("memory:") as store, open_store("memory:") as other:
        rebuild(opened(log_of(tmp_path / "log", found[:300], found[300:])), store, tmp_path / "l.jsonl")
        monkeypatch.undo()
        other.add(found)
        settle(other, tmp_path / "o.jsonl")
        assert content_hash(store) == content_hash(other)
        assert list(store.entities()) == list(other.entities())
