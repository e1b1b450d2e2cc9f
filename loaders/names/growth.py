"""The name that grows from a head noun, over words on both sides that may belong to it, as the language file tells."""

from dataclasses import replace

import regex

from kg.ids import fold
from loaders.names import borders
from loaders.names.ends import right_end
from loaders.text.lexicon import CARE, INSTITUTIONS, Head, match_compound, past_phrases, phrases_before
from loaders.text.scene import (
    DASHES,
    OPEN,
    POSSESSIVE,
    Name,
    Scene,
    apposed,
    capital,
    country_at,
    emblem,
    foreign,
    given,
    opens_other,
    stopped,
)

_NUMBER = regex.compile(r"\d{1,4}[A-Z]?(?:[-/]\d{1,4})?")
# What these are called may be all common words: a ministry of health, an academy of military medicine.
_ABSTRACT = frozenset({"Government", "University", "ResearchInstitute", "Programme"})
# What these are called may be two trades with a conjunction: "the Kenya Nurses and Midwives Council".
_BODIES = frozenset({"Government", "Organization"})
# A noun in small letters behind which a name of its own may stand.
_NAMED_APART = frozenset({"Company", "Organization", "HealthSystem"})
# Behind the name of a university, a noun may name what belongs to it.
_GROWING = frozenset({"University", "HealthSystem"})
_MAX_NAME = 16
# Words of a school with what it teaches, at least; and of a university before its noun, at most.
_FACULTY = 3
# Words before the conjunction in a name of two places or people, at most.
_PAIRED = 2
# Letters of a noun that may be part of a name though no list has it.
_NOUN = 5
# Words of a noun that tells nobody whom it serves, at most: "National Accreditation Board".
_SERVES = 3
# Marks behind a dateline or the name of a column.
_OPENS = frozenset((":", *DASHES))


