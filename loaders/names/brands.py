"""Names that nothing but their capitals tell: brands, and what the article says of them."""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import islice

import regex

from kg.ids import fold
from loaders.names.borders import proper
from loaders.names.namesakes import beginnings, branches, first_words, named_behind
from loaders.names.people import post_before
from loaders.names.things import Thing
from loaders.text.lexicon import CARE, INSTITUTIONS, match_compound, phrases_before
from loaders.text.scene import OPEN, POSSESSIVE, Name, Scene, emblem, foreign, given, quoted, recurs, stopped

# A currency with its number, and what may be counted of it.
_SUM = regex.compile(r"(\p{L}+)\d[\d.,]*\p{L}{0,2}")
# Those of a person, written as one word.
_INITIALS = regex.compile(r"(?:\p{Lu}\.)+\p{Lu}")
# Words behind a name among which a noun may tell what it is.
_TELLING = 8
# Words of a name in quotation marks.
_QUOTED = 7
# What is told by its town behind a comma.
_SEATED = CARE | {"University", "ResearchInstitute"}


def find_brands(sc: Scene, things: list[Thing]) -> None:
    """Capitalised words that nothing explains: kept as names of unknown type, in case a rule reads them."""
    doc, lex = sc.doc, sc.lex
    found: dict[str, Thing] = {}
    people = {
        doc.text(n.first, n.last): t for t in things if t.type == "Person" for n in t.names if n.last > n.first + 1
    }
    done = 0
    for k in doc.capitals:
        if k < done or sc.taken[k] or k in sc.titles or k in sc.roles or (k in sc.heads and not _opens_firm(sc, k)):
            done = max(done, sc.titles.get(k, 0), sc.roles.get(k, 0))
            continue
        first, last = doc.sentences[doc.sentence_of(k)]
        if k - first in (1, 2) and not lex.syllabic and not any(w[0].isalnum() for w in doc.words[first:k]):
            # "« Dans Limoilou": the mark opens the sentence.
            first = k
        opens = k == first or (k == first + 1 and doc.words[first] in OPEN)
        if (opens and not lex.syllabic and doc.words[k] in lex.openers) or doc.lower[k] in lex.we:
            continue
        done = end = _chunk_end(sc, k, last)
        begin, past = _with_legal_form(sc, k, end)
        if begin == k and (not _brandlike(sc, k, end, first) or (lex.products and _product(sc, k))):
            continue
        if not recurs(sc, k):
            continue
        if match_compound(lex.wares, doc.lower, end, last):  # "four Orion surgical robots"
            continue
        text = doc.text(k, end)
        if text in people:
            # "A and X Y take over from B": whoever is told to be a person elsewhere.
            sc.taken[k:end] = [True] * (end - k)
            people[text].names.append(Name(k, end, "Person", "person", core=k))
            continue
        thing = found.get(text)
        if thing is None:
            thing = found[text] = Thing("", (fold(text),), {fold(text)})
            things.append(thing)
        sc.taken[begin:past] = [True] * (past - begin)
        thing.names.append(Name(begin, past, "", "brand", core=k))
    first_words(sc, found)
    branches(sc, things, found)
    ends = {n.last: n for t in things if t.type in INSTITUTIONS | {""} for n in t.names}
    _describe(sc, [thing for thing in found.values() if thing.alive], ends)
    if not lex.syllabic:
        named_behind(sc, things, found)
    beginnings(sc, things, found)


def _opens_firm(sc: Scene, at: int) -> bool:
    """Whether a noun that else ends names opens one behind what it is: "the start-up Imaging Advantage"."""
    doc, (_, head) = sc.doc, sc.heads[at]
    told = not head.before and at > 0 and doc.lower[at - 1] in sc.lex.described
    return told and at + 1 < len(doc.words) and doc.caps[at + 1] and not sc.taken[at + 1]


def _told(sc: Scene, at: int) -> bool:
    """Whether the noun right before capitals says what they name: "the charity Stand Up To Cancer"."""
    return sc.lex.trailing_nouns and at > 0 and sc.doc.words[at - 1] in sc.lex.described and not sc.doc.caps[at - 1]


def _product(sc: Scene, at: int) -> bool:
    """Whether the noun right before a name says that it is that of a product: ``vắc xin X``."""
    return next(phrases_before(sc.lex.products, sc.doc.lower, at - 3, at), None) is not None


