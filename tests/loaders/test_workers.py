"""Several processes read the same as one, in the same order, and none of them is left behind."""

import os
import re
import signal
from collections.abc import Iterator
from functools import partial
from multiprocessing import active_children
from time import sleep

import pytest

from kg.cli_report import Report
from kg.errors import ArticleError, KgError
from kg.model import Article, Reading
from kg.stores.intake import problem
from loaders import workers
from loaders.extract import extract
from loaders.workers import Batches, each, read, spread


@pytest.fixture(autouse=True)
def _few_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ALONE", 3)


def _articles(number: int) -> Iterator[Article]:
    for n in range(number):
        text = f"In case {n}, Springfield Hospital and Hillside University signed a cooperation agreement in 2024."
        yield Article(f"a{n}", f"a{n}", text, f"v{n}", language="en")


def test_the_number_of_processes_changes_nothing() -> None:
    expected = list(map(extract, _articles(50)))
    assert any(reading.statements for reading in expected)
    assert list(each(read, _articles(50), jobs=1)) == expected
    assert list(each(read, _articles(50), jobs=2)) == expected
    assert not active_children()


def test_what_came_before_an_error_is_read_before_it_is_raised() -> None:
    def broken() -> Iterator[Article]:
        yield from _articles(25)
        raise ArticleError("b.txt", "it is torn")

    found = each(read, broken(), jobs=2)
    assert [next(found).article.id for _ in range(25)] == [f"a{n}" for n in range(25)]
    with pytest.raises(ArticleError, match="torn"):
        next(found)


def test_an_article_that_the_program_fails_on_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(article: Article) -> Reading:
        return Reading(article) if article.id != "a1" else [][1]

    monkeypatch.setattr(workers, "extract", failing)
    found = list(each(read, _articles(3), jobs=1))
    assert [reading.article.id for reading in found if not reading.fault] == ["a0", "a2"]
    why = "the program failed on it, please report: IndexError: list index out of range"
    fault = rf"{why} \(test_workers.py, line \d+\)"
    assert re.fullmatch(fault, found[1].fault)
    assert problem(found[1]) == found[1].fault
    report = Report()
    assert [reading.article.id for reading in report.counting(found)] == ["a0", "a2"]
    assert report.left_out == [f"a1: {found[1].fault}"]
    assert report.exit_code == 1
    with pytest.raises(ArticleError, match="a1: the program failed"):
        list(Report().counting(found, strict=True))


def test_a_reader_who_has_seen_enough_leaves_no_process_behind() -> None:
    found = each(read, _articles(10_000), jobs=2)
    assert [next(found).article.id for _ in range(30)] == [f"a{n}" for n in range(30)]
    found.close()
    assert not active_children()


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    def killing() -> Iterator[Article]:
        for n, article in enumerate(_articles(200)):
            if n == 100:
                os.kill(active_children()[0].pid or 0, signal.SIGKILL)
            yield article

    with pytest.raises(KgError, match="ended from outside"):
        list(each(read, killing(), jobs=2))


def _asleep_from(first: str, coming: Batches) -> Iterator[list[Reading]]:
    for batch in coming:
        if batch[0].id >= first:
            sleep(600)
        yield [Reading(article) for article in batch]


def test_who_turns_away_does_not_wait_for_what_is_worked_on() -> None:
    batches = iter([[article] for article in _articles(9)])
    found = spread(partial(_asleep_from, "a3"), batches, jobs=2)
    assert next(found)[0].article.id == "a0"
    found.close()
    assert not active_children()
