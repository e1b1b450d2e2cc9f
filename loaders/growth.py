"""How far a name goes: it grows from a head noun over the words that may belong to it, as the language file tells."""

import regex

from kg.ids import fold
from loaders.document import Document, lower_of
from loaders.lexicon import CARE, INSTITUTIONS, Head, Lexicon, match_compound
from loaders.people import person_end
from loaders.scene import (
    DASHES,
    OPEN,
    POSSESSIVE,
    Name,
    Scene,
    capital,
    emblem,
    foreign,
    given,
    opens_other,
    quoted,
    stopped,
)

_NUMBER = regex.compile(r"\d{1,4}[A-Z]?(?:[-/]\d{1,4})?")
_ROMAN = regex.compile(r"[IVX]{1,4}")
# What these are called may be all common words: a ministry of health, an academy of military medicine.
_ABSTRACT = frozenset({"Government", "University", "ResearchInstitute", "Programme"})
# What these are called may be two trades with a conjunction: "the Kenya Nurses and Midwives Council".
_BODIES = frozenset({"Government", "Organization"})
# What these are called may be a list of trades before the name proper.
_TRADES = frozenset({"Company", "Government"})
# A noun in small letters behind which a name of its own may stand.
_NAMED_APART = frozenset({"Company", "Organization", "HealthSystem"})
_LABORATORY = frozenset({"ResearchInstitute"})
_MAX_NAME = 16
_MAX_ASIDE = 8
_MAX_SMALL = 3


def grow(sc: Scene, first: int, last: int, at: int, hit: tuple[int, Head], floor: int) -> Name | None:
    """The name that grows from one head noun, or None where the noun stands alone."""
    doc, lex = sc.doc, sc.lex
    end, head = hit
    left = at
    if head.after and capital(doc.words[at]):
        left = _left(sc, floor, at)
        while end < last and end in sc.heads and capital(doc.words[end]) and sc.heads[end][1].after:
            end, head = sc.heads[end]
    own = doc.words[at + head.noun : end] if head.before and not head.after else doc.words[at : end - head.noun]
    named = hit[0] - at > head.noun and any(capital(w) for w in own)
    behind = (left, left - 1) if left > first and doc.lower[left - 1] in lex.of else (left,)
    posted = any(sc.roles.get(k) in behind for k in range(max(first, left - 8), left))
    if not head.before and not any(_proper(lex, w) for w in doc.words[left:at]) and not _country_behind(sc, left, end):
        return None
    right, proper = right_end(sc, end, last, head, grown=left < at, proper=named, posted=posted)
    if head.place_ok and right < last and doc.lower[right] in lex.locatives:
        place = sc.gazetteer.get(right + 1)
        if place is not None and place[1] == "Place":
            right, proper = place[0], True
    if lex.articled and capital(doc.words[at]):
        right = max(right, _spelled(sc, at, end, last))
        if not proper:
            right = max(right, _small_name(sc, end, last))
        proper = proper or right > end
    if not (proper or left < at or head.alone):
        return None
    words = [w for w in doc.lower[left:at] + [w.lower() for w in own] + doc.lower[end:right] if w[0].isalnum()]
    if head.type not in _ABSTRACT and not head.alone and all(w in lex.weak for w in words):
        # "the General Hospital of X Province": the place alone tells it from the others.
        place = sc.gazetteer.get(right + 1) if right < last and doc.lower[right] in lex.locatives else None
        if lex.syllabic or place is None or place[1] != "Place" or not any(capital(w) for w in doc.words[end:right]):
            return None
        right = place[0]
    if lex.syllabic and head.type == "Programme" and len(doc.words[at]) > 2 and doc.words[at].isupper():
        return None
    if head.type == "Programme" and (mark := _opening(doc, end, right)):
        return Name(mark + 1, right - 1, head.type, "quoted", head=head, core=mark + 1, around=(left, right))
    if lex.syllabic and _indefinite(sc, first, at, end, right):
        return None
    small = not capital(doc.words[at]) or doc.words[at].isupper()
    if left == at and small and (head.generic or _only_told(sc, end, last, head)):
        if lex.articled and not (capital(doc.words[end]) or doc.words[end] in OPEN or _demonym(sc, end, last)):
            # "a company of Garoua"
            return None
        return _bare(sc, left, end, right, head)
    return Name(left, right, head.type, "head", head=head, core=end)


