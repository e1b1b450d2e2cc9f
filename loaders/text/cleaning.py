"""Text made fit for reading, with a map that leads every character back to where it stands in the raw article."""

import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from loaders.text.blocks import blocks
from loaders.text.layout import Layout, layout_of
from schemas.languages import Language

# Line ends besides the plain one, and characters that show nothing: soft hyphens, zero-width characters, controls
# and marks of direction.
_LINE_ENDS = "\r\x0b\x0c\u0085\u2028\u2029"
_NOTHING = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
)
_HIDDEN = regex.compile(f"[{_NOTHING}]")
# Every run of white space and hidden characters but a single space or line end inside the text.
_RUN = regex.compile(rf"(?:[{_NOTHING}]|[ \n](?=[ \n{_NOTHING}]|\Z)|\A[ \n])[ \n{_NOTHING}]*")
_DOUBLES = ("  ", "\n\n", " \n", "\n ")
# Hyphens that look as the plain one does: the second does not let its word be broken.
_HYPHENS = (("\u2010", "-"), ("\u2011", "-"))
_BREAK = regex.compile(rf"\r\n|[\n{_LINE_ENDS}]")
_CLUSTER = regex.compile(r"[^\p{M}\u1160-\u11ff]?[\p{M}\u1160-\u11ff]+")
_ANY_CLUSTER = regex.compile(r"[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]*|[\p{M}\u1160-\u11ff]+")
_JOIN = regex.compile(r"(?<=[^\s_])_(?=[^\s_])")
_STRAY = regex.compile(r' (?=[,.;:!?…%)\]}»”’])|(?<=[(\[{«“‘„]) |"')
_SPACE_BEFORE_COMMA = regex.compile(r" (?=,(?:\s|\Z))")
# "IMG20250102Spitalul", "ACORDURectorul": a caption, a date or a heading glued to the sentence behind it.
_GLUED = regex.compile(r"(?:\d(?<=\d{4})|\p{Lu}(?<=\p{Lu}{6}))(?=\p{Lu}\p{Ll}{3})")
# Quotation marks made of two signs.
_TWINS = {",,": "\u201e", "''": '"', "\u2019\u2019": "\u201d", "\u2018\u2018": "\u201c", "<<": "\u00ab", ">>": "\u00bb"}
_TWIN = regex.compile(r"(?<!\S),,(?=\S)|" + "|".join(twin for twin in _TWINS if twin != ",,"))
_CLOSED = tuple('.!?:;…”"»)]|')
_ITEM = regex.compile(r"[-–—•*·▪◦●|]|\d{1,2}[.)] ")

