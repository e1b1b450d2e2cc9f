"""Where a name ends: how far it goes on behind its head noun, over words and marks that may belong to it."""

import regex

from loaders.names import borders
from loaders.text.lexicon import CARE, INSTITUTIONS, Head, match_compound
from loaders.text.scene import DASHES, OPEN, POSSESSIVE, Scene, capital, emblem, foreign, given, opens_other, quoted

_NUMBER = regex.compile(r"\d{1,4}[A-Z]?(?:[-/]\d{1,4})?|[1-3]?\d\.1?\d")
_YEAR = regex.compile(r"(?:19|20)\d\d(?:\D.*)?")
_ROMAN = regex.compile(r"[IVX]{1,4}")
# What these are called may be a list of trades before the name proper.
_TRADES = frozenset({"Company", "Government"})
_LABORATORY = frozenset({"ResearchInstitute"})
# What may be called by nothing but what it is for.
_SPOKEN = frozenset({"ResearchInstitute", "HealthCentre", "University", "Organization"})
_MAX_NAME = 16
# Letters of the code of a country.
_LAND = 2
# Words of its own before the noun of a name.
_OWN = 4


def right_end(
    sc: Scene, start: int, last: int, head: Head, grown: bool = False, proper: bool = False, posted: bool = False
) -> tuple[int, bool]:
    """(end word, whether a proper word was met) of a name that goes on from ``start``."""
    doc, lex = sc.doc, sc.lex
    end, k = start, start
    brand = strong = placed = False
    own = head.type in CARE or (head.type == "Company" and lex.trailing_nouns)
    whole = grown and own and borders.owned(sc, start, head)
    while k < last and k - start < _MAX_NAME:
        word, low, large = doc.words[k], doc.lower[k], doc.caps[k]
        size = match_compound(lex.lowercase, doc.lower, k, last) if low in lex.lowercase else 0
        if size and lex.syllabic and not large and match_compound(lex.cased, doc.lower, k, last):
            # "Bệnh viện Hoa Sen tổ chức Lễ kỷ niệm": a part of names only with its capital.
            opens = doc.caps[min(k + size, last - 1)] and head.type not in ("Company", "Organization")
            if brand or placed or (proper and k == end and opens):
                break
        if sc.titles.get(k) and k == end and not posted and (saint := borders.patron_end(sc, k, last, head)):
            k = end = saint
            proper = brand = strong = True
            continue
        if sc.taken[k] or sc.titles.get(k, 0) >= k + max(size, 1) or sc.roles.get(k, 0) > k + size:
            break
        begun = grown and k == start and head.after and not large and not _two_trades(sc, k, last)
        if begun and low not in lex.links:
            break
        # "the initiative of the Association X": a scheme is not named by whose it is.
        owned = (
            head.type == "Programme" and not lex.syllabic and k in sc.heads and doc.caps[min(sc.heads[k][0], last - 1)]
        )
        # "laboratoarele Institutului X": a part of the institute.
        owned = owned or (lex.plain and k == start and large and not doc.caps[start - 1] and k in sc.heads)
        named_for = lex.trailing_nouns and k in sc.heads and _trade(sc, k, last) > sc.heads[k][0] - k
        opens = (
            k in sc.heads
            and not named_for
            and not (brand and head.type == "Company" and word in lex.divisions)
            and (owned or strong or k > end or head.department)
            and borders.other_head(sc, k, head)
        )
        if opens and lex.syllabic and head.type == "Place" and large and borders.one_syllable(sc, start, k):
            # "phường Yên Sở": a noun with nothing behind it is the second syllable.
            opens = k + 1 < last and capital(doc.words[k + 1])
        if opens and (k == end or not borders.trade(sc, k, last)) and not borders.takes_in(sc, start, k, last, head):
            break
        if lex.syllabic and not head.native and large and not foreign(word) and k not in sc.gazetteer:
            break
        prelude = lex.syllabic and k == start and large and not size and low in lex.preludes
        if prelude and not doc.caps[min(k + 1, last - 1)]:
            # A heading runs into a sentence: "cho thuê bệnh viện Trước tin".
            break
        complete = head.alone or brand or (posted and (strong or head.type in _TRADES))
        # "Society of Saint Vincent de Paul"
        sainted = not (lex.syllabic or lex.plain) and k > start and doc.words[k - 1] in lex.saints
        # "Hospital Israelita Albert Einstein": behind the noun of a hospital stands its patron.
        patron = lex.trailing_nouns and not grown and not posted and head.type in CARE and k == end > start
        named = (posted or word in lex.surnames) and not (patron or sainted)
        if named and _person_begins(sc, (start, end, last), k, head, complete=complete, posted=posted):
            break
        # "Jean X" behind a brand, or behind a noun that ends a name.
        fore = k + 1 < last and doc.caps[k + 1] and given(lex, word) and not (sainted and lex.articled)
        if fore and (brand or (posted and proper)) and lex.articled and k == end and k not in sc.gazetteer:
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
            placed = known[1] == "Place"
            brand = brand or not placed
        elif posted and lex.syllabic and k in sc.heads and borders.holder_behind(sc, k, last):
            # "chairman of the Committee of the province X Y": a person, no province is called so.
            end, proper = sc.heads[k][0], True
            break
        elif (
            k in sc.heads
            and k + size <= sc.heads[k][0]
            and (k == end or sc.heads[k][1].type == "Place" or borders.serves(sc, start))
        ):
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
            or (lex.syllabic and head.type == "Company" and not brand and k > start and emblem(word))
            or (brand and (_ROMAN.fullmatch(word) is not None or (k == end and word in lex.inner)))
            or borders.inner(sc, k, last)
            or borders.elided(sc, k, last)
        ):
            step = max(size, 1, _trade(sc, k, last) if lex.trailing_nouns else 0)
            if not size and not brand and borders.compound(sc, k, last):
                step, size = 2, 2
            elif not size and (head.type == "Programme" or (head.told and k == start)):
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
            # "Viện Nghiên cứu Tâm lý người sử dụng ma túy": what it is for, behind more of that.
            spoken = lex.syllabic and strong and size > 1 and head.type in _SPOKEN and not (brand or placed or opens)
            spoken = spoken and not match_compound(lex.cased, doc.lower, k, last)
            written = any(capital(w) for w in doc.words[k : k + size])
            k += size
            if written or (proper and (trailing or head.type == "Programme" or (spoken and k - size == end))):
                end, proper = k, True
        elif lex.articled and k == end > start and borders.elided(sc, k, last):
            # "CIUSSS du Centre-Sud-de-l'Île"
            k = end = k + 1
        elif (
            word == ","
            and end == k
            and borders.part_follows(sc, k + 1, last, open_list=not brand and head.type in _TRADES | _LABORATORY)
        ):
            k = end = k + 1 + borders.part(sc, k + 1, last)
            proper = proper or lex.plain
        elif lex.syllabic and word in POSSESSIVE and len(word) > 1 and k == end and brand:
            # "Bệnh viện St. Luke's Osaka"
            k = end = k + 1
        elif lex.articled and head.type == "University" and word == "," and (size := borders.taught(sc, k + 1, last)):
            k += 1 + size
        elif (lex.demonyms and not proper and borders.demonym(sc, k, last)) or (k == end and _inside(sc, k, last)):
            k += 1
        elif lex.syllabic and head.type == "Place" and word == "." and k == start and k + 1 < last and doc.caps[k + 1]:
            # "TP. Bắc Ninh"
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
    return (
        lex.plain and k + 4 < last and emblem(doc.words[k + 1]) and doc.words[k + 2] == ")" and doc.words[k + 3] in OPEN
    )


