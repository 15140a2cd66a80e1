"""Lines with printed objects, read together, tell what reading them one by one tells."""

import pprint
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import foreign, printedlines
from tests.support.capture_events import Json, call_events, compact, event, result
from tests.support.capture_read import Reading, compared, read_bytes
from tests.support.containers import ODD_TEXT, Writer, deliveries
from tests.support.text_containers import TEXT_WRITERS, inspected

ODD = event("PlayFailed", 5, 1, **result(400, 8535, ODD_TEXT), failedPlaySourceIndex=None)
JSON = event("PlayStarted", 7, 1, operationContext='{"order": [17, {"a": "b\\n"}]}')
WORDS = event("PlayFailed", 5, 1, **result(400, 8535, "None, True: 'x' {a: undefined}"))
NAMED = event(
    "PlayFailed", 6, 1, **result(400, 8535, ": None, x: undefined,"), tone=True, state=None
)
EVENTS = [*call_events(1), NAMED]
PRINTED = [
    *map(repr, EVENTS),
    *map(inspected, EVENTS),
    repr([EVENTS[0]]),
    repr(EVENTS[:2]),
    inspected([EVENTS[0]]),
    inspected(EVENTS[:2]),
    pprint.pformat(EVENTS[1]),
    pprint.pformat([EVENTS[2]]),
    repr(JSON),
    inspected(JSON),
    repr(EVENTS[0]).replace("'2024-09-15'", "'a\\\\b\\n\\t\\u4f60\\/'"),
    repr(EVENTS[0]).replace("'2024-09-15'", "'a\\\\'"),
    repr(EVENTS[0]).replace("'2024-09-15'", "'\\x41'"),
    repr(EVENTS[0]).replace("'order-17'", "'\\ud83d'"),
    repr(EVENTS[0]).replace("'order-17'", "'\\ud83d\\u0041'"),
    inspected(EVENTS[0]).replace("'order-17'", "'2024-\n  09-15'"),
    repr(EVENTS[0]).replace("'order-17'", "'\\ud83d\\ude00'"),
    inspected(EVENTS[0]).replace("'order-17'", "'it\\'s \\\"so\\\"'"),
    inspected(EVENTS[0]).replace("version:", "callConnectionId: 'first', version:"),
    repr(ODD),
    inspected(ODD),
    repr(WORDS),
    inspected(WORDS),
    inspected(EVENTS[0]).replace("\n", " "),
    inspected(EVENTS[0]).replace("version: '2024-09-15'", "version: undefined"),
    inspected(EVENTS[0]).replace("{\n    version", "{\n    undefined: 1, None: 2, version"),
    inspected(EVENTS[1]).replace("participants: [ ", "participants: [ [Object], "),
    inspected(EVENTS[0]).replace("'2024-09-15'", "'2024-\n  09-15'"),
    inspected(EVENTS[0]).replace("'2024-09-15'", "'2024' +\n      '-09-15'"),
    inspected(EVENTS[0]).replace("'2024-09-15'", "True"),
    inspected(EVENTS[0]).replace("'2024-09-15'", "[" * 49 + "]" * 49),
    repr(EVENTS[0]).replace("'2024-09-15'", "datetime.date(2025, 2, 3)"),
    repr(EVENTS[0]).replace("'2024-09-15'", "('a', 'b')"),
    repr(EVENTS[0]).replace("'2024-09-15'", "None, True: 3, 'x': [None, True, False]"),
    repr(EVENTS[0]).replace("'version'", "'callConnectionId': 'first', 'version'"),
    repr(EVENTS[0]).replace("'2024-09-15'", "b'x'"),
    repr(EVENTS[0]).replace("'2024-09-15'", "'…\u4f60'"),
    repr(EVENTS[0])[:-9],
    "{'a': 1}",
    "{ a: 1 }",
    "{\n  a: 1,\n  b: 'callConnectionId'\n}",
    compact(EVENTS[0]),
    compact({"level": "info"}),
]
PREFIXES = [
    "",
    "    ",
    "2025-02-03 09:00:00 INFO [http-8080] c.Callback - got ",
    "[2025-02-03 09:00:00,100] INFO in callbacks: got --> ",
    "[12] ",
    "[12] got ",
    "[1, 2] [",
    "it's ",
    "None: ",
    "callConnectionId: ",
    "CallConnected ",
    'said "hello" ',
    "{queue=1} ",
    "2025-02-03T09:00:10.000000001Z stdout F ",
    ", ",
]
SUFFIXES = ["", " ", " (1 of 1)", ", next", " it's", " [2]", " callConnectionId", " }", " {", "\r"]
LINES = [
    "plain text",
    "",
    "  indented text",
    "\tat app.js:5",
    "}",
    "],",
    "CallDisconnected:",
    "  callConnectionId: 'x',",
    "  type: 'Microsoft.Communication.CallConnected'",
    "got callConnectionId",
    "it's text",
    "{queue=83, busy=true} done",
    ",",
    "12",
    '{"a": 1}',
    "2025-02-03T09:00:10.000000001Z stdout F text",
]


