"""``kg`` in a process of its own that is watched: see ``guard/sitecustomize.py``."""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GUARD = Path(__file__).parent / "guard"


@dataclass(frozen=True, slots=True)
class Done:
    """How it ended, and what it wrote."""

    code: int
    out: str
    told: str


def kg(*arguments: str | Path, cwd: Path, stdin: bytes = b"", largest: int | None = None, **environment: str) -> Done:
    """Run ``kg`` in a pipe and the C locale; it may use no network and write below ``cwd`` alone.

    ``largest`` is the most bytes that a file may get, as on a disk that is nearly full.
    """
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "LC_", "LANG", "NEO4J"))}
    mine = {
        "PYTHONPATH": f"{GUARD}{os.pathsep}{ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "KG_GUARD": str(cwd),
        "KG_HOME": str(cwd / "home"),
        "TMPDIR": str(cwd),
        "LC_ALL": "C",
    }

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        env=plain | mine | environment,
        input=stdin,
        capture_output=True,
        preexec_fn=limit,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
