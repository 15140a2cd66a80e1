"""Printed objects that tell of no call: the compiled path passes them as the text that they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.capture_events import call_events, compact
from tests.support.compiled_twin import NO_BUILD, as_bytes, assert_alike, compiled, taken
from tests.support.odd_captures import filled
from tests.support.odd_records import of_docker
from tests.support.windows import windows_of

pytestmark = pytest.mark.skipif(compiled() is None, reason=NO_BUILD)
EVENTS = [compact(each) for each in [*call_events(1), *call_events(2)]]

NODE = """Request received {
  method: 'POST',
  url: '/api/callbacks/{id}',
  headers: {
    host: 'x.example',
    'content-length': '12',
    accept: '*/*'
  },
  query: [Object: null prototype] {},
  body: [
    'a',
    'it is'
  ],
  socket: [Object],
  more: [ { a: 1 }, { b: [Array] } ]
}
"""
ALONE = NODE.removeprefix("Request received ")
PYTHON = """{'level': 'info',
 'nested': {'a': [1, 2],
            'b': ('x', "it's")},
 'text': 'one '
         'two'}
"""
SIMPLE = """INFO state: {'a': {'b': 1,
  'c': 2}, 'd': [
  'e']}
"""
CODE = """function handle(evt) {
  if (evt.kind === 'x') {
    call({ a: 1, b: evt.data,
      c: [1, 2] });
  } else {
    return;
  }
}
"""
SAID = ("x {a,", "list [", "  'one',", "  'two'", "]", "},", "});", "end: {}", "call(", "  a,", ")")
DUMPS = (NODE, ALONE, PYTHON, SIMPLE, CODE, "\n".join(SAID) + "\n")


@pytest.mark.parametrize("dump", [NODE, ALONE, SIMPLE])
def test_dumps_between_events_are_passed(dump: str) -> None:
    text = "".join(f"INFO got {event}\n{dump}" for event in EVENTS)
    chunks = assert_alike(as_bytes(text))
    assert taken(chunks) == len(EVENTS)
    assert sum(chunk.other for chunk in chunks) == len(EVENTS) * dump.count("\n")


@pytest.mark.parametrize("dump", [NODE, ALONE, SIMPLE])
def test_many_dumps_are_passed_together(dump: str) -> None:
    text = f"INFO got {EVENTS[0]}\n{dump * 40}INFO got {EVENTS[1]}\n"
    chunks = assert_alike(as_bytes(text))
    assert taken(chunks) == 2
    assert sum(chunk.other for chunk in chunks) == 40 * dump.count("\n")


@pytest.mark.parametrize("dump", DUMPS)
@pytest.mark.parametrize("many", [1, 9])
def test_a_dump_is_read_alike(dump: str, many: int) -> None:
    for around in ("", "INFO x\n", f"{filled()}\n", f"INFO {filled()}\n", of_docker("x") + "\n"):
        assert_alike(as_bytes(around + dump * many + around + dump + filled()))
        assert_alike(as_bytes(around + "  " + dump.replace("\n", "\r\n  ") * many + around))


@pytest.mark.parametrize("dump", DUMPS)
@pytest.mark.parametrize(
    "told",
    [
        "callConnectionId: 'x'",
        "  type: 'Microsoft.Communication.CallConnected',",
        "'callConnectionId': 'c', 'resultInformation': {'code': 200}",
        '"callConnectionId": "c", "resultInformation": {"code": 200},',
        "  resultInformation: { code: 200 }, callConnectionId: 'c',",
        "CallConnected: handled",
        '"a": 1',
        "`x {`",
        "<x '{'>",
        "\\x1b[32m'x'",
        "\\\\",
        "'",
        '"',
        "'{",
        "'[x",
        "(",
    ],
)
def test_a_dump_with_something_else_in_it_is_read_alike(dump: str, told: str) -> None:
    lines = dump.splitlines()
    for at in range(len(lines) + 1):
        text = "\n".join([*lines[:at], told, *lines[at:]]) + "\n"
        assert_alike(as_bytes(f"INFO {filled()}\n{text}{dump}{filled()}\n"))


def test_a_cut_dump_is_read_alike() -> None:
    for dump in DUMPS:
        for end in range(len(dump)):
            assert_alike(as_bytes(f"INFO {filled()}\n{dump}{dump[:end]}"))


@pytest.mark.parametrize("size", [700, 3000])
def test_little_at_hand_is_enough(size: int) -> None:
    text = as_bytes("".join(f"INFO got {event}\n{''.join(DUMPS)}" for event in EVENTS))
    whole = [chunk.size for chunk in assert_alike(text)]
    with windows_of(size):
        assert sum(chunk.size for chunk in assert_alike(text)) == sum(whole)


PIECES = (
    "{", "[", "(", "}", "]", ")", ",", ":", "'", '"', "`", "<", ">", " ", "\n", "\n  ", "\n\n",
    "a: ", "'b': ", '"c": ', "1", "true", "x", "INFO x ", "'t'", '"t"', "{}", "[]", "...", "std",
    "[Object]", "[Circular *1]", "{ a: 1 }", "{'a': 1}", '{"a":1}', "callConnectionId", "\\",
    "callConnectionId: 'c',", "type: 'Microsoft.Communication.CallConnected',", "\x1b[0m", "b'",
    "resultInformation: {'code': 200}", "CallConnected", "é", "// it's", "new Map(1) {",
    "[ { a: 1, ", "[ {", "[{'a': [", "[ { b: '", "x: [ { a: 'c' } ],\n",
    "=> {",
    "\n{\n", "\n}\n", "\n]\n", "\n},\n", "INFO {\n", "  a: {\n", "  'b': [\n", "{\n  \"a\": 1\n}",
    "\nINFO " + filled() + "\n", "\n" + filled() + "\n", ALONE, PYTHON,
)  # fmt: skip


@settings(max_examples=600)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=14),
    first=st.sampled_from(["", "INFO x\n", f"INFO {filled()}\n", f"{filled()}\n"]),
)
def test_odd_dumps_are_read_alike(pieces: list[str], first: str) -> None:
    assert_alike(as_bytes(f"{first}{''.join(pieces)}\nINFO {filled()}\n"), by_line=True)
