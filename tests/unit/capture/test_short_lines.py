"""Short lines are passed together, and told as if read one by one."""

import itertools
import json
import re
from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.capture import shortlines
from inspector.capture.linekinds import ARE_SOUND
from inspector.capture.merging import FEWEST_MERGED
from inspector.capture.reader import Reading as Pass
from inspector.capture.repeats import Repeats
from inspector.capture.shortlines import ShortLines
from inspector.capture.source import Input, Source
from tests.support.capture_events import call_events, compact
from tests.support.capture_read import Reading, read_bytes

EVENT = json.dumps(call_events(1)[0])
NAMELESS = json.dumps({"callConnectionId": "c", "resultInformation": {"code": 200}})
VALUES = [
    '{"a":NaN}', '{"a":[-Infinity]} {"b":NaN}', "[NaN]", '["a",NaN]', '{"a":NaN} x', 'x {"a":NaN}',
    "[1]", "[]", "[ ]", '"a"', '""', "[1, 2.5e3, null]", '["a"]', '["a", 1, {"b": [2]}]', "{}",
    '{"a":1}', '{"a":1},', ',{"a":1}', " [1] ,", '{"a":1}{"b":2}', '{"a":1} [2] "c"', '"a" "b"',
    '[1]"a"[[]]', '[[1,2],[3]]{"a":{"b":{"c":1}}}', '{"a":{"b":{"c":{"d":{"e":1}}}}}',
    '"é\\u00e9\\n"', '["\\ud800"]', "[[[[[[1]]]]]]", '[-0, 1e400, 12345678901234567890123]',
]  # fmt: skip
TEXTS = [
    "'", "b'", "it's", "b'x' y", 'id: "a"', '[INFO] "x"', "a\\b", "\"a\\qb\"", "\"a\\", "x\x1b",
    "'['", "{\ntext", "[\ntext", "{\ntext: 1", "{\n]", "[\n}", "  {\n  {", "{\n\\", "x \"{\"a\":1}",
    "text", "1", "-1.5", "null", "  text, and more,", "call(", "[1] x", "[1]x", "[INFO] app",
    "[2024-01-02 09:00] up", "[ 12.5] usb", "[10:00:01] x", "{a:1}", "{a: 1, b} c", "{x}", '"a',
    '"a":1,', '"a"b', '"a""b"', 'x {"a":1}', 'x {"a":1}{} ,', '{"a":1} x', "} x", "]]) x", "} }",
    "x {}", "[t] x", "[-] x", "x: [1]", "Received CallConnected", "info: App.Program[0]", "<xml/>",
    "[node] x", "[null] x", "[nullable] x", "[true,x] y", '"a" "b"c', '{"a":1} [2] x',
]  # fmt: skip
BROKEN = [
    '{"a"', '["a",]', '{"a":1}}', "[1][", "}{", "{}}", '"a"]', "x [", "x {", "{'a':1}", "'a",
    '{"a":', "[1,", "[1", "}", "]", "},", "]}", "};", "{", "[", '{"a":x}', '{"a":1,', '[{"a":1},',
    '{"id":', '"type": "a",', "[[", '["', '{"a":"b', '{"a":1}}', "[1]]", '{"a":[1}', "{a:", "[a(",
    '{"', "  {", "  }", '  "a": 1', '{"a":1} }', "{'a':1", '[x]{"a":', '{"\\', "{\\", '[\\"a',
    "[01]", '"\t"', '["\\q"]', '{"a":"\t"}', '{"a" 1}',
]  # fmt: skip
LOUD = [
    EVENT, NAMELESS, f"Received CallConnected\n{NAMELESS}", f"got {EVENT}",
    compact({"body": EVENT}), f"[{EVENT}]", f'{{"a":{EVENT}}}', EVENT[:200],
    '{"log":{"entries":[]}}', '{"log":"a\\n"}',
    '{"error":{"code":"8522","message":"Call not found."}}', '{""a"": 1}', 'x,"{""a"":1}"',
    "2026-01-02T09:00:00.1Z stdout P got [1", "2026-01-02T09:00:00.2Z stdout F ]",
    "callConnectionId: 12",
    "{\n  \"a\": 1\n}", "[\n  1,\n  2\n]", "{\r\n\"a\":1}", "[\n]", "a,b\n1,2",
]  # fmt: skip
ALL = [*VALUES, *TEXTS, *BROKEN, *LOUD]
ENDS = ["\n", "\r\n", "\n\n", " \n", ",\n"]
_MANY = re.compile(r"(.*) The same goes for ([0-9,]+) lines from here on\.")


