"""Records of a log: the compiled path takes those it can, and tells what the others tell."""

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.capture.record import read_record
from tests.support.capture_events import call_events, compact
from tests.support.compiled_twin import (
    NO_BUILD,
    as_bytes,
    assert_alike,
    compiled,
    source,
    taken,
    told,
)
from tests.support.odd_captures import CHANGES, Writer, filled
from tests.support.odd_records import (
    CALL_MEMBERS,
    ODD_MEMBERS,
    ODD_RECORDS,
    ODD_TEXTS_AROUND,
    OTHERS,
    PROSE,
    RECORDS,
    Record,
    RecordWriter,
    of_docker,
    quoted,
)
from tests.support.windows import windows_of

pytestmark = pytest.mark.skipif(compiled() is None, reason=NO_BUILD)
EVENTS = [compact(each) for each in [*call_events(1), *call_events(2)]]
each_record = pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS.keys())
some_records = pytest.mark.parametrize(
    "record", [RECORDS[name] for name in ("docker", "docker of a JSON log", "object", "said twice")]
)


def lines(texts: list[str], end: str = "\n") -> bytes:
    return as_bytes("".join(text + end for text in texts))


ARRAYS = ("[{}]", '{{"events":[{}],"next":1}}', '{{"entries":[{}]}}', '{{"a":{{"rows":[{}]}}}}')


def items(texts: list[str], around: str = "[{}]") -> bytes:
    return as_bytes(around.format(",\n ".join(texts)))


# What it takes


@each_record
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n\n"])
def test_records_are_taken(record: Record, end: str) -> None:
    """The first value may be a container, and is read by itself."""
    data = lines([OTHERS[0], *map(record, EVENTS)], end)
    assert taken(assert_alike(data)) == len(EVENTS)


@each_record
@pytest.mark.parametrize("around", ARRAYS[:2])
def test_records_in_an_array_are_taken(record: Record, around: str) -> None:
    texts = [text for event in EVENTS for text in (record(event), OTHERS[3])]
    deep = record in (RECORDS["said twice"], RECORDS["in an object"])
    chunks = assert_alike(items(texts, around))
    assert taken(chunks) == (0 if deep else len(EVENTS))
    assert sum(chunk.other for chunk in chunks) == len(EVENTS)


@each_record
def test_an_event_is_found_again_where_its_record_holds_it(record: Record) -> None:
    of_data = source(lines([OTHERS[0], *map(record, EVENTS)]))
    chunks, _ = told(of_data, compiled())
    [rows] = [chunk.rows for chunk in chunks if chunk.rows is not None]
    places = zip(rows.columns["offset"].tolist(), rows.columns["length"].tolist(), strict=True)
    found = [read_record(of_data, *place).body for place in places]
    assert found == [json.loads(event) for event in EVENTS]


@pytest.mark.parametrize("other", OTHERS)
def test_records_without_an_event_are_passed(other: str) -> None:
    texts = [OTHERS[0], *[line for event in EVENTS for line in (other, of_docker(event), other)]]
    chunks = assert_alike(lines(texts))
    assert taken(chunks) == len(EVENTS)
    assert sum(chunk.other for chunk in chunks) == 1 + 2 * len(EVENTS)


@each_record
def test_records_stand_among_events_and_text(record: Record) -> None:
    texts = [line for event in EVENTS for line in ("INFO x", record(event), event, f"a {event}")]
    assert taken(assert_alike(lines([EVENTS[0], *texts]))) > 2 * len(EVENTS)


@each_record
def test_little_at_hand_is_taken(record: Record) -> None:
    data = lines([OTHERS[0], *map(record, EVENTS * 8)])
    whole = told(source(data), None)[1]
    with windows_of(9000):
        chunks = assert_alike(data)
        assert told(source(data), compiled())[1] == whole
    assert taken(chunks) > 4 * len(EVENTS)


def test_very_many_keys_are_read_alike() -> None:
    texts = [f'{{"key{number}":1,"msg":{json.dumps(EVENTS[0])}}}' for number in range(1100)]
    chunks = assert_alike(lines(texts))
    assert 900 < taken(chunks) < 1100


