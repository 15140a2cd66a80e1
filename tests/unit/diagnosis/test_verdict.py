import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from inspector.calls.assemble import assemble
from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import NormalRow
from inspector.diagnosis.verdict import Verdict, verdict
from inspector.diagnosis.wording import lower_first
from inspector.errors import InspectorError
from inspector.events.event import Event
from inspector.index.table import EventTable
from tests.support.event_table import Given, table_of
from tests.support.small_capture import ENDED, event, result
from tests.support.small_catalog import FILES, write_catalog

_MORE_EVENTS = """
[[event]]
name = "RecordingStateChanged"
label = "Recording state changed"
outcome = "info"
lane = "recording"
diagnostics = true
callback = true
sources = ["X"]

[[event]]
name = "CallTransferAccepted"
label = "Transfer accepted"
outcome = "succeeded"
lane = "people"
diagnostics = true
callback = true
sources = ["X"]

[[event]]
name = "AnswerFailed"
label = "Answering failed"
outcome = "failed"
lane = "call"
role = "never connected"
diagnostics = true
callback = true
sources = ["X"]
"""

OFFER = Given("IncomingCall", 0, call=None)
CONNECTED = Given("CallConnected", 6.2)
PLAYED = Given("PlayCompleted", 12, 200, 0)
BUSY_AGENT = Given("AddParticipantFailed", 71.5, 500, 560503, 486, 17)
NO_FILE = Given("PlayFailed", 12, 404, 8536)
RECORDING = Given("RecordingStateChanged", 13)
UPDATED = Given("ParticipantsUpdated", 6.3)
APP_ENDED = Given("CallDisconnected", 78, 200, 7000)

ON_WRAPPED_BUSY = " Not a server fault: the SBC or carrier answered 503 instead, reported as 500."
OF_THE_SBC = " The 503 came from the SBC or carrier, not from Microsoft."

Rows = tuple[int, ...]


def never(code: int, subcode: int, sip: int | None = None, q850: int | None = None) -> Given:
    return Given("CreateCallFailed", 3, code, subcode, sip, q850)


def ended(code: int | None, subcode: int | None = None, sip: int | None = None) -> Given:
    return Given("CallDisconnected", 9, code, subcode, sip)


