"""People are called as their call's timeline calls them."""

from inspector.calls.people import Participant, Person, PersonKind, participants_in
from inspector.calls.presence import Roster
from inspector.diagnosis.people_words import named, names_by, people_changed, people_now

CALLER = {"rawId": "4:+441632960123", "phoneNumber": {"value": "+441632960123"}}
USER = {"rawId": "8:acs:one_1", "communicationUser": {"id": "8:acs:one_1"}}
ROSTER = Roster(by_id={"8:acs:one_1": Person("P2", PersonKind.ACS_USER, "8:acs:one_1")})


def people(*identifiers: object, muted: bool = False) -> tuple[Participant, ...]:
    wrapped = [{"identifier": each, "isMuted": muted} for each in identifiers]
    return participants_in({"participants": wrapped}) or ()


def test_strangers_keep_their_number_or_kind() -> None:
    name = names_by(ROSTER)
    assert [name(each) for each in people(CALLER, USER)] == ["+44…123", "P2"]
    assert [names_by(None)(each) for each in people(CALLER, USER)] == ["+44…123", "ACS user"]


def test_lists_and_changes_are_told_by_these_names() -> None:
    name = names_by(ROSTER)
    assert people_now(people(CALLER, USER), name) == "+44…123 and P2 in the call"
    assert people_now(people(USER, muted=True), name) == "P2 (muted) in the call"
    assert people_changed(people(CALLER), people(CALLER, USER), name) == "P2 joined"
    assert people_changed(people(CALLER, USER), people(CALLER), name) == "P2 left"
    assert people_changed(people(USER), people(USER, muted=True), name) == "P2 muted"


def test_a_single_identifier_is_told_by_these_names() -> None:
    assert (named(USER, names_by(ROSTER)), named(USER)) == ("P2", "ACS user")
    assert (named(None, names_by(ROSTER)), named({}, names_by(ROSTER))) == ("", "")
