"""Rules of a language applied to the sentences of an article: who does what with whom, and what was refused."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ids import fold
from loaders.coreference.anaphora import topic
from loaders.relations.claims import SUBJECTS, Claim, Reader, Refused, says, statements_of, within
from loaders.relations.doubts import doubt
from loaders.relations.held import held_place
from loaders.relations.posts import Post, posts
from loaders.relations.trail import misfit, unmade
from loaders.rules.ruleset import Rule, RuleSet, compiled, fitting
from loaders.rules.signs import SYMBOLS, mask, types_of
from loaders.rules.skeleton import Sign, Skeleton, Views
from loaders.text.lexicon import match_compound, phrases_before
from loaders.text.lists import namely, openings
from loaders.text.scene import DASHES, MEANT, POSSESSIVE, VOICES, Name

_FIELD_GAP = 4
_STEM = 5
_PHRASE = 6
# Sentences through which a sale is still what is spoken of.
_SOLD = 5
# Words of a noun that tells whom somebody is to another, and one behind it.
_KIN = 4
# Words of a phrase before its subject and the name in it: "Before X, Y ...".
_PRELUDE = 3
# What is said of an institution itself and not of anything that belongs to it.
_WHOLE = frozenset({"OWNED_BY", "SUCCEEDS", "FOUNDED_BY"})
_PLACED = _WHOLE | {"PART_OF"}
# What is told of how an institution came to be.
_PAST = frozenset({"FOUNDED_BY", "SUCCEEDS"})


def read_claims(
    rd: Reader, ruleset: RuleSet, without: frozenset[str] = frozenset()
) -> tuple[list[Claim], list[Refused]]:
    """Match every rule, but those whose ids are in ``without``, against every sentence that names someone."""
    claims: list[Claim] = []
    refused: list[Refused] = []
    phrases = _phrases(rd, ruleset)
    for number, symbols in sorted(_mentioned(rd).items()):
        first, last = rd.doc.sentences[number]
        fit = fitting(ruleset, min(len(symbols), ruleset.most), mask(symbols))
        candidates = ruleset.candidates(phrases.get(number, ()), fit)
        if not candidates and rd.trail is None:
            continue
        seen = Views(rd.doc, rd.lex, rd.signs[number])
        met: set[str] = set()
        for rule in candidates:
            if rule.id in without:
                continue
            for claim in _matches(rd, rule, seen, number):
                met.add(rule.id)
                reason = doubt(rd, claim, first, last)
                if reason is None:
                    claims.append(claim)
                else:
                    refused.append(Refused(rule.id, reason, claim.first, claim.last))
                    unmade(rd.trail, claim, reason)
        if rd.trail is not None:
            worded = ruleset.candidates(phrases.get(number, ()))
            near = (rule for rule in worded if rule.literals and rule.id not in met | without)
            rd.trail.near += [Refused(rule.id, misfit(rule, symbols, seen), first, last) for rule in near]
    claims += [c for c in _itemised(rd, ruleset, phrases) if c.rule.id not in without]
    beside: dict[int, list[Claim]] = {}
    for c in claims:
        beside.setdefault(c.sentence, []).append(c)
    buyers = _buyers(claims)
    kept = []
    for c in claims:
        if buyers and _of_either(c, buyers):
            unmade(rd.trail, c, "of the buyer or of whom it bought")
        elif _outbid(rd, c, beside[c.sentence]):
            unmade(rd.trail, c, "the post is that of another person")
        else:
            kept.append(c)
    # A post whose body is named somewhere needs no guess.
    known = {post for c in kept if c.post >= 0 and not c.implied for post in _held(rd, c)}
    sure = []
    for c in kept:
        if not c.implied or known.isdisjoint(_held(rd, c)):
            sure.append(c)
        else:
            unmade(rd.trail, c, "the article names the body of that person's post elsewhere")
    named = {(s, o) for c in sure if c.role for y, s, o in statements_of(c) if y.predicate == "HOLDS_ROLE"}
    told = []
    for c in sure:
        bare = [] if c.role else _posts_of(c)
        if bare and named.issuperset(bare):
            unmade(rd.trail, c, "the article names the post itself")
        else:
            told.append(c)
    _owned_schemes(told)
    if not rd.lex.syllabic:
        _of_the_sold(told)
    return told, refused


def _buyers(claims: list[Claim]) -> dict[int, set[int | str]]:
    """Who is named as the buyer of another, by the sentence that tells so."""
    found: dict[int, set[int | str]] = {}
    for claim in claims:
        if not claim.anaphors:
            bought = {o for y, _, o in statements_of(claim) if y.predicate == "OWNED_BY"}
            if bought:
                found.setdefault(claim.sentence, set()).update(bought)
    return found


def _of_either(claim: Claim, buyers: dict[int, set[int | str]]) -> bool:
    """Whether a past is told of "the company" behind sentences in which one bought another: it may be either's."""
    past = {s for y, s, _ in statements_of(claim) if y.predicate in _PAST}
    meant = past & {n.entity for n in claim.anaphors} if past else set()
    before = range(claim.sentence - _SOLD, claim.sentence)
    return bool(meant) and any(not meant.isdisjoint(buyers.get(number, ())) for number in before)


