"""Whose a deal is of which a sentence tells one side: "X has grown. The agreement with Y was signed on Monday"."""

from collections import Counter

from loaders.antecedents import STILL
from loaders.claims import Reader, within
from loaders.clauses import Group
from loaders.frameset import FrameSet
from loaders.lexicon import INSTITUTIONS, phrase_at
from loaders.parties import NEAR
from loaders.scene import Name, inside_phrase
from loaders.series import signer
from loaders.tokens import Token
from loaders.units import Unit

# What may stand before the words of a deal that have no subject, and between them and with whom it is.
_BEFORE = frozenset(("date", "trigger"))
_BETWEEN = _BEFORE | {"", "det", "place", "site", "of", "by", "is", ",", "prep", "for"}
# ... and before "the first".
_OPENS = frozenset((",", ";", "mark", "and", "prep"))
# What nobody is a side of but who is named: "the deal that he has with X".
_AFTER = frozenset(("with", "between", "bare", "is"))


def unsaid(
    rd: Reader, known: FrameSet, number: int, toks: list[Token], found: list[Group], t: int
) -> tuple[Name, list[Unit]] | None:
    """The side of a deal that goes without saying and those with whom it is; None where nobody is left out."""
    side = _only_side(rd, known, toks, found, t) if known.unsaid else None
    other = _other_side(rd, number, toks[t].first, side) if side is not None else None
    return (other, side.units) if side is not None and other is not None else None


def _only_side(rd: Reader, known: FrameSet, toks: list[Token], found: list[Group], t: int) -> Group | None:
    """Those with whom a deal is, where the sentence names nobody else who may be a side of it and no subject."""
    until = next((k for k in range(t + 1, len(toks)) if _item(rd, toks[k])), len(toks))
    item = _item(rd, toks[t])
    # "The first, with X, is on training; the other, with Y, on research".
    near = [g for g in found if g.start < until and (g.start > t or not item)]
    sides = [g for g in near if g.part in _AFTER or g.end <= t]
    if toks[-1].kind == "mark" and rd.doc.words[toks[-1].first] == "?":
        # "And the contract with X?": nobody says that there is one.
        return None
    if len(sides) != 1 or sides[0].part != "with" or any(u.org is None for u in sides[0].units):
        return None
    (side,) = sides
    if not (t < side.tie <= t + NEAR and all(_plain(rd, tok, _BETWEEN) for tok in toks[t + 1 : side.tie])):
        return None
    comma = max((k for k in range(t) if toks[k].kind == ","), default=-1)
    opens = t == 0 or toks[t - 1].kind in _OPENS
    return side if (item and opens) or _subjectless(rd, known, toks[comma + 1 : t]) else None


def _item(rd: Reader, tok: Token) -> bool:
    """Whether a token is a word for one of several deals: "the first"."""
    told = within(rd.cast.scene.hits["scope"], tok.first, tok.last) if tok.kind == "trigger" else ()
    return any(kind == "item" and first == tok.first for first, _, kind in told)


def _plain(rd: Reader, tok: Token, kinds: frozenset[str]) -> bool:
    named = tok.first in rd.cast.scene.heads or rd.doc.lower[tok.first] in rd.lex.houses
    return tok.kind in kinds and not named


def _subjectless(rd: Reader, known: FrameSet, toks: list[Token]) -> bool:
    """Whether some tokens are but dates, articles, words of signing and words before a deal without a subject."""
    done = -1
    for tok in toks:
        acts = tok.kind == "trigger" and known.frames[tok.frame].kind == "union"
        if tok.first < done or (_plain(rd, tok, _BEFORE) and not acts):
            continue
        size = phrase_at(known.unsaid, rd.doc.lower, tok.first)
        if not size:
            return False
        done = tok.first + size
    return True


def _other_side(rd: Reader, number: int, at: int, side: Group) -> Name | None:
    """Who is the side of a deal at word ``at`` that goes without saying: of whom the sentence before speaks first, if
    nobody was named more often.
    """
    spoken = (n for n in (*rd.cast.names, *rd.cast.anaphors) if n.first < at and n.type in INSTITUTIONS)
    named = sorted(spoken, key=lambda n: n.first)
    often = Counter(n.entity for n in named)
    partners = {u.org.entity for u in side.units if u.org is not None}
    listed, whose = signer(rd, number, at)
    if listed:
        return whose if whose is not None and whose.entity not in partners else None
    for before in range(number - 1, max(-1, number - 1 - STILL), -1):
        first, last = rd.doc.sentences[before]
        told = [n for n in named if first <= n.first < last]
        if told and rd.lex.articled and all(inside_phrase(rd.cast.scene, n.first) for n in told):
            # "It is tied to X. An agreement with Y": not X's.
            return None
        if told:
            (most, count), (_, second) = [*often.most_common(2), (-1, 0)][:2]
            # Of many who were named in turn no one is meant.
            alone = not rd.lex.plain or most == named[0].entity or count >= 2 * second
            meant = next((n for n in told if n.entity == most), told[0]) if rd.lex.plain else told[0]
            return meant if alone and meant.entity not in partners and often[meant.entity] == count else None
    return None