# In segmented text one join for so many words tells it from a text with an address or two in it.
_WORDS_PER_JOIN = 40
# The widest line of a text whose paragraphs were broken by hand into lines lies between these.
_WIDTHS = range(40, 121)
# A line of more letters than this is no heading and no button.
_SENTENCE = 60
_IDENTITY = array("I", range(1 << 16))


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or a part of one, of ``CleanText.text``.

    ``kind`` is title, body, list, caption, credit (of a photo), byline, furniture (what the site puts round every
    article) or repeat (a line that the article has already shown).
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text with, for each of its characters, the span of the raw article that it stands for.

    The text is in composed Unicode form (NFC), one line per paragraph, one space between words, without the
    underscores and stray spaces of word segmentation.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"
    blocks: tuple[Block, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, without the white space at its ends, stands in the raw article.

        >>> from schemas.languages import language
        >>> raw = "Bệnh_viện\\u00a0 E ,  Hà_Nội"
        >>> found = clean(raw, language("vi"))
        >>> found.text
        'Bệnh viện E, Hà Nội'
        >>> raw[slice(*found.raw_span(13, 19))]
        'Hà_Nội'
        """
        start, end = max(start, 0), min(end, len(self.text))
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            return self.starts[start], self.ends[end - 1]
        here = self.starts[start] if start < len(self.text) else self.ends[-1] if self.ends else 0
        return here, here


@dataclass(slots=True)
class _Mapped:
    """A text on its way from raw to clean, with its map."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> None:
        """Replace the spans of ``changes``, in order and apart; each new character stands for its whole span."""
        pieces: list[str] = []
        starts, ends = array("I"), array("I")
        done = 0
        for start, end, new in changes:
            pieces.append(self.text[done:start])
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            if new:
                pieces.append(new)
                starts.extend([self.starts[start]] * len(new))
                ends.extend([self.ends[end - 1]] * len(new))
            done = end
        if not done:
            return
        self.text = "".join(pieces) + self.text[done:]
        self.starts = starts + self.starts[done:]
        self.ends = ends + self.ends[done:]


def clean(raw: str, language: Language) -> CleanText:
    """Clean an article for reading and divide it into blocks.

    >>> from schemas.languages import language
    >>> found = clean("Trung tâm Y tế\\n\\nẢnh: BVCC\\nHai bên  ký\\u00adkết.", language("vi"))
    >>> found.text
    'Trung tâm Y tế\\nẢnh: BVCC\\nHai bên kýkết.'
    >>> [block.kind for block in found.blocks]
    ['title', 'credit', 'body']
    """
    layout = layout_of(language)
    odd = not raw.replace("\n", "").isprintable()
    mapped = _Mapped(_flat(raw) if odd else raw, *_identity(len(raw)))
    hidden = odd and _HIDDEN.search(mapped.text) is not None
    mapped.edit(_white_space(mapped.text, hidden))
    if not unicodedata.is_normalized("NFC", mapped.text):
        _compose(mapped)
    if any(twin in mapped.text for twin in _TWINS):
        mapped.edit((m.start(), m.end(), _TWINS[m[0]]) for m in _TWIN.finditer(mapped.text))
    mapped.edit((m.start(), m.end(), m[0] + " ") for m in _GLUED.finditer(mapped.text))
    segmented = _is_segmented(mapped.text)
    if segmented:
        mapped.edit(_stray_spaces(mapped.text))
    elif " ," in mapped.text:
        mapped.edit((m.start(), m.end(), "") for m in _SPACE_BEFORE_COMMA.finditer(mapped.text))
    joined = mapped.text
    text = _spell(_JOIN.sub(" ", joined) if segmented else joined, layout)
    text = _unwrap(_unbroken(text, layout), mapped, raw)
    parts = tuple(Block(start, end, kind) for start, end, kind in blocks(text, joined, layout))
    return CleanText(text, mapped.starts, mapped.ends, parts)


def _identity(length: int) -> tuple["array[int]", "array[int]"]:
    if length < len(_IDENTITY):
        return _IDENTITY[:length], _IDENTITY[1 : length + 1]
    return array("I", range(length)), array("I", range(1, length + 1))


def _white_space(text: str, hidden: bool) -> Iterator[tuple[int, int, str]]:
    """Runs of white space become one line end or one space, or nothing at the ends of the text."""
    for start, end in (found.span() for found in _RUN.finditer(text)) if hidden else _plain_runs(text):
        if not start or end == len(text):
            yield start, end, ""
        elif text.find("\n", start, end) >= 0:
            yield start, end, "\n"
        else:
            yield start, end, " " if text.find(" ", start, end) >= 0 else ""


def _flat(text: str) -> str:
    """The text with plain spaces and line ends for all others, one for one."""
    for char in set(text):
        if not char.isprintable():
            if char in _LINE_ENDS:
                text = text.replace(char, "\n")
            elif char == "\t" or unicodedata.category(char) == "Zs":
                text = text.replace(char, " ")
    return text


def _plain_runs(text: str) -> Iterator[tuple[int, int]]:
    """What ``_RUN`` finds in a text without hidden characters. ``str.find`` is several times as fast there."""
    starts = {0} if text[:1] in (" ", "\n") else set()
    for double in _DOUBLES:
        at = text.find(double)
        while at >= 0:
            starts.add(at)
            at = text.find(double, at + 1)
    if text[-1:] in (" ", "\n"):
        starts.add(len(text) - 1)
    done = 0
    for start in sorted(starts):
        if start >= done:
            done = start + 1
            while text[done : done + 1] in (" ", "\n"):
                done += 1
            yield start, done


def _compose(mapped: _Mapped) -> None:
    """Bring the text to NFC: first letters with their marks, then, if that was not all, the rare rest."""
    for pattern in (_CLUSTER, _ANY_CLUSTER):
        mapped.edit(
            (found.start(), found.end(), whole)
            for found in pattern.finditer(mapped.text)
            if (whole := unicodedata.normalize("NFC", found[0])) != found[0]
        )
        if unicodedata.is_normalized("NFC", mapped.text):
            return


def _is_segmented(text: str) -> bool:
    if "_" not in text:
        return False
    words = text.split()
    joins = sum(word.strip("_").count("_") for word in words if "_" in word and "@" not in word and "/" not in word)
    return joins * _WORDS_PER_JOIN > len(words)


def _stray_spaces(text: str) -> Iterator[tuple[int, int, str]]:
    """The spaces that word segmentation puts before closing and after opening punctuation."""
    quoted, done = False, 0
    for found in _STRAY.finditer(text):
        start, end = found.span()
        if found[0] == '"':
            quoted = not quoted
            start, end = (end, end + 1) if quoted else (start - 1, start)
            if text[start:end] != " ":
                continue
        if start >= done:
            yield start, end, ""
            done = end


def _spell(text: str, layout: Layout) -> str:
    """One spelling where the language has two, letter for letter, so that the map stays as it is."""
    for old, new in [*_HYPHENS, *layout.replace]:
        if old in text:
            text = text.replace(old, new)
    pieces: list[str] = []
    done = 0
    for start, end, new in layout.old_spellings(text):
        pieces += (text[done:start], new)
        done = end
    return "".join(pieces) + text[done:] if done else text


def _unbroken(text: str, layout: Layout) -> str:
    """Join the lines inside a sentence of which the first ends in a word that cannot end it: "between X and", "Y"."""
    lines = text.split("\n")
    pieces = lines[:1]
    for before, line in pairwise(lines):
        goes_on = len(before) > _SENTENCE and before.rpartition(" ")[2] in layout.unfinished and not _ITEM.match(line)
        pieces += (" " if goes_on else "\n", line)
    return "".join(pieces)


def _unwrap(text: str, mapped: _Mapped, raw: str) -> str:
    """Join the lines of paragraphs that were broken by hand, if the text is made of such."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if width not in _WIDTHS:
        return text
    continued = sum(line[:1].islower() and not before.endswith(_CLOSED) for before, line in pairwise(lines))
    if continued < 3 or continued * 4 < len(lines):
        return text
    at, joined = 0, [lines[0]]
    for before, line in pairwise(lines):
        at += len(before)
        blank = len(_BREAK.findall(raw, mapped.starts[at], mapped.ends[at])) > 1
        apart = blank or len(before) * 2 < width or before.endswith("|") or _ITEM.match(line) is not None
        joined.append(("\n" if apart else " ") + line)
        at += 1
    return "".join(joined)
