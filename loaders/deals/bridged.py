"""Deals told without their parties: "X has chosen Y as its supplier. The contract was signed on Monday"."""

from collections.abc import Iterator

from loaders.deals.frameset import FrameSet
from loaders.deals.series import tells
from loaders.deals.signing import is_planned, may_sign
from loaders.relations.claims import Claim, Reader, doubted, mentions, within
from loaders.text.lexicon import INSTITUTIONS, phrase_at
from loaders.text.lists import paragraphs
from loaders.text.scene import Name, inside_phrase

# Words between "the contract" and "signed".
_NEAR = 12
# ... and between "by" and the noun of who signed.
_AGENT = 4


def bridged(rd: Reader, known: FrameSet, claims: list[Claim]) -> Iterator[Claim]:
    """The deals of sentences that say that "the contract" was signed and name nobody, between the only two institutions
    of the sentence before.
    """
    signing = [frame for frame in known.frames if frame.kind == "sign"]
    told = {c.sentence for c in claims if c.rule.agreement}
    paragraph = paragraphs(rd.doc)
    for word, end, frame in rd.cast.scene.hits["deals"] if signing else ():
        number = rd.doc.sentence_of(word)
        before = number - 1
        near = before >= rd.doc.titles and paragraph[before] == paragraph[number]
        if frame not in rd.lex.signs or not near or not told.isdisjoint((before, number)):
            continue
        if doubted(rd, before) or doubted(rd, number) or not _spoken_of(rd, known, word, end):
            continue
        sides = two_of(rd, known, before, visit=tells(rd, number, "occasion"))
        if sides is None or others(rd, known, number, {n.entity for n in sides}):
            continue
        told.add(number)
        yield Claim(
            signing[0].all, number, sides[0].first, end, {"A": [n.entity for n in sides], "B": []}, trigger=word,
            status="planned" if is_planned(rd, word) else signing[0].rule.status,
            anaphors=[n for n in sides if n.kind == "anaphor"],
        )  # fmt: skip


def _spoken_of(rd: Reader, known: FrameSet, word: int, end: int) -> bool:
    """Whether what is signed at some words is "the contract", or any deal on an occasion."""
    number = rd.doc.sentence_of(word)
    first, last = rd.doc.sentences[number]
    near = range(max(first, word - _NEAR), min(last, end + _NEAR))
    if any(phrase_at(known.bridging, rd.doc.lower, k) for k in near):
        return True
    deal = any(kind in rd.lex.papers for _, _, kind in within(rd.cast.scene.hits["deals"], near.start, near.stop))
    return deal and tells(rd, number, "occasion")


def others(rd: Reader, known: FrameSet, number: int, sides: set[int]) -> bool:
    """Whether a sentence tells of others who signed: "by another clinic", "with X"."""
    if any(n.entity not in sides for n in mentions(rd, number, INSTITUTIONS | {""})):
        return True
    first, last = rd.doc.sentences[number]
    named = (n for n in (*rd.cast.names, *rd.cast.anaphors) if first <= n.first < last and n.type in INSTITUTIONS)
    meant = {k for n in named for k in range(n.first, n.last)}
    tied = [k for k in range(first, last) for words in (known.agents, known.along) if phrase_at(words, rd.doc.lower, k)]
    near = {h for k in tied for h in range(k, min(last, k + _AGENT))} - meant
    return any(h in rd.cast.scene.heads or rd.doc.lower[h] in rd.lex.houses for h in near)


def two_of(rd: Reader, known: FrameSet, number: int, *, visit: bool) -> list[Name] | None:
    """The only two institutions of a sentence, where one is no part of the other and does nothing against it; on a
    ``visit``, people of one may come.
    """
    sides = mentions(rd, number)
    if len(sides) != 2 or any(n.members or not may_sign(rd, n.entity) for n in sides):
        return None
    one, other = sides
    first, last = rd.doc.sentences[number]
    people = any(first <= n.first < last and n.type == "Person" for n in rd.cast.names)
    if not visit and (people or inside_phrase(rd.cast.scene, one.first)):
        # "Surgeons of X and Y met", "A leaves X for Y": the deal is theirs.
        return None
    between = rd.doc.lower[one.last : other.first]
    part = [word for word in between if word not in rd.lex.articles][-1:] == [known.of]
    against = any(phrase_at(known.against, rd.doc.lower, k) for k in range(first, last))
    return None if "," in between or against or (part and not visit) else sides
