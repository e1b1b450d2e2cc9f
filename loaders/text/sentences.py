"""Where the sentences of an article begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from loaders.text.cleaning import CleanText
from schemas.languages import Language

READ = frozenset(("title", "body", "list", "caption"))
"""Kinds of blocks that belong to the article."""
_STOPS = ".!?…"
_CLOSERS = "”\"’'»)]"
_OPENERS = "\"'“„‘«([–—- "
_WORD_BEFORE = regex.compile(r"[\w.&-]+$")
# Longer than any abbreviation.
_LONGEST_WORD = 24


@dataclass(frozen=True, slots=True, eq=False)
class _Abbreviations:
    """What the language says about full stops that end no sentence. Entries stand without their last stop."""

    never_end: frozenset[str]
    end_before_capital: frozenset[str]
    before_letter: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]


def sentences(clean: CleanText, language: Language) -> list[tuple[int, int]]:
    """Spans in ``clean.text`` of the sentences of its title, body, list and caption blocks, in order.

    >>> from loaders.text.cleaning import clean
    >>> from schemas.languages import language
    >>> vi = language("vi")
    >>> found = clean("Ngày 25.9, TP. Huế có 1.000 ca... như sốt. Ông J. Smith vui.", vi)
    >>> [found.text[a:b] for a, b in sentences(found, vi)]
    ['Ngày 25.9, TP. Huế có 1.000 ca... như sốt.', 'Ông J. Smith vui.']
    """
    abbreviations = _abbreviations(language)
    text, found = clean.text, []
    stops = _stops(text)
    at = 0
    for block in clean.blocks:
        if block.kind not in READ:
            continue
        start = block.start
        while at < len(stops) and stops[at] < start:
            at += 1
        while at < len(stops) and stops[at] < block.end:
            end, following = _after(text, stops[at], block.end)
            if following < block.end and _ends(text, start, stops[at], end, following, abbreviations):
                found.append((start, end))
                start = end + (text[end] == " ")
            at += 1
        if start < block.end:
            found.append((start, block.end))
    return found


def _stops(text: str) -> list[int]:
    """Where the stops are. ``str.find`` is several times as fast as a regular expression here."""
    found: list[int] = []
    for stop in _STOPS:
        at = text.find(stop)
        while at >= 0:
            found.append(at)
            at = text.find(stop, at + 1)
    found.sort()
    return found


def _after(text: str, stop: int, limit: int) -> tuple[int, int]:
    """Where the sentence would end, after all that closes it, and where the first word of the next would begin."""
    end = stop + 1
    while end < limit and text[end] in _CLOSERS:
        end += 1
    if text.startswith(" »", end):
        end += 2
    following = end
    while following < limit and text[following] in _OPENERS:
        following += 1
    return end, following


def _ends(text: str, start: int, stop: int, end: int, following: int, known: _Abbreviations) -> bool:
    """Whether the stop ends a sentence that began at ``start``."""
    mark, first = text[stop], text[following]
    if text[end] != " ":
        # Glued to the next sentence: "... bệnh viện.Ông ...", but no "TP.HCM" and no address.
        glued = mark == "." and end == stop + 1 and text[end : end + 2].istitle() and text[stop - 2 : stop].islower()
        return glued and text[end + 1 : end + 2].islower() and not _is_abbreviation(text, start, stop, True, known)
    if first.islower():
        return False
    if mark == "…" or text[stop - 1 : stop] == ".":
        return first.isupper()
    return mark != "." or not _is_abbreviation(text, start, stop, not first.isdigit(), known)


def _is_abbreviation(text: str, start: int, stop: int, capital: bool, known: _Abbreviations) -> bool:
    """Whether the full stop belongs to the word before it; ``capital``: the next word begins with one."""
    found = _WORD_BEFORE.search(text, max(start, stop - _LONGEST_WORD), stop)
    if found is None:
        return False
    word = found[0].lstrip("-")
    if found.start() == start and word.isdigit() and len(word) <= 2:
        return True
    last = word.rpartition(".")[2]
    if word in known.end_before_capital or word.lower() in known.end_before_capital:
        # "Inc. (Nasdaq: X)", "U.S. Food and Drug Administration": what follows goes on.
        follows = text[stop + 1 : stop + 1 + _LONGEST_WORD].split(None, 1)
        bound = "." in word and word.replace(".", "").isupper() and len(word) < 4
        goes_on = bound and bool(follows) and follows[0] not in known.openers
        if text[found.start() - 1 : found.start()] == "(" and text[stop + 1 : stop + 2] == ")":
            # "Elkin (Ky.) Hospital"
            return True
        return not capital or goes_on or text.startswith(" (", stop + 1)
    if any(form in known.never_end for form in (word, word.lower(), last, last.lower())):
        return True
    return len(last) == 1 and last.isupper() and _is_initial(text, start, found.start(), stop, known)


def _is_initial(text: str, start: int, word: int, stop: int, known: _Abbreviations) -> bool:
    """Whether a capital letter with a stop abbreviates a name. Some institutions are named by one letter."""
    before = text[start:word].rsplit(None, 1)
    if before and before[-1].lower() in known.before_letter:
        return False
    if before and before[-1].lower() in known.titles:
        # "Pr S. Le Gouill"
        return True
    following = text[stop + 1 : stop + 1 + _LONGEST_WORD].split(None, 1)
    return not (following and following[0].strip(",;:") in known.openers)


@cache
def _abbreviations(language: Language) -> _Abbreviations:
    layout, names, people = (language.section(name) for name in ("layout", "names", "people"))
    openers = [str(word) for word in (*names.get("openers", []), *people.get("titles", []))]
    return _Abbreviations(
        never_end=frozenset(str(word).removesuffix(".") for word in layout.get("abbreviations", ())),
        end_before_capital=frozenset(str(word).removesuffix(".") for word in layout.get("closing_abbreviations", ())),
        before_letter=frozenset(_head_nouns(names.get("heads", []))),
        titles=frozenset(str(word).lower() for word in people.get("titles", [])),
        openers=frozenset(form for word in openers if word for form in (word, word[:1].upper() + word[1:])),
    )


def _head_nouns(heads: list[dict[str, list[str]]]) -> Iterator[str]:
    """The word that stands before the name itself in each form of each head noun."""
    for head in heads:
        for form in head.get("forms", []):
            yield from form.lower().split()[-1:]