def grow(sc: Scene, first: int, last: int, at: int, hit: tuple[int, Head], floor: int) -> Name | None:
    """The name that grows from one head noun, or None where the noun stands alone."""
    doc, lex = sc.doc, sc.lex
    end, head = hit
    if match_compound(lex.rankings, doc.lower, end, last):
        return None  # "Hospital of the Year"
    left = at
    if head.after and capital(doc.words[at]):
        left = _left(sc, floor, at)
        while (more := _next_noun(sc, end, last, left < at)) < last:
            end, head = sc.heads[more]
    own = doc.words[at + head.noun : end] if head.before and not head.after else doc.words[at : end - head.noun]
    named = hit[0] - at > head.noun and any(capital(w) for w in own)
    behind = [left, left - 1] if left > first and doc.lower[left - 1] in lex.of else [left]
    if (lex.articled or lex.trailing_nouns) and left > first + 1 and doc.lower[left - 1] in lex.articles:
        # "le président de l'Université"
        behind.append(left - 2)
    posted = any((post := sc.posted.get(k, -1)) >= max(first, left - 8) and not apposed(sc, post) for k in behind)
    if (
        not head.before
        and not any(borders.proper(lex, w) for w in doc.words[left:at])
        and not _country_behind(sc, left, end)
        and not (left < at and left > first + 1 and doc.lower[left - 1] in lex.based)
    ):
        return None
    if lex.trailing_nouns and head.after and not head.before and head.type == "Company":
        # "Kenya Medical Supplies Authority", "Kenya Medical Training College": a trade inside a name.
        more = next((k for k in range(end, min(end + 3, last)) if k in sc.heads), last)
        hit = sc.heads.get(more, (0, head))
        plain = all(capital(doc.words[k]) and not stopped(lex, doc.words[k]) for k in range(end, min(more + 1, last)))
        if more < last and plain and hit[1].after and hit[1].type in INSTITUTIONS and left < at:
            end, head = hit
    right, proper = right_end(sc, end, last, head, grown=left < at, proper=named, posted=posted)
    while lex.trailing_nouns and right < last and right in sc.heads:
        # "University of Ghana Medical School", "University of Ghana Health Services Foundation"
        stop, school = sc.heads[right]
        # "Children's Hospital of Elkin Foundation"
        if head.type not in _GROWING and not (head.type in CARE and school.type == "Organization"):
            break
        if not (school.after and proper and capital(doc.words[right]) and right not in sc.roles):
            break
        # "University of Global Health Equity" is no firm.
        head = head if school.type == "Company" else school
        right, _ = right_end(sc, stop, last, school, grown=True, proper=True)
    if lex.syllabic and head.after and posted and right - end in (2, 3) and all(doc.caps[end:right]):
        # "chủ tịch X Holdings Masato Kuroda": whoever holds the post is named behind.
        right = end if all(k not in sc.gazetteer for k in range(end, right)) else right
    if head.type == "Organization" and (size := match_compound(lex.homelands, doc.lower, right, last)):
        right += size
    elif lex.plain and head.type == "Government" and right + 1 < last and (end_abroad := _foreign(sc, right, last)):
        right, proper = end_abroad, True
    elif head.place_ok and right < last and doc.lower[right] in lex.locatives:
        place = sc.gazetteer.get(right + 1)
        if place is not None and place[1] == "Place":
            right, proper = place[0], True
        elif not proper and right + 1 < last and _far_town(sc, right + 1):
            right, proper = right + 2, True
    spelled = 0
    if lex.articled and head.type == "Organization" and not capital(doc.words[at]):
        # "association des médecins tunisiens (AMT)": a bracket tells how far a name in small letters goes.
        spelled = _spelled(sc, at, end, last)
        right, proper = max(right, spelled), proper or spelled > end
    if not (lex.trailing_nouns or lex.syllabic) and capital(doc.words[at]):
        right = max(right, _spelled(sc, at, end, last))
        if lex.articled and not proper:
            right = max(right, _small_name(sc, end, last, head))
        if lex.plain and head.type == "Programme" and not proper and at > first:
            right = max(right, _public_scheme(sc, end, last))
        proper = proper or right > end
    if lex.trailing_nouns:
        left = _spelled_back(sc, floor, left, right)
        # "the Dr. Ruth Elkin Memorial Hospital"
        titled = (k for k in (left - 2, left - 1) if k >= floor and sc.titles.get(k) == left)
        left = next(titled, left) if left < at and head.type in CARE else left
    if lex.trailing_nouns and head.type == "Government" and left < at and doc.lower[left] in lex.articles:
        left += 1
    if lex.generic and head.type in CARE and lex.generic.issuperset(doc.lower[left:right]):
        right = _with_town(sc, right, last)
    faculty = not proper and left == at and _of_university(sc, at, end, last, head)
    if lex.articled and head.type == "University" and not proper and (taught := _faculty(sc, at, end, last)):
        right, proper, faculty = taught, True, True
    if not (proper or left < at or head.alone or faculty):
        return None
    words = (w for w in (*doc.lower[left:at], *map(str.lower, own), *doc.lower[end:right]) if w[0].isalnum())
    served = head.noun > _SERVES
    if head.type not in _ABSTRACT and not (head.alone or served) and lex.weak.issuperset(words):
        # "the General Hospital of X Province": the place alone tells it from the others.
        place = sc.gazetteer.get(right + 1) if right < last and doc.lower[right] in lex.locatives else None
        if lex.syllabic or not any(capital(w) for w in doc.words[end:right]):
            return None
        if place is not None and place[1] == "Place":
            right = place[0]
        elif _abroad(sc, right, last):
            right += 2
        else:
            return None
    if lex.syllabic and head.type == "Programme":
        # "dự án đầu tư xây dựng cơ sở 2" has no name.
        named = capital(doc.words[at]) or not doc.words[end].isalpha() or any(map(capital, doc.words[end:right]))
        if not named or (len(doc.words[at]) > 2 and doc.words[at].isupper()):
            return None
    if head.type == "Programme" and (mark := borders.opening(doc, end, right)):
        return Name(mark + 1, right - 1, head.type, "quoted", head=head, core=mark + 1, around=(left, right))
    if lex.syllabic and (_indefinite(sc, first, at, end, right) or _of_several(sc, end, right, last)):
        return None
    if lex.articled and head.type == "Programme" and left == at and not capital(doc.words[at]):
        core = next((k for k in range(end, min(end + 3, right)) if capital(doc.words[k])), right)
        plain = core == end or (core < right and emblem(doc.words[core]) and doc.lower[core - 1] not in lex.linkers)
        if plain and core < right:
            # "the European project X": the noun is no part of the name.
            return Name(core, right, head.type, "quoted", head=head, core=core, around=(left, right))
    if lex.articled and head.type == "Company" and left == at and not capital(doc.words[at]):
        core = next((k for k in range(end, min(end + 3, right)) if capital(doc.words[k])), right)
        if end < core < right and all(borders.demonym(sc, k, last) for k in range(end, core)):
            # "the British investment fund X": its trade and country only tell what it is.
            return Name(core, right, head.type, "head", head=head, core=core, around=(left, right))
    if not head.telling.isdisjoint(doc.lower[end:right]):
        head = replace(head, type=head.told)
    if head.type == "HealthSystem" and doc.words[right - 1] in lex.legal:
        # "Delta Health Trade SRL"
        head = replace(head, type="Company")
    small = not capital(doc.words[at]) or doc.words[at].isupper()
    if lex.syllabic and (small or at == first) and (brand := _behind_nation(sc, end, right)):
        # "tập đoàn Pháp Sanofi": the noun and the country only tell what it is.
        known = sc.gazetteer.get(brand, (0, ""))[1] in INSTITUTIONS
        return None if known else Name(brand, right, head.type, "head", head=head, core=brand)
    if lex.plain and head.type == "HealthCentre" and any(w in lex.researching for w in doc.lower[at:right]):
        # "Centrul German de Cercetare a Cancerului"
        head = replace(head, type="ResearchInstitute")
    if lex.plain and left == at and small and end < right and doc.lower[end] in lex.trades:
        # "clinicii private X"
        return _bare(sc, left, end, right, head)
    # "dự án Bệnh viện X": the scheme is not the hospital.
    other = lex.syllabic and head.type == "Programme" and (end in sc.heads or doc.words[end].islower())
    if left == at and small and not spelled and not other and (head.generic or _only_told(sc, end, last, head)):
        if lex.articled and not (capital(doc.words[end]) or doc.words[end] in OPEN or borders.demonym(sc, end, last)):
            # "a company of Garoua"
            return None
        return _bare(sc, left, end, right, head)
    return Name(left, right, head.type, "head", head=head, core=end, taught=faculty)


