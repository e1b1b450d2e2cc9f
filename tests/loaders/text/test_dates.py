"""Dates are read as told, in four languages; what is uncertain is left out, and no year is guessed."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.dates import dateline, find_dates
from schemas.languages import Language, language, languages

PARTIAL = re.compile(r"(?:\d{4}|-)-(?:\d\d)(?:-\d\d)?|\d{4}")
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def values(text: str, code: str, published: str | None = None) -> list[str]:
    return [found.value for found in find_dates(text, language(code), published)]


def month_name(lang: Language, month: int) -> str:
    """The first name of a month that is a word; Vietnamese numbers its first month."""
    names = lang.section("dates")["months"][month - 1]
    return str(names[0]) if names else f"tháng {month}"


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("vi", "Lễ ký diễn ra ngày 8/9/2025 tại Huế.", "2025-09-08"),
        ("vi", "Lễ ký diễn ra ngày 8 tháng 9 năm 2025.", "2025-09-08"),
        ("vi", "Sáng_ngày 08-09-2025 , hai bên ký .", "2025-09-08"),
        ("vi", "Hợp đồng ký tháng 4/2024 với nhà trường.", "2024-04"),
        ("vi", "Bệnh viện thành lập năm 1967.", "1967"),
        ("vi", "Ngày 28/11, hai bên ký kết.", "--11-28"),
        ("vi", "Từ tháng Mười Hai năm 2023, bệnh viện mở khoa.", "2023-12"),
        ("ro", "Acordul a fost semnat pe 8 septembrie 2025.", "2025-09-08"),
        ("ro", "Acordul a fost semnat la data de 08.09.2025.", "2025-09-08"),
        ("ro", "Spitalul a fost deschis în martie 2019.", "2019-03"),
        ("ro", "Spitalul a fost deschis în 1987.", "1987"),
        ("ro", "În seara zilei de 9 ianuarie au semnat.", "--01-09"),
        ("en", "They signed on September 8, 2025 in Hue.", "2025-09-08"),
        ("en", "They signed on the 8th of September 2025.", "2025-09-08"),
        ("en", "The hospital opened in March 2019.", "2019-03"),
        ("en", "The hospital opened in 1987.", "1987"),
        ("en", "They signed on 27 November.", "--11-27"),
        ("en", "Signed 2025-09-08 in Hue.", "2025-09-08"),
        ("fr", "L'accord a été signé le 8 septembre 2025.", "2025-09-08"),
        ("fr", "L'accord a été signé le 1er mars 2024.", "2024-03-01"),
        ("fr", "L'accord a été signé le 08/09/2025.", "2025-09-08"),
        ("fr", "Le centre a ouvert en mars 2019.", "2019-03"),
        ("fr", "Le centre a ouvert en 1987.", "1987"),
        ("fr", "Ils ont signé le 27 novembre.", "--11-27"),
    ],
)
def test_a_date_is_read_as_it_is_told(code, text, value):
    assert values(text, code) == [value]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("vi", "Hôm qua, hai bên ký kết.", "2025-05-20"),
        ("vi", "Sáng nay, hai bên ký kết.", "2025-05-21"),
        ("vi", "Ngày 19/5, hai bên ký kết.", "2025-05-19"),
        ("vi", "Ngày 28/11, hai bên ký kết.", "2024-11-28"),
        ("vi", "Năm ngoái, bệnh viện mở khoa.", "2024"),
        ("vi", "Sáng thứ Sáu tuần trước, hai bên ký kết.", "2025-05-16"),
        ("vi", "Lễ ký sẽ diễn ra thứ Sáu tuần này.", "2025-05-23"),
        ("vi", "Ba ngày trước, hai bên ký kết.", "2025-05-18"),
        ("vi", "Hai bên ký kết cách đây 4 tháng.", "2025-01"),
        ("vi", "Cách đây hai năm, hai bên ký kết.", "2023"),
        ("vi", "Mùa xuân năm ngoái, hai bên ký kết.", "2024"),
        ("ro", "Acordul a fost semnat ieri.", "2025-05-20"),
        ("ro", "Acordul a fost semnat marți.", "2025-05-20"),
        ("ro", "Acordul a fost semnat luna trecută.", "2025-04"),
        ("ro", "Acordul a fost semnat luni.", "2025-05-19"),
        ("ro", "Luni dimineață s-a semnat acordul, pentru șase luni.", "2025-05-19"),
        ("vi", "Hai bên ký cùng ngày 19/5.", "2025-05-19"),
        ("fr", "Le CHU annonce ce jour un accord.", "2025-05-21"),
        ("ro", "Spitalul a fost deschis anul trecut.", "2024"),
        ("ro", "Acordul a fost semnat acum doi ani.", "2023"),
        ("ro", "Acordul a fost semnat în urmă cu trei luni.", "2025-02"),
        ("ro", "Acordul a fost semnat săptămâna trecută.", "2025-05"),
        ("ro", "Acordul a fost semnat la sfârșitul lunii trecute.", "2025-04"),
        ("ro", "Acordul a fost semnat la începutul lunii februarie a anului trecut.", "2024-02"),
        ("ro", "Acordul a fost semnat în toamnă.", "2024"),
        ("ro", "Acordul va fi semnat în toamnă.", "2025"),
        ("ro", "Acordul va fi semnat la vară.", "2025"),
        ("ro", "Acordul va fi semnat până la sfârșitul lunii.", "2025-05"),
        ("en", "They signed yesterday.", "2025-05-20"),
        ("en", "They signed on Friday.", "2025-05-16"),
        ("en", "They signed last month.", "2025-04"),
        ("en", "They signed on 27 November.", "2024-11-27"),
        ("fr", "Ils ont signé hier.", "2025-05-20"),
        ("fr", "Ils ont signé l'an dernier.", "2024"),
        ("fr", "Ils ont signé le 27 novembre dernier.", "2024-11-27"),
    ],
)
def test_a_relative_date_needs_the_date_of_the_article(code, text, value):
    assert values(text, code, "2025-05-21") == [value]
    assert all(found.startswith("--") for found in values(text, code)), "no year without an anchor"


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize(
    "text",
    [
        *(
            "24/7",
            "24/24",
            "75%",
            "12,5%",
            "0912 345 678",
            "024.3869.3731",
            "+84 24 3869 3731",
            "1900 1234",
            "99/2024/X",
        ),
        *(
            "45.000",
            "1.234.567",
            "31/2/2024",
            "30.02.2023",
            "2024-13-01",
            "2024-02-30",
            "10:30",
            "3D",
            "B-12",
            "5/2019/5",
        ),
        *("2024-2027", "2022 - 2023", "2022–2025", "$2024", "2.000", "v1.2.3", "10.1.2.3", "(12)", "12/0", "0/0/0000"),
    ],
)
def test_numbers_that_are_no_dates(code, text):
    assert values(text, code) == []
    assert values(f"abc {text} xyz", code, "2024-06-01") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("vi", "Giai đoạn 2024-2027, bệnh viện phục vụ 24/7."),
        ("vi", "Khoảng 2/3 người bệnh, chiếm 75% số ca."),
        ("vi", "Quyết định số 12/2024 và phòng khám ở số 9/4 đường Láng."),
        ("vi", "Bệnh viện 19/8 và Bệnh viện 30/4 tiếp nhận 108 người."),
        ("vi", "Có 30 ngày để trả lời, trong 18 tháng đầu và 5 năm."),
        ("vi", "Hơn hai năm trước, khác ba năm trước đó, bệnh viện quá tải suốt tuần trước."),
        ("ro", "Programul 2024-2027 are 12 luni și 30 de zile."),
        ("ro", "Ordinul nr. 3/2024 privește 2/3 dintre pacienți."),
        ("en", "It may take 30 days, 18 months or 5 years; march on."),
        ("en", "About 2/3 of patients, 24/7, in the 2024-2027 plan."),
        ("fr", "Le plan 2024-2027 dure 30 jours, 18 mois ou 5 ans."),
    ],
)
def test_sentences_with_numbers_and_no_date(code, text):
    assert values(text, code, "2024-06-01") == []


def test_a_numeric_date_in_either_order_keeps_its_year_only():
    assert values("They signed on 11/12/2024.", "en") == ["2024"]
    assert values("They signed on 11/25/2024.", "en") == ["2024-11-25"]
    assert values("They signed on 25/11/2024.", "en") == ["2024-11-25"]
    assert values("Ils ont signé le 11/12/2024.", "fr") == ["2024-12-11"]


def test_several_days_keep_their_month():
    assert values("Hội nghị diễn ra ngày 12 và 13/5/2024.", "vi") == ["2024-05"]
    assert values("Conferința are loc în 12-13 mai 2024.", "ro") == ["2024-05"]


def test_the_same_day_repeats_the_date_before():
    text = "Ngày 8/9/2025, hai bên gặp nhau. Cùng ngày, bệnh viện mở khoa."
    assert values(text, "vi") == ["2025-09-08", "2025-09-08"]
    assert values("Cùng ngày, bệnh viện mở khoa.", "vi") == []


def test_a_published_year_or_month_allows_what_it_can():
    assert values("They signed yesterday.", "en", "2025") == []
    assert values("They signed last month.", "en", "2025-05") == ["2025-04"]
    assert values("They signed on 27 November.", "en", "2025-05") == ["2024-11-27"]


@pytest.mark.parametrize(
    "published", ["", "soon", "2025-13-40", "0000", "0001-01-01", "9999-12-31", "25-05-21", "2025-5-1"]
)
def test_an_unusable_publication_date_is_none(published):
    assert values("They signed yesterday.", "en", published) == []


def test_a_dateline_is_the_anchor_and_no_date_of_the_story():
    text = "HANOI, Vietnam, November 29, 2024 -- The hospital yesterday signed an agreement."
    assert dateline(text, language("en")) == "2024-11-29"
    assert values(text, "en") == ["2024-11-28"]
    assert dateline("The hospital signed on November 29, 2024.", language("en")) is None
    assert dateline("Two hospitals, to be joined by May 6, 2025\nX", language("en")) is None


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("They signed on Thursday a deal that will train nurses.", "en", "2025-02-27"),
        ("Le CHU a lancé jeudi le programme, qui doit durer trois ans.", "fr", "2025-02-27"),
        ("Spitalul a semnat joi un acord care va fi aplicat din mai.", "ro", "2025-02-27"),
        ("Rezidenții vor veni la spital, în baza unui acord semnat joi.", "ro", "2025-02-27"),
        ("Chiều thứ Năm, hai bên ký kết, theo đó bệnh viện sẽ nhận máy.", "vi", "2025-02-27"),
    ],
)
def test_the_future_of_a_clause_behind_the_day_is_not_that_of_the_day(text: str, code: str, value: str) -> None:
    assert value in values(text, code, "2025-02-28")


@pytest.mark.parametrize("text", ["They will sign the deal on Thursday.", "On Thursday they will sign the deal."])
def test_a_weekday_to_come_is_no_date(text: str) -> None:
    assert values(text, "en", "2025-02-28") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PRESS RELEASE - embargoed until 00.01, Tuesday 6 May 2025\n\nX", "en"),
        ("Media release | 6 May 2025\n\nX", "en"),
        ("Paris, le 6 mai 2025 - Le CHU", "fr"),
        ("Comunicat de presă, Cluj-Napoca, 6 mai 2025\nX", "ro"),
        ("Data: 06.05.2025\nX", "ro"),
        ("Thông cáo báo chí - 6/5/2025\nX", "vi"),
        ("Bản tin\n(phát hành thứ Ba 6/5/2025)\nX", "vi"),
        ("Titlu\nScris de: Ana Dobre | 6 mai 2025, 14:32\nX", "ro"),
        ("Chișinău, 6 mai 2025. Două spitale", "ro"),
        ("Lyon (France) et Liège (Belgique), le 6 mai 2025 – 7h30 – X", "fr"),
        ("Lyon, Liège, le 6 mai 2025, 17 h 45 – X est une société", "fr"),
        ("GALWAY, Ireland and OSLO, Norway, May 6, 2025 (Wirefeed) -- X", "en"),
    ],
)
def test_a_release_states_its_day(text: str, code: str) -> None:
    assert dateline(text, language(code)) == "2025-05-06"


def test_a_future_day_that_lies_far_back_keeps_no_year():
    assert values("They will sign on 27 November.", "en", "2025-12-01") == ["2025-11-27"]
    assert values("They will sign on 2 April.", "en", "2025-12-01") == ["--04-02"]


@given(DAYS, st.sampled_from(languages()))
def test_a_written_day_comes_back(day, code):
    lang = language(code)
    year = f"năm {day.year}" if code == "vi" else day.year
    text = f"(A) {day.day} {month_name(lang, day.month)} {year}."
    found = find_dates(text, lang, None)
    assert [(d.value, d.precision) for d in found] == [(day.isoformat(), "day")]
    assert str(day.day) in text[found[0].start : found[0].end]


@given(DAYS, st.sampled_from(languages()))
def test_an_iso_day_comes_back(day, code):
    assert values(f"X {day.isoformat()} x", code) == [day.isoformat()]


@given(DAYS, st.sampled_from(["vi", "ro", "fr"]))
def test_a_numeric_day_comes_back(day, code):
    assert values(f"X {day.day}/{day.month}/{day.year} x", code) == [day.isoformat()]


@given(DAYS, st.integers(-300, 60))
def test_the_year_of_a_day_is_the_nearest_to_the_anchor(published, distance):
    day = published + timedelta(distance)
    lang = language("ro")
    told = values(f"Au semnat pe {day.day} {month_name(lang, day.month)}.", "ro", published.isoformat())
    assert told == [day.isoformat()]


def pieces(code: str) -> st.SearchStrategy[str]:
    """Texts of the words, signs and numbers that dates of a language are made of, in any order."""
    data = language(code).section("dates")
    words = [*data["before"], *data["days"], *data["alone"], *data["same_day"], *data["future"]]
    words += [name for group in (*data["months"], *data["weekdays"]) for name in group]
    numbers = st.integers(0, 2100).map(str) | st.integers(0, 40).map(str)
    signs = st.sampled_from([" ", "/", "-", ".", ", ", "\n", "_", "%", " - ", " (", ") ", "–", " năm ", " tháng "])
    return st.lists(st.sampled_from(words) | numbers | signs, max_size=30).map("".join)


@given(
    st.data(), st.sampled_from(languages()), st.none() | DAYS.map(date.isoformat) | st.sampled_from(["2024-02", "2023"])
)
def test_every_value_is_a_possible_partial_date_where_the_text_has_it(data, code, published):
    text = data.draw(pieces(code) | st.text(max_size=80))
    end = 0
    for found in find_dates(text, language(code), published):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert PARTIAL.fullmatch(found.value)
        full = found.value.replace("--", "2000-", 1) if found.value.startswith("--") else found.value
        numbers = [int(part) for part in full.split("-")]
        date(*[*numbers, 1, 1][:3])
        wanted = {1: "year", 2: "month", 3: "day"}[len(numbers)]
        assert found.precision == wanted


@pytest.mark.parametrize(
    ("code", "line", "day"),
    [
        ("en", "Posted on 18 September 2024 | 3 min read | Share", "2024-09-18"),
        ("en", "Edition Leeds | Tuesday 3 December 2024 | page 7 | Health", "2024-12-03"),
        ("en", "Home · News · Elm signs with Oak on 3 May 2024 · Contact", None),
        ("fr", "Entrevue | 4 mars 2025 | Propos recueillis par Paul Petit", "2025-03-04"),
        ("ro", "Publicat: 12.03.2025, 10:22 | Autor: Ana Pop", "2025-03-12"),
        ("vi", "Thứ hai, 12/05/2025 08:30 GMT+7 | Chia sẻ", "2025-05-12"),
    ],
)
def test_each_part_of_a_line_of_dates_and_links_speaks_for_itself(code: str, line: str, day: str | None) -> None:
    assert dateline(f"{line}\n\nX.", language(code)) == day
