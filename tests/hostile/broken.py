"""Files that are broken, cut off, or made to grow, each with whether an article can be read from it."""

import gzip
import json
import struct
import zlib
from collections.abc import Iterator

import pyarrow as pa
from hostile import inputs

TEXT = "Rose Hill Hospital signed an agreement with Bright Harbour University on 3 May 2024."
PAGE = f"<html><head><title>Signed</title></head><body><article><p>{TEXT}</p></article></body></html>"
LINE = json.dumps({"text": TEXT})
LIMIT = 20_000_000
"""Bytes that an article may have."""
MANY = 15_000
READ, REFUSED, EITHER = True, False, None
Broken = tuple[str, bytes, bool | None]


def everything() -> Iterator[Broken]:
    """All of them."""
    for make in (_texts, _front_matter, _pages, _lines, _tables, _archives, _packed, _floods):
        yield from make()


def _texts() -> Iterator[Broken]:
    vietnamese = "Bệnh viện Hoa Sen ký kết với Trường Đại học Y Bình Minh."
    yield "empty.txt", b"", REFUSED
    yield "spaces.txt", b" \n\t\r\n ", REFUSED
    yield "mark.txt", b"\xef\xbb\xbf", REFUSED
    yield "nul.txt", b"\x00" * 5000, REFUSED
    yield "binary.txt", bytes(range(256)) * 20, REFUSED
    yield "utf-16.txt", vietnamese.encode("utf-16"), READ
    yield "utf-16-cut.txt", vietnamese.encode("utf-16")[:-1], REFUSED
    yield "utf-16-no-mark.txt", vietnamese.encode("utf-16-le"), REFUSED
    yield "utf-16-half.txt", b"\xff\xfe\x00\xd8A\x00", REFUSED
    yield "utf-32.txt", vietnamese.encode("utf-32"), READ
    yield "utf-32-beyond.txt", b"\xff\xfe\x00\x00\xff\xff\xff\xff", REFUSED
    yield "utf-8-cut.txt", vietnamese.encode()[:12], EITHER
    yield "utf-8-overlong.txt", TEXT.encode() + b"\xc0\xaf\xe0\x80\xaf", EITHER
    yield "utf-8-surrogates.txt", TEXT.encode() + b"\xed\xa0\xbd\xed\xb2\xa9", EITHER
    yield "utf-8-beyond.txt", TEXT.encode() + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80", EITHER
    yield "mixed.txt", vietnamese.encode() + b"\n" + vietnamese.encode("cp1258", "ignore") * 3, EITHER
    yield "mixed-latin.txt", "Spitalul Județean Bacău".encode() + "â€œ é".encode("cp1252", "ignore"), EITHER
    yield "utf-7.txt", b"+ADw-script+AD4-alert(7131)+ADw-/script+AD4- Hospital", READ
    yield "cp1258.txt", vietnamese.encode("cp1258", "ignore"), EITHER
    yield "pdf.txt", b"%PDF-1.7\n%\xe2\xe3", REFUSED
    yield "zip.html", b"PK\x03\x04" + bytes(50), REFUSED
    yield "program.jsonl", b"\x7fELF" + bytes(50), REFUSED
    yield "too-large.txt", b"a b " * (LIMIT // 4 + 1), REFUSED


def _front_matter() -> Iterator[Broken]:
    nine = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9))
    for name, head, expected in (
        ("bomb", f"a: &a [lol,lol,lol]\n{nine}title: *j\npublished: *j\n", READ),
        ("bomb-keys", "a: &a {b: c}\n" + "".join(f"k{n}: {{<<: *a}}\n" for n in range(3000)), READ),
        ("loop", "a: &a [*a]\ntitle: *a\n", EITHER),
        ("python", "title: !!python/object/apply:os.system ['touch pwned']\n", EITHER),
        ("tag", "title: !<tag:x.invalid,2024:y> z\n", EITHER),
        ("deep", "title: " + "[" * 5000 + "]" * 5000 + "\n", EITHER),
        ("deep-open", "title: " + "{a: " * 5000 + "\n", REFUSED),
        ("tabs", "\ttitle:\tA\n", EITHER),
        ("twice", "title: A\ntitle: B\n", READ),
        ("unknown-alias", "title: *nobody\n", REFUSED),
        ("directive", "%YAML 9.9\ntitle: A\n", EITHER),
        ("control", "title: A\x01\x07\n", REFUSED),
        ("types", "title: [1, 2]\nurl: {a: b}\npublished: [2024]\nlanguage: {}\n", READ),
        ("long-key", "title: A\n" + "k" * 60_000 + ": v\n", EITHER),
        ("too-long", "title: A\n" + "x: y\n" * 20_000, READ),
        ("one-value", "title: |\n  " + "x " * 20_000 + "\n", READ),
    ):
        yield f"front-{name}.txt", f"---\n{head}---\n{TEXT}".encode(), expected
    yield "front-open.txt", f"---\ntitle: A\n{TEXT}".encode(), READ
    yield "front-only.txt", b"---\ntitle: A\n---\n", REFUSED


