"""A process of its own that writes to a store until it is killed. Arguments: directory, statements, seed."""

import sys

from readings import many

from kg.stores import open_store


def main() -> None:
    """Say when the store is open, then add."""
    directory, statements, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open_store(directory) as store:
        print("open", flush=True)
        store.add(many(statements, seed=seed))
        print("done", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
