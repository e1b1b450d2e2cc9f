"""How far a name goes: it grows from a head noun over the words that may belong to it, as the language file tells."""

import regex

from kg.ids import fold
from loaders import borders
from loaders.lexicon import CARE, INSTITUTIONS, Head, match_compound
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
_YEAR = regex.compile(r"(?:19|20)\d\d(?:\D.*)?")
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
    posted = any(sc.posted.get(k, -1) >= max(first, left - 8) for k in behind)
    if (
        not head.before
        and not any(borders.proper(lex, w) for w in doc.words[left:at])
        and not _country_behind(sc, left, end)
    ):
        return None
    if lex.trailing_nouns and head.after and not head.before and head.type == "Company":
        # "Kenya Medical Supplies Authority": a trade inside a name.
        more = next((k for k in range(end, min(end + 3, last)) if k in sc.heads), last)
        hit = sc.heads.get(more, (0, head))
        plain = all(capital(doc.words[k]) and not stopped(lex, doc.words[k]) for k in range(end, min(more + 1, last)))
        if more < last and plain and hit[1].after and hit[1].type in _BODIES and left < at:
            end, head = hit
    right, proper = right_end(sc, end, last, head, grown=left < at, proper=named, posted=posted)
    school = sc.heads.get(right) if lex.trailing_nouns and head.type == "University" and right < last else None
    if school is not None and school[1].after and proper and capital(doc.words[right]) and right not in sc.roles:
        # "University of Ghana Medical School"
        right, head = school
    if lex.syllabic and head.after and posted and right - end in (2, 3) and all(doc.caps[end:right]):
        # "chủ tịch X Holdings Masato Kuroda": whoever holds the post is named behind.
        right = end if all(k not in sc.gazetteer for k in range(end, right)) else right
    if head.place_ok and right < last and doc.lower[right] in lex.locatives:
        place = sc.gazetteer.get(right + 1)
        if place is not None and place[1] == "Place":
            right, proper = place[0], True
        elif not proper and right + 1 < last and _far_town(sc, right + 1):
            right, proper = right + 2, True
    if not (lex.trailing_nouns or lex.syllabic) and capital(doc.words[at]):
        right = max(right, _spelled(sc, at, end, last))
        if lex.articled and not proper:
            right = max(right, _small_name(sc, end, last))
        proper = proper or right > end
    if lex.trailing_nouns:
        left = _spelled_back(sc, floor, left, right)
    if not (proper or left < at or head.alone):
        return None
    words = (w for w in (*doc.lower[left:at], *map(str.lower, own), *doc.lower[end:right]) if w[0].isalnum())
    if head.type not in _ABSTRACT and not head.alone and lex.weak.issuperset(words):
        # "the General Hospital of X Province": the place alone tells it from the others.
        place = sc.gazetteer.get(right + 1) if right < last and doc.lower[right] in lex.locatives else None
        if lex.syllabic or place is None or place[1] != "Place" or not any(capital(w) for w in doc.words[end:right]):
            return None
        right = place[0]
    if lex.syllabic and head.type == "Programme" and len(doc.words[at]) > 2 and doc.words[at].isupper():
        return None
    if head.type == "Programme" and (mark := borders.opening(doc, end, right)):
        return Name(mark + 1, right - 1, head.type, "quoted", head=head, core=mark + 1, around=(left, right))
    if lex.syllabic and _indefinite(sc, first, at, end, right):
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
    small = not capital(doc.words[at]) or doc.words[at].isupper()
    if lex.syllabic and (small or at == first) and (brand := _behind_nation(sc, end, last)):
        # "tập đoàn Pháp Sanofi": the noun and the country only tell what it is.
        known = sc.gazetteer.get(brand, (0, ""))[1] in INSTITUTIONS
        return None if known or brand >= right else Name(brand, right, head.type, "head", head=head, core=brand)
    if left == at and small and (head.generic or _only_told(sc, end, last, head)):
        if lex.articled and not (capital(doc.words[end]) or doc.words[end] in OPEN or borders.demonym(sc, end, last)):
            # "a company of Garoua"
            return None
        return _bare(sc, left, end, right, head)
    return Name(left, right, head.type, "head", head=head, core=end)


def _far_town(sc: Scene, at: int) -> bool:
    """Whether a word can only be a town that nobody listed: ``Universitatea din Okayama``."""
    word = sc.doc.words[at]
    return word.istitle() and word not in sc.lex.openers and at not in sc.heads and not stopped(sc.lex, word)