def _indefinite(sc: Scene, first: int, at: int, end: int, right: int) -> bool:
    """Whether a noun in small letters with a number or "some" before it has but a place behind it: ``một hãng Nga``."""
    doc = sc.doc
    counted = at > first and (doc.lower[at - 1] in sc.lex.blockers or doc.lower[at - 1].isdigit())
    nation = sc.heads[at][1].type == "Company"
    if not (counted or nation) or doc.caps[at]:
        return False
    own = [k for k in range(end, right) if doc.caps[k]]
    placed = {
        k for s in own if s in sc.gazetteer and sc.gazetteer[s][1] == "Place" for k in range(s, sc.gazetteer[s][0])
    }
    return bool(own) and all(k in placed for k in own)


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


def _only_told(sc: Scene, end: int, last: int, head: Head) -> bool:
    """Whether a noun only says what a name behind it is: ``l'association lyonnaise X``, ``l'association Les X``."""
    if not sc.lex.articled or head.type not in _NAMED_APART:
        return False
    article = end + 1 < last and sc.doc.lower[end] in sc.lex.articles and sc.doc.caps[end] and sc.doc.caps[end + 1]
    return article or (end < last and _demonym(sc, end, last))


def _spelled(sc: Scene, at: int, end: int, last: int) -> int:
    """Where a name ends whose first letters a bracket behind it gives: ``Société nationale d'investissement (SNI)``."""
    doc = sc.doc
    stop = min(end + _MAX_NAME, last - 2)
    mark = next((k for k in range(end, stop) if doc.words[k] in "(,.;:" or opens_other(sc, k)), stop)
    if mark >= stop or doc.words[mark] != "(" or doc.words[mark + 2] != ")" or not doc.words[mark + 1].isupper():
        return 0
    told = [doc.lower[k][0] for k in range(at, mark) if len(doc.words[k]) > 2 and doc.lower[k] not in sc.lex.linkers]
    letters = list(fold(doc.words[mark + 1]))
    found = iter(fold("".join(told)))
    ordered = all(letter in found for letter in letters)
    return mark if ordered or sorted(letters) == sorted(fold("".join(told))) else 0


def _small_name(sc: Scene, end: int, last: int) -> int:
    """Where a name goes on in small letters alone, behind a noun with a capital: ``Agence du numérique en santé``."""
    doc, lex, k, right, own = sc.doc, sc.lex, end, end, False
    while k < last and k - end < _MAX_NAME and not opens_other(sc, k):
        size = match_compound(lex.lowercase, doc.lower, k, last)
        if size:
            own = own or any(w not in lex.weak for w in doc.lower[k : k + size])
            k += size
            right = k if own else right
            continue
        linked = match_compound(lex.linkers, doc.lower, k, last)
        if not linked or capital(doc.words[k]):
            break
        k += linked
    return right


def _proper(lex: Lexicon, word: str) -> bool:
    """Whether a word of a name is neither common nor of rank."""
    low = lower_of(word)
    return capital(word) and word not in lex.common and low not in lex.weak and (low,) not in lex.parts.get(low, ())