def _describe(sc: Scene, brands: list[Thing], ends: Mapping[int, Name]) -> None:
    """Give a brand the type that the article tells: "X is a university", "XUniversity"; join it with its short form."""
    doc, lex = sc.doc, sc.lex
    for thing in brands:
        thing.type = "Place" if any(_aside_in(sc, n, ends) for n in thing.names) else ""
        for name in thing.names if not thing.type else ():
            said = _phrase(sc, name.last + 1)
            told = name.last < len(doc.words) and doc.lower[name.last] in lex.copulas
            # "X is near the hospital": where a noun may follow in a phrase, only nouns for brands tell.
            if told and not (lex.articled or lex.trailing_nouns):
                thing.type = next((sc.heads[k][1].type for k in said if k in sc.heads), thing.type)
            if name.last < len(doc.words) and (doc.lower[name.last] in lex.copulas or doc.words[name.last] == ","):
                nouns = (k for k in said if doc.lower[k] in lex.described)
                noun = next((k for k in nouns if _tells(sc, name.last + 1, k)), None)
                thing.type = thing.type if noun is None else lex.described[doc.lower[noun]]
        if not thing.type and (lex.syllabic or lex.trailing_nouns):
            thing.type = next((kind for n in thing.names if (kind := _noun_beside(sc, n))), "")
        if not thing.type and " " in thing.core[0]:
            # "Northmoor General", "Lakeshore Methodist", not "Attorney General"
            first, *_, end = doc.words[thing.names[0].first : thing.names[0].last]
            thing.type = lex.lasts.get(end, "") if proper(lex, first) else ""
        if not thing.type and any(_called(sc, n.first) for n in thing.names):
            thing.type = "Programme"
        if not thing.type and any(_regional(sc, n) for n in thing.names):
            thing.type = "Place"
        if not thing.type and any(_sited(sc, n, ends) for n in thing.names):
            thing.type = "Place"
        if not thing.type and lex.bought and any(_bought(sc, n) for n in thing.names):
            thing.type = "Company"
        if not thing.type and any(doc.words[k] in lex.legal for n in thing.names for k in (n.first, n.last - 1)):
            thing.type = "Company"
        if not thing.type and thing.core[0].endswith(lex.ends):
            thing.type = next(kind for ending, kind in lex.endings.items() if thing.core[0].endswith(ending))
        for name in thing.names:
            name.type = thing.type
    whole = sorted((t for t in brands if " " not in t.core[0]), key=lambda t: t.core[0])
    for short in brands:
        longer = _longer(whole, short)
        if len(longer) == 1 and len(short.core[0]) > 4 and longer[0].type:
            longer[0].names += short.names
            longer[0].full |= short.full
            short.names, short.alive = [], False


def _tells(sc: Scene, first: int, noun: int) -> bool:
    """Whether a noun behind a name tells what it is: "X, a private hospital in Y", but not "X, a hospital supplier"."""
    house = sc.lex.described[sc.doc.lower[noun]] in _SEATED | {"Place"}
    whole = not house or _closes(sc, noun + 1) or sc.doc.lower[noun + 1] in sc.lex.regional | sc.lex.clausal
    return whole and not _of_another(sc, first, noun)


def _of_another(sc: Scene, first: int, noun: int) -> bool:
    """Whether a noun behind a name speaks of somebody else: "in X, where the company", "by X, the company said"."""
    doc, lex = sc.doc, sc.lex
    clause = not lex.clausal.isdisjoint(doc.lower[first:noun])
    return clause or doc.lower[noun + 1 : noun + 2] in ([word] for word in lex.speech)


def _phrase(sc: Scene, at: int) -> range:
    """The words behind a name that may tell what it is, up to the next mark or name: ", a 2,400-patient trial"."""
    doc, end = sc.doc, at
    while end < min(at + _TELLING, len(doc.words)):
        figure = doc.words[end] in ",." and end > at and doc.words[end - 1].isdigit() and doc.words[end + 1 : end + 2]
        if (doc.words[end] in ",.;:(" and not figure) or _parts_off(sc, end) or sc.taken[end]:
            break
        end += 1
    return range(at, end)


def _parts_off(sc: Scene, at: int) -> bool:
    """Whether a small word ends the phrase that tells what a name is; "as the programme is called" tells it."""
    return sc.doc.lower[at] in sc.lex.attached and sc.doc.lower[at] not in sc.lex.naming