def _short(sc: Scene, k: int) -> bool:
    """Whether a word in brackets is an abbreviation; French writes it like a name, too: "(Chu)"."""
    word = sc.doc.words[k]
    return emblem(word) or (sc.lex.articled and len(word) < 5 and word.isalpha() and capital(word))


def _two_trades(sc: Scene, k: int, last: int) -> bool:
    """Whether a conjunction joins two trades, the first of which a noun has: "College of Physicians and Surgeons"."""
    doc, lex = sc.doc, sc.lex
    if not lex.trailing_nouns or doc.lower[k] not in lex.conjunctions or k + 1 >= last:
        return False
    if k + 1 in sc.heads and not borders.trade(sc, k + 1, last):
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
    behind = k == end > start or (head.alone and public)
    if posted and head.type == "Government" and behind and borders.holder(sc, k, last):
        return True
    office = posted and sc.lex.syllabic and k == start and not sc.doc.caps[k - head.noun]
    return office and borders.person_follows(sc, k, last, True)


def _inside(sc: Scene, k: int, last: int) -> bool:
    """Whether a stop stands inside a foreign name: ``Bệnh viện St. Luke's Osaka``."""
    words = sc.doc.words
    foreigner = sc.lex.syllabic and k + 1 < last and foreign(words[k + 1])
    return foreigner and words[k] == "." and words[k - 1] in sc.lex.saints


def _trade(sc: Scene, k: int, last: int) -> int:
    """How many words at ``k`` name a trade: "School of Medical Sciences"."""
    return match_compound(sc.lex.parts, sc.doc.lower, k, last)


