"""Deals and cooperation read by who stands where around the words of signing, agreeing and cooperating.

A language file lists these words by what they mean; which wording joins them to the parties does not matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders.coreference.anaphora import topic
from loaders.deals.clauses import Group, groups
from loaders.deals.frameset import KINDS, Frame, FrameSet
from loaders.deals.parties import LINK, NEAR, REACH, circumstance, in_turn, sides_of, subject_of, under
from loaders.deals.series import items
from loaders.deals.tokens import Token, called, retell, tokens
from loaders.deals.units import Unit, skip, unit_at
from loaders.deals.unsaid import unsaid
from loaders.names.origins import origins
from loaders.relations.claims import Claim, Reader, Refused, within
from loaders.relations.doubts import doubt
from loaders.relations.trail import unmade
from loaders.rules.skeleton import behind, listed, plain_signs
from loaders.text.lexicon import INSTITUTIONS, phrase_at, phrase_before
from loaders.text.lists import openings
from loaders.text.scene import MEANT, OPEN, Name

# Sentences after one that names members of a body of partners in which others are named.
_RECENT = 3
# Tokens between whose signatures and "of" others.
_AND_OF = 3
# What may stand between who signs and "for X", and between "for X" and who signed.
_SIGNING = frozenset(("", "trigger", "det", ",", "that", "with"))
# What stands behind a member of a list, and behind nobody who does something.
_ENDING = frozenset((",", "and", "mark", ";"))
# Frames of what people do for their institutions.
_CONCLUDED = frozenset(("sign", "ally", "pact", "pen"))
# ... of which the other side may go without saying.
_UNSAID = frozenset(("sign", "ally", "work", "pact", "tie"))
_PEOPLE = frozenset(("role", "person", "rep"))
_SIGNED_BY = frozenset(("", "trigger", "det", ",", "by", "is", "title", "mark", "that", "of"))


def read_frames(
    rd: Reader, known: FrameSet, posts: Mapping[int, int], without: frozenset[str] = frozenset()
) -> tuple[list[Claim], list[Refused]]:
    """Read every sentence that has a trigger, but for those of the frames whose ids are in ``without``.

    ``posts`` tells in which institution each person has a post.
    """
    claims: list[Claim] = []
    refused: list[Refused] = []
    unions: list[Claim] = []
    hits: dict[int, dict[int, tuple[int, int]]] = {}
    described: set[int] = set()
    for first, last, frame in rd.cast.scene.hits["deals"]:
        if _kind_noun(rd, first, last):
            described.update(range(first, last))
        elif frame >= 0 and known.frames[frame].rule.id not in without and _means(rd, known, frame, first, last):
            hits.setdefault(rd.doc.sentence_of(first), {})[first] = (last, frame)
    pact = next((n for n, frame in enumerate(known.frames) if frame.kind == "pact"), -1)
    for first, last in items(rd, known).items() if pact >= 0 and known.frames[pact].rule.id not in without else ():
        hits.setdefault(rd.doc.sentence_of(first), {})[first] = (last, pact)
    if not hits:
        return claims, refused
    described.update(k for k, (_, head) in rd.cast.scene.heads.items() if not rd.doc.caps[k])
    described.update(rd.cast.scene.titles)
    described |= {k for k, word in enumerate(rd.doc.lower) if word in rd.lex.described}
    people = called(rd)
    plans = {n for n, frame in enumerate(known.frames) if frame.kind == "plan"}
    told = {k for start, end, _ in origins(rd.doc, rd.lex) for k in range(start, end)}
    told |= rd.cast.scene.boards if rd.lex.trailing_nouns else set()
    lists = openings(rd.doc)
    opened = lists if rd.lex.syllabic else {}
    members: dict[int, list[int]] = {}
    for item, opening in lists.items() if not rd.lex.syllabic else ():
        members.setdefault(opening, []).append(item)
    for number, triggers in sorted(hits.items()):
        # The item of a list goes on with the line that opens it: "The hospital has:", "- signed with X".
        for opening in dict.fromkeys((number, opened.get(number, number))):
            signs = rd.signs[number] if opening == number else behind(rd.signs[opening], rd.signs[number])
            # "It was signed by:", "1. X; 2. Y".
            signs = listed(signs, [rd.signs[item] for item in members.get(number, ())])
            toks = retell(rd, tokens(plain_signs(signs, known.of), triggers, known.small), people, plans, told)
            said = [
                claim
                for part in _parted(rd, toks)
                if (found := groups(part, described))
                for claim in _sentence(rd, known, number, part, found, posts, unions)
            ]
            for claim in said:
                reason = doubt(rd, claim, rd.doc.sentences[opening][0], rd.doc.sentences[number][1])
                if reason is None:
                    claims.append(claim)
                else:
                    refused.append(Refused(claim.rule.id, reason, claim.first, claim.last))
                    unmade(rd.trail, claim, reason)
            if said:
                break
    return [claim for claim in claims if not _told_apart(rd, claim, claims)], refused


def _told_apart(rd: Reader, claim: Claim, claims: list[Claim]) -> bool:
    """Whether all for whom somebody signed are sides of deals told just before: "X signed with Y. It signed with Z.
    A signed both for X, B for Y and C for Z": that is no deal of three.
    """
    parties = {n for numbers in claim.slots.values() for n in numbers}
    if not claim.rule.agreement or len(parties) < 3:
        return False
    first, last = rd.doc.sentences[claim.sentence]
    people = {n.entity for n in rd.cast.names if first <= n.first < last and n.type == "Person"}
    if len(parties) > len(people):
        return False
    before = (c for c in claims if c.rule.agreement and 0 < claim.sentence - c.sentence <= _RECENT)
    told = {frozenset(n for numbers in c.slots.values() for n in numbers) for c in before}
    pairs = [pair for pair in told if len(pair) == 2 and pair <= parties]
    return len(pairs) > 1 and bool(frozenset.intersection(*pairs)) and frozenset.union(*pairs) == parties


def _parted(rd: Reader, toks: list[Token]) -> list[list[Token]]:
    """The clause that a conjunction opens and the one that follows it: "While X has signed with Y, Z works with W"."""
    opening = next((end for i, end, kind in rd.cues if toks and kind == "breaks" and i == toks[0].first), 0)
    for k in range(1, len(toks) - 1) if opening else ():
        actor = unit_at(toks, skip(toks, k + 1, ("det",), 1)) if toks[k].kind == "," else None
        if actor is not None and actor.end < len(toks) and toks[actor.end].kind not in _ENDING:
            return [[tok for tok in toks[:k] if tok.first >= opening], toks[k + 1 :]]
    return [toks]


def _kind_noun(rd: Reader, first: int, last: int) -> bool:
    """Whether a word that may also be a trigger only says what the name right behind it is: ``tổ chức X``."""
    named = last in rd.marks and rd.marks[last][1] in INSTITUTIONS | {""}
    return named and " ".join(rd.doc.lower[first:last]) in rd.lex.described


def _void(rd: Reader, known: FrameSet, first: int, last: int) -> bool:
    """Whether what is signed is no deal: "signed a petition", "signed on Monday a petition", "the petition was signed",
    "in a petition signed by", ``Quyết định số 5 do Thứ trưởng X ký``.
    """
    dated = rd.marks.get(last) if rd.lex.plain else None
    behind = dated[0] if dated is not None and dated[1] == "date" else last
    behind += behind > last and rd.doc.lower[behind : behind + 1] == [","]
    if phrase_at(known.void, rd.doc.lower, behind):
        return True
    if known.passive and phrase_before(known.void, rd.doc.lower, 0, first):
        return True
    for at in (first - 1, first - 2) if known.passive else ():
        if (
            at > 0
            and " ".join(rd.doc.lower[at:first]) in known.passive
            and phrase_before(known.void, rd.doc.lower, 0, at)
        ):
            return True
    if not rd.lex.syllabic:
        return False
    start = rd.doc.sentences[rd.doc.sentence_of(first)][0]
    agent = max((k for k in range(max(start, first - REACH), first) if rd.doc.lower[k] in known.agents), default=start)
    return any(phrase_at(known.void, rd.doc.lower, k) for k in range(max(start, agent - NEAR), agent))


def _means(rd: Reader, known: FrameSet, frame: int, first: int, last: int) -> bool:
    """Whether the words of a frame mean what it says where they stand."""
    if known.frames[frame].of_deal and not _before_deal(rd, known, last):
        return False
    if known.frames[frame].kind == "mate" and _in_a_name(rd, first, last):
        return False
    return not (_void(rd, known, first, last) or _attended(rd, known, first, last))


def _in_a_name(rd: Reader, first: int, last: int) -> bool:
    """Whether a noun of a partner only ends a name that nobody listed: "Surgery Partners (X), Y and Z"."""
    start, end = rd.doc.sentences[rd.doc.sentence_of(first)]
    named = first > start and rd.doc.caps[first] and rd.doc.caps[first - 1]
    return named and (last >= end or not rd.doc.words[last].isalpha() or rd.doc.lower[last] in rd.lex.conjunctions)


def _before_deal(rd: Reader, known: FrameSet, at: int) -> bool:
    """Whether a word for a deal stands behind some words, and no name between: "renewed for four years an accord"."""
    _, end = rd.doc.sentences[rd.doc.sentence_of(at - 1)]
    deals = within(rd.cast.scene.hits["deals"], at, min(end, at + NEAR))
    noun = next((k for k, _, frame in deals if frame in rd.lex.papers), None)
    if noun is None or any(k in rd.marks and rd.marks[k][2] is not None for k in range(at, noun)):
        return False
    # "extended the deadline for an agreement": not the agreement.
    ties = (known.small.get(rd.doc.lower[k], ()) for k in range(max(at, noun - 2), noun))
    return not any(len(words) == 1 and kind in ("for", "of", "prep") for tie in ties for words, kind in tie)


def _attended(rd: Reader, known: FrameSet, first: int, last: int) -> bool:
    """Whether "together with" only tells who else was there: "X, together with Y, visited Z"."""
    if not known.attends or not phrase_at(known.along, rd.doc.lower, first):
        return False
    start, end = rd.doc.sentences[rd.doc.sentence_of(first)]
    return any(
        phrase_at(known.attends, rd.doc.lower, k) for k in range(max(start, first - REACH), min(end, last + REACH))
    )


def _sentence(
    rd: Reader, known: FrameSet, number: int, toks: list[Token], found: list[Group], posts: Mapping[int, int],
    unions: list[Claim],
) -> Iterator[Claim]:  # fmt: skip
    # "Under the contracts X and Y each will develop": not with each other.
    found = [g for g in found if g.end >= len(toks) or rd.doc.lower[toks[g.end].first] not in known.apiece]
    clause = _clauses(rd, toks, found)
    told: list[tuple[frozenset[int], bool]] = []
    signed: list[Claim] = []
    triggers = [k for k, tok in enumerate(toks) if tok.kind == "trigger"]
    # "The deal between both institutions, signed by A, head of X, and B, dean of a school": theirs, not the school's.
    paired = any(g.part == "between" and g.units[0].pair is not None for g in found)
    if any(known.frames[toks[t].frame].kind == "sign" for t in triggers):
        for unit, owner in _on_behalf(toks, found):
            unit.org = unit.org or owner
    for t in sorted(triggers, key=lambda k: KINDS.index(known.frames[toks[k].frame].kind)):
        frame = known.frames[toks[t].frame]
        near = [g for g in found if (g.start < t and g.part != "by") or clause[g.start] == clause[t]]
        near = _with_relatives(rd, toks, near, t) if rd.lex.relatives else near
        if frame.kind in ("sign", "pen"):
            signed += [
                c
                for c in _signatures(number, toks, _signers(toks, found, t, frame), t, frame, posts)
                if not _only_said(rd, known, c, toks[t].first)
            ] or list(_leaders(rd, known, number, toks, subject_of(toks, found, t), t, posts))
        if frame.kind == "pen":
            continue
        ahead = skip(toks, t + 1, ("det", "title"), 1) if frame.kind == "union" else t
        someone = t < ahead < len(toks) and toks[ahead].kind in _PEOPLE
        if someone or (frame.kind == "union" and t and toks[t - 1].kind == "rep"):
            continue  # "a delegation led by A of X", "X, led by A, once with Y": no body of partners
        sides = sides_of(toks, near, t, frame)
        if frame.kind == "pact" and (sides is None or len(sides[0]) + len(sides[1]) < 2):
            here = [g for g in found if clause[g.start] == clause[t]]
            sides = under(toks, here, t) or in_turn(toks, found, clause, t) or sides
        left_out = None
        if frame.kind in _UNSAID and (sides is None or not all(sides)):
            left_out = unsaid(rd, known, number, toks, found, t)
        if left_out is not None:
            sides = [Unit(t, t + 1, org=left_out[0])], left_out[1]
        if sides is None:
            continue
        formed = _formers(rd, found, sides, t) if frame.kind == "work" and rd.lex.ventures else None
        sides = formed or sides
        if frame.kind == "work" and (_escorted(rd, known, toks, t, sides) or _alone(rd, known, toks, t, sides)):
            continue
        people = [unit.person is not None for side in sides for unit in side]
        pairs = [unit.pair is not None for side in sides for unit in side]
        if frame.kind == "sign" and paired and any(people) and all(map(any, zip(people, pairs, strict=True))):
            continue
        if frame.kind == "sign" and any(people):
            sides = _without_people(rd, sides[0]), _without_people(rd, sides[1])
        if not sides[1] and len(sides[0]) > 1 and _unnamed(rd, known, toks, found, t):
            continue
        if frame.kind == "pact" and _of_people(found, sides):
            signed += _signatures(number, toks, [(u, None) for side in sides for u in side], t, frame, posts)
        # "He works with X": his house need not.
        own = posts if frame.kind in _CONCLUDED or not rd.lex.plain else {}
        claim = _claim(number, toks, sides, t, frame, own)
        claim.anaphors += left_out[:1] if left_out is not None else ()
        claim.under = _under(known, toks, t)
        several = [n for numbers in claim.slots.values() for n in numbers]
        if claim.rule is frame.sides and (formed or any(_counts(rd, tok, len(several)) for tok in toks)):
            # "a pact of three sides with X and Y"
            claim.rule, claim.slots = frame.all, {"A": several, "B": []}
        if frame.kind == "union":
            _members(claim, frame, unions)
        yield from _partakers(rd, toks, claim, frame)
        parties = frozenset(n for numbers in claim.slots.values() for n in numbers)
        if len(parties) < 2 and not claim.pair:
            unmade(rd.trail, claim, "only one party is named")
            continue
        if any(parties <= other and (deal or not frame.rule.agreement) for other, deal in told):
            continue
        told.append((parties, frame.rule.agreement))
        yield claim
    yield from signed
    if not any(deal for _, deal in told):
        yield from _cosigned(known, signed, [parties for parties, _ in told])


def _under(known: FrameSet, toks: list[Token], t: int) -> bool:
    """Whether the word at token ``t`` tells of a deal under which something else is done: "under a contract signed"."""
    kind = known.frames[toks[t].frame].kind
    if kind == "sign" and t and toks[t - 1].kind == "trigger":
        kind, t = known.frames[toks[t - 1].frame].kind, t - 1
    return kind == "pact" and circumstance(toks, t)


def _with_relatives(rd: Reader, toks: list[Token], near: list[Group], t: int) -> list[Group]:
    """The groups with the one that a relative clause before a trigger goes on about: "courses at X, which signed"."""
    free = [g.end for g in near if g.part in ("bare", "by", "is") and g.end <= t]
    meant = [
        g
        for g in near
        if g.part in ("off", "with", "for", "object", "of", "out", "loose")
        and g.end + 1 < t <= g.end + REACH // 2
        and toks[g.end].kind == ","
        and rd.doc.lower[toks[g.end + 1].first] in rd.lex.relatives
        and all(end <= g.end for end in free)
    ]
    return [*near, Group("bare", -1, meant[-1].units)] if meant else near


def _counts(rd: Reader, tok: Token, parties: int) -> bool:
    """Whether a word for all sides of a deal tells their number, more than two: ``hợp tác ba bên``."""
    return tok.kind == "pair" and 2 < parties == rd.lex.numerals.get(rd.doc.lower[tok.first], 0)


def _formers(
    rd: Reader, found: list[Group], sides: tuple[list[Unit], list[Unit]], t: int
) -> tuple[list[Unit], list[Unit]] | None:
    """Those who form a body of partners, where the words for "with" at token ``t`` stand right behind its name: "X
    announces the consortium Y, together with A and B".
    """
    body = sides[0][0].org if len(sides[0]) == 1 else None
    if body is None or rd.doc.lower[body.first] not in rd.lex.ventures:
        return None
    free = [g for g in found if g.part == "bare" and g.end <= sides[0][0].start < t]
    return free[-1].units if free else [], sides[1]


def _without_people(rd: Reader, units: list[Unit]) -> list[Unit]:
    """Those of a list of people who signed that nothing tells to be none: "Rector A of X and Tri Bao signed"."""

    def person(unit: Unit) -> bool:
        name = unit.org
        words = rd.doc.words[name.first : name.last] if name is not None and not name.type and not unit.person else []
        return len(words) > 1 and all(word.istitle() for word in words)

    return [unit for unit in units if not person(unit)]


def _escorted(rd: Reader, known: FrameSet, toks: list[Token], t: int, sides: tuple[list[Unit], list[Unit]]) -> bool:
    """Whether somebody was only where somebody else was: "visited X together with the rector of Y"."""
    if not phrase_at(known.along, rd.doc.lower, toks[t].first) or not all(sides):
        return False
    host, guest = (toks[unit.start].kind in _PEOPLE for unit in (sides[0][-1], sides[1][0]))
    return guest and not host


def _alone(rd: Reader, known: FrameSet, toks: list[Token], t: int, sides: tuple[list[Unit], list[Unit]]) -> bool:
    """Whether "together with" leads to nobody who is named: "X and Y took part, together with students"."""
    return not sides[1] and phrase_at(known.along, rd.doc.lower, toks[t].first) > 0


def _unnamed(rd: Reader, known: FrameSet, toks: list[Token], found: list[Group], t: int) -> bool:
    """Whether those with whom something was done are not named: "X and Y have signed deals with hospitals"."""
    tied = {group.tie for group in found}
    withs = [k for k in range(t + 1, min(len(toks), t + NEAR)) if toks[k].kind == "with" and k not in tied]
    behind = [tok for k in withs for tok in toks[k + 1 : k + 1 + LINK] if tok.kind in ("", "det")]
    return any(phrase_at(known.others, rd.doc.lower, tok.first) for tok in behind)


def _cosigned(known: FrameSet, signed: list[Claim], told: list[frozenset[int]]) -> Iterator[Claim]:
    """The deal of those for whom somebody is said to have signed: "A signed it for X; for Y it was signed by B".

    Not of some of those who are told to be partners: "The members are X, represented by A, Y, represented by B, and Z".
    """
    bodies = list(dict.fromkeys(n for claim in signed for n in claim.slots["O"]))
    if any(set(bodies) < parties for parties in told):
        return
    frame = next((frame for frame in known.frames if frame.kind == "sign"), None)
    if len(bodies) > 1 and frame is not None:
        first, last = min(c.first for c in signed), max(c.last for c in signed)
        yield replace(signed[0], rule=frame.all, first=first, last=last, slots={"A": bodies, "B": []})


def _partakers(rd: Reader, toks: list[Token], claim: Claim, frame: Frame) -> Iterator[Claim]:
    """Those who do something together within a scheme take part in it: "the project X brings A, B and C together"."""
    parties = list(dict.fromkeys(n for numbers in claim.slots.values() for n in numbers))
    if frame.kind not in ("union", "plan", "work", "joint") or len(parties) < 2 or rd.lex.syllabic:
        return
    named = [tok.name for k, tok in enumerate(toks) if tok.name and tok.kind == "programme" and not _lent(toks, k)]
    reach = claim.last + (REACH // 2 if frame.kind == "joint" else 0)
    named = [name for name in named if frame.kind in ("union", "plan") or claim.first <= name.first < reach]
    if not named and frame.kind == "union":
        told = topic(rd.cast, toks[0].first, frozenset({"Programme"}))
        named = [told] if told is not None else []
    if named:
        slots = {"A": parties, "G": [named[0].entity]}
        yield replace(claim, rule=frame.partake, slots=slots, anaphors=[n for n in named[:1] if n.kind in MEANT])


def _lent(toks: list[Token], k: int) -> bool:
    """Whether a scheme only pays for what is told: "with money from the programme X"."""
    before = [tok.kind for tok in toks[max(0, k - 2) : k] if tok.kind != "det"]
    return bool(before) and before[-1] in ("of", "by", "poss", "out")


def _members(claim: Claim, frame: Frame, unions: list[Claim]) -> None:
    """Add those who were told to be members of the same body a few sentences before."""
    mine = claim.slots.get("A", [])
    before = [n for c in unions if claim.sentence - c.sentence <= _RECENT for n in (*c.slots["A"], *c.slots["B"])]
    claim.slots = {"A": mine, "B": [n for n in dict.fromkeys(before) if n not in mine]}
    claim.rule = frame.both
    if mine:
        unions.append(claim)


def _clauses(rd: Reader, toks: list[Token], listed: list[Group]) -> list[int]:
    """The number of the clause that each token stands in; a semicolon inside a list of people parts none."""
    breaks = {i for i, _, kind in within(rd.cues, toks[0].first, toks[-1].last) if kind == "breaks"}
    if not breaks and not any(tok.kind == ";" for tok in toks):
        return [0] * len(toks)
    inside = {k for group in listed if len(group.units) > 1 for k in range(group.start, group.end)}
    number, found = 0, []
    for k, tok in enumerate(toks):
        number += bool(k) and ((tok.kind == ";" and k not in inside) or tok.first in breaks)
        found.append(number)
    return found


def _claim(
    number: int, toks: list[Token], sides: tuple[list[Unit], list[Unit]], t: int, frame: Frame,
    posts: Mapping[int, int],
) -> Claim:  # fmt: skip
    left, right = sides
    spans = [t, *(u.start for u in (*left, *right)), *(u.end - 1 for u in (*left, *right))]
    claim = Claim(frame.all, number, toks[min(spans)].first, toks[max(spans)].last, {}, trigger=toks[t].first)
    a, b = _numbers(left, posts), _numbers(right, posts)
    if any(u.pair is not None for u in (*left, *right)) and not (a or b):
        claim.rule, claim.pair, claim.slots = frame.pair, True, {"A": []}
        return claim
    a = [n for n in a if n not in b] if b else a
    if a and b:
        claim.rule, claim.slots = frame.sides, {"A": a, "B": b}
    else:
        claim.slots = {"A": a or b, "B": []}
    claim.anaphors += [u.org for u in (*left, *right) if u.org is not None and u.org.kind in MEANT]
    return claim


def _numbers(units: list[Unit], posts: Mapping[int, int]) -> list[int]:
    """The institutions of some participants; of a person without one, that in which they have a post."""
    found: list[int] = []
    for unit in units:
        if unit.org is not None:
            found += unit.org.entities()
        elif unit.person is not None and unit.person.entity in posts:
            found.append(posts[unit.person.entity])
    return list(dict.fromkeys(n for n in found if n >= 0))


def _of_people(found: list[Group], sides: tuple[list[Unit], list[Unit]] | None) -> bool:
    """Whether a deal is told to be between people: "the agreement between A, head of X, and B, head of Y"."""
    units = [u for side in sides or () for u in side]
    between = any(g.part == "between" and g.units[0] in units for g in found)
    return between and len(units) > 1 and all(u.person is not None for u in units)


def _leaders(
    rd: Reader, known: FrameSet, number: int, toks: list[Token], subject: Group | None, t: int, posts: Mapping[int, int]
) -> Iterator[Claim]:
    """The two last named with their posts, where it is "both leaders" who signed."""
    pair = subject.units[0].pair if subject is not None else None
    if pair is None or subject is None or not rd.lex.numerals:
        return
    told = " ".join(rd.doc.lower[toks[subject.start].first : pair.last])
    if not any(word in told for word in known.leaders):
        return
    since, until = rd.doc.sentences[max(0, number - 1)][0], toks[t].first
    people = [thing.names[0].entity for thing in rd.cast.things if thing.alive and thing.type == "Person"
              and any(since <= n.first < until for n in thing.names)]  # fmt: skip
    bodies = {posts[p] for p in people if p in posts}
    if len(people) == len(bodies) == 2:
        for person in people:
            slots = {"P": [person], "O": [posts[person]]}
            yield Claim(known.frames[toks[t].frame].signed, number, pair.first, toks[t].last, slots)


def _signatures(
    number: int, toks: list[Token], signers: list[tuple[Unit, Name | None]], t: int, frame: Frame,
    posts: Mapping[int, int],
) -> Iterator[Claim]:  # fmt: skip
    """Who signed, and for whom."""
    for unit, owner in signers:
        if unit.person is None:
            continue
        # "signed for the company": which one, the post of the signatory tells better.
        told = unit.org if owner is None or (owner.kind in MEANT and unit.org is not None) else owner
        body = told.entity if told is not None else posts.get(unit.person.entity, -1)
        if body >= 0:
            spans = (t, unit.start, unit.end - 1)
            yield Claim(
                frame.signed, number, toks[min(spans)].first, toks[max(spans)].last,
                {"P": [unit.person.entity], "O": [body]},
            )  # fmt: skip


def _only_said(rd: Reader, known: FrameSet, claim: Claim, word: int) -> bool:
    """Whether whoever stands before a word of signing only says that it was done: "X told us that the signing ...",
    "X said after the deal was signed", or it is told of their institution: "A, head of X, which signed".
    """
    spoken = within(rd.cues, claim.first, word)
    said = any(kind == "breaks" and " ".join(rd.doc.lower[i:j]) in rd.lex.speech for i, j, kind in spoken)
    said = said or (rd.lex.trailing_nouns and not rd.lex.speech.isdisjoint(rd.doc.lower[claim.first : word]))
    said = said or phrase_before(known.passive, rd.doc.lower, 0, word)
    # "Ông A, giám đốc X, nói: “Chúng tôi đã ký”."
    said = said or (rd.lex.syllabic and not OPEN.keys().isdisjoint(rd.doc.words[claim.first : word]))
    return claim.first < word and (said or not rd.lex.impersonal.isdisjoint(rd.doc.lower[max(0, word - 2) : word]))


def _on_behalf(toks: list[Token], near: list[Group]) -> list[tuple[Unit, Name]]:
    """Who signed for whom: "A signed for X, and B for Y"; "for X, the deal was signed by A, and for Y by B"."""
    found: list[tuple[Unit, Name]] = []
    people = [g for g in near if any(u.person is not None for u in g.units)]
    for body in near:
        org = body.units[0].org
        if body.part != "for" or org is None or body.units[0].person is not None:
            continue
        taken = {id(unit) for unit, _ in found}
        before = next((g for g in reversed(people) if g.end <= body.tie), None)
        after = next((g for g in people if g.start >= body.end and g is not body), None)
        if before is not None and id(before.units[-1]) not in taken and _bridged(toks, before.end, body.tie, _SIGNING):
            # "by A, head of X, and B for Y": A did not sign for Y.
            found += [(u, org) for u in before.units if u.org in (None, org) or u is before.units[-1]]
        elif after is not None and _bridged(toks, body.end, after.start, _SIGNED_BY):
            found.append((after.units[0], org))
    return found


def _bridged(toks: list[Token], first: int, last: int, kinds: frozenset[str]) -> bool:
    return last - first <= NEAR + 2 and all(tok.kind in kinds for tok in toks[first:last])


def _heads(toks: list[Token], group: Group) -> bool:
    """Whether an aside only tells who has a post at whom it stands behind: ``ký với X, do bà A làm giám đốc``."""
    kinds = [tok.kind for tok in toks[group.start : group.end]]
    return group.part == "by" and toks[group.tie - 1].kind == "," and kinds[:3] == ["person", "", "role"]


def _signers(toks: list[Token], near: list[Group], t: int, frame: Frame) -> list[tuple[Unit, Name | None]]:
    """The people who signed, with whom they signed for where that is told."""
    found: list[tuple[Unit, Name | None]] = list(_on_behalf(toks, near)) if frame.kind == "sign" else []
    taken = {id(unit) for unit, _ in found}
    people = [g for g in near if any(u.person is not None and id(u) not in taken for u in g.units)]
    behind = [g for g in people if g.part in ("by", "between", "of", "object", "is") and t < g.start <= t + REACH]
    behind = [g for g in behind if g.part not in ("of", "object", "is") or g.tie - t <= NEAR]
    behind = [g for g in behind if not _heads(toks, g)]
    for g in people if frame.kind == "pen" and behind else ():
        # "the signatures of A, head of X, and of B, head of Y"
        if 0 < g.tie - behind[-1].end <= _AND_OF and toks[g.tie].kind == "of":
            behind.append(g)
    if frame.kind == "sign" and not behind:
        # "A, director of X, signed the agreement with B, director of Y"
        with_whom = [g for g in people if g.part == "with" and t < g.tie <= t + NEAR]
        own = subject_of(toks, near, t)
        if own is not None and own in people and own.units[0].org is not None:
            behind = [own, *(g for g in with_whom if all(u.org is not None for u in g.units))]
    if not behind and frame.kind == "sign":
        right = [g for g in people if g.part == "loose" and 0 < g.start - t <= LINK]
        behind = right if subject_of(toks, near, t) is None else []
    subject = next((g for g in reversed(near) if g.end <= t and g.part in ("bare", "by", "loose")), None)
    if _told_of_a_deal(toks, near, t):
        subject = None
    if subject is not None and subject not in people and toks[subject.end].kind == ",":
        # "A, who runs X, signed".
        who = next((g for g in reversed(people) if g.end < subject.start and toks[g.end].kind == ","), None)
        subject = who if who is not None and toks[who.end + 1].kind == "that" and who.part == "bare" else subject
    if (
        not behind
        and subject is not None
        and subject in people
        and (frame.kind == "sign" or t - subject.end <= LINK + 1)
    ):
        behind = [subject]
    return found + [(u, None) for g in behind for u in g.units if id(u) not in taken]


def _told_of_a_deal(toks: list[Token], near: list[Group], t: int) -> bool:
    """Whether "signed" goes on about a deal told before a comma: "a deal between X and Y, signed in May"."""
    ended = t > 1 and toks[t - 1].kind == "," and t + 1 < len(toks) and toks[t + 1].kind in ("date", "")
    return ended and any(g.end == t - 1 and g.part in ("between", "with") and g.units[0].person is None for g in near)
