"""One event with everything it says, read again for the detail view and for reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector.capture.fields import Fields
from inspector.capture.jsonvalue import loads_text
from inspector.capture.record import Record
from inspector.capture.shape import payload_of
from inspector.capture.tolerant import Q850_NAMES, SIP_NAMES, diagnostic_value, integer_of
from inspector.events.kinds import EventKind, KindTable
from inspector.events.times import parse_time


@dataclass(frozen=True, slots=True)
class DiagnosticDetail:
    """A SIP or Q.850 code with its text, as the SBC or carrier sent it; either may be missing."""

    code: int | None
    message: str | None


@dataclass(frozen=True, slots=True)
class ResultInformation:
    """The result as delivered; absent parts are None."""

    code: int | None
    subcode: int | None
    message: str | None
    sip: DiagnosticDetail | None
    q850: DiagnosticDetail | None


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Texts are exactly those delivered; None where the event has none."""

    kind: EventKind
    type_text: str | None
    time_text: str | None
    time_ns: int | None
    """Nanoseconds since 1970 UTC; None when not set or not readable."""
    id: str | None
    source: str | None
    call_connection_id: str | None
    server_call_id: str | None
    correlation_id: str | None
    operation_context: str | None
    result: ResultInformation | None
    data: Mapping[str, object] = field(repr=False)
    """The payload; the whole object where there is no envelope."""


def event_from(record: Record, kinds: KindTable, type_text: str | None = None) -> Event:
    """The event of a record. `type_text` is the index's, for objects that carry no type."""
    envelope = Fields(record.body)
    body = payload_of(envelope) or record.body
    data = Fields(body)
    own_type = envelope.text("type", "eventType", "publicEventType") or data.text("publicEventType")
    time_text = envelope.text("time", "eventTime") or data.text("time")
    result = data.get("resultInformation")
    if result is None:
        result = envelope.get("resultInformation")
    return Event(
        kind=kinds.find(type_text or own_type),
        type_text=own_type,
        time_text=time_text,
        time_ns=parse_time(time_text),
        id=envelope.text("id"),
        source=envelope.text("source", "topic") or data.text("eventSource"),
        call_connection_id=data.text("callConnectionId"),
        server_call_id=data.text("serverCallId"),
        correlation_id=data.text("correlationId"),
        operation_context=data.text("operationContext"),
        result=_result(result),
        data=body,
    )


def _result(value: object) -> ResultInformation | None:
    value = loads_text(value)
    if not isinstance(value, Mapping):
        return None
    fields = Fields(value)
    return ResultInformation(
        code=integer_of(fields.get("code")),
        subcode=integer_of(fields.get("subCode")),
        message=fields.text("message"),
        sip=_diagnostic(diagnostic_value(fields, SIP_NAMES)),
        q850=_diagnostic(diagnostic_value(fields, Q850_NAMES)),
    )


def _diagnostic(value: object) -> DiagnosticDetail | None:
    value = loads_text(value)
    if isinstance(value, Mapping):
        fields = Fields(value)
        return DiagnosticDetail(integer_of(fields.get("code")), fields.text("message"))
    code = integer_of(value)
    return None if code is None else DiagnosticDetail(code, None)
