"""Whose a deal is of which a sentence tells one side: "X has grown. The agreement with Y was signed on Monday"."""

from collections import Counter

from loaders.coreference.antecedents import STILL
from loaders.deals.clauses import Group
from loaders.deals.frameset import FrameSet
from loaders.deals.parties import NEAR
from loaders.deals.series import signer
from loaders.deals.tokens import Token
from loaders.deals.units import Unit
from loaders.relations.claims import Reader, within
from loaders.text.lexicon import INSTITUTIONS, phrase_at
from loaders.text.scene import Name, inside_phrase

# What may stand before the words of a deal that have no subject, and between them and with whom it is.
_BEFORE = frozenset(("date", "trigger"))
_BETWEEN = _BEFORE | {"", "det", "place", "site", "of", "by", "is", ",", "prep", "for"}
# ... and before "the first".
_OPENS = frozenset((",", ";", "mark", "and", "prep"))
# What may stand between with whom a deal is and the deal.
_LINKS = frozenset(("is", ",", "", "det", "that"))
# ... and between who is asked and of what.
_ABOUT = frozenset(("prep", ",", "", "det", "trigger"))
# What nobody is a side of but who is named: "the deal that he has with X".
_AFTER = frozenset(("with", "between", "bare", "is"))


def unsaid(
    rd: Reader, known: FrameSet, number: int, toks: list[Token], found: list[Group], t: int
) -> tuple[Name, list[Unit]] | None:
    """The side of a deal that goes without saying and those with whom it is; None where nobody is left out."""
    if not known.unsaid:
        return None
    side, at = _only_side(rd, known, toks, found, t), toks[t].first
    if side is None and (said := _asked(toks, found, t)) is not None:
        return said
    if side is not None:
        other = _other_side(rd, known, number, at, side)
    elif (side := _fronted(toks, found, t)) is not None:
        other = _no_partner(signer(rd, known, number, at)[1], side)
    return (other, side.units) if side is not None and other is not None else None


def _asked(toks: list[Token], found: list[Group], t: int) -> tuple[Name, list[Unit]] | None:
    """Whose head is asked about a deal, and with whom it is: "we spoke to A, head of X, about the deal with Y"."""
    before, behind = ([g for g in found if (g.end <= t) is front] for front in (True, False))
    if [g.part for g in before] != ["out"] or [g.part for g in behind] != ["with"] or len(before[0].units) != 1:
        return None
    (asked,), side = before[0].units, behind[0]
    about = all(tok.kind in _ABOUT for tok in toks[asked.end : t]) and side.tie - t <= NEAR
    if asked.person is None or asked.org is None or not about or any(u.org is None for u in side.units):
        return None
    return (asked.org, side.units) if asked.org not in [u.org for u in side.units] else None


def _no_partner(name: Name | None, side: Group) -> Name | None:
    """A name, unless it is one of those with whom a deal is."""
    return name if name is not None and all(u.org is None or u.org.entity != name.entity for u in side.units) else None


def _only_side(rd: Reader, known: FrameSet, toks: list[Token], found: list[Group], t: int) -> Group | None:
    """Those with whom a deal is, where the sentence names nobody else who may be a side of it and no subject."""
    item = _item(rd, toks[t])
    later = (k for k in range(t + 1, len(toks)) if toks[k].kind == "trigger")
    until = next((k for k in later if _item(rd, toks[k])), len(toks))
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


def _fronted(toks: list[Token], found: list[Group], t: int) -> Group | None:
    """Those with whom a deal is that are told before it: ``Với X là hợp đồng``."""
    side = next((g for g in reversed(found) if g.end <= t), None)
    if side is None or side.part != "with" or any(u.org is None for u in side.units):
        return None
    opens = side.tie == 0 or toks[side.tie - 1].kind == ";"
    return side if opens and all(tok.kind in _LINKS for tok in toks[side.end : t]) else None


def _item(rd: Reader, tok: Token) -> bool:
    """Whether a trigger is a word for one of several deals: "the first"."""
    told = within(rd.cast.scene.hits["scope"], tok.first, tok.first + 1)
    return any(kind in ("item", "paper") for _, _, kind in told)


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


def _other_side(rd: Reader, known: FrameSet, number: int, at: int, side: Group) -> Name | None:
    """Who is the side of a deal at word ``at`` that goes without saying: of whom the sentence before speaks first, if
    nobody was named more often.
    """
    spoken = (n for n in (*rd.cast.names, *rd.cast.anaphors) if n.first < at and n.type in INSTITUTIONS)
    named = sorted(spoken, key=lambda n: n.first)
    often = Counter(n.entity for n in named)
    listed, whose = signer(rd, known, number, at)
    if listed:
        return _no_partner(whose, side)
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
            return _no_partner(meant, side) if alone and often[meant.entity] == count else None
    return None
