"""New items of RSS and Atom feeds as articles, asked for politely.

One request at a time, under the program's own name, as robots.txt allows, with a pause between two requests to one
host. A feed and its items are asked for again only if they have changed (ETag, Last-Modified, the date of an item).
"""

import io
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import feedparser

from kg.addresses import public
from kg.errors import ArticleError
from kg.model import Article
from loaders.files import formats
from loaders.files.metadata import canonical, is_web_address
from loaders.readers import AGENT, TIMEOUT, Source, articles_of

PAUSE = 2.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""
_UNCHANGED = 304
_FORBIDDEN, _TROUBLE = (401, 403), 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: the body, the address it came from in the end, and what helps to ask less next time."""

    data: bytes
    url: str
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass(slots=True)
class Web:
    """The one way out: every request of a run goes through here."""

    pause: float = PAUSE
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Answer | None:
        """Ask for an address; None if it has not changed. Raises ``ArticleError`` with the reason if it is not had."""
        self.check(url)
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        return self._ask(url, {name: value for name, value in headers.items() if value})

    def check(self, url: str) -> None:
        """Raise ``ArticleError`` unless the address may be asked for."""
        if not is_web_address(url):
            raise ArticleError("not a web address")
        if not self._rules(url).can_fetch(AGENT, url):
            raise ArticleError("the robots.txt of its host asks not to read it")

    def _rules(self, url: str) -> RobotFileParser:
        host = urljoin(url, "/")
        if host not in self._robots:
            rules = RobotFileParser()
            try:
                answer = self._ask(urljoin(host, "robots.txt"), {})
                lines = answer.data.decode("utf-8", "replace").splitlines() if answer else []
            except urllib.error.HTTPError as error:
                # no such file allows all; a closed door, or a server in trouble, nothing
                closed = error.code in _FORBIDDEN or error.code >= _TROUBLE
                lines = ["User-agent: *", "Disallow: /"] if closed else []
            rules.parse(lines)
            self._robots[host] = rules
        return self._robots[host]

    def _ask(self, url: str, headers: dict[str, str]) -> Answer | None:
        host = urlsplit(url).netloc
        rules = self._robots.get(urljoin(url, "/"))
        pause = max(self.pause, float(rules.crawl_delay(AGENT) or 0) if rules else 0)
        time.sleep(max(0.0, self._asked.get(host, -pause) + pause - time.monotonic()))
        request = urllib.request.Request(url, headers={"User-Agent": AGENT, **headers})
        try:
            with urllib.request.build_opener(_Redirects(self)).open(request, timeout=TIMEOUT) as answer:
                told = answer.headers
                charset = told.get_content_charset()
                return Answer(formats.whole(answer), answer.url, charset, told["ETag"], told["Last-Modified"])
        except urllib.error.HTTPError as error:
            if error.code == _UNCHANGED:
                return None
            raise
        finally:
            self._asked[host] = time.monotonic()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows only to where it may go."""

    def __init__(self, web: Web) -> None:
        self.web = web

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not urlsplit(newurl).path.endswith("/robots.txt"):
            self.web.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


State = dict[str, dict[str, Any]]
"""What is known of each feed: ``etag``, ``modified``, and in ``items`` the address and date of each that was read."""


def new_articles(feed: str, state: State, web: Web, *, on_error: Callable[[ArticleError], None]) -> Iterator[Article]:
    """The articles of a feed that ``state`` does not know or knows with another date; ``state`` is brought up to date.

    Whatever cannot be had goes to ``on_error``, and is asked for again next time.
    """
    known = state.get(feed, {})
    try:
        answer = web.get(feed, known.get("etag"), known.get("modified"))
    except (ArticleError, OSError) as error:
        on_error(ArticleError(f"{public(feed)}: {_why(error)}"))
        return
    if answer is None:
        return
    found = feedparser.parse(answer.data)
    if found.bozo and not found.entries:
        on_error(ArticleError(f"{public(feed)}: not a feed"))
        return
    items: dict[str, str] = {}
    whole = True
    for entry in found.entries:
        url = urljoin(answer.url, entry.get("link", ""))
        date = str(dict.get(entry, "updated") or dict.get(entry, "published") or "")
        if known.get("items", {}).get(url) != date:
            try:
                if (page := web.get(url)) is not None:
                    yield from _article(page, url, on_error)
            except (ArticleError, OSError) as error:
                on_error(ArticleError(f"{public(url)}: {_why(error)}"))
                whole = False
                continue
        items[url] = date
    told = {"etag": answer.etag, "modified": answer.modified} if whole else {}
    state[feed] = {**told, "items": items}


def _article(page: Answer, url: str, on_error: Callable[[ArticleError], None]) -> Iterator[Article]:
    def record(stream: Any) -> Iterator[formats.Record | ArticleError]:
        yield formats.page_record(stream.read(), 0, page.url, page.charset)

    stem = PurePosixPath(urlsplit(url).path).stem or "page"
    source = Source(public(url), canonical(url), stem, lambda _: io.BytesIO(page.data), record)
    yield from articles_of(source, on_error=on_error)


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code} {error.reason}"
    if isinstance(error, urllib.error.URLError):
        return f"not reached: {error.reason}"
    return str(error) or type(error).__name__
