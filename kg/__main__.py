"""``kg``, and ``python -m kg``. Ctrl-C while it still loads ends it without a word."""

import signal
from typing import NoReturn


def main() -> NoReturn:
    """Load the command line and run it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from kg.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