def _pages() -> Iterator[Broken]:
    deep, graphs = MANY, '{"@graph":' * 900
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for name, body, expected in (
        ("div", "<div>" * deep + TEXT, EITHER),
        ("div-closed", "<div>" * deep + TEXT + "</div>" * deep, EITHER),
        ("bold", "<b>" * deep + TEXT, EITHER),
        ("link", "<a href=x>" * deep + TEXT, EITHER),
        ("links", f"<a href=x>{TEXT}</a>" * 50_000, REFUSED),
        ("many", "<p>a</p>" * 100_000, REFUSED),
        ("table", "<table><tr><td>" * 3000 + TEXT, EITHER),
        ("list", "<ul><li>" * 3000 + TEXT, EITHER),
        ("font", "<p><font><b><i>" * 3000 + TEXT, EITHER),
        ("cells", "<table>" + "<tr><td>a</td></tr>" * MANY + f"</table><p>{TEXT}</p>", EITHER),
        ("attributes", "<p " + " ".join(f"a{n}=1" for n in range(5000)) + f">{TEXT}</p>", REFUSED),
        ("attribute-long", f"<p title='{'x' * 1_000_000}'>{TEXT}</p>", EITHER),
        ("entities", "<p>" + "&amp;&#x41;&nosuch;" * MANY + f"{TEXT}</p>", EITHER),
        ("entity-huge", f"<p>&#99999999999999999999;&#xD800;&#0;&#x110000; {TEXT}</p>", EITHER),
        ("lol", f"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l0 'lol'>{lol}]><p>&l9; {TEXT}</p>", EITHER),
        ("xxe", f"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x; {TEXT}</p>", EITHER),
        ("xxe-parameter", f"<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'>%x;]><p>{TEXT}</p>", EITHER),
        ("comment", f"<p>{TEXT}</p><!-- " + "x" * MANY, EITHER),
        ("comments", "<!--" * MANY + TEXT, EITHER),
        ("plaintext", f"<p>{TEXT}</p><plaintext><script>", EITHER),
        ("script", "<script>var a = 1;</script>" * 500, REFUSED),
        ("open-tags", "<" * MANY + TEXT, EITHER),
        ("open-tag", "<p " * MANY + TEXT, EITHER),
        ("quotes", "<p a='" * 5000 + TEXT, EITHER),
        ("nul", f"<p>\x00{TEXT}</p>", EITHER),
        ("frames", "<frameset><frame src=javascript:alert(7131)></frameset>", REFUSED),
        ("paragraphs", f"<article>{f'<p>{TEXT}</p>' * 500}</article>", READ),
        ("same-ids", f"<p id=a>{TEXT}</p>" * 500, EITHER),
        ("base", f"<base href='javascript:alert(7131)//'><link rel=canonical href='x'><p>{TEXT}</p>", EITHER),
        ("xhtml", f"<?xml version='1.0' encoding='utf-16'?><html xmlns='x:y'><p>{TEXT}</p></html>", EITHER),
        ("charset", f"<meta charset='../../etc'><p>{TEXT} \xe9</p>", EITHER),
        ("json-deep", f"<script type='application/ld+json'>{'[' * MANY}{']' * MANY}</script><p>{TEXT}</p>", EITHER),
        (
            "json-graph",
            f"<script type='application/ld+json'>{graphs}1{'}' * 900}</script><p>{TEXT}</p>",
            EITHER,
        ),
        ("json-lists", f"<script type='application/ld+json'>[{'[],' * MANY}[]]</script><p>{TEXT}</p>", EITHER),
        (
            "json-types",
            "<script type='application/ld+json'>"
            '{"@type": ["Article", 7, null], "headline": ["a"], "publisher": [], "datePublished": {"x": 1},'
            '"url": 7, "mainEntityOfPage": {"@id": ["javascript:alert(7131)"]}, "inLanguage": {"a": 1}}'
            f"</script><p>{TEXT}</p>",
            EITHER,
        ),
        ("meta", f"<meta property='og:url' content='javascript:alert(7131)'><p>{TEXT}</p>", EITHER),
        ("svg", f"<svg><desc><p>{TEXT}</p></desc><script>alert(7131)</script></svg>", EITHER),
        ("noscript", f"<noscript><p>{TEXT}</p></noscript>", EITHER),
        ("template", f"<template><p>{TEXT}</p></template>", EITHER),
        ("none", "", REFUSED),
    ):
        yield f"page-{name}.html", f"<html><body>{body}".encode() if body else b"", expected
    yield "page-charset-lie.html", f"<meta charset='utf-16'>{PAGE}".encode(), READ


