"""The plain and the tolerant path give the same row whenever the plain one accepts."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.capture.jsonvalue import loads
from inspector.capture.plain import PlainPath
from inspector.capture.tolerant import event_of
from inspector.capture.wire import WireEvent
from tests.support.capture_events import PREFIX, call_events, compact, event, lines, offer, result
from tests.support.capture_read import read_bytes, row

PERSON = {"rawId": "4:+15550100", "kind": "phoneNumber", "phoneNumber": {"value": "+15550100"}}
DIAGNOSTICS = {"sipDetails": {"code": 486, "message": "Busy"}, "q850Details": {"code": 17}}

DOCUMENTED: dict[str, dict[str, Any]] = {
    "CallConnected": {},
    "CallDisconnected": result(200, 7000, "ended"),
    "CreateCallFailed": result(500, 560503, "busy", **DIAGNOSTICS),
    "AnswerFailed": result(403, 0),
    "ConnectFailed": result(400, 1),
    "IncomingCall": offer() | {"customContext": {"sipHeaders": {}}, "onBehalfOfCallee": PERSON},
    "ParticipantsUpdated": {"participants": [{"identifier": PERSON}], "sequenceNumber": 3},
    "AddParticipantSucceeded": {"participant": PERSON},
    "RemoveParticipantFailed": {"participant": PERSON} | result(400, 8523),
    "CancelAddParticipantSucceeded": {"invitationId": "i"},
    "MoveParticipantSucceeded": {"participant": PERSON, "fromCall": "c"},
    "AddParticipantsFailed": {"participants": [PERSON]},
    "CallTransferAccepted": {"transferTarget": PERSON, "transferee": PERSON},
    "PlayFailed": {"failedPlaySourceIndex": 0} | result(400, 8535),
    "RecognizeCompleted": {
        "recognitionType": "choices",
        "choiceResult": {"label": "Yes", "confidence": 0.5},
        "dtmfResult": {"tones": ["one"]},
        "speechResult": {"speech": "hello"},
        "collectTonesResult": {"tones": []},
    },
    "ContinuousDtmfRecognitionToneReceived": {"sequenceId": 2, "tone": "pound"},
    "RecordingStateChanged": {
        "recordingId": "r",
        "state": "inactive",
        "startDateTime": "0001-01-01T00:00:00+00:00",
        "recordingKind": "teams",
    },
    "TranscriptionFailed": {"transcriptionUpdate": {"transcriptionStatus": "x"}},
    "MediaStreamingStarted": {"mediaStreamingUpdate": {"contentType": "audio"}},
    "DialogCompleted": {
        "dialogId": "d",
        "dialogInputType": "powerVirtualAgents",
        "ivrContext": {},
        "selectedLanguage": "en",
        "sensitiveMask": False,
    },
    "CallConnectionStateChanged": {"callConnectionState": "connected"},
    "BrandNewEvent": {"eventSource": "calling/callConnections/c"},
}


def plain_events(text: str) -> list[WireEvent] | None:
    """What the plain path accepts of a text; None when it refuses."""
    path = PlainPath()
    decoded = path.value(memoryview(text.encode("utf-8", "surrogatepass")))
    if decoded is None:
        return None
    found = [decoded] if isinstance(decoded, WireEvent) else decoded
    return found if path.first_refused(found) is None else None


@pytest.mark.parametrize("name", DOCUMENTED)
def test_documented_events_take_the_plain_path(name: str) -> None:
    text = compact([event(name, **DOCUMENTED[name])])
    found = plain_events(text)
    assert found is not None
    assert len(found) == 1
    expected = event_of(json.loads(text)[0])
    assert expected is not None
    assert row(found[0]) == row(expected)


def test_plain_path_keeps_what_the_index_needs() -> None:
    found = plain_events(compact(event("CreateCallFailed", 9, **DOCUMENTED["CreateCallFailed"])))
    assert found is not None
    wanted = event("CreateCallFailed", 9)
    assert row(found[0]) == (
        PREFIX + "CreateCallFailed",
        wanted["time"],
        wanted["id"],
        wanted["data"]["callConnectionId"],
        wanted["data"]["serverCallId"],
        wanted["data"]["correlationId"],
        "order-17",
        None,
        (500, 560503, 486, 17),
    )


words = st.text(max_size=8)
numbers = st.one_of(
    st.integers(-(2**33), 2**33),
    st.floats(allow_nan=False, width=32),
    st.integers(0, 999).map(float),
    st.integers(0, 999).map(str),
)
anything = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


def keys(name: str) -> st.SearchStrategy[str]:
    """A key as documented, nearly always; else in another case."""
    other = st.sampled_from([name.upper(), name.lower(), name[:1].upper() + name[1:]])
    return st.integers(0, 19).flatmap(lambda dice: other if dice == 0 else st.just(name))


def fields(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with some of the fields, in any order, some null, rarely of a wrong shape."""

    def field(name: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, Any]]:
        usual = st.integers(0, 19).flatmap(
            lambda dice: anything if dice == 0 else st.none() if dice < 3 else value
        )
        return st.tuples(keys(name.rstrip("_")), usual)

    pairs = [field(name, value) for name, value in values.items()]
    chosen = st.lists(st.sampled_from(range(len(pairs))), unique=True, max_size=len(pairs))
    return chosen.flatmap(lambda which: st.tuples(*(pairs[at] for at in which))).map(dict)


