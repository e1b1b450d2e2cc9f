"""The name of an institution cut into what it says: what kind of thing, which one, where, and its own name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from kg.ids import FORMS, fold
from schemas.gazetteer import by_id, entries
from schemas.identity import rules
from schemas.terms import Terms, terms

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
# A place of one word so short is also another word ("Mỹ", "my"): it counts only as it is written, standing alone.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What a name says. ``heads``, ``kinds``, ``lesser`` are codes of ``schemas.terms``; ``places`` are gazetteer ids,
    or ``?name`` where several places are called so, in their order; ``own`` the name's own words and numbers.
    """

    heads: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    lesser: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def specific(self) -> bool:
        """Whether there is more to it than common words: "Ministry of Health" could be any country's."""
        return bool(self.own or self.places)


@lru_cache(maxsize=FORMS)
def read(name: str, language: str) -> Words:
    """Read a name of an article in a language; a name in another of our languages is seen by its head noun.

    >>> read("Bệnh viện Đa khoa Quốc tế Hải Phòng", "vi") == read("Hai Phong International General Hospital", "en")
    True
    """
    written, folded = cut(name)
    others = (code for code in ("en", "fr", "ro", "vi") if code != language)
    first = _read(written, folded, language)
    if first.heads:
        return first
    return next((found for code in others if (found := _read(written, folded, code)).heads), first)


def cut(name: str) -> tuple[list[str], list[str]]:
    """The words of a name in small letters, and the same without their marks."""
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFC", name).casefold().replace("_", " "))
    written = _WORD.findall(text)
    return written, [fold(word) for word in written]


def openings(words: Words) -> frozenset[str]:
    """Folded words of which a name that says the same must have one.

    >>> openings(read("Bệnh viện Bạch Mai", "vi"))
    frozenset({'bach'})
    """
    if words.own:
        return frozenset((words.own[0].partition(" ")[0],))
    return _openings().get(words.places[0], frozenset()) if words.places else frozenset()


@cache
def _openings() -> Mapping[str, frozenset[str]]:
    """The first folded words of the names of each place."""
    found: dict[str, set[str]] = defaultdict(set)
    for names in _places():
        for name, key in names.items():
            found[key].add(fold(name).partition(" ")[0])
    return MappingProxyType({key: frozenset(words) for key, words in found.items()})


def _read(written: list[str], folded: list[str], language: str) -> Words:
    known = terms(language)
    found: dict[str, list[str]] = defaultdict(list)
    places: list[str] = []
    own: list[list[str]] = []
    at, open_run = 0, False
    while at < len(folded):
        if place := _place(written, folded, at, known):
            at, key = place
            places.append(key)
            open_run = False
        elif folded[at].isdigit():
            own.append([folded[at]])
            at, open_run = at + 1, False
        elif hit := _term(known, folded, at, language, own=bool(own), headed=bool(found["head"])):
            at, codes = hit
            for code in codes:
                found[known.roles[code]].append(code)
            open_run = open_run and all(known.roles[code] == "drop" for code in codes)
        else:
            if not open_run:
                own.append([])
            own[-1].append(folded[at])
            at, open_run = at + 1, True
    return _made(found, places, own)


def _made(found: Mapping[str, list[str]], places: list[str], own: list[list[str]]) -> Words:
    heads, lesser = set(found["head"]), set(found["lesser"])
    if {"hospital", "university"} <= heads:  # a university's hospital, however it is put
        heads.remove("university")
        lesser.add("university-adj")
    if "company" in heads and len(heads) > 1 and "bank" in heads:
        heads.remove("company")
    return Words(
        frozenset(heads),
        frozenset(found["kind"]),
        frozenset(lesser),
        frozenset(found["weak"]),
        tuple(dict.fromkeys(places)),
        tuple(sorted(" ".join(run) for run in own)),
    )