def _foreign(sc: Scene, at: int, last: int) -> int:
    """Where a country ends that tells a public body from that at home: ``Ministerul Apărării din Belgia``; else 0."""
    doc, lex = sc.doc, sc.lex
    home = match_compound(lex.homelands, doc.lower, at, last)
    return country_at(sc, at + 1) if doc.lower[at] in lex.sites and not home else 0


def _far_town(sc: Scene, at: int) -> bool:
    """Whether a word can only be a town that nobody listed: ``Universitatea din Okayama``."""
    word = sc.doc.words[at]
    return word.istitle() and word not in sc.lex.openers and at not in sc.heads and not stopped(sc.lex, word)


def _abroad(sc: Scene, at: int, last: int) -> bool:
    """Whether an unlisted town with its country stands behind a small word: ``din Pancevo, Serbia``."""
    doc, lex = sc.doc, sc.lex
    if not lex.plain or at + 3 >= last or doc.lower[at] not in lex.locatives:
        return False
    return _far_town(sc, at + 1) and doc.words[at + 2] == "," and country_at(sc, at + 3) > 0


def _indefinite(sc: Scene, first: int, at: int, end: int, right: int) -> bool:
    """Whether a noun in small letters with a number or "some" before it has but a place behind it: ``một hãng Nga``."""
    doc = sc.doc
    counted = at > first and (doc.lower[at - 1] in sc.lex.blockers or doc.lower[at - 1].isdigit())
    nation = sc.heads[at][1].type in ("Company", "HealthSystem")
    # "Tập đoàn bệnh viện Thái Lan" opens a headline: a group of hospitals, whichever it is.
    of_many = nation and at == first and end in sc.heads and not doc.caps[end]
    # "Tập đoàn Hàn Quốc thâu tóm": so does one of a country.
    of_many = of_many or (nation and at == first and country_at(sc, end) == right)
    # "các bệnh viện Nhật Bản"
    abroad = not doc.caps[at] and sc.heads[at][1].type in CARE and len(sc.gazetteer.get(end, ("",) * 3)[2]) == 2
    if not (counted or nation or abroad) or (doc.caps[at] and not of_many):
        return False
    some = at > first and doc.lower[at - 1] in sc.lex.some
    if some and not doc.caps[at] and end < right and not doc.caps[end]:
        # "một bệnh viện tỉnh miền Tây": whichever it is.
        return True
    own = [k for k in range(end, right) if doc.caps[k]]
    placed = {
        k for s in own if s in sc.gazetteer and sc.gazetteer[s][1] == "Place" for k in range(s, sc.gazetteer[s][0])
    }
    return bool(own) and all(k in placed for k in own)


