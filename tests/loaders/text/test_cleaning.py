"""Cleaning: the text that comes out, the map back, and what each paragraph is taken for."""

import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from loaders.text.blocks import blocks
from loaders.text.cleaning import CleanText, clean
from loaders.text.layout import layout_of
from schemas.languages import language, parse

VI, RO, EN, FR = (language(code) for code in ("vi", "ro", "en", "fr"))
BODY = (
    "Chiều qua, Bệnh viện Hoa Sen và Trường Đại học Y Bình Minh ký biên bản ghi nhớ hợp tác ba năm về đào tạo "
    "bác sĩ trẻ, nghiên cứu lâm sàng và chuyển giao kỹ thuật cho tuyến dưới, với sự có mặt của đại diện hai đơn vị."
)


GAPS_AND_BARS = str.maketrans("", "", " \n|")


def kinds(text: str) -> list[tuple[str, str]]:
    found = clean(text, VI)
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


def kind_of(line: str) -> list[str]:
    """What a line between two paragraphs of an article is taken for, or its parts."""
    text = f"Hoa Sen và Bình Minh hợp tác\n{BODY}\n{line}\n{BODY[::-1]}."
    found = clean(text, VI)
    start = found.text.index(BODY) + len(BODY) + 1
    end = found.text.index(BODY[::-1]) - 1
    return [block.kind for block in found.blocks if start <= block.start and block.end <= end]


# The text.


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Bệnh viện  E \t ký", "Bệnh viện E ký"),
        ("một\u00a0hai\u2009ba\u3000bốn", "một hai ba bốn"),
        ("dòng một\r\ndòng hai\rdòng ba\u2028dòng bốn", "dòng một\ndòng hai\ndòng ba\ndòng bốn"),
        ("một\n\n \n\t\nhai", "một\nhai"),
        ("\n\n  một  \n", "một"),
        ("Bệnh\u00ad viện\u200b Hoa\u2060 S\ufeffen\u202c", "Bệnh viện Hoa Sen"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("\u200b\u00ad", ""),
        ("", ""),
        ("la Hanoi , compania", "la Hanoi, compania"),
        ("một \u00ad hai", "một hai"),
    ],
)
def test_white_space_and_invisible_characters(raw: str, text: str) -> None:
    assert clean(raw, VI).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("UMF ,,Victor Lunca” din Iași", "UMF \u201eVictor Lunca” din Iași"),
        ("Spitalul ''Izvorul'' din Iași,, de azi", 'Spitalul "Izvorul" din Iași,, de azi'),
        ("l'hôpital <<Sainte Anne>>", "l'hôpital «Sainte Anne»"),
    ],
)
def test_quotation_marks_made_of_two_signs(raw: str, text: str) -> None:
    assert clean(raw, RO).text == text


def test_decomposed_text_is_composed() -> None:
    raw = unicodedata.normalize("NFD", BODY)
    assert raw != BODY
    assert clean(raw, VI).text == BODY


def test_marks_parted_from_their_letter_are_composed() -> None:
    assert clean("e\u200b\u0302\u0301 q\u0323\u0301 \u212b \u0958", VI).text == unicodedata.normalize(
        "NFC", "e\u0302\u0301 q\u0323\u0301 \u212b \u0958"
    )