def _owned_schemes(claims: list[Claim]) -> None:
    """Of those who are only listed beside a scheme, whoever launched it does not take part for that."""
    launched = {(s, o) for c in claims for y, s, o in statements_of(c) if y.predicate == "LAUNCHED"}
    for claim in claims if launched else ():
        for y in claim.rule.yields:
            if y.subject in claim.rule.least:
                listed, schemes = claim.slots[y.subject], claim.slots.get(y.object, [])
                claim.slots[y.subject] = [n for n in listed if not any((n, scheme) in launched for scheme in schemes)]


def _of_the_sold(claims: list[Claim]) -> None:
    """Whose other shares are spoken of behind a sale: those of what was sold, not of who bought it or agrees to it."""
    told = [c for c in claims if not _guessed(c)]
    sold = {c.sentence: s for c in told for y, s, _ in statements_of(c) if y.predicate == "OWNED_BY"}
    for claim in claims if sold else ():
        slots = {y.subject for y in claim.rule.yields if y.predicate == "OWNED_BY"} & _guessed(claim)
        lately = next((sold[n] for n in range(claim.sentence, claim.sentence - _SOLD - 1, -1) if n in sold), None)
        if slots and lately is not None:
            claim.slots |= {slot: [lately] for slot in slots}


def _guessed(claim: Claim) -> set[str]:
    """The slots of a claim that no words fill."""
    return {slot for slot, kind in claim.rule.slots.items() if kind.startswith("topic")}


def _posts_of(claim: Claim) -> list[tuple[int, int | str]]:
    """The person and body of what a claim says, if it says of posts only."""
    if not says(claim.rule, "HOLDS_ROLE"):
        return []
    made = list(statements_of(claim))
    return [(s, o) for y, s, o in made] if all(y.predicate == "HOLDS_ROLE" for y, _, _ in made) else []


def _itemised(rd: Reader, ruleset: RuleSet, phrases: dict[int, list[int]]) -> Iterator[Claim]:
    """What the items of lists say together with the line that opens their list: "The partners are:"."""
    told = namely(rd.doc, rd.lex) if rd.lex.namely else {}
    for item, opening in (openings(rd.doc) | {item: item - 1 for item in told}).items():
        candidates = ruleset.candidates([*phrases.get(opening, ()), *phrases.get(item, ())])
        (start, begin), (first, last) = rd.doc.sentences[opening], rd.doc.sentences[item]
        line = rd.signs[opening]
        if item in told:
            line = [*line[:-1], line[-1]._replace(text=":")]
        seen = Views(rd.doc, rd.lex, rd.signs[item][told.get(item, 0) :], line)
        for rule in candidates:
            for claim in _matches(rd, rule, seen, opening):
                if claim.first < begin and claim.last > first and doubt(rd, claim, start, last) is None:
                    yield claim


def _mentioned(rd: Reader) -> dict[int, list[str]]:
    """The signs of the mentions of each sentence that has any."""
    found: dict[int, list[str]] = {}
    for word, (_, kind, _) in rd.marks.items():
        if kind != "role":
            found.setdefault(rd.doc.sentence_of(word), []).append(SYMBOLS[kind])
    return found