def read_singly(patch: pytest.MonkeyPatch) -> None:
    """From here on each line is read by itself."""
    patch.setattr(ShortLines, "read", lambda _self: False)
    patch.setattr(Repeats, "of", lambda *_: None)


def counts(data: bytes) -> tuple[object, ...]:
    """What the survey holds, but for the number of problems: some are told as one."""
    source = Source.open(Input("pasted text", data=data), 0)
    with source.session() as read_into:
        reading = Pass(0, read_into, source.text_limit)
        list(reading.until(source.text_limit, lambda: False))
        survey = reading.survey
        survey.problems = bool(survey.problems)
        return astuple(survey)


def compared(reading: Reading) -> tuple[object, ...]:
    return (
        [(each.type, each.data and each.data.call_connection_id) for each in reading.events],
        reading.offsets,
        reading.lengths,
        reading.parts,
        reading.other,
        reading.source.container,
        reading.source.note,
    )


def check(text: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    data = text.encode()
    with monkeypatch.context() as patch:
        patch.setattr(shortlines, "_PROBED", 0)  # lines are passed also close to events
        fast, survey = read_bytes(data), counts(data)
    with monkeypatch.context() as patch:
        read_singly(patch)
        slow, expected = read_bytes(data), counts(data)
    assert compared(fast) == compared(slow)
    assert survey == expected
    check_problems(fast, slow)
    assert fast.uncovered() == b""
    assert overlaps(fast) <= overlaps(slow)
    return fast


def overlaps(reading: Reading) -> int:
    """How many ranges begin before the end of those before them, structure left out."""
    ranges = sorted(told[1:] for told in reading.ranges if told[0] != "structure" and told[2])
    ends = itertools.accumulate((start + length for start, length in ranges), max)
    return sum(start < end for (start, _), end in zip(ranges[1:], ends, strict=False))


def check_problems(fast: Reading, slow: Reading) -> None:
    """A problem that stands for many covers what they cover, and nothing else but line ends."""
    each = iter(slow.problems)
    for problem in fast.problems:
        many = _MANY.fullmatch(problem.reason)
        count = int(many[2].replace(",", "")) if many else 1
        alone = [next(each) for _ in range(count)]
        first, last = alone[0], alone[-1]
        assert (problem.offset, problem.line) == (first.offset, first.line)
        assert problem.offset + problem.length == last.offset + last.length
        assert (many[1] if many else problem.reason) == first.reason
    assert next(each, None) is None


@pytest.mark.parametrize("line", ALL)
@pytest.mark.parametrize("end", ENDS)
def test_many_times_the_same(line: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(f"{line}{end}" * 12, monkeypatch)


@pytest.mark.parametrize("line", ALL)
def test_among_others(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(f"[1]\n{line}\n" * 6 + "text\n" * 2 + f"{line}\n[1]\n[2]\n{line}" * 5, monkeypatch)
    check(f"{EVENT}\n{line}\n" * 6, monkeypatch)


@given(st.lists(st.sampled_from(ALL), max_size=24), st.sampled_from(ENDS), st.booleans())
@settings(max_examples=120, deadline=None)
def test_any_lines(lines: list[str], end: str, closed: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check(end.join(lines) + end * closed, patch)


@given(st.lists(st.sampled_from(VALUES + TEXTS), max_size=24), st.sampled_from(ENDS))
@settings(max_examples=100, deadline=None)
def test_any_sound_lines(lines: list[str], end: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check("".join(f"{line}{end}" for line in lines), patch)


@given(st.text("{}[]\"'\\(),:;b1-ta \t\r\n\x0cé\x1b", max_size=60), st.sampled_from(VALUES))
@settings(max_examples=120, deadline=None)
def test_any_signs(signs: str, line: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check(f"{line}\n" * 4 + signs + f"\n{line}" * 4 + "\n", patch)


@given(st.text('{}[]":1,a \n', max_size=14), st.sampled_from(["", "{", "[", '{"a":', "[[", "}"]))
@settings(max_examples=80, deadline=None)
def test_any_line_many_times(signs: str, end: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        check(f"{signs}\n" * 40 + end, patch)


@pytest.mark.skipif(not ARE_SOUND, reason="patterns of this Python are not sound")
@pytest.mark.parametrize("line", ["[1]", '"a"', '{"a":1}{"b":2}', "text [1]", "[INFO] x", '["a"]'])
def test_sound_lines_are_told_together(line: str) -> None:
    reading = read_bytes(f"{line}\n".encode() * 2000)
    assert len(reading.ranges) < 20
    assert reading.problems == []


@pytest.mark.skipif(not ARE_SOUND, reason="patterns of this Python are not sound")
@pytest.mark.parametrize("line", ["}", "]", "},", "  ]}", '{"id":x7},', '{"type":"a",', '{"a":x}'])
def test_broken_lines_become_one_problem(line: str) -> None:
    reading = read_bytes(f"{line}\n".encode() * 2000)
    assert len(reading.problems) < 150
    told = [_MANY.fullmatch(each) for each in reading.reasons]
    assert sum(int(each[2].replace(",", "")) for each in told if each) > 1800
    assert reading.uncovered() == b""


@pytest.mark.parametrize("line", ["[1]", "}", "text [1]", '{"a":1} x'])
def test_text_among_them_names_the_event_below(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for below in ("", "[1]\n[2]\n"):
        lines = f"{line}\n[1]\n" * 4 + f"Received CallConnected\n{below}{NAMELESS}\n"
        assert check(lines, monkeypatch).names == ["CallConnected"]


@pytest.mark.skipif(not ARE_SOUND, reason="patterns of this Python are not sound")
def test_few_broken_lines_stay_apart() -> None:
    few = read_bytes(b"}\n" * (FEWEST_MERGED - 1))
    assert few.reasons == ["A closing bracket has no opening bracket."] * (FEWEST_MERGED - 1)
    (many,) = read_bytes(b"}\n" * FEWEST_MERGED).problems
    assert (many.offset, many.length, many.line) == (0, 2 * FEWEST_MERGED - 1, 1)
    assert many.reason.endswith("The same goes for 8 lines from here on.")


@pytest.mark.skipif(not ARE_SOUND, reason="patterns of this Python are not sound")
def test_numbers_may_differ() -> None:
    """In lines that break at the same place for the same reason."""
    text = "".join(f'{{"id":{number},"type":"a",oops}}\n' for number in range(500))
    reading = read_bytes(text.encode())
    many, last = reading.problems  # what stands below the last one may matter for it
    assert many.reason.endswith("The same goes for 499 lines from here on.")
    assert last.line == 500


@pytest.mark.skipif(not ARE_SOUND, reason="patterns of this Python are not sound")
@pytest.mark.parametrize("line", ['{"a":', "[", '[{"a":1},', '{"id":', "[1,"])
@pytest.mark.parametrize("end", ["", EVENT + "\n", "]\n" * 1200, "1}\n" * 1200, '{"b":1}\n'])
def test_deep_below_broken_lines(line: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What closes brackets far behind changes what the lines that open them are."""
    fast = check(f"{line}\n" * 1400 + end, monkeypatch)
    assert len(fast.problems) < 1400 or "{" in end or "]" in end or "}" in end


def test_lines_longer_than_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f'[{number}, "a"]\n"{number}"\n{{"n":{number}}} x\n' for number in range(7000)]
    reading = check("".join(lines) + EVENT, monkeypatch)
    assert (len(reading.events), reading.other) == (1, 21_000)