def _left(sc: Scene, floor: int, at: int) -> int:
    """How far a head-last name reaches to the left."""
    doc, lex = sc.doc, sc.lex
    left, k = at, at - 1
    while k >= floor and at - k < _MAX_NAME and not (sc.taken[k] or k in sc.titles or in_role(sc, k)):
        word = doc.words[k]
        opens = k == floor and word in lex.openers
        if capital(word) and (k in sc.towns or not (stopped(lex, word) or opens)):
            left = k
        elif word == "." and k > floor and doc.words[k - 1] + word in lex.initials:
            pass
        elif _NUMBER.fullmatch(word) and left == k + 1 and (k == floor or not capital(doc.words[k - 1])):
            return k
        elif _NUMBER.fullmatch(word) and left == k + 1 and k - 1 in sc.heads and sc.heads[k - 1][1].type == "Place":
            left = k
        elif left != k + 1 or k == floor or not capital(doc.words[k - 1]) or not _bridges(sc, k, at):
            break
        k -= 1
    return left


def in_role(sc: Scene, word: int) -> bool:
    """Whether a word belongs to the words of a post."""
    return any(start <= word < sc.roles.get(start, 0) for start in range(max(0, word - 5), word + 1))


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
    if word == "&" or (word[-1] in "'\u2019" and len(word) > 1 and (low,) in lex.linkers.get(low, ())):
        return True
    if low in lex.conjunctions:
        before = match_compound(lex.parts, doc.lower, k - 1, at)
        if before > 0 and match_compound(lex.parts, doc.lower, k + 1, at + 1) > 0:
            return True
        return lex.trailing_nouns and sc.heads[at][1].type in _BODIES and _one_body(sc, k - 1)
    return (low,) in lex.linkers.get(low, ()) and _inside_head(sc, k - 1)


def _one_body(sc: Scene, k: int) -> bool:
    """Whether capitals with an article before them and no noun of an institution end at a word: "the Kenya Nurses"."""
    while k > 0 and sc.doc.caps[k] and _trading(sc, k) and sc.gazetteer.get(k, (0, "Place"))[1] == "Place":
        k -= 1
    return sc.doc.lower[k] in sc.lex.articles and sc.doc.caps[k + 1]


def _trading(sc: Scene, k: int) -> bool:
    return k not in sc.heads or sc.heads[k][1].type == "Company"


def _inside_head(sc: Scene, word: int) -> bool:
    return any(word in range(s, sc.heads[s][0]) for s in (word, word - 1, word - 2) if s in sc.heads)