def _of_several(sc: Scene, at: int, right: int, last: int) -> bool:
    """Whether a noun with nothing but trades behind it is of several places: ``Trung tâm Y tế các huyện X, Y``."""
    bare = past_phrases(sc.lex.lowercase, sc.doc.lower, at, right) == right
    return bare and right < last and sc.doc.lower[right] in sc.lex.some


def _country_behind(sc: Scene, left: int, end: int) -> bool:
    """Whether a country ends a name of common words: "Children's Health Ireland"."""
    known = sc.gazetteer.get(end)
    return sc.lex.trailing_nouns and left + 1 < end and known is not None and known[1] == "Place"


def _bare(sc: Scene, left: int, end: int, right: int, head: Head) -> Name | None:
    """The name behind a noun that only says what it names: ``the company X``; its marks of quotation left out."""
    doc = sc.doc
    first = next((k for k in range(end, right) if capital(doc.words[k])), right)
    place = sc.gazetteer.get(first)
    if place is not None and place[1] == "Place" and place[0] == right and doc.lower[first - 1] in sc.lex.of:
        return None
    last = right - 1 if doc.words[first - 1] in OPEN and doc.words[right - 1] in OPEN[doc.words[first - 1]] else right
    return Name(first, last, head.type, "head", head=head, core=first, around=(left, right)) if first < last else None


def _behind_nation(sc: Scene, end: int, right: int) -> int:
    """Where a foreign name behind a noun and a country begins, 0 for none: ``công ty Hàn Quốc Hanmaek``."""
    first = country_at(sc, end)
    brand = 0 < first < right and sc.doc.caps[first]
    return first if brand and any(map(foreign, sc.doc.words[first:right])) and first not in sc.roles | sc.titles else 0


def _only_told(sc: Scene, end: int, last: int, head: Head) -> bool:
    """Whether a noun only says what a name behind it is: ``l'association lyonnaise X``, ``l'association Les X``."""
    if not sc.lex.articled or head.type not in _NAMED_APART:
        return False
    article = end + 1 < last and sc.doc.lower[end] in sc.lex.articles and sc.doc.caps[end] and sc.doc.caps[end + 1]
    return article or (end < last and borders.demonym(sc, end, last))


def _spelled(sc: Scene, at: int, end: int, last: int) -> int:
    """Where a name ends whose first letters a bracket behind it gives: ``Société nationale d'investissement (SNI)``."""
    doc = sc.doc
    stop = min(end + _MAX_NAME, last - 2)
    mark = next((k for k in range(end, stop) if doc.words[k] in "(,.;:" or _bars(sc, k)), stop)
    if mark >= stop or doc.words[mark] != "(" or doc.words[mark + 2] != ")" or not doc.words[mark + 1].isupper():
        return 0
    words = [doc.lower[k] for k in range(at, mark) if len(doc.words[k]) > 2 and doc.lower[k] not in sc.lex.linkers]
    told = fold("".join(part[0] for word in words for part in word.split("-") if part))
    letters = list(fold(doc.words[mark + 1]))
    found = iter(told)
    # "CHU de X annonce un accord sur l'intelligence artificielle (IA)": the short form is not that of the name.
    ordered = letters[0] == told[:1] and all(letter in found for letter in letters)
    # "Centre de recherche médicale et sanitaire (CERMES)": each word gives its first letters.
    starts = "".join(f"{fold(w)[0]}(?:{fold(w)[1:2]}(?:{fold(w)[2:3]})?)?" for w in words if fold(w).isalpha())
    whole = regex.fullmatch(starts, fold(doc.words[mark + 1])) is not None
    return mark if ordered or whole or sorted(letters) == sorted(told) else 0