EXAMPLES: Sequence[tuple[str, list[Given], str, list[Rows]]] = [
    (
        "plain inbound",
        [OFFER, CONNECTED, UPDATED, PLAYED, APP_ENDED],
        "Inbound call, connected after 6.2 s, talked 1 m 12 s; your app ended the call (200/7000).",
        [(1, 0, 4), (4,)],
    ),
    (
        "plain, direction not proven",
        [CONNECTED, ended(200, 560000)],
        "Connected, talked 2.8 s; the called side hung up (200/560000).",
        [(0, 1), (1,)],
    ),
    (
        "ended normally",
        [CONNECTED, ended(200, 0)],
        "Connected, talked 2.8 s; the call ended normally (200/0).",
        [(0, 1), (1,)],
    ),
    (
        "end failed",
        [CONNECTED, ended(503, 560503)],
        "Connected, talked 2.8 s; the call ended: carrier unavailable (503/560503)." + OF_THE_SBC,
        [(0, 1), (1,), (1,)],
    ),
    (
        "busy: the wrapped",
        [never(500, 560503, 486, 17)],
        "The phone was busy (SIP 486, Q.850 17), so the call never connected." + ON_WRAPPED_BUSY,
        [(0,), (0,)],
    ),
    (
        "busy agent",
        [CONNECTED, BUSY_AGENT, APP_ENDED],
        (
            "Participant not added: the phone was busy (SIP 486, Q.850 17); 6.5 s later your "
            "app ended the call (200/7000)."
        )
        + ON_WRAPPED_BUSY,
        [(1,), (2,), (1,)],
    ),
    (
        "two failures",
        [CONNECTED, NO_FILE, BUSY_AGENT, APP_ENDED],
        (
            "Participant not added: the phone was busy (SIP 486, Q.850 17), and 1 other "
            "operation failed; 6.5 s later your app ended the call (200/7000)."
        )
        + ON_WRAPPED_BUSY,
        [(2, 1), (3,), (2,)],
    ),
    (
        "failure, no end",
        [CONNECTED, NO_FILE],
        "Playing failed: audio file missing (404/8536); no CallDisconnected in this capture.",
        [(1,), (1,)],
    ),
    (
        "no answer by vendor",
        [never(480, 560480, 480, 19)],
        "It rang in vain (SIP 480, Q.850 19), so the call never connected.",
        [(0,)],
    ),
    (
        "no answer by numbers",
        [never(480, 560480)],
        "No answer (480/560480), so the call never connected.",
        [(0,)],
    ),
    (
        "busy hidden behind a vague SIP",
        [never(480, 560480, 480, 17)],
        "The phone was busy (Q.850 17 behind SIP 480), so the call never connected.",
        [(0,)],
    ),
    (
        "number unknown",
        [never(404, 560404)],
        "Carrier: no such number (404/560404), so the call never connected.",
        [(0,)],
    ),
    (
        "number unknown, behind 503",
        [never(503, 560503, 503, 1)],
        "No such number (Q.850 1 behind SIP 503), so the call never connected. Not a "
        "server fault: the 503 came from the SBC or carrier.",
        [(0,), (0,)],
    ),
    (
        "no line",
        [never(503, 560503, 503, 34)],
        "No free line (SIP 503, Q.850 34), so the call never connected." + OF_THE_SBC,
        [(0,), (0,)],
    ),
    (
        "carrier, no details",
        [never(503, 560503)],
        "Carrier unavailable (503/560503), so the call never connected." + OF_THE_SBC,
        [(0,), (0,)],
    ),
    (
        "both vague",
        [never(503, 560503, 503, 41)],
        "Carrier unavailable (503/560503), so the call never connected. SIP 503 and Q.850"
        " 41 are too general to tell the cause.",
        [(0,), (0,)],
    ),
    (
        "rejected",
        [never(403, 560403, None, 21)],
        "Rejected (Q.850 21), so the call never connected.",
        [(0,)],
    ),
    (
        "conflict",
        [never(404, 560404, 404, 17)],
        "Number unknown, or busy (SIP 404 against Q.850 17), so the call never connected."
        " The SBC or the carrier changed one of the two.",
        [(0,), (0,)],
    ),
    (
        "near",
        [never(408, 560408, 408, 18)],
        "SBC or carrier answered 408 (408/560408), so the call never connected.",
        [(0,)],
    ),
    (
        "pattern",
        [never(499, 560499)],
        "The call never connected: it failed with 499/560499, of which the catalog knows "
        "only the family: SBC answer.",
        [(0,)],
    ),
    (
        "inbound leg 540",
        [Given("AnswerFailed", 3, 486, 540486, 486, 17)],
        "SBC or carrier answered 486 (486/540486), so the call never connected.",
        [(0,)],
    ),
    (
        "refused pair",
        [Given("CallDisconnected", 3, 200, 5002), Given("CreateCallFailed", 3, 200, 5002)],
        "Outgoing call refused (200/5002), so the call never connected.",
        [(1, 0)],
    ),
    (
        "canceled",
        [OFFER, Given("CallDisconnected", 4, 487, 0)],
        "The call ended: caller canceled (487/0); no CallConnected in this capture.",
        [(1,), (1,)],
    ),
    (
        "hold audio",
        [CONNECTED, Given("HoldAudioCompleted", 20, 400, 8508), APP_ENDED],
        "Connected, talked 1 m 12 s; your app ended the call (200/7000).",
        [(0, 2), (2,)],
    ),
    (
        "no end",
        [OFFER, CONNECTED, UPDATED],
        "Inbound call, connected after 6.2 s; no CallDisconnected in this capture.",
        [(1, 0), (2,)],
    ),
    (
        "recording only",
        [RECORDING, Given("RecordingStateChanged", 15)],
        "This capture has 2 recording events of the call; CallConnected and "
        "CallDisconnected are missing.",
        [(0, 1), (0, 1)],
    ),
    (
        "mid",
        [PLAYED, APP_ENDED],
        "Your app ended the call (200/7000); no CallConnected in this capture, which "
        "begins in mid-call.",
        [(1,), (0,)],
    ),
    (
        "mid no end",
        [PLAYED, RECORDING],
        "This capture has 2 events of the call, from mid-call; CallConnected and "
        "CallDisconnected are missing.",
        [(0, 1), (0, 1)],
    ),
    (
        "only updates",
        [UPDATED],
        "This capture has 1 event of the call; CallConnected and CallDisconnected are missing.",
        [(0,), (0,)],
    ),
    (
        "mid-call failure",
        [NO_FILE, APP_ENDED],
        "Playing failed: audio file missing (404/8536); 1 m 6 s later your app ended "
        "the call (200/7000); no CallConnected in this capture.",
        [(0,), (1,), (0,)],
    ),
    (
        "failure only",
        [NO_FILE],
        "Playing failed: audio file missing (404/8536); CallConnected and "
        "CallDisconnected are missing.",
        [(0,), (0,)],
    ),
    (
        "transfer",
        [
            CONNECTED,
            Given("CallTransferAccepted", 30, 200, 7015),
            Given("CallDisconnected", 31, 200, 0),
        ],
        "Connected, talked 24.8 s; a transfer was accepted; the call ended normally (200/0).",
        [(0, 2), (1,), (2,)],
    ),
    (
        "late",
        [CONNECTED, APP_ENDED, Given("RecordingStateChanged", 79), Given("PlayCompleted", 80)],
        "Connected, talked 1 m 12 s; your app ended the call (200/7000). 2 events were "
        "delivered after the end.",
        [(0, 1), (1,), (2, 3)],
    ),
    (
        "late failure",
        [CONNECTED, APP_ENDED, Given("PlayFailed", 79, 404, 8536)],
        "Connected, talked 1 m 12 s; your app ended the call (200/7000). 1 event was "
        "delivered after the end; it says: playing failed (404/8536).",
        [(0, 1), (1,), (2,), (2,)],
    ),
    (
        "unknown",
        [never(555, 777777)],
        "The call never connected: it failed with 555/777777, of which the catalog knows "
        "only the class: server error (5xx).",
        [(0,)],
    ),
    (
        "unknown end",
        [CONNECTED, ended(480, 777777)],
        "Connected, talked 2.8 s; the call ended with 480/777777, of which the catalog "
        "knows only the code: unavailable.",
        [(0, 1), (1,)],
    ),
    (
        "unknown end class",
        [CONNECTED, ended(302, 777777)],
        "Connected, talked 2.8 s; the call ended with 302/777777, which the catalog does not know.",
        [(0, 1), (1,)],
    ),
    (
        "unknown inside",
        [CONNECTED, Given("PlayFailed", 12, 500, 777777), APP_ENDED],
        "Playing failed with 500/777777, of which the catalog knows only the code: server"
        " error; 1 m 6 s later your app ended the call (200/7000).",
        [(1,), (2,)],
    ),
    (
        "unknown family",
        [CONNECTED, Given("PlayFailed", 12, 401, 7555), APP_ENDED],
        "Playing failed with 401/7555, of which the catalog knows only the family: "
        "authentication; 1 m 6 s later your app ended the call (200/7000).",
        [(1,), (2,)],
    ),
    (
        "old",
        [CONNECTED, ended(None)],
        "Connected, talked 2.8 s; the call ended (no code).",
        [(0, 1), (1,)],
    ),
    (
        "old reject",
        [ended(None)],
        "The call ended (no code); no CallConnected in this capture.",
        [(0,), (0,)],
    ),
    (
        "old failure",
        [Given("CreateCallFailed", 3)],
        "Outgoing call failed (no code), so the call never connected.",
        [(0,)],
    ),
    (
        "old op failure",
        [CONNECTED, Given("PlayFailed", 12), ended(None)],
        "Connected, talked 2.8 s; the call ended (no code). 1 event was delivered after "
        "the end; it says: playing failed (no code).",
        [(0, 2), (2,), (1,), (1,)],
    ),
    (
        "server fault of your app",
        [CONNECTED, Given("PlayFailed", 12, 500, 8522), APP_ENDED],
        "Playing failed: anything not found (500/8522); 1 m 6 s later your app ended "
        "the call (200/7000). Your app needs a look, not the server, although the code "
        "class says 5xx.",
        [(1,), (2,), (1,)],
    ),
    (
        "untimed",
        [Given("CallConnected"), Given("CallDisconnected", None, 200, 7000)],
        "Connected; your app ended the call (200/7000).",
        [(0,), (1,)],
    ),
    (
        "unknown kind",
        [Given("SomethingNew", 3, 500, 0), Given("SomethingFailed", 4, 500, 1)],
        "An operation failed with 500/1, of which the catalog knows only the code: server"
        " error; CallConnected and CallDisconnected are missing.",
        [(1,), (0, 1)],
    ),
    (
        "end sip",
        [CONNECTED, ended(480, 777777, 486)],
        "Connected, talked 2.8 s; the call ended: the phone was busy (SIP 486).",
        [(0, 1), (1,)],
    ),
    (
        "create failed then connected",
        [CONNECTED, Given("CreateCallFailed", 7, 503, 560503), APP_ENDED],
        (
            "Outgoing call failed: carrier unavailable (503/560503); 1 m 11 s later your "
            "app ended the call (200/7000)."
        )
        + OF_THE_SBC,
        [(1,), (2,), (1,)],
    ),
]


