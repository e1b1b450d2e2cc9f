"""How fast pages open, move and answer in a real browser, and how large they are, beside pyvis as it comes.

Networks have two relations a node, each with one quote of 200 characters. Every page is opened from disk in headless
Chromium without a graphics card, all of its nodes drawn. A page counts as drawn once the frame with all its nodes has
been handed to the screen. Told is the median of several runs, and the load of the machine, which adds to all of them.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
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
"""Sizes at which pyvis is opened too; it is stopped after ``PATIENCE`` seconds."""
PATIENCE = 90
LIMITS: dict[str, dict[int, float]] = {
    "layout s": {10_000: 10.0},
    "cached s": {10_000: 0.2},
    "file MB": {500: 1.2, 10_000: 5.0, 50_000: 20.0},
    "drawn s": {50: 0.3, 500: 0.5, 2_000: 0.8, 10_000: 1.0, 50_000: 2.0},
    "answers s": {10_000: 1.0},
    "frame ms": dict.fromkeys(SIZES, 35.0),
    "key ms": {50_000: 30.0},
}
"""What a page is meant to keep, by column and size: ``answers`` is when search and filters work, ``frame`` the 95th
percentile of the time between two frames while the picture is panned and zoomed, ``key`` the slowest of eight keys."""
COLUMNS = (
    *("layout s", "cached s", "file MB", "drawn s", "answers s", "ready s"),
    *("frame ms", "key ms", "key at 1 s", "filter at 1 s"),
)
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
_AT_ONE_SECOND = """setTimeout(async () => {
  const told = globalThis.atOneSecond = {}, box = document.getElementById("search");
  const next = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let from = performance.now();
  box.value = "bach hue";
  box.dispatchEvent(new Event("input"));
  await next();
  if (!document.getElementById("found").hidden) told.key = performance.now() - from;
  const { dataset } = document.getElementById("picture"), before = dataset.nodes;
  from = performance.now();
  document.querySelector("#legend [data-type=Company]").click();
  while (dataset.nodes === before && performance.now() < from + 5000) await next();
  told.filter = performance.now() - from;
}, 1000 - performance.now())"""


def opened(browser: Any, page_file: Path, runs: int) -> dict[str, float]:
    """The columns of one page of ours that a browser tells, each the median of several runs."""
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.goto(f"{page_file.as_uri()}#show=all")
        page.wait_for_selector("#picture[data-ready][data-labels]")
        for mark in ("drawn", "answers", "ready"):
            seconds = page.evaluate(f"performance.getEntriesByName('{mark}')[0].startTime / 1000")
            found.setdefault(f"{mark} s", []).append(seconds)
        found.setdefault("frame ms", []).append(quantiles(page.evaluate(_MOVE), n=20)[-1])
        found.setdefault("key ms", []).append(max(page.evaluate(_TYPE)))
        page.close()
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.add_init_script(_AT_ONE_SECOND)
        page.goto(f"{page_file.as_uri()}#show=all")
        told = page.wait_for_function("() => globalThis.atOneSecond?.filter && atOneSecond").json_value()
        for action in ("key", "filter"):
            found.setdefault(f"{action} at 1 s", []).append(told.get(action, float("inf")))
        page.close()
    return {key: median(values) for key, values in found.items()}


def pyvis_seconds(browser: Any, page_file: Path) -> float | None:
    """Seconds until the page of pyvis draws for the first time, or None if that takes more than ``PATIENCE``."""
    from playwright.sync_api import TimeoutError as TooLong

    page = browser.new_page(viewport={"width": 1300, "height": 900})
    try:
        page.goto(page_file.as_uri(), wait_until="commit", timeout=PATIENCE * 1000)
        drawn = page.wait_for_function(
            "() => typeof network === 'object' && network?.physics?.ready && performance.now() / 1000",
            timeout=PATIENCE * 1000,
        )
        return float(drawn.json_value())
    except TooLong:
        return None
    finally:
        page.close(run_before_unload=False)


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
        browser.new_page().goto("about:blank")  # a browser that was just started is slow once
        print(" ".join(f"{head:>{WIDTH}}" for head in ("nodes", *COLUMNS)))
        over = []
        for size in options.sizes:
            told = _measured(browser, Path(folder), size, options.runs)
            print(" ".join([f"{size:>{WIDTH},}", *(_cell(told[name], name, size) for name in COLUMNS)]), flush=True)
            over += [f"{name} at {size:,}" for name in COLUMNS if told[name] > _limit(name, size)]
        print(f"Load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors.")
        print(f"In brackets: at most. Over it: {', '.join(over) or 'nothing'}.")
        if not options.no_pyvis:
            print(f"\npyvis as it comes: seconds to its first drawing, stopped after {PATIENCE}")
            for size in (size for size in PYVIS if size in options.sizes):
                _pyvis(network(size), target := Path(folder) / f"pyvis-{size}.html")
                seconds = pyvis_seconds(browser, target)
                print(f"{size:>{WIDTH},} {'stopped' if seconds is None else f'{seconds:.1f}':>{WIDTH}}", flush=True)
        browser.close()


WIDTH = 13


def _limit(name: str, size: int) -> float:
    return LIMITS.get(name, {}).get(size, float("inf"))


def _cell(value: float, name: str, size: int) -> str:
    digits, most = 2 if name.endswith((" s", "MB")) and " at " not in name else 0, _limit(name, size)
    told = f"{value:.{digits}f}" + ("" if most == float("inf") else f" ({most:g})")
    return f"{told:>{WIDTH}}"


def _measured(browser: Any, folder: Path, size: int, runs: int) -> dict[str, float]:
    made = network(size)
    seen = view(made)
    taken = []
    for _ in range(2):
        started = time.process_time()
        drawing(seen, folder / "layouts")
        taken.append(time.process_time() - started)
    target = folder / f"{size}.html"
    write_page(target, render(made, title="Bench", cache=folder / "layouts"))
    told = {"layout s": taken[0], "cached s": taken[1], "file MB": target.stat().st_size / 1e6}
    return told | opened(browser, target, runs)


if __name__ == "__main__":
    main()
