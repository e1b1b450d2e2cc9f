"""What has come since one looked last: files by their size and time, items of feeds by their address and date."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import ArticleError
from kg.files import replacing
from kg.log.parts import make
from kg.model import Article
from loaders.feeds import State, Web, new_articles
from loaders.files.metadata import is_web_address
from loaders.readers import articles_of, sources

FILE = "feeds.json"


@dataclass(slots=True)
class Watch:
    """Places that are looked into again and again. What feeds told is kept beside the log, so that a new run knows."""

    log: Path
    places: tuple[str, ...]
    fetch: bool = False
    web: Web = field(default_factory=Web)
    _files: dict[str, tuple[int, int]] = field(default_factory=dict)
    _feeds: State = field(default_factory=dict)

    def articles(
        self, is_example: Callable[[str], bool], *, on_error: Callable[[ArticleError], None]
    ) -> Iterator[Article]:
        """The articles of files and items that are new or have changed since the last time."""
        self._recall()
        for place in self.places:
            if not is_web_address(place):
                for article in self._of_files(place, on_error):
                    yield replace(article, example=True) if is_example(place) else article
            elif self.fetch:
                yield from new_articles(place, self._feeds, self.web, on_error=on_error)
            else:
                on_error(ArticleError(f"{place}: a feed is read with --fetch only"))

    def _of_files(self, place: str, on_error: Callable[[ArticleError], None]) -> Iterator[Article]:
        for source in sources([place], on_error=on_error):
            found = Path(source.where).stat()
            now = (found.st_mtime_ns, found.st_size)
            if self._files.get(source.where) != now:
                yield from articles_of(source, on_error=on_error)
                self._files[source.where] = now

    def _recall(self) -> None:
        path = self.log / FILE
        if not self._feeds and path.is_file():
            self._feeds = json.loads(path.read_text(encoding="utf-8"))

    def remember(self) -> None:
        """Keep what feeds told. To be called once the articles are in the log: what was not kept is asked for again."""
        if self._feeds:
            make(self.log)
            with replacing(self.log / FILE) as stream:
                json.dump(self._feeds, stream, ensure_ascii=False, sort_keys=True)
