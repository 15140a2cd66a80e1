"""How long a whole capture takes, against `orjson.loads` on each of its lines.

Run from the repository's root: `PYTHONPATH=. .venv/bin/python packaging/bench/read.py --mb 100`
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import orjson

from inspector.calls.capture import open_capture
from inspector.capture.source import Input
from inspector.catalog.load import load_catalog

STEPS = ("CallConnected", "ParticipantsUpdated", "PlayStarted", "PlayCompleted", "CallDisconnected")


def lines() -> Iterator[bytes]:
    """Calls of five events without end, one event a line; the same bytes every time."""
    number = 0
    while True:
        call = str(UUID(int=number * 2_654_435_761 % 2**128))
        for step, name in enumerate(STEPS):
            second = number * 90 + step * 15
            day, rest = divmod(second, 86_400)
            clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.{number % 10**7:07}"
            event = {
                "id": str(UUID(int=number * 5 + step)),
                "source": f"calling/callConnections/{call}",
                "type": f"Microsoft.Communication.{name}",
                "data": {
                    "version": "2024-09-15",
                    "operationContext": f"step-{step}",
                    "resultInformation": {"code": 200, "subCode": 0, "message": "Done."},
                    "callConnectionId": call,
                    "serverCallId": call[::-1] * 3,
                    "correlationId": call[::-1],
                    "publicEventType": f"Microsoft.Communication.{name}",
                },
                "time": f"2026-01-{day % 28 + 1:02}T{clock}+00:00",
                "specversion": "1.0",
                "datacontenttype": "application/json",
                "subject": f"calling/callConnections/{call}",
            }
            yield orjson.dumps(event) + b"\n"
        number += 1


def write(path: Path, size: int) -> None:
    """Write lines until the file has `size` bytes."""
    with path.open("wb") as file:
        for line in lines():
            if file.tell() >= size:
                return
            file.write(line)


def seconds(work: Callable[[], None]) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Measure both in turn and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    kinds = load_catalog().kinds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "capture.jsonl")
        write(path, arguments.mb * 1_000_000)

        def loop() -> None:
            with path.open("rb") as file:
                for line in file:
                    orjson.loads(line)

        def whole() -> None:
            for capture in open_capture([Input(path.name, path)], kinds, lambda: False):
                if capture.finished:
                    capture.close()

        runs: dict[str, list[float]] = {"orjson.loads a line": [], "the whole capture": []}
        for _ in range(arguments.rounds):
            for name, work in zip(runs, (loop, whole), strict=True):
                runs[name].append(seconds(work))
    medians = {name: statistics.median(times) for name, times in runs.items()}
    floor = medians["orjson.loads a line"]
    for name, median in medians.items():
        spread = f"{min(runs[name]):.2f}..{max(runs[name]):.2f}"
        rate = arguments.mb / median
        print(f"{name:20} {median:6.2f} s ({spread})  {rate:5.0f} MB/s  {median / floor:5.2f}")


if __name__ == "__main__":
    main()
