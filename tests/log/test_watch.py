"""New files and items of feeds, asked for politely: against a server on this machine."""

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import ArticleError
from kg.log.parts import make
from kg.log.watch import Watch
from kg.model import Article
from loaders.feeds import Web
from loaders.readers import AGENT

PAGE = """<html><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>Springfield Hospital signed a cooperation agreement with Hillside University on 12 March 2024. {0}.</p>
<p>Both institutions will exchange students every year, and their nurses will train together in Oslo.</p>
</article></body></html>"""
ITEM = "<item><title>{0}</title><link>/{0}</link><pubDate>{1}</pubDate></item>"
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{}</channel></rss>'


class Site:
    """What a server has to say, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str]] = {}
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.at_once = self.most_at_once = 0
        self.address = ""

    def feed(self, *items: tuple[str, str]) -> None:
        self.pages["/feed"] = 200, FEED.format("".join(ITEM.format(*one) for one in items))
        for name, date in items:
            self.pages.setdefault(f"/{name}", (200, PAGE.format(f"{name} of {date}")))


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
            site.asked[self.path] += 1
            site.agents.add(self.headers["User-Agent"])
            status, body = site.pages.get(self.path, (404, ""))
            mark = f'"{hash(body)}"'
            if status == 200 and self.headers["If-None-Match"] == mark:
                status, body = 304, ""
            self.send_response(status)
            if status == 302:
                self.send_header("Location", body)
            self.send_header("ETag", mark)
            self.send_header("Content-Length", str(len(body.encode())))
            time.sleep(0.01)  # a second question would come meanwhile; when the answer is sent, this one is over
            site.at_once -= 1
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        site.address = f"http://127.0.0.1:{server.server_port}"
        yield site
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as found:
        yield found


def look(watch: Watch) -> tuple[list[Article], list[str]]:
    """Look once: what came, and what was said of what did not."""
    wrong: list[ArticleError] = []
    found = list(watch.articles(lambda place: False, on_error=wrong.append))
    watch.remember()
    return found, [str(one) for one in wrong]


def watching(place: Path, site: Site) -> Watch:
    make(place)
    return Watch(place, (f"{site.address}/feed",), fetch=True, web=Web(pause=0))


def test_items_come_once_and_again_when_they_have_a_new_date(tmp_path: Path, site: Site) -> None:
    site.feed(("one", "Mon"), ("two", "Mon"))
    watch = watching(tmp_path / "log", site)
    found, wrong = look(watch)
    assert (len(found), wrong) == (2, [])
    assert found[0].url == f"{site.address}/one"
    assert "Hillside University" in found[0].raw
    assert look(watch) == ([], [])
    assert site.asked == {"/robots.txt": 1, "/feed": 2, "/one": 1, "/two": 1}
    site.feed(("one", "Mon"), ("two", "Tue"), ("three", "Tue"))
    found, _ = look(watching(tmp_path / "log", site))  # a new run knows what the last one had
    assert [article.url for article in found] == [f"{site.address}/two", f"{site.address}/three"]
    assert site.agents == {AGENT}
    assert site.most_at_once == 1


def test_robots_are_obeyed_also_behind_a_redirection(tmp_path: Path, site: Site) -> None:
    site.pages["/robots.txt"] = 200, "User-agent: healthkg\nDisallow: /closed"
    site.feed(("closed", "Mon"), ("moved", "Mon"), ("open", "Mon"))
    site.pages["/moved"] = 302, "/closed"
    found, wrong = look(watching(tmp_path / "log", site))
    assert [article.url for article in found] == [f"{site.address}/open"]
    assert [line.rpartition(": ")[2] for line in wrong] == ["the robots.txt of its host asks not to read it"] * 2
    assert site.asked["/closed"] == 0


@pytest.mark.parametrize(("status", "read"), [(404, 1), (403, 0), (500, 0)])
def test_a_host_without_robots_is_open_and_one_in_trouble_is_not(
    tmp_path: Path, site: Site, status: int, read: int
) -> None:
    site.pages["/robots.txt"] = status, ""
    site.feed(("one", "Mon"))
    found, wrong = look(watching(tmp_path / "log", site))
    assert (len(found), len(wrong)) == (read, 1 - read)


def test_what_could_not_be_had_is_asked_for_again(tmp_path: Path, site: Site) -> None:
    site.feed(("one", "Mon"))
    page, site.pages["/one"] = site.pages["/one"], (503, "")
    watch = watching(tmp_path / "log", site)
    assert look(watch) == ([], [f"{site.address}/one: the server answered 503 Service Unavailable"])
    site.pages["/one"] = page
    assert len(look(watch)[0]) == 1


def test_what_is_no_feed_or_not_there_is_one_line(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = 200, "<html>no feed</html"
    watch = watching(tmp_path / "log", site)
    assert look(watch) == ([], [f"{site.address}/feed: not a feed"])
    del site.pages["/feed"]
    assert look(watch) == ([], [f"{site.address}/feed: the server answered 404 Not Found"])


def test_without_leave_nothing_is_asked(tmp_path: Path, site: Site) -> None:
    watch = Watch(tmp_path / "log", (f"{site.address}/feed",))
    assert look(watch) == ([], [f"{site.address}/feed: a feed is read with --fetch only"])
    assert not site.asked


def test_new_and_changed_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Springfield Hospital.", encoding="utf-8")
    watch = Watch(tmp_path / "log", (str(tmp_path / "in"),))
    assert [article.name for article in look(watch)[0]] == ["a"]
    assert look(watch) == ([], [])
    (tmp_path / "in" / "b.txt").write_text("Hillside University.", encoding="utf-8")
    assert [article.name for article in look(watch)[0]] == ["b"]
    (tmp_path / "in" / "a.txt").write_text("Springfield Hospital has closed.", encoding="utf-8")
    os.utime(tmp_path / "in" / "a.txt", ns=(1, 1))
    assert [article.raw for article in look(watch)[0]] == ["Springfield Hospital has closed."]
