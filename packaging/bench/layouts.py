"""How the benchmarks' captures are written: the bytes of one event in each layout."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

import orjson

Event = dict[str, object]
_HEAD = b"2026-01-01 09:00:00.000 INFO  [http-7] app - "
_IDLE = b"2026-01-01 09:00:00.000 DEBUG [worker 3] app - queue {size=83}\n"
_STEP = b"2026-01-01 09:00:00.000 INFO  [worker 3] app - step [%d] done in 12 ms\n"


def _line(_number: int, event: Event) -> bytes:
    return orjson.dumps(event) + b"\n"


def _batch(_number: int, event: Event) -> bytes:
    return orjson.dumps([event]) + b"\n"


def _array(number: int, event: Event) -> bytes:
    return (b",\n" if number else b"[") + orjson.dumps(event)


def _log(number: int, event: Event) -> bytes:
    line = _HEAD + b"Received callback: " + orjson.dumps(event) + b"\n"
    return line if number % 3 else line + _IDLE


def _pretty(_number: int, event: Event) -> bytes:
    return json.dumps(event, indent=2).encode() + b"\n"


def _pascal(number: int, event: Event) -> bytes:
    return _line(number, event).replace(b'"resultInformation"', b'"ResultInformation"')


def _texts(number: int, event: Event) -> bytes:
    text = _line(number, event)
    for key in (b'"code":', b'"subCode":', b'"sequenceNumber":'):
        head, mark, rest = text.partition(key)
        if mark:
            digits = len(rest) - len(rest.lstrip(b"0123456789"))
            text = head + mark + b'"' + rest[:digits] + b'"' + rest[digits:]
    return text


def _docker(number: int, event: Event) -> bytes:
    text = _line(number, event).decode()
    return orjson.dumps({"log": text, "stream": "stdout", "time": event["time"]}) + b"\n"


def _records(_number: int, event: Event) -> bytes:
    record = {"@t": event["time"], "@mt": "Received {@Event}", "Event": event}
    return orjson.dumps(record) + b"\n"


def _csv(number: int, event: Event) -> bytes:
    body = orjson.dumps(event).replace(b'"', b'""')
    row = b'2026-01-01T09:00:00Z,%d,"%s"\n' % (number, body)
    return row if number else b"time,number,body\n" + row


def _noise(number: int, event: Event) -> bytes:
    """An application's log: one line in two thousand is an event."""
    lines = _STEP % number * 40
    return lines if number % 50 else lines + _line(number, event)


def _said(event: Event) -> tuple[str, str, str]:
    """What a handler logs of an event: its body, and lines that name the call."""
    return (
        f"Received callback: {orjson.dumps(event).decode()}",
        f"Handling {event['type']} of {event['subject']}",
        f"Done with callConnectionId={event['id']}",
    )


def _chatty(_number: int, event: Event) -> bytes:
    return b"".join(_HEAD + said.encode() + b"\n" for said in _said(event))


def _json_log(_number: int, event: Event) -> bytes:
    ids = {"callConnectionId": event["source"], "correlationId": event["id"]}
    records = [{"level": "info", "msg": said, **ids} for said in _said(event)]
    return b"".join(orjson.dumps(record) + b"\n" for record in records)


WRITERS: Mapping[str, Callable[[int, Event], bytes]] = MappingProxyType(
    {
        "jsonl": _line,
        "batch": _batch,
        "array": _array,
        "log": _log,
        "pretty": _pretty,
        "pascal": _pascal,
        "texts": _texts,
        "docker": _docker,
        "records": _records,
        "csv": _csv,
        "noise": _noise,
        "chatty": _chatty,
        "json log": _json_log,
    }
)