def test_cedilla_becomes_comma_below_in_romanian_only() -> None:
    assert clean("Fundaţia Ţării şi Şcoala", RO).text == "Fundația Țării și Școala"
    assert clean("s\u0327i t\u0327ara", RO).text == "și țara"
    assert clean("Fundaţia", VI).text == "Fundaţia"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("thoả thuận hoà bình", "thỏa thuận hòa bình"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("Thuỷ điện, khoẻ mạnh", "Thủy điện, khỏe mạnh"),
        ("hoàn toàn, toán, khoẻn, quý Quỹ QUỲ", "hoàn toàn, toán, khoẻn, quý Quỹ QUỲ"),
        ("kí kết, kĩ thuật, bệnh lí", "ký kết, kỹ thuật, bệnh lý"),
        ("Ðại học", "Đại học"),
    ],
)
def test_one_spelling_of_vietnamese(raw: str, text: str) -> None:
    assert clean(raw, VI).text == text
    assert len(text) == len(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Bệnh_viện Hoa_Sen hợp_tác với GE_HealthCare .", "Bệnh viện Hoa Sen hợp tác với GE HealthCare."),
        ("Hiện_Vinmec ( thuộc Tập_đoàn ) , ngày 9/4 .", "Hiện Vinmec (thuộc Tập đoàn), ngày 9/4."),
        ('" Chúng_tôi mừng " , ông An_Bình nói .', '"Chúng tôi mừng", ông An Bình nói.'),
        ("phẫu_thuật robot ... Rồi SUNH. .. nữa", "phẫu thuật robot... Rồi SUNH... nữa"),
        ("đào_tạo - thực_hành y_khoa – nghiên_cứu", "đào tạo - thực hành y khoa – nghiên cứu"),
        ("tại TP._Huế ; “ tốt ” !", "tại TP. Huế; “tốt”!"),
    ],
)
def test_word_segmentation_is_undone(raw: str, text: str) -> None:
    assert clean(raw, VI).text == text


def test_an_underscore_in_an_address_is_no_segmentation() -> None:
    raw = f"{BODY} Liên hệ: phong_bao_chi@example.org để biết thêm."
    assert "phong_bao_chi@example.org" in clean(raw, VI).text


def test_french_spaces_before_punctuation_stay_where_nothing_is_segmented() -> None:
    assert clean("« Oui ! », dit-il : « non ».", FR).text == "« Oui ! », dit-il : « non »."


def test_lines_broken_by_hand_are_joined() -> None:
    raw = (
        "Hoa Sen và Bình Minh hợp tác\n\nChiều qua, Bệnh viện Hoa Sen và Trường Đại học Y Bình\nMinh đã ký biên bản "
        "ghi nhớ hợp tác ba năm về đào\ntạo bác sĩ trẻ, nghiên cứu lâm sàng và chuyển giao\nkỹ thuật cho tuyến dưới "
        "trong khu vực.\n\n"
        "Hai bên sẽ trao đổi giảng viên và cùng mở các lớp học\nngắn hạn cho điều dưỡng.\n- Đào tạo.\n- Nghiên cứu.\n"
    )
    assert clean(raw, VI).text.split("\n") == [
        "Hoa Sen và Bình Minh hợp tác",
        "Chiều qua, Bệnh viện Hoa Sen và Trường Đại học Y Bình Minh đã ký biên bản ghi nhớ hợp tác ba năm về đào tạo "
        "bác sĩ trẻ, nghiên cứu lâm sàng và chuyển giao kỹ thuật cho tuyến dưới trong khu vực.",
        "Hai bên sẽ trao đổi giảng viên và cùng mở các lớp học ngắn hạn cho điều dưỡng.",
        "- Đào tạo.",
        "- Nghiên cứu.",
    ]


# The map.

WORDS = st.sampled_from(
    ["Bệnh", "viện", "Hà", "Nội", "ký", "kết", "E", "GE", "108", "thoả", "Ţara", "şi", "robot", "hợp_tác", "nghĩa"]
)
GAPS = st.sampled_from(
    [" ", "  ", "\n", "\r\n", "\n\n", "\u00a0", " \t", "\u200b ", " \u00ad", " , ", ", ", ". ", " . ", "_"]
)
MESSY = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=40).map(lambda pairs: "".join(w + g for w, g in pairs))
FORMS = st.sampled_from(["NFC", "NFD"])