def _outbid(rd: Reader, claim: Claim, claims: list[Claim]) -> bool:
    """Whether a post is claimed for two people, and the sentence gives its posts to those on the other side.

    "A, rector of X, B, head of Y" begins with a person, so the person stands before the post throughout.
    """
    if claim.post < 0 or len(_people_of(rd, claim)) != 1:
        return False
    first, last = rd.doc.sentences[claim.sentence]
    people = [k for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "Person"]
    posts = [k for k in range(first, last) if k in rd.marks and rd.marks[k][1] == "role"]
    if not people or not posts:
        return False
    person_first = people[0] < posts[0]
    mine = _people_of(rd, claim)
    rivals = [c for c in claims if c.post == claim.post and len(_people_of(rd, c)) == 1 and _people_of(rd, c) != mine]
    before = _side(rd, claim)
    return before != person_first and any(_side(rd, rival) == person_first for rival in rivals)


def _people_of(rd: Reader, claim: Claim) -> set[int]:
    return {n for numbers in claim.slots.values() for n in numbers if rd.cast.things[n].type == "Person"}


def _held(rd: Reader, claim: Claim) -> set[tuple[int, str]]:
    """The people of a claim with the first letters of their post, which its inflected forms share."""
    return {(n, fold(claim.role or "")[:_STEM]) for n in _people_of(rd, claim)}


def _side(rd: Reader, claim: Claim) -> bool:
    """Whether a person of the claim stands before its post."""
    return any(
        claim.first <= name.first < claim.post for n in _people_of(rd, claim) for name in rd.cast.things[n].names
    )


def _phrases(rd: Reader, ruleset: RuleSet) -> dict[int, list[int]]:
    """Which phrases of the rules each sentence holds; a word of a name is none of a phrase."""
    found: dict[int, list[int]] = {}
    at, hidden, sentence_of = rd.doc.at, rd.signs.hidden, rd.doc.sentence_of
    for phrase, start, _ in ruleset.finder.find_matches_as_indexes(rd.doc.padded_lower, overlapping=True):
        word = at.get(start)
        if word is not None and not hidden[word]:
            found.setdefault(sentence_of(word), []).append(phrase)
    # "we have signed" is "X has signed" here.
    for number in {sentence_of(n.first) for n in rd.cast.anaphors if n.said}:
        text = f" {'  '.join(sign.text for sign in rd.signs[number])} "
        found.setdefault(number, []).extend(
            p for p, _, _ in ruleset.finder.find_matches_as_indexes(text, overlapping=True)
        )
    return found


def _matches(rd: Reader, rule: Rule, seen: Views, sentence: int) -> Iterator[Claim]:
    """The claims of each place where a rule matches one of the skeletons of a sentence."""
    expression = compiled(rule.expression)
    for skeleton in seen.pick(rule.roles, rule.brackets):
        for match in expression.finditer(skeleton.text):
            yield from _claims(rd, rule, skeleton, sentence, match)


