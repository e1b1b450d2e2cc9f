"""Deals and cooperation read by who stands where around the words of signing, agreeing and cooperating.

A language file lists these words by what they mean; which wording joins them to the parties does not matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from loaders.anaphora import topic
from loaders.clauses import Group, Token, Unit, groups, tokens
from loaders.frameset import KINDS, Frame, FrameSet
from loaders.lexicon import INSTITUTIONS
from loaders.relations import Claim, Reader, Refused, doubt, within
from loaders.scene import Name
from loaders.skeleton import plain_signs
from loaders.trail import unmade

# Sentences after one that names members of a body of partners in which others are named.
_RECENT = 3
# Words between a trigger and the participants behind it.
_REACH = 30
# ... between "signed" and those for whom.
_NEAR = 8
# ... between a subject and those who do it with them.
_LINK = 3
# What may stand between who signs and "for X", and between "for X" and who signed.
_SIGNING = frozenset(("", "trigger", "det", ",", "that", "with"))
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
        elif frame >= 0 and known.frames[frame].rule.id not in without and not _void(rd, known, last):
            hits.setdefault(rd.doc.sentence_of(first), {})[first] = (last, frame)
    if not hits:
        return claims, refused
    described.update(k for k, (_, head) in rd.cast.scene.heads.items() if not rd.doc.caps[k])
    described.update(rd.cast.scene.titles)
    described.update(k for k, word in enumerate(rd.doc.lower) if word in rd.lex.described)
    people = _people(rd)
    of = next(w[0] for options in known.small.values() for w, kind in options if kind == "of" and len(w) == 1)
    for number, triggers in sorted(hits.items()):
        first, last = rd.doc.sentences[number]
        toks = tokens(plain_signs(rd.doc, first, last, rd.marks, of), triggers, known.small)
        _short_names(rd, toks, people)
        _counted_off(rd, toks)
        found = groups(toks, described)
        if not found:
            continue
        for claim in _sentence(rd, known, number, toks, found, posts, unions):
            reason = doubt(rd, claim, first, last)
            if reason is None:
                claims.append(claim)
            else:
                refused.append(Refused(claim.rule.id, reason, claim.first, claim.last))
                unmade(rd.trail, claim, reason)
    return claims, refused


def _kind_noun(rd: Reader, first: int, last: int) -> bool:
    """Whether a word that may also be a trigger only says what the name right behind it is: ``tổ chức X``."""
    named = last in rd.marks and rd.marks[last][1] in INSTITUTIONS | {""}
    return named and " ".join(rd.doc.lower[first:last]) in rd.lex.described


def _people(rd: Reader) -> dict[str, Name]:
    """The people of an article by the last and the first word of their names, where only one is called so."""
    found: dict[str, list[Name]] = {}
    for thing in rd.cast.things:
        if thing.alive and thing.type == "Person":
            name = max(thing.names, key=lambda n: n.last - n.first)
            for word in {rd.doc.lower[name.first], rd.doc.lower[name.last - 1]}:
                found.setdefault(word, []).append(name)
    return {word: names[0] for word, names in found.items() if len(names) == 1}


def _short_names(rd: Reader, toks: list[Token], people: Mapping[str, Name]) -> None:
    """Take a lone capitalised word for the person who is called so: "Tri and Goh signed"."""
    for tok in toks:
        short = tok.kind == "org" and tok.name is not None and not tok.name.type
        if (short or (not tok.kind and rd.doc.caps[tok.first])) and tok.last - tok.first == 1:
            meant = people.get(rd.doc.lower[tok.first])
            if meant is not None:
                tok.kind, tok.name = "person", meant


def _counted_off(rd: Reader, toks: list[Token]) -> None:
    """Take the semicolons of a list behind a colon for commas: "Its partners are: X; Y, of Z; and V"."""
    marks = [tok for tok in toks if tok.kind in ("mark", ";")]
    colon = next((k for k, tok in enumerate(marks) if rd.doc.words[tok.first] == ":"), len(marks))
    listed = [tok for tok in marks[colon:] if tok.kind == ";"]
    if len(listed) > 1:
        for tok in listed:
            tok.kind = ","


def _void(rd: Reader, known: FrameSet, word: int) -> bool:
    """Whether what is signed is no deal: "signed a petition"."""
    return any(" ".join(rd.doc.lower[word : word + size]) in known.void for size in (1, 2, 3))


def _sentence(
    rd: Reader, known: FrameSet, number: int, toks: list[Token], found: list[Group], posts: Mapping[int, int],
    unions: list[Claim],
) -> Iterator[Claim]:  # fmt: skip
    clause = _clauses(rd, toks, found)
    told: list[tuple[frozenset[int], bool]] = []
    triggers = [k for k, tok in enumerate(toks) if tok.kind == "trigger"]
    if any(known.frames[toks[t].frame].kind == "sign" for t in triggers):
        for unit, owner in _on_behalf(toks, found):
            unit.org = unit.org or owner
    for t in sorted(triggers, key=lambda k: KINDS.index(known.frames[toks[k].frame].kind)):
        frame = known.frames[toks[t].frame]
        near = [g for g in found if (g.start < t and g.part != "by") or clause[g.start] == clause[t]]
        if frame.kind in ("sign", "pen"):
            yield from _signatures(number, toks, found, t, frame, posts)
        if frame.kind == "pen":
            continue
        sides = _sides(toks, near, t, frame)
        if frame.kind == "pact" and (sides is None or len(sides[0]) + len(sides[1]) < 2):
            sides = _under(toks, found, t) or sides
        if sides is None:
            continue
        claim = _claim(number, toks, sides, t, frame, posts)
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


def _partakers(rd: Reader, toks: list[Token], claim: Claim, frame: Frame) -> Iterator[Claim]:
    """Those who do something together within a scheme take part in it: "the project X brings A, B and C together"."""
    parties = list(dict.fromkeys(n for numbers in claim.slots.values() for n in numbers))
    if frame.kind not in ("union", "plan", "work", "joint") or len(parties) < 2 or rd.lex.syllabic:
        return
    named = [tok.name for k, tok in enumerate(toks) if tok.name and tok.kind == "programme" and not _lent(toks, k)]
    reach = claim.last + (_REACH // 2 if frame.kind == "joint" else 0)
    named = [name for name in named if frame.kind in ("union", "plan") or claim.first <= name.first < reach]
    if not named and frame.kind == "union":
        told = topic(rd.cast, toks[0].first, frozenset({"Programme"}))
        named = [told] if told is not None else []
    if named:
        slots = {"A": parties, "G": [named[0].entity]}
        yield replace(claim, rule=frame.partake, slots=slots, anaphors=[n for n in named[:1] if n.kind == "anaphor"])


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
    inside = {k for group in listed if len(group.units) > 1 for k in range(group.start, group.end)}
    number, found = 0, []
    for k, tok in enumerate(toks):
        number += bool(k) and ((tok.kind == ";" and k not in inside) or tok.first in breaks)
        found.append(number)
    return found


def _sides(toks: list[Token], near: list[Group], t: int, frame: Frame) -> tuple[list[Unit], list[Unit]] | None:
    """Who is on either side of what the trigger at token ``t`` says; with one side empty, all are on the other."""
    if frame.kind == "union":
        members = [g for g in near if _member(g, t) and not _its_name(g, t)]
        # "the alliance was set up by X": its members are named elsewhere.
        if all(g.part == "by" and len(g.units) == 1 for g in members):
            return None
        return [u for g in members for u in g.units], []
    if frame.kind == "joint":
        subject = _subject(toks, near, t)
        several = subject is not None and len(subject.units) > 1 and subject.part == "bare"
        if subject is not None and several and t - _past_aside(toks, subject.end, t) <= _LINK:
            return subject.units, []
    verb = frame.kind in ("sign", "ally", "work")
    behind = [g for g in near if t < g.start <= t + _REACH]
    subject = _subject(toks, near, t)
    begin = subject.end if subject is not None else 0
    reach = _past_aside(toks, begin, t)
    between = next((g for g in near if g.part == "between" and (g.tie > t or g.end <= t)), None)
    withs = [g for g in near if g.part == "with" and (g.tie > t or _joins(toks, begin, g, t))]
    if frame.kind in ("joint", "plan"):
        # "a scheme with three to lead the way: X, Y": they take part in the scheme.
        withs = [g for g in withs if not any(tok.kind == "mark" for tok in toks[g.tie : g.start])]
    owners = [g for g in near if g.tie == t and (g.part == "of" or (g.part == "object" and not verb))]
    if not verb:
        owners += [g for g in near if g.part == "owner" and _governs(toks, g.end, t)]
    agents = [g for g in behind if g.part == "by"]
    if between is not None and len(between.units) == 1 and agents and verb:
        # "The pact, which also involves X, was signed by Y and Z".
        return [*between.units, *agents[0].units], []
    if between is not None and between.start - t <= _REACH and (between.tie > t or t - between.end <= _NEAR):
        after = [g for g in withs if g.start >= between.end and g.tie - between.end <= 3]
        return between.units, after[0].units if after else []
    objects = [g for g in behind if g.part == "object" and g.tie == t]
    if frame.kind == "ally":
        objects += [g for g in behind if g.tie > t and toks[g.tie].kind == "site" and g.tie - t <= _LINK]
    if frame.kind == "mate":
        mate = next(iter(owners or withs), None)
        # "X and Y are two satellites of the scheme": of each other they are none.
        if mate is None and "of" in (tok.kind for tok in toks[t + 1 : t + 2 + _LINK]):
            return None
        if subject is None or subject is mate:
            return None
        return subject.units, mate.units if mate is not None else []
    direct = objects if objects and frame.kind in ("ally", "work") else []
    partner = direct or [g for g in withs if g.tie > t and _reaches(near, t, g)] or [g for g in withs if g.tie < t]
    partner = partner or _with_whom(toks, near, t)
    if partner:
        # "works with X since 2009 and with Y".
        more = [g for g in withs if partner[0].start > t and g.start > partner[0].end and toks[g.tie - 1].kind == "and"]
        partner = [replace(partner[0], units=[u for g in (partner[0], *more) for u in g.units])] if more else partner
        mine = next(iter(owners), None) or subject
        if mine is None or mine is partner[0]:
            mine = next((g for g in near if g.part == "bare" and g.start >= partner[0].end), None)
        mine = mine or next((g for g in behind if g.part == "by"), None)
        if mine is None and len(partner[0].units) > 1:
            # "It works with X and with Y": not they with each other.
            return None
        return (mine.units if mine is not None else []), partner[0].units
    if frame.kind == "ally" and owners and subject is not None and subject is not owners[0]:
        return subject.units, owners[0].units
    if agents and (
        frame.kind in ("sign", "ally", "pact", "tie") or (frame.kind == "work" and len(agents[0].units) > 1)
    ):
        # "signed by A, director of X, and on the other side by B, director of Y".
        others = [g for g in agents[1:] if frame.kind == "sign" and any(u.person is not None for u in g.units)]
        return [u for g in (agents[0], *others) for u in g.units], []
    if owners and frame.kind in ("pact", "tie"):
        return owners[0].units, []
    # "The parties that signed are X and Y".
    named = next((g for g in behind if g.part == "is" and len(g.units) > 1 and g.tie - t <= _LINK), None)
    if named is not None and frame.kind in ("sign", "pact") and (subject is None or subject.units[0].pair is not None):
        return named.units, []
    if subject is not None and frame.kind not in ("plan", "joint") and (verb or _governs(toks, reach, t)):
        return subject.units, []
    # "Four institutions signed the agreement in May: A, B, C and D".
    listed = next((g for g in behind if g.part in ("bare", "is") and len(g.units) > 1 and _announced(toks, g)), None)
    if listed is not None and subject is None and frame.kind in ("sign", "ally", "pact"):
        return listed.units, []
    return None


def _announced(toks: list[Token], group: Group) -> bool:
    """Whether a colon stands before a list."""
    before = group.start - 1
    while before > 0 and toks[before].kind == "det":
        before -= 1
    return toks[before].kind == "mark"


def _past_aside(toks: list[Token], end: int, t: int) -> int:
    """The token behind an aside in commas that follows a subject: "X and Y, the largest of its kind, announced"."""
    if end >= t or toks[end].kind != ",":
        return end
    closing = next((k for k in range(end + 1, min(t, end + _REACH)) if toks[k].kind == ","), end)
    plain = all(tok.kind not in ("trigger", "with", "between", ";", "mark") for tok in toks[end + 1 : closing])
    return closing + 1 if closing > end + 1 and plain else end


def _with_whom(toks: list[Token], near: list[Group], t: int) -> list[Group]:
    """Who stands before "with whom" and the act: "X, with which Y signed"."""
    return [
        g
        for g in near
        for k in (g.end, g.end + 1)
        if k + 1 < t
        and [tok.kind for tok in toks[k : k + 2]] == ["with", "that"]
        and (k == g.end or toks[g.end].kind == ",")
    ]


def _under(toks: list[Token], found: list[Group], t: int) -> tuple[list[Unit], list[Unit]] | None:
    """The only two institutions of a sentence in which one does something for the other under a deal, or its subjects.

    "X sends interns to Y under an agreement"; "the deal gives X access to the laboratories of Y"; "under the deal X and
    Y train nurses".
    """
    opens = t <= _LINK and any(tok.kind == "prep" for tok in toks[:t])
    if opens and found[0].part == "bare" and len(found[0].units) > 1:
        return found[0].units, []
    named = {u.org.entity: u for g in found for u in g.units if u.org is not None and g.part != "out"}
    apart = len({u.group for u in named.values()}) == 2
    if len(named) != 2 or not apart or any(u.org is not None and u.org.type == "Government" for u in named.values()):
        return None
    first, second = named.values()
    circumstance = any(tok.kind == "prep" for tok in toks[max(0, t - _LINK) : t])
    subject = t <= _LINK and t < min(first.start, second.start)
    return ([first], [second]) if circumstance or subject else None


def _its_name(group: Group, t: int) -> bool:
    """Whether a lone unknown name behind a body of partners is its own: "the consortium, which calls itself X"."""
    name = group.units[0].org
    alone = name is not None and not name.type and len(group.units) == 1
    return alone and group.part in ("object", "loose", "bare") and 0 < group.start - t <= _LINK + 1


def _member(group: Group, t: int) -> bool:
    """Whether a list belongs to the body of partners at token ``t``: "the consortium, led by X, includes Y and Z"."""
    # "It began at X, which will coordinate it": whatever ties X in, it is one of them.
    beside = len(group.units) == 1 and 0 <= t - group.end <= 1
    tied = group.part in ("bare", "by", "between", "is", "of", "with", "object") or (beside and group.part == "off")
    return tied and abs(group.start - t) <= _REACH


def _subject(toks: list[Token], near: list[Group], t: int) -> Group | None:
    """Who does what the trigger at token ``t`` says: the group right before it, else the nearest free one."""
    before = [g for g in near if g.end <= t and g.part in ("bare", "by", "loose", "is")]
    before = [g for g in before if not any(tok.kind == ";" for tok in toks[g.end : t])]
    if before and all(tok.kind in ("", "det") for tok in toks[before[-1].end : t]):
        return before[-1]
    for part in ("bare", "by"):
        if free := [g for g in before if g.part == part]:
            return free[-1]
    # "Representatives of X and Y signed".
    return next((g for g in near if g.part == "for" and g.end <= t and g.tie <= 1 and len(g.units) > 1), None)


def _joins(toks: list[Token], begin: int, group: Group, t: int) -> bool:
    """Whether a group before the trigger goes with its subject: "X, together with Y, signed"."""
    if not begin <= group.start < t:
        return False
    comma = max((k for k in range(begin, group.tie) if toks[k].kind == ","), default=begin)
    if toks[begin].kind == "," and begin < comma:
        begin = comma
    if group.tie - begin > _LINK:
        return False
    return all(tok.kind in ("", "det", ",", "mark") for tok in toks[begin : group.tie])


def _reaches(near: list[Group], t: int, group: Group) -> bool:
    """Whether "with X" behind a trigger is its own: no other subject stands between."""
    if group.tie < t:
        return True
    return group.tie - t <= _REACH and not any(g.part == "bare" and t < g.start < group.tie for g in near)


def _governs(toks: list[Token], subject: int, t: int) -> bool:
    """Whether the deal at token ``t`` may be what the subject concluded, and no mere circumstance."""
    return t - subject <= _NEAR + 4 and not any(
        tok.kind in ("prep", "by", "with", "between", "for", "is", ",") for tok in toks[subject:t]
    )


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
    claim.anaphors += [u.org for u in (*left, *right) if u.org is not None and u.org.kind == "anaphor"]
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


def _signatures(
    number: int, toks: list[Token], near: list[Group], t: int, frame: Frame, posts: Mapping[int, int]
) -> Iterator[Claim]:
    """Who signed, and for whom."""
    for unit, owner in _signers(toks, near, t, frame):
        if unit.person is None:
            continue
        # "signed for the company": which one, the post of the signatory tells better.
        told = unit.org if owner is None or (owner.kind == "anaphor" and unit.org is not None) else owner
        body = told.entity if told is not None else posts.get(unit.person.entity, -1)
        if body >= 0:
            spans = (t, unit.start, unit.end - 1)
            yield Claim(
                frame.signed, number, toks[min(spans)].first, toks[max(spans)].last,
                {"P": [unit.person.entity], "O": [body]},
            )  # fmt: skip


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
            found += [(unit, org) for unit in before.units]
        elif after is not None and _bridged(toks, body.end, after.start, _SIGNED_BY):
            found.append((after.units[0], org))
    return found


def _bridged(toks: list[Token], first: int, last: int, kinds: frozenset[str]) -> bool:
    return last - first <= _NEAR + 2 and all(tok.kind in kinds for tok in toks[first:last])


def _signers(toks: list[Token], near: list[Group], t: int, frame: Frame) -> list[tuple[Unit, Name | None]]:
    """The people who signed, with whom they signed for where that is told."""
    found: list[tuple[Unit, Name | None]] = list(_on_behalf(toks, near)) if frame.kind == "sign" else []
    taken = {id(unit) for unit, _ in found}
    people = [g for g in near if any(u.person is not None and id(u) not in taken for u in g.units)]
    behind = [g for g in people if g.part in ("by", "between", "of", "object", "is") and t < g.start <= t + _REACH]
    behind = [g for g in behind if g.part not in ("of", "object", "is") or g.tie - t <= _NEAR]
    if not behind and frame.kind == "sign":
        right = [g for g in people if g.part == "loose" and 0 < g.start - t <= _LINK]
        behind = right if _subject(toks, near, t) is None else []
    subject = next((g for g in reversed(near) if g.end <= t and g.part in ("bare", "by", "loose")), None)
    if subject is not None and subject not in people and toks[subject.end].kind == ",":
        # "A, who runs X, signed".
        who = next((g for g in reversed(people) if g.end < subject.start and toks[g.end].kind == ","), None)
        subject = who if who is not None and toks[who.end + 1].kind == "that" and who.part == "bare" else subject
    if (
        not behind
        and subject is not None
        and subject in people
        and (frame.kind == "sign" or t - subject.end <= _LINK + 1)
    ):
        behind = [subject]
    return found + [(u, None) for g in behind for u in g.units if id(u) not in taken]
