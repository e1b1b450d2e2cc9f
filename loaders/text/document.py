"""A cleaned article cut into words and sentences: what every reading step looks at."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, compress, count
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.ids import FORMS
from loaders.text.cleaning import CleanText

T = TypeVar("T")

# A sentence of more words is a list or no prose at all. It is read in pieces, cut at the last mark within so many
# words, or else anywhere: the time of many steps grows with the square of a sentence.
_LONGEST = 300
_MARK_WITHIN = 100
_NONE: Mapping[str, str] = {}
# How many places where an article writes a word are compared with one in capitals, for the same reason.
_PLACES = 50
# A French article before a vowel is a word of its own, and so are an English possessive and "ex-" before a name.
_ARTICLE = r"\b(?:[ldnsjmtcLDNSJMTC]|[Qq]u)['\u2019]"
# No article stands before a small consonant: "N'zué" is a family name, and so is a Breton "Guivarc'h".
_NAME = r"\b(?:[NM]['\u2019][b-df-gj-np-tv-z][^\W_]+|[A-Z][^\W\dA-Z_]+c['\u2019]h[^\W_]*)"
_OTHERS = (
    r"\b[Ee]x(?=-[A-Z\u00c0-\u00de\u0102\u0152\u0218\u021a])|[^\W_]+(?:(?!--)[-.&/@]+[^\W_]+)*|['\u2019]s\b|[^\w\s]"
)
_PHRASE = re.compile(rf"{_NAME}|{_ARTICLE}(?=\w|$)|{_OTHERS}")
_CHUNK = re.compile(rf"{_NAME}|{_ARTICLE}(?=\w)|{_OTHERS}")


def words_of(text: str) -> list[str]:
    """The tokens of a phrase, cut the same way as an article's.

    >>> words_of("l'hôpital Necker-Enfants, TP.HCM, N'zué")
    ["l'", 'hôpital', 'Necker-Enfants', ',', 'TP.HCM', ',', "N'zué"]
    """
    return _PHRASE.findall(text)


@lru_cache(maxsize=FORMS)
def camel(word: str) -> bool:
    """Whether a name begins with a small letter: ``mPharma``, not "mRNA"."""
    return len(word) > 4 and word[0].islower() and word[1].isupper() and word[2].islower() and word.isalpha()


def lower_of(text: str) -> str:
    """Lower case that keeps the length, so that offsets stay true."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(slots=True)
class Document:
    """Words of the sentences of one article. ``sentences`` are ranges of word numbers, ``titles`` which are headlines.

    ``starts`` and ``ends`` are indices into ``clean.text``.
    """

    clean: CleanText
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    titles: int = 0
    padded: str = ""
    padded_lower: str = ""
    at: dict[int, int] = field(default_factory=dict)
    caps: list[bool] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)

    def text(self, first: int, last: int) -> str:
        """The cleaned text from word ``first`` up to and without word ``last``."""
        return self.clean.text[self.starts[first] : self.ends[last - 1]]

    def word_at(self, offset: int) -> int:
        """The number of the first word that starts at or after an offset of the cleaned text."""
        return bisect_left(self.starts, offset)

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return bisect_right(self.firsts, word) - 1


def document(
    clean: CleanText, spans: Iterable[tuple[int, int]], apart: Collection[str] = (), capitals: Mapping[str, str] = _NONE
) -> Document:
    """Cut the sentences at ``spans`` of a cleaned text into words; a word of ``apart`` behind a hyphen is one too.

    Of the words that ``capitals`` tells, a capital that opens a sentence goes without its accent: "A cette occasion".
    """
    doc = Document(clean)
    words, lower, starts, ends = doc.words, doc.lower, doc.starts, doc.ends
    pieces_of = _cutter(frozenset(apart))
    title_end = max((b.end for b in clean.blocks if b.kind == "title"), default=0)
    for start, end in spans:
        first, at = len(words), start
        for chunk in clean.text[start:end].split(" "):
            for begin, stop, word, low in pieces_of(chunk):
                words.append(word)
                lower.append(low)
                starts.append(at + begin)
                ends.append(at + stop)
            at += len(chunk) + 1
        if len(words) > first + 1 and words[first] in capitals and words[first + 1][0].isalpha():
            lower[first] = capitals[words[first]]
        for begin, stop in _pieces(words, first):
            doc.sentences.append((begin, stop))
            doc.titles += end <= title_end
    doc.firsts = [first for first, _ in doc.sentences]
    _calm(doc)
    # Every word with a space on either side of its own, so that neighbouring phrases never share one
    # and a phrase is found in whole words only.
    doc.padded = f" {'  '.join(words)} "
    doc.padded_lower = f" {'  '.join(lower)} "
    doc.caps = [word[0].isupper() or ("A" <= word[1:2] <= "Z" and camel(word)) for word in words]
    doc.capitals = [*compress(count(), doc.caps)]
    doc.at = dict(zip(accumulate(map((2).__add__, map(len, words)), initial=0), count()))
    return doc


def shouting(words: list[str]) -> bool:
    """Whether words are written in capitals only, so that these tell no name."""
    letters = [w for w in words if w[0].isalpha()]
    return len(letters) > 4 and sum(w.isupper() for w in letters) > 0.7 * len(letters)