def _indefinite(sc: Scene, first: int, at: int, end: int, right: int) -> bool:
    """Whether a noun in small letters with a number or "some" before it has but a place behind it: ``một hãng Nga``."""
    doc = sc.doc
    counted = at > first and (doc.lower[at - 1] in sc.lex.blockers or doc.lower[at - 1].isdigit())
    nation = sc.heads[at][1].type in ("Company", "HealthSystem")
    # "Tập đoàn bệnh viện Thái Lan" opens a headline: a group of hospitals, whichever it is.
    of_many = nation and at == first and end in sc.heads and not doc.caps[end]
    # "các bệnh viện Nhật Bản"
    abroad = not doc.caps[at] and sc.heads[at][1].type in CARE and len(sc.gazetteer.get(end, ("",) * 3)[2]) == 2
    if not (counted or nation or abroad) or (doc.caps[at] and not of_many):
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


def _behind_nation(sc: Scene, end: int, last: int) -> int:
    """Where a foreign name behind a noun and a country begins, 0 for none: ``công ty Hàn Quốc Hanmaek``."""
    first, kind, key, _ = sc.gazetteer.get(end, (0, "", "", False))
    brand = kind == "Place" and len(key) == 2 and first < last and sc.doc.caps[first]
    return first if brand and foreign(sc.doc.words[first]) and first not in sc.roles | sc.titles else 0


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
    mark = next((k for k in range(end, stop) if doc.words[k] in "(,.;:" or opens_other(sc, k)), stop)
    if mark >= stop or doc.words[mark] != "(" or doc.words[mark + 2] != ")" or not doc.words[mark + 1].isupper():
        return 0
    words = [doc.lower[k] for k in range(at, mark) if len(doc.words[k]) > 2 and doc.lower[k] not in sc.lex.linkers]
    told = [part[0] for word in words for part in word.split("-") if part]
    letters = list(fold(doc.words[mark + 1]))
    found = iter(fold("".join(told)))
    ordered = all(letter in found for letter in letters)
    # "Centre de recherche médicale et sanitaire (CERMES)": each word gives its first letters.
    starts = "".join(f"{fold(w)[0]}(?:{fold(w)[1:2]}(?:{fold(w)[2:3]})?)?" for w in words if fold(w).isalpha())
    whole = regex.fullmatch(starts, fold(doc.words[mark + 1])) is not None
    return mark if ordered or whole or sorted(letters) == sorted(fold("".join(told))) else 0


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
        if doc.caps[k] and [part[0] for part in parts if part] == letters[-len(parts) :]:
            del letters[-len(parts) :]
        elif doc.lower[k][0] == letters[-1] and doc.lower[k] in sc.lex.linkers:
            letters.pop()
        elif doc.lower[k] not in sc.lex.linkers and doc.lower[k] not in sc.lex.conjunctions:
            return left
    return k if not letters and k < left and doc.caps[k] else left


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


def _left(sc: Scene, floor: int, at: int) -> int:
    """How far a head-last name reaches to the left."""
    doc, lex = sc.doc, sc.lex
    left, k = at, at - 1
    while k >= floor and at - k < _MAX_NAME and not (sc.taken[k] or k in sc.titles or k in sc.in_roles):
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
        return lex.trailing_nouns and sc.heads[at][1].type in _BODIES and _one_body(sc, k - 1)
    if word == "," and doc.caps[k + 1] and any(_served(sc, j, at) for j in (k + 2, k + 3)):
        return _served(sc, k, at)
    return low in lex.links and _inside_head(sc, k - 1)


