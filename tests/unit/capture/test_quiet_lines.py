"""Lines of mere text are passed together, and told as if read one by one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import quietlines
from tests.support.capture_events import call_events, compact
from tests.support.capture_read import Reading, compared, read_bytes
from tests.support.compiled_twin import NO_BUILD, compiled

EVENT = json.dumps(call_events(1)[0])
DATA = json.dumps(call_events(1)[0]["data"])
NAMELESS = json.dumps({"callConnectionId": "c", "resultInformation": {"code": 200}})
QUIET = [
    "2026-01-02 09:00:00 INFO [http-7] app - level=info msg=\"a [b] {c} 'd'\"",
    "plain",
    "  indented, with a comma",
    "info: App.Program[0]",
    "",
    "   ",
    "b'cause",
    "null",
    "-12",
    "\x1b[32mgreen\x1b[0m",
    "array [1,2] and {x}",
    "Received CallDisconnected",
    "callConnectionId: 12",
    "tab\tseparated\tvalues\r",
]
LOUD = [
    EVENT,
    f"got {EVENT}",
    json.dumps(call_events(1)[0], indent=2),
    "got " + json.dumps(call_events(1)[0], indent=2),
    "[" + ",\n".join(json.dumps(each) for each in call_events(1)[:2]) + "]",
    DATA,
    f"Received CallConnected\n{DATA}",
    compact({"body": EVENT}),
    NAMELESS,
    f"Received CallConnected\n{NAMELESS}",
    f"Received CallConnected\n\ninfo: App.Program[0]\n{NAMELESS}",
    "callConnectionId: '12'",
    "  type: 'Microsoft.Communication.CallConnected',",
    "event: {\n  type: 'Microsoft.Communication.CallConnected',\n  id: 'x'\n}",
    "CloudEvent(\n  type: 'Microsoft.Communication.CallConnected'",
    "{'type': 'Microsoft.Communication.CallConnected'}",
    "got [",
    "{",
    "}",
    "]",
    ",",
    ", text",
    "'text'",
    '"text"',
    '"{\\"type',
    '{"a":1}',
    "b'{\"a\":1}'",
    'x "[{',
    f'1,"{EVENT.replace(chr(34), chr(34) * 2)}"',
    "event { id: 'x',\n  type: 'Microsoft.Communication.CallConnected', data: {} }",
    "event { id: 'x' ,\n" + EVENT,
    'got {"id": "x"\n, "type": "Microsoft.Communication.CallConnected", "data": {}}',
    f"got [[]\n, {EVENT}]",
    f"got [{{}}\n, {EVENT}]",
    f'got ["[1]"\n, {EVENT}]',
    'got "{\\"a\\": 1}" "{[\\"a\\"]}"',
    f"2026-01-02T09:00:00.1Z stdout P got [1\n2026-01-02T09:00:00.2Z stdout F , {EVENT}]",
    "2026-01-02T09:00:00.1Z stdout F text",
    '2026-01-02T09:00:00.1Z stdout P got {"type":"Microsoft.',
    '2026-01-02T09:00:00.2Z stdout F Communication.CallConnected","data":{}}',
]


def slowly(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The same text without passing lines together."""
    with monkeypatch.context() as patch:
        patch.setattr(quietlines.QuietLines, "read", lambda _self: False)
        return read_bytes(text)


def check(text: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    data = text.encode()
    with monkeypatch.context() as patch:
        patch.setattr(quietlines, "_PROBED", 0)  # texts are passed also close to events
        fast = read_bytes(data)
    assert compared(fast) == compared(slowly(data, monkeypatch))
    assert fast.uncovered() == b""
    return fast


@pytest.mark.parametrize("loud", LOUD)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n", "\n  \t\n"])
def test_anything_among_text(loud: str, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(ending.join([*QUIET, loud, *QUIET * 2, loud, loud, *QUIET]), monkeypatch)


@given(st.lists(st.sampled_from(QUIET * 3 + LOUD), max_size=24), st.sampled_from(["\n", "\r\n"]))
def test_any_lines(texts: list[str], ending: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check(ending.join(texts) + ending, patch)


@given(st.text("{[\"'\\}](),b \t\r\n1aé\x0c", max_size=40))
def test_any_signs(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check(f"plain\ntext\n{text}\nplain\ntext\n", patch)


QUIET_WHEN_COMPILED = ("}", "]", "'text'")
"""Lines that the compiled reader knows to be text where there was some before."""


@pytest.mark.skipif(compiled() is None, reason=NO_BUILD)
@pytest.mark.parametrize("line", QUIET_WHEN_COMPILED[:2])
@pytest.mark.parametrize("has_text", [False, True])
def test_closing_brackets_are_quiet_behind_text(line: str, has_text: bool) -> None:
    part = compiled()
    assert part is not None
    text = f"{line}\n{line}\n".encode()
    found = part.reader().quiet_lines(bytearray(text), 0, len(text), has_text=has_text)
    assert found == ((4, 2, 2) if has_text else (0, 0, 0))


@pytest.mark.skipif(compiled() is None, reason=NO_BUILD)
@pytest.mark.parametrize(
    "loud", [*(line for line in LOUD if line not in QUIET_WHEN_COMPILED), "b'cause", "stdout"]
)
def test_compiled_reader_stops_at_what_is_loud(loud: str) -> None:
    part = compiled()
    assert part is not None
    texts = [text for text in QUIET if not text.startswith("b'")]
    quiet = "".join(text + "\n" for text in texts)
    filled = sum(bool(text.strip()) for text in texts)
    text = f"{quiet}{loud}\n{quiet}".encode()
    end, lines, held = part.reader().quiet_lines(bytearray(text), 0, len(text), has_text=True)
    before = loud.count("\n")
    assert len(quiet.encode()) <= end < len(f"{quiet}{loud}".encode())
    assert len(texts) <= lines <= len(texts) + before
    assert filled <= held <= filled + before


def test_lines_are_passed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blocks of text, with an event and a line that is longer than a block in between."""
    noise = "".join(f"{number} {QUIET[0]}\n" for number in range(5000))
    text = f"{noise}{EVENT}\n{noise}{'long ' * 120_000}\n{noise}got {EVENT}\n{noise}"
    reading = check(text, monkeypatch)
    assert (len(reading.events), reading.other) == (2, 20_001)
    first = [kind for kind, offset, _ in reading.ranges if offset < reading.offsets[0]]
    assert first.count("other") < 10
