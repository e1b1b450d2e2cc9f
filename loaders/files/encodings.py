"""From the bytes of an article to its text: UTF-8, UTF-16 with a mark, and the code pages of our languages."""

import codecs
import unicodedata
from functools import cache

import regex

from kg.errors import ArticleError
from schemas.languages import language, languages

# The longest mark first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "Parquet data"),
)
# Of the letters beyond ASCII, this part must be letters of the language that a code page is tried for. A wrong
# code page or damaged UTF-8 stays below one half, real articles with foreign names above 0.97.
_LETTERS_OF_THE_LANGUAGE = 0.9
_SAMPLE = 200_000
# All beyond ASCII but the marks and spaces of typography, which say nothing of the language.
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f\u00a0\u00ad\u2010-\u2015\u2018-\u201f\u2022\u2026«»°·§©®™€£²³½×±]")
_CONTROLS = regex.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATES = regex.compile("[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``, its line ends and Unicode form untouched.

    ``declared`` is what a page or its server calls its encoding: believed only where nothing else fits, as templates
    declare what they like. Raises ``ArticleError`` where the data is empty, binary, or in no encoding known here.

    >>> decode("Bệnh viện".encode("utf-16"))
    'Bệnh viện'
    """
    if not data.strip():
        raise ArticleError("it is empty")
    for start, kind in _KINDS:
        if data.startswith(start):
            raise ArticleError(f"expected text, got {kind}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x00" in data or len(_CONTROLS.findall(data[:4096])) > 40:
        raise ArticleError("expected text, got binary data")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = None if _is_damaged_utf8(data, error) else _by_code_page(data) or _as_declared(data, declared)
        if text is None:
            line = data.count(b"\n", 0, error.start) + 1
            pages = ", ".join(sorted({page for page, _ in _candidates()}))
            raise ArticleError(
                f"line {line}: byte {error.start} is not valid UTF-8, and the text does not read as {pages} either"
            ) from error
        return text


def mend(text: str) -> str:
    """Replace halves of surrogate pairs, which no encoding can write, by the replacement character, one for one."""
    return _SURROGATES.sub("\ufffd", text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"byte {error.start} is not valid {error.encoding}, which its first bytes announce"
        ) from error


def _is_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether most bytes beyond ASCII are good UTF-8, or all that is wrong is that the last character was cut off."""
    kept = data.decode("utf-8", "ignore")
    good = len(kept.encode("utf-8")) - len(kept)
    cut_off = error.end == len(data) and error.end - error.start > 1
    return cut_off or good > len(data) - len(kept.encode("utf-8"))


def _as_declared(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (LookupError, UnicodeError):
        return None


@cache
def _candidates() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every code page with the letters of a language that is written in it."""
    found: list[tuple[str, frozenset[str]]] = []
    for code in languages():
        layout = language(code).section("layout")
        letters = str(layout.get("letters", ""))
        both = frozenset(letters) | frozenset(letters.upper())
        found.extend((str(page), both) for page in layout.get("codepages", ()))
    return tuple(found)


def _by_code_page(data: bytes) -> str | None:
    """The text in the code page whose language it fits best, or None where it fits none."""
    best: tuple[float, str] | None = None
    for page, letters in _candidates():
        try:
            sample = unicodedata.normalize("NFC", data[:_SAMPLE].decode(page))
        except UnicodeDecodeError:
            continue
        odd = _BEYOND_ASCII.findall(sample)
        fit = sum(found in letters for found in odd) / len(odd) if odd else _LETTERS_OF_THE_LANGUAGE
        if fit >= _LETTERS_OF_THE_LANGUAGE and (best is None or fit > best[0]):
            best = fit, page
    return None if best is None else data.decode(best[1], "replace")
