"""Opens a capture as the program does and answers the benchmark's question.

Run by `compare.py` in a process of its own: how many events and calls there are, and how many
calls ended in each code class.
"""

import sys
from collections import Counter
from pathlib import Path

from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.kinds import load_kinds
from inspector.index.codes import code_class


def main() -> None:
    """Print the answer."""
    path = Path(sys.argv[1])
    inputs = [Input(path.name, path)]
    *_, capture = open_capture(inputs, load_kinds(), lambda: False, float("inf"))
    end = capture.calls.end
    known = end[end >= 0]
    codes = Counter(capture.table.code[known].tolist())
    classes = Counter({code_class(None).value: len(end) - len(known)})
    for code, count in codes.items():
        classes[code_class(code).value] += count
    print(capture.table.size, len(capture.calls), *sorted(classes.items()))
    capture.close()


if __name__ == "__main__":
    main()