def _bars(sc: Scene, k: int) -> bool:
    """Whether a word belongs to another name; "médecins" may be part of one."""
    return opens_other(sc, k) and not (k in sc.roles and sc.doc.words[k].islower() and not sc.taken[k])


def _spelled_back(sc: Scene, floor: int, left: int, right: int) -> int:
    """Where a name begins whose first letters a bracket behind it gives: "Tropical Health and Care Trust (THCT)"."""
    doc = sc.doc
    if doc.words[right : right + 1] != ["("] or doc.words[right + 2 : right + 3] != [")"]:
        return left
    letters = [letter for letter in fold(doc.words[right + 1]) if letter.isalpha()]
    k = right
    while letters and k > floor and right - k < _MAX_NAME:
        k -= 1
        parts = fold(doc.words[k]).split("-")
        if k == left - 1 and doc.caps[k - 1] and _adjective(sc, k):
            # "Elkin ultramodern Hospital (EH)"
            continue
        if doc.caps[k] and [part[0] for part in parts if part] == letters[-len(parts) :]:
            del letters[-len(parts) :]
        elif doc.lower[k][0] == letters[-1] and doc.lower[k] in sc.lex.linkers:
            letters.pop()
        elif doc.lower[k] not in sc.lex.linkers and doc.lower[k] not in sc.lex.conjunctions:
            return left
    return k if not letters and k < left and doc.caps[k] else left


def _adjective(sc: Scene, k: int) -> bool:
    """Whether a word in small letters may be one, since it joins no others."""
    word, lex = sc.doc.words[k], sc.lex
    joins = word in lex.linkers or word in lex.conjunctions or word in lex.attached or word in lex.locatives
    return word.isalpha() and word.islower() and not joins


def _small_name(sc: Scene, end: int, last: int, head: Head) -> int:
    """Where a name goes on in small letters alone, behind a noun with a capital: ``Agence du numérique en santé``."""
    doc, lex, k, right, own = sc.doc, sc.lex, end, end, False
    empty = lex.weak | lex.areas if head.type == "Hospital" else lex.weak
    while k < last and k - end < _MAX_NAME and not opens_other(sc, k):
        size = match_compound(lex.lowercase, doc.lower, k, last)
        size = size or (_told_apart(sc, end, k, last) if head.type not in CARE else 0)
        if size:
            own = own or any(w not in empty for w in doc.lower[k : k + size])
            k += size
            right = k if own else right
            continue
        linked = match_compound(lex.linkers, doc.lower, k, last)
        if not linked or capital(doc.words[k]):
            break
        k += linked
    return right


def _told_apart(sc: Scene, end: int, k: int, last: int) -> int:
    """How many words at ``k`` tell apart a body whose noun ends at ``end`` though no list has them: the adjective of a
    town behind the noun, and a noun behind "of" with its adjective: ``Agence béninoise des équipements hospitaliers``.
    """
    doc, lex = sc.doc, sc.lex
    if k == end:
        linked = match_compound(lex.linkers, doc.lower, k + 1, last)
        return int(linked > 0 and borders.of_a_people(sc, k))
    noun = k > end + 1 and doc.lower[k - 1] in lex.of and doc.words[k].islower() and k not in sc.heads
    joined = doc.lower[k - 2] in lex.conjunctions
    if not noun or joined or len(doc.words[k]) < _NOUN or doc.lower[k] in lex.areas:
        return 0
    return 1 + (k + 1 < last and doc.words[k + 1].islower() and doc.words[k + 1].endswith(lex.adjectives))