def is_sound(found: CleanText, raw: str) -> bool:
    whole = len(found.text) == len(found.starts) == len(found.ends)
    inside = all(0 <= a < b <= len(raw) for a, b in zip(found.starts, found.ends, strict=True))
    ordered = all(a <= b for a, b in pairwise(found.starts)) and all(a <= b for a, b in pairwise(found.ends))
    return whole and inside and ordered


@given(MESSY, FORMS, st.sampled_from([VI, RO]))
def test_every_word_leads_back_to_itself(text: str, form: str, of: object) -> None:
    assert of in (VI, RO)
    lang = VI if of is VI else RO
    raw = unicodedata.normalize(form, text)
    found = clean(raw, lang)
    assert is_sound(found, raw)
    for word in regex.finditer(r"\w+", found.text):
        start, end = found.raw_span(*word.span())
        assert clean(raw[start:end], lang).text == word[0]
        assert not raw[start].isspace()
        assert not raw[end - 1].isspace()


@given(st.text(max_size=200))
def test_the_map_of_any_text_is_sound(raw: str) -> None:
    found = clean(raw, VI)
    assert is_sound(found, raw)
    assert unicodedata.is_normalized("NFC", found.text)


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = clean(raw, EN).text
    assert clean(once, EN).text == once or "_" in raw


@given(MESSY, st.integers(0, 200), st.integers(0, 200))
def test_spans_hold_all_that_was_kept_between_their_ends(raw: str, first: int, second: int) -> None:
    # In English, as half a word may be spelt otherwise than the whole.
    found = clean(raw, EN)
    start, end = sorted((min(first, len(found.text)), min(second, len(found.text))))
    a, b = found.raw_span(start, end)
    shown = found.text[start:end].strip()
    assert bool(shown) == (a < b)
    kept = clean(raw[a:b], EN).text
    assert kept.replace(" ", "").replace("\n", "").replace("_", "") == shown.replace(" ", "").replace("\n", "").replace(
        "_", ""
    )


def test_a_plain_text_keeps_its_places() -> None:
    found = clean(BODY, VI)
    assert found.text == BODY
    assert list(found.starts) == list(range(len(BODY)))
    assert found.raw_span(10, 30) == (11 if BODY[10] == " " else 10, 30)


def test_a_long_text_has_a_map_too() -> None:
    raw = f"{BODY}  " * 500
    found = clean(raw, VI)
    assert is_sound(found, raw)
    assert raw[slice(*found.raw_span(len(found.text) - 3, len(found.text)))] == found.text[-3:]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5), (3, 1), (-4, 0), (99, 200)])
def test_empty_and_outer_spans(start: int, end: int) -> None:
    a, b = clean("một hai", VI).raw_span(start, end)
    assert a == b
    assert clean("", VI).raw_span(start, end) == (0, 0)


# The paragraphs.


def test_an_article_with_all_that_surrounds_it() -> None:
    text = f"""FOR IMMEDIATE RELEASE

Hoa Sen và Bình Minh hợp tác
Thu Trà • Thứ Tư, 13/11/2024 07:15 (GMT+7)
{BODY}
| Đại diện hai bên trao biên bản ghi nhớ. Ảnh: BVCC |
- Đào tạo bác sĩ trẻ.
Nhiều sinh viên của trường dự lễ ký kết. Ảnh: BVCC
| Đại diện hai bên trao biên bản ghi nhớ. Ảnh: BVCC |
{BODY[::-1]}.
Hà Lam
Tin liên quan:
• Bệnh viện Mặt Trời khánh thành khu mới
• Bệnh viện Sao Mai tuyển dụng
Bình luận (2)
Bệnh viện Hoa Sen rất tốt, mong có thêm nhiều bác sĩ giỏi.
"""
    assert [kind for kind, _ in kinds(text)] == [
        *("furniture", "title", "byline", "body", "caption", "credit", "list", "caption", "credit", "repeat"),
        *("body", "byline"),
        *["furniture"] * 5,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Đại diện hai bên trao đổi tại lễ ký. Ảnh : Bộ Y tế.",
        "Hình ảnh hai đơn vị tại buổi lễ. Ảnh chụp màn hình",
        "Đại diện hai bên trao đổi tại lễ ký (Ảnh: Hoa Sen)",
        "Ceremonia de semnare din Cluj-Napoca. Sursa foto: Spitalul Floarea",
        "The two directors after the signing. Photo: Lotus Hospital",
        "La signature de la convention à Huê. Crédit photo : AP",
        "| Khu khám bệnh mới của bệnh viện. |",
    ],
)
def test_captions(line: str) -> None:
    assert kind_of(line)[0] == "caption"
    assert set(kind_of(line)) <= {"caption", "credit"}


