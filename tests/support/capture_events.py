"""Events and captures made from the known shapes, for the tests of the reader."""

import gzip
import json
from collections.abc import Callable
from typing import Any

PREFIX = "Microsoft.Communication."
CONNECTION = "1b2c3d4e-0000-4a5b-8c7d-{:012d}"
Json = dict[str, Any]


def payload(call: int = 1, **more: Any) -> Json:
    return {
        "version": "2024-09-15",
        "operationContext": "order-17",
        "callConnectionId": CONNECTION.format(call),
        "serverCallId": "aHR0cHM6Ly9leGFtcGxlLm9yZy9jb252L2EvYj09",
        "correlationId": "c0ffee00-1111-2222-3333-444455556666",
        **more,
    }


def result(code: Any = 200, sub_code: Any = 0, message: str = "", **more: Any) -> Json:
    return {
        "resultInformation": {"code": code, "subCode": sub_code, "message": message, **more},
    }


def event(name: str = "CallConnected", second: int = 0, call: int = 1, **data: Any) -> Json:
    source = "calling/callConnections/" + CONNECTION.format(call)
    return {
        "id": f"5d0f1c9e-aaaa-4bbb-8ccc-{second:012d}",
        "source": source,
        "type": PREFIX + name,
        "data": payload(call, **data) | {"publicEventType": PREFIX + name},
        "time": f"2025-02-03T09:{second // 60:02d}:{second % 60:02d}.1234567+00:00",
        "specversion": "1.0",
        "datacontenttype": "application/json",
        "subject": source,
    }


def offer() -> Json:
    """The payload of an IncomingCall without any envelope."""
    person = {"kind": "phoneNumber", "rawId": "4:+15550100", "phoneNumber": {"value": "+15550100"}}
    return {
        "to": person,
        "from": person,
        "serverCallId": "aHR0cHM6Ly9leGFtcGxlLm9yZy9jb252L2EvYj09",
        "callerDisplayName": "",
        "incomingCallContext": "eyJhbGciOi" + "A" * 300,
        "correlationId": "c0ffee00-1111-2222-3333-444455556666",
    }


def call_events(call: int = 1) -> list[Json]:
    """A short call, each event of another kind."""
    return [
        event("CallConnected", 1, call, **result()),
        event("ParticipantsUpdated", 2, call, participants=[{"isMuted": False}], sequenceNumber=1),
        event("PlayFailed", 3, call, **result(400, 8535, 'a "quoted" {brace} text')),
        event("CallDisconnected", 4, call, **result(200, 7000, "The conversation has ended.")),
    ]


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def dotnet(value: Any) -> str:
    """As .NET escapes: a plus and quotes inside text become \\u escapes."""
    return compact(value).replace("+", "\\u002B")


def lines(events: list[Json], end: str = "\n") -> bytes:
    return "".join(compact(each) + end for each in events).encode()


def log(events: list[Json]) -> bytes:
    entries = ["2025-02-03 10:00:00,001 INFO [main] app - starting {queue=1} [worker 2]"]
    for number, each in enumerate(events):
        entries.append(
            f"2025-02-03 10:00:0{number % 10},100 INFO [http-1] c.Cb - got {compact([each])}"
        )
        entries.append("2025-02-03 10:00:09,200 DEBUG [http-1] c.Cb - done")
    return "\n".join(entries).encode() + b"\n"


def pretty_log(events: list[Json]) -> bytes:
    entries = []
    for each in events:
        body = json.dumps(each, indent=2).replace("\n", "\n      ")
        entries.append(
            f"info: Callbacks[0]\n      Event received: {body}\ninfo: Callbacks[0]\n      done"
        )
    return "\n".join(entries).encode() + b"\n"


def entries(events: list[Json]) -> bytes:
    items = [{"body": dotnet([each]), "messageId": "m", "partitionKey": None} for each in events]
    return json.dumps({"entries": items}, indent=2).replace('\\"', "\\u0022").encode()


