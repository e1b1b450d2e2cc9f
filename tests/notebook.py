"""Run the cells of a notebook, as Jupyter would, in this process."""

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook that are code."""
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]


def run(path: Path, folder: Path, without: str = "") -> list[list[dict[str, Any]]]:
    """The outputs of each code cell, run in a folder; cells that speak of ``without`` are left out."""
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        return [
            [] if without and without in "".join(cell["source"]) else _outputs("".join(cell["source"]), names)
            for cell in cells(path)
        ]


def write(path: Path, folder: Path) -> None:
    """Run a notebook and write what its cells show into it."""
    book = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    for number, (cell, outputs) in enumerate(zip(code, run(path, folder), strict=True), 1):
        told = [one | {"execution_count": number} if one["output_type"] == "execute_result" else one for one in outputs]
        cell |= {"execution_count": number, "outputs": told}
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell prints, and the value of its last line if that is an expression."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed, found = io.StringIO(), []
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        value = None if last is None else eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # type: ignore[attr-defined]
    if printed.getvalue():
        found.append({"name": "stdout", "output_type": "stream", "text": printed.getvalue().splitlines(keepends=True)})
    if value is not None:
        data = {"text/plain": [repr(value)]}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = value._repr_html_().splitlines(keepends=True)
        found.append({"data": data, "metadata": {}, "output_type": "execute_result"})
    return found
