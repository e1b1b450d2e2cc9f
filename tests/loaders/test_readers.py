"""Reading: every kind of file, names and identities, and every kind of bad input."""

import gzip
import http.server
import io
import json
import os
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.errors import ArticleError
from kg.ids import digest
from kg.model import Article
from loaders.files import formats
from loaders.files.metadata import canonical, partial_date
from loaders.readers import READERS, read

TEXT = "Bệnh viện Hoa Sen ký kết với Trường Đại học Y Bình Minh.\nHai bên hợp tác ba năm về đào tạo bác sĩ."
PAGE = f"<html><head><title>Hoa Sen ký kết</title></head><body><article><p>{TEXT}</p></article></body></html>"


class Read:
    """All articles and errors of one call."""

    def __init__(self, *paths: object, **options: Any) -> None:
        self.errors: list[str] = []
        self.articles = list(read(map(str, paths), on_error=lambda e: self.errors.append(str(e)), **options))

    @property
    def one(self) -> Article:
        assert not self.errors
        [article] = self.articles
        return article

    @property
    def error(self) -> str:
        assert not self.articles
        [error] = self.errors
        return error

    @property
    def names(self) -> list[str]:
        return [article.name for article in self.articles]


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file below the test's own folder."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


Put = Callable[[str, str | bytes], Path]


def json_lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def zstd(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


def rows(**columns: Any) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), pa.PythonFile(sink, mode="w"))
    return sink.getvalue()


