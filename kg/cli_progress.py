"""The progress bar: rate and, where the number of articles can be told beforehand, the remaining time."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.model import Article

# Files that hold one article each; how many a collection, an address or a pipe holds is known only at its end.
_SINGLE = {".txt", ".html", ".htm", ".xhtml"}
_IGNORED = {"", ".md"}


def expected(paths: Iterable[str]) -> int | None:
    """How many articles the paths hold, or None when a collection, an address or a pipe is among them.

    >>> expected(["a.txt", "b.html"]), expected(["a.txt", "crawl.warc.gz"]), expected(["-"])
    (2, None, None)
    """
    total = 0
    for path in map(Path, paths):
        inside = path.is_dir()
        kinds = [file.suffix.lower() for file in path.rglob("*") if file.is_file()] if inside else [path.suffix.lower()]
        wanted = [kind for kind in kinds if not (inside and kind in _IGNORED)]
        if not _SINGLE.issuperset(wanted):
            return None
        total += len(wanted)
    return total


def with_bar(articles: Iterable[Article], paths: Iterable[str]) -> Iterator[Article]:
    """Pass articles on under a bar on standard error that goes away at the end."""
    rate = TextColumn("{task.fields[rate]}")
    with Progress(
        BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("", total=expected(paths), rate="")
        for article in articles:
            yield article
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:,.0f} articles a second" if speed else "")
