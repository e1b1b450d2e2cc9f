"""How fast pages open, move and answer in a real browser, and how large they are, beside pyvis as it comes.

Networks have two relations a node, each with one quote of 200 characters. Every page is opened from disk in headless
Chromium without a graphics card, all of its nodes drawn; medians of several runs.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from kg.ids import digest
from kg.model import Article, Edge, Entity, Evidence, Network, Statement
from queries.picture import drawing
from queries.render import render, write_page
from queries.view import view

SIZES = (50, 500, 2_000, 10_000, 50_000)
PYVIS = (50, 500, 2_000)
"""Sizes at which pyvis is opened too; it is given up after ``PATIENCE`` seconds."""
PATIENCE = 90
LIMITS = {50: 0.3, 500: 0.5, 2_000: 0.8, 10_000: 1.0, 50_000: 2.0}
"""Seconds to all nodes drawn that a page is meant to keep."""
SYLLABLES = "ba che di fo gu ha ki lo mu na pe ri so tu va xe yo zi Bạch Huế Đức Trì Sông Ươm".split()  # noqa: SIM905
TYPES = ("Hospital", "HealthSystem", "HealthCentre", "University", "ResearchInstitute", "Company", "Government")
FRAMES = 60
"""Moves of the picture that are timed, one a frame."""


def network(size: int) -> Network:
    """A network of hubs and villages: half of the links go to busy nodes, half to near ones."""
    draw = random.Random(size)
    source = Article("bench", "bench", "", "", "en", "https://news.example/bench", "Bench", "News", "2024-05-01")
    entities, edges, busy = [], [], [0]
    for i in range(size):
        name = " ".join(draw.choices(SYLLABLES, k=4)).title() + f" {i}"
        entities.append(Entity(f"e{i}", draw.choice(TYPES), name, (("vi", name), ("en", f"Hospital {name}"))))
        for other in {draw.choice(busy), max(0, i - draw.randint(1, 20))} - {i}:
            quote = " ".join(draw.choices(SYLLABLES, k=80))[:200]
            id = digest(str(i), str(other))
            proof = Evidence("bench", 0, len(quote), quote, "bench")
            date = f"20{draw.randint(10, 24)}-{draw.randint(1, 12):02}"
            told = Statement(id, "bench", f"e{i}", "PARTNERS_WITH", f"e{other}", (proof,), 0.8, date=date)
            edges.append(Edge(f"e{i}", "PARTNERS_WITH", f"e{other}", (told,), 0.8, 1, date, date))
            busy += [i, other]
    return Network(tuple(entities), tuple(edges), (source,))


def _pyvis(made: Network, target: Path) -> None:
    """The page that pyvis writes of itself, everything inside it that it can be asked to put there."""
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    for entity in made.entities:
        picture.add_node(entity.id, label=entity.name)
    for edge in made.edges:
        picture.add_edge(edge.subject, edge.object, title=edge.statements[0].evidence[0].quote)
    write_page(target, picture.generate_html())


_MOVE = """async () => {
  const frame = document.getElementById("picture"), { width, height, left, top } = frame.getBoundingClientRect();
  const send = (kind, x, y, more) => {
    const told = { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true, pointerId: 1, ...more };
    frame.dispatchEvent(kind === "wheel" ? new WheelEvent(kind, told) : new PointerEvent(kind, told));
  };
  frame.setPointerCapture = () => {};
  const next = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  for (const gesture of ["pan", "zoom"]) {
    if (gesture === "pan") send("pointerdown", 20, height - 20);
    let last = await next();
    for (let k = 0; k < FRAMES; k += 1) {
      if (gesture === "pan") send("pointermove", 20 + 5 * k, height - 20 - 2 * k);
      else send("wheel", width / 2, height / 2, { deltaY: k % 30 < 15 ? -60 : 60, ctrlKey: true });
      const now = await next();
      times.push(now - last);
      last = now;
    }
    if (gesture === "pan") send("pointerup", 300, 100);
  }
  return times;
}""".replace("FRAMES", str(FRAMES))
_TYPE = """async () => {
  const box = document.getElementById("search"), times = [];
  box.focus();
  for (const text of ["b", "ba", "bac", "bach", "bach hue", "duc tri 4", "zzz", "hospital so"]) {
    const from = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input"));
    document.getElementById("found").getBoundingClientRect();
    times.push(performance.now() - from);
  }
  return times;
}"""
_FILTER = """async () => {
  const from = performance.now();
  document.querySelector("#legend [data-type=Company]").click();
  return performance.now() - from;
}"""


def opened(browser: Any, page_file: Path, runs: int) -> dict[str, float]:
    """Seconds and milliseconds of one page of ours, medians of several runs."""
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.goto(f"{page_file.as_uri()}#show=all")
        page.wait_for_selector("#picture[data-ready]")
        marks = page.evaluate(
            "['drawn', 'ready'].map((name) => performance.getEntriesByName(name)[0].startTime / 1000)"
        )
        frames = quantiles(page.evaluate(_MOVE), n=20)[-1]
        typed = max(page.evaluate(_TYPE))
        for key, value in zip(
            ("drawn", "ready", "frame", "key", "filter"), (*marks, frames, typed, page.evaluate(_FILTER)), strict=True
        ):
            found.setdefault(key, []).append(value)
        page.close()
    return {key: median(values) for key, values in found.items()}


def pyvis_seconds(browser: Any, page_file: Path) -> float | None:
    """Seconds until the page of pyvis has come to rest and drawn, or None if that takes more than ``PATIENCE``."""
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(PATIENCE * 1000)
    from playwright.sync_api import TimeoutError as TooLong

    try:
        started = time.perf_counter()
        page.goto(page_file.as_uri(), wait_until="commit")
        page.wait_for_function(
            "typeof network === 'object' && network && network.physics && network.physics.stabilized",
            timeout=PATIENCE * 1000,
        )
        return time.perf_counter() - started
    except TooLong:
        return None
    finally:
        page.close()


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--no-pyvis", action="store_true", help="leave the comparison out")
    options = parser.parse_args()
    program = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if program is None:
        sys.exit("A Chromium is needed: on Debian and Ubuntu, apt install chromium")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        print("".join(f"{head:>11}" for head in HEADS))
        for line in _lines(browser, Path(folder), options.sizes, options.runs):
            print("".join(f"{cell:>11}" for cell in line), flush=True)
        if not options.no_pyvis:
            print(f"\npyvis as it comes, seconds to rest, given up after {PATIENCE}:")
            for size in (size for size in PYVIS if size in options.sizes):
                _pyvis(network(size), target := Path(folder) / f"pyvis-{size}.html")
                seconds = pyvis_seconds(browser, target)
                print(f"{size:>11,}{'never' if seconds is None else f'{seconds:.1f}':>11}", flush=True)
        browser.close()


HEADS = (
    "nodes",
    "layout s",
    "cached s",
    "file MB",
    "drawn s",
    "at most s",
    "ready s",
    "frame ms",
    "key ms",
    "filter ms",
)


def _lines(browser: Any, folder: Path, sizes: Sequence[int], runs: int) -> Iterator[list[str]]:
    for size in sizes:
        made = network(size)
        seen = view(made)
        taken = []
        for _ in range(2):
            started = time.process_time()
            drawing(seen, folder / "layouts")
            taken.append(time.process_time() - started)
        target = folder / f"{size}.html"
        write_page(target, render(made, title="Bench", cache=folder / "layouts"))
        found = opened(browser, target, runs)
        times = [*taken, target.stat().st_size / 1e6, found["drawn"], LIMITS.get(size, float("nan")), found["ready"]]
        yield [f"{size:,}", *(f"{x:.2f}" for x in times), *(f"{found[key]:.0f}" for key in ("frame", "key", "filter"))]


if __name__ == "__main__":
    main()
