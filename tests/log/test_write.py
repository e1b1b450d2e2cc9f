"""A log takes each article once, whatever breaks a run off, and says what other rules have read."""

import errno
import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from readings import SOME

from kg.errors import ArticleError, StoreError
from kg.log import parts, write
from kg.log.known import Known
from kg.log.write import Met, read_into
from kg.model import Article, Reading
from kg.stores.lock import lock, unlock


def articles(number: int = 20) -> Iterator[Article]:
    for n in range(number):
        text = f"In case {n}, Springfield Hospital and Hillside University {n % 7} signed an agreement in 2024."
        yield Article(f"a{n}", f"a{n}", text, f"v{n}", language="en")


def fill(log: Path, found: Iterator[Article], met: Met | None = None, **more: object) -> int:
    """Read articles into a log; the number of new parts."""
    told: dict[str, object] = {"jobs": 1, "size": 6, **more}
    return len(list(read_into(log, found, met=met or Met(), **told)))  # type: ignore[arg-type]


def held(log: Path) -> list[Reading]:
    found = [reading for part in parts.parts(log) for reading in parts.readings(log, part)]
    return sorted(found, key=lambda one: one.article.id)


def test_a_part_is_read_as_it_was_written(tmp_path: Path) -> None:
    parts.make(tmp_path / "log")
    part = parts.write(tmp_path / "log", SOME, datetime.now(UTC))
    assert part is not None
    expected = [replace(one, article=replace(one.article, raw="", sketch=None), refused=()) for one in SOME]
    assert list(parts.readings(tmp_path / "log", part)) == expected
    brief = list(parts.readings(tmp_path / "log", part, clues=True))
    assert [one.article.id for one in brief] == [one.article.id for one in SOME]
    assert [[each.canonical for each in one.entities] for one in brief] == [
        [each.canonical for each in one.entities] for one in SOME
    ]
    assert parts.write(tmp_path / "log", [], datetime.now(UTC)) is None


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    assert fill(tmp_path / "one", articles(), jobs=1) == fill(tmp_path / "two", articles(), jobs=2) == 4
    assert parts.parts(tmp_path / "one") == parts.parts(tmp_path / "two")
    assert held(tmp_path / "one") == held(tmp_path / "two")
    assert any(one.statements for one in held(tmp_path / "one"))
    assert not multiprocessing.active_children()


def test_what_is_there_is_not_read_again(tmp_path: Path) -> None:
    log, met = tmp_path / "log", Met()
    fill(log, articles(7))
    assert fill(log, articles(20), met) == 3
    assert met == Met(known=7)
    assert [one.article.id for one in held(log)] == sorted(one.id for one in articles(20))
    assert fill(log, iter([*articles(20), *articles(20)])) == 0


def test_an_article_that_comes_twice_in_one_run_is_read_once(tmp_path: Path) -> None:
    met = Met()
    fill(tmp_path / "log", iter([*articles(5), *articles(5)]), met)
    assert (len(held(tmp_path / "log")), met.known) == (5, 5)


def test_a_changed_article_is_read_again(tmp_path: Path) -> None:
    fill(tmp_path / "log", articles(3))
    met = Met()
    changed = replace(next(articles()), raw="Springfield Hospital has closed.", version="w")
    assert fill(tmp_path / "log", iter([changed]), met) == 1
    assert met.known == 0


def _breaking(monkeypatch: pytest.MonkeyPatch, after: int) -> Callable[[], None]:
    """Let the disk be full once so many files were written."""
    whole, count = parts.replacing_bytes, [0]

    def breaking(path: Path) -> object:
        count[0] += 1
        if count[0] > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path)

    monkeypatch.setattr(parts, "replacing_bytes", breaking)
    return lambda: monkeypatch.setattr(parts, "replacing_bytes", whole)


@pytest.mark.parametrize("after", range(0, 12, 2))
def test_broken_off_anywhere_it_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    fill(tmp_path / "whole", articles())
    mend = _breaking(monkeypatch, after)
    with pytest.raises(OSError, match="No space"):
        fill(tmp_path / "log", articles())
    mend()
    assert len(parts.parts(tmp_path / "log")) == after // 3
    met = Met()
    fill(tmp_path / "log", articles(), met)
    assert met.known == 6 * (after // 3)
    assert parts.parts(tmp_path / "log") == parts.parts(tmp_path / "whole")
    assert held(tmp_path / "log") == held(tmp_path / "whole")


def test_what_a_broken_run_left_is_swept_away(tmp_path: Path) -> None:
    log = tmp_path / "log"
    fill(log, articles(6))
    (part,) = parts.parts(log)
    orphan = part.path(log, "statements").with_name("part-0.parquet")
    orphan.write_bytes(b"")
    half = part.path(log, "articles").with_name(".part-1.parquet.x.part")
    half.write_bytes(b"")
    fill(log, articles(6))
    assert not orphan.exists()
    assert not half.exists()
    assert parts.parts(log) == [part]


def test_other_rules_are_noticed_and_read_again_only_if_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    fill(log, articles(6))
    for module in (parts, write):
        monkeypatch.setattr(module, "rules", lambda: "other")
    met = Met()
    assert fill(log, articles(8), met) == 1
    assert (met.known, dict(met.before)) == (0, {"en": 6})
    assert fill(log, articles(8), met := Met(), since_rules=True) == 1
    assert (met.known, met.before.total()) == (2, 0)
    assert fill(log, articles(8), met := Met(), since_rules=True) == 0
    assert met.known == 8


def test_what_no_store_could_keep_is_told_and_left_out(tmp_path: Path) -> None:
    odd = Article("a", "odd.txt", "Springfield Hospital", "v", language="en", title="half \ud800")
    (written,) = read_into(tmp_path / "log", iter([odd, *articles(2)]), jobs=1, met=Met())
    assert written.languages.total() == 2
    assert len(written.faults) == 1
    assert written.faults[0].startswith("odd.txt: the article has half a surrogate pair")


def test_what_came_before_an_error_is_kept(tmp_path: Path) -> None:
    def torn() -> Iterator[Article]:
        yield from articles(8)
        raise ArticleError("it is torn")

    with pytest.raises(ArticleError, match="torn"):
        fill(tmp_path / "log", torn())
    assert len(held(tmp_path / "log")) == 8


def test_one_process_at_a_time_writes(tmp_path: Path) -> None:
    fill(tmp_path / "log", articles(1))
    handle = lock(tmp_path / "log", shared=False)
    with pytest.raises(StoreError, match="is writing it"):
        fill(tmp_path / "log", articles(2))
    unlock(handle)


def test_a_folder_that_is_no_log_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="holds other files and no log"):
        fill(tmp_path, articles(1))
    with pytest.raises(StoreError, match="there is no log here"):
        parts.check(tmp_path)
    (tmp_path / parts.MARK).write_text('{"log": "readings", "format": 99}', encoding="utf-8")
    with pytest.raises(StoreError, match="format"):
        parts.check(tmp_path)


def test_known_texts_are_known_however_many_there_are() -> None:
    known = Known()
    for number in range(70_000):
        known.add(str(number))
    assert len(known) == 70_000
    assert all(str(number) in known for number in range(0, 70_000, 997))
    assert not any(str(number) in known for number in range(70_000, 71_000))
