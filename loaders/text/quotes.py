"""Which words of an article stand in quotes."""

from collections.abc import Iterator

from loaders.text.document import Document
from loaders.text.scene import OPEN

SPOKEN = 8
"""Words from which on a quote is what somebody says; fewer may be but a name."""

# Marks that are apostrophes as often.
_APOSTROPHES = frozenset("'\u2018\u2019")


def quotes(doc: Document) -> Iterator[tuple[int, int]]:
    """The words (first, end) between marks; a quote that nothing closes ends with its paragraph."""
    if OPEN.keys().isdisjoint(doc.words):
        return
    begin, closing, before = -1, "", 0
    for k, word in enumerate(doc.words):
        if begin >= 0 and "\n" in doc.clean.text[before : doc.starts[k]]:
            yield begin, k
            begin = -1
        before = doc.ends[k]
        if begin < 0 and word in OPEN and word not in _APOSTROPHES:
            begin, closing = k + 1, OPEN[word]
        elif begin >= 0 and word in closing:
            yield begin, k
            begin = -1
    if begin >= 0:
        yield begin, len(doc.words)


def quoted(doc: Document) -> list[int]:
    """For every word how many words the quote has in which it stands; 0 outside of any."""
    sizes = [0] * len(doc.words)
    for first, end in quotes(doc):
        sizes[first:end] = [end - first] * (end - first)
    return sizes
