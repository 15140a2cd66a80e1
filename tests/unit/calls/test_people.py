import pytest

from inspector.calls.people import PersonKind, Register, participants_in, short_number

USER = "8:acs:11111111-2222-4333-8444-555555555555_00000026-038d-2933-4ff7-343a0d006bfb"


def one(identifier: object) -> tuple[PersonKind, str, bool]:
    (found,) = participants_in({"participant": identifier}) or ()
    return found.kind, found.number, bool(found.ids)


@pytest.mark.parametrize(
    ("identifier", "told"),
    [
        ({"rawId": "4:+12065550123"}, (PersonKind.PHONE, "+12065550123", True)),
        (
            {"kind": "PhoneNumber", "phoneNumber": {"value": "+12065550123"}},
            (PersonKind.PHONE, "+12065550123", True),
        ),
        ({"rawId": USER}, (PersonKind.ACS_USER, "", True)),
        ({"rawId": "8:gcch-acs:a_b"}, (PersonKind.ACS_USER, "", True)),
        ({"rawId": "8:orgid:99999999-2222"}, (PersonKind.TEAMS_USER, "", True)),
        ({"rawId": "28:orgid:99999999-2222"}, (PersonKind.APP, "", True)),
        (
            {"rawId": USER, "teamsExtensionUser": {"userId": "99999999-2222"}},
            (PersonKind.TEAMS_EXTENSION, "", True),
        ),
        ({"rawId": "something else"}, (PersonKind.UNKNOWN, "", True)),
        ({"rawId": "sanitized", "kind": "communicationUser"}, (PersonKind.ACS_USER, "", False)),
        ({"rawId": "4:+REDACTED"}, (PersonKind.PHONE, "", False)),
        (
            {"rawId": "8:acs:00000000-0000-0000-0000-000000000000_00000000-0000"},
            (PersonKind.ACS_USER, "", False),
        ),
        ({}, (PersonKind.UNKNOWN, "", False)),
        ("text", (PersonKind.UNKNOWN, "", False)),
    ],
)
def test_an_identifier_says_what_somebody_is(
    identifier: object, told: tuple[PersonKind, str, bool]
) -> None:
    assert one(identifier) == told


def test_a_list_may_wrap_identifiers_or_not() -> None:
    wrapped = {"identifier": {"rawId": USER}, "isMuted": True, "isOnHold": False}
    found = participants_in({"Participants": [wrapped, {"rawId": USER}]})
    assert found is not None
    assert [(each.is_muted, each.is_on_hold) for each in found] == [(True, False), (None, None)]
    assert found[0].ids == found[1].ids == {USER}


def test_no_field_is_not_an_empty_list() -> None:
    assert participants_in({"participants": []}) == ()
    assert participants_in({"other": 1}) is None


def test_a_number_is_cut_in_the_middle() -> None:
    assert short_number("+447700900123") == "+44…123"
    assert short_number("+1234567") == "+1234567"
    assert short_number("+44\u202e7700900123").isprintable()


def test_people_are_known_by_any_of_their_ids() -> None:
    named = participants_in(
        {
            "participants": [
                {"rawId": "4:+12065550123", "phoneNumber": {"value": "+12065550123"}},
                {"rawId": USER.upper()},
                {"phoneNumber": {"value": "+12065550123"}},
                {"rawId": "sanitized", "phoneNumber": {"value": "+12065550199"}},
                {"rawId": "sanitized"},
            ]
        }
    )
    assert named is not None
    register = Register({row: (each,) for row, each in enumerate(named)})
    assert [register.number(each) for each in named] == [0, 1, 0, 2, None]
    assert [person.label for person in register.people] == [
        "P1 +12…123",
        "P2 ACS user",
        "P3 +12…199",
    ]


def test_an_id_that_two_in_one_list_share_is_nobodys() -> None:
    named = participants_in({"participants": [{"rawId": "8:acs:fixed"}, {"rawId": "8:acs:fixed"}]})
    assert named is not None
    assert [Register({0: named}).number(each) for each in named] == [None, None]
    assert Register({0: named[:1]}).number(named[0]) == 0