def right_end(
    sc: Scene, start: int, last: int, head: Head, grown: bool = False, proper: bool = False, posted: bool = False
) -> tuple[int, bool]:
    """(end word, whether a proper word was met) of a name that goes on from ``start``."""
    doc, lex = sc.doc, sc.lex
    end, k = start, start
    brand = strong = False
    firm = lex.trailing_nouns and head.type == "Company" and _proper(lex, doc.words[start - head.noun - 1])
    whole = grown and (firm or (head.type in CARE and _owned(sc, start, head)))
    while k < last and k - start < _MAX_NAME:
        word, low = doc.words[k], doc.lower[k]
        size = match_compound(lex.lowercase, doc.lower, k, last)
        if sc.taken[k] or k in sc.titles or (k in sc.roles and sc.roles[k] > k + size):
            break
        if grown and k == start and head.after and not capital(word) and (low,) not in lex.linkers.get(low, ()):
            break
        # "the initiative of the Association X": a scheme is not named by whose it is.
        owned = (
            head.type == "Programme" and not lex.syllabic and k in sc.heads and doc.caps[min(sc.heads[k][0], last - 1)]
        )
        opens = k in sc.heads and (owned or strong or k > end or head.department) and _other_head(sc, k, head)
        if opens and (k == end or not grown or not _trade(sc, k, last)) and not _takes_in(sc, start, k, last, head):
            break
        if lex.syllabic and not head.native and capital(word) and not foreign(word) and k not in sc.gazetteer:
            break
        public = lex.trailing_nouns and head.type == "Government" and k == start
        lonely = lex.syllabic and not head.alone and k == end and _one_syllable(sc, start, k)
        whole_name = head.alone or brand or public or (posted and (strong or head.type in _TRADES))
        if _person_follows(sc, k, last, whole_name and not lonely):
            break
        if posted and head.type == "Government" and k == end > start and _holder(sc, k, last):
            break
        if (
            posted
            and lex.syllabic
            and k == start
            and not doc.caps[k - head.noun]
            and _person_follows(sc, k, last, True)
        ):
            break
        if (
            brand
            and lex.articled
            and k == end
            and given(lex, word)
            and k + 1 < last
            and doc.caps[k + 1]
            and k not in sc.gazetteer
        ):
            break
        if grown and k == start and lex.trailing_nouns and given(lex, word) and k + 1 < last and doc.caps[k + 1]:
            break
        known = sc.gazetteer.get(k)
        if known is not None and known[1] in INSTITUTIONS and brand:
            break
        if head.type == "Programme" and k == end == start and (opening := _quote_ahead(sc, k, last)):
            return quoted(doc, opening, last), True
        if word in OPEN and (closed := quoted(doc, k, last)):
            if head.type == "Programme":
                return closed, True
            k = end = closed
            proper = brand = strong = True
        elif known is not None and known[1] != "Person" and known[0] > k:
            k = end = known[0]
            proper = strong = True
            brand = brand or known[1] != "Place"
        elif posted and lex.syllabic and k in sc.heads and _holder_behind(sc, k, last):
            # "chairman of the Committee of the province X Y": a person, no province is called so.
            break
        elif k in sc.heads and k + size <= sc.heads[k][0] and (k == end or sc.heads[k][1].type == "Place"):
            k = sc.heads[k][0]
            if capital(word):
                end, proper = k, True
        elif capital(word) and (
            word not in lex.stops or (brand and _ROMAN.fullmatch(word) is not None) or _inner(sc, k, last)
        ):
            step = max(size, 1)
            if not size and not brand and _compound(sc, k, last):
                step, size = 2, 2
            elif not size and head.type == "Programme":
                step += _small_words(sc, k + 1, last)
            proper = True
            strong = strong or not all(w in lex.weak for w in doc.lower[k : k + step])
            brand = brand or size == 0
            k = end = k + step
        elif _NUMBER.fullmatch(word) and not (
            (k + 1 < last and _counts(sc, k + 1)) or (head.type == "Government" and k > end)
        ):
            proper = brand = strong = True
            k = end = k + 1
        elif size and head.before:
            trailing = match_compound(lex.trailing, doc.lower, k, last) == size
            written = any(capital(w) for w in doc.words[k : k + size])
            k += size
            if written or (proper and (trailing or head.type == "Programme")):
                end, proper = k, True
        elif (
            word == ","
            and end == k
            and _part_follows(sc, k + 1, last, open_list=not brand and head.type in _TRADES | _LABORATORY)
        ):
            k = end = k + 1 + match_compound(lex.parts, doc.lower, k + 1, last)
        elif sc.lex.demonyms and k == start and _demonym(sc, k, last):
            k += 1
        elif joined := _joint(sc, k, last, head, proper and end == k, brand, whole):
            k += joined
        elif word == "(" and k == start and k + 3 < last and emblem(doc.words[k + 1]) and doc.words[k + 2] == ")":
            # "Centre Hospitalier (CH) de X": the bracket stands inside the name.
            linked = match_compound(lex.linkers, doc.lower, k + 3, last)
            if lex.syllabic and capital(doc.words[k + 3]) and not opens_other(sc, k + 3):
                k += 3
                continue
            if not linked or not _linkable(sc, k + 3, k + 3 + linked, last):
                break
            k += 3 + linked
        else:
            break
    return end, proper


