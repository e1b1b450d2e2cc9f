"""Where sentences end, and where they do not."""

from itertools import pairwise

import pytest

from loaders.text.cleaning import clean
from loaders.text.sentences import sentences
from schemas.languages import language


def split(text: str, code: str) -> list[str]:
    found = clean(text, language(code))
    return [found.text[start:end] for start, end in sentences(found, language(code))]


ONE = [
    ("vi", "Ông Minh đến TP. Hồ Chí Minh cùng GS. Trần Văn An và PGS.TS. Lê Thị Bình."),
    ("vi", "Ngày 25.9, hơn 1.000 ca và 2.5 triệu đồng, theo TP.HCM và BV.115."),
    ("vi", "Các nơi như Trường Sa, Cô Tô... đã được hội chẩn."),
    ("vi", "Các bệnh viện trao đổi nhân lực; hỗ trợ kỹ thuật; cùng nghiên cứu."),
    ("vi", "“Bao giờ xong?” ông hỏi."),
    ("vi", "Ông J. Smith và bà M. K. Tanaka dự lễ."),
    ("ro", "Dl. Popescu și dna. Ionescu au semnat Hotărârea nr. 20 la Spitalul Sf. Maria."),
    ("ro", "Prof. dr. Aurel Cernătescu conduce secții de cardiologie, neurologie etc. din spital."),
    ("ro", "Universitatea din or. Sângerei are un acord cu Spitalul din r-nul. Orhei."),
    ("en", "Dr. Lam and Prof. Hoang of St. Mary Hospital met at 5 p.m. in Hanoi."),
    ("en", "The price is 3.5 million; No. 4 of Jan. 2024 says so."),
    ("fr", "Le Pr. Vasseur et M. Dupont ont signé l'art. 5 de la convention."),
    ("fr", "Le Pr S. Le Gallo et le Dr J. Le Roux ont signé."),
]


@pytest.mark.parametrize(("code", "text"), ONE)
def test_one_sentence(code: str, text: str) -> None:
    assert split(text, code) == [text]


BROKEN = [
    (
        "ro",
        "Acordul de colaborare dintre Spitalul Municipal Valea Albă, Județul Bacău și",
        "Universitatea Lunca va fi votat.",
    ),
    ("en", "The agreement on the training of nurses was signed by Seaview Hospital and", "Kestrel University in May."),
]


@pytest.mark.parametrize(("code", "line", "following"), BROKEN)
def test_a_sentence_goes_on_in_the_next_line(code: str, line: str, following: str) -> None:
    assert split(f"{line}\n{following}", code) == [f"{line} {following}"]


SEVERAL = [
    ("vi", ["Bệnh viện ký kết.", "Hai bên vui mừng!", "Ai nữa?", "Không ai…", "Hết."]),
    ("vi", ["Ông nói: “Chúng tôi ký.”", "Sau đó ông về."]),
    ("vi", ["Đoàn đến Bệnh viện E.", "Ông An đón khách."]),
    ("vi", ["Nhóm gồm phẫu thuật robot...", "Hiện Vinmec hợp tác với nhiều nơi."]),
    ("vi", ["Có 26 bệnh viện.", "5 nơi khác chờ."]),
    ("ro", ["Se fac secții de cardiologie etc.", "Spitalul este nou."]),
    ("ro", ["„Vom construi”, a spus el.", "„Apoi vom vedea.”", "Atât."]),
    ("en", ["Lotus Inc. signed with Dawn Ltd.", "The deal is final."]),
    ("en", ['"We keep it."', "He left."]),
    ("fr", ["« Il manquait un compagnonnage », dit-il.", "« Quand ? »", "La suite viendra."]),
]


@pytest.mark.parametrize(("code", "parts"), SEVERAL)
def test_several_sentences(code: str, parts: list[str]) -> None:
    assert split(" ".join(parts), code) == parts


def test_glued_sentences_part() -> None:
    assert split("Lễ ký tại bệnh viện.Ông An phát biểu.", "vi") == ["Lễ ký tại bệnh viện.", "Ông An phát biểu."]


def test_numbered_items_keep_their_number() -> None:
    assert split("1. Đào tạo bác sĩ trẻ.\n2. Nghiên cứu chung.", "vi") == [
        "1. Đào tạo bác sĩ trẻ.",
        "2. Nghiên cứu chung.",
    ]


def test_only_title_body_and_list_blocks_are_read() -> None:
    text = (
        "Bệnh viện Hoa Sen bắt tay Đại học Bình Minh\nHai bên ký kết hôm qua tại hội trường.\n"
        "Lễ ký kết. Ảnh: BVCC\n- Đào tạo bác sĩ trẻ.\nThu Phương\nTin liên quan:\n• Bệnh viện Mặt Trời mở cửa"
    )
    assert split(text, "vi") == [
        "Bệnh viện Hoa Sen bắt tay Đại học Bình Minh",
        "Hai bên ký kết hôm qua tại hội trường.",
        "- Đào tạo bác sĩ trẻ.",
    ]


def test_spans_lie_inside_blocks_in_order_and_apart() -> None:
    text = "Tiêu đề bài viết\nMột. Hai! Ba?\n- Bốn... Năm.\nSáu v.v. Bảy"
    found = clean(text, language("vi"))
    spans = sentences(found, language("vi"))
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(any(block.start <= a and b <= block.end for block in found.blocks) for a, b in spans)
    assert "".join(found.text[a:b] for a, b in spans).replace(" ", "") == text.replace("\n", "").replace(" ", "")