def archive(*pages: tuple[str, str, str, bytes], packed: bool = False) -> bytes:
    """A web archive of (address, status, content type, body)."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)
    for url, status, kind, body in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return sink.getvalue()


PAGES = tuple((f"https://example.org/{n}", "200 OK", "text/html; charset=utf-8", PAGE.encode()) for n in (1, 2, 3))


# Kinds of files.


def test_text_without_front_matter(put: Put) -> None:
    article = Read(put("a.txt", TEXT)).one
    assert article == Article(
        id="a-" + digest("a.txt"),
        name="a",
        raw=TEXT,
        version=sha256(TEXT.encode()).hexdigest(),
        language="vi",
        title="Bệnh viện Hoa Sen ký kết với Trường Đại học Y Bình Minh.",
    )


def test_front_matter(put: Put) -> None:
    told = ("url: https://example.org/a", "published: 2025-03-15", "source: Báo Y tế", "title: 'Ký: kết'", "other: [1]")
    head = "\n".join(("---", *told, "language: vi", "---", ""))
    article = Read(put("a.txt", head + TEXT)).one
    assert article.raw == TEXT
    assert (article.url, article.published, article.publisher) == ("https://example.org/a", "2025-03-15", "Báo Y tế")
    assert (article.title, article.language, article.example) == ("Ký: kết", "vi", True)
    assert article.version == sha256((head + TEXT).encode()).hexdigest()


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2025-03-15", "2025-03-15"),
        ("2024-11-13T01:15:00+07:00", "2024-11-13"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_published_is_told_or_unknown(put: Put, written: str, published: str | None) -> None:
    assert Read(put("a.txt", f"---\npublished: {written}\n---\n{TEXT}")).one.published == published


def test_publisher_and_windows_line_ends(put: Put) -> None:
    text = TEXT.replace("\n", "\r\n")
    article = Read(put("a.txt", f"---\r\npublisher: Y tế\r\n---\r\n{text}")).one
    assert (article.publisher, article.raw) == ("Y tế", text)


@pytest.mark.parametrize(
    "text", ["---\nno front matter but a rule\n", "---\n- a\n---\nlist\n", "--- a\n---\nb", "a\n---\nb: c\n---\n"]
)
def test_dashes_alone_are_no_front_matter(put: Put, text: str) -> None:
    assert Read(put("a.txt", text + TEXT)).one.raw == text + TEXT


def test_the_title_of_a_plain_text_is_its_first_line_that_is_not_furniture(put: Put) -> None:
    assert Read(put("a.txt", f"FOR IMMEDIATE RELEASE\n\nHoa Sen ký kết\n{TEXT}")).one.title == "Hoa Sen ký kết"


@pytest.mark.parametrize("suffix", [".html", ".htm", ".HTML"])
def test_pages(put: Put, suffix: str) -> None:
    article = Read(put("a" + suffix, PAGE)).one
    assert (article.name, article.title, article.language) == ("a", "Hoa Sen ký kết", "vi")
    assert article.raw.startswith("Hoa Sen ký kết\nBệnh viện Hoa Sen")


def test_json_lines_with_all_their_field_names(put: Put) -> None:
    records = (
        {
            "text": TEXT,
            "url": "https://example.org/1",
            "title": "T",
            "published": "2024-05-06",
            "publisher": "P",
            "language": "vi",
        },
        {"raw": TEXT, "date": "2024-05-07T08:00:00Z", "source": "S", "language": "Vietnamese"},
        {"body": TEXT, "language": "xx"},
        {"content": TEXT},
        {"maintext": TEXT},
        {"html": PAGE, "publisher": "P"},
    )
    found = Read(put("a.jsonl", json_lines(*records)))
    assert not found.errors
    assert found.names == [f"a#{n}" for n in range(1, 7)]
    assert [article.raw for article in found.articles[:5]] == [TEXT] * 5
    first, second, *_, page = found.articles
    assert (first.url, first.title, first.published, first.publisher) == (
        "https://example.org/1",
        "T",
        "2024-05-06",
        "P",
    )
    assert (second.published, second.publisher) == ("2024-05-07", "S")
    assert (page.title, page.publisher) == ("Hoa Sen ký kết", "P")
    assert {article.language for article in found.articles} == {"vi"}


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".jsonl", bytes),
        (".ndjson", bytes),
        (".jsonl.gz", gzip.compress),
        (".jsonl.zst", zstd),
        (".JSONL.GZ", gzip.compress),
    ],
)
def test_json_lines_packed_or_not(put: Put, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    found = Read(put("crawl" + suffix, pack(json_lines({"text": "Một."}, {"text": "Hai."}).encode())))
    assert [article.raw for article in found.articles] == ["Một.", "Hai."]
    assert found.names == ["crawl#1", "crawl#2"]


def test_json_lines_in_other_encodings(put: Put) -> None:
    lines = json_lines({"text": "Một."}, {"text": "Hai."})
    for encoding in ("utf-8-sig", "utf-16"):
        assert [a.raw for a in Read(put("a.jsonl", lines.encode(encoding))).articles] == ["Một.", "Hai."]


def test_empty_lines_are_no_records(put: Put) -> None:
    assert Read(put("a.jsonl", '\n{"text": "Một."}\n\n  \n{"text": "Hai."}')).names == ["a#1", "a#2"]


def test_halves_of_surrogate_pairs_are_replaced(put: Put) -> None:
    article = Read(
        put("a.jsonl", '{"text": "Một \\ud83d hai \\ud83d\\ude00", "title": "\\udfff", "id": "\\ud800"}')
    ).one
    assert article.raw == "Một \ufffd hai \U0001f600"
    json.dumps(article.title).encode()


def test_parquet(put: Put) -> None:
    data = rows(
        text=["Một.", None, "Ba."],
        url=["https://example.org/1", None, ""],
        published=pa.array([date(2024, 1, 2), None, date(2023, 4, 5)]),
        views=[1, 2, 3],
    )
    found = Read(put("a.parquet", data))
    assert [(a.name, a.raw, a.published) for a in found.articles] == [
        ("a#1", "Một.", "2024-01-02"),
        ("a#3", "Ba.", "2023-04-05"),
    ]
    assert found.articles[0].url == "https://example.org/1"
    assert found.errors[0].startswith(str(put("a.parquet", data)) + ": row 2: no text")


def test_parquet_of_many_batches_and_time_stamps(put: Put) -> None:
    stamps = pa.array([datetime(2024, 5, 6, 23, tzinfo=UTC)] * 1000)
    found = Read(put("a.parquet", rows(raw=[f"Bài {n}." for n in range(1000)], date=stamps)))
    assert [a.raw for a in found.articles] == [f"Bài {n}." for n in range(1000)]
    assert {a.published for a in found.articles} == {"2024-05-06"}


@pytest.mark.parametrize("packed", [False, True])
def test_web_archive(put: Put, packed: bool) -> None:
    others = (
        ("https://example.org/i.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://example.org/gone", "404 Not Found", "text/html", PAGE.encode()),
    )
    found = Read(put("crawl.warc" + ".gz" * packed, archive(PAGES[0], *others, PAGES[1], packed=packed)))
    assert not found.errors
    assert [(a.name, a.url) for a in found.articles] == [
        ("crawl#1", "https://example.org/1"),
        ("crawl#2", "https://example.org/2"),
    ]
    assert "Hoa Sen" in found.articles[0].raw


def test_folder_is_read_in_order_and_others_are_counted(
    put: Put, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.html", "c/d.jsonl", "note.md", ".hidden.txt", ".git/x.txt", "image.png"):
        put(name, json_lines({"text": TEXT}) if name.endswith("jsonl") else PAGE if name.endswith("html") else TEXT)
    found = Read(tmp_path)
    assert found.names == ["b", "y", "z", "d#1"]
    assert not found.errors
    assert caplog.messages == [f"{tmp_path}: 2 files left unread, of other kinds: .png 1, .md 1"]
    assert Read(f"{tmp_path}/").articles == found.articles


def test_loops_of_links_are_walked_once(put: Put, tmp_path: Path) -> None:
    put("sub/a.txt", TEXT)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = Read(tmp_path)
    assert found.names == ["a"]
    assert len(found.errors) == 1
    assert "self.txt: " in found.errors[0]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (TEXT, ["stdin"]),
        ("  " + json_lines({"text": "Một."}, {"text": "Hai."}), ["stdin#1", "stdin#2"]),
        ("---\ntitle: T\n---\n" + TEXT, ["stdin"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, names: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    found = Read("-")
    assert found.names == names
    assert not found.errors


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json_lines({"text": "Một."}),))
    writer.start()
    assert Read(pipe).one.raw == "Một."
    writer.join()


def test_every_reader_reads_something(put: Put) -> None:
    samples = {
        ".txt": TEXT.encode(),
        ".html": PAGE.encode(),
        ".htm": PAGE.encode(),
        ".jsonl": json_lines({"text": TEXT}).encode(),
        ".ndjson": json_lines({"text": TEXT}).encode(),
        ".parquet": rows(text=[TEXT]),
        ".warc": archive(PAGES[0]),
    }
    assert set(samples) == set(READERS)
    for suffix, data in samples.items():
        assert "Hoa Sen" in Read(put("a" + suffix, data)).one.raw


# Names and identities.


def test_the_id_is_that_of_the_canonical_address(put: Put) -> None:
    ways = (
        "https://example.org/tin/1",
        "http://www.Example.org/tin/1/",
        "https://example.org:443/tin/1?utm_source=a&fbclid=b#top",
    )
    found = Read(put("a.jsonl", json_lines(*({"text": f"Bài {n}.", "url": url} for n, url in enumerate(ways)))))
    assert {article.id for article in found.articles} == {"a-" + digest("https://example.org/tin/1")}
    assert [article.url for article in found.articles] == list(ways)


def test_addresses_that_differ_are_kept_apart() -> None:
    kept = (
        "https://example.org/a?id=1",
        "https://example.org/a?id=2",
        "https://example.org/A",
        "https://m.example.org/a",
    )
    assert len({canonical(url) for url in kept}) == len(kept)
    assert canonical("http://[broken") == "http://[broken"


def test_without_an_address_the_id_comes_from_the_name_inside_the_argument(put: Put, tmp_path: Path) -> None:
    put("one/sub/a.txt", TEXT)
    put("two/sub/a.txt", TEXT + " Khác.")
    first, second = Read(tmp_path / "one").one, Read(tmp_path / "two").one
    assert first.id == second.id == "a-" + digest("sub/a.txt")
    assert first.version != second.version


def test_records_are_told_apart_by_their_own_id_else_their_number(put: Put) -> None:
    path = put("a.jsonl", json_lines({"text": "Một.", "id": "x"}, {"text": "Hai."}, {"text": "Ba.", "id": 7}))
    assert [a.id for a in Read(path).articles] == ["a-" + digest(f"a.jsonl#{key}") for key in ("x", "2", "7")]


def test_names_that_clash_get_their_folder(put: Put, tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/a.html", "z/a.jsonl"):
        put(name, PAGE if name.endswith("html") else json_lines({"text": TEXT}) if name.endswith("jsonl") else TEXT)
    assert Read(tmp_path).names == ["a", "y/a", "y/a.txt", "z/a#1"]
    clashing = Read(tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt")
    assert clashing.names == ["a", "y/a"]
    assert len({article.id for article in clashing.articles}) == 2


def test_a_file_named_twice_is_read_once(put: Put, tmp_path: Path) -> None:
    path = put("a.txt", TEXT)
    assert Read(path, tmp_path, path).names == ["a"]


def test_only_reserved_domains_are_examples(put: Put) -> None:
    urls = {
        "https://example.com/a": True,
        "https://news.example.net/b": True,
        "https://example.vn/c": False,
        "ftp://example.org": False,
    }
    found = Read(put("a.jsonl", json_lines(*({"text": TEXT, "url": url} for url in urls))))
    assert [article.example for article in found.articles] == list(urls.values())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-06 07:08:09", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("20240506T070809Z", "2024-05-06"),
        ("6 May 2024", "2024-05-06"),
        ("May 6, 2024 10:30", "2024-05-06"),
        ("31/12/2024", "2024-12-31"),
        ("5/6/2024", None),
        ("May 2024", None),
        ("2024-02-30", None),
        ("0024-05-06", None),
        ("10:30", None),
        (None, None),
        (1714979289, None),
        ("a text with 3 words and the year 2024 in it, far too long to be a date", None),
    ],
)
def test_dates(written: object, expected: str | None) -> None:
    assert partial_date(written) == expected


# Bad input.


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", b"abc\x00" * 50, "binary"),
        ("paper.txt", b"%PDF-1.4", "a PDF"),
        ("cut.txt", "Bệnh viện Hoa Sen, bệnh việ".encode()[:-1], "not valid UTF-8"),
        ("only.txt", b"---\nurl: x\n---\n", "no text after its front matter"),
        ("yaml.txt", b"---\nurl: [\n---\ntext", "front matter is not valid YAML"),
        ("empty.html", b"", "empty"),
        ("script.html", b"<html><script>1</script></html>", "no text"),
        ("empty.jsonl", b"", "empty"),
        ("empty.jsonl.gz", gzip.compress(b""), "empty"),
        ("not.jsonl.gz", b"no gzip", "expected a file packed with gzip, as its name says"),
        ("not.jsonl.zst", b"no zstd here", "expected a file packed with zstd"),
        ("not.txt.gz", b"no gzip", "expected a file packed with gzip"),
        ("binary.jsonl", bytes(range(256)) * 20, "none of its 21 lines can be read; line 1: expected text, got binary"),
        ("prose.jsonl", b"one\ntwo\n\nthree\n", "none of its 3 lines can be read; line 1: not valid JSON"),
        ("cut.jsonl.gz", gzip.compress(b"{\n" * 9)[:-8], "can be read; line 1: not valid JSON"),
        ("nothing.parquet", rows(text=["", " "]), "none of its 2 rows can be read; row 1: no text in any"),
        ("deep.jsonl", b'{"text": ' + b"[" * 100_000, "line 1: not valid JSON"),
        ("bad.parquet", b"PAR1 garbage", "not readable as Parquet"),
        ("empty.parquet", b"", "not readable as Parquet"),
        ("packed.parquet.zst", zstd(rows(text=["Một."])), "must lie uncompressed"),
        ("cut.parquet", rows(text=["Một."] * 100)[:-20], "not readable as Parquet"),
        ("bad.warc", b"this is\nno archive\n", ".warc: not a web archive"),
        ("rubbish.warc", bytes(range(1, 256)) * 20, ".warc: not a web archive"),
        ("empty.warc", b"", "not a web archive"),
        ("bad.warc.gz", gzip.compress(b"x"), "web archive"),
        ("mark.txt", b"\xef\xbb\xbf", "it is empty"),
        ("rows.parquet", rows(text=pa.array([], pa.string())), "it has no rows"),
        ("columns.parquet", rows(x=[1] * 100), "no column with text"),
        ("nameless.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1\r\n\r\n", "a header is missing"),
        ("page.html", b"<p " + b"".join(b"a%d " % n for n in range(50_000)) + b">text</p>", "attributes"),
        ("what.docx", b"PK\x03\x04", "unknown kind of file"),
        ("README", b"text", "unknown kind of file"),
    ],
)
def test_one_line_names_file_and_reason(put: Put, name: str, data: bytes, reason: str) -> None:
    path = put(name, data)
    found = Read(path, put("good.txt", TEXT))
    assert found.names == ["good"]
    [error] = found.errors
    assert error.startswith(f"{path}: ")
    assert reason in error
    assert "\n" not in error


def test_bad_lines_before_a_good_one_are_told_one_by_one(put: Put) -> None:
    path = put("a.jsonl", b"{\n\x00\n" + json_lines({"text": TEXT}).encode() + b"[]\n")
    found = Read(path)
    assert [article.raw for article in found.articles] == [TEXT]
    assert [error.removeprefix(f"{path}: ").partition(":")[0] for error in found.errors] == [
        "line 1",
        "line 2",
        "line 4",
    ]


def test_what_stands_in_an_archive_where_a_record_should_is_not_repeated(put: Put) -> None:
    record = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    [error] = Read(put("a.warc", record + b"\x1b[31mrubbish\r\n\r\n")).errors
    assert error.endswith(".warc: after record 0: not readable as a web archive: Invalid WARC record")


def test_a_line_too_long_is_one_error_and_the_next_has_its_own_number(put: Put) -> None:
    long = b'{"text": "' + b"a " * (3 * formats.ARTICLE_LIMIT // 2) + b'"}\n'
    path = put("a.jsonl", long + b"{\n" + json_lines({"text": "Hai."}).encode())
    found = Read(path)
    assert [error.removeprefix(f"{path}: ").partition(":")[0] for error in found.errors] == ["line 1", "line 2"]
    assert [article.raw for article in found.articles] == ["Hai."]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_in_no_encoding_is_no_fault_of_the_article(tmp_path: Path) -> None:
    os.makedirs(tmp_path / "in")  # noqa: PTH103
    for name in (b"a\xff.txt", b"a\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/" + name)).write_text(TEXT, encoding="utf-8")
    found = Read(tmp_path)
    assert not found.errors
    assert found.names == ["a\ufffd", "a\ufffd"]
    assert len({article.id for article in found.articles}) == 2


def test_front_matter_that_grows_without_end_is_no_date(put: Put) -> None:
    bomb = "".join(f"k{n + 1}: &k{n + 1} [{', '.join([f'*k{n}'] * 9)}]\n" for n in range(9))
    article = Read(put("a.txt", f"---\nk0: &k0 [x]\n{bomb}published: *k9\ntitle: *k9\n---\n{TEXT}")).one
    assert (article.raw, article.published) == (TEXT, None)


def test_a_row_with_an_impossible_date_is_left_out_alone(put: Put) -> None:
    dates = pa.array([0, 253402300800000000, 0], pa.timestamp("us"))
    path = put("a.parquet", rows(text=["Một.", "Hai.", "Ba."], date=dates))
    found = Read(path)
    assert [article.raw for article in found.articles] == ["Một.", "Ba."]
    [error] = found.errors
    assert error.startswith(f"{path}: row 2: a value that cannot be read")


def test_text_may_be_kept_as_bytes_in_parquet(put: Put) -> None:
    found = Read(put("a.parquet", rows(text=[TEXT.encode(), b"\x00\x01"])))
    assert [article.raw for article in found.articles] == [TEXT]
    [error] = found.errors
    assert error.endswith("row 2: expected text, got binary data")


def test_a_wrong_length_in_a_web_archive_is_told_once(put: Put, capfd: pytest.CaptureFixture[str]) -> None:
    data = archive(*PAGES).replace(b"</article>", b"</article> <!-- more -->", 1)
    path = put("a.warc", data)
    found = Read(path)
    assert found.errors
    assert all(error.startswith(f"{path}: ") and "\n" not in error for error in found.errors)
    assert capfd.readouterr() == ("", "")


def test_a_malformed_line_is_named_and_the_others_go_on(put: Put) -> None:
    lines = [
        '{"text": "Một."}',
        '{"text": ',
        "[1]",
        '{"title": "T"}',
        '{"text": 5}',
        '{"text": "\xff"}',
        '{"text": "Hai."}',
    ]
    path = put("a.jsonl", "\n".join(lines))
    found = Read(path)
    assert [article.name for article in found.articles] == ["a#1", "a#6", "a#7"]
    assert [error.removeprefix(f"{path}: ").partition(":")[0] for error in found.errors] == [
        f"line {n}" for n in (2, 3, 4, 5)
    ]


@pytest.mark.parametrize(("suffix", "pack"), [(".jsonl.gz", gzip.compress), (".jsonl.zst", zstd)])
def test_a_cut_archive_gives_what_it_still_holds(put: Put, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    lines = json_lines(*({"text": os.urandom(400).hex()} for _ in range(300)))
    found = Read(put("a" + suffix, pack(lines.encode())[:-50]))
    assert 100 < len(found.articles) < 300
    [error] = found.errors
    assert ": line " in error


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_web_archive_gives_what_it_still_holds(put: Put, packed: bool) -> None:
    path = put("a.warc" + ".gz" * packed, archive(*PAGES, packed=packed)[:-150])
    found = Read(path)
    assert found.names == ["a#1", "a#2"]
    [error] = found.errors
    assert error.startswith(f"{path}: ")


def test_a_page_without_text_inside_a_web_archive_is_named(put: Put) -> None:
    bad = ("https://example.org/bad", "200 OK", "text/html", b"<html></html>")
    found = Read(put("a.warc", archive(PAGES[0], bad, PAGES[1])))
    assert found.names == ["a#1", "a#3"]
    assert "record 2 (https://example.org/bad)" in found.errors[0]


@pytest.mark.parametrize("path", ["nowhere.txt", "nowhere/", "", "a\x00b", "x" * 5000])
def test_a_missing_path(path: str) -> None:
    assert Read(path).error


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "not a regular file" in Read(tmp_path).error


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(formats, "whole", lambda stream: pytest.fail("it was read"))
    assert "20 MB" in Read(path).error


def test_what_unpacks_to_too_much_is_refused(put: Put) -> None:
    bomb = gzip.compress(b"a " * 15_000_000)
    assert "20 MB" in Read(put("a.txt.gz", bomb)).error


def test_a_line_that_is_too_long_is_passed_over(put: Put) -> None:
    long = b'{"text": "' + b"a" * formats.ARTICLE_LIMIT + b'"}\n'
    found = Read(put("a.jsonl", long + b'{"text": "Sau."}\n'))
    assert found.names == ["a#2"]
    assert "line 1: it is larger than the 20 MB" in found.errors[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_without_permission(put: Put) -> None:
    path = put("a.txt", TEXT)
    path.chmod(0)
    assert "permission denied" in Read(path).error


def test_strict_raises_the_first_error(put: Put) -> None:
    good, bad = put("a.txt", TEXT), put("b.jsonl", '{"text": "Một."}\nx\n{"text": "Hai."}\n')
    found: list[str] = []
    with pytest.raises(ArticleError, match=r"b\.jsonl: line 2: not valid JSON"):
        found.extend(article.name for article in read(map(str, (good, bad)), strict=True, on_error=pytest.fail))
    assert found == ["a", "b#1"]


# Streams.


def test_json_lines_are_read_no_further_than_needed() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "x"}\n'
            buffer[: len(line)] = line
            self.given += len(line)
            return len(line)

    raw = Endless()
    records = formats.read_json_lines(io.BufferedReader(raw))
    assert [next(records).number for _ in range(3)] == [1, 2, 3]  # type: ignore[union-attr]
    assert raw.given < 20_000


# Web addresses.


@pytest.fixture
def site() -> Iterator[str]:
    """A small web site on this machine."""
    pages = {
        "/a": ("text/html; charset=utf-8", PAGE.encode()),
        "/plain": ("text/plain", TEXT.encode()),
        "/paper": ("application/pdf", b"%PDF-1.4"),
    }

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("text/html", b""))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_an_address_is_fetched_only_when_asked(site: str) -> None:
    assert "--fetch" in Read(f"{site}/a").error
    article = Read(f"{site}/a", fetch=True).one
    assert (article.url, article.title) == (f"{site}/a", "Hoa Sen ký kết")
    assert article.id == "a-" + digest(canonical(f"{site}/a"))
    assert Read(f"{site}/plain", fetch=True).one.raw == TEXT


@pytest.mark.parametrize(("path", "reason"), [("/gone", "404"), ("/paper", "a PDF")])
def test_what_cannot_be_fetched(site: str, path: str, reason: str) -> None:
    assert reason in Read(site + path, fetch=True).error


def test_a_server_that_is_not_there() -> None:
    assert Read("http://127.0.0.1:9/a", fetch=True).error.startswith("http://127.0.0.1:9/a: ")