def _longer(whole: list[Thing], short: Thing) -> list[Thing]:
    """The brands that begin with a shorter one, two at most, out of those of one word in alphabetical order."""
    start, found = short.core[0], list[Thing]()
    for thing in islice(whole, bisect_left(whole, start, key=lambda t: t.core[0]), None):
        if len(found) == 2 or not thing.core[0].startswith(start):
            break
        if thing is not short:
            found.append(thing)
    return found


def _sited(sc: Scene, name: Name, ends: Mapping[int, Name]) -> bool:
    """Whether an unknown name stands where only a place can: ``based in X``, or ``in X`` behind an institution.

    ``ends`` are the words before which the name of an institution ends.
    """
    doc, lex, at = sc.doc, sc.lex, name.first
    if any(emblem(w) for w in doc.words[at : name.last]):
        return False
    phrases = phrases_before(lex.sited, doc.lower, at - 4, at)
    spot = next((k for k in phrases if doc.sentence_of(k) == doc.sentence_of(at)), None)
    if spot is not None and not (spot and doc.lower[spot - 1] in lex.unsited):
        return True
    if at > 2 and lex.trailing_nouns and doc.lower[at - 1] in lex.conjunctions:
        # "in Salonta and Marghita"
        ends_before = [k for k in (at - 2, at - 3) if sc.gazetteer.get(k, (0, ""))[:2] == (at - 1, "Place")]
        # ... or "in Marghita and Salonta", where the first is told to be a town.
        ends_before += [ends[at - 1].first] if at - 1 in ends and ends[at - 1].type == "Place" else []
        return any(doc.lower[k - 1] in lex.sites for k in ends_before)
    if at < 2 or doc.lower[at - 1] not in lex.sites:
        return False
    # "to Mukdahan (Thailand)", "in Bentiu, South Sudan"
    if lex.syllabic and doc.words[name.last : name.last + 1] in (["("], [","]) and name.last + 1 in sc.gazetteer:
        return sc.gazetteer[name.last + 1][1] == "Place"
    if at - 1 in ends or (doc.words[at - 2] == "," and at - 2 in ends):
        return True
    nouns = (sc.heads.get(k, (0, None)) for k in range(max(0, at - 6), at - 1))
    return any(head.type in CARE and end == at - 1 for end, head in nouns if head)


def _aside_in(sc: Scene, name: Name, ends: Mapping[int, Name]) -> bool:
    """Whether commas set off where the institution before them is: "the clinic X, in Y, a subsidiary of Z"."""
    doc, lex, at, end = sc.doc, sc.lex, name.first, name.last
    if at < 2 or any(emblem(w) for w in doc.words[at:end]) or end + 1 >= len(doc.words) or given(lex, doc.words[at]):
        return False
    if doc.words[end] in ",;" and doc.lower[at - 1] in lex.sites and doc.words[at - 2] == "," and at - 2 in ends:
        return True
    # "the College of Nursing, Dukku, got": in no list, and nothing explains it.
    house = ends.get(at - 1) if lex.trailing_nouns and doc.words[at - 1] == "," else None
    if house is None or house.type not in _SEATED or doc.words[end] not in ",(":
        return False
    before, behind = doc.words[house.first - 1] if house.first else ".", doc.words[end + 1]
    listed = before == "," or behind in lex.conjunctions or behind in lex.determiners or not behind.islower()
    return not listed or doc.words[end] == "("


def _bought(sc: Scene, name: Name) -> bool:
    """Whether an unknown name stands where only a company's can: ``acquired by X``."""
    return next(phrases_before(sc.lex.bought, sc.doc.lower, name.first - 4, name.first), None) is not None


def _with_legal_form(sc: Scene, start: int, end: int) -> tuple[int, int]:
    """The span of a brand with its quotation marks and the legal form beside them: ``„X” SRL``, ``SRL „X”``."""
    words, legal = sc.doc.words, sc.lex.legal
    if not start or words[start - 1] not in OPEN or not (end < len(words) and words[end] in OPEN[words[start - 1]]):
        return start, end
    if words[end + 1 : end + 2] and words[end + 1] in legal:
        return start - 1, end + 2
    return (start - 2, end + 1) if start > 1 and words[start - 2] in legal else (start, end)


