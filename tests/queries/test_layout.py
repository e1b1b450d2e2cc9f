"""Places of nodes: near what they are linked with, on nothing else, the same every time."""

import random

import pytest

from queries.layout import beside, place
from queries.packing import Point, Size


def overlaps(spots: dict[str, Point], sizes: dict[str, Size]) -> int:
    """How many pairs of boxes overlap."""
    names = sorted(spots)
    return sum(
        abs(spots[a][0] - spots[b][0]) < (sizes[a][0] + sizes[b][0]) / 2 - 0.1
        and abs(spots[a][1] - spots[b][1]) < (sizes[a][1] + sizes[b][1]) / 2 - 0.1
        for i, a in enumerate(names)
        for b in names[:i]
    )


def web(nodes: int, seed: int) -> tuple[dict[str, Size], list[tuple[str, str]]]:
    """Boxes of many sizes, hubs among them, some linked with nothing."""
    lot = random.Random(seed)
    sizes = {f"n{i}": (lot.uniform(20, 140), lot.uniform(20, 70)) for i in range(nodes)}
    links = [(f"n{lot.randrange(1 + i // 4)}", f"n{i}") for i in range(nodes) if lot.random() < 0.8]
    return sizes, links


@pytest.mark.parametrize("seed", range(6))
def test_no_boxes_overlap(seed: int) -> None:
    sizes, links = web(20 + 15 * seed, seed)
    spots = place(sizes, links)
    assert spots.keys() == sizes.keys()
    assert overlaps(spots, sizes) == 0


def test_neighbours_are_near() -> None:
    sizes, links = web(60, 3)
    spots = place(sizes, links)

    def apart(a: str, b: str) -> float:
        return float(abs(spots[a][0] - spots[b][0]) + abs(spots[a][1] - spots[b][1]))

    linked = [apart(a, b) for a, b in links if a != b]
    all_pairs = [apart(a, b) for a in spots for b in spots if a < b]
    assert sum(linked) / len(linked) < 0.5 * sum(all_pairs) / len(all_pairs)


def test_the_order_of_what_is_given_does_not_matter() -> None:
    sizes, links = web(40, 5)
    turned = place(dict(reversed(sizes.items())), [(b, a) for a, b in reversed(links)])
    assert turned == place(sizes, links)


def test_a_page_is_filled_in_its_shape() -> None:
    sizes = {f"n{i}": (100.0, 40.0) for i in range(80)}
    spots = place(sizes, [])
    wide = max(x for x, _ in spots.values()) - min(x for x, _ in spots.values()) + 100
    high = max(y for _, y in spots.values()) - min(y for _, y in spots.values()) + 40
    assert 1.0 < wide / high < 2.0


def test_what_is_linked_with_nothing_stands_below() -> None:
    sizes, links = web(50, 2)
    spots = place(sizes, links)
    linked = {name for a, b in links if a != b for name in (a, b)}
    lowest = max(spots[name][1] + sizes[name][1] / 2 for name in linked)
    highest = min(y - sizes[name][1] / 2 for name, (_, y) in spots.items() if name not in linked)
    assert len(sizes) - len(linked) == 5
    assert highest > lowest


def test_what_comes_later_takes_free_places_beside() -> None:
    sizes, links = web(30, 1)
    spots = place(sizes, links)
    sizes |= {f"p{i}": (20.0, 20.0) for i in range(40)}
    later = beside(spots, sizes, [(f"p{i}", "n0") for i in range(40)])
    assert set(later) == {f"p{i}" for i in range(40)}
    assert overlaps(spots | later, sizes) == 0


def test_nothing_and_one() -> None:
    assert place({}, []) == {}
    assert len(place({"a": (10.0, 10.0)}, [("a", "a")])) == 1
    assert len(beside({}, {"a": (10.0, 10.0)}, [])) == 1
