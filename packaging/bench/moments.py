"""When the first rows of a capture are there, and how soon a canceled load ends.

Run by `compare.py --moments` in a process of its own; prints seconds, and the first rows' share of
the file in percent. The process has imported what it needs before: the window does so as well.
"""

import sys
import time
from pathlib import Path

from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.kinds import load_kinds

_CANCEL_AFTER_S = 0.2
"""Long enough for all threads to be at work."""


def main() -> None:
    """Open a capture twice: for its first rows, and to cancel it."""
    path = Path(sys.argv[1])
    kinds = load_kinds()
    begun = time.perf_counter()
    first = next(open_capture([Input(path.name, path)], kinds, lambda: False))
    rows_s = time.perf_counter() - begun
    share = 100 * first.bytes_done / first.bytes_total
    first.close()

    canceled_at = time.perf_counter() + _CANCEL_AFTER_S
    snapshots = open_capture(
        [Input(path.name, path)], kinds, lambda: time.perf_counter() >= canceled_at
    )
    *_, last = snapshots
    cancel_s = time.perf_counter() - canceled_at
    assert last.bytes_done < last.bytes_total, "read before it was canceled: take a larger file"
    print(f"{rows_s:.4f} {share:.3f} {cancel_s:.4f}")
    last.close()


if __name__ == "__main__":
    main()