CHATTY: Mapping[str, Callable[[str], list[str]]] = {
    "text": lambda event: [
        f"INFO got {event}",
        "INFO handling CallConnected for callConnectionId=c",
        'INFO [x] Microsoft.Communication.CallConnected "done", correlationId: 1',
    ],
    "records": lambda event: [
        f'{{"level":"i","msg":{quoted(event)},"callConnectionId":"c"}}',
        '{"level":"i","msg":"handling CallConnected","callConnectionId":"c","correlationId":"d"}',
        '{"level":"i","msg":"Microsoft.Communication.X of \\"callConnectionId\\" 1\\n"}',
    ],
    "scopes": lambda event: [
        f'{{"@t":"t","Event":{event},"ConnectionId":"0HM","CorrelationId":"1","Category":"App"}}',
        '{"@t":"t","@mt":"Request starting","Scopes":[{"ConnectionId":"0HM"}],"CorrelationId":"1"}',
        of_docker("Handling callConnectionId=1"),
    ],
    "docker": lambda event: [
        RECORDS["docker of a JSON log"](event),
        of_docker('{"level":"i","msg":"handling","callConnectionId":"c"}'),
        of_docker('{"@mt":"Handling {CallConnectionId}","Properties":{"CallConnectionId":"c"}}'),
    ],
    "ids below": lambda event: [
        f'{{"level":"i","msg":{quoted(event)},"ids":{{"callConnectionId":"c"}}}}',
        '{"level":"i","metadata":{"callConnectionId":"c","correlationId":"d"},"msg":"x"}',
        '{"severity":"I","jsonPayload":{"CallConnectionId":"c","CorrelationId":"d"}}',
    ],
    "behind text": lambda event: [
        f"2026-01-02T09:00:00Z stdout F {RECORDS['JSON log'](event)}",
        '2026-01-02T09:00:00Z stdout F {"level":"i","msg":"x","callConnectionId":"c"}',
        'INFO {"level":"i","State":{"CallConnectionId":"c","Message":"x"}}',
    ],
}
"""Logs that name the call in what they say beside each event."""


@pytest.mark.parametrize("log", CHATTY.values(), ids=CHATTY.keys())
def test_lines_that_name_a_call_are_passed(log: Callable[[str], list[str]]) -> None:
    texts = [line for event in EVENTS * 3 for line in log(event)]
    chunks = assert_alike(lines([OTHERS[0], *texts, EVENTS[0]]))
    assert taken(chunks) == 3 * len(EVENTS) + 1
    assert sum(chunk.other for chunk in chunks) == 1 + 6 * len(EVENTS)


# What must be read in the same way


@pytest.mark.parametrize("odd", ODD_RECORDS)
def test_an_odd_record_is_read_alike(odd: str) -> None:
    for record in (RECORDS["docker"], RECORDS["JSON log"], RECORDS["object"]):
        for texts in ([odd], [odd, odd], ["INFO x", odd], [odd, "INFO x"], [filled(), odd]):
            assert_alike(lines([OTHERS[0], record(filled()), *texts, record(filled()), odd]))


@some_records
@pytest.mark.parametrize("member", ODD_MEMBERS)
def test_an_odd_member_is_read_alike(record: Record, member: str) -> None:
    text = record(filled())
    first, last = text.replace("{", f"{{{member},", 1), f"{text[:-1]},{member}}}"
    for odd in (first, last, f"{first[:-1]},{member}}}", f"{{{member}}}"):
        assert_alike(lines([text, text, odd, odd, text]))
        for around in ARRAYS:
            assert_alike(items([text, text, odd, odd, text], around))


@some_records
@pytest.mark.parametrize("member", CALL_MEMBERS)
def test_members_that_name_a_call_are_read_alike(record: Record, member: str) -> None:
    text = record(filled())
    first, last = text.replace("{", f"{{{member},", 1), f"{text[:-1]},{member}}}"
    alone = f'{{"level":1,{member}}}'
    behind = (f"INFO {alone}", of_docker(alone), f"INFO {last}", of_docker(f"{{{member}}}"))
    for odd in (first, last, f"{{{member}}}", f'{{{member},"msg":"x"}}', alone, *behind):
        assert_alike(lines([text, text, odd, odd, text, "INFO CallConnected", odd, text]))
        assert_alike(items([text, text, odd, odd, text], '{{"CallConnected":[{}]}}'))


@some_records
@pytest.mark.parametrize("prose", PROSE)
def test_prose_that_names_a_call_is_read_alike(record: Record, prose: str) -> None:
    text = record(filled())
    words = quoted(prose)
    odd = [f'{{"x":{words}}}', f'{{"level":1,"msg":{words}}}', f'{text[:-1]},"words":{words}}}']
    odd += [of_docker(odd[0]), of_docker(odd[1]), f"INFO {odd[1]}", f"INFO {odd[2]}"]
    for each in (*odd, prose, f"INFO {prose}", f"{prose} {filled()}", f"INFO {prose}: {filled()}"):
        assert_alike(lines([text, text, each, each, text, each, "INFO x", "INFO x", each, text]))


@each_record
@pytest.mark.parametrize("around", ODD_TEXTS_AROUND)
def test_odd_text_around_an_event_is_read_alike(record: Record, around: tuple[str, str]) -> None:
    before, behind = around
    odd = record(before + filled() + behind)
    assert_alike(lines([OTHERS[0], record(filled()), odd, odd, record(filled())]))


@each_record
def test_several_events_in_one_record_are_read_alike(record: Record) -> None:
    for text in (f"[{EVENTS[0]},{EVENTS[1]}]", f"{EVENTS[0]}\n{EVENTS[1]}", EVENTS[0] * 2):
        assert_alike(lines([record(EVENTS[2]), record(EVENTS[3]), record(text), record(EVENTS[0])]))


