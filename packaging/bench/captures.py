"""Captures for the benchmarks: the same bytes every time, in several layouts."""

import gzip
import shutil
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha512
from itertools import count
from pathlib import Path
from uuid import UUID

from layouts import WRITERS

STEPS = (
    "CallConnected", "ParticipantsUpdated", "PlayStarted", "PlayCompleted", "RecognizeCompleted",
    "PlayStarted", "PlayCompleted", "ParticipantsUpdated", "CallDisconnected",
)  # fmt: skip
APART = 5
"""Calls that begin between two events of a call, so that events of 45 calls lie mixed."""
LAYOUTS = (*WRITERS, "gzip")


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
    piece = WRITERS[layout]
    written = 0
    with path.open("wb") as file:
        for number, event in enumerate(events()):
            if written >= size:
                break
            written += file.write(piece(number, event))
        if layout == "array":
            file.write(b"]\n")
