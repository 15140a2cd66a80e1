import pytest

from inspector.report.redact import Masker, Plain, leaves

GUID = "411f0b00-cd9d-4c16-b8b8-5fbd15d4b5e1"
SERVER_ID = "aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHkuc2t5cGUuY29tL2FwaS92Mi9jcC9jb252LWV1/4930123456=="


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("call to +441632960123 failed", "call to +44•••123 failed"),
        ("call to +44 (1632) 960-123 failed", "call to +44•••123 failed"),
        ("call to 441632960123 failed", "call to 44•••123 failed"),
        ("tel:(425) 555-0100, tel:14255550199", "tel:42•••100, tel:14•••199"),
        ("4:+441632960123", "+44•••123"),
        (f"user 8:acs:{GUID}_0000-11 left", "user [person 1] left"),
        (f"8:orgid:{GUID} and 28:orgid:{GUID}", "[person 1] and [person 2]"),
        ("sip:anna.smith@carrier.example answered", "[address] answered"),
        ("mail anna@example.org", "mail [address]"),
        ("context eyJhbGciOiJub25lIn0.eyJjYyI6IkFBIn0.sig_na-ture", "context [token]"),
        ("Authorization: Bearer abcdef0123456789==", "Authorization: Bearer [token]"),
        (
            "https://a.example/p.wav?sv=1&sig=AbCdEfGhIj%3D",
            "https://a.example/p.wav?sv=1&sig=[token]",
        ),
    ],
)
def test_free_text_is_masked(text: str, masked: str) -> None:
    assert Masker().text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "The conversation has ended. DiagCode: 0#7000.@",
        "DiagCode: 500#560503.@ SIP 486, Q.850 17",
        f"callConnectionId {GUID}",
        "callConnectionId 00000000-0000-0000-0000-000000000000",
        "2025-06-16T21:17:25.4548513+00:00",
        "at 21:17:25 on 2025-06-16",
        "microsoft.communication.callDisconnected 2024-09-01-preview",
        SERVER_ID,
    ],
)
def test_what_support_needs_stays(text: str) -> None:
    assert Masker().text(text) == text


def test_the_same_value_has_the_same_stand_in() -> None:
    masker = Masker()
    assert masker.text("+441632960123") == "+44•••123"
    assert masker.text("+449999999123") == "+44•••123 (2)"
    assert (
        masker.text("8:acs:alpha-one, 8:acs:beta-two, 8:acs:alpha-one")
        == "[person 1], [person 2], [person 1]"
    )
    assert masker.text("+449999999123 and 4:+441632960123") == "+44•••123 (2) and +44•••123"


@pytest.mark.parametrize(
    ("path", "value", "masked"),
    [
        (("data", "incomingCallContext"), "x" * 7904, "[token, 7,904 characters]"),
        (("data", "callerDisplayName"), "Anna Smith", "[name 1]"),
        (("data", "from", "rawId"), "anything", "[person 1]"),
        (("data", "from", "rawId"), "4:+441632960123", "+44•••123"),
        (("data", "from", "communicationUser", "id"), "anything", "[person 1]"),
        (("data", "to", "phoneNumber", "value"), "+441632960123", "+44•••123"),
        (("data", "to", "PhoneNumber", "Value"), "441632960123", "44•••123"),
        (("data", "speechResult", "speech"), "my pin", "[what was said or typed, 6 characters]"),
        (("data", "dtmfResult", "tones", "0"), "five", "[what was said or typed, 4 characters]"),
        (("data", "callConnectionId"), GUID, GUID),
        (("data", "resultInformation", "code"), "500", "500"),
        (("data", "callerDisplayName"), "", ""),
    ],
)
def test_known_fields_are_masked_whole(path: tuple[str, ...], value: str, masked: str) -> None:
    assert Masker().field(path, value) == masked


def test_a_name_learned_is_masked_in_free_text() -> None:
    masker = Masker()
    masker.learn({"data": {"callerDisplayName": "Anna Smith", "x": [{"displayName": "Bo"}]}})
    assert masker.text("ANNA SMITH declined; Bo stays") == "[name 1] declined; Bo stays"


def test_nothing_is_masked_on_request() -> None:
    plain = Plain()
    assert not plain
    assert plain.text("+441632960123") == "+441632960123"
    assert plain.field(("rawId",), "4:+441632960123") == "4:+441632960123"


def test_leaves_keep_every_value_and_its_place() -> None:
    data = {"a": {"b": [1, None, True]}, "c": "x", "d": {}, "e": []}
    assert leaves(data) == [
        (("a", "b", "0"), "1"),
        (("a", "b", "1"), "null"),
        (("a", "b", "2"), "true"),
        (("c",), "x"),
        (("d",), "{}"),
        (("e",), "[]"),
    ]


def test_very_deep_values_are_told_not_dropped() -> None:
    deep: object = "bottom"
    for _ in range(5000):
        deep = [deep]
    [(path, text)] = leaves({"x": deep})
    assert text == "nested too deep to show here"
    assert len(path) == 32


def test_a_number_before_a_raw_id_takes_nothing_of_it() -> None:
    masked = Masker().text("from +4915112345678 8:acs:11111111-2222-3333-4444-555555555555_0001")
    assert masked == "from +49•••678 [person 1]"
