"""What each paragraph of a news page is: told by the words that news sites use, which are data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from kg.errors import DataError
from kg.ids import fold
from schemas.languages import Language, language, languages

Span = tuple[int, int, str]
Line = tuple[int, int, str]

# Lengths in characters, read off news pages: headings of site furniture and bylines are a few words, captions one
# or two sentences, teasers of other articles a headline; a paragraph of the article itself is longer than those.
_HEADING = 90
_FURNITURE = 300
_BYLINE = 120
_CAPTION = 350
_CREDIT = 60
_TITLE = 250
_PARAGRAPH = 200
_REPEATABLE = 15

_STOPS = (".", "!", "?", "…", ".”", '."', ".»", "!”", "?”", ";")
_SENTENCE_END = regex.compile(r"[.!?…][”\"»)\]]*\s+(?=[\p{Lu}\"“„«(])")
_BULLET = regex.compile(r"[-–—•*·▪◦●]\s")
_TEASER = regex.compile(r"\s*(?:>{1,3}|»|►|▶|➤|👉)\s*\S")
_NAME_LINE = regex.compile(r"\p{Lu}[\p{L}\u2019'-]*\.?(?:(?: | [-–&] |, )\p{Lu}[\p{L}\u2019'-]*\.?){1,4}")
_SIGNATURE = regex.compile(r"(?<=[.!?…”\"»)])\s(\p{Lu}[\p{L}'-]*\.?(?:\s\p{Lu}[\p{L}'-]*){1,3}|\([^()]{2,60}\))$")
_TRIM = " :.…»>›<«‹•·-–—*|#[](){}0123456789+,\t"


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The [layout] section of a language made ready, with the captions and headings of all languages.

    Pages often mix languages there: a Vietnamese page credits a "Photo:" and offers to "Share". ``replace`` and
    ``endings`` are of the language alone.
    """

    captions: regex.Pattern[str]
    related: frozenset[str]
    comments: frozenset[str]
    contacts: frozenset[str]
    legal: frozenset[str]
    furniture: regex.Pattern[str]
    bylines: regex.Pattern[str]
    openers: frozenset[str]
    replace: tuple[tuple[str, str], ...]
    endings: regex.Pattern[str] | None
    spelling: dict[str, str]

    def blocks(self, text: str, joined: str) -> Iterator[Span]:
        """Spans of ``text`` with their kinds. ``joined`` is the text before the words of a compound were parted."""
        lines = list(_lines(text))
        kinds = self._kinds([line for _, _, line in lines])
        last = max((i for i, kind in enumerate(kinds) if kind in ("body", "list")), default=-1)
        for i, ((start, end, line), kind) in enumerate(zip(lines, kinds, strict=True)):
            if kind not in ("body", "caption"):
                yield start, end, kind
                continue
            signed = end if kind == "caption" else self._signature(line, start, end, i == last)
            yield from self._credits(line[: signed - start], start, joined, kind)
            if signed < end:
                yield signed + 1, end, "byline"

    def _kinds(self, lines: list[str]) -> list[str]:
        """The kind of each line as a whole."""
        kinds: list[str] = []
        seen: set[str] = set()
        titled, opened, read = False, "", 0
        half = sum(map(len, lines)) // 2
        for i, line in enumerate(lines):
            following = lines[i + 1] if i + 1 < len(lines) else ""
            if opened and self._goes_on(opened, line):
                kinds.append("furniture")
                continue
            kind, opened = self._kind(line, following, seen)
            if opened and read < half and not (opened == "related" and titled):
                opened = ""
            if kind == "body" and not titled:
                kind = "title" if following and _is_headline(line) else kind
                titled = True
            if kind in ("body", "list"):
                read += len(line)
            kinds.append(kind)
            seen.add(line.casefold())
        return _with_name_lines(lines, kinds)

    def _kind(self, line: str, following: str, seen: set[str]) -> tuple[str, str]:
        """Kind of a line, and what kind of furniture it opens for the lines that follow, if any."""
        length = len(line)
        if length <= _FURNITURE:
            opened, alone = self._heading(line)
            if opened:
                return "furniture", opened if alone or opened == "related" else ""
            if self.furniture.fullmatch(line) or (_TEASER.match(line) and not line.endswith(_STOPS)):
                return "furniture", ""
        if length >= _REPEATABLE and (
            line.casefold() in seen
            or (length < len(following) and following.startswith(line) and not line.endswith(_STOPS))
        ):
            return "repeat", ""
        if line[0] == "|" and line[-1] == "|" and length > 1:
            return ("caption" if "|" not in line[1:-1] else "list"), ""
        if length <= _BYLINE and self.bylines.fullmatch(line):
            return "byline", ""
        if length <= _CAPTION + _CREDIT and self._is_caption(line):
            return "caption", ""
        return ("list" if _BULLET.match(line) else "body"), ""

    def _heading(self, line: str) -> tuple[str, bool]:
        """What a heading of site furniture opens ("" if it is none), and whether it stands alone on its line."""
        head, colon, rest = line.partition(":")
        parts = [(line, True), (head, not rest.strip(_TRIM))] if colon else [(line, True)]
        for key, alone in parts:
            if len(key) > _HEADING:
                continue
            folded = fold(key).strip(_TRIM)
            for name, words in (
                ("related", self.related),
                ("comments", self.comments),
                ("contacts", self.contacts),
                ("legal", self.legal),
            ):
                if folded in words:
                    return name, alone
        return "", False

    def _goes_on(self, opened: str, line: str) -> bool:
        """Whether a line still belongs to the furniture that an earlier heading opened."""
        if opened == "comments":
            return True
        if opened == "legal":
            return len(line) > _HEADING or line.endswith(_STOPS)
        return len(line) < _PARAGRAPH or not line.endswith(_STOPS)

    def _is_caption(self, line: str) -> bool:
        """Whether a line opens with a caption mark, or is a sentence or two that end in a credit."""
        found = self.captions.search(line)
        if found is None:
            return False
        before, after = line[: found.start()], line[found.end() :]
        if not before.strip(" ([|"):
            return len(_SENTENCE_END.findall(after)) < 2
        return len(after) <= _CREDIT and not _SENTENCE_END.search(after) and len(_SENTENCE_END.findall(before)) <= 2

    def _credits(self, line: str, start: int, joined: str, kind: str) -> Iterator[Span]:
        """Parts of a line round the photo credits inside it."""
        done = 0
        if kind == "body":
            for found in self.captions.finditer(line):
                if found.start() < done:
                    continue
                end = self._credit_end(line, found.end(), joined[start : start + len(line)])
                if line[done : found.start()].strip():
                    yield start + done, start + len(line[: found.start()].rstrip()), kind
                yield start + found.start(), start + end, "caption"
                done = end + len(line[end:]) - len(line[end:].lstrip())
        if done < len(line):
            yield start + done, start + len(line), kind

    def _credit_end(self, line: str, at: int, joined: str) -> int:
        """Where the name of the photographer or source ends, at the latest before the words of a new sentence.

        Nothing marks it when a page was flattened to one line, so: capitalised words, the last of which opens the
        next sentence unless a stop or the end of the line comes first.
        """
        if len(line) - at <= _CREDIT and len(line) <= _CAPTION and not _SENTENCE_END.search(line, at):
            return len(line)
        words = [found.span() for found in regex.compile(r"\S+").finditer(joined, at)][:8]
        end = at
        for i, (first, last) in enumerate(words):
            word = joined[first:last]
            following = joined[words[i + 1][0]] if i + 1 < len(words) else ""
            opens = i > 0 and (not following.isupper() or word in self.openers)
            if opens or not (word[0].isupper() or word in ("/", "-", "–", "&")):
                break
            end = last
            if word[-1] in ".,;)]" and len(word) > 2:
                break
        if not end > at and words:
            end = words[0][1]
        return end

    def _signature(self, line: str, start: int, end: int, is_last: bool) -> int:
        """Where the text of a line ends and a signature or agency in parentheses after it begins, else ``end``."""
        found = _SIGNATURE.search(line, max(0, len(line) - 64))
        if found is None or (found[1][0] != "(" and not is_last):
            return end
        if found[1][0] == "(" and not self.bylines.fullmatch(found[1]):
            return end
        return start + found.start()