@pytest.mark.parametrize(
    "line",
    [
        "Ảnh: BVCC",
        "Hai bên ký. Ảnh: BVCC",
        "Foto: Ana Pop / Spitalul Floarea",
        "[Légende] Les deux délégations. © Hôpital du Lotus",
    ],
)
def test_credits(line: str) -> None:
    assert kind_of(line) == ["credit"]


@pytest.mark.parametrize(
    "line",
    [
        "By Staff Writer",
        "By Ana Pop and John Lee",
        "Par Jeanne Morel",
        "De Ion Ionescu",
        "(Theo Báo Y tế)",
        "Theo Báo Sức khỏe",
        "PV",
        "13/11/2024 07:15",
        "Thứ Tư, 13/11/2024 | 07:15 GMT+7",
        "15 martie 2025, 10:30",
        "Publié le 12 novembre 2024 à 10h30",
        "November 12, 2024",
    ],
)
def test_bylines(line: str) -> None:
    assert kind_of(line) == ["byline"]


@pytest.mark.parametrize(
    "line",
    [
        "Xem thêm: Bệnh viện Mặt Trời khánh thành | Sao Mai tuyển dụng",
        "Lire aussi : L'Institut du Soleil recrute",
        "Citeşte şi: Spitalul Soarelui are un heliport",
        "Read more: Sun Hospital opens",
        ">> Bệnh viện Mặt Trời khánh thành",
        "QUẢNG CÁO: Nha khoa Nụ Cười",
        "Trang chủ » Bệnh viện » Hợp tác",
        "Acasă > Știri > Sănătate",
        "Chia sẻ Facebook Zalo",
        "Share this article",
        "1 2 3 ... 10",
        "###",
        "- END -",
        "1.234 lượt xem",
        "5 min read",
        "Forward-looking statements: This release speaks of the future.",
        "press@example.com",
        "Giấy phép số 1/GP. Tổng biên tập: An Bình.",
    ],
)
def test_furniture(line: str) -> None:
    assert kind_of(line) == ["furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "Thúc đẩy hợp tác quốc tế",
        "Bệnh viện Hoa Sen",
        "In other news: Sun Hospital has reopened its clinic after repairs.",
        "Theo thỏa thuận, hai bên cùng mở một trung tâm.",
        "Ngày 13/11/2024, hai bên ký kết tại Huế.",
        "By signing, the hospital joins the network of Lotus clinics.",
        "Kết quả: 3 bệnh viện tham gia.",
        "About Lotus Hospital",
        "Ai được lợi?",
    ],
)
def test_paragraphs_of_the_article(line: str) -> None:
    assert kind_of(line) == ["body"]


@pytest.mark.parametrize("line", ["- Đào tạo bác sĩ.", "• Nghiên cứu chung", "– Formarea medicilor"])
def test_list_items(line: str) -> None:
    assert kind_of(line) == ["list"]


