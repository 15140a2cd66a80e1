"""Events as the detail pane gets them, made through the real reading path of one record."""

import json
from collections.abc import Mapping

from inspector.capture.record import Record
from inspector.catalog.model import Attention, Basis, Owner, Retry, SourceRow
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.model import (
    Anatomy,
    CodeNote,
    Explanation,
    Facts,
    LayerAgreement,
    LayerSaid,
    OtherReading,
    Related,
)
from inspector.diagnosis.standpoint import Standpoint
from inspector.events.event import event_from
from inspector.events.kinds import KindTable
from inspector.gui.detail.model import EventDetail
from inspector.index.codes import code_class

CALL = "10000000-aaaa-4bbb-8ccc-000000000001"
SOURCES = (SourceRow("S", "Response codes", "example.test/codes", "2024-07-22"),)


def explanation_of(facts: Facts, **parts: object) -> Explanation:
    """An explanation with plain defaults around the given facts."""
    values: dict[str, object] = {
        "basis": Basis.EVENT_CODE_SUBCODE,
        "title": "A title",
        "meaning": "A meaning.",
        "mitigation": "",
        "attention": Attention.FAILURE,
        "owner": Owner.UNKNOWN,
        "retry": Retry.UNKNOWN,
        "retry_reason": "",
        "code_class": code_class(facts.code),
        "code": None,
        "subcode": None,
        "sip": None,
        "q850": None,
        "checks": (),
        "notes": (),
        "sources": ("S",),
        **parts,
    }
    return Explanation(facts=facts, **values)


def busy_explanation() -> Explanation:
    """A busy phone behind a server error, with SIP and Q.850 details."""
    return explanation_of(
        Facts(
            "AddParticipantFailed",
            500,
            560503,
            "Failed. DiagCode: 500#560503.@",
            486,
            "Busy Here",
            17,
            "User busy",
        ),
        title="The phone was busy",
        meaning="The carrier answered in place of the phone.",
        mitigation="Try later. If it recurs, read the SBC log.",
        attention=Attention.EXPECTED,
        owner=Owner.CALLEE,
        retry=Retry.LATER,
        retry_reason="The phone may be free soon",
        code=CodeNote(500, "Server error", "A server failed."),
        subcode=CodeNote(560503, "SBC answered 503", "The SBC gave the final answer."),
        sip=CodeNote(486, "Busy Here", "The phone is in another call."),
        q850=CodeNote(17, "User busy", "The user is busy."),
        checks=("The SBC log.", "The carrier's portal."),
        notes=("The layers disagree.",),
        agreement=LayerAgreement(
            Agreement.STANDARD,
            "They agree, but for the code.",
            (
                LayerSaid(
                    "ACS",
                    "500 / 560503",
                    "SBC answered 503",
                    "The SBC gave the final answer.",
                    Standpoint.DIFFERS,
                    Owner.SBC_OR_CARRIER,
                ),
                LayerSaid("SIP", "486", "Busy Here", "", Standpoint.AGREES, Owner.CALLEE),
                LayerSaid("Q.850", "17", "User busy", "", Standpoint.AGREES, Owner.CALLEE),
            ),
        ),
        other_readings=(
            OtherReading(
                "500/560503",
                "By themselves.",
                "SBC unavailable",
                "The SBC was full.",
                "Look there.",
                Owner.SBC_OR_CARRIER,
                Attention.FAILURE,
            ),
        ),
        anatomy=Anatomy("560", "503", "SBC or carrier", "outbound", "answered SIP 503", 503),
        category="UnexpectedServerError",
        related=(Related("486/560486", "Phone is busy"),),
        ended_by="SBC",
        phase="setup",
    )


def body_of(kind: str, data: Mapping[str, object]) -> dict[str, object]:
    """A CloudEvent around a payload."""
    return {
        "id": "30000000-aaaa-4bbb-8ccc-000000000003",
        "source": f"calling/callConnections/{CALL}",
        "type": f"Microsoft.Communication.{kind}",
        "data": {"callConnectionId": CALL, "version": "2025-05-15", **data},
        "time": "2025-06-16T21:17:25.4548513+00:00",
        "specversion": "1.0",
    }


def detail_of(
    explanation: Explanation,
    kind: str = "CallDisconnected",
    data: Mapping[str, object] | None = None,
    raw: bytes | None = None,
) -> EventDetail:
    """The detail of one event."""
    body = body_of(kind, data or {})
    text = json.dumps(body)
    record = Record(raw=raw or text.encode(), text=text, body=body)
    return EventDetail(
        explanation=explanation,
        event=event_from(record, KindTable.build([])),
        raw=record.raw,
        body=body,
        position="morning.jsonl · line 12 · byte 10,240 · 981 bytes",
        may_carry_diagnostics=True,
        catalog_line="catalog 2026-11 · 1 source",
        sources=SOURCES,
    )
