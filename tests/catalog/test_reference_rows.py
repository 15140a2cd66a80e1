"""The catalog's rows except subcodes, held against facts that stand in this file."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from azure.communication.callautomation._generated import models as sdk

CATALOG = Path(__file__).parents[2] / "catalog"

Row = dict[str, Any]

ATTENTION = {"expected", "notable", "failure"}
OWNERS = {
    "nobody",
    "your app",
    "your configuration",
    "client",
    "caller",
    "callee",
    "SBC or carrier",
    "Microsoft",
    "unknown",
}
RETRIES = {"no", "later", "yes", "after fix", "unknown"}
OUTCOMES = {"succeeded", "failed", "canceled", "ended", "info"}
LANES = {"call", "people", "play", "input", "recording", "media", "other"}
ROLES = {"offer", "connected", "end", "never connected"}
OPERATIONS = {
    "play",
    "recognize",
    "continuous dtmf",
    "send tones",
    "recording",
    "transcription",
    "media streaming",
    "hold audio",
    "add participant",
    "cancel add participant",
    "remove participant",
    "move participant",
    "transfer",
    "dialog",
}
ALLOWED = {
    "attention": ATTENTION,
    "owner": OWNERS,
    "retry": RETRIES,
    "outcome": OUTCOMES,
    "lane": LANES,
    "role": ROLES,
    "starts": OPERATIONS,
    "finishes": OPERATIONS,
    "pauses": OPERATIONS,
    "resumes": OPERATIONS,
    "verdict": {"standard", "vendor table", "plausible"},
    "kind": {"protocol", "location"},
    "status": {"assigned", "unassigned", "national or vendor", "vendor"},
}

# file, key of its rows, number of rows, required fields, optional fields
FILES = [
    ("sources", "source", 31, "id title where date", ""),
    ("classes", "class", 4, "id name meaning mitigation sources", ""),
    (
        "codes",
        "code",
        40,
        "code name meaning mitigation owner attention retry sources",
        "sip_note",
    ),
    (
        "families",
        "family",
        29,
        "pattern first last name meaning mitigation owner sources",
        "producer direction tail",
    ),
    (
        "events",
        "event",
        64,
        "name label outcome lane diagnostics callback sources",
        "aliases role starts finishes pauses resumes note",
    ),
    ("sip", "sip", 77, "code phrase meaning owner retry theme vague reference sources", "note"),
    ("q850", "cause", 130, "code name meaning owner retry vague status sources", "theme note"),
    ("sip_q850", "pair", 225, "sip q850 verdict sources", ""),
    ("sip_to_q850", "mapping", 82, "sip sources", "q850 note"),
    ("q850_to_sip", "mapping", 80, "q850 sources", "sip note"),
    ("themes", "near", 18, "themes sources", ""),
    ("reasons", "reason", 23, "kind value origin meaning sources", ""),
    ("stream_status", "status", 30, "field value attention meaning sources", "mitigation"),
]

GENERIC_CODES = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    408: "Timed out",
    409: "Conflict",
    412: "Precondition failed",
    413: "Request entity too large",
    426: "Upgrade required",
    429: "Too many requests",
    481: "Transaction doesn't exist",
    487: "Canceled",
    500: "Internal server error",
    501: "Not implemented",
    502: "Bad gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
    603: "Declined",
}
OTHER_CODES = {0, 200, 410, 422, 430, 480, 484, 486, 488, 490, 491, 495, 496, 497, 498}
OTHER_CODES |= {600, 604, 606, 607, 608}

SIP_CODES = {100, *range(180, 184), 199, 200, 202, 204, 300, 301, 302, 305, 380}
SIP_CODES |= {*range(400, 409), 410, *range(412, 418), *range(420, 426), *range(428, 431), 433}
SIP_CODES |= {*range(436, 441), 469, 470, *range(480, 490), 491, 493, 494}
SIP_CODES |= {*range(500, 506), 513, 555, 580, 600, 603, 604, 606, 607, 608}
RETIRED_SIP_CODES = {409, 411}
SIP_PHRASES = {
    180: "Ringing",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    484: "Address Incomplete",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    500: "Server Internal Error",
    503: "Service Unavailable",
    504: "Server Time-out",
    600: "Busy Everywhere",
    603: "Decline",
    604: "Does Not Exist Anywhere",
}
VAGUE_SIP_CODES = {400, 480, 500, 503}

Q850_NAMES = {
    1: "Unallocated (unassigned) number",
    3: "No route to destination",
    16: "Normal call clearing",
    17: "User busy",
    18: "No user responding",
    19: "No answer from user (user alerted)",
    20: "Subscriber absent",
    21: "Call rejected",
    28: "Invalid number format (address incomplete)",
    31: "Normal, unspecified",
    34: "No circuit/channel available",
    38: "Network out of order",
    41: "Temporary failure",
    57: "Bearer capability not authorized",
    102: "Recovery on timer expiry",
    127: "Interworking, unspecified",
}
VAGUE_Q850_CAUSES = {16, 31, 41, 47, 63, 79, 95, 111, 127}

STANDARD_PAIRS = {(404, 1), (480, 18), (480, 19), (480, 20), (484, 28), (486, 17), (503, 34)}

# Names that documents, early SDKs and logs use for a kind of event.
OTHER_SPELLINGS = {
    "callDisconnected": "CallDisconnected",
    "AnswerCallFailed": "AnswerFailed",
    "TransferFailed": "CallTransferFailed",
    "CanAddParticipantFailed": "CancelAddParticipantFailed",
    "AddParticipantCancelled": "CancelAddParticipantSucceeded",
    "AddParticipantsSucceeded": "AddParticipantSucceeded",
    "AddParticipantsFailed": "AddParticipantFailed",
    "RemoveParticipantsFailed": "RemoveParticipantFailed",
    "ParticipantUpdated": "ParticipantsUpdated",
    "CallRecordingStateChanged": "RecordingStateChanged",
    "PlayCancelled": "PlayCanceled",
    "RecognizeCancelled": "RecognizeCanceled",
    "ContinuousDtmfRecognitionFailed": "ContinuousDtmfRecognitionToneFailed",
    "SendDtmfCompleted": "SendDtmfTonesCompleted",
}
EVENT_GRID_ONLY = {
    "IncomingCall",
    "CallStarted",
    "CallEnded",
    "CallParticipantAdded",
    "CallParticipantRemoved",
    "RecordingFileStatusUpdated",
}
MAY_CARRY_DIAGNOSTICS = {
    "CallDisconnected",
    "ConnectFailed",
    "CreateCallFailed",
    "AnswerFailed",
    "CallTransferFailed",
    "AddParticipantFailed",
    "CancelAddParticipantFailed",
    "RemoveParticipantFailed",
    "MoveParticipantFailed",
}


def rows(file: str, key: str) -> list[Row]:
    """The rows of one file."""
    document = tomllib.loads((CATALOG / f"{file}.toml").read_text(encoding="utf-8"))
    found = document[key]
    assert isinstance(found, list)
    return found


def strings(value: object) -> Iterator[str]:
    """Every text inside a parsed document."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from strings(part)
        case list():
            for part in value:
                yield from strings(part)


