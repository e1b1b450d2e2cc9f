"""Whom "we" means: the institution of who is quoted or interviewed, or the one whose own page an article is."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from loaders.names.things import Thing
from loaders.text.document import Document
from loaders.text.lexicon import CARE, INSTITUTIONS, Lexicon, phrase_before
from loaders.text.lists import paragraphs
from loaders.text.quotes import SPOKEN, quotes
from loaders.text.scene import Name, Scene

# Words before a colon that may say who speaks, and turns that make an interview.
_LABEL = 5
_TURNS = 3
# Words between a person and a post of theirs, and between the post and where it is.
_BESIDE = 3
_POST = 4
# Sentences in which an institution's own page names it, and words there that only an institution says.
_INTRODUCED = 4
_OWN = 2
# Answers that make an interview.
_ANSWERS = 2

_SPEAKING = INSTITUTIONS - {"Government"}

Turn = tuple[int, int, Thing | None]


def turns(doc: Document, lex: Lexicon) -> dict[int, int]:
    """Where the turns of an interview begin, and where the label of each ends: ``Reporter:``, ``A.D.:``."""
    if not lex.we or ":" not in doc.words:
        return {}
    found: dict[int, int] = {}
    blocks = [-1, *paragraphs(doc)]
    for (first, last), (before, here) in zip(doc.sentences, pairwise(blocks), strict=True):
        opens = here != before
        end = next((k for k in range(first + 1, min(first + 1 + _LABEL, last)) if doc.words[k] == ":"), first)
        if opens and end > first and all(doc.caps[k] or doc.words[k] == "." for k in range(first, end)):
            found[first] = end
    labels = Counter(_label(doc, first, end) for first, end in found.items())
    return found if len(found) >= _TURNS and len(labels) > 1 and max(labels.values()) > 1 else {}


def _label(doc: Document, first: int, end: int) -> str:
    return "".join(c for c in doc.text(first, end) if c.isalpha())


def find_voices(sc: Scene, things: list[Thing], names: list[Name], interview: dict[int, int]) -> list[Name]:
    """The words of the first person in the speech of somebody whose institution is known, put to that institution."""
    doc, lex = sc.doc, sc.lex
    if lex.we.keys().isdisjoint(doc.lower) and not (lex.syllabic and not lex.mine.isdisjoint(doc.lower)):
        return []
    spots = [k for k, word in enumerate(doc.lower) if word in lex.we and not sc.taken[k] and _means_us(sc, k)]
    spoken = list(_turns_of(sc, things, interview)) if interview else list(_quotes(sc, things, names))
    if lex.syllabic and not interview:
        spoken = list(_answers(sc, things, names)) or spoken
    inside = {k for begin, end, _ in spoken for k in range(begin, end)}
    house = None if interview else _own_page(sc, names, [k for k in spots if k not in inside])
    found = [_voice(lex, doc, k, house) for k in spots if house is not None and k not in inside]
    houses: dict[int, Name | None] = {}
    for begin, end, who in spoken:
        if who is None:
            continue
        if who.type in INSTITUTIONS | {""}:
            houses[id(who)] = who.names[0]
        elif id(who) not in houses:
            houses[id(who)] = house_of(sc, names, who)
        meant = houses[id(who)]
        if meant is not None:
            found += [_voice(lex, doc, k, meant) for k in spots if begin <= k < end]
        if lex.syllabic and who.type == "Person":
            found += [_myself(k, who) for k in range(begin, end) if _alone(sc, k)]
    return sorted(found, key=lambda n: n.first)


def _means_us(sc: Scene, at: int) -> bool:
    """Whether a word is one of the first person, and no "new" of others: "with us in", but not "with new beds"."""
    doc, lex = sc.doc, sc.lex
    after = doc.lower[at + 1] if at + 1 < len(doc.words) else "."
    # "our country"; "X, owner of Y, lends us": an object behind an aside.
    aside = lex.clitics and at > 1 and doc.words[at - 1] == "," and sc.taken[at - 2] and doc.lower[at] not in lex.owners
    if lex.syllabic:
        return after in lex.mine
    if after in lex.shared or doc.words[at].isupper() or (aside and not after.endswith(lex.clitics)):
        return False
    if doc.lower[at] not in lex.behind_us:
        return True
    apart = not after[0].isalnum() or after in lex.attached or after in lex.conjunctions or after in lex.locatives
    return apart and at > 0 and (doc.lower[at - 1] in lex.attached or doc.lower[at - 1] in lex.locatives)


def _voice(lex: Lexicon, doc: Document, at: int, house: Name) -> Name:
    word = doc.lower[at]
    # "our hospital", before nothing that tells it from others
    whole = at + 2 < len(doc.words) and doc.lower[at + 1] in lex.houses and not doc.caps[at + 2]
    kind = "owner" if word in lex.owners and not whole else "voice"
    kind = kind if lex.articled or lex.trailing_nouns else "anaphor"
    said, end = lex.we[word], at + 1 + (whole or lex.syllabic)
    name = Name(at, end, house.type, kind, core=at, head=house.head, said=said, object=word in lex.us)
    name.entity = house.entity
    return name


def _alone(sc: Scene, at: int) -> bool:
    """Whether somebody speaks of themselves as of one who acts: ``tôi và bà A đã ký``."""
    doc, lex = sc.doc, sc.lex
    if doc.lower[at] not in lex.mine or sc.taken[at] or at + 1 >= len(doc.words):
        return False
    after, before = doc.lower[at + 1], doc.lower[at - 1] if at else "."
    acts = after in lex.conjunctions or after in lex.done
    return acts and before not in lex.we and before not in lex.attached and before not in lex.of


def _myself(at: int, who: Thing) -> Name:
    name = Name(at, at + 1, "Person", "anaphor", core=at)
    name.entity = who.names[0].entity
    return name


def _own_page(sc: Scene, names: list[Name], spots: list[int]) -> Name | None:
    """The institution that an article in the first person is by: the first that it names, early on."""
    doc, lex = sc.doc, sc.lex
    plain = [k for k in spots if doc.lower[k] not in lex.mine]
    if len({doc.sentence_of(k) for k in plain}) < _OWN and not lex.house:
        return None
    ours = any(" ".join(doc.lower[k - 1 : k + 1]) in lex.house for k in plain if k)
    if lex.syllabic:
        ours = any(phrase_before(lex.house, doc.lower, 0, k) for k in plain)
    if len(plain) < _OWN or (lex.house and not ours):
        return None
    end = doc.sentences[min(doc.titles + _INTRODUCED, len(doc.sentences)) - 1][1]
    return next((n for n in names if n.type in _SPEAKING and n.first < end), None)


def _turns_of(sc: Scene, things: list[Thing], interview: dict[int, int]) -> Iterator[Turn]:
    """The turns of an interview with who speaks in each; None for who asks."""
    doc = sc.doc
    people = [thing for thing in things if thing.alive and thing.type == "Person"]
    starts = sorted(interview)
    for first, following in zip(starts, [*starts[1:], len(doc.words)], strict=True):
        label = _label(doc, first, interview[first])
        yield interview[first] + 1, following, next((p for p in people if label in _labels_of(doc, p)), None)


def _answers(sc: Scene, things: list[Thing], names: list[Name]) -> Iterator[Turn]:
    """What somebody answers in the paragraphs that a dash opens, each behind a question."""
    doc = sc.doc
    blocks = doc.clean.blocks
    if sum(block.kind == "list" for block in blocks) < _ANSWERS:
        return
    spans: dict[int, tuple[int, int]] = {}
    for (first, last), block in zip(doc.sentences, paragraphs(doc), strict=True):
        spans[block] = (spans.get(block, (first, last))[0], last)
    listed = [block for block in sorted(spans) if blocks[block].kind == "list"]
    asked = [b for b in listed if b - 1 in spans and b - 1 not in listed and doc.words[spans[b - 1][1] - 1] == "?"]
    if len(asked) < _ANSWERS:
        return
    begin = spans[asked[0] - 1][0]
    told = {n.entity: n for n in names if n.first < begin and n.type == "Person"}
    asides = [things[number] for number in told if house_of(sc, names, things[number]) is not None]
    who = asides[0] if len(asides) == 1 else None
    for block in listed:
        if asked[0] <= block <= asked[-1]:
            yield *spans[block], who


def _labels_of(doc: Document, person: Thing) -> set[str]:
    """How an interview may mark the turns of a person: by name, family name or initials."""
    full = max(person.names, key=lambda n: n.last - n.first)
    words = doc.words[full.first : full.last]
    return {"".join(c for c in "".join(words) if c.isalpha()), words[-1], "".join(w[0] for w in words)}


def _quotes(sc: Scene, things: list[Thing], names: list[Name]) -> Iterator[Turn]:
    """What stands in quotes, with who is said to say it."""
    doc = sc.doc
    owners = {id(n): t for t in things if t.alive for n in t.names}
    block = paragraphs(doc)
    before: tuple[int, Thing | None] = (-2, None)
    for begin, end in (span for span in quotes(doc) if span[1] - span[0] >= SPOKEN):
        opening, closing = doc.sentence_of(begin), doc.sentence_of(end - 1)
        after = [n for n in names if end <= n.first < doc.sentences[closing][1]]
        told = _speaker(after) or _speaker([n for n in names if doc.sentences[opening][0] <= n.first < begin])
        who = owners.get(id(told)) if told is not None else None
        if who is None and block[opening] - before[0] < _OWN:
            who = before[1]
        before = (block[closing], who)
        yield begin, end, who


def _speaker(named: list[Name]) -> Name | None:
    """Who speaks, of those named beside a quote: a person before an institution."""
    people = [n for n in named if n.type == "Person"]
    return next(iter(people or [n for n in named if n.type in INSTITUTIONS]), None)


def house_of(sc: Scene, names: list[Name], person: Thing) -> Name | None:
    """Where a person has the post with which the article introduces them."""
    roles, doc = sc.roles, sc.doc
    for name in sorted(person.names, key=lambda n: n.first):
        first, last = doc.sentences[doc.sentence_of(name.first)]
        begin, end = name.around or (name.first, name.last)
        near = [n for n in names if first <= n.first < last]
        held = [k for k in range(first, last) if k in roles and doc.lower[k] not in sc.lex.former]
        for at in (k for k in held if end <= k < end + _BESIDE):
            if (body := _at(near, roles[at]) or _sent(sc, near, begin) or _just_told(sc, names, roles[at])) is not None:
                return body
        for at in (k for k in held if k < begin):
            body = _at(near, roles[at])
            if body is not None and begin - body.last < _POST and body.last <= begin:
                return body
    return None


def _sent(sc: Scene, near: list[Name], at: int) -> Name | None:
    """The institution whose people somebody at a word leads: ``đoàn công tác của X do bà A, viện trưởng, dẫn đầu``."""
    doc, lex = sc.doc, sc.lex
    if not lex.syllabic or doc.lower[at - 1] not in lex.attached:
        return None
    end = at - 1
    if doc.words[end - 1] == ")":
        end = next((k for k in range(end - 1, max(0, end - _POST), -1) if doc.words[k] == "("), end)
    return next((n for n in near if n.last == end and n.type in INSTITUTIONS), None)


def _just_told(sc: Scene, names: list[Name], at: int) -> Name | None:
    """The one house that the sentence before names, where a bare noun behind a post means it."""
    doc, number = sc.doc, sc.doc.sentence_of(at - 1)
    end, head = sc.heads.get(at, (at, None))
    if (
        not sc.lex.syllabic
        or head is None
        or head.type not in CARE
        or doc.caps[at]
        or doc.caps[end : end + 1] == [True]
    ):
        return None
    first, last = doc.sentences[max(0, number - 1)]
    told = {n.entity: n for n in names if first <= n.first < last and n.type == head.type}
    return next(iter(told.values())) if len(told) == 1 else None


def _at(near: list[Name], end: int) -> Name | None:
    """The institution right behind a post that ends at a word."""
    fitting = (n for n in near if end <= n.first < end + _POST and n.type in INSTITUTIONS | {""})
    return next(fitting, None)