def _lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.split("\n"):
        if line:
            yield at, at + len(line), line
        at += len(line) + 1


def _is_headline(line: str) -> bool:
    return len(line) <= _TITLE and (not line.endswith((".", ";", ",", ":")) or line.endswith("..."))


def _with_name_lines(lines: list[str], kinds: list[str]) -> list[str]:
    """Mark as bylines the lines under the title, and the last ones of the text, that are only a person's name."""
    texts = [i for i, kind in enumerate(kinds) if kind in ("body", "list")]
    title = kinds.index("title") if "title" in kinds else -1
    ends = [i for i in texts[:1] if i == title + 1 > 0]
    while texts and len(texts) > 1 and _is_name_line(lines[texts[-1]]):
        ends.append(texts.pop())
    return ["byline" if i in ends and _is_name_line(lines[i]) else kind for i, kind in enumerate(kinds)]


def _is_name_line(line: str) -> bool:
    return len(line) <= 40 and _NAME_LINE.fullmatch(line) is not None


@cache
def layout_of(language_: Language) -> Layout:
    """The layout of a language, made once. Raises ``DataError`` where its [layout] section is wrong."""
    own = language_.section("layout")
    every = [own] + [language(code).section("layout") for code in languages() if code != language_.code]
    names, people = language_.section("names"), language_.section("people")
    heads = [str(form).split()[0] for head in names.get("heads", []) for form in head.get("forms", []) if form]
    openers = [*names.get("openers", []), *people.get("titles", []), *heads]
    replace = tuple((str(old), str(new)) for old, new in own.get("replace", {}).items())
    endings: dict[str, str] = own.get("endings", {})
    for old, new in (*replace, *endings.items()):
        if len(old) != len(new):
            raise DataError(f"schemas/languages/{language_.code}.toml: [layout] {old!r} and {new!r} differ in length")
    longest = sorted(endings, key=len, reverse=True)
    return Layout(
        captions=_marks(_all(every, "captions")),
        related=_headings(_all(every, "related")),
        comments=_headings(_all(every, "comments")),
        contacts=_headings(_all(every, "contacts")),
        legal=_headings(_all(every, "legal")),
        furniture=_whole_lines(_all(every, "furniture"), language_.code),
        bylines=_whole_lines(_all(every, "bylines"), language_.code),
        openers=frozenset(word[:1].upper() + word[1:] for word in openers),
        replace=replace,
        endings=regex.compile(rf"(?:{'|'.join(map(regex.escape, longest))})(?!\w)") if longest else None,
        spelling=endings,
    )


def _all(sections: Iterable[dict[str, Any]], key: str) -> list[str]:
    return list(dict.fromkeys(str(entry) for section in sections for entry in section.get(key, ())))


def _headings(entries: list[str]) -> frozenset[str]:
    return frozenset(fold(entry).strip(_TRIM) for entry in entries)


def _marks(entries: list[str]) -> regex.Pattern[str]:
    """Caption marks: a space may stand before their colon, a bracket before and after them."""
    found = []
    for entry in sorted(entries, key=len, reverse=True):
        mark = regex.escape(entry, literal_spaces=True).replace(":", r"\s?:")
        mark = f"(?i:{mark})" if entry == entry.lower() else mark
        found.append(mark if not entry[-1].isalnum() else rf"{mark}\b")
    return regex.compile(rf"(?<![\w])[(\[]?(?:{'|'.join(found)})")


def _whole_lines(patterns: list[str], code: str) -> regex.Pattern[str]:
    try:
        return regex.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    except regex.error as error:
        raise DataError(f"schemas/languages: [layout] of {code}: {error.pattern!r}: {error}") from error
