"""What a rule reads, it reads behind a time, a bracket or an aside too; put in doubt, it is not stated.

The examples of the rules are reworded by the sentences below. A handful each rightly changes its meaning, or loses
what only stood beside it: the shares are floors and ceilings, and hold for every language.
"""

from collections.abc import Callable, Iterator

import pytest

from kg.model import Entity
from loaders.rules.ruleset import Rule
from tests.loaders.test_rules import RULES, read, said

SAME = 0.98
"""Of the examples that must say the same behind an addition that changes nothing."""
FRONTED = 0.93
"""... behind a time, which some examples have already."""
ASIDE = 0.85
"""... with an aside behind the subject."""
DOUBTED = 0.02
"""Of the examples that may still say something in doubt: what is told in an aside is not what is doubted."""

FRONT = {
    "en": "On 3 March 2025, {}.",
    "fr": "Le 3 mars 2025, {}.",
    "ro": "Pe 3 martie 2025, {}.",
    "vi": "Ngày 3/3/2025, {}.",
}
BEHIND = {
    "en": "{}, the daily reported.",
    "fr": "{}, rapporte le quotidien.",
    "ro": "{}, scrie ziarul.",
    "vi": "{}, báo chí đưa tin.",
}
ASIDES = {
    "en": ", which has 300 beds,",
    "fr": ", qui compte 300 personnes,",
    "ro": ", care are 300 de angajați,",
    "vi": ", với 300 nhân viên,",
}
DOUBTS = {
    "en": [
        "It is not true that {}.",
        "The ministry denied that {}.",
        "It is unclear whether {}.",
        "Is it true that {}?",
    ],
    "fr": ["Il est faux que {}.", "Le ministère a démenti que {}.", "Est-il vrai que {} ?"],
    "ro": ["Nu este adevărat că {}.", "Ministerul a dezmințit că {}.", "Nu se știe dacă {}.", "Este adevărat că {}?"],
    "vi": ["Không có chuyện {}.", "Bộ Y tế bác bỏ thông tin {}.", "Có phải {} không?"],
}
# What an aside tells is so, whatever is denied of whom it is told.
_BY_THE_WAY = ("LOCATED_IN", "HOLDS_ROLE", "PART_OF", "SPECIALISES_IN", "SUCCEEDS", "FOUNDED_BY", "LAUNCHED")


def sentences(code: str) -> Iterator[tuple[Rule, str, list[str], int, int, Entity]]:
    """The rules whose example is one plain sentence: what it says, and its first name."""
    for language, rule in RULES:
        text = rule.example.strip()
        if language != code or not rule.cues or not text.endswith(".") or any(c in text[:-1] for c in ".:?!;\n"):
            continue
        if text[0] in '„«"“':
            continue
        reading = read(code, text)
        told = sorted(set(rule.expect) & said(reading))
        names = [(text.find(name), name, e) for e in reading.entities for name in {e.name, *(n for _, n in e.names)}]
        names = [(at, name, e) for at, name, e in names if at >= 0]
        if told and names:
            at, name, entity = min(names, key=lambda n: (n[0], -len(n[1])))
            yield rule, text.removesuffix("."), told, at, at + len(name), entity


def share(code: str, word: Callable[[str, int, int, Entity], str | None], least: float) -> list[str]:
    """The rewordings of which something is lost, where more of them are than may be."""
    made, lost = 0, []
    for _, text, told, first, last, entity in sentences(code):
        reworded = word(text, first, last, entity)
        if reworded is None:
            continue
        made += 1
        if not set(told) <= said(read(code, reworded)):
            lost.append(reworded)
    assert made > 50
    return [] if len(lost) <= (1 - least) * made else lost


def _small(text: str, first: int) -> str:
    return text if first == 0 else text[0].lower() + text[1:]


@pytest.mark.parametrize("code", FRONT)
def test_a_time_before_it_changes_nothing(code: str) -> None:
    assert share(code, lambda text, first, last, entity: FRONT[code].format(_small(text, first)), FRONTED) == []


@pytest.mark.parametrize("code", BEHIND)
def test_whoever_reports_it_behind_it_changes_nothing(code: str) -> None:
    assert share(code, lambda text, first, last, entity: BEHIND[code].format(text), SAME) == []


@pytest.mark.parametrize("code", ASIDES)
def test_a_subject_keeps_its_verb_behind_an_aside_and_a_bracket(code: str) -> None:
    def acts(text: str, first: int, last: int, entity: Entity) -> bool:
        institution = entity.type not in ("Person", "Place", "Programme")
        return first < 9 and institution and text[last : last + 1] == " " and text[last + 1 : last + 2].islower()

    def aside(text: str, first: int, last: int, entity: Entity) -> str | None:
        return f"{text[:last]}{ASIDES[code]}{text[last:]}." if acts(text, first, last, entity) else None

    def bracket(text: str, first: int, last: int, entity: Entity) -> str | None:
        return f"{text[:last]} (XKQ){text[last:]}." if acts(text, first, last, entity) else None

    assert share(code, aside, ASIDE) == []
    assert share(code, bracket, SAME) == []


@pytest.mark.parametrize(("code", "doubt"), [(code, doubt) for code, doubts in DOUBTS.items() for doubt in doubts])
def test_what_is_denied_or_asked_is_not_stated(code: str, doubt: str) -> None:
    made, stated = 0, []
    for _, text, told, first, _, _ in sentences(code):
        sure = [t for t in told if not any(p in t.split() for p in _BY_THE_WAY)]
        if not sure:
            continue
        made += 1
        if not set(sure).isdisjoint(said(read(code, doubt.format(_small(text, first))))):
            stated.append(doubt.format(_small(text, first)))
    assert made > 50
    assert len(stated) <= DOUBTED * made, stated