def test_catalog_states_its_version_and_date() -> None:
    about = tomllib.loads((CATALOG / "catalog.toml").read_text(encoding="utf-8"))
    assert about["version"] == "2026-11"
    assert about["date"] == "2026-11-23"
    assert about["about"]


@pytest.mark.parametrize(("file", "key", "count", "required", "optional"), FILES)
def test_file_has_all_rows_with_the_documented_fields(
    file: str, key: str, count: int, required: str, optional: str
) -> None:
    found = rows(file, key)
    assert len(found) == count
    must, may = set(required.split()), set(optional.split())
    for row in found:
        assert must <= set(row) <= must | may, row
        for field in set(row) & set(ALLOWED):
            assert row[field] in ALLOWED[field], row
        for field in ("meaning", "mitigation", "note", "sip_note"):
            if field in row:
                assert row[field].strip() == row[field]
                assert row[field].endswith("."), row


@pytest.mark.parametrize(
    ("file", "key", "fields"),
    [
        ("sources", "source", ("id",)),
        ("classes", "class", ("id",)),
        ("codes", "code", ("code",)),
        ("families", "family", ("pattern",)),
        ("events", "event", ("name",)),
        ("events", "event", ("label",)),
        ("sip", "sip", ("code",)),
        ("q850", "cause", ("code",)),
        ("sip_q850", "pair", ("sip", "q850")),
        ("reasons", "reason", ("kind", "value")),
        ("stream_status", "status", ("field", "value")),
    ],
)
def test_no_row_is_there_twice(file: str, key: str, fields: tuple[str, ...]) -> None:
    seen = Counter(tuple(row[field] for field in fields) for row in rows(file, key))
    assert [value for value, times in seen.items() if times > 1] == []


@pytest.mark.parametrize(
    ("file", "key", "fields"),
    [
        ("codes", "code", ("code",)),
        ("families", "family", ("first",)),
        ("sip", "sip", ("code",)),
        ("q850", "cause", ("code",)),
        ("sip_q850", "pair", ("sip", "q850")),
    ],
)
def test_numbers_stand_in_order(file: str, key: str, fields: tuple[str, ...]) -> None:
    numbers = [tuple(row[field] for field in fields) for row in rows(file, key)]
    assert numbers == sorted(numbers)


