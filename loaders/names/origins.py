"""Where a name comes from: "Dayton, Ohio-based Seaview Health", "Seaview Health, Dayton, Ohio, and"."""

from collections.abc import Iterator

from loaders.text.document import Document
from loaders.text.lexicon import Lexicon
from loaders.text.scene import DASHES


def origins(doc: Document, lex: Lexicon) -> Iterator[tuple[int, int, range]]:
    """The words, first up to last, of each town before "-based", or with its state between commas behind a name.

    Also the words of the town itself where its state stands behind it, which tells that it is one.
    """
    based = [] if lex.based.isdisjoint(doc.lower) else [k for k, word in enumerate(doc.lower) if word in lex.based]
    for k in based:
        if k < 2 or doc.words[k - 1] not in DASHES:
            continue
        begin = doc.sentences[doc.sentence_of(k)][0]
        region = first = _place(doc, lex, begin, k - 1)
        if first - 1 > begin and doc.words[first - 1] == "," and first < k - 1:
            first = _place(doc, lex, begin, first - 1)
        if first < k - 1:
            yield first, k + 1, range(first, region - 1)
    for comma in [k for k, word in enumerate(doc.words) if word == ","] if lex.states else ():
        end = comma + 3
        if doc.words[comma + 2 : end + 1] != [".", ","] or doc.words[comma + 1] not in lex.states:
            continue
        first = _place(doc, lex, doc.sentences[doc.sentence_of(comma)][0], comma)
        if 0 < first < comma and doc.words[first - 1] == ",":
            yield first - 1, end + 1, range(first, comma)


def _place(doc: Document, lex: Lexicon, begin: int, end: int) -> int:
    """Where the capitalised words begin that end before word ``end``, a full stop behind them included."""
    at = end - (end > begin and doc.words[end - 1] == ".")
    first = at
    while first > begin and doc.caps[first - 1] and (first - 1 > begin or doc.words[begin] not in lex.openers):
        first -= 1
    return first if first < at else end
