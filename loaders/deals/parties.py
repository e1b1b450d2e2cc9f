"""Who are the parties to what a trigger says: the groups of a sentence on either side of it, and what ties them."""

from dataclasses import replace

from loaders.deals.clauses import Group, before_articles, closed
from loaders.deals.frameset import Frame
from loaders.deals.tokens import Token
from loaders.deals.units import Unit

REACH = 30
"""Words between a trigger and the participants behind it."""
NEAR = 8
"""Words between "signed" and those for whom."""
LINK = 3
"""Words between a subject and those who do it with them."""
# What stands before a deal that opens a sentence and names nobody.
_FRONT = frozenset(("trigger", "prep", "date", "det", ",", "mark"))


def sides_of(toks: list[Token], near: list[Group], t: int, frame: Frame) -> tuple[list[Unit], list[Unit]] | None:
    """Who is on either side of what the trigger at token ``t`` says; with one side empty, all are on the other."""
    # "with three partners: X, Y and Z": they are who is spoken of.
    ties = {g.tie for g in near if g.tie >= 0 and g.units[0].pair is None}
    near = [g for g in near if g.units[0].pair is None or len(g.units) > 1 or g.tie not in ties]
    if frame.kind == "union":
        members = [g for g in near if _member(toks, g, t) and not _its_name(g, t)]
        # "the alliance was set up by X": its members are named elsewhere.
        if all(g.part == "by" and len(g.units) == 1 for g in members):
            return None
        # "Other members of X include A, former head of Y": people sit there, and no body of theirs; but "X, represented
        # by its head A".
        members = [g for g in members if g.part == "by" or not any(_sits(toks, u) for u in g.units)]
        return [u for g in members for u in g.units], []
    if frame.kind == "joint":
        subject = subject_of(toks, near, t)
        several = subject is not None and len(subject.units) > 1 and subject.part == "bare"
        # "From the chain X, Y began": two with but a comma between them are no list.
        several = several and subject is not None and (len(subject.units) > 2 or closed(toks, subject.units))
        if subject is not None and several and t - _past_aside(toks, subject.end, t) <= LINK:
            return subject.units, []
    verb = frame.kind in ("sign", "ally", "work")
    behind = [g for g in near if t < g.start <= t + REACH]
    subject = subject_of(toks, near, t)
    begin = subject.end if subject is not None else 0
    reach = _past_aside(toks, begin, t)
    between = next((g for g in near if g.part == "between" and (g.tie > t or g.end <= t)), None)
    withs = [g for g in near if g.part == "with" and (g.tie > t or _joins(toks, begin, g, t))]
    if frame.kind in ("joint", "plan"):
        # "a scheme with three to lead the way: X, Y": they take part in the scheme.
        withs = [g for g in withs if not any(tok.kind == "mark" for tok in toks[g.tie : g.start])]
        # "X vận hành A, B cùng C": all three are what X runs, or may be.
        run = {g.end for g in near if g.part == "object" and g.tie == t}
        withs = [g for g in withs if g.tie not in run]
    owners = [
        g
        for g in near
        if g.tie == t and (g.part == "of" or (g.part == "object" and not verb and frame.kind != "joint"))
    ]
    if not verb:
        owners += [g for g in near if g.part == "owner" and g.end <= t and _governs(toks, g.end, t)]
    # "X works with schools to meet the standards set by Y and Z"
    agents = [g for g in behind if g.part == "by" and not any(tok.kind == "with" for tok in toks[t : g.tie])]
    own = next((g for g in behind if g.part == "bare" and _belongs(toks[t + 1 : g.start])), None)
    if own is not None and frame.kind == "pact" and (len(own.units) > 1 or own.units[0].pair is not None):
        # "under a pact that both have had since May"
        return own.units, []
    if between is not None and len(between.units) == 1 and agents and verb:
        # "The pact, which also involves X, was signed by Y and Z".
        return [*between.units, *agents[0].units], []
    if between is not None and between.start - t <= REACH and (between.tie > t or t - between.end <= NEAR):
        after = [g for g in withs if g.start >= between.end and g.tie - between.end <= 3]
        return between.units, after[0].units if after else []
    objects = [g for g in behind if g.part == "object" and g.tie == t]
    if any(g.tie > t for g in withs):
        # "a pact of three sides with X and Y"
        objects = [g for g in objects if g.units[0].pair is None]
    if frame.kind == "ally":
        objects += [g for g in behind if g.tie > t and toks[g.tie].kind == "site" and g.tie - t <= LINK]
    if frame.kind == "mate":
        mate = next(iter(owners or withs), None)
        # "X and Y are two satellites of the scheme": of each other they are none.
        follow = [tok.kind for tok in toks[t + 1 : t + 2 + LINK] if tok.kind][:2]
        if mate is None and follow[:1] == ["of"] and follow != ["of", "date"]:
            return None
        # "X, Y and development partners came": guests besides them.
        if mate is None and next((k for k in reversed(toks[:t]) if k.kind not in ("", "det")), toks[t]).kind == "and":
            return None
        # "The ministry recognised X as a satellite of Y": X is one.
        told = [g for g in near if g.end < t and all(tok.kind in ("", "det", "is") for tok in toks[g.end : t])]
        # "X visited Y, partner of Z": it is Y.
        beside = next((g for g in near if g.end == t - 1 and toks[g.end].kind == ","), None)
        subject = next((g for g in told if toks[g.end].kind == "is"), beside or subject)
        if subject is None or subject is mate:
            return None
        return subject.units, mate.units if mate is not None else []
    direct = objects if objects and frame.kind in ("ally", "work") else []
    partner = direct or [g for g in withs if g.tie > t and _reaches(near, t, g)] or [g for g in withs if g.tie < t]
    partner = partner or _with_whom(toks, near, t)
    if partner:
        # "works with X since 2009 and with Y".
        more = [g for g in withs if partner[0].start > t and g.start > partner[0].end and _goes_on(toks, g.tie)]
        partner = [replace(partner[0], units=[u for g in (partner[0], *more) for u in g.units])] if more else partner
        # "Z checked the contract signed by X with Y": whatever Z does, it did not sign.
        signer = next((g for g in agents if g.tie - t <= LINK and g.end <= partner[0].tie), None)
        mine = signer or next(iter(owners), None) or subject
        if mine is None or mine is partner[0]:
            mine = next((g for g in near if g.part == "bare" and g.start >= partner[0].end), None)
        # "courses held with X, and tests certified by Y": Y did something else.
        mine = mine or next((g for g in agents if g.tie - partner[0].end <= LINK + 1), None)
        if mine is None and len(partner[0].units) > 1:
            # "It works with X and with Y": not they with each other.
            return None
        # "X, together with Y, signs with Z": Y does too.
        along = [u for g in withs if verb and mine is subject and partner[0].start > t > g.tie for u in g.units]
        return ([*mine.units, *along] if mine is not None else []), partner[0].units
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
    named = next((g for g in behind if g.part == "is" and len(g.units) > 1 and g.tie - t <= LINK), None)
    if named is not None and frame.kind in ("sign", "pact") and (subject is None or subject.units[0].pair is not None):
        return named.units, []
    if subject is not None and frame.kind not in ("plan", "joint") and (verb or _governs(toks, reach, t)):
        return subject.units, []
    # "X and Y, partnership for prevention"
    headed = subject is not None and len(subject.units) > 1 and subject.part == "bare" and frame.kind in ("pact", "tie")
    if headed and subject and all(tok.kind in (",", "mark", "det") for tok in toks[subject.end : t]):
        return subject.units, []
    # "Four institutions signed the agreement in May: A, B, C and D".
    listed = next((g for g in behind if g.part in ("bare", "is") and len(g.units) > 1 and _announced(toks, g)), None)
    if listed is not None and subject is None and frame.kind in ("sign", "ally", "pact"):
        return listed.units, []
    return None


