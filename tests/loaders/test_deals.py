"""Who cooperates with whom and who signed for whom, in the many wordings of ``deals/LANGUAGE.toml``."""

import tomllib
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Reading
from loaders.extract import extract

FILES = sorted((Path(__file__).parent / "deals").glob("*.toml"))
PROBES = [(f.stem, row["text"], row["says"]) for f in FILES for row in tomllib.loads(f.read_text("utf-8"))["probe"]]
ARTICLES = tomllib.loads((Path(__file__).parent / "agreements.toml").read_text("utf-8"))["article"]
Pair = tuple[str, frozenset[str]]


def read(code: str, text: str) -> tuple[Reading, dict[str, str]]:
    """The reading of a text, and the entity of every name in it."""
    reading = extract(Article("a-probe", "probe", text, "v", language=code))
    return reading, {name: e.id for e in reading.entities for name in (e.name, *(n for _, n in e.names))}


def expected(says: list[str], known: dict[str, str]) -> set[Pair]:
    """The pairs that the lines of a probe stand for."""
    found: set[Pair] = set()
    for line in says:
        if " : " in line:
            person, body = line.split(" : ")
            found.add(("SIGNED", frozenset((known[person], known[body]))))
            continue
        sides = [side.split(" + ") for side in line.split(" > ")]
        pairs = combinations(sides[0], 2) if len(sides) == 1 else product(*sides)
        found |= {("PARTNERS_WITH", frozenset((known[a], known[b]))) for a, b in pairs}
    return found


@pytest.mark.parametrize(("code", "text", "says"), PROBES, ids=[f"{c}-{t[:50]}" for c, t, _ in PROBES])
def test_a_deal_is_read_in_any_wording(code: str, text: str, says: list[str]) -> None:
    reading, known = read(code, text)
    told = {(s.predicate, frozenset((s.subject, s.object))) for s in reading.statements}
    deals = {one for one in told if one[0] == "PARTNERS_WITH" or (one[0] == "SIGNED" and not says)}
    wanted = expected(says, known)
    assert wanted <= told
    assert deals <= wanted


@pytest.mark.parametrize(("code", "text", "says"), [p for p in PROBES if p[2]], ids=lambda v: str(v)[:40])
def test_the_quote_is_the_sentence_that_says_so(code: str, text: str, says: list[str]) -> None:
    reading, _ = read(code, text)
    for made in (s for s in reading.statements if s.predicate in ("PARTNERS_WITH", "SIGNED")):
        for proof in made.evidence:
            assert text[proof.start : proof.end] == proof.quote
            assert all(any(name in proof.quote for name in _names(reading, key)) for key in (made.subject, made.object))


def _names(reading: Reading, key: str) -> list[str]:
    return [name for e in reading.entities if e.id == key for _, name in e.names]


@pytest.mark.parametrize("row", ARTICLES, ids=[f"{row['code']}-{row['text'].strip()[:50]}" for row in ARTICLES])
def test_an_article_tells_its_agreements_with_their_days(row: dict[str, Any]) -> None:
    article = Article(
        "a-probe", "probe", row["text"].strip(), "v", language=row["code"], published=row.get("published")
    )
    reading = extract(article)
    known = {name: e.id for e in reading.entities for name in (e.name, *(n for _, n in e.names))}
    deals: dict[str, tuple[set[str], str]] = {}
    statuses = {s.object: s.status for s in reading.statements if s.predicate == "PARTY_TO"}
    for party in (s for s in reading.statements if s.predicate == "PARTY_TO"):
        deals.setdefault(party.object, (set(), party.date or "-"))[0].add(party.subject)
    wanted = [line.rsplit(": ", 1) for line in row["says"]]
    told = sorted((sorted(parties), day) for parties, day in deals.values())
    for status in ("signed", "ended", "suspended"):
        for names in row.get(status, []):
            parties = {known[n] for n in names.split(" + ")}
            assert status in {statuses[key] for key in deals if deals[key][0] == parties}
    assert told == sorted((sorted(known[name] for name in names.split(" + ")), day) for names, day in wanted)
