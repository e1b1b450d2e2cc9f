"""Names of institutions made up in four languages: pairs that mean one thing, and pairs that only look like it.

The words are the generator's own. Proper names are invented; places are real, since they are translated too.
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Head noun and how the name is put together: {n} name, {k} kind, {p} place.
HEADS = {
    "Hospital": {
        "vi": "Bệnh viện {k} {n} {p}",
        "ro": "Spitalul {k} {n} {p}",
        "en": "{n} {k} Hospital {p}",
        "fr": "Hôpital {k} {n} {p}",
    },
    "University": {
        "vi": "Trường Đại học {k} {n} {p}",
        "ro": "Universitatea {k} {n} {p}",
        "en": "{n} {k} University {p}",
        "fr": "Université {k} {n} {p}",
    },
    "ResearchInstitute": {
        "vi": "Viện {k} {n} {p}",
        "ro": "Institutul {k} {n} {p}",
        "en": "{n} {k} Institute {p}",
        "fr": "Institut {k} {n} {p}",
    },
    "HealthCentre": {
        "vi": "Trung tâm Y tế {k} {n} {p}",
        "ro": "Centrul Medical {k} {n} {p}",
        "en": "{n} {k} Medical Center {p}",
        "fr": "Centre médical {k} {n} {p}",
    },
}
KINDS = [
    {"vi": "Nhi", "ro": "de Copii", "en": "Children's", "fr": "pédiatrique"},
    {"vi": "Mắt", "ro": "de Oftalmologie", "en": "Eye", "fr": "ophtalmologique"},
    {"vi": "Ung bướu", "ro": "Oncologic", "en": "Oncology", "fr": "d'oncologie"},
    {
        "vi": "Phụ sản",
        "ro": "de Obstetrică-Ginecologie",
        "en": "Obstetrics and Gynecology",
        "fr": "de gynécologie-obstétrique",
    },
    {"vi": "Tim mạch", "ro": "de Boli Cardiovasculare", "en": "Cardiovascular", "fr": "de cardiologie"},
    {"vi": "Quân y", "ro": "Militar", "en": "Military", "fr": "militaire"},
    {"vi": "Tâm thần", "ro": "de Psihiatrie", "en": "Psychiatric", "fr": "psychiatrique"},
    {"vi": "Phục hồi chức năng", "ro": "de Recuperare", "en": "Rehabilitation", "fr": "de réadaptation"},
    {"vi": "Da liễu", "ro": "de Dermatologie", "en": "Dermatology", "fr": "de dermatologie"},
    {"vi": "Bệnh Nhiệt đới", "ro": "de Boli Tropicale", "en": "Tropical Diseases", "fr": "des maladies tropicales"},
    {"vi": "Nội tiết", "ro": "de Endocrinologie", "en": "Endocrinology", "fr": "d'endocrinologie"},
    {"vi": "Lão khoa", "ro": "de Geriatrie", "en": "Geriatric", "fr": "gériatrique"},
]
WEAK = [
    {"vi": "Đa khoa", "ro": "General", "en": "General", "fr": "général"},
    {"vi": "Quốc tế", "ro": "Internațional", "en": "International", "fr": "international"},
    {
        "vi": "Đa khoa Quốc tế",
        "ro": "General Internațional",
        "en": "International General",
        "fr": "général international",
    },
    {"vi": "Hữu nghị", "ro": "de Prietenie", "en": "Friendship", "fr": "de l'amitié"},
]
PLACES = [
    ("Lào Cai", "Lao Cai"),
    ("Nghệ An", "Nghe An"),
    ("Bắc Giang", "Bac Giang"),
    ("Bắc Ninh", "Bac Ninh"),
    ("Cà Mau", "Ca Mau"),
    ("Hà Giang", "Ha Giang"),
    ("Hà Tĩnh", "Ha Tinh"),
    ("Quảng Nam", "Quang Nam"),
    ("Quảng Ngãi", "Quang Ngai"),
    ("Thái Bình", "Thai Binh"),
    ("Thái Nguyên", "Thai Nguyen"),
    ("Tuyên Quang", "Tuyen Quang"),
    ("Vĩnh Long", "Vinh Long"),
    ("Vĩnh Phúc", "Vinh Phuc"),
    ("Sơn La", "Son La"),
    ("Hòa Bình", "Hoa Binh"),
]
SYLLABLES = [
    *("Tuệ", "Khánh", "Lộc", "Thiện", "Dũng", "Hạnh", "Ngân", "Thảo", "Vượng", "Tường", "Quế", "Diệp", "Xuyến", "Trúc"),
    *("Lãm", "Hoạt", "Nhã", "Phượng", "Uyển", "Bửu", "Giác", "Sâm", "Tịnh", "Hậu", "Mẫn", "Nguyệt", "Oanh", "Thư"),
]
FOREIGN = [
    *("Valmorin", "Brestov", "Aldenham", "Corvelle", "Tamsweg", "Ostrander", "Lindqvara", "Marzello", "Fenwright"),
    *("Dobrescu-Vale", "Kestrelby", "Montavar", "Silvarena", "Haldane-Orr", "Pereguin", "Zornitsa"),
]
SHORT = {"vi": {"Bệnh viện": "BV", "Trường Đại học": "ĐH", "Trung tâm Y tế": "TTYT", "Bệnh viện Đa khoa": "BVĐK"}}
LANGUAGES = ("vi", "ro", "en", "fr")


@dataclass(frozen=True, slots=True)
class Made:
    """A thing to be named: its type, its proper name (with digits or a letter), its kind, its weak words, its place."""

    type: str
    name: str
    kind: dict[str, str] | None = None
    weak: dict[str, str] | None = None
    place: tuple[str, str] | None = None

    def called(self, language: str) -> str:
        """Its full name in a language."""
        words = " ".join(part[language] for part in (self.weak, self.kind) if part)
        place = "" if self.place is None else self.place[0] if language == "vi" else self.place[1]
        name = self.name if language == "vi" else plain(self.name)
        return " ".join(HEADS[self.type][language].format(k=words, n=name, p=place).split())


Pair = tuple[str, tuple[str, str, str], tuple[str, str, str]]
"""How the pair was made, and (name, language, type) of each."""


def plain(text: str) -> str:
    """A text without diacritics."""
    flat = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _proper(lot: random.Random) -> str:
    return lot.choice(FOREIGN) if lot.random() < 0.4 else " ".join(lot.sample(SYLLABLES, 2))


def _thing(lot: random.Random) -> Made:
    kind = lot.choice(KINDS) if lot.random() < 0.5 else None
    place = lot.choice(PLACES) if lot.random() < 0.3 else None
    return Made(lot.choice(list(HEADS)), _proper(lot), kind, None, place)


def _told(made: Made, language: str, name: str | None = None) -> tuple[str, str, str]:
    return made.called(language) if name is None else name, language, made.type


def same_pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """Pairs of names of one thing."""
    lot = random.Random(seed)
    for number in range(count):
        made = _thing(lot)
        if number % 5 == 0:
            one, other = lot.sample(LANGUAGES, 2)
            yield "translated", _told(made, one), _told(made, other)
        elif number % 5 == 1:
            made = Made(lot.choice(["Hospital", "University", "HealthCentre"]), made.name, made.kind, None, made.place)
            full = made.called("vi")
            head = max((head for head in SHORT["vi"] if full.startswith(head)), key=len)
            yield "abbreviated", _told(made, "vi"), _told(made, "vi", full.replace(head, SHORT["vi"][head], 1))
        elif number % 5 == 2:
            yield "diacritics dropped", _told(made, "vi"), _told(made, "vi", plain(made.called("vi")))
        elif number % 5 == 3:
            yield "underscores", _told(made, "vi"), _told(made, "vi", made.called("vi").replace(" ", "_", 2))
        else:
            weak = Made(made.type, made.name, made.kind, lot.choice(WEAK), made.place)
            one, other = lot.choice(LANGUAGES), lot.choice(LANGUAGES)
            yield "weak word left out", _told(weak, one), _told(made, other)


def hard_pairs(count: int, seed: int = 2) -> Iterator[Pair]:
    """Pairs of names of two things that differ in little."""
    lot = random.Random(seed)
    makers: list[Callable[[Made], tuple[str, Made, Made]]] = [
        lambda made: _numbers(lot, made),
        lambda made: _letters(lot, made),
        lambda made: _kinds(lot, made),
        lambda made: _provinces(lot, made),
        lambda made: ("hospital and university", _of(made, "Hospital"), _of(made, "University")),
        lambda made: ("order of syllables", _of(made, made.type), _swapped(lot, made)),
    ]
    for number in range(count):
        how, one, other = makers[number % len(makers)](_thing(lot))
        yield how, _told(one, lot.choice(LANGUAGES)), _told(other, lot.choice(LANGUAGES))


def _of(made: Made, kind: str) -> Made:
    return Made(kind, made.name, made.kind, made.weak, made.place)


def _numbers(lot: random.Random, made: Made) -> tuple[str, Made, Made]:
    one, other = lot.sample(range(1, 200), 2)
    return "number", *(Made(made.type, str(number), made.kind, None, made.place) for number in (one, other))  # type: ignore[return-value]


def _letters(lot: random.Random, made: Made) -> tuple[str, Made, Made]:
    one, other = lot.sample("BCEGHKNQRSXZ", 2)
    return "letter", *(Made("Hospital", letter, made.kind, None, made.place) for letter in (one, other))  # type: ignore[return-value]


def _kinds(lot: random.Random, made: Made) -> tuple[str, Made, Made]:
    one, other = lot.sample([*KINDS, None], 2)
    return "kind", *(Made(made.type, made.name, kind, None, made.place) for kind in (one, other))  # type: ignore[return-value]


def _provinces(lot: random.Random, made: Made) -> tuple[str, Made, Made]:
    name = made.name if lot.random() < 0.5 else ""
    one, other = lot.sample(PLACES, 2)
    weak = lot.choice([None, *WEAK])
    return "province", *(Made(made.type, name, made.kind, weak, place) for place in (one, other))  # type: ignore[return-value]


def _swapped(lot: random.Random, made: Made) -> Made:
    words = made.name.split()
    name = " ".join(reversed(words)) if len(words) == 2 else f"{made.name} {lot.choice(FOREIGN)}"
    return Made(made.type, name, made.kind, made.weak, made.place)
