"""What an opened capture takes: anonymous memory above the empty program, in bytes an event.

Run by `compare.py --memory` in a process of its own, on Linux. The process prints what it takes
itself; `most_anonymous` watches it from outside.
"""

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.kinds import load_kinds
from inspector.index.build import DTYPES

_PROC = Path("/proc")
_STEP_S = 0.005


def anonymous(process: int) -> int:
    """Bytes of a process that no file holds; 0 when it has ended."""
    try:
        status = (_PROC / str(process) / "status").read_text(encoding="ascii")
    except OSError:
        return 0
    lines = (line.split() for line in status.splitlines())
    return next((int(words[1]) * 1024 for words in lines if words[0] == "RssAnon:"), 0)


def most_anonymous(command: list[str], environment: dict[str, str]) -> tuple[str, int]:
    """What a command prints, and the most it took."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        while process.poll() is None:
            most = max(most, anonymous(process.pid))
            time.sleep(_STEP_S)
        assert process.stdout is not None
        return process.stdout.read(), most


def main() -> None:
    """Print events, and the bytes before and after, and those of the columns and texts."""
    path = Path(sys.argv[1])
    kinds = load_kinds()
    gc.collect()
    before = anonymous(os.getpid())
    *_, capture = open_capture([Input(path.name, path)], kinds, lambda: False, float("inf"))
    gc.collect()
    after = anonymous(os.getpid())
    table = capture.table
    columns = (getattr(table, name) for name in DTYPES)
    held = sum(column.nbytes for column in columns if 0 not in column.strides)
    texts = (table.call_ids, table.server_ids, table.correlation_ids, table.contexts)
    held += sum(part.size for part in texts)
    print(table.size, before, after, held)
    capture.close()


if __name__ == "__main__":
    main()