def _calm(doc: Document) -> None:
    """Write the words of a sentence in capitals as the article writes them elsewhere, the longest part at a time."""
    loud = dict.fromkeys(span for span in doc.sentences if shouting(doc.words[slice(*span)]))
    if not loud:
        return
    places: dict[str, list[tuple[int, int]]] = {}
    for first, last in (span for span in doc.sentences if span not in loud):
        for k in range(first, last):
            # A word that opens a sentence has its capital from there.
            places.setdefault(doc.lower[k], []).append((k, last))
    for first, last in loud:
        k = first
        while k < last:
            size, at = 1, -1
            for place, end in places.get(doc.lower[k], ())[:_PLACES]:
                same = 1
                while k + same < last and place + same < end and doc.lower[place + same] == doc.lower[k + same]:
                    same += 1
                if at < 0 or same > size:
                    size, at = same, place
            told = doc.words[at : at + size] if at >= 0 else [doc.lower[k]]
            if at < 0 and all(word not in places for word in doc.lower[k:last]):
                # Nobody else writes them: the end of a name.
                size, told = last - k, [word.capitalize() for word in doc.lower[k:last]]
            doc.words[k : k + size] = told
            k += size


Piece = tuple[int, int, str, str]


@cache
def _cutter(apart: frozenset[str]) -> Callable[[str], tuple[Piece, ...]]:
    """What cuts that which stands between two spaces into words: (start, end, word, the same in lower case) of each.

    An article has most of its words more than once, and shares most with others.
    """

    @lru_cache(maxsize=FORMS)
    def pieces_of(chunk: str) -> tuple[Piece, ...]:
        spans = (match.span() for match in _CHUNK.finditer(chunk))
        cuts = _cut_apart(chunk, spans, apart) if apart else spans
        return tuple((start, end, chunk[start:end], lower_of(chunk[start:end])) for start, end in cuts)

    return pieces_of


def _cut_apart(text: str, spans: Iterable[tuple[int, int]], apart: Collection[str]) -> Iterator[tuple[int, int]]:
    """``Leeds-based`` as three words."""
    for start, end in spans:
        hyphen = text.rfind("-", start, end)
        if hyphen > start and text[hyphen + 1 : end] in apart:
            yield from ((start, hyphen), (hyphen, hyphen + 1), (hyphen + 1, end))
        else:
            yield start, end


def _pieces(words: list[str], first: int) -> Iterator[tuple[int, int]]:
    """The words from ``first`` on as one sentence, or as many as one too long is cut into."""
    while len(words) - first > _LONGEST:
        last = first + _LONGEST
        stop = next((k + 1 for k in range(last - 1, last - _MARK_WITHIN, -1) if words[k][0] in ",;|"), last)
        yield first, stop
        first = stop
    if len(words) > first:
        yield first, len(words)


Hit = tuple[int, int, T]


class PhraseBook(Generic[T]):
    """Families of phrases of a data file, found in whole words, of each family the longest at each place.

    A phrase in lower case matches any case, one with a capital letter matches as written. All families are looked up
    in one pass over the text for each of the two.
    """

    def __init__(self, families: Mapping[str, Iterable[tuple[str, T]]]) -> None:
        self._families = tuple(families)
        folded: dict[str, list[tuple[str, T]]] = {}
        exact: dict[str, list[tuple[str, T]]] = {}
        for family, phrases in families.items():
            for phrase, value in phrases:
                words = words_of(phrase)
                if words:
                    padded = f" {'  '.join(words)} "
                    owners = (folded if phrase == phrase.lower() else exact).setdefault(padded, [])
                    if not owners or owners[-1][0] != family:
                        owners.append((family, value))
        self._folded, self._folded_owners = _automaton(folded)
        self._exact, self._exact_owners = _automaton(exact)

    def find(self, doc: Document) -> dict[str, list[Hit[T]]]:
        """For each family (first word, end word, value) of every phrase, in order, without overlap."""
        found: dict[str, dict[int, tuple[int, T]]] = {family: {} for family in self._families}
        at = doc.at
        for automaton, owners, text in (
            (self._folded, self._folded_owners, doc.padded_lower),
            (self._exact, self._exact_owners, doc.padded),
        ):
            if automaton is None:
                continue
            for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
                # A phrase may begin between the two spaces that stand between words only where a word begins.
                first = at.get(start)
                if first is not None:
                    last = at[end]
                    for family, value in owners[number]:
                        hits = found[family]
                        if first not in hits or hits[first][0] < last:
                            hits[first] = (last, value)
        return {family: _apart(hits) for family, hits in found.items()}


def _apart(hits: dict[int, tuple[int, T]]) -> list[Hit[T]]:
    """The hits in their order, without those that begin inside another."""
    kept: list[Hit[T]] = []
    end = 0
    for first in sorted(hits):
        if first >= end:
            end, value = hits[first]
            kept.append((first, end, value))
    return kept


def _automaton(phrases: dict[str, list[tuple[str, T]]]) -> tuple[AhoCorasick | None, list[list[tuple[str, T]]]]:
    return (AhoCorasick(list(phrases), matchkind=MatchKind.Standard) if phrases else None), list(phrases.values())