def test_a_credit_inside_a_flattened_page_is_cut_out() -> None:
    text = (
        f"{BODY} Lễ ký tại Hà_Nội , ngày 9/4 . Ảnh : Hoa_Sen Ngoài_ra , ba bên hợp_tác . "
        "Ảnh : Bộ Y_tế Trong lễ ký , bà An nói về y_tế , về đào_tạo cho các "
        "bác_sĩ trẻ của hai đơn_vị trong ba năm tới . Yên_Chi"
    )
    assert kinds(text) == [
        ("body", f"{BODY} Lễ ký tại Hà Nội, ngày 9/4."),
        ("credit", "Ảnh: Hoa Sen"),
        ("body", "Ngoài ra, ba bên hợp tác."),
        ("credit", "Ảnh: Bộ Y tế"),
        ("body", "Trong lễ ký, bà An nói về y tế, về đào tạo cho các bác sĩ trẻ của hai đơn vị trong ba năm tới."),
        ("byline", "Yên Chi"),
    ]


def test_an_agency_after_the_last_sentence_is_a_byline() -> None:
    assert kinds(f"Hoa Sen và Bình Minh hợp tác\n{BODY} (Staff)")[-1] == ("byline", "(Staff)")


def test_a_cut_copy_of_the_next_line_is_a_repeat() -> None:
    text = (
        f"Tiêu đề\n{BODY}\nLãnh đạo bệnh viện và đại diện\nLãnh đạo bệnh viện và đại diện các khoa nhấn nút. Ảnh: BVCC"
    )
    assert [kind for kind, _ in kinds(text)][-3:] == ["repeat", "caption", "credit"]


def test_links_in_the_middle_end_with_the_next_long_paragraph() -> None:
    text = f"Tiêu đề\n{BODY}\nTin liên quan\nBệnh viện Mặt Trời khánh thành\n{BODY[::-1]}."
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "furniture", "furniture", "body"]


def test_a_comment_button_above_the_article_hides_nothing() -> None:
    assert [kind for kind, _ in kinds(f"Tiêu đề\nBình luận (0)\n{BODY}")] == ["title", "furniture", "body"]


def test_contacts_of_a_press_release() -> None:
    text = f"Lotus and Dawn sign\n{BODY}\nMedia contact\nAn Binh (Ms.), Lotus Communications, +84 12 345\n###"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "furniture", "furniture", "furniture"]


def test_a_text_of_one_line_has_no_title() -> None:
    assert [kind for kind, _ in kinds("Bệnh viện Hoa Sen ký kết")] == ["body"]


@given(
    st.lists(
        st.sampled_from(
            [BODY, "Ảnh: BVCC", "Thu Hà", "Xem thêm: X", "Bình luận", "- a", "Một. Hai (Theo Ba)", "|", "©"]
        )
    )
)
def test_blocks_are_in_order_and_hold_no_space_at_their_ends(lines: list[str]) -> None:
    found = clean("\n".join(lines), VI)
    assert all(0 <= a.start < a.end <= len(found.text) for a in found.blocks)
    assert all(a.end <= b.start for a, b in pairwise(found.blocks))
    for block in found.blocks:
        part = found.text[block.start : block.end]
        assert part == part.strip()
        assert "\n" not in part
    covered = "".join(found.text[block.start : block.end] for block in found.blocks)
    assert covered.translate(GAPS_AND_BARS) == found.text.translate(GAPS_AND_BARS)


# The data.


def test_respellings_must_keep_their_length() -> None:
    wrong = parse('code = "xx"\nlabel = "X"\n[layout.endings]\n"ae" = "e"', "xx.toml")
    with pytest.raises(DataError, match="differ in length"):
        layout_of(wrong)


def test_a_wrong_regular_expression_is_a_data_error() -> None:
    wrong = parse('code = "xx"\nlabel = "X"\n[layout]\nfurniture = ["(a"]', "xx.toml")
    with pytest.raises(DataError, match="regular expression"):
        layout_of(wrong)


def test_a_language_without_layout_still_knows_the_captions_of_the_others() -> None:
    text = f"Title\n{BODY}\nFoto: X"
    found = list(blocks(text, text, layout_of(parse('code = "xx"\nlabel = "X"', "xx.toml"))))
    assert [kind for _, _, kind in found] == ["title", "body", "credit"]
