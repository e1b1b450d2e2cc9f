"""Decoding: what is read right, and what is refused with a reason."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ArticleError
from loaders.files.encodings import decode, mend

VIETNAMESE = (
    "Bệnh viện Hoa Sen và Trường Đại học Y Bình Minh ký biên bản ghi nhớ hợp tác về ghép tạng, ung thư.\n"
    "“Người bệnh được lợi nhất”, ông Lê Đức Thạc nói – giá là 5 triệu đồng."
)
ROMANIAN = "Spitalul Județean și Fundația Țării Moților au încheiat un acord pentru îngrijirea pacienților."
FRENCH = "L’hôpital de l’Étoile a signé « un accord » où chaque élève est reçu, à Besançon."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Encode as Vietnamese editors do: vowels with their circumflex, breve or horn in one byte, the tone after it."""
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        marks = "".join(c for c in parts[1:] if c not in TONES)
        tone = "".join(c for c in parts[1:] if c in TONES)
        out.append(unicodedata.normalize("NFC", parts[0] + marks) + tone)
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [VIETNAMESE, ROMANIAN, FRENCH])
def test_unicode_with_and_without_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf16_of_either_byte_order() -> None:
    assert decode(b"\xfe\xff" + VIETNAMESE.encode("utf-16-be")) == VIETNAMESE
    assert decode(b"\xff\xfe" + VIETNAMESE.encode("utf-16-le")) == VIETNAMESE


def test_windows_1258_keeps_its_combining_tones() -> None:
    text = decode(windows_1258(VIETNAMESE))
    assert text != VIETNAMESE
    assert "\u0323" in text
    assert unicodedata.normalize("NFC", text) == VIETNAMESE


def test_windows_1250() -> None:
    cedilla = ROMANIAN.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    assert decode(cedilla.encode("cp1250")) == cedilla


def test_windows_1252() -> None:
    assert decode(FRENCH.encode("cp1252")) == FRENCH


def test_quotation_marks_alone_tell_a_windows_code_page() -> None:
    assert decode("The “Lotus” hospital’s deal".encode("cp1252")) == "The “Lotus” hospital’s deal"


def test_line_ends_and_unicode_form_stay() -> None:
    text = unicodedata.normalize("NFD", VIETNAMESE).replace("\n", "\r\n")
    assert decode(text.encode()) == text


def test_a_declared_encoding_is_used_where_nothing_else_fits() -> None:
    russian = "Больница подписала соглашение"
    assert decode(russian.encode("cp1251"), "windows-1251") == russian
    assert decode(VIETNAMESE.encode(), "iso-8859-1") == VIETNAMESE
    with pytest.raises(ArticleError):
        decode(russian.encode("cp1251"), "no-such-encoding")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0 JFIF", "a JPEG image"),
        (b"PK\x03\x04word/document.xml", "ZIP"),
        (b"some text\x00with a NUL byte", "binary"),
        (VIETNAMESE.encode("utf-16-le"), "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (VIETNAMESE.encode("utf-16")[:-1], "utf-16"),
        ("Больница подписала соглашение с университетом".encode("koi8-r"), "not valid UTF-8"),
        ("病院が大学と協定に署名しました".encode("shift_jis"), "not valid UTF-8"),
        (VIETNAMESE.encode()[:40] + b"\xff" + VIETNAMESE.encode()[40:], "not valid UTF-8"),
        (b"The hospital \xff signed", "not valid UTF-8"),
        ("The hospital’s deal – and".encode()[:-5], "not valid UTF-8"),
    ],
)
def test_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        decode(data)


def test_the_line_of_a_wrong_byte_is_told() -> None:
    with pytest.raises(ArticleError, match="line 2"):
        decode("Bệnh viện ở Huế\nHai bên \udcff ký".encode(errors="surrogateescape"))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_an_article_error(data: bytes) -> None:
    try:
        text = decode(data)
    except ArticleError:
        return
    text.encode()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_comes_back(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"PK\x03\x04", b"%PDF-", b"GIF8", b"PAR1", b"{\\rtf", b"\xef\xbb\xbf")):
        assert decode(data) == text


def test_mend_replaces_one_for_one() -> None:
    assert mend("a\ud800b\udfffc") == "a\ufffdb\ufffdc"
