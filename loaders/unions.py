"""Bodies of partners whose members an article lists item by item: "The partners are:", one a line."""

from collections.abc import Iterator

from loaders.claims import Claim, Reader, statements_of
from loaders.frameset import FrameSet

# What a body of partners is called, by the kinds of frames.
_BODIES = frozenset({"union", "mate"})


def listed_together(rd: Reader, known: FrameSet, claims: list[Claim]) -> Iterator[Claim]:
    """Those who take part in a scheme as items of one list that the line above calls partners."""
    opened = {
        rd.doc.sentence_of(word): known.frames[frame]
        for word, _, frame in rd.cast.scene.hits["deals"]
        if frame >= 0 and known.frames[frame].kind in _BODIES
    }
    members: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    for claim in claims:
        items = [s for y, s, _ in statements_of(claim) if y.predicate == "PARTICIPATES_IN"]
        if claim.sentence in opened and claim.last > rd.doc.sentences[claim.sentence][1] and items:
            members.setdefault(claim.sentence, []).extend(items)
            last[claim.sentence] = max(claim.last, last.get(claim.sentence, 0))
    for sentence, numbers in members.items():
        parties = list(dict.fromkeys(numbers))
        if len(parties) > 1:
            first = rd.doc.sentences[sentence][0]
            yield Claim(opened[sentence].all, sentence, first, last[sentence], {"A": parties, "B": []})
