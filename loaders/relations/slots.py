"""What one match of a rule says: who and what its slots mean, and the posts that it tells of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.coreference.anaphora import topic
from loaders.relations.claims import Claim, Reader, within
from loaders.relations.held import held_place
from loaders.relations.posts import Post, posts
from loaders.relations.subjects import WHOLE, elsewhere, one_clause, sited, subject, without_next
from loaders.rules.ruleset import Rule
from loaders.rules.signs import types_of
from loaders.rules.skeleton import Sign, Skeleton
from loaders.text.lexicon import match_compound
from loaders.text.scene import MEANT, POSSESSIVE, Name

# Words from one field of an enumeration to the next.
_FIELD_GAP = 4
# Slots whose names are never the subject that a clause goes on about.
_NO_SUBJECTS = ("person", "place", "programme")


def claims_of(rd: Reader, rule: Rule, skeleton: Skeleton, sentence: int, match: re.Match[str]) -> Iterator[Claim]:
    """What one match says: one claim, or one for each post that it tells of."""
    signs = skeleton.signs
    low, high = _signs_at(skeleton, match.start(), match.end())
    # "bought the hospital's owner": it is not the hospital that was bought.
    owned = high < len(signs) and signs[high].text in POSSESSIVE
    if owned and any(y.predicate in WHOLE for y in rule.yields):
        return
    claim = Claim(rule, sentence, signs[low].first, signs[high - 1].last, {})
    if rule.inside is not None:
        yield from _inside(rd, claim, signs[low].name, rule.inside)
        return
    held: list[tuple[str, list[Post]]] = []
    for slot, kind in rule.slots.items():
        if match.start(slot) < 0 or kind.startswith("topic"):
            continue
        a, b = _signs_at(skeleton, match.start(slot), match.end(slot))
        first, last = signs[a].first, signs[b - 1].last
        if kind.rstrip("+") == "post":
            held.append((slot, posts(rd.cast, signs[a:b])))
            continue
        claim.slots[slot] = []
        if kind == "field":
            claim.fields += _fields_between(rd, first, last)
        elif kind == "role" and rd.doc.lower[last - 1] in rd.lex.conjunctions:
            # "X's director and Ann Reid": the post is another's.
            return
        elif kind == "role" or kind.startswith("words|"):
            claim.role, claim.post = _role(rd, first, last), first
        elif kind.rstrip("+") == "pair":
            claim.pair = True
        else:
            names = _names(rd, rule, slot, skeleton, a, b, begins=match.start(slot) == match.start())
            if names is None:
                return
            claim.slots[slot] = list(dict.fromkeys(k for n in names for k in n.entities() if k >= 0))
            claim.anaphors += [n for n in names if n.kind in MEANT]
            if len(claim.slots[slot]) < rule.least.get(slot, 0):
                return
    for slot, kind in rule.slots.items():
        if kind.startswith("topic") and match.start(slot) >= 0:
            meant = _spoken_of(rd, claim, kind)
            claim.slots[slot] = [meant.entity] if meant is not None else []
            claim.anaphors += [meant] if meant is not None else []
    if rd.lex.plain and len(held) > 1:
        # "the minister of health and the director of X, Dr A": the minister is somebody else.
        held = [one for one in held if one is held[-1] or not _office(rd, one[1])]
    yield from _holding(rd, claim, held) if held else (claim,)


def _signs_at(skeleton: Skeleton, start: int, end: int) -> tuple[int, int]:
    """The signs of some characters of a skeleton: the first one and the one behind the last."""
    return bisect_right(skeleton.starts, start) - 1, bisect_right(skeleton.starts, end - 1)


def _names(rd: Reader, rule: Rule, slot: str, skeleton: Skeleton, a: int, b: int, *, begins: bool) -> list[Name] | None:
    """The names that a slot means which stands on the signs from ``a`` to ``b``; None if what is said is not of them.

    ``begins``: the match begins with the slot.
    """
    kind, signs = rule.slots[slot], skeleton.signs
    told: Sequence[Sign] = signs[a:b]
    if kind.endswith("+") and rd.lex.syllabic:
        told = one_clause(rd, signs, a, b, begins=begins)
    elif kind.endswith("+") and rd.lex.trailing_nouns:
        told = without_next(rd, signs, a, b, begins=begins)
    if elsewhere(rd, rule, slot, signs, a, b, begins=begins):
        return None
    wanted = kind.rstrip("+")
    governs = begins and slot not in rule.least and wanted not in _NO_SUBJECTS
    if governs and not sited(rd, skeleton, b, rule):
        told = subject(rd, skeleton, a, b) or told
    types = types_of(wanted)
    names = [s.name for s in told if s.name is not None and s.name.type in types]
    if names and rd.lex.trailing_nouns and {"Person", names[-1].type} < types:
        names[-1] = _holder(rd, names[-1]) or names[-1]
    return names


def _spoken_of(rd: Reader, claim: Claim, kind: str) -> Name | None:
    """What was spoken of before a claim, of the types that a slot asks for."""
    opening = claim.first == rd.doc.sentences[claim.sentence][0]
    meant = topic(rd.cast, claim.first, types_of(kind.partition("|")[2]), opening)
    return None if meant is not None and _own_scheme(rd, claim.sentence, meant) else meant


def _inside(rd: Reader, claim: Claim, name: Name | None, small: frozenset[str]) -> Iterator[Claim]:
    """The claim that a mention is in the place which its own words hold, if they do."""
    if name is None or name.entity < 0:
        return
    subject, place = claim.rule.slots
    if found := held_place(rd, name, small):
        claim.slots = {subject: [name.entity], place: found}
        claim.anaphors += [name] if name.kind in MEANT else []
        yield claim


def _own_scheme(rd: Reader, sentence: int, meant: Name) -> bool:
    """Whether a sentence names a programme, and so does not speak of that of one before."""
    first, last = rd.doc.sentences[sentence]
    if meant.type != "Programme" or meant.first >= first:
        return False
    named = (rd.marks[k][2] for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "Programme")
    return any(name is not None and name.entity != meant.entity for name in named)


def _holder(rd: Reader, body: Name) -> Name | None:
    """Who holds a post told right behind an institution: "founded by Harbour Hospital director Ann Reid"."""
    at = rd.cast.scene.roles.get(body.last, -1)
    held = rd.marks.get(rd.cast.scene.titles.get(at, at))
    return held[2] if held is not None and held[1] == "Person" else None


def _office(rd: Reader, held: list[Post]) -> bool:
    """Whether a post is an office of state, by which its holder goes without a name."""
    return any(rd.doc.lower[post.first] in rd.lex.offices for post in held)


def _holding(rd: Reader, claim: Claim, held: list[tuple[str, list[Post]]]) -> Iterator[Claim]:
    """A claim for each post that a match tells of."""
    for slot, found in held:
        for post in found:
            yield replace(
                claim,
                slots={**claim.slots, slot: list(dict.fromkeys(n.entity for n in post.bodies))},
                role=_role(rd, post.first, post.last),
                post=post.first,
                implied=post.implied,
                anaphors=claim.anaphors + [n for n in post.bodies if post.implied or n.kind in MEANT],
            )


def _fields_between(rd: Reader, first: int, last: int) -> tuple[str, ...]:
    """The fields of an enumeration: each named within a few words of the one before."""
    found: list[str] = []
    end = first + _FIELD_GAP
    for i, j, code in within(rd.fields, first, last):
        if j <= last:
            if i > end + _FIELD_GAP:
                break
            found.append(code)
            end = j
    return tuple(dict.fromkeys(found))


def _role(rd: Reader, first: int, last: int) -> str:
    small = rd.lex.of | rd.lex.articles
    while last - 1 > first and rd.doc.lower[last - 1] in small:
        # "trực thuộc" is one word of two syllables.
        last -= max((n for n in (2, 1) if match_compound(rd.lex.wholes, rd.doc.lower, last - n, last) == n), default=1)
    # "a former director"
    before = rd.doc.lower[first - 1] if first else ""
    first -= before in rd.lex.former or before in rd.lex.erstwhile
    return rd.doc.text(first, last)