def _public_scheme(sc: Scene, end: int, last: int) -> int:
    """Where a public programme ends that is told in small letters: ``Programul național de depistare a surdității``."""
    doc, lex = sc.doc, sc.lex
    if end >= last or fold(doc.words[end]) not in lex.grades:
        return 0
    k = end + 1
    while k < last and k - end < _MAX_NAME // 2 and (doc.words[k].islower() or doc.words[k] == "-"):
        if match_compound(lex.resumes, doc.lower, k, last) and doc.lower[k] not in lex.linkers:
            break
        k += 1
    while k > end + 1 and (doc.lower[k - 1] in lex.links or doc.lower[k - 1] in lex.conjunctions):
        k -= 1
    return k if k > end + 1 and doc.lower[end + 1] in lex.links else 0


def _left(sc: Scene, floor: int, at: int) -> int:
    """How far a head-last name reaches to the left."""
    doc, lex = sc.doc, sc.lex
    left, k = at, at - 1
    while k >= floor and at - k < _MAX_NAME and not (sc.taken[k] or k in sc.titles or k in sc.in_roles):
        word = doc.words[k]
        opens = (k == floor or doc.words[k - 1] in _OPENS) and word in lex.openers
        if capital(word) and (
            k in sc.towns or not (stopped(lex, word) or opens) or (left == k + 1 and _behind_article(sc, k))
        ):
            left = k
        elif word == "." and k > floor and (doc.words[k - 1] + word in lex.initials or _initial(doc.words[k - 1])):
            pass
        elif left == k + 1 and (region := _region_opens(sc, k)) and doc.caps[region - 1]:
            k = region
        elif left == k + 1 and doc.lower[k] in lex.of and (patron := _dedicated(sc, max(floor, k - 3), k)) >= 0:
            left = k = patron
        elif left == k + 1 and k > floor and doc.words[k - 1] in POSSESSIVE and _bridges(sc, k, at):
            # "Guy's and St Thomas' NHS Foundation Trust"
            k -= 1
        elif _NUMBER.fullmatch(word) and left == k + 1 and (k == floor or not capital(doc.words[k - 1])):
            return k
        elif _NUMBER.fullmatch(word) and left == k + 1 and k - 1 in sc.heads and sc.heads[k - 1][1].type == "Place":
            left = k
        elif left != k + 1 or k == floor or not capital(doc.words[k - 1]) or not _bridges(sc, k, at):
            break
        k -= 1
    return left


def _behind_article(sc: Scene, k: int) -> bool:
    """Whether the article before a word tells that it is no verb, in no headline: "the Healing Hands Foundation"."""
    doc, lex = sc.doc, sc.lex
    before = k - (k > 1 and doc.caps[k - 1] and doc.lower[k - 1] not in lex.articles and not opens_other(sc, k - 1))
    told = before > 0 and doc.words[k].istitle() and doc.lower[before - 1] in lex.articles
    return told and (before == k or doc.sentence_of(k) >= doc.titles)


def _with_town(sc: Scene, at: int, last: int) -> int:
    """Where a name ends that only a town behind it tells from others: "Federal Medical Centre (FMC), Owerri"."""
    doc, lex, end = sc.doc, sc.lex, at
    end += 3 * (end + 3 < last and doc.words[end : end + 3 : 2] == ["(", ")"] and emblem(doc.words[end + 1]))
    bracket = end > at
    end += end + 1 < last and doc.words[end] == ","
    place = sc.gazetteer.get(end, (0, ""))
    plain = end < last and doc.words[end].istitle() and not (opens_other(sc, end) or given(lex, doc.words[end]))
    behind = place[0] if place[1] == "Place" else end + (plain and not stopped(lex, doc.words[end]))
    closed = behind == last or doc.words[behind] in (",", ";", ".", ")") or bracket
    return behind if at < end < behind and closed else at


def _initial(word: str) -> bool:
    """Whether a word is the initial of a name."""
    return len(word) == 1 and word.isupper()


def _next_noun(sc: Scene, at: int, last: int, named: bool) -> int:
    """Where a further noun of a name begins behind its noun, a short form in a bracket between them or not:
    "Elkin University Hospitals (EUH) NHS Trust"; the end of the sentence for nowhere.
    """
    doc, lex = sc.doc, sc.lex
    bracket = (
        named and at + 3 < last and doc.words[at] == "(" and doc.words[at + 2] == ")" and emblem(doc.words[at + 1])
    )
    at += 3 * bracket
    end, head = sc.heads.get(at, (at, None))
    # "Council for Health Accreditation": what it is for is no noun of its own.
    whole = bracket or not doc.words[at - 1].islower()
    goes_on = whole and head is not None and head.after and capital(doc.words[at])
    return at if goes_on and (not bracket or doc.lower[end - 1] in lex.serving) else last


