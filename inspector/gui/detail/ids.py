"""The identifiers of an event: what each is for, and what it gives away when decoded."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspector.capture.fields import Fields
from inspector.events.event import Event
from inspector.events.server_call_id import server_address
from inspector.report.plain import visible
from inspector.report.redact import Redactor


@dataclass(frozen=True, slots=True)
class IdRow:
    """One identifier; an empty value was not delivered."""

    name: str
    value: str
    purpose: str
    """What it is for, in one line."""
    hint: str = ""
    """What it says when decoded; empty when it does not say anything."""
    is_free_text: bool = False
    """Whether people may have been named in it."""


def id_rows(event: Event) -> tuple[IdRow, ...]:
    """The identifiers of an event, in the order support asks for them."""
    data = Fields(event.data)
    rows = [
        IdRow(
            "Call connection id",
            event.call_connection_id or "",
            "This leg of the call, as the app knows it, from its start to its end",
        ),
        IdRow(
            "Server call id",
            event.server_call_id or "",
            "The conversation that the leg belongs to; recording asks for it",
            server_hint(event.server_call_id),
        ),
        IdRow(
            "Correlation id",
            event.correlation_id or "",
            "The call in the logs of the service; may change while people join and leave",
        ),
        IdRow(
            "Operation context",
            event.operation_context or "",
            "What the app wrote into its request; tells which request this answers",
            is_free_text=True,
        ),
        IdRow("Event id", event.id or "", "One delivered event; a repeat has the same"),
        IdRow("Event time", event.time_text or "", "When the service says it happened"),
        IdRow("Event type", event.type_text or "", "The full name of the event"),
        IdRow("Source", event.source or "", "Where the event comes from", is_free_text=True),
        IdRow("API version", data.text("version") or "", "The version of the callback's format"),
    ]
    rows[4:4] = [
        IdRow(name, value, purpose)
        for name, key, purpose in (
            ("Recording id", "recordingId", "The recording that this event is about"),
            ("Dialog id", "dialogId", "The dialog that this event is about"),
            ("Invitation id", "invitationId", "The invitation to join that this event is about"),
        )
        if (value := data.text(key))
    ]
    return tuple(rows)


def server_hint(server_call_id: str | None) -> str:
    """Host and region inside a server call id; empty when it is not the usual base64 address."""
    address = server_address(server_call_id)
    if address is None:
        return ""
    lines = [f"Host {address.host}"]
    if address.conversation_host == address.host:
        lines.append(f"Region {address.region}")
    elif address.conversation_host:
        lines.append(f"Region {address.region}, from {address.conversation_host}")
    return "\n".join([*lines, "Decoded; not documented, may change"])


def support_text(rows: Iterable[IdRow], redactor: Redactor) -> str:
    """What was delivered of the identifiers, one a line, for a request to support."""
    lines = []
    for row in rows:
        value = redactor.text(row.value) if row.is_free_text else row.value
        if value:
            lines.append(f"{row.name}: {visible(value)}")
    return "\n".join(lines)
