"""Where the sentences of an article begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from loaders.cleaning import CleanText
from schemas.languages import Language

_READ = frozenset(("title", "body", "list"))
# A stop with what closes after it and, unless the stop is glued to the next sentence, a space.
_STOP = regex.compile(
    r"(?P<stop>[.!?…]+)[”\"’»)\]]*(?:\s+(?=(?P<next>[\"'“„‘«(\[–—-]*\s?\w?))|$)|(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll})"
)
_WORD_BEFORE = regex.compile(r"[\w.&'’-]+$")


@dataclass(frozen=True, slots=True, eq=False)
class _Stops:
    """What the language says about full stops that end no sentence. Entries stand without their last stop."""

    never: frozenset[str]
    before_capital: frozenset[str]
    before_letter: frozenset[str]
    openers: frozenset[str]


def sentences(clean: CleanText, language: Language) -> list[tuple[int, int]]:
    """Spans in ``clean.text`` of the sentences of its title, body and list blocks, in order.

    >>> from loaders.cleaning import clean
    >>> from schemas.languages import language
    >>> vi = language("vi")
    >>> found = clean("Ngày 25.9, TP. Huế có 1.000 ca... như sốt. Ông J. Smith vui.", vi)
    >>> [found.text[a:b] for a, b in sentences(found, vi)]
    ['Ngày 25.9, TP. Huế có 1.000 ca... như sốt.', 'Ông J. Smith vui.']
    """
    stops = _stops(language)
    return [
        (block.start + start, block.start + end)
        for block in clean.blocks
        if block.kind in _READ
        for start, end in _parts(clean.text[block.start : block.end], stops)
    ]


def _parts(text: str, stops: _Stops) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _STOP.finditer(text):
        if found.end() < len(text) and _ends_sentence(text, start, found, stops):
            yield start, found.start() + len(found[0].rstrip())
            start = found.end()
    if start < len(text):
        yield start, len(text)


def _ends_sentence(text: str, start: int, found: "regex.Match[str]", stops: _Stops) -> bool:
    following = found["next"]
    at = found.start()
    if following is None:
        return not _is_abbreviation(text, start, at, stops, True)
    if following and following[-1].islower():
        return False
    if found["stop"] != ".":
        return True
    if not following or not (following[-1].isalnum() or following[0] in "\"'“„‘«([–—-"):
        return False
    return not _is_abbreviation(text, start, at, stops, following[-1].isupper() or not following[-1].isalnum())


def _is_abbreviation(text: str, start: int, at: int, stops: _Stops, capital: bool) -> bool:
    """Whether the full stop at ``at`` belongs to the word before it."""
    found = _WORD_BEFORE.search(text, start, at)
    if found is None:
        return False
    word = found[0].lstrip("'’-")
    if found.start() == start and word.isdigit() and len(word) <= 2:
        return True
    last = word.rpartition(".")[2]
    if word in stops.before_capital or word.casefold() in stops.before_capital:
        return not capital
    if any(form in stops.never for form in (word, word.casefold(), last, last.casefold())):
        return True
    return len(last) == 1 and last.isupper() and _is_initial(text, start, found.start(), at, stops)


def _is_initial(text: str, start: int, word: int, at: int, stops: _Stops) -> bool:
    """Whether a capital letter with a stop abbreviates a name. Some institutions are named by one letter."""
    before = text[start:word].rsplit(None, 1)
    if before and before[-1].casefold() in stops.before_letter:
        return False
    following = text[at + 1 :].split(None, 1)
    return not (following and following[0].strip(",;:") in stops.openers)


@cache
def _stops(language: Language) -> _Stops:
    layout, names, people = (language.section(name) for name in ("layout", "names", "people"))
    heads = {
        str(form).split()[-1].casefold() for head in names.get("heads", []) for form in head.get("forms", []) if form
    }
    openers = [str(word) for word in (*names.get("openers", []), *people.get("titles", []))]
    return _Stops(
        never=frozenset(str(word).removesuffix(".") for word in layout.get("abbreviations", ())),
        before_capital=frozenset(str(word).removesuffix(".") for word in layout.get("closing_abbreviations", ())),
        before_letter=frozenset(heads),
        openers=frozenset(form.split()[0] for word in openers if word for form in (word, word[:1].upper() + word[1:])),
    )