def _served(sc: Scene, k: int, at: int) -> bool:
    """Whether a trust or board is named for two places, joined at a word: "Northern Moorland and Goole NHS Trust"."""
    doc, lex = sc.doc, sc.lex
    end, head = sc.heads[at]
    joint = doc.lower[k] in lex.conjunctions or doc.words[k] == ","
    if not (lex.trailing_nouns and joint and head.type == "HealthSystem" and doc.lower[end - 1] in lex.serving):
        return False
    marks = {",", *lex.conjunctions}
    between = [j for j in range(k + 1, at) if doc.lower[j] not in marks]
    plain = all(doc.caps[j] and j not in sc.heads and j not in sc.roles for j in between)
    own = plain or doc.lower[at - 1] in lex.conjunctions
    return (
        own
        and k > 1
        and k - 1 not in sc.heads
        and not given(lex, doc.words[k - 2])
        and not given(lex, doc.words[k - 1])
    )


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
    firm = lex.trailing_nouns and head.type == "Company" and borders.proper(lex, doc.words[start - head.noun - 1])
    whole = grown and (firm or (head.type in CARE and borders.owned(sc, start, head)))
    while k < last and k - start < _MAX_NAME:
        word, low, large = doc.words[k], doc.lower[k], doc.caps[k]
        size = match_compound(lex.lowercase, doc.lower, k, last) if low in lex.lowercase else 0
        if sc.titles.get(k) and k == end and not posted and (patron := borders.patron_end(sc, k, last, head)):
            k = end = patron
            proper = brand = strong = True
            continue
        if sc.taken[k] or k in sc.titles or (k in sc.roles and sc.roles[k] > k + size):
            break
        begun = grown and k == start and head.after and not large and not _two_trades(sc, k, last)
        if begun and low not in lex.links:
            break
        # "the initiative of the Association X": a scheme is not named by whose it is.
        owned = (
            head.type == "Programme" and not lex.syllabic and k in sc.heads and doc.caps[min(sc.heads[k][0], last - 1)]
        )
        opens = k in sc.heads and (owned or strong or k > end or head.department) and borders.other_head(sc, k, head)
        if (
            opens
            and (k == end or not grown or not borders.trade(sc, k, last))
            and not borders.takes_in(sc, start, k, last, head)
        ):
            break
        if lex.syllabic and not head.native and large and not foreign(word) and k not in sc.gazetteer:
            break
        complete = head.alone or brand or (posted and (strong or head.type in _TRADES))
        named = posted or word in lex.surnames
        if named and _person_begins(sc, (start, end, last), k, head, complete=complete, posted=posted):
            break
        # "Jean X" behind a brand, or behind a noun that ends a name.
        fore = k + 1 < last and doc.caps[k + 1] and given(lex, word)
        if fore and brand and lex.articled and k == end and k not in sc.gazetteer:
            break
        if fore and grown and k == start and lex.trailing_nouns:
            break
        known = sc.gazetteer.get(k)
        if known is not None and known[1] in INSTITUTIONS and brand:
            break
        if head.type == "Programme" and k == end == start and (opening := borders.quote_ahead(sc, k, last)):
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
        elif posted and lex.syllabic and k in sc.heads and borders.holder_behind(sc, k, last):
            # "chairman of the Committee of the province X Y": a person, no province is called so.
            end, proper = sc.heads[k][0], True
            break
        elif k in sc.heads and k + size <= sc.heads[k][0] and (k == end or sc.heads[k][1].type == "Place"):
            if posted and lex.syllabic and borders.place_before_holder(sc, k, last):
                end, proper = sc.heads[k][0] + 2, True
                break
            k = sc.heads[k][0]
            if large:
                # "Mạng lưới Hội chẩn ...": the noun is but the first syllable of another word.
                k += borders.small_words(sc, k, last) if lex.syllabic and head.type == "Programme" else 0
                end, proper = k, True
        elif large and (
            word not in lex.stops
            or (brand and (_ROMAN.fullmatch(word) is not None or (k == end and word in lex.inner)))
            or borders.inner(sc, k, last)
        ):
            step = max(size, 1)
            if not size and not brand and borders.compound(sc, k, last):
                step, size = 2, 2
            elif not size and head.type == "Programme":
                step += borders.small_words(sc, k + 1, last)
            elif size < 2 and head.type == "Organization" and k == start and not (foreign(word) or word.isupper()):
                step += min(1, borders.small_words(sc, k + 1, last))
            proper = True
            strong = strong or not all(w in lex.weak for w in doc.lower[k : k + step])
            brand = brand or size == 0
            k = end = k + step
        elif _NUMBER.fullmatch(word) and not (
            (k + 1 < last and borders.counts(sc, k + 1))
            or (head.type == "Government" and k > end)
            # "the hospital X in the years 2010-2015"
            or (head.type != "Programme" and k > end and _YEAR.fullmatch(word))
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
            and borders.part_follows(sc, k + 1, last, open_list=not brand and head.type in _TRADES | _LABORATORY)
        ):
            k = end = k + 1 + match_compound(lex.parts, doc.lower, k + 1, last)
        elif (lex.demonyms and k == start and borders.demonym(sc, k, last)) or (k == end and _inside(sc, k, last)):
            k += 1
        elif joined := _joint(sc, k, last, head, proper and end == k, brand, whole):
            k += joined
        elif word == "(" and k == end > start and _short_within(sc, k, last):
            k += 3
        elif word == "(" and k == start and k + 3 < last and _short(sc, k + 1) and doc.words[k + 2] == ")":
            # "Centre Hospitalier (CH) de X": the bracket stands inside the name.
            linked = match_compound(lex.linkers, doc.lower, k + 3, last)
            inside = capital(doc.words[k + 3]) and not opens_other(sc, k + 3)
            if (lex.syllabic and inside) or (lex.articled and (inside or _NUMBER.fullmatch(doc.words[k + 3]))):
                k += 3
                continue
            if not linked or not borders.linkable(sc, k + 3, k + 3 + linked, last):
                break
            k += 3 + linked
        else:
            break
    return end, proper