def _joint(sc: Scene, k: int, last: int, head: Head, tight: bool, brand: bool, named: bool) -> int:
    """How many words at ``k`` only join the parts of one name: a dash, a conjunction, "of the"."""
    word, low = sc.doc.words[k], sc.doc.lower[k]
    if tight and word in DASHES and head.type != "Place" and _goes_on(sc, k + 1, last):
        return 1
    if sc.lex.articled and head.type in CARE and low in sc.lex.conjunctions and _names_other(sc, k + 1, last):
        return 0
    if tight and low in sc.lex.conjunctions and _same_name(sc, k + 1, last, head, brand):
        return 1
    linked = match_compound(sc.lex.linkers, sc.doc.lower, k, last)
    if linked and named and (sc.gazetteer.get(k + linked, (0, ""))[1] == "Place" or _town(sc, k + linked, last)):
        # "Tata Memorial Centre of Mumbai": the name is whole before its town.
        return 0
    # "et La Chaîne": an article with a capital begins another name.
    parted = not capital(word) and any(capital(w) for w in sc.doc.words[k + 1 : k + linked])
    return linked if linked and not parted and _linkable(sc, k, k + linked, last) else 0


def _town(sc: Scene, at: int, last: int) -> bool:
    """Whether capitals are a town whose region stands behind it: ``of Big Timber, Montana``."""
    end = at
    while end < last and end < at + 3 and sc.doc.caps[end]:
        end += 1
    behind = sc.gazetteer.get(end + 1) if sc.lex.trailing_nouns and sc.doc.words[end : end + 1] == [","] else None
    return end > at and behind is not None and behind[1] == "Place"


def _inner(sc: Scene, k: int, last: int) -> bool:
    """Whether an abbreviation that ends other names stands inside this one: ``Trung tâm IVF Hồng Ngọc``."""
    follows = k + 1 < last and capital(sc.doc.words[k + 1]) and not opens_other(sc, k + 1)
    return follows and sc.doc.words[k] in sc.lex.inner and not stopped(sc.lex, sc.doc.words[k + 1])


def _takes_in(sc: Scene, start: int, k: int, last: int, head: Head) -> bool:
    """Whether a noun is but a part of a Vietnamese name: ``Bệnh viện Trường Đại học X``, ``Vụ Tổ chức cán bộ``."""
    end, other = sc.heads[k]
    if not sc.lex.syllabic or not sc.doc.caps[k]:
        return False
    if match_compound(sc.lex.lowercase, sc.doc.lower, k, last) > end - k:
        return True
    if k == start:
        return head.type in CARE and other.type == "University" and sc.doc.caps[start - 1 : start] != [False]
    following = sc.gazetteer.get(end, (0, ""))[1] == "Place" or match_compound(
        sc.lex.lowercase, sc.doc.lower, end, last
    )
    return head.type == "Organization" and other.type in CARE and bool(following)


def _names_other(sc: Scene, at: int, last: int) -> bool:
    """Whether a capital stands behind a conjunction, an article between them or not: "et le Grand Hôpital"."""
    at += at < last and sc.doc.lower[at] in sc.lex.articles
    return at < last and capital(sc.doc.words[at])


def _other_head(sc: Scene, k: int, head: Head) -> bool:
    """Whether the noun at ``k`` opens another name: not a place, nor an English noun inside a name of this language."""
    other = sc.heads[k][1]
    return other.type != "Place" and (other.native or not head.native)


def _person_follows(sc: Scene, at: int, last: int, complete: bool) -> bool:
    """Whether a person's full name begins behind a name that may be complete."""
    return (
        complete
        and at not in sc.gazetteer
        and sc.doc.words[at] in sc.lex.surnames
        and person_end(sc, at, last) - at > (2 if sc.lex.syllabic else 1)
    )


def _one_syllable(sc: Scene, start: int, k: int) -> bool:
    """Whether a name has but one syllable of its own so far, which then is but half of it: ``Bệnh viện Ánh ...``."""
    own = [w for w in sc.doc.words[start:k] if capital(w)]
    return len(own) == 1 and k - start == 1 and len(own[0]) > 1 and not foreign(own[0]) and not emblem(own[0])


