"""Who is who at scale, from the project's folder: ``python -m bench.identity [MENTIONS]``.

Articles with invented institutions in four languages, seeded and long-tailed: some are named in every tenth article,
most in one or two. A fifth as many institutions as mentions, each written in about one and a half forms.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from functools import cache

from kg.identity.keys import resolve
from kg.identity.ledger import Ledger
from kg.identity.links import Evidence, decide
from kg.model import Article, Entity, Mention, Reading, Statement
from tests.identity.pairs import FOREIGN, HEADS, KINDS, LANGUAGES, PLACES, SYLLABLES, Made, plain

MENTIONS = 1_000_000
TAIL = 4.0
"""How steep the tail is: of 200,000 institutions the first 20,000 have every second of the mentions not in turn."""
PER_ARTICLE = 10
IN_TURN = 4
"""Of the institutions of an article so many are taken in turn, so that each is named somewhere."""
TIMES_EACH = 2


@cache
def _institution(number: int) -> Made:
    """An institution by its number, another one for every number."""
    lot = random.Random(number)
    name = " ".join((lot.choice(SYLLABLES), lot.choice(SYLLABLES))) if number % 3 else lot.choice(FOREIGN)
    kind, place = (lot.choice(KINDS) if number % 2 else None), (lot.choice(PLACES) if number % 4 == 0 else None)
    return Made(lot.choice(list(HEADS)), f"{name} {number}", kind, None, place)


def _form(lot: random.Random, made: Made, language: str) -> str:
    full = made.called(language)
    return plain(full) if language == "vi" and lot.random() < 0.2 else full


def articles(mentions: int, seed: int = 1) -> Iterator[Reading]:
    """Readings with so many mentions in all, two of each of ten institutions, and a person with a post."""
    lot, institutions = random.Random(seed), mentions // 5
    for number in range(mentions // (PER_ARTICLE * TIMES_EACH)):
        language = lot.choices(LANGUAGES, (6, 2, 1, 1))[0]
        article = Article(f"article-{number}", "", "", "", language=language)
        chosen = {(number * IN_TURN + turn) % institutions for turn in range(IN_TURN)}
        while len(chosen) < PER_ARTICLE:
            chosen.add(int(institutions * lot.random() ** TAIL))
        entities = []
        for one in sorted(chosen):
            made = _institution(one)
            name = _form(lot, made, language)
            places = tuple(Mention(name, at, at + len(name)) for at in range(TIMES_EACH))
            entities.append(Entity(f"e-{number}-{one}", made.type, name, ((language, name),), places))
        body = entities[0]
        person = Entity(f"e-{number}-p", "Person", f"Trần {body.name[-12:]}", ((language, f"Trần {body.name[-12:]}"),))
        post = Statement(f"s-{number}", article.id, person.id, "HOLDS_ROLE", body.id, (), 1.0)
        yield Reading(article, (*entities, person), (post,))


def measure(mentions: int) -> float:
    """Resolve so many mentions; the seconds of processor time that it took, the making of the articles left out."""
    evidence, ids, forms, names, total = Evidence(), set[str](), set[str](), 0, 0.0
    for reading in articles(mentions):
        start = time.process_time()
        resolved = evidence.see(resolve(reading))
        total += time.process_time() - start
        ids.update(one.canonical for one in resolved.entities if one.type != "Person")
        forms.update(one.name for one in resolved.entities)
        names += sum(len(one.mentions) for one in resolved.entities)
    start = time.process_time()
    same = Ledger(tuple(decide(Ledger(), evidence))).same
    total += time.process_time() - start
    print(
        f"{names:>10,} mentions  {len(forms):>8,} forms  {len(ids):>8,} institutions  {len(same):>6,} joined by rules  "
        f"{total:6.1f} s  {total / names * 1e6:5.1f} µs each  "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6,.0f} MB at most",
        flush=True,
    )
    return total


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else MENTIONS
    few = measure(wanted // 10)
    print(f"ten times the mentions take {measure(wanted) / few:.1f} times as long")
