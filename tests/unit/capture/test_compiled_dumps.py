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


HELD = "callConnectionId: 'c', resultInformation: { code: 200 }"
HOLDERS = (
    "INFO {\n  a: 'it\\'s }',\n  # }\n",
    "INFO {\n  a: 'x\\\\',\n  b: '}',\n  # }\n",
    "INFO {\n  a: { b: { c: 1 }, d: [] },\n  # }\n",
    "INFO {\n  a: [ [Object], [Circular *1] ],\n  # }\n",
    "INFO {\n  q: [Object: null prototype] {},\n  # }\n",
    "INFO {\n  q: [Function: it's {],\n  # }\n",
    "INFO {\n  q: foo(it's),\n  a: '}',\n  # }\n",
    "INFO {\n  q: <ref '{'>,\n  a: '}',\n  # }\n",
    "INFO {\n  q: `it's }`,\n  a: '}',\n  # }\n",
    'INFO {\n  q: "it\'s }",\n  # }\n',
    "INFO {\n  q: [Function: }],\n  # }\n",
    "INFO {\n  q: foo(it's), a: '}',\n  # }\n",
    "INFO {\n  q: `it's`, a: '}',\n  # }\n",
    "INFO {\n  q: <ref it's>, a: '}',\n  # }\n",
    "INFO [\x1b[1m{ a: 1 },\n  b,\n  c,\n  { # } ]\n",
    "INFO [ { a: 1 },\n  b,\n  c,\n  { # } ]\n",
    "INFO [ { a: 1\n  , b: 2,\n  c: 3,\n  # } ]\n",
    "INFO { a: 1,\n  # }\n",
    "INFO [ { a: 1,\n  # } ]\n",
    "INFO [ { a: 1 }, { # } ]\n",
    "INFO [ { a: 1 },\n  { # } ]\n",
    "INFO { a: [\n  1\n  ],\n  # }\n",
    "INFO {\n  'a': 1,\n  # }\n",
    "{\n  a: 1,\n  # }\n",
    "{\n  a: {\n    b: 1\n  },\n  # }\n",
    "INFO x(\n{ # }\n)\n",
    "INFO \x1b[1m{ a: 1,\n  # }\n",
    "INFO Event {\n  a: Uint8Array(2) [\n  1, 2\n ],\n  # }\n",
)
"""Printed objects with an event, behind what is not easily passed."""


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("before", ["", "INFO a\n", f"INFO {filled()}\n", "INFO a\nINFO b\n" * 40])
def test_an_event_in_a_printed_object_is_read_alike(holder: str, before: str) -> None:
    more = "x: 1,\n  y: 2,\n  "
    for text in (
        holder,
        holder.replace("  # }", "  #\n}"),
        holder.replace("\n  ", f"\n  {more}", 1),
    ):
        shown = text.replace("#", HELD)
        chunks = assert_alike(as_bytes(f"{before}{shown}INFO a\n{shown}{filled()}\n"))
        assert sum(chunk.size + len(chunk.problems) for chunk in chunks) > 2


LISTS = (
    "x: [\n  1,\n  2\n]\n",
    "x: [\n  'a',\n  'b'\n]\n",
    "x: [\n  true\n]\n",
    "x: [\n  a,\n  b\n]\n",
    "x: [\n  '[1]',\n  '{'\n]\n",
    "x: [\n  ' {\"a\": 1}'\n]\n",
    "x: {\n  5: 1\n}\n",
    'x: {\n  "a": 1\n}\n',
    "x: {\n  ' {': 1\n}\n",
    "x: {\n}\n",
    "x: [\n]\n",
    "{\n  a\n",
    "' {\n'\n",
    "'[1,'\n",
    "}\n",
    "] x {\n a: 1 }\n",
    '} {"a":1}\n',
    "}, [\n",
    "\\ {,\n",
    "\x1b[1mx {,\n",
    "\\{ a: 'b',\n c: 1 }\n",
)
"""What is JSON, or text, by what stands below."""


@pytest.mark.parametrize("text", LISTS)
@pytest.mark.parametrize("before", ["", f"{filled()}\n", f"INFO {filled()}\n", "INFO a\nINFO b\n"])
def test_what_opens_is_told_by_what_stands_below(text: str, before: str) -> None:
    for many in (1, 2, 40):
        assert_alike(
            as_bytes(f"{before}{text * many}INFO a\n{text}INFO {filled()}\n"), by_line=True
        )
        assert_alike(as_bytes(f"{before}{text * many}{filled()}\n{text}"), by_line=True)


def test_a_name_above_what_opens_names_nothing_below() -> None:
    """The last line of text names what is printed below, but one that opens something."""
    for above in (
        "CallConnected",
        "CallConnected {\n  a: 1\n}",
        "CallConnected {\n  a: 1",
        "CallConnected { a: 1 },",
        "x {\n",
    ):
        text = f"INFO a\nINFO b\n{above}\n{{ callConnectionId: 'c', serverCallId: 's' }}\n"
        assert_alike(as_bytes(text * 2 + f"INFO {filled()}\n"), by_line=True)


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
