"""The verbs around a log, as a person runs them; a run that is killed goes on."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "examples" / "d17-en-bach-mai-brief.txt"
KG = (sys.executable, "-m", "kg")


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    command = [*KG, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


def corpus(place: Path, number: int) -> Path:
    text = ARTICLE.read_text(encoding="utf-8")
    lines = (json.dumps({"id": f"n{n}", "language": "en", "text": f"{text}\nNumber {n}."}) for n in range(number))
    place.write_text("\n".join(lines), encoding="utf-8")
    return place


def stamp(store: Path) -> str:
    done = run("stats", "--store", store, "--json")
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["hash"])


def test_a_run_that_is_killed_goes_on_and_every_way_leads_to_the_same_graph(tmp_path: Path) -> None:
    articles = corpus(tmp_path / "a.jsonl", 60)
    plain = run("build", articles, "--store", tmp_path / "plain")
    assert plain.returncode == 0, plain.stderr
    log = tmp_path / "log"
    reading = ("build", articles, "--store", tmp_path / "store", "--log", log, "--part", 3, "--jobs", 1)
    with subprocess.Popen([*KG, *map(str, reading)], cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        while not list(log.glob("articles/*/*.parquet")):
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    before = len(list(log.glob("articles/*/*.parquet")))
    again = run(*reading)
    assert again.returncode == 0, again.stderr
    assert 0 < before <= 20
    assert f"{3 * before:,} were there already" in again.stderr
    assert len(list(log.glob("articles/*/*.parquet"))) == 20
    assert stamp(tmp_path / "store") == stamp(tmp_path / "plain")
    made = run("rebuild", log, "--store", tmp_path / "rebuilt")
    assert made.stderr.startswith("60 articles added, 0 replaced")
    assert stamp(tmp_path / "rebuilt") == stamp(tmp_path / "plain")
    third = run(*reading)
    assert third.returncode == 0
    assert "Log               0  articles read into 0 new parts, 60 were there already" in third.stderr
    assert "  in the store now: " in third.stderr


def test_extract_into_a_log_prints_nothing(tmp_path: Path) -> None:
    done = run("extract", ARTICLE, "--log", tmp_path / "log")
    assert (done.returncode, done.stdout) == (0, "")
    assert "  by name: Hospital " in done.stderr
    assert "1  article read into 1 new part," in done.stderr


def test_a_folder_that_can_be_no_store_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mine.", encoding="utf-8")
    done = run("build", ARTICLE, "--store", tmp_path, "--log", tmp_path / "log")
    assert done.returncode == 2
    assert done.stderr == f"kg: {tmp_path}: holds other files and no store; name another directory\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_wrong_usage_is_one_clear_line(tmp_path: Path) -> None:
    assert "--log cannot be used" in run("extract", ARTICLE, "--log", tmp_path / "log", "--resolve").stderr
    done = run("diff", tmp_path / "log", "--since", "tomorrow")
    assert "expected a day such as 2026-01-31 or 2026-01-31T18:00 or 2026-01-31T18:00:00, got 'tomorrow'" in done.stderr
    assert "--refused cannot" in run("extract", ARTICLE, "--log", tmp_path / "log", "--refused").stderr
    done = run("rebuild", tmp_path / "none", "--store", tmp_path / "store")
    assert (done.returncode, done.stderr) == (2, f"kg: {tmp_path / 'none'}: there is no log here\n")
    assert list(tmp_path.iterdir()) == []


def test_new_files_are_taken_up_and_what_they_say_is_new(tmp_path: Path) -> None:
    inbox, log, store = tmp_path / "in", tmp_path / "log", tmp_path / "store"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Springfield Hospital signed an agreement with Hillside University.", "utf-8")
    first = run("watch", inbox, "--log", log, "--store", store, "--once")
    assert first.returncode == 0, first.stderr
    assert "1 article added" in first.stderr
    (inbox / "b.txt").write_text("Seaview Clinic signed an agreement with Hillside University.", "utf-8")
    second = run("watch", inbox, "http://news.example/feed", "--log", log, "--store", store, "--once")
    assert second.returncode == 1
    assert "1 article added, 0 replaced" in second.stderr
    assert "http://news.example/feed: a feed is read with --fetch only" in second.stderr
    told = run("diff", log, "--since", "2020-01-01", "-f", "csv")
    assert told.returncode == 0, told.stderr
    assert {line.split(",")[0] for line in told.stdout.splitlines()[1:]} == {"new"}
    rows = list(csv.DictReader(told.stdout.splitlines()))
    assert {row["title"] for row in rows} == {path.read_text(encoding="utf-8") for path in inbox.iterdir()}
    assert all(row["quote"] in row["title"] for row in rows)
    assert run("diff", log, "--since", "2999-01-01", "--format", "csv").stdout.count("\n") == 1