def _short_within(sc: Scene, k: int, last: int) -> bool:
    """Whether a bracket with a short form stands inside a name: ``Universitatea de Medicină (UMF) „Carol Davila”``."""
    doc, lex = sc.doc, sc.lex
    plain = not (lex.articled or lex.trailing_nouns or lex.syllabic)
    return plain and k + 4 < last and emblem(doc.words[k + 1]) and doc.words[k + 2] == ")" and doc.words[k + 3] in OPEN


def _short(sc: Scene, k: int) -> bool:
    """Whether a word in brackets is an abbreviation; French writes it like a name, too: "(Chu)"."""
    word = sc.doc.words[k]
    return emblem(word) or (sc.lex.articled and len(word) < 5 and word.isalpha() and capital(word))


def _two_trades(sc: Scene, k: int, last: int) -> bool:
    """Whether a conjunction joins two trades, the first of which a noun has: "College of Physicians and Surgeons"."""
    doc, lex = sc.doc, sc.lex
    if not lex.trailing_nouns or doc.lower[k] not in lex.conjunctions or k + 1 >= last or k + 1 in sc.heads:
        return False
    first, second = (match_compound(lex.parts, doc.lower, at, last) for at in (k - 1, k + 1))
    return doc.caps[k + 1] and first * second > 0 and k + 1 + second not in sc.heads


def _person_begins(sc: Scene, spans: tuple[int, int, int], k: int, head: Head, *, complete: bool, posted: bool) -> bool:
    """Whether at word ``k`` a person is named, behind a name that may be ``complete``; ``posted``: behind a post.

    ``spans`` are where the words behind the noun begin, where the name ends so far, and where the sentence does.
    """
    start, end, last = spans
    public = sc.lex.trailing_nouns and head.type == "Government" and k == start
    lonely = sc.lex.syllabic and not head.alone and k == end and borders.one_syllable(sc, start, k)
    if borders.person_follows(sc, k, last, (complete or public) and not lonely):
        return True
    if posted and head.type == "Government" and k == end > start and borders.holder(sc, k, last):
        return True
    office = posted and sc.lex.syllabic and k == start and not sc.doc.caps[k - head.noun]
    return office and borders.person_follows(sc, k, last, True)


def _inside(sc: Scene, k: int, last: int) -> bool:
    """Whether a mark stands inside a foreign name: ``Bệnh viện St. Luke's Osaka``."""
    words = sc.doc.words
    if not sc.lex.syllabic or k + 1 >= last or not foreign(words[k + 1]):
        return False
    saint = words[k] == "." and words[k - 1] in sc.lex.saints
    return saint or (words[k] in POSSESSIVE and len(words[k]) > 1 and capital(words[k + 1]))


def _joint(sc: Scene, k: int, last: int, head: Head, tight: bool, brand: bool, named: bool) -> int:
    """How many words at ``k`` only join the parts of one name: a dash, a conjunction, "of the"."""
    word, low = sc.doc.words[k], sc.doc.lower[k]
    if tight and word in DASHES and head.type != "Place" and borders.goes_on(sc, k + 1, last):
        return 1
    if sc.lex.articled and head.type in CARE and low in sc.lex.conjunctions and borders.names_other(sc, k + 1, last):
        return 0
    if tight and low in sc.lex.conjunctions and borders.same_name(sc, k + 1, last, head, brand):
        return 1
    if _two_trades(sc, k, last):
        return 1
    linked = match_compound(sc.lex.linkers, sc.doc.lower, k, last)
    named = named or (sc.lex.trailing_nouns and head.type == "HealthSystem" and tight)
    town = k + linked + (sc.lex.trailing_nouns and sc.doc.lower[min(k + linked, last - 1)] in sc.lex.articles)
    if linked and named and (sc.gazetteer.get(town, (0, ""))[1] == "Place" or borders.town(sc, k + linked, last)):
        # "Tata Memorial Centre of Mumbai": the name is whole before its town.
        return 0
    if sc.lex.trailing_nouns and linked == 1 and not tight and k + 2 < last and sc.doc.lower[k + 1] in sc.lex.articles:
        # "University of the West of England"
        linked += 1
    # "et La Chaîne": an article with a capital begins another name.
    parted = not capital(word) and any(capital(w) for w in sc.doc.words[k + 1 : k + linked])
    return linked if linked and not parted and borders.linkable(sc, k, k + linked, last) else 0