@dataclass(frozen=True)
class _Capture:
    table: EventTable

    def event(self, row: int) -> Event:
        raise InspectorError("The file has changed")


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small catalog with a few more events."""
    folder: Path = tmp_path_factory.mktemp("wide")
    return load_catalog(write_catalog(folder, {"events.toml": FILES["events.toml"] + _MORE_EVENTS}))


def verdict_on(catalog: Catalog, events: Sequence[Given]) -> Verdict:
    table = table_of(catalog.kinds, events)
    return verdict(catalog, _Capture(table), assemble(table).call(0))


@pytest.mark.parametrize(
    ("events", "text", "rows"), [pytest.param(*rest, id=name) for name, *rest in EXAMPLES]
)
def test_a_call_reads(wide: Catalog, events: list[Given], text: str, rows: list[Rows]) -> None:
    found = verdict_on(wide, events)
    assert found.text == text
    assert [clause.rows for clause in found.clauses] == rows


def test_the_pieces_make_the_text_and_only_clauses_have_rows(wide: Catalog) -> None:
    found = verdict_on(wide, [CONNECTED, BUSY_AGENT, APP_ENDED])
    pieces = list(found.pieces())
    assert "".join(text for text, _ in pieces) == found.text
    assert [text for text, rows in pieces if rows] == [clause.text for clause in found.clauses]
    assert [text for text, rows in pieces if not rows] == ["; ", ".", " ", "."]


def test_a_result_marked_as_normal_is_said_to_be_so(wide: Catalog) -> None:
    marked = replace(wide, normal=(NormalRow(500, 560503, False, ()),))
    found = verdict_on(marked, [CONNECTED, BUSY_AGENT, APP_ENDED])
    assert found.text == (
        "Participant not added: the phone was busy (SIP 486, Q.850 17); 6.5 s later your app ended"
        " the call (200/7000). 500/560503 is marked as normal."
    )
    assert found.clauses[-1].rows == (1,)


def test_an_event_of_an_unknown_kind_gives_no_text_of_its_own(wide: Catalog) -> None:
    found = verdict_on(wide, [CONNECTED, Given("<b>HackFailed", 7, 400, 1), APP_ENDED])
    assert found.text.startswith("An operation failed with 400/1, ")
    assert "Hack" not in found.text


def test_a_subcode_in_the_message_counts_where_the_own_one_only_wraps_it(
    catalog: Catalog,
) -> None:
    wrapped = result(412, 9999, "Action failed. DiagCode: 412#10073.@")
    found = verdict_in(
        catalog, event("AddParticipantFailed", None, ENDED, resultInformation=wrapped)
    )
    name = catalog.subcodes[10073][0].name
    assert f": {lower_first(name)} (412/10073 in 412/9999)" in found.text
    plain = result(412, 9999, "Action failed.")
    found = verdict_in(catalog, event("AddParticipantFailed", None, ENDED, resultInformation=plain))
    assert "(412/9999)" in found.text


def test_a_file_that_changed_leaves_the_numbers(wide: Catalog) -> None:
    found = verdict_on(wide, [CONNECTED, Given("AddParticipantFailed", 7, 412, 9999), APP_ENDED])
    assert found.text.startswith("Participant not added: wrapper (412/9999); ")


def verdict_in(catalog: Catalog, *events: dict[str, Any]) -> Verdict:
    """The verdict on the first call of a file that holds these events."""
    given = Input("capture", None, json.dumps(events).encode())
    with closing(list(open_capture([given], catalog.kinds, lambda: False))[-1]) as capture:
        return verdict(catalog, capture, capture.calls.call(0))


def test_recordings_after_the_end_are_called_so(wide: Catalog) -> None:
    late = [Given("RecordingStateChanged", 79), Given("RecordingStateChanged", 80)]
    found = verdict_on(wide, [CONNECTED, APP_ENDED, *late])
    assert found.clauses[-1].text == "2 recording events were delivered after the end"
    assert found.clauses[-1].rows == (2, 3)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (
            [never(500, 560503, 486, 17)],
            ("busy", "SIP 486, Q.850 17", "SBC or carrier answered 503"),
        ),
        (
            [Given("CallDisconnected", 3, 200, 5002), Given("CreateCallFailed", 3, 200, 5002)],
            ("refused (200/5002)", "never connected"),
        ),
        (
            [CONNECTED, Given("HoldAudioCompleted", 20, 400, 8508), APP_ENDED],
            ("Connected, talked 1 m 12 s; your app ended the call (200/7000).",),
        ),
        ([never(555, 777777)], ("555/777777", "only the class")),
    ],
)
def test_the_shipped_catalog_reads_the_hard_cases(
    catalog: Catalog, events: list[Given], words: tuple[str, ...]
) -> None:
    text = verdict_on(catalog, events).text
    assert [word for word in words if word not in text] == []
