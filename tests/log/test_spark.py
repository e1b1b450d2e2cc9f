"""The step on a cluster gives the same log and the same graph. Where PySpark is not installed, that is said aloud."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import ArticleError
from kg.identity.ledger import read
from kg.log import parts
from kg.log.rebuild import opened, rebuild
from kg.log.write import Met
from kg.log.write import read_into as read_here
from kg.stores import content_hash, open_store
from loaders.readers import read as read_articles
from loaders.readers import sources

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RELEASE = (
    "On 12 March 2024 Springfield Hospital signed a cooperation agreement with Hillside University in Oslo. "
    "The agreement covers nursing and research, and both institutions will exchange students every year. "
    "Dr Ana Moldoveanu, director of Springfield Hospital, signed for the hospital before a large public. Case {}."
)


@pytest.fixture(scope="module")
def spark() -> "Iterator[SparkSession]":
    """PySpark on two cores of this machine."""
    pytest.importorskip("pyspark", reason="no PySpark: pip install 'healthkg[spark]'")
    if shutil.which("java") is None:
        pytest.skip("no Java for PySpark")
    from kg.log.spark import session

    opened = session("local[2]")
    yield opened
    opened.stop()


def test_a_cluster_reads_the_same_and_finds_who_is_who(spark: "SparkSession", tmp_path: Path) -> None:
    from kg.log.spark import link, read_into

    articles = tmp_path / "a.jsonl"
    lines = [json.dumps({"language": "en", "text": RELEASE.format(n)}) for n in range(12)]
    articles.write_text("\n".join([*lines, "{torn"]), encoding="utf-8")
    wrong: list[ArticleError] = []

    def cluster(log: Path) -> Met:
        met = Met()
        found = ((source, False) for source in sources([str(articles)], on_error=wrong.append))
        list(read_into(spark, log, found, met=met, size=4, on_error=wrong.append))
        return met

    cluster(tmp_path / "far")
    assert [str(error).partition(":")[2][:9] for error in wrong] == [" line 13:"]
    list(read_here(tmp_path / "here", read_articles([str(articles)], on_error=wrong.append), jobs=1, met=Met()))
    hashes = []
    for name in ("far", "here"):
        if name == "far":
            assert link(spark, tmp_path / name, {}) > 0
        log = opened(tmp_path / name)
        assert parts.links_path(log.path, log.parts, {}).exists() is (name == "far")
        with open_store("memory:") as store:
            rebuild(log, store, tmp_path / f"{name}.jsonl")
            hashes.append(content_hash(store))
        assert read(tmp_path / f"{name}.jsonl").decisions
    assert hashes[0] == hashes[1]
    (part, *_) = parts.parts(tmp_path / "far")
    part.path(tmp_path / "far", "articles").unlink()  # as if the run had been killed before it was written
    assert 0 < cluster(tmp_path / "far").known < 12
    assert (
        len({one.article.id for p in parts.parts(tmp_path / "far") for one in parts.readings(tmp_path / "far", p)})
        == 12
    )
