"""Captures for the benchmarks: the same bytes every time, in several layouts."""

import gzip
import json
import shutil
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha512
from itertools import count
from pathlib import Path
from uuid import UUID

import orjson

STEPS = (
    "CallConnected", "ParticipantsUpdated", "PlayStarted", "PlayCompleted", "RecognizeCompleted",
    "PlayStarted", "PlayCompleted", "ParticipantsUpdated", "CallDisconnected",
)  # fmt: skip
APART = 5
"""Calls that begin between two events of a call, so that events of 45 calls lie mixed."""
LAYOUTS = (
    "jsonl", "batch", "array", "log", "pretty", "pascal", "texts", "gzip",
    "docker", "records", "csv", "noise",
)  # fmt: skip


def events() -> Iterator[dict[str, object]]:
    """Calls without end, in the order of time; every seventh one fails."""
    for newest in count():
        for step, name in enumerate(STEPS):
            number = newest - APART * step
            if number >= 0:
                yield _event(number, step, name)


def _event(number: int, step: int, name: str) -> dict[str, object]:
    call, correlation = _id(f"call {number}"), _id(f"correlation {number}")
    day, rest = divmod(number * 3 + step * 15, 86_400)
    fraction = 1_000_000 + step * 10**5 + number % 10**5
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.{fraction}"
    data: dict[str, object] = {
        "version": "2024-09-15",
        "operationContext": f"order-{number}-{step // 3}",
        "callConnectionId": call,
        "serverCallId": _server_call_id(number),
        "correlationId": correlation,
        "publicEventType": f"Microsoft.Communication.{name}",
    }
    if name == "ParticipantsUpdated":
        data["participants"] = [_caller(number), _callee(correlation)]
        data["sequenceNumber"] = step
    else:
        data["resultInformation"] = _result(number, is_end=step == len(STEPS) - 1)
    return {
        "id": _id(f"event {number} {step}"),
        "source": f"calling/callConnections/{call}",
        "type": f"Microsoft.Communication.{name}",
        "data": data,
        "time": f"2026-01-{day % 28 + 1:02}T{clock}+00:00",
        "specversion": "1.0",
        "datacontenttype": "application/json",
        "subject": f"calling/callConnections/{call}",
    }


def _server_call_id(number: int) -> str:
    """The address of a conversation, as the service writes it."""
    digest = sha512(f"conversation {number}".encode()).digest()
    conversation = urlsafe_b64encode(digest[:16]).decode().rstrip("=")
    tick = int.from_bytes(digest[16:24], "big") >> 2
    host = f"conv-usea-{number % 40:02}.conv.skype.com"
    address = f"https://{host}/conv/{conversation}?i={number % 20}&e={tick}"
    return b64encode(address.encode()).decode()


def _caller(number: int) -> dict[str, object]:
    value = f"+1555{number % 10**7:07}"
    phone = {"rawId": f"4:{value}", "kind": "phoneNumber", "phoneNumber": {"value": value}}
    return {"identifier": phone, "isMuted": False, "isOnHold": False}


def _callee(correlation: str) -> dict[str, object]:
    user = f"8:acs:{_id('resource')}_{correlation[9:]}"
    person = {"rawId": user, "kind": "communicationUser", "communicationUser": {"id": user}}
    return {"identifier": person, "isMuted": False, "isOnHold": False}


def _result(number: int, *, is_end: bool) -> dict[str, object]:
    if is_end and number % 7 == 0:
        message = "Nobody took the call. DiagCode: 480#10037.@"
        sip = {"code": 480, "message": "Temporarily Unavailable"}
        q850 = {"code": 18, "message": "No user responding"}
        return {
            "code": 480,
            "subCode": 10037,
            "message": message,
            "sipDetails": sip,
            "q850Details": q850,
        }
    message = "The call ended. DiagCode: 0#0.@" if is_end else "The action was completed."
    return {"code": 200, "subCode": 0, "message": message}


def _id(text: str) -> str:
    """An id that looks like chance, and is the same each time."""
    return str(UUID(bytes=sha512(text.encode()).digest()[:16]))


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


def _with_numbers_as_text(event: dict[str, object]) -> bytes:
    text = orjson.dumps(event)
    for key in (b'"code":', b'"subCode":', b'"sequenceNumber":'):
        head, mark, rest = text.partition(key)
        if mark:
            digits = len(rest) - len(rest.lstrip(b"0123456789"))
            text = head + mark + b'"' + rest[:digits] + b'"' + rest[digits:]
    return text


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
        case "texts":
            return _with_numbers_as_text(event) + b"\n"
        case "docker":
            record = {"log": text.decode() + "\n", "stream": "stdout", "time": event["time"]}
            return orjson.dumps(record) + b"\n"
        case "records":
            record = {"@t": event["time"], "@mt": "Received {@Event}", "Event": event}
            return orjson.dumps(record) + b"\n"
        case "csv":
            head = b"time,number,body\n" if number == 0 else b""
            body = text.replace(b'"', b'""')
            return head + b'2026-01-01T09:00:00Z,%d,"%s"\n' % (number, body)
        case "noise":
            line = b"2026-01-01 09:00:00.000 INFO  [worker 3] app - step [%d] done in 12 ms\n"
            return line % number * 40 + (text + b"\n" if number % 50 == 0 else b"")
        case _:
            return text + b"\n"
