"""PII-1: how many values a report masks."""

import gzip
import re

import pytest

from inspector.capture.private import PRIVATE, PrivateKind
from inspector.capture.source import Input, Source
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from inspector.findings.private_values import PrivateValues
from tests.support.scene_case import Json, found, limited, lines, scene_of, told

ANNA = "8:acs:6d889502-3d7a-41a8-befa-d21fd80e8767_00000026-038d-293c"
TOKEN = "eyJhbGciOiJub25lIn0.eyJjYyI6IkFBIn0.sig_na-ture"


def says(text: str) -> list[Json]:
    return [told("PlayFailed", 1, message=text)]


def test_the_different_values_are_counted(catalog: Catalog) -> None:
    events = [
        told("AddParticipantSucceeded", 1, participant={"rawId": "4:+12065550123"}),
        told("AddParticipantSucceeded", 2, participant={"phoneNumber": {"value": "+12065550123"}}),
        told("AddParticipantSucceeded", 3, participant={"rawId": "4:12065550123"}),
        told("AddParticipantSucceeded", 4, participant={"rawId": ANNA}),
        told("AddParticipantFailed", 5, participant={"rawId": f"28:orgid:{ANNA[6:42]}"}),
        told("IncomingCall", 0, call=None, incomingCallContext=TOKEN),
        told("PlayFailed", 6, message="mail anna@carrier.example, call (425) 555-0100"),
    ]
    (finding,) = found("PII-1", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((), None)
    assert finding.severity is Severity.INFO
    assert finding.text == (
        "Export will mask 6 values: 2 phone numbers, 2 raw ids, 1 address and 1 token."
    )


@pytest.mark.parametrize(
    ("text", "told_as"),
    [
        ("+441632960123", "1 phone number."),
        ("+44 (1632) 960-123 or +441632960123", "1 phone number."),
        ("tel:14255550199", "1 phone number."),
        ("425.555.0100 and 425 555 0101", "2 phone numbers."),
        ("sip:anna.smith@carrier.example", "1 address."),
        ("12065550123@carrier.example", "1 address."),
        ("Bearer abcdef0123456789==", "1 token."),
        ("https://a.example/p.wav?sv=1&sig=AbCdEfGhIj%3D", "1 token."),
        ("endpoint=x;accesskey=AbCdEfGhIj+/==", "1 token."),
        ('"callerDisplayName":"Anna Smith","displayName":"Bo"', "2 names."),
        ("{'callerDisplayName': 'Anna Smith'}", "1 name."),
        ('"speechResult":{"speech":"my pin is one two"}', "1 spoken text."),
        ('"recognizedPhrase" : "yes"', "1 spoken text."),
        ("28:acs:alpha-one 8:dod-acs:alpha-one", "2 raw ids."),
    ],
)
def test_each_shape(catalog: Catalog, text: str, told_as: str) -> None:
    (finding,) = found("PII-1", scene_of(catalog, says(text)))
    assert finding.text == f"Export will mask {told_as}"


@pytest.mark.parametrize("escape", ["\\u002B", "\\\\u002B", "\\u002b"])
def test_an_escaped_plus(catalog: Catalog, escape: str) -> None:
    text = lines(says("#+441632960123#")).replace(b"#+4", f"#{escape}4".encode())
    (finding,) = found("PII-1", scene_of(catalog, text))
    assert finding.text == "Export will mask 1 phone number."


@pytest.mark.parametrize(
    "text",
    [
        "The conversation has ended. DiagCode: 0#7000.@",
        "DiagCode: 500#560503.@ SIP 486, Q.850 17",
        "at 1750064400123 ms, 1750064400 s",
        "0000000001 000000000042",
        "2025-02-03T09:00:10.000000001Z stdout F 1738573210123456789",
        "4:sanitized 8:acs:sanitized_sanitized 28:acs:REDACTED",
        '"callerDisplayName":"","recognitionType":"speech","displayName":"REDACTED"',
        "2025-06-16T21:17:25.4548513+00:00",
        "",
    ],
)
def test_what_is_not_private(catalog: Catalog, text: str) -> None:
    assert found("PII-1", scene_of(catalog, says(text))) == ()


def test_a_file_without_events_makes_no_report(catalog: Catalog) -> None:
    assert found("PII-1", scene_of(catalog, b"")) == ()
    assert found("PII-1", scene_of(catalog, b"call +441632960123\n")) == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (PrivateKind.PHONE, "4:+441632960123"),
        (PrivateKind.PHONE, "(425) 555-0100"),
        (PrivateKind.RAW_ID, ANNA),
        (PrivateKind.ADDRESS, "sip:anna@carrier.example"),
        (PrivateKind.TOKEN, "eyJ" + "A" * 9000),
        (PrivateKind.SPEECH, '"speech": "one two three four"'),
    ],
)
@pytest.mark.parametrize("border", [1 << 18, (1 << 18) + (1 << 14)])
def test_a_value_at_the_border_of_two_blocks(kind: PrivateKind, value: str, border: int) -> None:
    for start in range(border - len(value) - 1, border + 2, 1 + len(value) // 50):
        for text in (" " * start + value, " " * start + value + " " * border):
            assert _counts(text) == {kind: 1}, start - border


def test_several_and_packed_files(catalog: Catalog) -> None:
    packed = gzip.compress(lines(says("+441632960123")))
    (finding,) = found("PII-1", scene_of(catalog, packed, says("+441632960123 +441632960124")))
    assert finding.text == "Export will mask 2 phone numbers."


def test_the_shapes_are_those_that_a_report_masks() -> None:
    """The quick search finds what the whole pattern finds when it looks everywhere."""
    words = [ANNA, TOKEN, "+1 (206) 555-0123", "4:+12065550124", "x@y.example", "12065550125"]
    joints = [" ", '"', ",", "/", "-", "=", ".", ":", "(", "a", "7", "@", "\n", "+"]
    for text in (before + word + after for word in words for before in joints for after in joints):
        expected = {_digits(each) for each in PRIVATE.finditer(text)}
        assert sum(_counts(text).values()) == len(expected), text


def _counts(text: str) -> dict[PrivateKind, int]:
    values = PrivateValues()
    values.add(Source.open(Input("text", data=text.encode()), 0), lambda: False)
    return {kind: values.count(kind) for kind in PrivateKind if values.count(kind)}


def _digits(found: re.Match[str]) -> str:
    plain = re.fullmatch(r"(?:4:)?([+\d ().-]+)", found.group())
    return re.sub(r"\D", "", plain[1]) if plain else found.group()


def test_a_file_that_can_no_longer_be_read(catalog: Catalog) -> None:
    scene = scene_of(catalog, says("+441632960123"))
    scene.capture.close()
    assert found("PII-1", scene) == ()
    assert limited("PII-1", scene) == ()