@each_record
def test_an_event_escaped_twice_is_read_alike(record: Record) -> None:
    for text in (json.dumps(EVENTS[0]), f"x {json.dumps(EVENTS[0])}", json.dumps(EVENTS[0])[1:-1]):
        assert_alike(lines([record(EVENTS[2]), record(EVENTS[3]), record(text), record(EVENTS[0])]))


LAID_OUT = json.dumps(json.loads(EVENTS[0]))
SAID = (
    EVENTS[0],
    LAID_OUT,
    f"[{EVENTS[0]}]",
    f"got {EVENTS[0]}\n",
    EVENTS[0].replace('"id"', '"subject"', 1).replace(',"subject"', ',"id"'),
    EVENTS[0]
    .replace('"id":"', '"id":"","source":"', 1)
    .replace(',"source":"c', ',"specversion":"c'),
    EVENTS[1],
    f"{EVENTS[0]} {EVENTS[0]}",
    EVENTS[0].replace("order", "\\u006frder"),
)
"""What a record may hold twice: an event, the same one in other words, and others."""


@pytest.mark.parametrize("first", SAID)
@pytest.mark.parametrize("second", SAID)
def test_copies_of_an_event_are_read_alike(first: str, second: str) -> None:
    texts = [quoted(first), quoted(second), quoted(first)]
    if " {" not in first + second and "got" not in first + second:
        texts += [first, second]
    for one in texts:
        for other in texts:
            odd = [f'{{"a":{one},"b":{other}}}', f'{{"a":{{"c":{one}}},"b":{{"d":{other},"n":1}}}}']
            odd += [f'{{"a":{one},"b":[{other}]}}', f'{{"a":{one},"b":{other},"c":{other}}}']
            assert_alike(lines([OTHERS[0], *odd, of_docker(EVENTS[3])]))


HIDDEN = (
    '{\\"type\\":\\"Microsoft\\u002eCommunication\\u002eCallConnected\\",\\"data\\":{}}',
    '{\\"type\\":\\"M\\u0069crosoft.Commun\\u0069cation.X\\",\\"data\\":{}}',
)
"""Events that are not seen to be some before their text is opened."""


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_event_behind_escapes_alone_is_read_alike(hidden: str) -> None:
    odd = f'{{"level":"i","msg":"{hidden}"}}'
    chunks = assert_alike(lines([OTHERS[0], odd, RECORDS["JSON log"](EVENTS[0]), odd]))
    assert sum(chunk.size for chunk in chunks) == 1


def test_records_of_two_loggers_are_named_alike() -> None:
    """Whichever of the keys comes first, here or in records without an event."""
    for first in ('{"x":1}', '{"level":"i"}', '{"@t":"x"}', '{"level":"i","@t":"x"}'):
        for head in ('"@t":"x","level":"i"', '"level":"i","@t":"x"'):
            texts = [f'{{{head},"msg":{json.dumps(event)}}}' for event in EVENTS]
            data = lines([first, *texts])
            assert_alike(data)
            text = source(data)
            told(text, compiled())
            assert text.container == "Serilog compact log"


@each_record
@pytest.mark.parametrize("between", ["INFO x", f"INFO x {filled()}", filled(), '{"x":1}', ""])
def test_two_printed_events_are_told_apart(record: Record, between: str) -> None:
    """A line without indent ends the first."""
    shown = "  callConnectionId: 'x'"
    texts = [OTHERS[0], shown, record(filled()), shown, between, shown, between, record(filled())]
    chunks = assert_alike(lines([*texts, *texts]))
    assert sum(len(chunk.problems) for chunk in chunks) == (6 if between else 4)


chances = st.randoms(use_true_random=True)
odds = st.sampled_from([0.003, 0.02, 0.05, 0.15])


def log(chance: st.DataObject) -> bytes:
    random, odd = chance.draw(chances), chance.draw(odds)
    writer = RecordWriter(random, odd, Writer(random, odd / 4).event)
    return as_bytes("".join(writer.line() for _ in range(chance.draw(st.integers(1, 14)))))


@settings(max_examples=300)
@given(data=st.data())
def test_odd_logs_are_read_alike(data: st.DataObject) -> None:
    assert_alike(log(data))


@settings(max_examples=150)
@given(data=st.data(), around=st.sampled_from(ARRAYS))
def test_odd_arrays_are_read_alike(data: st.DataObject, around: str) -> None:
    random, odd = data.draw(chances), data.draw(odds)
    writer = RecordWriter(random, odd, Writer(random, odd / 4).event)
    assert_alike(items([writer.record() for _ in range(data.draw(st.integers(1, 14)))], around))


@settings(max_examples=200)
@given(
    data=st.data(),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0, 0, 1, 3, 200]), st.sampled_from(CHANGES)),
        min_size=1,
        max_size=3,
    ),
)
def test_changed_bytes_are_read_alike(
    data: st.DataObject, changes: list[tuple[float, int, bytes]]
) -> None:
    text = log(data)
    for share, gone, put in changes:
        at = int(share * len(text))
        text = text[:at] + put + text[at + gone :]
    assert_alike(text)
