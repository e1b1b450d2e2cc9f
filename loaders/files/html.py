"""News pages: their text without what surrounds it, and what they tell about themselves."""

import json
import logging
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin

import trafilatura
from lxml.html import HtmlElement, document_fromstring

from kg.errors import ArticleError
from kg.ids import fold
from loaders.files.encodings import decode, mend
from loaders.files.metadata import is_article_address, is_web_address, partial_date

# What it logs of a page that it cannot read comes back as our own error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# The parser takes texts without it only, as they are decoded already.
_XML = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}>")
# The parser compares each attribute of a tag with all others.
_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{2 * _ATTRIBUTES},}}")
_HEAD = 4096
_WHY = 200
# What finds the article in a page takes time with the square of these; the largest news pages have a fifth of them.
_MOST = {"<": 100_000, "<a": 20_000}
# The headline is looked for in so many first lines: a kicker, a date or a byline may come before it.
_FIRST_LINES = 4
_BESIDE = 30
_DATE_NAMES = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one page; ``text`` begins with the headline where the page has one."""

    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None


def read_page(data: bytes, url: str | None = None, charset: str | None = None) -> Page:
    """Read a news page; ``url`` and ``charset`` are what its server says. Raises ``ArticleError`` if it has no text."""
    declared = _DECLARED.search(data[:_HEAD])
    name = charset or (declared[1].decode("ascii", "replace") if declared else None)
    return parse_page(decode(data, name), url)


def parse_page(html: str, url: str | None = None) -> Page:
    """Read a news page that is decoded already. Raises ``ArticleError`` if it has no text."""
    html = _XML.sub("", html, count=1)
    if any(len(tag.group().split(None, _ATTRIBUTES)) > _ATTRIBUTES for tag in _LONG_TAG.finditer(html)):
        raise ArticleError(f"the page could not be parsed: a tag has more than {_ATTRIBUTES:,} attributes")
    for mark, most in _MOST.items():
        if html.count(mark) > most:
            raise ArticleError(f"the page could not be parsed: it has more than {most:,} times {mark!r}")
    try:
        page = _page(_tree(html), html, url) if "<" in html else _bare(html, url)
    # Broken markup meets the parsers in ways that they do not foresee; whatever it is, the page is at fault.
    except Exception as error:
        raise ArticleError(f"the page could not be parsed: {' '.join(str(error).split())[:_WHY]}") from error
    if page is None:
        raise ArticleError("the page has no text")
    return page


def _page(tree: HtmlElement, html: str, url: str | None) -> Page | None:
    data = next(_news_articles(tree), {})
    meta = _meta(tree)
    title = _title(tree, data, meta)
    published = partial_date(data.get("datePublished")) or next(_dates(tree, meta), None)
    address = _address(tree, data, meta, url)
    publisher = _name(data.get("publisher")) or _line(meta.get("og:site_name"))
    language = data.get("inLanguage") if isinstance(data.get("inLanguage"), str) else None
    text = trafilatura.extract(tree, include_comments=False) or trafilatura.html2txt(html)
    if not text.strip():
        return None
    text = mend(text)
    if title and not _has_headline(text, title):
        text = f"{title}\n{text}"
    return Page(text, title, publisher, address, published, language)


def _has_headline(text: str, title: str) -> bool:
    """Whether one of the first lines is the headline, perhaps with a kicker or the name of the site beside it."""
    lines = text.split("\n", _FIRST_LINES)[:_FIRST_LINES]
    return any(fold(title) in fold(line) for line in lines if len(line) <= len(title) + _BESIDE)


def _tree(html: str) -> HtmlElement:
    """The parsed page; a fragment of one is made whole first."""
    found = trafilatura.load_html(html)
    return found if found is not None else document_fromstring(html)


def _bare(html: str, url: str | None) -> Page | None:
    """A text that is no markup at all, whatever its name says."""
    return Page(mend(html), None, None, url, None, None) if html.strip() else None


def _news_articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD descriptions of articles in a page, those that are broken left out."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            data = waiting.popleft()
            if isinstance(data, list):
                waiting.extendleft(reversed(data))
            elif isinstance(data, dict):
                kinds = data.get("@type") or ""
                if any(
                    str(kind).endswith(("Article", "BlogPosting")) for kind in ([kinds], kinds)[isinstance(kinds, list)]
                ):
                    yield data
                waiting.append(data.get("@graph"))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Contents of the meta elements by lower-case property or name, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop"):
            if content and element.get(key):
                found.setdefault(element.get(key).lower(), content)
    return found


def _title(tree: HtmlElement, data: dict[str, Any], meta: dict[str, str]) -> str | None:
    """The headline, without the name of the site that templates append to it elsewhere than in the h1."""
    titles = [_line(data.get("headline")), _line(meta.get("og:title")), _line(tree.findtext(".//title"))]
    heading = next((line for h1 in tree.iter("h1") if (line := _line(h1.text_content()))), None)
    if titles[0]:
        return titles[0]
    if heading and any(title and heading in title for title in titles):
        return heading
    return titles[1] or heading or titles[2]


def _dates(tree: HtmlElement, meta: dict[str, str]) -> Iterator[str]:
    for name in _DATE_NAMES:
        if date := partial_date(meta.get(name)):
            yield date
    times = tree.xpath("//article//time[@datetime] | //main//time[@datetime]") or tree.xpath("//time[@datetime]")
    for element in times[:1]:
        if date := partial_date(element.get("datetime")):
            yield date


def _address(tree: HtmlElement, data: dict[str, Any], meta: dict[str, str], url: str | None) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    whole = data.get("mainEntityOfPage")
    given = (*links, meta.get("og:url"), whole.get("@id") if isinstance(whole, dict) else whole, data.get("url"))
    for address in (urljoin(url or "", item.strip()) for item in given if isinstance(item, str) and item.strip()):
        if is_article_address(address):
            return address
    return url if url and is_web_address(url) else None


def _name(value: object) -> str | None:
    first = value[0] if isinstance(value, list) and value else value
    return _line(first.get("name") if isinstance(first, dict) else first)


def _line(value: object) -> str | None:
    return (mend(" ".join(unescape(value).split())) or None) if isinstance(value, str) else None
