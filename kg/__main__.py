"""``kg``, and ``python -m kg``. Ctrl-C while it still loads ends it without a word."""

import _thread
import signal
import sys
import threading
from typing import NoReturn

_SOON = 0.05


def main() -> NoReturn:
    """Load the command line and run it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from kg.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = interrupt_again
    run()


def interrupt_again(lost: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C while Python tidies an object away is dropped by Python: do it again right after, in seconds."""
    if lost.exc_type is KeyboardInterrupt:
        threading.Timer(_SOON, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    main()
