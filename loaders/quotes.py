"""Which words of an article stand in quotes."""

from loaders.document import Document
from loaders.scene import OPEN

# Marks that are apostrophes as often.
_APOSTROPHES = frozenset("'\u2018\u2019")


def inside_quotes(doc: Document) -> list[bool]:
    """For every word whether it stands in quotes; a quote that nothing closes ends with its paragraph."""
    closing, before, inside = "", 0, list[bool]()
    for k, word in enumerate(doc.words):
        if "\n" in doc.clean.text[before : doc.starts[k]]:
            closing = ""
        before = doc.ends[k]
        inside.append(bool(closing))
        if closing:
            closing = "" if word in closing else closing
        elif word in OPEN and word not in _APOSTROPHES:
            closing = OPEN[word]
    return inside