def _claims(rd: Reader, rule: Rule, skeleton: Skeleton, sentence: int, match: re.Match[str]) -> Iterator[Claim]:
    """What one match says: one claim, or one for each post that it tells of."""
    low = bisect_right(skeleton.starts, match.start()) - 1
    high = bisect_right(skeleton.starts, match.end() - 1) - 1
    # "bought the hospital's owner": it is not the hospital that was bought.
    owned = skeleton.signs[high + 1].text in POSSESSIVE if high + 1 < len(skeleton.signs) else False
    if owned and any(y.predicate in _WHOLE for y in rule.yields):
        return
    claim = Claim(rule, sentence, skeleton.signs[low].first, skeleton.signs[high].last, {})
    if rule.inside is not None:
        yield from _inside(rd, claim, skeleton.signs[low].name, rule.inside)
        return
    held: list[tuple[str, list[Post]]] = []
    for slot, kind in rule.slots.items():
        if match.start(slot) < 0 or kind.startswith("topic"):
            continue
        a = bisect_right(skeleton.starts, match.start(slot)) - 1
        b = bisect_right(skeleton.starts, match.end(slot) - 1)
        signs = skeleton.signs[a:b]
        if kind == "field":
            claim.fields += _fields_between(rd, signs[0].first, signs[-1].last)
            claim.slots[slot] = []
        elif kind.rstrip("+") == "post":
            held.append((slot, posts(rd.cast, signs)))
        elif kind == "role" and rd.doc.lower[signs[-1].last - 1] in rd.lex.conjunctions:
            # "X's director and Ann Reid": the post is another's.
            return
        elif kind == "role" or kind.startswith("words|"):
            claim.role, claim.post = _role(rd, signs[0].first, signs[-1].last), signs[0].first
            claim.slots[slot] = []
        elif kind.rstrip("+") == "pair":
            claim.pair = True
            claim.slots[slot] = []
        else:
            wanted = rule.slots[slot].rstrip("+")
            listed, begins = slot in rule.least, match.start(slot) == match.start()
            if rd.lex.syllabic and kind.endswith("+"):
                signs = _one_clause(rd, skeleton.signs, a, b, begins=begins)
            elif rd.lex.trailing_nouns and kind.endswith("+"):
                signs = list(_without_next(rd, skeleton.signs, a, b, begins=begins))
            placed = begins and any(y.subject == slot and y.predicate in _PLACED for y in rule.yields)
            if placed and _of_another(rd, skeleton.signs, a, b):
                return
            if any(y.subject == slot and y.predicate == "LOCATED_IN" for y in rule.yields) and _outlets(rd, signs[0]):
                return
            if not begins and _seller(rd, rule, slot, skeleton.signs, a, b):
                return
            if begins and rd.lex.impersonal and _anew(rd, skeleton.signs, b):
                return
            if begins and rd.lex.syllabic and _of_kin(rd, skeleton.signs, a):
                return
            if (
                begins
                and not listed
                and wanted not in ("person", "place", "programme")
                and not _sited(rd, skeleton, b, rule)
            ):
                signs = _subject(rd, skeleton, a, b) or signs
            types = types_of(wanted)
            picked = [s.name for s in signs if s.name is not None and s.name.type in types]
            if picked and rd.lex.trailing_nouns and {"Person", picked[-1].type} < types:
                picked[-1] = _holder(rd, picked[-1]) or picked[-1]
            claim.slots[slot] = list(dict.fromkeys(k for n in picked for k in n.entities() if k >= 0))
            claim.anaphors += [n for n in picked if n.kind in MEANT]
            if listed and len(claim.slots[slot]) < rule.least[slot]:
                return
    for slot, kind in rule.slots.items():
        if kind.startswith("topic") and match.start(slot) >= 0:
            opening = claim.first == rd.doc.sentences[sentence][0]
            meant = topic(rd.cast, claim.first, types_of(kind.partition("|")[2]), opening)
            meant = None if meant is not None and _own_scheme(rd, sentence, meant) else meant
            claim.slots[slot] = [meant.entity] if meant is not None else []
            claim.anaphors += [meant] if meant is not None else []
    if rd.lex.plain and len(held) > 1:
        # "the minister of health and the director of X, Dr A": the minister is somebody else.
        held = [one for one in held if one is held[-1] or not _office(rd, one[1])]
    yield from _holding(rd, claim, held) if held else (claim,)


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