def _sits(toks: list[Token], unit: Unit) -> bool:
    return unit.person is not None and toks[unit.start].kind != "org"


def _belongs(toks: list[Token]) -> bool:
    """Whether some tokens between a deal and a subject only tell that it is theirs: "the pact that X and Y have"."""
    kinds = [tok.kind for tok in toks]
    return "that" in kinds and all(kind in ("that", "prep", "det") for kind in kinds)


def _goes_on(toks: list[Token], tie: int) -> bool:
    """Whether a group goes on a list of partners: "and with Y", "and one with Y", ", the second with Y"."""
    before = before_articles(toks, tie)
    return before >= 0 and (toks[before].kind == "and" or (toks[before].kind == "," and before < tie - 1))


def _announced(toks: list[Token], group: Group) -> bool:
    """Whether a colon stands before a list."""
    before = before_articles(toks, group.start)
    return before >= 0 and toks[before].kind == "mark"


def _past_aside(toks: list[Token], end: int, t: int) -> int:
    """The token behind an aside in commas that follows a subject: "X and Y, the largest of its kind, announced"."""
    if end >= t or toks[end].kind != ",":
        return end
    closing = next((k for k in range(end + 1, min(t, end + REACH)) if toks[k].kind == ","), end)
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


def under(toks: list[Token], found: list[Group], t: int) -> tuple[list[Unit], list[Unit]] | None:
    """The only two institutions of a sentence in which one does something for the other under a deal, or its subjects.

    "X sends interns to Y under an agreement"; "the deal gives X access to the laboratories of Y"; "under the deal X and
    Y train nurses".
    """
    opens = t <= LINK and any(tok.kind == "prep" for tok in toks[:t])
    # "X and Y train nurses under an agreement", but not "under an agreement with schools".
    closes = circumstance(toks, t) and all(tok.kind not in ("with", "between") for tok in toks[t : t + NEAR])
    several = found and found[0].part == "bare" and len(found[0].units) > 1
    if several and (opens or (closes and all(u.person is None for u in found[0].units))):
        return found[0].units, []
    if len(found) > 1 and all(g.part == "with" for g in found):
        # "The board approved a contract with X and a contract with Y": not they with each other.
        return None
    told = [g for g in found if g.part != "out" and any(u.org is not None for u in g.units)]
    if all(g.part == "off" and toks[g.tie].kind in ("site", "prep") for g in told):
        # "The deal is about interns at X and within Y": only where something is done.
        return None
    named = {u.org.entity: u for g in told for u in g.units if u.org is not None}
    apart = len({u.group for u in named.values()}) == 2
    if len(named) != 2 or not apart or any(u.org is not None and u.org.type == "Government" for u in named.values()):
        return None
    first, second = named.values()
    if second.org is not None and not second.org.type:
        # "Under the deal, X supplies six OrtoPlus": what nothing explains may be anything.
        return None
    # "Signed on Monday, the deal gives X access to the laboratories of Y".
    opens = t <= LINK or all(tok.kind in _FRONT for tok in toks[:t])
    subject = opens and t < min(first.start, second.start) and first.part != "off"
    return ([first], [second]) if circumstance(toks, t) or subject else None