codes = st.integers(0, 700) | numbers
details = fields(code=codes, message=words) | codes
results = fields(
    code=codes,
    subCode=codes,
    message=words,
    sipDetails=details,
    q850Details=details,
    sipCode=details,
    q850Cause=details,
)
payloads = fields(
    version=words,
    callConnectionId=words,
    serverCallId=words,
    correlationId=words,
    operationContext=words,
    resultInformation=results,
    publicEventType=st.just(PREFIX + "PlayFailed"),
    sequenceNumber=codes,
    participants=anything,
    eventSource=words,
    tone=words,
    from_=anything,
    newField=anything,
)
types = st.sampled_from(
    [PREFIX + "CallConnected", PREFIX.upper() + "X", "Microsoft.Storage.Blob", "CallConnected"]
)
envelopes = fields(
    id=words,
    source=words,
    type=types,
    data=payloads,
    time=words,
    specversion=st.just("1.0"),
    datacontenttype=words,
    subject=words,
) | st.builds(
    lambda extra, data: event("PlayFailed", **data) | extra,
    fields(time=words, id=words, traceparent=words),
    fields(resultInformation=results, sequenceNumber=codes, operationContext=words),
)


@given(envelopes, st.booleans())
def test_both_paths_give_the_same_row(value: dict[str, Any], ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    found = plain_events(text)
    if found is None:
        return
    expected = event_of(loads(text.encode("utf-8", "surrogatepass")))
    assert expected is not None
    assert row(found[0]) == row(expected)


@given(st.lists(envelopes, max_size=5))
def test_reader_gives_the_rows_of_the_tolerant_path(values: list[dict[str, Any]]) -> None:
    reading = read_bytes("".join(json.dumps(value) + "\n" for value in values).encode())
    expected = [event_of(value) for value in values]
    told = [row(each) for each in expected if each is not None]
    whole = [row(each) for each in reading.events]
    assert [each for each in whole if each in told] == told
    assert reading.uncovered() == b""


ODD_NUMBERS = [
    "true", "false", "null", "-0", "0.0", "-0.0", "1.0", "1.5", "1e3", "1E2", "1e400",
    "2147483647", "2147483648", "-2147483647", "-2147483648", "99999999999999999999",
    "1.0000000000000000001", "2147483646.9999999999", "[]", "{}", '["1"]',
    r'"\u0031"',
]  # fmt: skip
ODD_TEXTS = [
    "null", "NULL", "", " ", "1", "1 ", " 1", "+1", "-1", "-0", "1e3", "1E3", "1.0", "1.50",
    "1_000", "1,000", "0x10", "007", "-007", "\uff11", "\u0663", "2147483647", "2147483648",
    "-2147483648", "1e400", "nan", "inf", "Infinity", "true", "True", "1.", ".5", "1\n", "\t1",
    "1\x00", "-", "--1", "1e0", "18446744073709551616",
]  # fmt: skip
SCALARS = (
    st.sampled_from(ODD_NUMBERS + [json.dumps(text, ensure_ascii=False) for text in ODD_TEXTS])
    | st.from_regex(
        r'"?-?[0-9]{1,12}(\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?"?', fullmatch=True
    ).filter(lambda text: (text[0] == '"') == (text[-1] == '"'))
    | st.one_of(numbers, st.text("0123456789+-.eE_ nulltrNaN\u0663\uff11", max_size=6)).map(
        json.dumps
    )
)
NUMBER_FIELDS = [
    '{"type":"%s","data":{"sequenceNumber":%%s}}',
    '{"type":"%s","data":{"resultInformation":{"code":%%s}}}',
    '{"type":"%s","data":{"resultInformation":{"subCode":%%s}}}',
    '{"type":"%s","data":{"resultInformation":{"sipDetails":{"code":%%s}}}}',
    '{"type":"%s","data":{"resultInformation":{"q850Details":{"code":%%s}}}}',
]
TEXT_FIELDS = [
    '{"type":"%s","data":{},"id":%%s}',
    '{"type":"%s","data":{},"time":%%s}',
    '{"type":"%s","data":{"callConnectionId":%%s}}',
    '{"type":"%s","data":{"operationContext":%%s}}',
    '{"type":"%s","data":{"resultInformation":%%s}}',
    '{"type":"%s","data":{"resultInformation":{"sipDetails":%%s}}}',
]


@given(st.sampled_from(NUMBER_FIELDS + TEXT_FIELDS), SCALARS)
@example(NUMBER_FIELDS[1], '"486"')
def test_both_paths_read_any_scalar_alike(field: str, scalar: str) -> None:
    text = field % (PREFIX + "PlayFailed") % scalar
    found = plain_events(text)
    if found is None:
        return
    expected = event_of(loads(text.encode()))
    assert expected is not None
    assert row(found[0]) == row(expected)


@pytest.mark.parametrize("field", NUMBER_FIELDS)
@pytest.mark.parametrize("scalar", ['"486"', '"-1"', "486.0", "1e3", "null"])
def test_numbers_as_text_take_the_plain_path(field: str, scalar: str) -> None:
    assert plain_events(field % (PREFIX + "PlayFailed") % scalar) is not None


def test_generator_reaches_the_plain_path() -> None:
    accepted = 0

    @given(envelopes)
    def count(value: dict[str, Any]) -> None:
        nonlocal accepted
        accepted += plain_events(json.dumps(value)) is not None

    count()
    assert accepted > 0


def test_a_foreign_field_changes_the_path_and_not_the_rows() -> None:
    events = call_events()
    marked = [each | {"x-marker": number} for number, each in enumerate(events)]
    assert plain_events(compact(marked)) is None
    plain, tolerant = read_bytes(lines(events)), read_bytes(lines(marked))
    assert [row(each) for each in plain.events] == [row(each) for each in tolerant.events]