def _anew(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a second relative clause begins behind a name: "which X built and which won" tells nothing of X."""
    told = [sign.text for sign in signs[at : at + 2]]
    return len(told) == 2 and told[0] in rd.lex.conjunctions and told[1] in rd.lex.impersonal


def _holder(rd: Reader, body: Name) -> Name | None:
    """Who holds a post told right behind an institution: "founded by Harbour Hospital director Ann Reid"."""
    at = rd.cast.scene.roles.get(body.last, -1)
    held = rd.marks.get(rd.cast.scene.titles.get(at, at))
    return held[2] if held is not None and held[1] == "Person" else None


def _sited(rd: Reader, skeleton: Skeleton, at: int, rule: Rule) -> bool:
    """Whether a town stands right behind the comma of a name, or behind "in" there: it is where that is, whoever the
    clause is about.
    """
    told = skeleton.signs[at : at + 3]
    told = [told[0], *told[2:]] if len(told) > 2 and told[1].text in rd.lex.locatives else told[:2]
    near = len(told) > 1 and told[0].text == "," and told[1].name is not None and told[1].name.type == "Place"
    return near and all(y.predicate == "LOCATED_IN" for y in rule.yields)


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


def _subject(rd: Reader, skeleton: Skeleton, a: int, b: int) -> list[Sign] | None:
    """The institution that a clause goes on about, where the nearest one only belongs to a phrase before a comma.

    "X, a hospital under Y, specialises in": the subject is X.
    """
    signs = skeleton.signs
    if any(s.name is not None and s.name.kind in VOICES for s in signs[a:b]):
        return None
    if _of_others(rd, signs, a):
        # A sign without a name: nobody whom the clause names.
        return [signs[a - 1]]
    if rd.lex.syllabic and a > 1 and signs[a - 1].text in DASHES:
        # "Quỹ X - Đài Y công bố": behind the dash stands what X belongs to.
        part = signs[a - 2].name
        return [signs[a - 2]] if part is not None and part.type in SUBJECTS else None
    if a and signs[a - 1].text in rd.lex.selling and _set_off(signs, b):
        # "X mua cổ phần từ Y, qua đó trở thành": it is X that became.
        return next(([sign] for sign in signs[:a] if sign.name is not None and sign.name.type in SUBJECTS), None)
    # "With the help of X, Y ...": the clause begins behind the comma.
    commas = [k for k in range(a + 1, b - 1) if signs[k].text == ","]
    if (
        a
        and commas
        and (signs[a - 1].text in rd.lex.of or _opens_behind(rd, signs, a))
        and all(s.text not in rd.lex.conjunctions for s in signs[commas[-1] : b])
    ):
        return list(signs[commas[-1] + 1 : b])
    if not rd.lex.syllabic and _resumes(rd, signs, a, b):
        # "X bought beds from Y and sold": it is X that sold.
        before = (k for k in range(a - 1, -1, -1) if (name := signs[k].name) is not None and name.type in SUBJECTS)
        return next(([signs[k]] for k in before if not _oblique(rd, signs, k)), None)
    if rd.lex.syllabic and _goes_on(rd, signs, b) and _told_of(rd, signs, a):
        # "X là đối tác của Y và dùng": it is X that uses.
        first = next((s for s in signs[:a] if s.name is not None), None)
        return [first] if first is not None and first.name is not None and first.name.type in SUBJECTS else None
    if b < len(signs) and signs[b].text in POSSESSIVE and a > 1 and signs[a - 1].text == ",":
        # "X, Y's teaching hospital, bought": it is X that bought.
        whole = signs[a - 2].name
        acts = whole is not None and whole.type in SUBJECTS and not _oblique(rd, signs, a - 2)
        return [signs[a - 2]] if acts else None
    if b >= len(signs) or a == 0 or not _set_off(signs, b):
        return None
    if signs[a - 1].text not in rd.lex.attached:
        return _before_aside(rd, signs, a, b)
    # "a delegation of X led by its director"
    if signs[b].text in rd.lex.led:
        return None
    # "accredited by X, a body with its seat in": the clause goes on about X; so does ``với X, thuộc Y``.
    words = [s.text for s in signs[b : b + 4]]
    owned = signs[a - 1].text not in rd.lex.copulas and match_compound(rd.lex.wholes, words, 1, len(words)) > 0
    if words[0] == "," and (owned or match_compound(rd.lex.epithets, words, 1, len(words))):
        return None
    if signs[b].text in POSSESSIVE:
        return None
    # "Do nhóm kỹ sư X lập ra, Y là công ty con của Z, có trụ sở": it is Y that has.
    fronted = rd.lex.syllabic and signs[0].text in rd.lex.attached
    begin = next((k + 1 for k in range(a) if signs[k].text == ","), 0) if fronted else 0
    for k in range(begin, a):
        name = signs[k].name
        if name is not None and name.type in SUBJECTS and not _belongs(rd, signs, k):
            return [signs[k]]
    return None


def _one_clause(rd: Reader, signs: Sequence[Sign], a: int, b: int, *, begins: bool) -> list[Sign]:
    """The members of a list without who only begins the next clause behind its last comma, or that one alone:
    ``Nhờ Công ty X, bệnh viện đã``, ``Quỹ A rót vốn vào X, Quỹ B mua lại Y``.

    ``begins``: what is said follows the list.
    """
    listed, last = list(signs[a:b]), signs[b - 1]
    if b - a < 3 or signs[b - 2].text != "," or last.name is None:
        return listed
    words = [s.text for s in signs[b : b + _PHRASE]]
    acts = (
        a > 0
        and signs[a - 1].text not in rd.lex.listing
        and _told_of(rd, signs, a)
        and match_compound(rd.lex.resumes, words, 0, len(words)) > 0
    )
    meant = last.name.kind == "anaphor" and all(s.name is None or s.name.kind != "anaphor" for s in listed[:-1])
    if not (acts or meant):
        return listed
    return [last] if begins else listed[:-2]


def _without_next(rd: Reader, signs: Sequence[Sign], a: int, b: int, *, begins: bool) -> Sequence[Sign]:
    """The members of a list without who only begins the next clause, or that one alone: "certified by X, and Y has".

    ``begins``: what is said follows the list.
    """
    words = [s.text for s in signs[b : b + _PHRASE]]
    told = sum(s.name is not None for s in signs[a:b]) == 2
    parted = told and b - a > 3 and signs[b - 3].text == "," and signs[b - 2].text in rd.lex.conjunctions
    if begins:
        return signs[b - 1 : b] if parted and a and signs[a - 1].text in rd.lex.attached else signs[a:b]
    return signs[a : b - 3] if parted and match_compound(rd.lex.resumes, words, 0, len(words)) else signs[a:b]


def _goes_on(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a conjunction and a further verb stand at a sign."""
    words = [s.text for s in signs[at : at + 1 + _PHRASE]]
    return (
        len(words) > 1 and words[0] in rd.lex.conjunctions and match_compound(rd.lex.resumes, words, 1, len(words)) > 0
    )


def _resumes(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> bool:
    """Whether a clause goes on behind a name that only belongs to a verb before it."""
    if b + 1 >= len(signs) or signs[b + 1].name is not None:
        return False
    return (signs[b].text in rd.lex.conjunctions or signs[b].text in rd.lex.gerunds) and _oblique(rd, signs, a)


def _of_another(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> bool:
    """Whether it is something else whose owner is told: "the bus to X is run by", "the land of X belongs to"."""
    if rd.lex.syllabic or rd.lex.plain:
        return False
    words = [s.text for s in signs[b : b + _PHRASE]]
    return match_compound(rd.lex.resumes, words, 0, len(words)) > 0 and _oblique(rd, signs, a)


def _outlets(rd: Reader, sign: Sign) -> bool:
    """Whether a name is that of several places of its bearer: ``centrele Diaverum din Moldova``."""
    return not rd.lex.outlets.isdisjoint(rd.doc.lower[max(0, sign.first - 1) : sign.last])


def _seller(rd: Reader, rule: Rule, slot: str, signs: Sequence[Sign], a: int, b: int) -> bool:
    """Whether the name at a sign is from whom a share was bought: ``mua 30% vốn từ X``, ``mua cổ phần của X tại Y``."""
    if not rd.lex.selling or not any(y.subject == slot and y.predicate == "OWNED_BY" for y in rule.yields):
        return False
    told = [sign.text for sign in signs[max(0, a - _KIN) : a]]
    if any(word in rd.lex.selling and all(w.isalpha() for w in told[k:]) for k, word in enumerate(told)):
        return True
    after = signs[b + 1].name if b + 1 < len(signs) and signs[b].text in rd.lex.locatives else None
    return told[-1:] != [] and told[-1] in rd.lex.of and after is not None and after.type in SUBJECTS


def _of_kin(rd: Reader, signs: Sequence[Sign], a: int) -> bool:
    """Whether a post, a title or "of" tells that it is somebody of a person's family who acts: ``con trai ông X làm``,
    ``con gái Giám đốc X``; but ``con trai X`` is X himself.
    """
    name, at = signs[a].name, a
    while at and (signs[at - 1].text == SYMBOLS["role"] or signs[at - 1].name is not None):
        at -= 1
    post = rd.cast.scene.posted.get(signs[at].first, signs[at].first)
    while at and signs[at - 1].first >= post:
        at -= 1
    # "vợ ông, bác sĩ X": of him, not of X.
    titled = signs[at].first in rd.cast.scene.titles and "," not in rd.doc.words[signs[at].first : signs[at].last]
    told = at < a or titled or (at > 0 and signs[at - 1].text in rd.lex.of)
    return told and name is not None and name.kind != "anaphor" and _of_others(rd, signs, at)


def _of_others(rd: Reader, signs: Sequence[Sign], a: int) -> bool:
    """Whether the name at a sign only tells whose rival, from where or by whom stopped somebody is who acts: "the rival
    of X, Y, was accredited", "Ann Reid of X won", ``Y bị X đình chỉ``.
    """
    if a and signs[a - 1].text in rd.lex.suffering:
        return True
    at = _phrase(rd, signs, a)
    tied = at > 1 and signs[at - 1].text in rd.lex.of
    person = signs[at - 2].name if tied else None
    if person is not None and person.type == "Person":
        return True
    words = [sign.text for sign in signs[max(0, at - _KIN) : at - tied]]
    return next(phrases_before(rd.lex.rivals, words, 0, len(words)), None) is not None


def _oblique(rd: Reader, signs: Sequence[Sign], a: int) -> bool:
    """Whether the name at a sign stands behind a preposition."""
    at = _phrase(rd, signs, a)
    return at > 0 and (signs[at - 1].text in rd.lex.attached or signs[at - 1].text in rd.lex.locatives)


def _phrase(rd: Reader, signs: Sequence[Sign], a: int) -> int:
    """Where the phrase of the name at a sign begins: at its article, if it has one."""
    return a - (a > 1 and signs[a - 1].text in rd.lex.articles)


def _told_of(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether the list in which the name at a sign stands is governed by a word of the clause of another."""
    while at and (signs[at - 1].text == "," or signs[at - 1].name is not None):
        at -= 1
    opened = any(kind == "breaks" and end == signs[at].first for _, end, kind in rd.cues)
    word = signs[at - 1].text if at else ""
    return word.isalpha() and word not in rd.lex.conjunctions and not opened


def _belongs(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether the name at ``at`` is part of a phrase: "of X", "Y's X" where Y is no place."""
    if not at or signs[at - 1].text not in rd.lex.attached:
        return False
    owner = signs[at - 2].name if at > 1 and signs[at - 1].text in POSSESSIVE else None
    return owner is None or owner.type != "Place"


def _before_aside(rd: Reader, signs: Sequence[Sign], a: int, b: int) -> list[Sign] | None:
    """Who is spoken of where the name at ``a`` only closes an aside: "the group, owned by the big fund X, sold"."""
    comma = next((k for k in range(a - 1, max(0, a - _PHRASE - 1), -1) if signs[k].text == ","), 0)
    name = signs[comma - 1].name if comma else None
    if name is None or name.type not in SUBJECTS or signs[b].text != ",":
        return None
    goes_on = signs[b + 1].text if b + 1 < len(signs) else "."
    between = signs[comma + 1 : a]
    aside = any(s.text in rd.lex.attached for s in between) and all(s.name is None for s in between)
    told = (
        goes_on in rd.lex.conjunctions
        or goes_on in rd.lex.locatives
        or match_compound(rd.lex.epithets, [s.text for s in signs[b + 1 : b + 4]], 0, 3)
    )
    return [signs[comma - 1]] if aside and not told and goes_on[0].isalpha() else None


def _opens_behind(rd: Reader, signs: Sequence[Sign], at: int) -> bool:
    """Whether a sentence opens with a phrase that has its name at ``at``: "Before X", "In the hall of X"."""
    for k in range(at - 1, max(-1, at - _PRELUDE - 1), -1):
        if signs[k].text in rd.lex.preludes or signs[k].text in rd.lex.locatives:
            return k == 0 or signs[k - 1].text in (",", "-", "\u2013")
        if signs[k].name is not None or not signs[k].text[0].isalpha():
            return False
    return False


def _set_off(signs: Sequence[Sign], at: int) -> bool:
    """Whether a comma ends the phrase at ``at`` before anything else is named: "founded by X in 1901, it is ..."."""
    for sign in signs[at : at + _PHRASE]:
        if sign.text == "," or sign.name is not None:
            return sign.name is None
    return False


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
