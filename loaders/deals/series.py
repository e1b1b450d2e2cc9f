"""Deals told in turn: "Two agreements were signed on Monday. The first, with X, ... The second links Y and Z".

In Vietnamese also by their papers alone: ``Biên bản với X ... Với Y là hợp đồng ...``.
"""

from collections.abc import Collection

from loaders.deals.frameset import FrameSet
from loaders.relations.claims import Reader, mentions, undone, within
from loaders.text.scene import Name, inside_phrase

# Sentences before one of several deals in which these are announced.
_LISTED = 12
# Words before the subject of a sentence.
_OPENING = 5
# Words of several deals: those that also tell of one with each whom they name, and others.
_SEVERAL = ("several", "series")
# What may stand behind "the first" where that is a deal.
_TIES = frozenset(("with", "between", "is", "by"))
# Words between with whom a deal is and the deal.
_LINK = 3


def tells(rd: Reader, sentence: int, kind: str) -> bool:
    """Whether a sentence has words of a kind that tell to what it belongs: an occasion, one of several."""
    return any(told == kind for _, _, told in within(rd.cast.scene.hits["scope"], *rd.doc.sentences[sentence]))


def tells_signing(rd: Reader, sentence: int) -> bool:
    """Whether a sentence tells of a signing or of its ceremony."""
    deals = within(rd.cast.scene.hits["deals"], *rd.doc.sentences[sentence])
    signed = any(frame in rd.lex.signs for _, _, frame in deals)
    return signed or tells(rd, sentence, "ceremony")


def announcement(rd: Reader, number: int) -> int | None:
    """The sentence before one of several deals that tells of the signing of them all; None for none."""
    near = range(number - 1, max(-1, number - 1 - _LISTED), -1)
    told = (k for k in near if any(tells(rd, k, kind) for kind in _SEVERAL) and tells_signing(rd, k))
    return next((k for k in told if not undone(rd, k)), None)


def items(rd: Reader, known: FrameSet) -> dict[int, int]:
    """Where "the first", "the other" alone mean one of several deals: their first words, and the ends."""
    found: dict[int, int] = {}
    for first, last, kind in rd.cast.scene.hits["scope"]:
        told = _alone(rd, known, last) if kind == "item" else kind == "paper" and _with(rd, known, last)
        if told and announcement(rd, rd.doc.sentence_of(first)) is not None:
            found[first] = last
    return found


def one_of_several(rd: Reader, known: FrameSet, first: int, last: int) -> bool:
    """Whether one of the words up to ``last`` begins what is told of one of several deals, if there are several."""
    told = within(rd.cast.scene.hits["scope"], first, last)
    return any(kind == "item" or (kind == "paper" and _with(rd, known, end)) for _, end, kind in told) or any(
        _fronted(rd, known, k) for k in range(first, last)
    )


def _fronted(rd: Reader, known: FrameSet, at: int) -> bool:
    """Whether a clause begins at a word with whom a deal is: ``Với X là hợp đồng``."""
    begins = at == rd.doc.sentences[rd.doc.sentence_of(at)][0] or rd.doc.words[at - 1] == ";"
    if not (rd.lex.syllabic and begins and _tied(rd, known, at, ("with",)) and at + 1 in rd.marks):
        return False
    end = rd.marks[at + 1][0]
    near = within(rd.cast.scene.hits["deals"], end, end + _LINK + 1)
    return any(frame in rd.lex.papers for _, _, frame in near)


def _with(rd: Reader, known: FrameSet, at: int) -> bool:
    """Whether a word of signing or none, and then "with", stands at a word."""
    here = within(rd.cast.scene.hits["deals"], at, at + 1)
    signed = next((end for _, end, frame in here if frame in rd.lex.signs), at)
    return _tied(rd, known, signed, ("with",))


def _tied(rd: Reader, known: FrameSet, at: int, kinds: Collection[str]) -> bool:
    """Whether a small word of some kinds stands at a word."""
    phrases = known.small.get(rd.doc.lower[at], ()) if at < len(rd.doc.lower) else ()
    return any(rd.doc.lower[at : at + len(words)] == words and kind in kinds for words, kind in phrases)


def _alone(rd: Reader, known: FrameSet, at: int) -> bool:
    """Whether a comma, a tie or a word of signing stands at a word, and no noun: "the first, with X"."""
    comma = rd.doc.lower[at : at + 1] == [","]
    return comma or _tied(rd, known, at, _TIES) or bool(within(rd.cast.scene.hits["deals"], at, at + 1))


def signer(rd: Reader, known: FrameSet, number: int, at: int) -> tuple[bool, Name | None]:
    """Whether a deal at a word is told to be one of several; who concluded all of these, if only one did."""
    first, _ = rd.doc.sentences[number]
    if not one_of_several(rd, known, first, at + 1):
        return False, None
    announced = announcement(rd, number)
    if announced is None:
        return False, None
    first, _ = rd.doc.sentences[announced]
    told = mentions(rd, announced)
    if not told:
        # "The first links X and Y. The second, concluded with Z": X's, as is told before.
        return number - 1 == announced or len(mentions(rd, number - 1)) < 2, None
    subject = told[0]
    if not _signs_them(rd, announced, subject):
        # "X welcomes the two agreements signed by the state. The first, with Y".
        return True, None
    # "On this occasion, on 5 May, the hospital signed two deals".
    first = max((k + 1 for k in range(first, subject.first) if rd.doc.words[k] == ","), default=first)
    tied = inside_phrase(rd.cast.scene, subject.first) or subject.first - first >= _OPENING
    joined = len(told) > 1 and rd.doc.lower[subject.last] in rd.lex.conjunctions | {","}
    return True, None if tied or joined else subject


def _signs_them(rd: Reader, announced: int, subject: Name) -> bool:
    """Whether words of signing stand between a subject and the words for several deals: "X signed two agreements"."""
    first, last = rd.doc.sentences[announced]
    scope = within(rd.cast.scene.hits["scope"], first, last)
    papers = [at for at, _, kind in scope if kind in _SEVERAL and at > subject.first]
    near = within(rd.cast.scene.hits["deals"], subject.first, max(papers, default=subject.first))
    return any(frame in rd.lex.signs for _, _, frame in near)