def _holder(sc: Scene, k: int, last: int) -> bool:
    """Whether behind the office of somebody a run of capitals that no office has is who holds the post."""
    end = k
    while (
        end < last and sc.doc.words[end].istitle() and end not in sc.heads and end not in sc.gazetteer and end - k < 5
    ):
        if match_compound(sc.lex.lowercase, sc.doc.lower, end, last) or match_compound(
            sc.lex.parts, sc.doc.lower, end, last
        ):
            return False
        end += 1
    return 1 < end - k < 5 and k not in sc.roles


def _holder_behind(sc: Scene, at: int, last: int) -> bool:
    """Whether behind a bare noun for a place a person is named, and no place."""
    end = sc.heads[at][0]
    if sc.heads[at][1].type != "Place" or end >= last or end in sc.gazetteer or at in sc.gazetteer:
        return False
    return sc.doc.words[end] in sc.lex.surnames and person_end(sc, end, last) - end > 1


def _counts(sc: Scene, at: int) -> bool:
    """Whether the number before word ``at`` counts something and belongs to no name: ``10 máy thở``."""
    return sc.doc.words[at] in "%/" or sc.doc.lower[at] in sc.lex.counted


def _compound(sc: Scene, at: int, last: int) -> bool:
    """Whether an unknown Vietnamese compound begins inside a name: ``Lâm nghiệp`` before a further capital."""
    doc = sc.doc
    if not sc.lex.syllabic or at + 2 >= last or at + 1 in sc.heads or at + 1 in sc.roles or at + 2 in sc.titles:
        return False
    word, following, then = doc.words[at : at + 3]
    known = sc.gazetteer.get(at + 2)
    named = at + 2 in sc.heads or at + 2 in sc.roles or (known is not None and known[1] in INSTITUTIONS)
    if len(word) < 2 or word.isupper() or foreign(word) or named or not capital(then):
        return False
    return following.isalpha() and following.islower() and not foreign(following) and following not in sc.lex.particles


def _small_words(sc: Scene, at: int, last: int) -> int:
    """How many small words go on the name of a scheme, which has a capital only at its beginning."""
    doc, size = sc.doc, 0
    while sc.lex.syllabic and at + size < last and size < _MAX_SMALL:
        word = doc.words[at + size]
        known = match_compound(sc.lex.lowercase, doc.lower, at + size, last) if word.islower() else 0
        if known > 1:
            size += known
            continue
        if not (word.isalpha() and word.islower()) or word in sc.lex.particles or opens_other(sc, at + size):
            break
        size += 1
    return size


def _part_follows(sc: Scene, at: int, last: int, open_list: bool = False) -> bool:
    """Whether a comma goes on an enumeration inside a name: ``Quản lý Khám, chữa bệnh``."""
    size = match_compound(sc.lex.parts, sc.doc.lower, at, last)
    if not size or not capital(sc.doc.words[at]) or (open_list and sc.lex.syllabic):
        return size > 0
    # "Medicine, Pharmacy, Science and Technology": the enumeration must go on.
    after = sc.doc.lower[at + size] if at + size < last else ""
    return not sc.lex.syllabic and (after == "," or after in sc.lex.conjunctions)


def _opening(doc: Document, at: int, last: int) -> int:
    """Where the mark stands that opens the quoted name of a scheme, small words before it; 0 where there is none."""
    mark = next((k for k in range(at, last) if doc.words[k] in OPEN), last)
    closed = mark + 2 < last and doc.words[last - 1] in OPEN[doc.words[mark]]
    return mark if closed and not any(doc.caps[at:mark]) else 0