def test_every_source_of_every_row_is_listed() -> None:
    known = {row["id"] for row in rows("sources", "source")}
    files = sorted(CATALOG.rglob("*.toml"))
    assert len(files) > len(FILES)
    for path in files:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for key, found in document.items():
            if key == "source" or not isinstance(found, list):
                continue
            for row in found:
                assert row["sources"], (path.name, row)
                assert set(row["sources"]) <= known, (path.name, row)


def test_no_text_was_decoded_wrongly() -> None:
    for path in sorted(CATALOG.rglob("*.toml")):
        for text in strings(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert not set(text) & set("âÃÂ€\ufffd\u200b"), (path.name, text)


def test_classes_are_those_of_the_result_codes() -> None:
    assert [row["id"] for row in rows("classes", "class")] == ["2xx", "4xx", "5xx", "6xx"]


def test_codes_are_the_generic_ones_by_name_and_the_forgotten_ones() -> None:
    names = {row["code"]: row["name"] for row in rows("codes", "code")}
    assert {code: names[code] for code in GENERIC_CODES} == GENERIC_CODES
    assert set(names) == set(GENERIC_CODES) | OTHER_CODES


def test_codes_that_sip_uses_otherwise_say_so() -> None:
    noted = {row["code"] for row in rows("codes", "code") if "sip_note" in row}
    assert noted >= {405, 409, 410, 412, 422, 426, 429, 430, 490, 491, 495, 496, 497, 498}
    assert not noted & {200, 403, 480, 486, 487, 603}


def test_families_do_not_overlap() -> None:
    ranges = [(row["first"], row["last"]) for row in rows("families", "family")]
    assert all(first <= last for first, last in ranges)
    ordered = sorted(ranges)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(ordered))


@pytest.mark.parametrize(
    ("subcode", "pattern"),
    [
        (0, "0"),
        (3112, "31xx"),
        (5029, "5000-5030"),
        (5317, "53xx"),
        (7001, "7000-7015"),
        (7503, "75xx"),
        (8599, "85xx-86xx"),
        (8612, "85xx-86xx"),
        (9999, "9998, 9999"),
        (10391, "10xxx"),
        (43015, "40xxx-43xxx"),
        (71005, "71005"),
        (510532, "510xxx"),
        (560599, "560xxx"),
        (569002, "569xxx"),
        (580462, "5804xx"),
    ],
)
def test_number_belongs_to_its_family(subcode: int, pattern: str) -> None:
    found = [
        row["pattern"]
        for row in rows("families", "family")
        if row["first"] <= subcode <= row["last"]
    ]
    assert found == [pattern]


def event_names() -> dict[str, Row]:
    """Every name and alias of an event in lower case, with its row."""
    index: dict[str, Row] = {}
    for row in rows("events", "event"):
        for name in [row["name"], *row.get("aliases", [])]:
            assert name.lower() not in index, f"{name} is there twice"
            index[name.lower()] = row
    return index


def test_aliases_are_unique_and_lead_to_the_right_event() -> None:
    index = event_names()
    found = {spelling: index[spelling.lower()]["name"] for spelling in OTHER_SPELLINGS}
    assert found == OTHER_SPELLINGS


def sdk_events() -> list[str]:
    """The callback events of the Call Automation SDK: models that carry a call and a result."""
    needed = {"call_connection_id", "correlation_id", "result_information"}
    return sorted(
        name
        for name, value in vars(sdk).items()
        if isinstance(value, type) and needed <= set(getattr(value, "_attribute_map", {}))
    )


def test_every_event_of_the_sdk_is_known() -> None:
    names = {row["name"] for row in rows("events", "event")}
    events = sdk_events()
    assert {"CallConnected", "CallDisconnected", "MoveParticipantFailed"} <= set(events)
    assert len(events) >= 38
    assert [name for name in events if name not in names] == []


@pytest.mark.parametrize(
    ("ending", "outcomes"),
    [
        ("Failed", {"failed"}),
        ("Succeeded", {"succeeded"}),
        ("Accepted", {"succeeded"}),
        ("Completed", {"succeeded"}),
        ("Canceled", {"canceled"}),
        ("Changed", {"info"}),
    ],
)
def test_outcome_follows_the_name(ending: str, outcomes: set[str]) -> None:
    found = [row for row in rows("events", "event") if row["name"].endswith(ending)]
    assert found
    assert {row["outcome"] for row in found} == outcomes


