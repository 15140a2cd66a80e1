"""Lines of JSON that tell of no call are passed together, and told as if read one by one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import otherlines
from tests.support.capture_events import call_events, compact
from tests.support.capture_read import Reading, compared, read_bytes
from tests.support.structured_containers import base64_of
from tests.support.text_containers import docker_record

EVENT = json.dumps(call_events(1)[0])
OTHERS = [
    '{"level":"info","msg":"done","ms":12}',
    '{"a":{"b":[1,{"c":"}"}]}}  ',
    "{}",
    '{"message":"he said \\"hi\\"","n":-1.5e9}',
    '{"big":' + "9" * 400 + "}",
    '{"lone":"\\ud800"}',
    '{"status":"error","error":{"code":"8522"}}',
]
LINES = [
    EVENT,
    "text",
    "",
    "[1]",
    " {}",
    '{"a":1},',
    '{"a":NaN}',
    '{"cut":',
    "}",
    '{"error":{"code":"8522","message":"Call not found."}}',
    compact({"body": EVENT}),
    compact({"raw": base64_of(EVENT.encode())}),
    docker_record('{"a":\n'),
    docker_record("1}\n"),
    '{"CallConnectionId":"x"}',
    '{"log":{"entries":[]}}',
    '{"type":"Microsoft.Storage.BlobCreated","eventType":"x"}',
    "a,b\n1,2",
]


def slowly(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The same text without passing lines together."""
    with monkeypatch.context() as patch:
        patch.setattr(otherlines.OtherLines, "read", lambda _self: False)
        return read_bytes(text)


def check(text: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    data = text.encode()
    fast = read_bytes(data)
    assert compared(fast) == compared(slowly(data, monkeypatch))
    assert fast.uncovered() == b""
    return fast


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_a_log_with_few_callbacks(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"{line}{end}" for line in [*OTHERS, EVENT, *OTHERS * 3, EVENT, *OTHERS])
    reading = check(text, monkeypatch)
    assert (len(reading.events), reading.other) == (2, 5 * len(OTHERS))


def test_more_than_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"{line}\n" for line in OTHERS * 3000) + EVENT
    assert check(text, monkeypatch).other == 3000 * len(OTHERS)


@pytest.mark.parametrize("line", LINES)
def test_any_line_among_them(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = "".join(f"{each}\n" for each in OTHERS)
    check(f"{others}{line}\n{others}{others}{line}\n{line}\n{others}", monkeypatch)
    check(f"{line}\n{others}{line}", monkeypatch)


@given(st.lists(st.sampled_from(LINES + OTHERS * 3), max_size=25), st.booleans())
def test_any_lines(parts: list[str], closed: bool) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        check("\n".join(parts) + "\n" * closed, monkeypatch)
