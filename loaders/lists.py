"""Lists: which line each of their items goes on from."""

from bisect import bisect_right

from loaders.document import Document


def openings(doc: Document) -> dict[int, int]:
    """For the first sentence of each item of a list, the sentence before the list that ends in a colon."""
    starts = [block.start for block in doc.clean.blocks]
    found: dict[int, int] = {}
    opening = before = -1
    for number, (first, last) in enumerate(doc.sentences):
        block = bisect_right(starts, doc.starts[first]) - 1
        if doc.clean.blocks[block].kind != "list":
            opening = number if doc.words[last - 1] == ":" else -1
        elif opening >= 0 and block != before:
            found[number] = opening
        before = block
    return found