def _other_house(sc: Scene, at: int, last: int) -> bool:
    """Whether a few words and a noun behind them name another house: "left X Hospital for Y Clinic"."""
    k = at
    while k < min(at + _OWN, last) and sc.doc.caps[k] and not sc.taken[k]:
        if k in sc.heads and k > at:
            head = sc.heads[k][1]
            # "University Hospitals of Leicester NHS Trust" is one.
            return head.after and head.type in CARE and head.type != "HealthSystem"
        k += 1
    return False


def _joint(sc: Scene, k: int, last: int, head: Head, tight: bool, brand: bool, named: bool) -> int:
    """How many words at ``k`` only join the parts of one name: a dash, a conjunction, "of the"."""
    word, low = sc.doc.words[k], sc.doc.lower[k]
    if tight and word in DASHES and head.type != "Place" and borders.goes_on(sc, k + 1, last):
        # "Ministerul Sănătății – Știri": the page of whom it is begins with it; "Hội X - Ban tổ chức": a part of it.
        opens = (sc.lex.plain or sc.lex.syllabic) and sc.doc.words[k + 1] in sc.lex.openers
        known = k + 1 in sc.gazetteer or match_compound(sc.lex.lowercase, sc.doc.lower, k + 1, last) > 0
        return int(known or not opens)
    if tight and word in "&+" and head.type == "Company" and (sc.lex.plain or sc.lex.syllabic):
        return int(_partnered(sc, k, last))
    if tight and sc.lex.articled and low in sc.lex.conjunctions and borders.joined_before_list(sc, k, last):
        return 1
    if tight and low in sc.lex.conjunctions and borders.one_subject(sc, k, last):
        return 1
    if sc.lex.articled and head.type in CARE and low in sc.lex.conjunctions and borders.names_other(sc, k + 1, last):
        return 0
    placed = sc.lex.syllabic and any(sc.gazetteer.get(s, (0, ""))[:2] == (k, "Place") for s in range(k - 4, k))
    joins = low in sc.lex.conjunctions
    if joins and sc.lex.syllabic and head.type == "Company" and not brand and borders.trades_on(sc, k + 1, last):
        return 1
    if joins and tight and not placed and borders.same_name(sc, k + 1, last, head, brand):
        return 1
    if _two_trades(sc, k, last):
        return 1
    linked = match_compound(sc.lex.linkers, sc.doc.lower, k, last)
    land = (
        sc.gazetteer.get(k + linked, (0, "", ""))
        if sc.lex.plain and linked and low in sc.lex.locatives
        else (0, "", "")
    )
    if land[1] == "Place" and len(land[2]) == _LAND:
        # "Universitatea X din Republica Moldova": the country is none of its name.
        return 0
    named = named or (sc.lex.trailing_nouns and head.type == "HealthSystem" and tight)
    town = k + linked + (sc.lex.trailing_nouns and sc.doc.lower[min(k + linked, last - 1)] in sc.lex.articles)
    if linked and named and (sc.gazetteer.get(town, (0, ""))[1] == "Place" or borders.town(sc, k + linked, last)):
        # "Tata Memorial Centre of Mumbai": the name is whole before its town.
        return 0
    if sc.lex.trailing_nouns and head.type in CARE and linked and _other_house(sc, k + linked, last):
        return 0
    if sc.lex.trailing_nouns and linked and low not in sc.lex.attached and _whole_below(sc, k):
        return 0
    if sc.lex.trailing_nouns and linked == 1 and not tight and k + 2 < last and sc.doc.lower[k + 1] in sc.lex.articles:
        # "University of the West of England"
        linked += 1
    # "et La Chaîne": an article with a capital begins another name.
    parted = not capital(word) and any(capital(w) for w in sc.doc.words[k + 1 : k + linked])
    return linked if linked and not parted and borders.linkable(sc, k, k + linked, last) else 0


def _partnered(sc: Scene, k: int, last: int) -> bool:
    """Whether a mark joins a firm's name with that of a partner: ``Trần Lê & Cộng sự``, ``Bausch+Ströbel``."""
    doc, at = sc.doc, k + 1
    if at >= last or not doc.caps[at] or (doc.words[k] == "+" and doc.ends[k] != doc.starts[at]):
        return False
    closing = at in sc.heads and not sc.heads[at][1].before and not sc.taken[at]
    return closing or not opens_other(sc, at)


def _whole_below(sc: Scene, k: int) -> bool:
    """Whether a name that a headline seems to go on with at a small word is whole in the text below: "signs with Oak
    Hill Hospital for Academic Exchange".
    """
    doc, name = sc.doc, sc.doc.words[max(0, k - 2) : k]
    if len(name) < 2 or doc.sentence_of(k) >= doc.titles:
        return False
    ends = (j for j in range(k + 2, len(doc.words)) if doc.words[j - 1] == name[1] and doc.words[j - 2] == name[0])
    return any(doc.lower[j] != doc.lower[k] for j in ends)
