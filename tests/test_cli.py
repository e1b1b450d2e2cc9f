"""The command line as a person and a shell meet it: every test runs ``kg`` in a process of its own."""

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from networks import block

import kg

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
ARTICLE = EXAMPLES / "d01-vi-bach-mai-samsung.txt"
RELEASE = EXAMPLES / "d16-en-fpt-press-release.txt"  # has no address, so that its copies are articles of their own
KG = [sys.executable, "-m", "kg"]
NAME = "benh vien bach mai"
EXAMPLE_LINE = "Example data: the events are invented"


def run(
    *arguments: str | Path, cwd: Path | None = None, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``kg`` in a pipe and give what it wrote, decoded as UTF-8, which everything in a pipe must be."""
    done = subprocess.run(
        [*KG, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env=_environment(environment),
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def _environment(more: dict[str, str]) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "LC_", "LANG", "PYTHON"))}
    return plain | {"PYTHONPATH": str(ROOT), "KG_HOME": os.devnull} | more


def on_terminal(*arguments: str | Path, width: int = 100) -> str:
    """Run ``kg`` on a terminal and give what it showed."""
    ours, theirs = pty.openpty()
    environment = _environment({"COLUMNS": str(width), "TERM": "xterm"})
    with subprocess.Popen([*KG, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # what Linux says when the other end is closed
            pass
    os.close(ours)
    return shown.decode()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all the examples."""
    place = tmp_path_factory.mktemp("cli") / "graph"
    done = run("build", EXAMPLES, "--store", place)
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article."""
    place = tmp_path_factory.mktemp("cli") / "graph"
    done = run("build", ARTICLE, "--store", place)
    assert done.returncode == 0, done.stderr
    return place


# Help


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_comes_with_examples(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    for verb in ("build", "extract", "query", "render", "validate", "stats"):
        assert f"\n  {verb} " in done.stdout
    assert "kg build examples --store graph --out page.html" in done.stdout


def test_version() -> None:
    assert run("--version").stdout.strip() == f"kg, version {kg.__version__}"


def test_help_loads_none_of_the_heavy_packages() -> None:
    heavy = (
        "trafilatura",
        "rdflib",
        "pyvis",
        "pyarrow",
        "pyoxigraph",
        "networkx",
        "lxml",
        "rich",
        "loaders",
        "pyshacl",
    )
    code = (
        "import sys; from kg.cli import cli; cli.main(['--help'], standalone_mode=False);"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


# Building


def test_build_reports_what_was_read_and_twice_changes_nothing(tmp_path: Path) -> None:
    first = run("build", EXAMPLES, "--store", "graph", "--out", "page.html", cwd=tmp_path)
    before = run("stats", "--store", "graph", cwd=tmp_path).stdout
    assert first.returncode == 0, first.stderr
    assert first.stdout == ""
    for label in ("Articles         20  vi ", "Entities ", "Statements ", "Refused ", "Left out          0", "Time "):
        assert label in first.stderr
    assert first.stderr.splitlines()[-1] == EXAMPLE_LINE
    assert EXAMPLE_LINE in (tmp_path / "page.html").read_text(encoding="utf-8")
    held = re.search(r"^Entities +(\d+) ", before, re.MULTILINE)
    assert held is not None
    assert f"Entities        {held[1]}  in the store now: " in first.stderr
    second = run("build", EXAMPLES, "--store", "graph", cwd=tmp_path)
    assert f"Entities        {held[1]}  in the store now: " in second.stderr
    assert "0  articles added, 0 replaced, 20 unchanged; 0 statements written" in second.stderr
    assert run("stats", "--store", "graph", cwd=tmp_path).stdout == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "page.html"]


def test_articles_of_a_marked_folder_are_examples_without_an_address(tmp_path: Path) -> None:
    plain = RELEASE.read_bytes()
    for folder in ("plain", "marked"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "article.txt").write_bytes(plain)
    (tmp_path / "marked" / ".example-data").touch()
    assert EXAMPLE_LINE not in run("build", tmp_path / "plain", "--store", tmp_path / "g1").stderr
    assert EXAMPLE_LINE in run("build", tmp_path / "marked", "--store", tmp_path / "g2").stderr
    assert EXAMPLE_LINE in run("build", tmp_path / "marked" / "article.txt", "--store", tmp_path / "g3").stderr


def test_one_bad_input_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run("build", "empty.txt", ARTICLE, "missing.txt", "--store", "graph", cwd=tmp_path)
    assert done.returncode == 1
    assert "Articles          1" in done.stderr
    assert "Left out          2" in done.stderr
    told = [line for line in done.stderr.splitlines() if "empty.txt" in line or "missing.txt" in line]
    assert len(told) == 2
    assert all(re.match(r"  \S", line) for line in told)
    assert "Traceback" not in done.stderr


def test_files_that_no_reader_is_for_are_told_in_one_harmless_line(tmp_path: Path) -> None:
    place = tmp_path / "in\x1b[31mred"
    place.mkdir()
    for name in ("a.docx", "b.docx", "notes", "c.pdf"):
        (place / name).write_text("x")
    (place / "d.txt").write_text("Northwick Hospital and Southwick Hospital signed an agreement.")
    done = run("extract", place)
    assert done.returncode == 0
    shown = f"{tmp_path}/in\\x1b[31mred: 4 files left unread, of other kinds: .docx 2, .pdf 1, notes 1"
    assert f"Note        {shown}" in done.stderr.splitlines()
    assert run("extract", place, "--quiet").stderr == ""


def test_strict_stops_at_the_first_and_writes_no_page(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    arguments = ("build", ARTICLE, "empty.txt", EXAMPLES, "--store", "graph", "--out", "page.html", "--strict")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert "Articles          1" in done.stderr
    assert "Stopped     at the first input" in done.stderr
    assert not (tmp_path / "page.html").exists()
    assert json.loads(run("stats", "--store", "graph", "--json", cwd=tmp_path).stdout)["articles"]["total"] == 1


def test_nothing_read_is_2_and_makes_no_store(tmp_path: Path) -> None:
    done = run("build", "missing.txt", "--store", "graph", "--out", "page.html", cwd=tmp_path)
    assert done.returncode == 2
    assert "missing.txt" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "verb", [("build", "--store", "graph"), ("extract",), ("extract", "--log", "log"), ("explain",)]
)
def test_a_folder_without_anything_to_read_is_told(tmp_path: Path, verb: tuple[str, ...]) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "report.pdf").touch()
    done = run(*verb, "scans", cwd=tmp_path)
    assert done.returncode == 2
    assert "scans: nothing to read; expected files that end in .txt, .html" in done.stderr
    assert not (tmp_path / "graph").exists()


def test_a_full_disk_leaves_no_empty_store(tmp_path: Path) -> None:
    room = 20_000  # bytes, too few for any database
    code = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room})); from kg.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", str(ARTICLE), "--store", "graph", "-q"],
        cwd=tmp_path,
        env=_environment({"PYTHONDONTWRITEBYTECODE": "1"}),  # a module cut off would stay
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.startswith("kg: graph: ")) == (2, True), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_addresses_are_not_read_unless_asked(tmp_path: Path) -> None:
    done = run("extract", "https://example.org/article")
    assert done.returncode == 2
    assert "--fetch" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("build",), ("build", "x.txt"), ("nonsense",), ("stats",), ("stats", "--nonsense"), ("query", "partners", "x")],
)
def test_wrong_usage_is_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert done.stdout == ""


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in ("file/page.html", "."):
        done = run("build", ARTICLE, "--store", "graph", "--out", place, cwd=tmp_path)
        assert done.returncode == 2
        assert f"--out {place}: expected a file" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_that_is_closed_to_writing_is_not_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine", encoding="utf-8")
    page.chmod(0o444)
    done = run("build", ARTICLE, "--store", "graph", "--out", "page.html", cwd=tmp_path)
    assert done.returncode == 2
    assert "--out page.html: expected a file" in done.stderr
    assert page.read_text(encoding="utf-8") == "mine"


def test_a_name_that_no_system_has_is_left_out_alone(tmp_path: Path) -> None:
    done = run("extract", "n" * 5000 + ".txt", ARTICLE, cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert f"  {'n' * 5000}.txt: file name too long\n" in done.stderr


def test_folders_on_the_way_to_a_result_are_made(tmp_path: Path) -> None:
    done = run("build", ARTICLE, "--store", "new/graph", "--out", "new/pages/page.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "pages" / "page.html").stat().st_size > 10_000


def test_no_store_is_one_clear_line(tmp_path: Path) -> None:
    for verb in (("stats",), ("query", "partners", "x"), ("render", "--out", "-"), ("validate",)):
        done = run(*verb, "--store", "missing", cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith("kg: missing")
        assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


# Extracting


def test_extract_prints_one_object_an_article_with_true_offsets() -> None:
    done = run("extract", EXAMPLES, "--quiet")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 20
    quotes = [(row["text"], e) for row in rows for relation in row["relations"] for e in relation["evidence"]]
    mentions = [(row["text"], m) for row in rows for entity in row["entities"] for m in entity["mentions"]]
    assert len(quotes) > 50
    assert len(mentions) > 200
    assert all(text[e["start"] : e["end"]] == e["text"] for text, e in quotes + mentions)


def test_standard_input_and_a_file_for_output(tmp_path: Path) -> None:
    done = run("extract", "-", "--out", "found.jsonl", cwd=tmp_path, stdin=ARTICLE.read_bytes())
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    row = json.loads((tmp_path / "found.jsonl").read_text(encoding="utf-8"))
    assert row["language"] == "vi"
    assert row["relations"]
    assert [path.name for path in tmp_path.iterdir()] == ["found.jsonl"]


def test_a_failed_run_leaves_the_old_file_alone(tmp_path: Path) -> None:
    (tmp_path / "found.jsonl").write_text("old\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    done = run("extract", ARTICLE, "empty.txt", "--strict", "--out", "found.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "found.jsonl").read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.txt", "found.jsonl"]


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    with subprocess.Popen(
        [*KG, "extract", EXAMPLES], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment({})
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_stopping_it_leaves_nothing_half_written(tmp_path: Path) -> None:
    text = RELEASE.read_text(encoding="utf-8")
    lines = "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number in range(40)).encode()
    command = [*KG, "build", "-", "--store", "graph", "--out", "page.html"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment({}),
        # A suite that was started in the background has interrupts switched off, and hands that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(lines)
        process.stdin.flush()
        while not (tmp_path / "graph").exists():  # its standard input stays open: it cannot come to its end
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read().decode()
    assert process.returncode == 130
    assert "kg: stopped" in told
    assert "Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]
    again = run("build", "-", "--store", "graph", "--out", "page.html", cwd=tmp_path, stdin=lines)
    assert again.returncode == 0, again.stderr
    assert run("build", "-", "--store", "unbroken", cwd=tmp_path, stdin=lines).returncode == 0
    assert (
        run("stats", "--store", "graph", cwd=tmp_path).stdout
        == run("stats", "--store", "unbroken", cwd=tmp_path).stdout
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "page.html", "unbroken"]


# Questions


@pytest.mark.parametrize("name", ["Bệnh viện Bạch Mai", "benh vien bach mai", "bach mai", "institution=BACH MAI"])
def test_partners_are_found_in_any_written_form(small_store: Path, name: str) -> None:
    done = run("query", "partners", name, "--store", small_store, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert any("Samsung" in row["partner"] for row in rows)
    assert all(row["quote"] for row in rows)


def _rows(store: Path) -> list[str]:
    return run("query", "partners", NAME, "--store", store, "--format", "jsonl").stdout.splitlines()


def test_a_table_in_a_pipe_is_not_cut_off(store: Path) -> None:
    rows = run("query", "partners", NAME, "--store", store, "--format", "jsonl", COLUMNS="40").stdout
    table = run("query", "partners", NAME, "--store", store, COLUMNS="40").stdout
    assert len(table.splitlines()) == len(rows.splitlines()) + 1
    for row in map(json.loads, rows.splitlines()):
        assert " ".join(row["quote"].split()) in table
    assert "\x1b" not in table


def test_a_table_on_a_terminal_fits_and_is_not_cut_off(store: Path) -> None:
    shown = on_terminal("query", "partners", NAME, "--store", store, width=100)
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()
    assert max(map(len, lines)) <= 100
    assert any(line.split()[:2] == ["partner", "Samsung"] for line in lines)
    quotes = [json.loads(line)["quote"] for line in _rows(store)]
    words = "".join("".join(lines).split())
    assert quotes
    assert all("".join(quote.split()) in words for quote in quotes)
    assert "…" not in shown


def test_the_ending_of_a_file_tells_the_format_of_an_answer(small_store: Path, tmp_path: Path) -> None:
    def written(name: str) -> Path:
        done = run("query", "partners", NAME, "--store", small_store, "--out", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return tmp_path / name

    rows = [json.loads(line) for line in written("a.jsonl").read_text(encoding="utf-8").splitlines()]
    with written("a.CSV").open(encoding="utf-8", newline="") as stream:
        assert [row["quote"] for row in csv.DictReader(stream)] == [row["quote"] for row in rows]
    assert written("a.md").read_text(encoding="utf-8").startswith("| partner | type |")
    assert written("a.txt").read_text(encoding="utf-8").split()[:2] == ["partner", "type"]
    head, *cells = openpyxl.load_workbook(written("a.xlsx"))["partners"].iter_rows(values_only=True)
    assert [dict(zip(head, row, strict=True)) for row in cells] == rows


def test_a_page_is_not_written_under_the_name_of_something_else(small_store: Path, tmp_path: Path) -> None:
    for verb in (("render",), ("build", ARTICLE)):
        done = run(*verb, "--store", small_store, "--out", "page.docx", cwd=tmp_path)
        assert done.returncode == 2
        assert "--out page.docx: expected a file that ends in .html" in done.stderr
    done = run("build", ARTICLE, "--store", small_store, "--out", "picture.svg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["picture.svg"]
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").startswith("<svg")


def test_questions_are_listed_and_unknown_ones_refused(store: Path) -> None:
    listed = run("query").stdout
    assert "partners\n" in listed.splitlines(keepends=True)
    shown = on_terminal("query", width=60)
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.split() == listed.split()
    done = run("query", "nonsense", "--store", store)
    assert done.returncode == 2
    assert "partners" in done.stderr


def test_a_query_of_ones_own_that_finds_nothing_says_so(small_store: Path, tmp_path: Path) -> None:
    for verb, text in (("sparql", "SELECT ?x { ?x kg:id 'no' }"), ("cypher", "MATCH (x {id: 'no'}) RETURN x.id")):
        done = run(verb, text, "--store", small_store, "--format", "jsonl", KG_HOME=str(tmp_path))
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing found\n")


def test_a_name_that_nothing_has_is_2(store: Path) -> None:
    done = run("query", "partners", "No Such Hospital", "--store", store)
    assert done.returncode == 2
    assert "No Such Hospital" in done.stderr
    done = run("query", "partners", "bach may", "--store", store)
    assert "closest: Bệnh viện Bạch Mai" in done.stderr


# The graph


def test_stats_tell_counts_and_the_hash_and_nothing_of_the_machine(store: Path) -> None:
    told = run("stats", "--store", store).stdout
    found = json.loads(run("stats", "--store", store, "--json").stdout)
    assert set(found) == {"articles", "entities", "statements", "hash"}
    assert found["articles"]["total"] == 20
    assert found["articles"]["by"] == {"en": 4, "fr": 1, "ro": 4, "vi": 11}
    assert found["hash"] in told
    assert str(store) not in told


def test_the_page_tells_for_every_entity_an_article_that_names_it(store: Path) -> None:
    page = run("render", "--store", store, "--out", "-").stdout
    things, named = block(page, "graph")["things"], block(page, "evidence")["named"]
    assert 0 in things["degree"]
    assert [name for name, sources in zip(things["name"], named, strict=True) if not sources] == []


def test_render_writes_the_page_that_build_writes(store: Path, tmp_path: Path) -> None:
    done = run("render", "--store", store, "--out", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == EXAMPLE_LINE
    piped = run("render", "--store", store, "--out", "-")
    assert piped.stdout == (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_store_may_come_from_the_environment_or_from_the_settings(store: Path, tmp_path: Path) -> None:
    assert run("stats", KG_STORE=str(store)).returncode == 0
    (tmp_path / "settings.toml").write_text(f'store = "{store}"\n[stats]\njson = true\n', encoding="utf-8")
    assert json.loads(run("stats", KG_HOME=str(tmp_path)).stdout)["hash"]
    (tmp_path / "settings.toml").write_text("nonsense = 1\n", encoding="utf-8")
    done = run("stats", KG_HOME=str(tmp_path))
    assert done.returncode == 2
    assert "nonsense" in done.stderr


# Terminals and locales


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_a_locale_without_utf_8_changes_nothing(store: Path, locale: dict[str, str]) -> None:
    arguments = ("query", "partners", NAME, "--store", store)
    assert run(*arguments, **locale).stdout == run(*arguments).stdout
    assert run("extract", ARTICLE, **locale).stdout == run("extract", ARTICLE).stdout


def test_a_terminal_without_utf_8_shows_escapes(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LATIN, "query", "partners", NAME, "--store", str(store), "--format", "md"],
        capture_output=True,
        env=_environment({}),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Samsung" in done.stdout.decode("ascii")
    assert "\\u1ec7" in done.stdout.decode("ascii")


# Standard output as an ASCII terminal: what a console without UTF-8 looks like to a program.
_LATIN = """
import io, sys
class Terminal(io.TextIOWrapper):
    def isatty(self): return True
sys.stdout = Terminal(sys.stdout.buffer, encoding="ascii")
from kg.cli import main
main()
"""


def test_a_terminal_shows_a_bar_and_a_pipe_none() -> None:
    assert "articles a second" in on_terminal("extract", EXAMPLES, "--out", os.devnull)
    assert "\x1b" not in run("extract", EXAMPLES).stderr


def test_a_person_who_waits_is_told_for_what(tmp_path: Path) -> None:
    told = "settling who is who ..."
    assert told in on_terminal("build", ARTICLE, "--store", tmp_path / "graph")
    assert told not in on_terminal("build", ARTICLE, "--store", tmp_path / "graph", "--quiet")
    assert told not in run("build", ARTICLE, "--store", tmp_path / "graph").stderr


@pytest.mark.parametrize(("library", "extra"), [("feedparser", ""), ("typst", "[pdf]"), ("nowhere", "")])
def test_a_library_that_is_missing_is_one_line(tmp_path: Path, library: str, extra: str) -> None:
    code = (
        "import sys; from kg import cli\n"
        f"def missing(**_): import {library}\n"
        "cli.cli.main = missing; sys.modules[sys.argv[1]] = None; cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, library], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    told = f"kg: the Python library {library} is not installed; get it with: pip install 'healthkg{extra}'\n"
    assert done.stderr == told


def test_articles_cannot_write_into_a_terminal(tmp_path: Path) -> None:
    evil = "Bệnh viện Hoa Sen \x1b[2J\u202e đã ký kết hợp tác với Trường Đại học Y Bình Minh.\n"
    (tmp_path / "evil\x1b[31m.txt").write_text(evil, encoding="utf-8")
    (tmp_path / "empty\x1b[31m.txt").touch()
    done = run("build", tmp_path, "--store", "graph", "--refused", cwd=tmp_path)
    assert "\x1b" not in done.stderr
    shown = run("query", "partners", "hoa sen", "--store", "graph", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    for form in ("table", "csv", "jsonl", "md"):
        shown = run("query", "partners", "hoa sen", "--store", "graph", "--format", form, cwd=tmp_path)
        assert "Bình Minh" in shown.stdout
        assert not {"\x1b", "\u202e"} & {*shown.stdout, *shown.stderr}


def test_decisions_are_made_undone_and_listed(tmp_path: Path) -> None:
    store = ("--store", tmp_path / "graph")
    assert run("build", ARTICLE, *store, "--quiet").returncode == 0
    before = run("stats", *store).stdout
    assert run("same", NAME, "Samsung Medical Center", "--because", "a trial", "--by", "Ana", *store).returncode == 0
    assert run("stats", *store).stdout != before
    listed = run("ledger", *store)
    assert (listed.returncode, "(Ana: a trial)" in listed.stdout) == (0, True)
    refused = run("apart", NAME, "smc", "--because", "no", *store)
    assert (refused.returncode, "one entity already" in refused.stderr) == (2, True)
    assert run("undo", *store).returncode == 0
    assert run("stats", *store).stdout == before
    assert run("ledger", *store).stdout == ""
    assert run("undo", *store).returncode == 2


def test_pairs_are_reviewed_by_key_and_by_table(tmp_path: Path) -> None:
    store, sheet = ("--store", tmp_path / "graph"), tmp_path / "pairs.csv"
    assert run("build", RELEASE, *store, "--quiet").returncode == 0
    assert run("review", *store, stdin=b"uq").returncode == 0
    assert "unsure" in run("ledger", *store).stdout
    assert run("review", *store, "--csv", sheet).returncode == 0
    header, *rows = sheet.read_text(encoding="utf-8").splitlines()
    assert header.startswith("decision,because,name,type,where,quote,id,other_name")
    assert rows
    sheet.write_text("\n".join([header, *(f"apart,known{row[1:]}" for row in rows)]), encoding="utf-8")
    assert run("review", *store, "--answers", sheet).returncode == 0
    assert run("ledger", *store).stdout.count("known)") == len(rows)
    assert "Nothing to look at" in run("review", *store).stderr
    sheet.write_text(f"{header}\nperhaps{rows[0]}", encoding="utf-8")
    assert "pairs.csv:2: expected same, apart, unsure" in run("review", *store, "--answers", sheet).stderr


def test_ctrl_c_that_python_drops_comes_again() -> None:
    program = (
        "import sys, time\n"
        "from kg.__main__ import interrupt_again\n"
        "sys.unraisablehook = interrupt_again\n"
        "class Tidied:\n"
        "    def __del__(self):\n"
        "        raise KeyboardInterrupt\n"
        "Tidied()\n"
        "try:\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n"
        "    print('ended')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("ended\n", "")