def _lines() -> Iterator[Broken]:
    for name, line, expected in (
        ("words", "not json", REFUSED),
        ("list", "[1, 2]", REFUSED),
        ("number", "7", REFUSED),
        ("text", '"text"', REFUSED),
        ("empty-object", "{}", REFUSED),
        ("no-text", '{"title": "A"}', REFUSED),
        ("white-text", '{"text": " \\n "}', REFUSED),
        ("text-list", '{"text": ["a"]}', REFUSED),
        ("text-number", '{"text": 7}', REFUSED),
        ("text-null", '{"text": null}', REFUSED),
        ("deep-lists", "[" * 100_000, REFUSED),
        ("deep-closed", '{"text": "a", "b": ' + "[" * 100_000 + "]" * 100_000 + "}", REFUSED),
        ("deep-objects", '{"a":' * 100_000, REFUSED),
        ("open", '{"text": "abc', REFUSED),
        ("comma", '{"text": "abc",}', REFUSED),
        ("nan", '{"text": "Hospital", "id": NaN, "date": Infinity, "x": -Infinity}', EITHER),
        ("huge-float", '{"text": "Hospital", "date": 1e400}', EITHER),
        ("huge-integer", f'{{"text": "Hospital", "id": {"9" * 5000}}}', EITHER),
        ("integer", f'{{"text": "Hospital", "id": {"9" * 4000}}}', EITHER),
        ("keys-twice", '{"text": "A", "text": "Hospital"}', READ),
        ("key-huge", f'{{"{"k" * 100_000}": 1, "text": "Hospital"}}', READ),
        ("halves", '{"text": "Hospital \\ud83d \\udc00", "title": "\\udfff"}', READ),
        ("types", '{"text": "Hospital", "url": ["a"], "title": {"b": 1}, "published": [], "language": 7}', READ),
        ("control", '{"text": "a\x01b"}', REFUSED),
        ("html-empty", '{"html": "<p></p>"}', REFUSED),
        ("html-deep", json.dumps({"html": "<div>" * MANY + TEXT}), EITHER),
        ("language-path", '{"text": "Hospital", "language": "../../etc/passwd"}', READ),
        ("language-long", json.dumps({"text": "Hospital", "language": "x" * 100_000}), READ),
        ("url-long", json.dumps({"text": "Hospital", "url": "https://news.example/" + "x" * 100_000}), READ),
        ("query-long", json.dumps({"text": "Hospital", "url": "https://news.example/?" + "a=b&" * 50_000}), READ),
        ("date-long", json.dumps({"text": "Hospital", "published": "2024" * 50_000}), READ),
        ("prototype", '{"__proto__": {"text": "x"}, "constructor": 1, "text": "Hospital"}', READ),
    ):
        yield f"line-{name}.jsonl", line.encode(), expected
    yield "lines-empty.jsonl", b"\n\n\n", REFUSED
    yield "lines-returns.jsonl", f"{LINE}\r{LINE}\r".encode(), EITHER
    yield "lines-marks.jsonl", b"\xef\xbb\xbf" + LINE.encode() + b"\n\xef\xbb\xbf" + LINE.encode(), READ
    yield "lines-utf-16.jsonl", f"{LINE}\n{LINE}\n".encode("utf-16"), READ
    yield "lines-utf-16-cut.jsonl", f"{LINE}\n{LINE}\n".encode("utf-16")[:-3], EITHER
    yield "lines-same-id.jsonl", (json.dumps({"id": "7", "text": TEXT}) + "\n").encode() * 20, READ
    same = json.dumps({"url": "https://news.example/same", "text": TEXT})
    yield "lines-same-url.jsonl", (same + "\n").encode() * 20, READ
    yield "lines-one-bad.jsonl", f"{LINE}\nnot json\n{LINE}\n".encode(), READ
    yield "line-too-long.jsonl", b'{"text": "' + b"a " * (LIMIT // 2) + b'"}\n' + LINE.encode(), READ


def _tables() -> Iterator[Broken]:
    sound = inputs.rows(text=[TEXT, TEXT], url=["https://news.example/1", None])
    yield "table-empty.parquet", b"", REFUSED
    yield "table-magic.parquet", b"PAR1", REFUSED
    yield "table-magic-twice.parquet", b"PAR1PAR1", REFUSED
    yield "table-random.parquet", b"PAR1" + bytes(range(256)) * 4 + struct.pack("<i", 200) + b"PAR1", REFUSED
    yield "table-footer.parquet", b"PAR1" + bytes(20) + struct.pack("<i", 2**31 - 1) + b"PAR1", REFUSED
    yield "table-footer-negative.parquet", b"PAR1" + bytes(20) + struct.pack("<i", -5) + b"PAR1", REFUSED
    for part in (10, 50, 90):
        yield f"table-cut-{part}.parquet", sound[: len(sound) * part // 100], REFUSED
    for at in range(4, len(sound) - 8, max(1, len(sound) // 12)):
        damaged = sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :]
        yield f"table-damaged-{at}.parquet", damaged, EITHER
    yield "table-no-text.parquet", inputs.rows(title=["a"]), REFUSED
    yield "table-no-rows.parquet", inputs.rows(text=pa.array([], pa.string())), REFUSED
    yield "table-nulls.parquet", inputs.rows(text=pa.array([None] * 5, pa.string())), REFUSED
    yield "table-nested.parquet", inputs.rows(text=[["a", ["b"][0]]], url=[{"a": 1}]), REFUSED
    yield "table-bytes.parquet", inputs.rows(text=[b"\xff\xfe\xfd", TEXT.encode()]), READ
    yield "table-numbers.parquet", inputs.rows(text=[7, 8]), REFUSED
    days = pa.array([2**62, -(2**62), 0], pa.timestamp("us"))
    yield "table-times.parquet", inputs.rows(text=[TEXT] * 3, published=days), READ
    zoned = pa.array([0], pa.timestamp("ns", tz="Nowhere/Land"))
    yield "table-zone.parquet", inputs.rows(text=[TEXT], published=zoned), EITHER
    yield "table-decimals.parquet", inputs.rows(text=[TEXT], id=pa.array([10**30], pa.decimal128(38))), READ
    yield "table-large.parquet", inputs.rows(text=["a " * (LIMIT // 2 + 1), TEXT]), READ
    yield "table.parquet.gz", gzip.compress(sound), READ


def _archives() -> Iterator[Broken]:
    sound = inputs.archive(*[(f"https://news.example/{n}", PAGE.encode()) for n in range(3)])
    gzipped = inputs.archive(*[(f"https://news.example/{n}", PAGE.encode()) for n in range(3)], gzipped=True)
    record, http = sound[: sound.index(b"\r\n\r\n") + 4], b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    yield "web-empty.warc", b"", REFUSED
    yield "web-words.warc", b"These are only words.\n" * 20, REFUSED
    yield "web-binary.warc", bytes(range(256)) * 20, REFUSED
    yield "web-header.warc", b"WARC/1.0\r\n", REFUSED
    yield "web-header-open.warc", b"WARC/1.0\r\nWARC-Type: response", REFUSED
    yield "web-header-flood.warc", b"WARC/1.0\r\n" + b"A: b\r\n" * 50_000 + b"\r\n", REFUSED
    yield "web-version.warc", sound.replace(b"WARC/1.0", b"WARC/99.9"), EITHER
    for name, told in (("negative", b"-5"), ("huge", b"99999999999999999999"), ("word", b"many"), ("none", b"")):
        start = sound.index(b"Content-Length: ") + 16
        end = sound.index(b"\r\n", start)
        yield f"web-length-{name}.warc", sound[:start] + told + sound[end:], EITHER
    for part in (5, 20, 40, 60, 80, 99):
        yield f"web-cut-{part}.warc", sound[: len(sound) * part // 100], EITHER
        yield f"web-cut-{part}.warc.gz", gzipped[: len(gzipped) * part // 100], EITHER
    for at in range(20, len(gzipped) - 20, max(1, len(gzipped) // 8)):
        yield f"web-damaged-{at}.warc.gz", gzipped[:at] + bytes([gzipped[at] ^ 0xFF]) + gzipped[at + 1 :], EITHER
    yield "web-record-only.warc", record, EITHER
    for name, headers, body in (
        ("chunked", b"Transfer-Encoding: chunked\r\n", b"zz\r\nnot chunked at all"),
        ("gzip-lie", b"Content-Encoding: gzip\r\n", PAGE.encode()),
        ("gzip-cut", b"Content-Encoding: gzip\r\n", gzip.compress(PAGE.encode() * 50)[:60]),
        ("gzip-bomb", b"Content-Encoding: gzip\r\n", gzip.compress(b"<p>a</p>" * (LIMIT // 4))),
        ("deflate", b"Content-Encoding: deflate\r\n", zlib.compress(PAGE.encode())),
        ("brotli", b"Content-Encoding: br\r\n", b"\x0b\x02\x80"),
        ("unknown", b"Content-Encoding: rot13, ../../x\r\n", PAGE.encode()),
        ("header-line", b"X: " + b"y" * 100_000 + b"\r\n", PAGE.encode()),
        ("header-odd", b"no colon\r\n: \r\n\xff\xfe: \xff\r\n", PAGE.encode()),
        ("charset", b"", b"<meta charset=unicode_escape>" + PAGE.encode() + b"\xe9\\ud800"),
    ):
        payload = http + headers + b"\r\n" + body
        length = str(len(payload)).encode()
        head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\n"
        kind = b"Content-Type: application/http; msgtype=response\r\n"
        yield (
            f"web-{name}.warc",
            head + kind + b"Content-Length: " + length + b"\r\n\r\n" + payload + b"\r\n\r\n",
            EITHER,
        )
    status = sound.replace(b"200 OK", b"2zz \xff")
    yield "web-status.warc", status, EITHER
    yield (
        "web-charset.warc",
        inputs.archive(("x:y", PAGE.encode() + b"\xe9"), kind="text/html; charset=../../x"),
        EITHER,
    )
    yield (
        "web-undefined.warc",
        inputs.archive(("x:y", PAGE.encode() + b"\xe9"), kind="text/html; charset=undefined"),
        EITHER,
    )
    yield "web-uri.warc", sound.replace(b"https://news.example/1", b"javascript:alert(7131)"), EITHER
    yield "web-no-uri.warc", sound.replace(b"WARC-Target-URI", b"WARC-Target-ABC"), EITHER
    yield "web-same.warc", sound * 5, READ


def _packed() -> Iterator[Broken]:
    text, line = TEXT.encode() * 40, (LINE.encode() + b"\n") * 40
    for suffix in (".gz", ".zst"):
        whole = inputs.packed(line, suffix)
        yield f"packed-cut.jsonl{suffix}", whole[: len(whole) * 2 // 3], EITHER
        yield f"packed-damaged.jsonl{suffix}", whole[:40] + b"\xff\x00\xff" + whole[43:], EITHER
        yield f"packed-behind.jsonl{suffix}", whole + b"rubbish behind it", EITHER
        yield f"packed-twice.jsonl{suffix}", whole + whole, READ
        yield f"packed-nested.jsonl{suffix}", inputs.packed(whole, suffix), REFUSED
        yield f"packed-empty.txt{suffix}", b"", REFUSED
        yield f"packed-nothing.txt{suffix}", inputs.packed(b"", suffix), REFUSED
        yield f"packed-words.txt{suffix}", TEXT.encode(), REFUSED
        yield f"packed-text-cut.txt{suffix}", inputs.packed(text, suffix)[:-9], REFUSED
        yield f"packed-bomb.txt{suffix}", inputs.packed(b"a " * LIMIT, suffix), REFUSED
        yield f"packed-bomb.jsonl{suffix}", inputs.packed(b'{"text": "' + b"a " * LIMIT + b'"}', suffix), REFUSED
        yield f"packed-bomb-lines.jsonl{suffix}", inputs.packed(b"\n" * LIMIT, suffix), REFUSED
        yield f"packed-bomb.html{suffix}", inputs.packed(b"<p>a</p>" * (LIMIT // 4), suffix), REFUSED
    damaged = bytearray(gzip.compress(text))
    damaged[-8] ^= 0xFF
    yield "packed-sum.txt.gz", bytes(damaged), REFUSED
    yield "packed-size.txt.gz", gzip.compress(text)[:-4] + b"\x00\x00\x00\x00", REFUSED
    yield "packed-header.txt.gz", b"\x1f\x8b\x08\xff" + bytes(6) + gzip.compress(text), REFUSED


def _floods() -> Iterator[Broken]:
    """Texts that make a careless pattern, or a step that compares all with all, take for ever."""
    for name, flood in (
        ("one-line", "hospital " * 15_000),
        ("one-word", "a" * 200_000),
        ("capitals", "Hospital " * 6_000),
        ("names", " ".join(f"Hospital {n}," for n in range(4_000))),
        ("names-alike", "Hospital Ann, " * 4_000),
        ("vietnamese", "Bệnh viện Đa khoa " * 4_000),
        ("people", "Dr. Ann Lee, " * 4_000),
        ("brackets", "(" * 100_000),
        ("brackets-both", "()" * 50_000),
        ("quotes", "“" * 50_000 + "”" * 50_000),
        ("dashes", "-" * 100_000),
        ("underscores", "a_" * 50_000),
        ("dots", "A. " * 30_000),
        ("slashes", "1/" * 50_000),
        ("digits", "1" * 100_000),
        ("dates", "3/5/2024 " * 8_000),
        ("date-words", "ngày thứ hai tháng năm " * 4_000),
        ("months", "May " * 20_000),
        ("and", "A and B and " * 8_000),
        ("commas", "," * 100_000),
        ("newlines", "\n" * 200_000 + TEXT),
        ("lines", "Hospital\n" * 10_000),
        ("list", "- Hospital\n" * 8_000),
        ("returns", "\r" * 100_000 + TEXT),
        ("spaces", " " * 300_000 + TEXT),
        ("odd-spaces", "\u00a0\u2003\t" * 60_000 + TEXT),
        ("marks", "a" + "\u0301" * 100_000),
        ("marks-mixed", ("a" + "\u0301\u0323\u0302" * 30) * 1_000),
        ("zero-width", "\u200b" * 200_000 + TEXT),
        ("zero-width-between", "\u200b".join(TEXT * 600)),
        ("overrides", "\u202e\u202d" * 50_000),
        ("hangul", "\u1100" * 100_000),
        ("emoji", "👩‍👩‍👧‍👦" * 8_000),
        ("addresses", "https://news.example/a?b=c " * 4_000),
        ("mail", "a@" * 50_000),
        ("ampersands", "&" * 100_000),
        ("joins", "Bệnh_viện_" * 10_000),
        ("surrogate-signs", "\ufffd" * 100_000),
        ("sentences", TEXT * 600),
        ("verbs", "signed " * 15_000),
        ("not", "not " * 20_000),
        ("pronouns", "it they the hospital " * 5_000),
        ("with", "Hospital A signed with " * 4_000),
        ("credits", "Photo: A\n" * 10_000),
        ("repeats", f"{TEXT}\n" * 1_000),
        ("labels", "Ann: yes\n" * 10_000),
        ("turns", "".join(f"Ann Lee {n}: We signed.\nBob: “Our hospital did.”\n" for n in range(2_500))),
        ("capitals-half", "THE HOSPITAL OF THE TOWN SIGNED IT.\nThe hospital of the town signed it.\n" * 1_500),
    ):
        yield f"flood-{name}.txt", flood.encode(), EITHER
