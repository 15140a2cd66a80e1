from dataclasses import dataclass

import pytest

from inspector.calls.assemble import assemble
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.verdict import Verdict, verdict
from inspector.index.table import EventTable
from tests.support.event_table import Given, table_of


@dataclass(frozen=True)
class _Capture:
    table: EventTable


def _verdict(catalog: Catalog, events: list[Given]) -> Verdict:
    table = table_of(catalog.kinds, events)
    return verdict(catalog, _Capture(table), assemble(table).call(0))


OFFER = Given("IncomingCall", 0, call=None)
CONNECTED = Given("CallConnected", 6.2)
BUSY_AGENT = Given("AddParticipantFailed", 71.5, 500, 560503, 486, 17)
NO_FILE = Given("PlayFailed", 12, 404, 8536)
APP_ENDED = Given("CallDisconnected", 78, 200, 7000)
NOT_SERVER = "Not a server fault, although the code class says 5xx."


@pytest.mark.parametrize(
    ("events", "text"),
    [
        (
            [OFFER, CONNECTED, APP_ENDED],
            "Inbound call, connected after 6.2 s, talked 1 min 11 s;"
            " your app ended the call (200/7000).",
        ),
        (
            [CONNECTED, Given("CallDisconnected", 9, 200, 560000)],
            "Connected, talked 2.8 s; the called side hung up (200/560000).",
        ),
        (
            [CONNECTED, Given("CallDisconnected", 9, 200, 0)],
            "Connected, talked 2.8 s; the call ended normally (200/0).",
        ),
        (
            [CONNECTED, Given("CallDisconnected", 9, 503, 560503)],
            "Connected, talked 2.8 s; the call ended: carrier unavailable (503/560503)."
            " The 5xx came from the SBC or carrier, not from Microsoft.",
        ),
        (
            [CONNECTED, BUSY_AGENT, APP_ENDED],
            "Participant not added: the phone was busy (SIP 486, Q.850 17);"
            f" 6.5 s later your app ended the call (200/7000). {NOT_SERVER}",
        ),
        (
            [CONNECTED, NO_FILE, BUSY_AGENT, APP_ENDED],
            "Participant not added: the phone was busy (SIP 486, Q.850 17), and 1 other operation"
            f" failed; 6.5 s later your app ended the call (200/7000). {NOT_SERVER}",
        ),
        (
            [CONNECTED, NO_FILE],
            "Playing failed: audio file missing (404/8536); no CallDisconnected in this capture.",
        ),
        (
            [CONNECTED, Given("CreateCallFailed", 7, 503, 560503), APP_ENDED],
            "Outgoing call failed: carrier unavailable (503/560503);"
            " 1 min 11 s later your app ended the call (200/7000)."
            " The 5xx came from the SBC or carrier, not from Microsoft.",
        ),
        ([CONNECTED], "Connected; no CallDisconnected in this capture."),
        (
            [Given("PlayCompleted", 1)],
            "Neither CallConnected nor CallDisconnected is in this capture.",
        ),
        (
            [Given("CreateCallFailed", 3, 500, 560503, 486, 17)],
            f"The phone was busy (SIP 486, Q.850 17), so the call never connected. {NOT_SERVER}",
        ),
        (
            [Given("CreateCallFailed", 3, 503, 560503)],
            "Carrier unavailable (503/560503), so the call never connected."
            " The 5xx came from the SBC or carrier, not from Microsoft.",
        ),
        (
            [Given("CreateCallFailed", 3, 500, 777777)],
            "Server error (500/777777), so the call never connected.",
        ),
        (
            [Given("CallDisconnected", 3, 200, 5002), Given("CreateCallFailed", 3, 200, 5002)],
            "Outgoing call failed (200/5002), so the call never connected.",
        ),
        (
            [Given("CallDisconnected", 3)],
            "No CallConnected of this call in this capture; the call ended, and the event carries"
            " no code.",
        ),
        (
            [CONNECTED, Given("CallDisconnected", 8, 480, 777777)],
            "Connected, talked 1.8 s; the call ended with 480/777777, which the catalog knows only"
            " in part.",
        ),
        (
            [CONNECTED, Given("CallDisconnected", 8, 302, 777777)],
            "Connected, talked 1.8 s; the call ended with 302/777777, which is not in the catalog.",
        ),
        (
            [CONNECTED, Given("CallDisconnected", 8, 480, 777777, 486)],
            "Connected, talked 1.8 s; the call ended: the phone was busy (SIP 486).",
        ),
        (
            [Given("CallConnected"), Given("CallDisconnected", None, 200, 7000)],
            "Connected; your app ended the call (200/7000).",
        ),
        (
            [CONNECTED, APP_ENDED, Given("PlayCompleted", 79), Given("PlayCompleted", 80)],
            "Connected, talked 1 min 11 s; your app ended the call (200/7000)."
            " 2 events were delivered after the end.",
        ),
        (
            [CONNECTED, APP_ENDED, Given("PlayFailed", 79, 404, 8536)],
            "Connected, talked 1 min 11 s; your app ended the call (200/7000)."
            " 1 event was delivered after the end, with a failure:"
            " Playing failed: audio file missing (404/8536).",
        ),
    ],
)
def test_verdict(small: Catalog, events: list[Given], text: str) -> None:
    assert _verdict(small, events).text == text


def test_each_clause_names_the_events_that_prove_it(small: Catalog) -> None:
    found = _verdict(small, [OFFER, CONNECTED, NO_FILE, APP_ENDED, Given("PlayCompleted", 79)])
    assert [clause.rows for clause in found.clauses] == [(2,), (3,), (4,)]
    assert all(clause.text in found.text for clause in found.clauses)


def test_an_outbound_call_is_not_claimed_without_proof(small: Catalog) -> None:
    text = _verdict(small, [CONNECTED, APP_ENDED]).text
    assert "inbound" not in text.lower()
    assert "outbound" not in text.lower()
    assert "after" not in text