def _regional(sc: Scene, name: Name) -> bool:
    """Whether the region or country of an unknown town stands behind it: ``of Big Timber, Montana``."""
    doc, at, end = sc.doc, name.first, name.last
    if sc.lex.plain and _in_county(sc, at, end):
        return True
    if doc.words[end : end + 1] and doc.words[end] in sc.lex.lands and end + 1 not in sc.heads:
        # "in the Kansai region"
        return not any(emblem(w) for w in doc.words[at:end])
    if sc.lex.syllabic or sc.lex.articled or end + 1 >= len(doc.words) or doc.words[end] != ",":
        return False
    region = sc.gazetteer.get(end + 1)
    if region is None or region[1] != "Place" or any(emblem(w) for w in doc.words[at:end]):
        return False
    before, behind = doc.lower[at - 1] if at else "", doc.lower[region[0] : region[0] + 2]
    if not sc.lex.trailing_nouns:
        # "din Pancevo, Serbia"
        return before in sc.lex.locatives and len(region[2]) == 2
    # "Big Timber, Montana-based", "the Big Timber, Montana, arm of"
    origin = behind[:1] == ["-"] and behind[1:] != [] and behind[1] in sc.lex.apart
    told = before in sc.lex.articles and behind[:1] == [","]
    closed = before == "(" and behind[:1] == [")"]
    return origin or told or closed or before in sc.lex.regional


def _in_county(sc: Scene, at: int, end: int) -> bool:
    """Whether a bracket tells the region of a town, or of towns in a list: ``din Deta (Timiș) și Pechea (Galați)``."""
    doc, lex = sc.doc, sc.lex
    region = sc.gazetteer.get(end + 1, (0, ""))
    if doc.words[end : end + 1] != ["("] or region[1] != "Place" or doc.words[region[0] : region[0] + 1] != [")"]:
        return False
    if at > 4 and doc.words[at - 2] == ")" and (doc.words[at - 1] == "," or doc.lower[at - 1] in lex.conjunctions):
        opening = next((k for k in range(at - 3, max(0, at - 7), -1) if doc.words[k] == "("), at)
        first = next((k for k in range(opening - 1, max(0, opening - 4), -1) if not doc.caps[k]), 0)
        return opening < at and (doc.lower[first] in lex.locatives or _in_county(sc, first + 1, opening))
    return at > 0 and doc.lower[at - 1] in lex.locatives


def _noun_beside(sc: Scene, name: Name) -> str:
    """The type of the noun right before a name, ``tổ chức X``, or behind a comma: ``X, công ty ...``; "" for none."""
    doc, lex = sc.doc, sc.lex
    if not lex.syllabic:
        return lex.described.get(doc.words[name.first - 1], "") if name.first else ""
    for size in (2, 1, 4, 3):
        noun = " ".join(doc.lower[max(0, name.first - size) : name.first])
        if noun in lex.described:
            return lex.described[noun]
    behind = name.last + 1
    if doc.words[name.last : behind] == [","] and behind in sc.heads and not doc.caps[behind]:
        return sc.heads[behind][1].type
    return ""


def _called(sc: Scene, at: int) -> bool:
    """Whether a word for naming stands before a name, and a noun for programmes before that: ``a trial called X``."""
    doc, lex = sc.doc, sc.lex
    first = doc.sentences[doc.sentence_of(at)][0]
    k = at - 1
    while k > first and doc.lower[k] in lex.naming:
        k -= 1
    return k < at - 1 and doc.lower[k - (doc.words[k] == ",")] in lex.schemes


def _chunk_end(sc: Scene, start: int, last: int) -> int:
    """Where a run of capitalised words that nothing explains ends; a name in quotation marks is whole."""
    doc, end = sc.doc, start
    closed = quoted(doc, start - 1, last) if start and doc.words[start - 1] in OPEN else 0
    if 0 < closed - start <= _QUOTED and doc.caps[closed - 2] and not any(sc.taken[start : closed - 1]):
        return closed - 1
    told = _told(sc, start)
    while end < last and end - start < 6 and not sc.taken[end] and end not in sc.roles and end not in sc.titles:
        if end > start and end in sc.heads:
            break
        word = doc.words[end]
        # A Vietnamese word behind a foreign one opens the next clause of a flattened page.
        if sc.lex.syllabic and end > start and word[0].isalpha() and not foreign(word) and not emblem(word):
            break
        if stopped(sc.lex, word) and not (end > start and word in sc.lex.inner) and not (told and word.istitle()):
            break
        plus = word == "+" and doc.ends[end - 1] == doc.starts[end]
        small = doc.words[end] in ("&", "-") or plus or (end > start and word in sc.lex.binding)
        # "acțiunile Bandi's": no possessive, but a part of the name.
        if end > start and sc.lex.plain and len(word) == len("'s") and word in POSSESSIVE:
            end += 1
            continue
        # "Van der Laan Zorg"
        past = end + 1 + (small and end + 2 < last and doc.words[end + 1] in sc.lex.binding)
        joins = small and past < last and doc.caps[past] and not sc.taken[past]
        camel = len(word) > 4 and word[0].islower() and word.isalpha() and not word.islower()
        if not (doc.caps[end] or (end > start and (joins or camel or word.isdigit()))):
            break
        end += 1
    return end - 1 if end > start and doc.words[end - 1] in ("&", "-") else end


