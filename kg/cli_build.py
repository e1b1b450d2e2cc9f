"""The straight line from files to readings: readers, extractor and resolver joined for the command line."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.errors import ArticleError
from kg.model import Article, Reading

EXAMPLE_MARK = ".example-data"
"""A folder that holds a file of this name holds invented articles; everything built from it says so."""


def is_example(path: str) -> bool:
    """Whether an argument is a marked folder or lies in one."""
    place = Path(path)
    return (place / EXAMPLE_MARK).is_file() or (place.parent / EXAMPLE_MARK).is_file()


def read_articles(
    paths: Iterable[str], *, fetch: bool, strict: bool, on_error: Callable[[ArticleError], None]
) -> Iterator[Article]:
    """Articles of all paths in their order; those from a folder marked as examples are marked too."""
    from dataclasses import replace

    from loaders.readers import read

    for example, group in groupby(paths, key=is_example):
        for article in read(group, fetch=fetch, strict=strict, on_error=on_error):
            yield replace(article, example=True) if example and not article.example else article


def read_statements(articles: Iterable[Article]) -> Iterator[Reading]:
    """What each article says, with every entity resolved across articles."""
    from loaders.extract import extract
    from loaders.resolve import resolve

    return resolve(map(extract, articles))
