"""Keys in another case are read many at a time, as they are read one by one."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import plain
from inspector.capture.keycase import with_documented_keys, written_forms
from inspector.capture.plain import PlainPath
from inspector.capture.wire import WireEvent
from tests.support.capture_events import call_events, event, result
from tests.support.capture_read import Reading, read_bytes, row

EVENTS = [
    *call_events(1),
    event("CallDisconnected", 9, 2, **result(500, 560486, "x", sipDetails={"code": 486})),
]


def recased(value: Any, case: Any) -> Any:
    """The value with every key changed by a function."""
    if isinstance(value, dict):
        return {case(key): recased(item, case) for key, item in value.items()}
    return [recased(item, case) for item in value] if isinstance(value, list) else value


def pascal(key: str) -> str:
    return key[:1].upper() + key[1:]


def lines(values: list[Any]) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def singly(text: bytes) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "with_documented_keys", lambda _text: None)
        return read_bytes(text)


def compared(reading: Reading) -> list[object]:
    rows = [row(each) for each in reading.events]
    return [rows, reading.offsets, reading.lengths, reading.reasons, reading.other]


def check(text: bytes) -> Reading:
    reading = read_bytes(text)
    assert compared(reading) == compared(singly(text))
    assert reading.uncovered() == b""
    return reading


@pytest.mark.parametrize("case", [pascal, str.lower, str.upper])
def test_a_serializer_of_its_own(case: Any) -> None:
    reading = check(lines(recased(EVENTS, case)))
    expected = [row(each) for each in read_bytes(lines(EVENTS)).events]
    assert [row(each) for each in reading.events] == expected
    assert json.loads(reading.bytes_of(0)) == recased(EVENTS[0], case)


def test_keys_are_put_right_without_moving_a_byte() -> None:
    text = b'{"Data" : {"RESULTINFORMATION":{"SubCode":1}, "Other":"\\"Code\\": 1"}}'
    expected = b'{"data" : {"resultInformation":{"subCode":1}, "Other":"\\"Code\\": 1"}}'
    assert with_documented_keys(text) == expected


@pytest.mark.parametrize("text", [b'{"code":1}', b'{"code":1,"Code":2}', b"", b"no JSON"])
def test_nothing_to_do_or_too_risky(text: bytes) -> None:
    assert with_documented_keys(text) is None


def test_two_keys_that_differ_in_case_are_not_mixed_up() -> None:
    changed = recased(EVENTS[-1], pascal)
    information = changed["Data"]["ResultInformation"]
    text = lines([{**changed, "Data": {**changed["Data"], "ResultInformation": {
        "code": 487, **information}}}])  # fmt: skip
    reading = check(text)
    data = reading.events[0].data
    assert data is not None
    assert data.result_information is not None
    assert data.result_information.code == 487


@given(data=st.data())
def test_any_keys_in_any_case(data: st.DataObject) -> None:
    cases = st.sampled_from([str, pascal, str.lower, str.upper])
    one = data.draw(st.dictionaries(st.sampled_from(["code", "data", "type", "time"]), cases))
    common = data.draw(cases)
    values = data.draw(st.lists(st.sampled_from(EVENTS), max_size=5))
    check(lines([recased(value, lambda key: one.get(key, common)(key)) for value in values]))


@pytest.mark.parametrize("case", [pascal, str.upper])
def test_many_blocks_are_read_in_the_case_that_was_learned(case: Any) -> None:
    """Documented events among them are read too, and one of both cases is not mixed up."""
    changed, mixed = recased(EVENTS, case), recased(EVENTS[-1], case)
    mixed["specversion"] = mixed.pop(case("specversion"))
    values = [*changed * 300, *EVENTS * 300, *changed * 300, mixed, *changed * 150]
    reading = check(lines(values))
    assert len(reading.events) == len(values)


def test_only_names_in_another_case_are_learned() -> None:
    text = b'{"Code" : 1, "data": {"SUBCODE": 2, "Other": 3}}'
    assert written_forms(text) == {"code": "Code", "subCode": "SUBCODE"}


CASED: st.SearchStrategy[bytes] = st.builds(
    lambda values, case, one: lines([recased(v, lambda k: one.get(k, case)(k)) for v in values]),
    st.lists(st.sampled_from(EVENTS), min_size=1, max_size=3),
    st.sampled_from([str, pascal, str.lower, str.upper]),
    st.dictionaries(
        st.sampled_from(["code", "data", "type", "time", "tone"]),
        st.sampled_from([str, pascal, str.upper]),
    ),
)


@given(st.lists(CASED, min_size=1, max_size=6))
def test_what_was_learned_never_changes_what_is_read(texts: list[bytes]) -> None:
    path = PlainPath()
    for text in texts:
        found = path.lines(memoryview(text))
        if found is not None:
            expected = singly(text).events
            assert [row(each) for each in found if isinstance(each, WireEvent)] == [
                row(each) for each in expected
            ]