def test_roles_of_a_call() -> None:
    by_role: dict[str, set[str]] = {}
    for row in rows("events", "event"):
        if "role" in row:
            by_role.setdefault(row["role"], set()).add(row["name"])
    assert by_role == {
        "offer": {"IncomingCall"},
        "connected": {"CallConnected"},
        "end": {"CallDisconnected"},
        "never connected": {"CreateCallFailed", "AnswerFailed", "ConnectFailed"},
    }


def test_event_grid_events_are_no_callbacks() -> None:
    found = {row["name"] for row in rows("events", "event") if not row["callback"]}
    assert found == EVENT_GRID_ONLY


def test_events_that_may_carry_diagnostics() -> None:
    found = {row["name"] for row in rows("events", "event") if row["diagnostics"]}
    assert found == MAY_CARRY_DIAGNOSTICS


def test_every_operation_can_finish() -> None:
    found = rows("events", "event")
    assert {row["finishes"] for row in found if "finishes" in row} == OPERATIONS
    for row in found:
        if row["outcome"] == "failed" and row.get("role") is None:
            assert "finishes" in row, row


def test_what_is_paused_goes_on_by_the_names_of_its_events() -> None:
    found = {row["name"]: row for row in rows("events", "event")}
    turns = {name for name in found if name.endswith(("Paused", "Resumed"))}
    paused = {name: row["pauses"] for name, row in found.items() if "pauses" in row}
    resumed = {name: row["resumes"] for name, row in found.items() if "resumes" in row}
    assert paused == {"PlayPaused": "play", "HoldAudioPaused": "hold audio"}
    assert resumed == {"PlayResumed": "play", "HoldAudioResumed": "hold audio"}
    # A transcription goes on after a lost connection, which no event of its own tells of.
    assert turns - {*paused, *resumed} == {"TranscriptionResumed"}


def test_labels_are_short() -> None:
    for row in rows("events", "event"):
        assert 1 <= len(row["label"].split()) <= 4, row


def test_sip_codes_are_those_of_the_registry() -> None:
    found = {row["code"]: row for row in rows("sip", "sip")}
    assert len(SIP_CODES) == 75
    assert set(found) == SIP_CODES | RETIRED_SIP_CODES
    assert {code: found[code]["phrase"] for code in SIP_PHRASES} == SIP_PHRASES
    assert {code for code, row in found.items() if row["vague"]} == VAGUE_SIP_CODES
    retired = {code for code, row in found.items() if "retired" in row["reference"]}
    assert retired == RETIRED_SIP_CODES


def test_every_q850_value_is_there() -> None:
    found = {row["code"]: row for row in rows("q850", "cause")}
    assert set(found) == {*range(1, 128), 0, 142, 487}
    assert {code: found[code]["name"] for code in Q850_NAMES} == Q850_NAMES
    assert sum(row["status"] == "assigned" for row in found.values()) == 72
    vague = {code for code, row in found.items() if row["vague"] and row["status"] == "assigned"}
    assert vague == VAGUE_Q850_CAUSES
    assert all("theme" in row for row in found.values() if row["status"] == "assigned")


def test_pairs_join_known_numbers() -> None:
    sip = {row["code"] for row in rows("sip", "sip")}
    q850 = {row["code"] for row in rows("q850", "cause")}
    pairs = rows("sip_q850", "pair")
    assert {row["sip"] for row in pairs} <= sip
    assert {row["q850"] for row in pairs} <= q850
    standard = {(row["sip"], row["q850"]) for row in pairs if row["verdict"] == "standard"}
    assert standard >= STANDARD_PAIRS


def test_near_themes_are_themes_of_the_tables() -> None:
    used = {row["theme"] for row in rows("sip", "sip")}
    used |= {row["theme"] for row in rows("q850", "cause") if "theme" in row}
    near = [frozenset(row["themes"]) for row in rows("themes", "near")]
    assert all(len(pair) == 2 for pair in near)
    assert len(set(near)) == len(near)
    assert frozenset().union(*near) <= used


@pytest.mark.parametrize("file", ["codes", "classes"])
def test_advice_for_a_bare_code_does_not_rest_on_its_subcode(file: str) -> None:
    """It is shown where the subcode is missing or unknown; 0 stands for 200 and is never shown."""
    (rows,) = (
        value
        for value in tomllib.loads((CATALOG / f"{file}.toml").read_text("utf-8")).values()
        if isinstance(value, list)
    )
    asks = re.compile(r"(read|from|let|check|look at) the subcode", re.IGNORECASE)
    told = [row for row in rows if row.get("code") != 0]
    assert told
    assert [row["mitigation"] for row in told if asks.search(row["mitigation"])] == []
