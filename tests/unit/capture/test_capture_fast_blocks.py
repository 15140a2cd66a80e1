"""The fast ways through logs and pretty-printed values tell what reading line by line tells."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import loglines, prettyblocks
from tests.support.capture_events import call_events
from tests.support.capture_read import Reading, compared, read_bytes

EVENTS = [json.dumps(e) for e in call_events(1)]
ARRAYS = [f"[{EVENTS[0]}]", f"[{EVENTS[0]},{EVENTS[1]}]", f"[{EVENTS[1]} , {EVENTS[2]}]", "[]"]
PRETTY = [json.dumps(e, indent=2) for e in call_events(1)[:2]]
PREFIXES = [
    "",
    "    ",
    "2025-02-03 09:00:00 INFO [http-8080] c.Callback - got ",
    "INFO {queue=3} [w 8] ",
    "callConnectionId: ",
    'said "hello" ',
    "[",
    "Event received: ",
]
LINES = [
    "plain text",
    "",
    "{queue=83, busy=true} done",
    "]",
    "callConnectionId: 12",
    '{"level": "info"}',
    'INFO answer {"level": "info", "list": [1, {"b": 2}]}',
    'INFO answer {"error":{"code":"8522","message":"Call not found."}}',
    'INFO answer {"x": "callConnectionId"}',
    'INFO answer {"cut": 1',
    'INFO answer {"a": NaN}',
    "INFO answer [1, 2]",
    'INFO answer [{"a": 1}, {"a": 2}]',
    '{"log": {"entries": []}}',
    "{'type': 'Microsoft.Communication.CallConnected'}",
    '"text"',
    ",",
]


def slowly(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The same text without the fast ways."""
    with monkeypatch.context() as patch:
        patch.setattr(loglines.LogLines, "read", lambda _self: False)
        patch.setattr(prettyblocks.PrettyBlocks, "read", lambda _self: False)
        return read_bytes(text)


def check(text: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    data = text.encode()
    fast = read_bytes(data)
    assert compared(fast) == compared(slowly(data, monkeypatch))
    assert fast.uncovered() == b""
    return fast


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_a_log_with_prefixes(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = ending.join(f"{PREFIXES[2]}{value}" for value in [*EVENTS, *ARRAYS[:3]]) + ending
    assert len(check(text, monkeypatch).events) == len(EVENTS) + 5


def test_text_between_values(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"plain text\n    {value}\n" for value in EVENTS)
    reading = check(text, monkeypatch)
    assert (len(reading.events), reading.other) == (len(EVENTS), len(EVENTS))


@pytest.mark.parametrize("between", ["\n", "\n\n", ",\n", "\r\n"])
def test_values_printed_over_many_lines(between: str, monkeypatch: pytest.MonkeyPatch) -> None:
    values = [*PRETTY, json.dumps([json.loads(EVENTS[0])], indent=2), PRETTY[0]]
    text = between.join(value.replace("\n", between[-1]) for value in values) + "\n"
    assert len(check(text, monkeypatch).events) == 4


def test_the_fast_ways_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above compare two different ways only as long as this holds."""
    read: list[bool] = []
    for way in (loglines.LogLines, prettyblocks.PrettyBlocks):
        original = way.read
        monkeypatch.setattr(
            way, "read", lambda self, original=original: read.append(original(self)) or read[-1]
        )
    read_bytes("\n".join(f"{PREFIXES[2]}{value}" for value in EVENTS).encode() + b"\n")
    assert read.count(True) == 1
    read.clear()
    read_bytes("\n".join(PRETTY).encode() + b"\n")
    assert read.count(True) == 1


@given(data=st.data())
def test_any_mixture_of_lines(data: st.DataObject) -> None:
    value = st.sampled_from([*EVENTS[:2], *ARRAYS, EVENTS[0][:70], EVENTS[0] + " tail"])
    line = st.one_of(
        st.sampled_from([*LINES, *PRETTY]),
        st.tuples(st.sampled_from(PREFIXES), value).map("".join),
    )
    text = "\n".join(data.draw(st.lists(line, max_size=10))) + data.draw(
        st.sampled_from(["", "\n"])
    )
    with pytest.MonkeyPatch.context() as patch:
        check(text, patch)


@pytest.mark.parametrize("pretty", PRETTY)
def test_a_raw_newline_in_a_string_stays_one(pretty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at = pretty.index('"order-') + 3
    text = f"{pretty}\n{pretty[:at]}\n  {pretty[at:]}\n{pretty}\n"
    reading = check(text, monkeypatch)
    contexts = [event.data and event.data.operation_context for event in reading.events]
    assert contexts == ["order-17", "or\n  der-17", "order-17"]