def _region_opens(sc: Scene, k: int) -> int:
    """Where a bracket opens that ends at a word and tells but the region of a town: "Elkin (Ky.) Hospital"; else 0."""
    words = sc.doc.words
    region = next((j for j in (k - 2, k - 3) if j > 0 and words[j] == "("), 0) if words[k] == ")" else 0
    return region if sc.gazetteer.get(region + 1, (0, ""))[:2] == (k, "Place") else 0


def _dedicated(sc: Scene, first: int, at: int) -> int:
    """Where a dedication begins that ends before "of", -1 for none: "Our Lady of Lourdes Hospital"."""
    begins = next(phrases_before(sc.lex.dedications, sc.doc.lower, first, at), -1)
    return begins if begins >= 0 and all(sc.doc.caps[begins:at]) and not any(sc.taken[begins:at]) else -1


def _bridges(sc: Scene, k: int, at: int) -> bool:
    """Whether a small word or mark joins the parts of one name on its two sides."""
    doc, lex = sc.doc, sc.lex
    word, low = doc.words[k], doc.lower[k]
    if word in POSSESSIVE:
        saint = k > 1 and doc.words[k - 2 - (doc.words[k - 2] == ".")] in lex.saints
        return saint or doc.words[k - 1] + word in lex.possessives
    if word == "\u2014":
        return False
    if word in DASHES:
        # ``CITY - Name`` opens a report; ``Country - Country Hospital`` is one name.
        place = any(g[0] == k and g[1] == "Place" for s, g in sc.gazetteer.items() if s < k)
        return not place or k + 1 in sc.gazetteer
    if word == "&" or (word[-1] in "'\u2019" and len(word) > 1 and low in lex.links):
        return True
    if low in lex.conjunctions:
        before = match_compound(lex.parts, doc.lower, k - 1, at)
        if before > 0 and match_compound(lex.parts, doc.lower, k + 1, at + 1) > 0:
            return True
        if _served(sc, k, at):
            return True
        return lex.trailing_nouns and (
            (sc.heads[at][1].type in _BODIES and _one_body(sc, k - 1)) or _one_house(sc, k, at)
        )
    if word == "," and doc.caps[k + 1] and any(_served(sc, j, at) for j in (k + 2, k + 3) if j < at):
        return _served(sc, k, at)
    # "Google for Startups Accelerator" amid Vietnamese
    return low in lex.links and (_inside_head(sc, k - 1) or (lex.syllabic and low.isalpha() and foreign(low)))


def _of_university(sc: Scene, at: int, end: int, last: int, head: Head) -> bool:
    """Whether a school that is named by what it teaches stands beside its university: "the College of Medicine,
    University of Lagos", "Addis Ababa University's College of Health Sciences".
    """
    doc, lex = sc.doc, sc.lex
    if not lex.trailing_nouns or head.type != "University" or end - at < _FACULTY or not doc.caps[at]:
        return False
    whose = [k for k in range(max(0, at - _FACULTY), at - 1) if sc.heads.get(k, (0, head))[0] == at - 1]
    if doc.words[at - 1] in POSSESSIVE and any(k in sc.heads and sc.heads[k][1].type == "University" for k in whose):
        return True
    k = end
    k += k < last and (doc.words[k] == "," or doc.lower[k] in lex.of or doc.lower[k] in lex.sites)
    k += k < last and doc.lower[k] in lex.articles
    near = range(k, min(k + _FACULTY + 1, last)) if k > end else ()
    named = next((j for j in near if not doc.caps[j] or j in sc.heads), last)
    return named < last and named in sc.heads and sc.heads[named][1].type == "University" and doc.caps[named]


