"""Whom the first person means, and who goes on where a sentence leaves its subject out."""

import pytest

from tests.loaders.test_wordings import said

PAGE = """Știrile Spitalului Municipal Valea Albă
Dragi pacienți, echipa Spitalului Municipal Valea Albă vă urează un an bun.
Avem trei ambulanțe noi, iar secțiile noastre au fost zugrăvite.
Am primit un ecograf de la Fundația Rază de Soare.
Asociația Mesteacăn ne-a donat două paturi.
Colaborăm cu Universitatea Pontica."""
INTERVIEW = """Ana Dobre, directorul general al companiei Ravel Med, despre planurile de anul acesta
Reporter: Cu cine lucrați?
Ana Dobre: Colaborăm de zece ani cu Spitalul Municipal Valea Albă.
Reporter: Dar cu Universitatea Pontica?
A.D.: Acolo nu. Am semnat însă un contract cu Clinica Zorile."""

ANSWERS = """Chúng tôi gặp bác sĩ Đậu Xuân Tường, Giám đốc Bệnh viện Hoa Sen, khi ông vừa xuống máy bay.
Thưa ông, chuyến đi mang về điều gì?
- Một tờ giấy. Hôm thứ Hai, tôi và bà Trần Thị Hoa, Hiệu trưởng Trường Đại học Cỏ May, đã ký thỏa thuận ba năm.
Còn với các doanh nghiệp trong nước thì sao?
- Sang tháng Tư, chúng tôi sẽ ký hợp đồng với Công ty Sông Xanh. Với Tập đoàn Biển Lớn, chúng tôi chưa ký gì.
Xin cảm ơn ông!"""


@pytest.mark.parametrize(
    "told",
    [
        "Fundația Rază de Soare SUPPLIES Spitalul Municipal Valea Albă",
        "Asociația Mesteacăn SUPPLIES Spitalul Municipal Valea Albă",
        "Universitatea Pontica PARTNERS_WITH Spitalul Municipal Valea Albă",
    ],
)
def test_a_page_of_its_own_is_told_by_the_institution_that_it_names_first(told: str) -> None:
    assert told in said("ro", PAGE)


def test_without_what_is_its_own_nobody_speaks_for_an_institution() -> None:
    text = PAGE.replace("secțiile noastre", "secțiile")
    assert "SUPPLIES" not in said("ro", text)


def test_in_an_interview_speaks_the_institution_of_who_is_asked() -> None:
    found = said("ro", INTERVIEW)
    assert "Ravel Med PARTNERS_WITH Spitalul Municipal Valea Albă" in found
    assert "Ravel Med PARTNERS_WITH Clinica Zorile" in found
    assert "Ravel Med PARTNERS_WITH Universitatea Pontica" not in found


def test_behind_the_questions_of_an_interview_answers_who_was_introduced() -> None:
    found = said("vi", ANSWERS)
    assert "Trường Đại học Cỏ May PARTNERS_WITH Bệnh viện Hoa Sen" in found
    assert "Đậu Xuân Tường SIGNED Bệnh viện Hoa Sen" in found
    assert "Bệnh viện Hoa Sen PARTNERS_WITH Công ty Sông Xanh" in found
    assert "Bệnh viện Hoa Sen PARTNERS_WITH Tập đoàn Biển Lớn" not in found


def test_a_reporter_speaks_for_no_institution() -> None:
    text = "Chúng tôi gặp ông Lê Văn Nam, Giám đốc Bệnh viện Hoa Sen. {} sẽ hợp tác với Trường Đại học Cỏ May."
    assert "PARTNERS_WITH" not in said("vi", text.format("Chúng tôi"))
    quoted = 'Ông Lê Văn Nam, Giám đốc Bệnh viện Hoa Sen, nói: "Chúng {} đã ký thỏa thuận với Trường Đại học Cỏ May".'
    assert "Bệnh viện Hoa Sen PARTNERS_WITH Trường Đại học Cỏ May" in said("vi", quoted.format("tôi"))
    assert "SIGNED" not in said("vi", quoted.format("tôi"))


def test_in_quotes_speaks_the_institution_of_who_is_quoted() -> None:
    text = "„Am semnat săptămâna trecută un contract cu Clinica Zorile”, a spus Ion Munteanu, managerul {}."
    assert "Clinica Zorile PARTNERS_WITH Spitalul Municipal Valea Albă" in said(
        "ro", text.format("Spitalului Municipal Valea Albă")
    )
    assert "PARTNERS_WITH" not in said("ro", text.format("fostului sanatoriu"))


def test_new_things_are_not_ours() -> None:
    text = "„Lucrăm cu noi aparate de la Spitalul Municipal Lunca”, a spus Ion Munteanu, managerul Clinicii Zorile."
    assert "PARTNERS_WITH" not in said("ro", text)


@pytest.mark.parametrize("going_on", ["A condus", "Ulterior a condus", "Din 2010, a condus", "Între timp a condus"])
def test_who_is_spoken_of_goes_on_where_the_subject_is_left_out(going_on: str) -> None:
    text = f"Ana Moraru s-a născut la Huși. {going_on} Spitalul Municipal Dealu Mare."
    assert "Ana Moraru HOLDS_ROLE Spitalul Municipal Dealu Mare" in said("ro", text)


def test_nobody_goes_on_where_another_subject_follows() -> None:
    text = "Ana Moraru s-a născut la Huși. A condus Spitalul Municipal Dealu Mare medicul Ion Dobre."
    assert "Ana Moraru HOLDS_ROLE Spitalul Municipal Dealu Mare" not in said("ro", text)
