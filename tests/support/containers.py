"""The same deliveries packed in every container, for the tests that compare what opens.

A writer takes the deliveries in order and gives the bytes of a file. Those that print whole events
belong in a tuple of writers that `test_same_calls.py` joins; each names the label the status bar
shows.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.capture_events import Json, compact, event, result

ODD_TEXT = 'it\'s "quoted" {brace} [1], a\\b\n\té \u4f60'
"""Text of a message that a careless reader trips over."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A container: its name in the tests, its maker, and the label the reader gives it."""

    name: str
    write: Callable[[list[Json]], bytes]
    label: str

    def __str__(self) -> str:
        return self.name


def deliveries() -> list[Json]:
    """Five callbacks of two calls, interleaved as they arrived."""
    return [
        event("CallConnected", 1, 1),
        event("CallConnected", 3, 2, **result(200, 0, "")),
        event("PlayFailed", 5, 1, **result(400, 8535, ODD_TEXT), failedPlaySourceIndex=None),
        event("CallDisconnected", 8, 2, **result(200, 7000, "The conversation has ended.")),
        event("CallDisconnected", 9, 1, **result(500, 560486, "DiagCode: 500#560486.@")),
    ]


def body(delivery: Json) -> str:
    """The HTTP body of one delivery: an array of one event, as .NET escapes it."""
    return compact([delivery]).replace("+", "\\u002B")


def clock(delivery: Json) -> str:
    """The time of the log line that tells a delivery, as `HH:MM:SS`."""
    return str(delivery["time"])[11:19]


def pretty(value: object, indent: int = 2) -> str:
    """JSON over many lines."""
    return json.dumps(value, indent=indent, ensure_ascii=False)
