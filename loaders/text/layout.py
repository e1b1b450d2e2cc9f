"""The words by which news sites lay out a page, read from the [layout] sections and made ready for matching."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from kg.errors import DataError
from kg.ids import fold
from schemas.languages import Language, language, languages

_AROUND = " :.…»>›<«‹•·-–—*|#[](){}0123456789+,\t"
# What stands between the words of a heading and the end of its line, or before its colon, is no longer than this.
_HEADING = 60
_LONGEST = MatchKind.LeftmostLongest


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The [layout] section of a language, joined by the captions, headings and furniture of all other languages.

    Pages mix languages there: a Vietnamese page credits a "Photo:" and offers to "Share". Only ``replace``,
    ``endings``, ``spelling`` and ``unfinished``, small words that no line ends in, are of the language alone.
    """

    captions: regex.Pattern[str]
    caption_words: AhoCorasick
    headings: dict[str, str]
    furniture: regex.Pattern[str]
    bylines: regex.Pattern[str]
    openers: frozenset[str]
    unfinished: frozenset[str]
    replace: tuple[tuple[str, str], ...]
    endings: AhoCorasick | None
    spelling: tuple[tuple[str, str], ...]

    def caption_marks(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of the marks of captions and credits in ``text``, with the bracket before them if there is one."""
        for _, at, _ in self.caption_words.find_matches_as_indexes(text):
            before = text[at - 1] if at else " "
            found = None if before.isalnum() or before == "_" else self.captions.match(text, at)
            if found is not None:
                yield at - (before in "(["), found.end()

    def old_spellings(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Spans of word endings in an older spelling, with what they are to be read as."""
        if self.endings is not None:
            for which, start, end in self.endings.find_matches_as_indexes(text):
                old, new = self.spelling[which]
                if old != new and not text[end : end + 1].isalnum():
                    yield start, end, new

    def heading(self, line: str) -> tuple[str, bool]:
        """What the heading of site furniture opens ("" if it is none), and whether it stands alone on its line.

        >>> layout_of(language("en")).heading("Comments (3)")
        ('comments', True)
        >>> layout_of(language("en")).heading("Read more: a new wing for the hospital")
        ('related', False)
        """
        if len(line) <= _HEADING and (opens := self.headings.get(_bare(line))):
            return opens, True
        head, _, rest = line.partition(":")
        if rest and len(head) <= _HEADING and (opens := self.headings.get(_bare(head))):
            return opens, not rest.strip(_AROUND)
        return "", False


@cache
def layout_of(language_: Language) -> Layout:
    """The layout of a language, made once. Raises ``DataError`` where its [layout] section is wrong."""
    own = language_.section("layout")
    every = [own] + [language(code).section("layout") for code in languages() if code != language_.code]
    names, people = language_.section("names"), language_.section("people")
    heads = [str(form).split()[0] for head in names.get("heads", []) for form in head.get("forms", []) if form]
    openers = [*names.get("openers", []), *people.get("titles", []), *heads]
    replace = tuple((str(old), str(new)) for old, new in own.get("replace", {}).items())
    spelling = tuple((str(old), str(new)) for old, new in own.get("endings", {}).items())
    for old, new in replace + spelling:
        if len(old) != len(new):
            raise DataError(f"schemas/languages/{language_.code}.toml: [layout] {old!r} and {new!r} differ in length")
    captions = _all(every, "captions")
    return Layout(
        captions=_marks(captions),
        caption_words=AhoCorasick(sorted(set(_cores(captions))), matchkind=_LONGEST, implementation=Implementation.DFA),
        headings={
            _bare(entry): opens
            for opens in ("legal", "contacts", "comments", "related")
            for entry in _all(every, opens)
        },
        furniture=_whole_lines(_all(every, "furniture")),
        bylines=_whole_lines(_all(every, "bylines")),
        openers=frozenset(word[:1].upper() + word[1:] for word in openers),
        unfinished=frozenset(map(str, own.get("unfinished", ()))),
        replace=replace,
        endings=AhoCorasick([old for old, _ in spelling], matchkind=_LONGEST) if spelling else None,
        spelling=spelling,
    )


def _bare(heading: str) -> str:
    return fold(heading).strip(_AROUND)


def _all(sections: Iterable[dict[str, Any]], key: str) -> list[str]:
    return list(dict.fromkeys(str(entry) for section in sections for entry in section.get(key, ())))


def _cores(entries: list[str]) -> Iterator[str]:
    """The literal beginnings of caption marks, in the cases that they may be written in."""
    for entry in entries:
        core = entry.rstrip(": ")
        yield core
        if entry == entry.lower():
            yield from (core.capitalize(), core.title(), core.upper())


def _marks(entries: list[str]) -> regex.Pattern[str]:
    """Caption marks; a space may stand before their colon."""
    found = []
    for entry in sorted(entries, key=len, reverse=True):
        mark = regex.escape(entry, literal_spaces=True).replace(":", r"\s?:")
        mark = f"(?i:{mark})" if entry == entry.lower() else mark
        found.append(rf"{mark}\b" if entry[-1].isalnum() else mark)
    return regex.compile("|".join(found))


def _whole_lines(patterns: list[str]) -> regex.Pattern[str]:
    try:
        return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    except regex.error as error:
        raise DataError(f"schemas/languages: a regular expression of [layout] is wrong: {error}") from error
