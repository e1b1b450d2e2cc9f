"""Hostile texts and what is made of them: articles in files of every kind, and a graph whose every text is one."""

import gzip
import html
import io
import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet
from readings import reading
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.model import Reading
from schemas.gazetteer import entries
from schemas.languages import language

SECRET = "geheim-7131"
"""What stands for a password in the texts."""
MARK = "alert(7131)"
"""What a script in the texts would do."""
FIELDS = ("url", "title", "publisher", "published", "language", "id")
MARKS = (".", ",", ";", ":", "\n", "\n\n", "(", ")", "“", "”", '"', "'", "’", "-", "–", "/", "|", "_", "2024", "3", "A")
SPOILERS = (
    "\u200b",
    "\u0301",
    "\u202e",
    "\x00",
    "\ufffd",
    "İ",
    "ß",
    "ﬁ",
    "\u1100\u1161",
    "𝓗",
    "😀",
    "\u2028",
    "Đ",
    "ǆ",
)


@cache
def texts(section: str) -> dict[str, str]:
    """The texts of one section of ``texts.toml`` by name; of names also those too long or too broken for a file."""
    told = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))[section]
    made = _made() if section == "names" else {}
    return {name: text.replace("{MARK}", MARK) for name, text in told.items()} | made


def _made() -> dict[str, str]:
    return {
        "long": "Hospital " + "x" * 10_000,
        "long-words": "Bach Mai " * 1_250,
        "long-marks": "Hospital a" + "\u0301" * 10_000,
        "long-hidden": "Hos" + "\u200b" * 10_000 + "pital",
        "long-joiners": "👩" + "\u200d👩" * 3_000,
        "long-isolates": "\u2066" * 5_000 + "Hospital",
        "surrogate-high": "Hospital \ud800",
        "surrogate-low": "\udc00 Hospital",
        "surrogates-turned": "Hospital \udc00\ud800",
        "controls": "Hospital" + "".join(map(chr, range(32))) + "".join(map(chr, range(127, 160))),
    }


SENTENCE = "{0} Hospital signed a memorandum of understanding with Bright Harbour University on 3 May 2024.\n"
VIETNAMESE = "Bệnh viện {0} ký kết hợp tác với Trường Đại học Y Bình Minh ngày 3/5/2024 về đào tạo.\n"
ORDERED = "Rose Hill Hospital signed an agreement with Bright Harbour University.\n{0}\n"


def told() -> dict[str, dict[str, str]]:
    """Every text as an article's fields, by name: the text stands where it can do most harm, and in the body too."""
    found = {}
    for number, (name, text) in enumerate(texts("names").items()):
        body = (SENTENCE if number % 2 else VIETNAMESE).format(text.strip())
        found[f"name-{name}"] = {"title": text, "publisher": text, "id": text, "language": "en", "text": body}
        found[f"name-{name}"]["language"] = "en" if number % 2 else "vi"
    body = SENTENCE.format("Rose Hill")
    found |= {f"link-{name}": {"url": text, "text": f"{body}{text}"} for name, text in texts("links").items()}
    found |= {f"date-{name}": {"published": text, "text": f"{body}{text}"} for name, text in texts("dates").items()}
    found |= {f"order-{name}": {"title": text, "text": ORDERED.format(text)} for name, text in texts("orders").items()}
    return found


def files() -> Iterator[tuple[str, bytes]]:
    """All of ``told`` in a file of every kind: by itself as text and as a page, and together in each collection."""
    all_told = told()
    for name, fields in all_told.items():
        yield f"{name}.txt", _front_matter(fields)
        yield f"{name}.html", _page(fields)
    lines = "".join(json.dumps(fields) + "\n" for fields in all_told.values()).encode()
    yield "lines.jsonl", lines
    yield "lines.jsonl.gz", packed(lines, ".gz")
    yield "lines.jsonl.zst", packed(lines, ".zst")
    names = ("url", "title", "publisher", "published", "language", "id", "text")
    columns = {
        name: [fields.get(name, "").encode("utf-8", "replace").decode() for fields in all_told.values()]
        for name in names
    }
    yield "table.parquet", rows(**columns)
    pages = [(f"https://news.example/{name}", _page(fields)) for name, fields in all_told.items()]
    yield "web.warc", archive(*pages)
    yield "web.warc.gz", archive(*pages, gzipped=True)


def _front_matter(fields: dict[str, str]) -> bytes:
    head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items() if name != "text")
    return f"---\n{head}---\n{fields['text']}".encode("utf-8", "replace")


def _page(fields: dict[str, str]) -> bytes:
    """A page that is markup where it should be, and with the text as it is, markup or not, behind it."""
    safe = {name: html.escape(value) for name, value in fields.items()}
    data = {"@type": "NewsArticle", "headline": fields.get("title"), "datePublished": fields.get("published")}
    return (
        f"<html><head><title>{safe.get('title', 'Story')}</title><link rel='canonical' href=\"{safe.get('url', '')}\">"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head>"
        f"<body><article><h1>{safe.get('title', 'Story')}</h1><p>{safe['text']}</p>"
        f"<p>{fields['text']}</p></article></body></html>"
    ).encode("utf-8", "replace")