def _faculty(sc: Scene, at: int, end: int, last: int) -> int:
    """Where a school ends that is told by what it teaches, before its university: ``l'École de santé publique de
    l'Université X``; 0 where no university follows.
    """
    doc, lex, k = sc.doc, sc.lex, end
    right = end if end - at >= _FACULTY else 0
    while k < min(end + _MAX_NAME, last):
        if k in sc.heads:
            return right if sc.heads[k][1].type == "University" and doc.caps[k] else 0
        size = match_compound(lex.lowercase, doc.lower, k, last) or match_compound(lex.parts, doc.lower, k, last)
        right = k + size if size else right
        joined = doc.words[k] == "," or doc.lower[k] in lex.conjunctions or doc.lower[k] in lex.articles
        size = size or match_compound(lex.linkers, doc.lower, k, last) or joined
        if not size:
            return 0
        k += size
    return 0


def _served(sc: Scene, k: int, at: int) -> bool:
    """Whether a trust or board is named for two places, joined at a word: "Northern Moorland and Goole NHS Trust"."""
    doc, lex = sc.doc, sc.lex
    end, head = sc.heads[at]
    if lex.trailing_nouns:
        # "Northern Moorland and Goole Healthcare NHS Trust"
        end, head = sc.heads.get(_next_noun(sc, end, len(doc.words), named=True), (end, head))
    joint = doc.lower[k] in lex.conjunctions or doc.words[k] == ","
    if not (lex.trailing_nouns and joint and head.type == "HealthSystem" and doc.lower[end - 1] in lex.serving):
        return False
    marks = {",", *lex.conjunctions, *POSSESSIVE}
    between = [j for j in range(k + 1, at) if doc.lower[j] not in marks]
    plain = all(doc.caps[j] and j not in sc.heads and j not in sc.roles for j in between)
    own = plain or doc.lower[at - 1] in lex.conjunctions
    return (
        own
        and k > 0
        and k - 1 not in sc.heads
        and (doc.words[k - 1] in POSSESSIVE or not any(given(lex, word) for word in doc.words[max(0, k - 2) : k]))
    )


def _one_body(sc: Scene, k: int) -> bool:
    """Whether capitals with an article before them and no noun of an institution end at a word: "the Kenya Nurses"."""
    while k > 0 and sc.doc.caps[k] and _trading(sc, k) and sc.gazetteer.get(k, (0, "Place"))[1] == "Place":
        k -= 1
    return sc.doc.lower[k] in sc.lex.articles and sc.doc.caps[k + 1]


def _one_house(sc: Scene, k: int, at: int) -> bool:
    """Whether capitals on both sides of a conjunction are one name, since an article stands before them and one noun
    behind, "the Brighton and Sussex Medical School", or since the sentence that they open goes on about one: "Chelsea
    and Westminster Hospital has".
    """
    doc, lex = sc.doc, sc.lex
    end, begin = sc.heads[at][0], k
    while begin > k - _PAIRED and doc.caps[begin - 1] and doc.words[begin - 1] not in lex.openers:
        begin -= 1
    inside = [j for j in range(begin, at) if j != k]
    if begin == k or any(opens_other(sc, j) or emblem(doc.words[j]) or not doc.caps[j] for j in inside):
        return False
    if any(sc.gazetteer.get(j, (0, "Place"))[1] != "Place" or country_at(sc, j) for j in inside):
        return False
    first = doc.sentences[doc.sentence_of(k)][0]
    article = begin > 0 and doc.lower[begin - 1] in lex.articles
    opens = begin - article == first and doc.lower[end : end + 1] != [] and doc.lower[end] in lex.singular
    # What is named alone elsewhere is somebody else, but no town.
    town = k - 1 > begin and sc.gazetteer.get(k - 1, (0, ""))[:2] == (k, "Place")
    others = () if town else doc.capitals
    alone = (j for j in others if doc.words[j] == doc.words[k - 1] and doc.lower[j + 1 : j + 2] != [doc.lower[k]])
    return (opens or (article and doc.lower[end - 1][-1] != "s")) and next(alone, None) is None


def _trading(sc: Scene, k: int) -> bool:
    return k not in sc.heads or sc.heads[k][1].type == "Company"


def _inside_head(sc: Scene, word: int) -> bool:
    return any(word in range(s, sc.heads[s][0]) for s in (word, word - 1, word - 2) if s in sc.heads)
