"""The example notebook runs, and shows what it shows."""

from importlib.util import find_spec
from pathlib import Path

import notebook
from readings import kept

from kg.identity.keys import resolve
from loaders.extract import extract
from loaders.readers import read

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "docs" / "walking.ipynb"


def kinds(outputs: list[dict[str, object]]) -> list[object]:
    """What is shown, but for the figures and names in it, which change with every better rule."""
    return [one.get("name") or sorted(one["data"]) for one in outputs]  # type: ignore[call-overload]


def test_every_cell_runs_and_shows_what_it_shows(tmp_path: Path) -> None:
    def fail(error: Exception) -> None:
        raise error

    some = sorted(map(str, (ROOT / "examples").glob("d*bach-mai*")))
    assert len(some) == 2
    with kept(tmp_path / "graph", map(resolve, map(extract, read(some, on_error=fail)))):
        pass
    without = "" if find_spec("pandas") else "to_pandas"
    found = notebook.run(BOOK, tmp_path, without)
    assert len(found) > 8
    for outputs, cell in zip(found, notebook.cells(BOOK), strict=True):
        if not without or without not in "".join(cell["source"]):
            assert kinds(outputs) == kinds(cell["outputs"]), cell["source"]
    assert "Samsung" in str(found)
    assert (tmp_path / "partners.html").exists()