def _term(
    known: Terms, folded: list[str], at: int, language: str, *, own: bool, headed: bool
) -> tuple[int, tuple[str, ...]] | None:
    """The term that begins at a word, if it is one here: it is not where a head noun or a proper name goes before."""
    hit = known.at(folded, at)
    if hit is None:
        return None
    end, codes = hit
    role = known.roles[codes[0]]
    if role == "number":
        return hit if end < len(folded) and folded[end].isdigit() else None
    if language not in rules().head_first:
        return hit
    if codes[0] in rules().before_place and len(folded[at]) <= _SHORT:
        ends = end == len(folded) and not own
        beside = end < len(folded) and (_is_place(folded, end) or known.at(folded, end) is not None)
        return hit if ends or beside else None
    if role in ("weak", "drop"):
        return hit
    if role == "head" and headed and codes[0] not in rules().second:
        return None if own else (end, ())
    # A single word behind the name's own words is one of them: "Lê Hồng Phong".
    single = own and end == at + 1 and (role == "head" or len(folded[at]) <= _SHORT)
    return None if single and codes[0] not in rules().national else hit


def _is_place(folded: list[str], at: int) -> bool:
    """Whether a place is named from a word on, a short one too."""
    long, _ = _places()
    sizes = range(1, min(_sizes().get(folded[at], 0), len(folded) - at) + 1)
    return any(" ".join(folded[at : at + size]) in long for size in sizes) or folded[at] in _folded_shorts()


@cache
def _folded_shorts() -> frozenset[str]:
    return frozenset(fold(word) for word in _places()[1])


def _place(written: list[str], folded: list[str], at: int, known: Terms) -> tuple[int, str] | None:
    names, shorts = _places()
    for size in range(min(_sizes().get(folded[at], 0), len(folded) - at), 0, -1):
        key = names.get(" ".join(folded[at : at + size]))
        if key is not None:
            return at + size, key
    key = shorts.get(written[at])
    beside = (near for near in (at - 1, at + 1) if 0 <= near < len(folded))
    if key and all(_common(folded, near, known) for near in beside):
        return at + 1, key
    return None


def _common(folded: list[str], at: int, known: Terms) -> bool:
    """Whether a word is no name's own: a number, a place or a term."""
    return folded[at].isdigit() or folded[at] in _places()[0] or known.at(folded, at) is not None


@cache
def _sizes() -> Mapping[str, int]:
    """How many words the longest place has that begins with a word."""
    found: dict[str, int] = {}
    for name in _places()[0]:
        first, *rest = name.split()
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return MappingProxyType(found)


@cache
def _places() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Places by folded name; those of one short word by the name as written, in lower case."""
    long: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for entry in entries():
        if entry.type != "Place":
            continue
        for name in (*(name for _, name in entry.names), *entry.abbreviations):
            words = _WORD.findall(unicodedata.normalize("NFC", name).casefold())
            folded = " ".join(fold(word) for word in words)
            if len(words) == 1 and len(folded) <= _SHORT:
                short.setdefault(words[0], set()).add(entry.id)
            elif words:
                long.setdefault(folded, set()).add(entry.id)
    for word, code in rules().peoples.items():
        long.setdefault(fold(word), set()).add(code)
    return _single(long), _single(short)


def _single(found: Mapping[str, set[str]]) -> Mapping[str, str]:
    """Of places with one name, the one that the others lie in or a country; ``?name`` where that leaves several."""
    chosen = {}
    for name, keys in found.items():
        outer = {key for key in keys if not keys & set(_inside(key))}
        chosen[name] = next(iter(outer)) if len(outer) == 1 else f"?{name}"
    return MappingProxyType(chosen)


def _inside(key: str) -> list[str]:
    """The ids of all places that a place lies in, the nearest first."""
    found: list[str] = []
    parent = by_id()[key].parent if key in by_id() else None
    while parent is not None and parent not in found:
        found.append(parent)
        parent = by_id()[parent].parent
    return found