def _brandlike(sc: Scene, start: int, end: int, first: int) -> bool:
    doc, lex = sc.doc, sc.lex
    if end == start:
        return False
    words = doc.words[start:end]
    if lex.legal.issuperset(words):
        return False
    # "le ministre de l'Urbanisme": what the post is for.
    if lex.articled and (post := sc.posted.get(post_before(sc, start))) is not None and doc.lower[post] in lex.offices:
        return False
    # "NEWS - ...": the sign of a paper before its report.
    if (
        start == first
        and end < len(doc.words)
        and doc.words[end] in "-\u2013"
        and emblem(words[0])
        and end - start == 1
    ):
        return False
    if not _told(sc, start) and (
        any(w in lex.stops for w in words[:1])
        or any(w in lex.stops and w not in lex.inner for w in words[1:])
        or (end - start == 1 and (len(words[0]) < 3 or words[0] in lex.openers))
    ):
        return False
    if end - start > 1 and _INITIALS.fullmatch(words[0]):  # "M.K Stalin"
        return False
    # "Ksh32 million", "N1.2bn"
    if lex.currencies and (sum_ := _SUM.fullmatch(words[0])) is not None and sum_[1] in lex.currencies:
        return False
    # "Rotterdam/Leeds, 4 February -": two towns of a dateline.
    if start == first and "/" in words[0]:
        return False
    if start > first and doc.lower[start - 1] in lex.some and _closes(sc, end):
        return False
    # "la ministre des Affaires sociales": a capital may begin words that names hold.
    past = len(doc.words) if lex.articled else end
    held = max(match_compound(table, doc.lower, start, past) for table in (lex.lowercase, lex.parts))
    if held >= end - start or all(w in lex.common for w in words) or " ".join(words) in lex.common:
        return False
    if lex.trailing_nouns and all(
        w == "&" or w in lex.common or (w.lower(),) in lex.parts.get(w.lower(), ()) for w in words
    ):
        return False
    link = match_compound(lex.linkers, doc.lower, end, len(doc.words)) if lex.articled else 0
    behind = end + link
    if (
        link
        and doc.caps[behind : behind + 1] == [True]
        and match_compound(lex.lowercase, doc.lower, behind, len(doc.words))
    ):
        # "le Service Interuniversitaire de Médecine Préventive": but the beginning of a name.
        return False
    if lex.awards and (doc.lower[end - 1] in lex.awards or (doc.words[end : end + 1] and doc.words[end] in lex.awards)):
        return False
    if len(words) > 2 and words[-1] in lex.common and not emblem(words[-1]):
        return False
    if lex.syllabic:
        return any(foreign(w) or emblem(w) for w in words if w[0].isalpha()) and words[0] not in lex.openers
    if lex.plain:
        # "Radu și Lavinia Covaci": a given name is no firm's.
        if end - start == 1 and given(lex, words[0]):
            return False
        # "REPORTAJ. La poarta": what kind of text follows.
        if (
            start == first
            and end < len(doc.words)
            and doc.words[end] == "."
            and doc.sentence_of(end + 1) > doc.sentence_of(end)
        ):
            return False
    if start == first:
        return words[0] not in lex.openers and (emblem(words[0]) or end - start > 1 or _acting(sc, end))
    return True


def _closes(sc: Scene, at: int) -> bool:
    """Whether no noun follows capitals behind "a", as in "a Siemens company": what they name is one of many."""
    if at >= len(sc.doc.words) or not sc.doc.words[at].islower():
        return True
    return sc.doc.lower[at] in sc.lex.attached | sc.lex.of | sc.lex.conjunctions | sc.lex.sites


def _acting(sc: Scene, at: int) -> bool:
    """Whether a comma, a post or a verb of what institutions do follows a word that opens its sentence."""
    return at < len(sc.doc.words) and (sc.doc.lower[at] in sc.lex.acts or (at in sc.roles and not sc.doc.caps[at]))
