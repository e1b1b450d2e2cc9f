"""What a picture shows, how it looks, and where things lie."""

import math
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from networks import article, cooperation, edges, entity, ring, said

from kg.model import Network
from queries.picture import MOST_START, drawing, style
from queries.spread import spread
from queries.view import view
from schemas.ontology import ontology


def test_every_type_of_the_ontology_has_a_look_of_its_own() -> None:
    entities = {name for name in ontology().classes if ontology().is_a(name, "Entity")}
    looks = style().types
    assert entities - {"Entity", "Institution"} == set(looks)
    assert len({(look.shape, look.colour) for look in looks.values()}) == len(looks)
    assert set(style().lines) == {"stated", *ontology().statuses}


def test_lines_tell_the_status() -> None:
    lines = style().lines
    assert not lines["signed"].dashes
    assert lines["planned"].dashes
    assert lines["suspended"].dashes not in ([], lines["planned"].dashes)
    assert lines["ended"].colour != lines["signed"].colour
    assert lines["ended"].dark != lines["signed"].dark


def test_a_small_network_opens_as_a_whole_and_nodes_grow_with_their_connections() -> None:
    made = drawing(view(ring(90)))
    assert made.start is None
    assert len(made.spots) == 90
    pairs = [(made.spots[a], made.spots[b]) for a in made.spots for b in made.spots if a < b]
    for one, other in pairs:
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius) ** 2
    assert made.spots[0].radius > made.spots[89].radius


def test_a_large_network_opens_on_the_best_connected_part() -> None:
    seen = view(ring(900))
    made = drawing(seen)
    assert len(made.spots) == 900
    assert made.start is not None
    assert len(made.start) == MOST_START
    assert 0 in made.start
    near = {i for r in seen.relations for i in (r.subject, r.object) if 0 in (r.subject, r.object)}
    assert set(sorted(near)[:100]) <= set(made.start)


def test_what_was_asked_for_is_in_the_opening_with_its_neighbours_whatever_its_type() -> None:
    seen = view(replace(ring(900), centre="h00850"))
    assert seen.centre is not None
    made = drawing(seen)
    assert made.start is not None
    near = {
        r.subject if r.object == seen.centre else r.object
        for r in seen.relations
        if seen.centre in (r.subject, r.object)
    }
    assert {seen.centre, *near} <= set(made.start)
    person = view(replace(cooperation(), centre="lan"))
    assert person.centre in drawing(person).spots


def test_a_layout_that_was_kept_is_the_one_that_was_made(tmp_path: Path) -> None:
    seen, other = view(ring(450)), view(ring(451))
    made = drawing(seen, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert drawing(seen, tmp_path) == made == drawing(seen)
    kept.write_text("[[[0,", encoding="utf-8")
    assert drawing(seen, tmp_path) == made
    drawing(other, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert drawing(seen, kept / "no folder") == made


def places(network: Network, cache: Path | None) -> dict[str, tuple[int, int, int]]:
    """Where things stand, and how large, by their ids."""
    seen = view(network)
    spots = drawing(seen, cache).spots
    return {thing.id: (spots[i].x, spots[i].y, spots[i].radius) for i, thing in enumerate(seen.things)}


@pytest.mark.parametrize("size", [80, 500])
def test_next_week_keeps_the_shape(tmp_path: Path, size: int) -> None:
    this_week = ring(size)
    source = article("later")
    names = [f"n{i}" for i in range(8)]
    told = [said(name, "PARTNERS_WITH", f"h{7 * i:05d}", source, name) for i, name in enumerate(names[:5])]
    told.append(said("n5", "PARTNERS_WITH", "n4", source, "n5"))
    newcomers = tuple(entity(name, "Hospital", f"Spitalul nou {name}") for name in names)
    next_week = Network(
        (*this_week.entities[3:], *newcomers),
        (*(e for e in this_week.edges if not {e.subject, e.object} & {"h00000", "h00001", "h00002"}), *edges(told[1:])),
        (*this_week.articles, source),
    )
    before, after = places(this_week, tmp_path), places(next_week, tmp_path)
    moved = [math.dist(before[name][:2], after[name][:2]) for name in before.keys() & after.keys()]
    assert np.quantile(moved, 0.95) < 2
    spots = list(after.values())
    overlaps = [1 for k, (x, y, r) in enumerate(spots) for u, v, s in spots[:k] if math.hypot(x - u, y - v) < r + s - 1]
    assert not overlaps
    assert math.dist(after["n3"][:2], after["h00021"][:2]) < 400
    assert after["n6"][1] > np.quantile([y for _, y, _ in after.values()], 0.9)  # alone: below the others
    assert places(next_week, tmp_path) == after


def test_what_has_changed_much_is_laid_out_afresh(tmp_path: Path) -> None:
    places(ring(60), tmp_path)
    assert places(ring(90), tmp_path) == places(ring(90), None)
    assert places(replace(ring(61), centre="h00007"), tmp_path) == places(replace(ring(61), centre="h00007"), None)


@pytest.mark.parametrize("seed", range(4))
def test_a_large_graph_is_spread_without_overlaps_linked_nodes_near_each_other(seed: int) -> None:
    lot = random.Random(seed)
    links = np.array([(i, lot.randrange(max(0, i - 40), i)) for i in range(1, 700)] + [(i, 0) for i in range(1, 60)])
    radii = np.array([lot.uniform(6, 30) for _ in range(720)])
    spots = spread(radii, links)
    assert np.array_equal(spots, spread(radii, links[::-1]))
    apart = np.sqrt(((spots[:, None] - spots[None]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    assert (apart - radii[:, None] - radii[None]).min() > 0
    linked = apart[links[:, 0], links[:, 1]].mean()
    assert linked < 0.4 * apart[:700, :700][np.isfinite(apart[:700, :700])].mean()
    assert spots[700:, 1].min() > spots[:700, 1].max()  # those without links lie below


def test_graphs_of_one_kind_only_are_spread_too() -> None:
    assert spread(np.array([]), np.empty((0, 2), dtype=np.intp)).shape == (0, 2)
    assert len({tuple(spot) for spot in spread(np.full(500, 9.0), np.empty((0, 2), dtype=np.intp)).tolist()}) == 500
    star = spread(np.full(500, 9.0), np.array([(0, i) for i in range(1, 500)]))
    assert np.isfinite(star).all()
    same = spread(np.full(3, 9.0), np.array([(0, 1), (1, 0), (1, 1), (0, 1)]))
    assert len({tuple(spot) for spot in same.tolist()}) == 3
