"""Opens a capture as the program does and answers the benchmark's question.

Run by `compare.py` in a process of its own: how many events and calls there are, and how many
calls ended in each code class.
"""

# ruff: noqa: PLC0415 - the processes that help with reading start here too, and need none of it

import sys


def main() -> None:
    """Print the answer."""
    from collections import Counter
    from pathlib import Path

    from inspector.calls.load import open_capture
    from inspector.capture.source import Input
    from inspector.catalog.load import load_catalog
    from inspector.index.codes import code_class
    from inspector.index.table import number_at

    path = Path(sys.argv[1])
    kinds = load_catalog().kinds
    *_, capture = open_capture([Input(path.name, path)], kinds, lambda: False, float("inf"))
    table, calls = capture.table, capture.calls
    classes = Counter(
        code_class(None if end < 0 else number_at(table.code, end)).value
        for end in calls.end.tolist()
    )
    print(table.size, len(calls), *sorted(classes.items()))
    capture.close()


if __name__ == "__main__":
    main()
