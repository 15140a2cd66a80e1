"""Texts of small objects are passed without a scan, if they hold nothing that a scan would find."""

import json
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import whole_body
from inspector.capture.bodies import Bodies
from inspector.capture.plain import PlainPath
from inspector.capture.scanner import scan_text
from inspector.capture.sink import Findings
from tests.support.capture_events import compact, event
from tests.support.odd_records import CALL_MEMBERS, ODD_MEMBERS, PROSE

NAME = "CallConnected"


def scanned(text: str, name: str | None) -> Findings:
    return scan_text(text, PlainPath(), Bodies(), lambda: name)


def found(text: str, name: str | None) -> tuple[object, ...]:
    """What a text holds, after a scan of it found the same."""
    findings = scanned(text, name)
    with patch.object(whole_body, "_tells_no_call", lambda _text: False):
        slowly = scanned(text, name)
    assert findings == slowly
    return findings.found, findings.operations, findings.reasons


@pytest.mark.parametrize("name", [None, NAME])
@pytest.mark.parametrize("member", [*CALL_MEMBERS, *ODD_MEMBERS])
def test_members_are_found_alike(member: str, name: str | None) -> None:
    for more in ("", ',"Category":"App"', ',"callConnectionId":"c"', ',"serverCallId":"s"'):
        found(f"{{{member}{more}}}", name)


@pytest.mark.parametrize("text", PROSE)
def test_words_in_a_member_are_found_alike(text: str) -> None:
    found(json.dumps({"a": text, "callConnectionId": "c"}), None)


values = st.one_of(
    st.none(),
    st.integers(),
    st.sampled_from(["c", "x {", compact(event()), "{}", "[1]", "CallConnected", "a \\u0022"]),
    st.sampled_from([{}, [], {"code": 1}, [{"code": "8522"}], event()]),
)
keys = st.sampled_from(
    ["callConnectionId", "serverCallId", "correlationId", "type", "level", "to", "from", "error",
     "resultInformation", "operationName", "resultType", "data", "properties", "CategoryName"]
)  # fmt: skip


@given(st.dictionaries(keys, values, max_size=5), st.sampled_from([None, NAME]))
def test_any_object_is_found_alike(value: dict[str, object], name: str | None) -> None:
    found(json.dumps(value), name)


def test_objects_of_a_log_are_not_scanned() -> None:
    with patch("inspector.capture.scanner.Scanner", side_effect=AssertionError):
        found = scanned('{"callConnectionId":"c","correlationId":"d","n":1}', NAME)
    assert (found.found, found.reasons) == ([], [])
