"""The frames of a language: words of signing, agreeing and cooperating by what they mean, as its file lists them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.errors import DataError
from loaders.deals.tokens import Small
from loaders.rules.ruleset import Rule, Yield, rules
from loaders.text.document import lower_of, words_of
from schemas.languages import language

_SIDES = (Yield("A", "PARTNERS_WITH", "B"),)
_ALL = (Yield("A", "PARTNERS_WITH", "A"),)
_SIGNED = (Yield("P", "SIGNED", "O"),)
_PARTAKE = (Yield("A", "PARTICIPATES_IN", "G"),)
_ORGS = {"A": "org+", "B": "org+"}
_SMALL = (
    "with",
    "between",
    "by",
    "for",
    "of",
    "site",
    "prep",
    "out",
    "det",
    "rep",
    "each",
    "and",
    "like",
    "poss",
    "that",
    "is",
    "acts",
)
KINDS = ("union", "sign", "ally", "work", "pact", "tie", "plan", "joint", "mate", "pen")


@dataclass(frozen=True, slots=True)
class Frame:
    """What some words say of those around them.

    ``kind`` is one of: sign (to conclude a deal), ally (to become partners), work (to do something together), pact
    (a deal), tie (cooperation), plan (what is done together only if it says with whom), joint (to begin something,
    together if there are several subjects), union (a body of partners), mate (partner of), pen (signature, signatory).
    Words of one that is ``of_deal`` only count before a word for a deal: "renewed for four years their agreement".
    """

    rule: Rule
    kind: str
    sides: Rule
    all: Rule
    both: Rule
    pair: Rule
    signed: Rule
    partake: Rule
    of_deal: bool = False


@dataclass(frozen=True, slots=True)
class FrameSet:
    """The frames of a language, its small words by their first word, what is signed and is no deal, nouns of
    others who are not named and of those who lead both parties, and a word that leads from a part to its whole.

    ``agents`` are words between what was done and who did it, ``along`` those before whom somebody has with them;
    where the sentence has a phrase of ``attends``, these only were there too; behind a list followed by one of
    ``apiece``, each does it alone. ``passive`` stands between what is signed and "signed"; words of ``unsaid`` may
    stand before a deal that is told without a subject, ``bridging`` mean the deal under which the sentence before says
    that something is done, if it has none of ``against``.
    """

    frames: tuple[Frame, ...]
    small: Small
    void: frozenset[str]
    others: frozenset[str]
    leaders: frozenset[str]
    of: str
    agents: frozenset[str]
    along: frozenset[str]
    passive: frozenset[str]
    attends: frozenset[str]
    apiece: frozenset[str]
    unsaid: frozenset[str]
    bridging: frozenset[str]
    against: frozenset[str]


@cache
def frameset(code: str) -> FrameSet:
    """The frames of a language; DataError names the one that is wrong."""
    lang = language(code)
    section = lang.section("deals")
    small: dict[str, list[tuple[list[str], str]]] = {}
    for kind in _SMALL:
        for phrase in section.get(kind, []):
            words = [lower_of(w) for w in words_of(phrase)]
            small.setdefault(words[0], []).append((words, kind))
    for options in small.values():
        options.sort(key=lambda option: -len(option[0]))
    found = tuple(_frame(code, row) for row in lang.data.get("frames", []))
    of = next(w[0] for options in small.values() for w, kind in options if kind == "of" and len(w) == 1)
    void, others, leaders = (frozenset(section.get(key, [])) for key in ("void", "others", "leaders"))
    keys = ("by", "with", "passive", "attends", "apiece", "unsaid", "bridging", "against")
    return FrameSet(found, small, void, others, leaders, of, *(frozenset(section.get(key, [])) for key in keys))


def rule_ids(code: str) -> list[str]:
    """What the statements of a language may be read by: the ids of its rules and of its frames.

    >>> "en.deal.sign" in rule_ids("en")
    True
    """
    return [rule.id for rule in rules(code).rules] + [frame.rule.id for frame in frameset(code).frames]


def _frame(code: str, row: Mapping[str, object]) -> Frame:
    where = f"languages/{code}.toml, frame {row.get('id')!r}"
    kind, expect = row.get("kind"), row.get("expect")
    if kind not in KINDS or not isinstance(expect, list) or not isinstance(row.get("example"), str):
        raise DataError(f"{where}: expected a kind of {', '.join(KINDS)}, an example and a list of what it says")
    rule = Rule(
        id=str(row["id"]), expression="", yields=_SIDES, slots=_ORGS, literals=(), needs=(), mentions=0,
        brackets=False, roles=False, agreement=bool(row.get("agreement", False)),
        status=str(row["status"]) if "status" in row else None, cues=True,
        example=str(row["example"]),
        expect=tuple(str(e) for e in expect),
        loose=kind in ("joint", "plan", "union"),
    )  # fmt: skip
    return Frame(
        rule, kind, rule, replace(rule, yields=_ALL), replace(rule, yields=_ALL + _SIDES),
        replace(rule, yields=_ALL, slots={"A": "pair"}),
        replace(rule, yields=_SIGNED, slots={"P": "person", "O": "org"}, agreement=False),
        replace(rule, yields=_PARTAKE, slots={"A": "org+", "G": "programme"}, agreement=False),
        bool(row.get("of_deal", False)),
    )  # fmt: skip
