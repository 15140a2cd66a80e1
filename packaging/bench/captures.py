"""Captures for the benchmarks: the same bytes every time, in several layouts."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import orjson

STEPS = ("CallConnected", "ParticipantsUpdated", "PlayStarted", "PlayCompleted", "CallDisconnected")
LAYOUTS = ("jsonl", "batch", "array", "log", "pretty", "pascal", "gzip")


def events() -> Iterator[dict[str, object]]:
    """Calls of five events without end; every seventh one fails."""
    number = 0
    while True:
        call = str(UUID(int=number * 2_654_435_761 % 2**128))
        for step, name in enumerate(STEPS):
            second = number * 90 + step * 15
            day, rest = divmod(second, 86_400)
            clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.{number % 10**7:07}"
            failed = step == len(STEPS) - 1 and number % 7 == 0
            code, subcode = (480, 10037) if failed else (200, 0)
            yield {
                "id": str(UUID(int=number * 5 + step)),
                "source": f"calling/callConnections/{call}",
                "type": f"Microsoft.Communication.{name}",
                "data": {
                    "version": "2024-09-15",
                    "operationContext": f"step-{step}",
                    "resultInformation": {"code": code, "subCode": subcode, "message": "Done."},
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
        number += 1


def write(path: Path, size: int, layout: str) -> None:
    """Write events until the file has about `size` bytes (before compression)."""
    if layout == "gzip":
        plain = path.with_suffix(".plain")
        write(plain, size, "jsonl")
        with plain.open("rb") as source, gzip.open(path, "wb", compresslevel=6) as target:
            shutil.copyfileobj(source, target)
        plain.unlink()
        return
    written = 0
    with path.open("wb") as file:
        for number, event in enumerate(events()):
            if written >= size:
                break
            written += file.write(_piece(number, event, layout))
        if layout == "array":
            file.write(b"]\n")


def _piece(number: int, event: dict[str, object], layout: str) -> bytes:
    text = orjson.dumps(event)
    match layout:
        case "batch":
            return b"[" + text + b"]\n"
        case "array":
            return (b"[" if number == 0 else b",\n") + text
        case "log":
            noise = b"2026-01-01 09:00:00.000 DEBUG [worker 3] app - queue {size=83}\n"
            prefix = b"2026-01-01 09:00:00.000 INFO  [http-7] app - Received callback: "
            return prefix + text + b"\n" + (noise if number % 3 == 0 else b"")
        case "pretty":
            return json.dumps(event, indent=2).encode() + b"\n"
        case "pascal":
            return text.replace(b'"resultInformation"', b'"ResultInformation"') + b"\n"
        case _:
            return text + b"\n"
