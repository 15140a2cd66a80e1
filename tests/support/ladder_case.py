"""Ladders of small captures, and a ladder as lines that a test can read."""

from collections.abc import Sequence
from typing import Any

from inspector.catalog.catalog import Catalog
from inspector.report.ladder.build import build_ladder
from inspector.report.ladder.model import Column, Ladder, Party, Step, StepKind
from inspector.report.redact import Masker, Plain, Redactor
from tests.support.scene_case import Json, scene_of, told

CALLER = "+441632960123"
AGENT = "+441632960177"


def phone(number: str = CALLER) -> Json:
    """An identifier as the service writes it."""
    return {"rawId": f"4:{number}", "kind": "phoneNumber", "phoneNumber": {"value": number}}


def user(name: str = "one") -> Json:
    """An identifier of a user of the resource."""
    raw_id = f"8:acs:0f0f0f0f-aaaa-4444-8888-{name}"
    return {"rawId": raw_id, "kind": "communicationUser", "communicationUser": {"id": raw_id}}


def listed(*people: Json, at_s: float, number: int | None = None, **states: bool) -> Json:
    """A ParticipantsUpdated."""
    participants = [{"identifier": person, "isMuted": False, **states} for person in people]
    return told("ParticipantsUpdated", at_s, participants=participants, sequenceNumber=number)


def tone(at_s: float, name: str = "five") -> Json:
    """A pressed key."""
    return told("ContinuousDtmfRecognitionToneReceived", at_s, tone=name)


def failed_call() -> list[Json]:
    """An inbound call: a prompt, an agent who is busy, the end."""
    offer: dict[str, Any] = {"from": phone(), "to": phone("+441632960100")}
    return [
        told("IncomingCall", 0.0, call=None, **offer),
        told("CallConnected", 4.0, "200/0"),
        listed(phone(), at_s=4.5, number=1),
        told("PlayStarted", 5.0, "200/0", operationContext="menu"),
        told("PlayCompleted", 8.0, "200/0", operationContext="menu"),
        told(
            "AddParticipantFailed", 30.0, "500/560486 sip=486 q850=17",
            operationContext="add-agent", participant=phone(AGENT),
        ),
        told("CallDisconnected", 33.0, "200/7000"),
    ]  # fmt: skip


def ladder_of(
    catalog: Catalog, events: Sequence[Json], redactor: Redactor | None = None, call: int = 0
) -> Ladder:
    """The ladder of a call of a capture; masked unless asked otherwise."""
    scene = scene_of(catalog, events)
    capture = scene.capture
    chosen = Masker() if redactor is None else redactor
    return build_ladder(capture, capture.calls.call(call), scene.assessment, chosen)


def plain_ladder(catalog: Catalog, events: Sequence[Json]) -> Ladder:
    """The ladder with everything as delivered."""
    return ladder_of(catalog, events, Plain())


def step_lines(ladder: Ladder) -> list[str]:
    """A line for each step: time, from and to, text, code."""
    return [step_line(ladder, step) for step in ladder.steps]


def step_line(ladder: Ladder, step: Step) -> str:
    """One step in words."""
    if step.kind in (StepKind.GAP, StepKind.NOTE):
        return f"-- {step.text}"
    sign = ">" if step.kind is not StepKind.IMPLIED else ".."
    way = f"{ladder.columns[step.start].short} {sign} {ladder.columns[step.stop].short}"
    marks = " END" * step.ends + " LATE" * step.after_end + " FAILED" * step.failed
    code = f" [{step.badge}]" if step.badge else ""
    return f"{ladder.relative_text(step)} {way}: {step.text}{code}{marks}".strip()


def written(*steps: Step, people: int = 1) -> Ladder:
    """A ladder with these steps, for tests of drawings."""
    columns = [
        Column(Party.APP, "Your app", "", "the app"),
        Column(Party.SERVICE, "Azure", "", "the service"),
        *(Column(Party.PERSON, f"P{n + 1}", "+44•••123", "phone") for n in range(people)),
    ]
    positions = {row: place for place, step in enumerate(steps) for row in step.rows}
    ends = [place for place, step in enumerate(steps) if step.ends]
    return Ladder(
        title="Call 1",
        columns=tuple(columns),
        steps=tuple(steps),
        origin_ns=0,
        redacted=True,
        positions=positions,
        end=ends[0] if ends else None,
        failures=sum(step.failed for step in steps),
        has_implied=any(step.kind is StepKind.IMPLIED for step in steps),
    )


def step(text: str = "Played", row: int = 0, **more: Any) -> Step:
    """A callback at the second that its row says."""
    fields: dict[str, Any] = {
        "kind": StepKind.CALLBACK, "start": 1, "stop": 0, "text": text, "whole": text,
        "rows": (row,), "time_ns": row * 10**9,
    }  # fmt: skip
    return Step(**(fields | more))
