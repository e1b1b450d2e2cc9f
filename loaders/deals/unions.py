"""Bodies of partners whose members an article lists item by item: "The partners are:", one a line."""

from collections.abc import Iterator, Set

from loaders.deals.frameset import FrameSet
from loaders.relations.claims import Claim, Reader, doubted, statements_of
from loaders.text.lexicon import INSTITUTIONS
from loaders.text.lists import openings

# What a body of partners is called, by the kinds of frames.
_BODIES = frozenset({"union", "mate"})
# Words of an item before the name with which it begins: its number, an article.
_OPENING = 4


def listed_together(rd: Reader, known: FrameSet, claims: list[Claim]) -> Iterator[Claim]:
    """Those who take part in a scheme as items of one list that the line above calls partners."""
    opened = {
        rd.doc.sentence_of(word): known.frames[frame]
        for word, _, frame in rd.cast.scene.hits["deals"]
        if frame >= 0 and known.frames[frame].kind in _BODIES and not _over(rd, rd.doc.sentence_of(word))
    }
    members: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    for claim in claims:
        items = [s for y, s, _ in statements_of(claim) if y.predicate == "PARTICIPATES_IN"]
        if claim.sentence in opened and claim.last > rd.doc.sentences[claim.sentence][1] and items:
            members.setdefault(claim.sentence, []).extend(items)
            last[claim.sentence] = max(claim.last, last.get(claim.sentence, 0))
    for sentence, (numbers, end) in _items(rd, opened.keys() - members.keys()).items():
        members[sentence], last[sentence] = numbers, end
    for sentence, numbers in members.items():
        parties = list(dict.fromkeys(numbers))
        if len(parties) > 1:
            first = rd.doc.sentences[sentence][0]
            yield Claim(opened[sentence].all, sentence, first, last[sentence], {"A": parties, "B": []})


def _over(rd: Reader, number: int) -> bool:
    """Whether a line that opens a list is doubted, or speaks of former members."""
    first, last = rd.doc.sentences[number]
    return doubted(rd, number) or not rd.lex.former.isdisjoint(rd.doc.lower[first:last])


def _items(rd: Reader, opened: Set[int]) -> dict[int, tuple[list[int], int]]:
    """The institutions with which the items of a list begin, and where the last one ends, by the line that opens it."""
    found: dict[int, tuple[list[int], int]] = {}
    for item, opening in openings(rd.doc).items():
        first, end = rd.doc.sentences[item]
        begins = [n for n in rd.cast.names if first <= n.first < min(first + _OPENING, end) and n.type in INSTITUTIONS]
        if opening in opened and begins:
            numbers, last = found.get(opening, ([], 0))
            found[opening] = [*numbers, begins[0].entity], max(last, end)
    return found