def keyed(events: list[Json], one: bool) -> bytes:
    named: dict[str, Any] = {}
    for each in events:
        name = each["type"].removeprefix(PREFIX)
        named[name] = each if one else [*named.get(name, []), each]
    return json.dumps(named).encode()


CONTAINERS: dict[str, tuple[Callable[[list[Json]], bytes], str]] = {
    "array": (lambda events: compact(events).encode(), "JSON array"),
    "pretty array": (lambda events: json.dumps(events, indent=4).encode(), "JSON array"),
    "array of arrays": (
        lambda events: json.dumps([events[0], *([each] for each in events[1:])], indent=2).encode(),
        "JSON array",
    ),
    "lines": (lines, "JSON Lines"),
    "lines ended by CRLF": (lambda events: lines(events, "\r\n"), "JSON Lines"),
    "lines with blanks": (lambda events: b"\n" + lines(events, "\n\n  \n"), "JSON Lines"),
    "lines without a last newline": (lambda events: lines(events).rstrip(), "JSON Lines"),
    "lines of arrays": (
        lambda events: b"".join(compact([each]).encode() + b"\n" for each in events),
        "JSON Lines",
    ),
    "lines of batches": (
        lambda events: (compact(events[:2]) + "\n" + compact(events[2:]) + "\n").encode(),
        "JSON Lines",
    ),
    "lines with commas": (lambda events: lines(events, ",\n"), "JSON Lines"),
    "back to back": (
        lambda events: "".join(compact(each) for each in events).encode(),
        "concatenated JSON",
    ),
    "pretty back to back": (
        lambda events: "\n".join(json.dumps([each], indent=2) for each in events).encode(),
        "concatenated JSON",
    ),
    "strings": (
        lambda events: compact([dotnet([each]) for each in events]).encode(),
        "JSON array of strings",
    ),
    "strings escaped twice": (
        lambda events: compact([compact(compact(each)) for each in events]).encode(),
        "JSON array of strings",
    ),
    "one string": (lambda events: compact([compact(events)]).encode(), "JSON array of strings"),
    "keyed": (lambda events: keyed(events, one=True), "JSON object keyed by event name"),
    "keyed lists": (lambda events: keyed(events, one=False), "JSON object keyed by event name"),
    "entries": (entries, "JSON object with escaped bodies"),
    "records": (lambda events: compact({"records": events}).encode(), "JSON object"),
    "web hook list": (
        lambda events: json.dumps(
            {"data": [{"uuid": "u", "content": compact([each])} for each in events], "total": 4}
        ).encode(),
        "JSON object with escaped bodies",
    ),
    "docker lines": (
        lambda events: b"".join(
            compact({"log": "info got " + compact([each]) + "\n", "stream": "stdout"}).encode()
            + b"\n"
            for each in events
        ),
        "docker log",
    ),
    "text log": (log, "text log with JSON"),
    "text log, pretty": (pretty_log, "text log with JSON"),
    "text log, escaped": (
        lambda events: "".join(
            f"10:00 body={json.dumps(compact([each]))} end\n" for each in events
        ).encode(),
        "text log with JSON",
    ),
    "UTF-8 with BOM": (lambda events: b"\xef\xbb\xbf" + lines(events), "JSON Lines"),
    "UTF-16 LE": (
        lambda events: b"\xff\xfe" + lines(events).decode().encode("utf-16-le"),
        "JSON Lines",
    ),
    "UTF-16 BE": (
        lambda events: b"\xfe\xff" + log(events).decode().encode("utf-16-be"),
        "text log with JSON",
    ),
    "gzip": (lambda events: gzip.compress(lines(events)), "JSON Lines"),
    "gzip of UTF-16": (
        lambda events: gzip.compress(b"\xff\xfe" + lines(events).decode().encode("utf-16-le")),
        "JSON Lines",
    ),
}
"""Name to maker and the label the reader gives; each maker takes four or more events."""
