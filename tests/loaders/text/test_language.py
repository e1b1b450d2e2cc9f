"""Language detection."""

import pytest

from loaders.text.language import detect

TEXTS = {
    "vi": "Bệnh viện Hoa Sen và Trường Đại học Y Bình Minh ký biên bản ghi nhớ về đào tạo bác sĩ.",
    "ro": "Spitalul Clinic Floarea și Universitatea din Lunca au semnat un acord privind formarea medicilor.",
    "en": "Lotus Hospital and the University of Dawn signed a memorandum on the training of doctors.",
    "fr": "L'hôpital du Lotus et l'université de l'Aube ont signé une convention sur la formation des médecins.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_detects_the_four_languages(code: str) -> None:
    assert detect(TEXTS[code]) == code


def test_underscores_count_as_spaces() -> None:
    assert detect(TEXTS["vi"].replace(" ", "_")) == "vi"


def test_a_headline_without_diacritics_does_not_decide() -> None:
    assert detect(f"Benh vien Hoa Sen ky hop tac\n\n{TEXTS['vi']}") == "vi"


def test_other_languages_keep_their_code() -> None:
    assert detect("Das Krankenhaus und die Universität haben eine Vereinbarung unterzeichnet.") == "de"


@pytest.mark.parametrize("text", ["", "   ", "12 345 %", "\x00"])
def test_no_words_no_language(text: str) -> None:
    assert detect(text) == "und"


def test_halves_of_surrogate_pairs_do_no_harm() -> None:
    assert detect("\ud83d " + TEXTS["ro"]) == "ro"
