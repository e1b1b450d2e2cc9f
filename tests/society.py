"""An invented society of institutions and what articles say of it, as large as a test wants. The same seed gives the
same society: hubs, groups of owners, people with several posts, agreements, and circles that nothing connects.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.ids import digest
from kg.model import Reading
from schemas.fields import fields
from tests.readings import Said, reading

A_STORY = 15
"""Statements in an article."""
CIRCLES = 8
"""Parts of the society that have nothing to do with each other; the first holds four of five institutions."""
KINDS = ("Hospital", "Hospital", "Hospital", "University", "Company", "HealthCentre", "ResearchInstitute", "Government")
PAIRS = ("PARTNERS_WITH",) * 6 + ("SUPPLIES", "ACCREDITED_BY")
DATES = (None, "--04-09", "2019", "2021-06", "2022-02-11", "2023", "2023-05", "2024-01-30", "2024-11", "2025-03-14")
STATUSES = (None, None, "announced", "signed", "signed", "signed", "planned", "suspended", "ended")
COUNTRIES = ("Vietnam", "Romania", "France", "Japan")


def society(institutions: int, statements: int, *, seed: int = 1) -> Iterator[Reading]:
    """Articles with about so many statements in all over so many institutions."""
    lot = random.Random(seed)
    names = [f"Institution {number} of Oz" for number in range(institutions)]
    kinds = {name: lot.choice(KINDS) for name in names}
    bounds = [0, *(round(institutions * (0.8 + 0.2 * part / (CIRCLES - 1))) for part in range(CIRCLES))]
    circles = [names[start:end] for start, end in pairwise(bounds) if end - start > 3]
    weights = [len(circle) for circle in circles]
    for number in range(statements // A_STORY):
        circle = lot.choices(range(len(circles)), weights)[0]
        yield _story(lot, f"society-{seed}-{number}.txt", circle, circles[circle], kinds)


def _story(lot: random.Random, name: str, circle: int, members: list[str], kinds: dict[str, str]) -> Reading:
    chosen = list(dict.fromkeys(members[int(len(members) * lot.random() ** 2.5)] for _ in range(8)))
    things = {one: kinds[one] for one in chosen}
    said: list[Said] = []
    while len(said) < A_STORY:
        _say(lot, circle, members, chosen, kinds, things, said)
    made = reading(name, things, said, language="en", text="As was told,")
    told = {
        "published": lot.choice([None, "2022", "2023-08", "2024-06-01", "2025-02-02"]),
        "publisher": lot.choice([None, "The Oz Post"]),
    }
    article = replace(made.article, **told)  # type: ignore[arg-type]
    sure = [replace(one, confidence=lot.choice([0.5, 0.75, 0.9])) for one in made.statements]
    return replace(made, article=article, statements=tuple(sure))


def _say(
    lot: random.Random,
    circle: int,
    members: list[str],
    chosen: list[str],
    kinds: dict[str, str],
    things: dict[str, str],
    said: list[Said],
) -> None:
    one, other = lot.choice(chosen), lot.choice(chosen)
    told = {"date": lot.choice(DATES), "status": lot.choice(STATUSES)}
    codes = tuple(sorted(lot.sample(list(fields()), lot.randint(0, 2))))
    choice = lot.random()
    if choice < 0.55:
        if one != other:
            said.append((one, lot.choice(PAIRS), other, told | {"fields": codes}))
    elif choice < 0.62:  # an agreement of its article, with two to four parties
        deal = f"deal {digest(*chosen, str(len(said)), length=6)}"
        things[deal] = "Agreement"
        for party in dict.fromkeys([one, other, *chosen[: lot.randint(0, 2)]]):
            said.append((party, "PARTY_TO", deal, told))
        if one != other:
            said.append((one, "PARTNERS_WITH", other, told | {"agreement": deal}))
        said.extend((deal, "COVERS", code) for code in codes)
    elif choice < 0.72:  # owners come earlier than what they own: groups are trees
        owner = members[members.index(one) // 10]
        if owner != one:
            things[owner] = kinds[owner]
            said.append((one, lot.choice(["OWNED_BY", "PART_OF"]), owner, told))
    elif choice < 0.82:
        person = f"Person {int(len(members) * lot.random())} of {circle}"
        things[person] = "Person"
        said.append(
            (person, "HOLDS_ROLE", one, {"role": lot.choice(["director", "rector", "chair"]), "date": told["date"]})
        )
    elif choice < 0.92:
        town, country = f"Town {lot.randrange(60)} of {circle}", COUNTRIES[circle % len(COUNTRIES)]
        things.update({town: "Place", country: "Place"})
        said.append((one, "LOCATED_IN", lot.choice([town, country])))
    elif choice < 0.96:
        scheme = f"Plan {lot.randrange(20)} of {circle}"
        things[scheme] = "Programme"
        said.append((one, lot.choice(["PARTICIPATES_IN", "LAUNCHED"]), scheme, {"date": told["date"]}))
    elif codes:
        said.append((one, "SPECIALISES_IN", codes[0]))