def _quote_ahead(sc: Scene, at: int, last: int) -> int:
    """Where a quoted name opens a few plain words behind its noun: ``chương trình từ thiện "..."``; 0 for nowhere."""
    for k in range(at, min(at + _MAX_ASIDE, last)):
        if sc.doc.words[k] in OPEN:
            return k if k > at and quoted(sc.doc, k, last) else 0
        if not sc.doc.words[k].islower() or sc.taken[k] or k in sc.heads or sc.doc.lower[k] in sc.lex.particles:
            return 0
    return 0


def _goes_on(sc: Scene, at: int, last: int) -> bool:
    if at >= last or at in sc.roles or at in sc.titles or at in sc.heads:
        return False
    known = sc.gazetteer.get(at)
    return capital(sc.doc.words[at]) and (known is None or known[1] == "Place")


def _linkable(sc: Scene, link: int, at: int, last: int) -> bool:
    """Whether a small word at ``link`` is followed, at ``at``, by more of the name that began before it."""
    if at >= last or at in sc.roles or at in sc.titles:
        return False
    known = sc.gazetteer.get(at)
    if known is not None and known[1] in INSTITUTIONS:
        return False
    if sc.doc.lower[link] in sc.lex.locatives:
        return False
    if known is not None and known[1] == "Place" and known[0] > at + 1:
        return True
    if at in sc.heads:
        return sc.heads[at][1].type in ("Place", "University") or _trade(sc, at, last)
    word = sc.doc.words[at]
    if capital(word) or word in OPEN:
        return True
    size = match_compound(sc.lex.lowercase, sc.doc.lower, at, last)
    if not size:
        return False
    after = at + size
    linked = match_compound(sc.lex.linkers, sc.doc.lower, after, last) if after < last else 0
    joined = after < last and sc.doc.lower[after] in sc.lex.conjunctions
    if match_compound(sc.lex.trailing, sc.doc.lower, at, last) == size:
        return True
    return joined or linked > 0 or (after < last and capital(sc.doc.words[after])) or sc.doc.lower[at] in sc.lex.parts


def _trade(sc: Scene, at: int, last: int) -> bool:
    """Whether a noun that could end a company's name is but a trade here: ``the Royal College of Imaging``."""
    end, noun = sc.heads[at]
    ends = sc.lex.trailing_nouns and noun.type == "Company" and capital(sc.doc.words[at])
    return ends and not (end < last and capital(sc.doc.words[end]))


def _same_name(sc: Scene, at: int, last: int, head: Head, brand: bool) -> bool:
    """Whether what follows a conjunction goes on the same name instead of beginning another."""
    if at < last and (linked := match_compound(sc.lex.linkers, sc.doc.lower, at, last)):
        after = at + linked
        return after < last and match_compound(sc.lex.lowercase, sc.doc.lower, after, last) > 0
    if not _goes_on(sc, at, last) or sc.gazetteer.get(at):
        return False
    if match_compound(sc.lex.parts, sc.doc.lower, at, last):
        return True
    compound = match_compound(sc.lex.lowercase, sc.doc.lower, at, last)
    legal = head.type == "Company" and sc.lex.syllabic
    return (legal and (compound > 0 or not (brand or emblem(sc.doc.words[at])))) or (compound > 1 and not brand)


def _demonym(sc: Scene, k: int, last: int) -> bool:
    """Whether an adjective of a town or country stands between a noun and a name: ``association lyonnaise X``."""
    word = sc.doc.words[k]
    follows = k + 1 < last and capital(sc.doc.words[k + 1]) and sc.doc.words[k + 1] not in sc.lex.stops
    return follows and word.islower() and len(word) > 5 and word.endswith(sc.lex.demonyms)


def _owned(sc: Scene, end: int, head: Head) -> bool:
    """Whether two words of its own stand before the noun that ends at ``end``."""
    words = sc.doc.words[max(0, end - head.noun - 2) : end - head.noun]
    return len(words) == 2 and _proper(sc.lex, words[0]) and capital(words[1])