def graph() -> Iterator[Reading]:
    """Readings of hostile texts only, without halves of surrogate pairs, which readers mend."""
    names = [text for text in texts("names").values() if text.encode("utf-8", "ignore").decode() == text]
    links, days = list(texts("links").values()), list(texts("dates").values())
    for number, name in enumerate(names):
        other = names[(number + 1) % len(names)]
        made = reading(
            f"{number} {name}",
            {name: "Hospital", other: "University", f"Dr {name}": "Person", f"{name}!": "Agreement"},
            [
                (name, "PARTNERS_WITH", other, {"role": name, "date": "2024-05-03", "agreement": f"{name}!"}),
                (name, "PARTY_TO", f"{name}!", {"date": "--05-03", "status": "signed", "fields": ("oncology",)}),
                (other, "PARTY_TO", f"{name}!"),
                (f"Dr {name}", "HOLDS_ROLE", name, {"role": name}),
                (name, "SPECIALISES_IN", "oncology"),
            ],
            language="en",
        )
        article = replace(
            made.article, url=links[number % len(links)], title=name, publisher=name, published=days[number % len(days)]
        )
        yield replace(made, article=article)


def packed(data: bytes, how: str) -> bytes:
    """Bytes as a file with a suffix such as ``.gz`` holds them."""
    if how == ".gz":
        return gzip.compress(data, mtime=0)
    return bytes(pa.Codec("zstd").compress(data, asbytes=True))


def rows(**columns: object) -> bytes:
    """A Parquet file."""
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), pa.PythonFile(sink, mode="w"))
    return sink.getvalue()


def archive(*pages: tuple[str, bytes], gzipped: bool = False, kind: str = "text/html; charset=utf-8") -> bytes:
    """A web archive of (address, body)."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=gzipped)
    for url, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        day = {"warc_headers_dict": {"WARC-Date": "2024-01-01T00:00:00Z", "WARC-Record-ID": "<urn:uuid:1>"}}
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers, **day)
        )
    return sink.getvalue()


def with_fields(parts: list[str], *, packed: bool) -> bytes:
    """An article with one text for each of its ``FIELDS`` and the last for itself, as JSON or with front matter."""
    *values, text = parts
    told = dict(zip(FIELDS, values, strict=False))
    if packed:
        return json.dumps({**told, "text": text}).encode()
    head = "".join(f"{name}: {value}\n" for name, value in told.items())
    return f"---\n{head}---\n{text}".encode("utf-8", "replace")


@cache
def vocabulary(code: str) -> tuple[str, ...]:
    """What sentences of a language may be made of: its words and examples, names, marks, and what spoils a text."""
    words = {one for text in _texts(language(code).data) for one in (text, *text.split()) if len(one) < 60}
    names = {name for entry in entries() for spoken, name in entry.names if spoken == code}
    return (*sorted(words), *sorted(names), *MARKS * 40, *SPOILERS * 10)


@cache
def passages(code: str) -> tuple[str, ...]:
    """The lines of the test articles in a language."""
    articles = (Path(__file__).parents[1] / "articles").glob(f"{code}-*.txt")
    return tuple(line for one in sorted(articles) for line in one.read_text("utf-8").splitlines() if line.strip())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner) if key != "pattern" else ()
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def seeds(longest: int) -> Iterator[bytes]:
    """What a fuzzer begins with: an input for each of its trials, in each language and kind of file."""
    for number, code in enumerate(("en", "fr", "ro", "vi")):
        examples = [rule["example"] for rule in language(code).data["relations"]][::25]
        for example in examples:
            yield bytes([0, number]) + example.encode()[:longest]
        yield bytes([2, number]) + "; ".join(examples).encode()[:longest]
        yield bytes([1, number | 0x80]) + bytes(range(256))
    for number, data in enumerate(files_in_short()):
        yield bytes([3, number]) + data[:longest]
    text = ORDERED.format("")
    for odd in (0, 1):
        yield (
            bytes([4, odd]) + "\x01".join(["https://news.example/1", "T", "P", "2024-05-03", "en", "7", text]).encode()
        )


def files_in_short() -> tuple[bytes, ...]:
    """A small sound file of each of the kinds in ``holds.KINDS``."""
    text = ORDERED.format("").encode()
    page = b"<html><head><title>A</title></head><body><article><p>" + text + b"</p></article></body></html>"
    line = json.dumps({"text": text.decode(), "url": "https://news.example/1", "published": "2024-05-03"}).encode()
    web = archive(("https://news.example/1", page))
    table = rows(text=[text.decode()], url=["https://news.example/1"])
    packs = (packed(web, ".gz"), packed(line, ".gz"), packed(line, ".zst"), packed(text, ".gz"), packed(page, ".zst"))
    return text, page, line, table, web, *packs