def in_turn(toks: list[Token], found: list[Group], clause: list[int], t: int) -> tuple[list[Unit], list[Unit]] | None:
    """The two of whom a sentence tells in turn what they do under the deal with which it opens: "Under an agreement, X
    will train nurses, while Y will provide teachers".
    """
    opens = t <= LINK and circumstance(toks, t)
    subjects = [g for g in found if g.part == "bare" or (g.part == "loose" and clause[g.start] != clause[g.start - 2])]
    bodies = [g.units[0].org for g in subjects if len(g.units) == 1 and g.start > t]
    if not opens or len(found) != 2 or len(bodies) != 2 or any(body is None or not body.type for body in bodies):
        return None
    first, second = found
    one, other = bodies
    apart = one is not None and other is not None and one.entity != other.entity
    return (first.units, second.units) if apart else None


def circumstance(toks: list[Token], t: int) -> bool:
    """Whether the deal at token ``t`` is only that under which something is done: "under a deal, X will train"."""
    return any(tok.kind == "prep" for tok in toks[max(0, t - LINK) : t])


def _its_name(group: Group, t: int) -> bool:
    """Whether a lone unknown name behind a body of partners is its own: "the consortium, which calls itself X"."""
    name = group.units[0].org
    alone = name is not None and not name.type and len(group.units) == 1
    return alone and group.part in ("object", "loose", "bare") and 0 < group.start - t <= LINK + 1


def _member(toks: list[Token], group: Group, t: int) -> bool:
    """Whether a list belongs to the body of partners at token ``t``: "the consortium, led by X, includes Y and Z"."""
    # "X, which is part of the consortium, gave Y what it needs": of Y nothing is told.
    amid = before_articles(toks, t)
    told = group.start > t and amid >= 0 and toks[amid].kind == "of"
    if told and group.part != "between" and any(tok.kind == "," for tok in toks[t : group.start]):
        return False
    # "It began at X, which will coordinate it": whatever ties X in, it is one of them.
    beside = len(group.units) == 1 and 0 <= t - group.end <= 1
    # "The project, led by X, receives money from Y": Y is none of them.
    if group.part == "of" and group.tie - t > LINK:
        return False
    tied = group.part in ("bare", "by", "between", "is", "of", "with", "object") or (beside and group.part == "off")
    return tied and abs(group.start - t) <= REACH


def subject_of(toks: list[Token], near: list[Group], t: int) -> Group | None:
    """Who does what the trigger at token ``t`` says: the group right before it, else the nearest free one."""
    before = [g for g in near if g.end <= t and g.part in ("bare", "by", "loose", "is")]
    before = [g for g in before if not any(tok.kind == ";" for tok in toks[g.end : t])]
    if before and all(tok.kind in ("", "det") for tok in toks[before[-1].end : t]):
        return before[-1]
    # "a campaign begun by X in partnership with Y"
    if before and before[-1].part == "by" and [tok.kind for tok in toks[before[-1].end : t]] == ["site"]:
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
    if group.tie - begin > LINK:
        return False
    return all(tok.kind in ("", "det", ",", "mark") for tok in toks[begin : group.tie])


def _reaches(near: list[Group], t: int, group: Group) -> bool:
    """Whether "with X" behind a trigger is its own: no other subject stands between."""
    if group.tie < t:
        return True
    return group.tie - t <= REACH and not any(g.part == "bare" and t < g.start < group.tie for g in near)


def _governs(toks: list[Token], subject: int, t: int) -> bool:
    """Whether the deal at token ``t`` may be what the subject concluded, and no mere circumstance."""
    return t - subject <= NEAR + 4 and not any(
        # "announced on Monday a deal": when is no circumstance of the deal.
        tok.kind in ("prep", "by", "with", "between", "for", "is", ",") and toks[k + 1].kind != "date"
        for k, tok in enumerate(toks[subject:t], start=subject)
    )
