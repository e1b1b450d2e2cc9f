"""Paragraphs and lists: in which of them a sentence stands, and which line the items of a list go on from."""

import re
from bisect import bisect_right

from loaders.text.document import Document
from loaders.text.lexicon import Lexicon, match_compound

_NUMBERED = re.compile(r"\d{1,2}[.)] ")


def paragraphs(doc: Document) -> list[int]:
    """The number of the block of the cleaned text that each sentence stands in."""
    starts = [block.start for block in doc.clean.blocks]
    return [bisect_right(starts, doc.starts[first]) - 1 for first, _ in doc.sentences]


def namely(doc: Document, lex: Lexicon) -> dict[int, int]:
    """For each sentence that only names what the one before spoke of, how many words open it: "Este vorba despre X"."""
    found: dict[int, int] = {}
    for number, (first, last) in enumerate(doc.sentences):
        if number > doc.titles and (size := match_compound(lex.namely, doc.lower, first, last)):
            found[number] = size
    return found


def item_at(doc: Document, word: int) -> int:
    """Where the item of a list or round-up that a word stands in begins; -1 outside of any.

    "2. The trust ..." tells news of its own.
    """
    spot = doc.starts[word]
    number = bisect_right(doc.clean.blocks, spot, key=lambda block: block.start) - 1
    return doc.word_at(doc.clean.blocks[number].start) if _is_item(doc, number) else -1


def _is_item(doc: Document, number: int) -> bool:
    """Whether a block of the text is an item of a list: marked as one, or numbered."""
    block = doc.clean.blocks[number]
    return block.kind == "list" or _NUMBERED.match(doc.clean.text, block.start) is not None


def openings(doc: Document) -> dict[int, int]:
    """For the first sentence of each item of a list, the sentence before the list that ends in a colon."""
    found: dict[int, int] = {}
    opening = before = -1
    listed = [_is_item(doc, block) for block in range(len(doc.clean.blocks))]
    for number, block in enumerate(paragraphs(doc) if any(listed) else ()):
        if not listed[block]:
            opening = number if doc.words[doc.sentences[number][1] - 1] == ":" else -1
        elif opening >= 0 and block != before:
            found[number] = opening
        before = block
    return found
