"""The identifiers of an event, and what a server call id gives away when decoded."""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from inspector.capture.fields import Fields
from inspector.events.event import Event

_REGION = re.compile(r"\bconv-([a-z]{2,8}-\d{2}(?:-[a-z]+)*)\b")
_MAX_DECODED = 4_096


@dataclass(frozen=True, slots=True)
class IdRow:
    """One identifier; an empty value was not delivered."""

    name: str
    value: str
    hint: str = ""


def id_rows(event: Event) -> tuple[IdRow, ...]:
    """The identifiers of an event, in the order support asks for them."""
    return (
        IdRow("Call connection id", event.call_connection_id or ""),
        IdRow("Server call id", event.server_call_id or "", server_hint(event.server_call_id)),
        IdRow("Correlation id", event.correlation_id or ""),
        IdRow("Operation context", event.operation_context or ""),
        IdRow("Event id", event.id or ""),
        IdRow("Event time", event.time_text or ""),
        IdRow("Event type", event.type_text or ""),
        IdRow("Source", event.source or ""),
        IdRow("API version", Fields(event.data).text("version") or ""),
    )


def server_hint(server_call_id: str | None) -> str:
    """Host and region inside a server call id; empty when it is not the usual base64 address."""
    if not server_call_id or len(server_call_id) > _MAX_DECODED:
        return ""
    padded = server_call_id + "=" * (-len(server_call_id) % 4)
    try:
        address = base64.b64decode(padded, validate=True).decode("ascii")
        host = urlsplit(address).hostname
    except (binascii.Error, ValueError):
        return ""
    if not host or not host.isascii() or not address.isprintable():
        return ""
    region = _REGION.search(address)
    where = f", region {region.group(1)}" if region else ""
    return f"Undocumented: decodes to host {host}{where}"
