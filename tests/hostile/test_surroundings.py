"""What may go wrong around the program: no room, no home, another process, Ctrl-C, and secrets in its surroundings.

Each run is watched: it uses no network and writes nothing outside its folder.
"""

from pathlib import Path

import pytest
from hostile.watched import ROOT, Done, kg

from kg.stores import content_hash, open_store

ARTICLE = ROOT / "examples" / "d17-en-bach-mai-brief.txt"
SECRET = "geheim-7131"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store and the page of one article."""
    folder = tmp_path_factory.mktemp("whole")
    done = kg("build", ARTICLE, "--store", folder / "graph", "--out", folder / "page.html", cwd=folder)
    assert done.code == 0, done.told
    return folder


def stamp(store: Path) -> str:
    """The hash of a store."""
    with open_store(store, read_only=True) as graph:
        return content_hash(graph)


def complaint(done: Done) -> str:
    """The one line that says why nothing was done."""
    assert done.code == 2, done
    assert "Traceback" not in done.told
    [line] = [line for line in done.told.splitlines() if line.startswith("kg: ")]
    return line


@pytest.mark.parametrize(
    "home", [{"KG_HOME": "/proc/none"}, {"KG_HOME": "", "HOME": "/proc/none", "XDG_DATA_HOME": ""}]
)
def test_a_home_that_cannot_be_written_to(whole: Path, tmp_path: Path, home: dict[str, str]) -> None:
    page = tmp_path / "page.html"
    done = kg("render", "--store", whole / "graph", "--out", page, cwd=tmp_path, **home, KG_GUARD="/")
    assert done.code == 0, done.told
    assert page.exists()


@pytest.mark.parametrize("largest", [0, 60_000])
def test_a_full_disk_is_one_line_and_the_next_run_goes_on(whole: Path, tmp_path: Path, largest: int) -> None:
    arguments = ("build", ARTICLE, "--store", tmp_path / "graph", "--out", tmp_path / "page.html")
    assert ": " in complaint(kg(*arguments, cwd=tmp_path, largest=largest))
    assert not (tmp_path / "page.html").exists()
    assert kg(*arguments, cwd=tmp_path).code == 0
    assert stamp(tmp_path / "graph") == stamp(whole / "graph")
    assert (tmp_path / "page.html").exists()


@pytest.mark.parametrize("form", ["csv", "xlsx", "trig"])
def test_an_export_to_a_full_disk_leaves_nothing(whole: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    guard = str(tmp_path.parent)
    done = kg("export", form, "--store", whole / "graph", "--out", out, cwd=tmp_path, largest=300, KG_GUARD=guard)
    assert "File too large" in complaint(done)
    assert str(tmp_path) in complaint(done)
    assert [one for one in tmp_path.iterdir() if one.name != "home"] == []


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with open_store(tmp_path / "graph"):
        said = complaint(kg("build", ARTICLE, "--store", tmp_path / "graph", cwd=tmp_path))
        assert "is writing it; try again when it has finished" in said
    assert kg("build", ARTICLE, "--store", tmp_path / "graph", cwd=tmp_path).code == 0


@pytest.mark.parametrize("moment", [150, 500, 800, 950])
def test_ctrl_c_leaves_nothing_half_written(whole: Path, tmp_path: Path, moment: int) -> None:
    arguments = ("build", ARTICLE, "--store", tmp_path / "graph", "--out", tmp_path / "page.html")
    done = kg(*arguments, cwd=tmp_path, KG_INTERRUPT=str(moment))
    assert done.code in (130, -2), done  # the second: before anything was begun
    assert "Traceback" not in done.told
    assert not [one for one in tmp_path.rglob("*") if one.suffix == ".part"]
    assert kg(*arguments, cwd=tmp_path).code == 0
    assert stamp(tmp_path / "graph") == stamp(whole / "graph")


def test_secrets_are_told_nowhere(tmp_path: Path) -> None:
    address = f"https://reader:{SECRET}@news.example/story?access_token={SECRET}"
    (tmp_path / "one.txt").write_text(f"---\nurl: {address}\n---\n{ARTICLE.read_text(encoding='utf-8')}", "utf-8")
    graph, page = tmp_path / "graph", tmp_path / "page.html"
    told = {"NEO4J_PASSWORD": SECRET, "NEO4J_URI": "nowhere://x", "NEO4J_USERNAME": SECRET}
    runs = [
        kg("build", tmp_path / "one.txt", address, "--store", graph, "--out", page, cwd=tmp_path, **told),
        kg("extract", "--fetch", address, cwd=tmp_path, **told),
        kg("stats", "--store", f"https://reader:{SECRET}@news.example/graph", cwd=tmp_path, **told),
        kg("stats", "--store", f"neo4j://reader:{SECRET}@127.0.0.1:1", cwd=tmp_path, **told),
        kg("stats", "--store", "neo4j:", cwd=tmp_path, **told),
        kg("query", "partners", "bach mai", "--store", graph, "--format", "jsonl", cwd=tmp_path, **told),
        kg("export", "nquads", "--store", graph, "--out", tmp_path / "graph.nq", cwd=tmp_path, **told),
    ]
    assert [done.code for done in runs] == [1, 2, 2, 2, 2, 0, 0], runs
    assert not [done for done in runs if SECRET in done.out + done.told]
    written = [place for place in tmp_path.rglob("*") if place.is_file() and place.name != "one.txt"]
    assert page in written
    assert not [place for place in written if SECRET.encode() in place.read_bytes()]


def test_the_watch_sees_what_it_looks_for(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside.json"
    inside.mkdir()
    assert kg("extract", ARTICLE, "--out", outside, cwd=inside).code == 99
    assert not outside.exists()
    assert kg("extract", "--fetch", "http://127.0.0.1:9/page", cwd=inside).code == 99