def slowly(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The same text with every printed object read by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(printedlines.PrintedLines, "read", lambda _self: False)
        return read_bytes(text)


def check(text: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    data = text.encode()
    fast = read_bytes(data)
    assert compared(fast) == compared(slowly(data, monkeypatch))
    assert fast.uncovered() == b""
    for index in range(len(fast.events)):
        fast.record(index)
    return fast


@pytest.mark.parametrize("value", PRINTED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_value_among_others(value: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for simple in (repr(EVENTS[1]), inspected(EVENTS[1])):
        lines = [f"got {simple}", "text", simple, value, "text", f"got {simple}", f"got {value}"]
        check(end.join([*lines, simple]), monkeypatch)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("show", [repr, inspected, pprint.pformat])
def test_any_text_before_values(
    prefix: str, show: Callable[[Json], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = map(show, [*EVENTS, JSON, ODD, *EVENTS])
    check("".join(f"{prefix}{each}\n" for each in shown), monkeypatch)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_text_behind_values(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in PRINTED[:12]:
        check(f"{value}\n{value}\n{value}{suffix}\n{value}{suffix}\n", monkeypatch)


@pytest.mark.parametrize("suffix", ["", " (1 of 1)"])
@pytest.mark.parametrize("line", LINES)
def test_any_text_among_values(suffix: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for simple in (repr(EVENTS[1]), inspected(EVENTS[1]), pprint.pformat(EVENTS[1])):
        lines = [simple, f"got {simple}{suffix}", line, simple, line, line, simple + suffix]
        check("\n".join([*lines, ""]), monkeypatch)
        check("\n".join([*lines, f"  got {simple}{suffix}", f"  {line}", simple, ""]), monkeypatch)


@given(data=st.data())
def test_any_mixture_of_lines(data: st.DataObject) -> None:
    parts = (st.sampled_from(PREFIXES[:6]), st.sampled_from(PRINTED), st.sampled_from(SUFFIXES))
    line = st.one_of(st.sampled_from(LINES), st.tuples(*parts).map("".join))
    lines = data.draw(st.lists(line, max_size=8))
    text = "\n".join([repr(EVENTS[0]), *lines, data.draw(st.sampled_from(["", "text"]))])
    with pytest.MonkeyPatch.context() as monkeypatch:
        check(text, monkeypatch)


_TEXT = st.text(st.sampled_from("ab: ,'\"\\{}[]\n\té\u4f60NoneTrue"), max_size=12)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["participants", "tone", "state"]), _VALUES)),
    st.sampled_from([repr, inspected, pprint.pformat, lambda value: repr([value])]),
    st.sampled_from(["", "got "]),
)
def test_any_content(contents: list[Json], show: Callable[[object], str], prefix: str) -> None:
    shown = [prefix + show(event("PlayStarted", 1, 1, **each)) for each in [{}, *contents, {}, {}]]
    with pytest.MonkeyPatch.context() as monkeypatch:
        check("\n".join([*shown, "text"]), monkeypatch)


@pytest.mark.parametrize("writer", TEXT_WRITERS, ids=str)
def test_every_container(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    more = (event("PlayStarted", n, n % 3) for n in range(40))
    check(writer.write([*deliveries(), *more]).decode(), monkeypatch)


def test_more_lines_than_are_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [event("PlayStarted", number, number % 7) for number in range(900)]
    for show in (repr, inspected, pprint.pformat):
        reading = check("".join(f"got {show(each)}\n" for each in events), monkeypatch)
        assert len(reading.events) == len(events)
        assert reading.record(899).body == events[899]


def test_the_fast_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above compare two different ways only as long as this holds."""
    singly: list[bool] = []
    careful = foreign.Foreign.value
    monkeypatch.setattr(
        foreign.Foreign, "value", lambda self: singly.append(careful(self)) or singly[-1]
    )
    for show in (repr, inspected, pprint.pformat, lambda each: repr([each])):
        singly.clear()
        shown = map(show, [*EVENTS, JSON, *EVENTS])
        reading = read_bytes("".join(f"{each}\ntext\n" for each in shown).encode(), once=True)
        assert len(reading.events) == 2 * len(EVENTS) + 1
        assert singly == [True]
