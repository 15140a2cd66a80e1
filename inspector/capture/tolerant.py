"""The tolerant path: any shape of event that is known, to the struct the index needs."""

import re
from collections.abc import Mapping, Sequence

from inspector.capture.fields import Fields
from inspector.capture.jsonvalue import loads_text
from inspector.capture.shape import Shape, named_event, payload_of, shape_of
from inspector.capture.wire import Data, Diagnostic, Result, WireEvent

_CONNECTION = re.compile(r"/?calling/callConnections/([^/?#]+)(?:/[A-Za-z]*)?")
"""The source of a call's events."""
_LARGEST = 2**31 - 1
_WRAPPER = frozenset(("length", "isempty", "mediatype"))
"""What .NET shows of the bytes of a payload when it prints the object that holds them."""
_LONGEST_NUMBER = 40
"""Characters of a number as text; no column holds a longer one."""
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?")
SIP_NAMES = ("sipDetails", "sipCode", "sipDiagnosticInfo")
Q850_NAMES = ("q850Details", "q850Cause")


def event_of(body: Mapping[str, object], hint: str | None = None) -> WireEvent | None:
    """The event that a JSON object is, or None when it is no call event.

    `hint` is an event name found beside the object (the key that holds it); it serves only
    objects that carry no type of their own.
    """
    fields = Fields(body)
    match shape_of(fields, hint):
        case Shape.ENVELOPE:
            return _from_envelope(fields, hint)
        case Shape.INCOMING_CALL:
            return WireEvent(type="IncomingCall", data=_data(fields, fields))
        case Shape.DATA:
            kind = fields.text("publicEventType", "type") or hint or _source_tail(fields)
            return WireEvent(type=kind, time=fields.text("time"), data=_data(fields, fields))
        case Shape.OTHER:
            return None


def integer_of(value: object) -> int | None:
    """A number a column can hold, sent as a number or as text; None for anything else."""
    if isinstance(value, str):
        text = value.strip()
        if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            return None
        try:
            value = float(text) if any(mark in text for mark in ".eE") else int(text)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not -_LARGEST <= value <= _LARGEST or value != int(value):
        return None
    return int(value)


def _from_envelope(fields: Fields, hint: str | None) -> WireEvent:
    payload = payload_of(fields)
    data = Fields(payload) if payload else fields
    kind = (
        fields.text("type", "eventType", "publicEventType")
        or data.text("publicEventType", "type")
        or hint
        or _source_tail(fields)
        or _source_tail(data)
    )
    if kind is None and shape_of(data) is Shape.INCOMING_CALL:
        kind = "IncomingCall"
    time = fields.text("time", "eventTime")
    told = _data(data, fields)
    if told.call_connection_id is None and _has_lost_its_payload(fields):
        told.call_connection_id = _connection_in(fields)
    return WireEvent(
        id=fields.text("id"),
        type=kind,
        time=data.text("time") if time is None else time,
        data=told,
    )


def _has_lost_its_payload(envelope: Fields) -> bool:
    """Whether a logger left of the payload only the wrapper it was held in."""
    value = envelope.get("data")
    if not isinstance(value, Mapping) or not value:
        return False
    return _WRAPPER.issuperset(key.lower() for key in value)


def _connection_in(envelope: Fields) -> str | None:
    """The connection that an event is about, by its source."""
    found = _CONNECTION.fullmatch(envelope.text("source", "subject") or "")
    return found[1] if found else None


def _data(data: Fields, envelope: Fields) -> Data:
    result = data.get("resultInformation")
    if result is None:
        result = envelope.get("resultInformation")
    return Data(
        call_connection_id=data.text("callConnectionId"),
        server_call_id=data.text("serverCallId"),
        correlation_id=data.text("correlationId"),
        operation_context=data.text("operationContext"),
        result_information=_result(result),
        sequence_number=integer_of(data.get("sequenceNumber")),
    )


def _result(value: object) -> Result | None:
    value = loads_text(value)
    if not isinstance(value, Mapping):
        return None
    fields = Fields(value)
    return Result(
        code=integer_of(fields.get("code")),
        sub_code=integer_of(fields.get("subCode")),
        sip_details=_diagnostic(diagnostic_value(fields, SIP_NAMES)),
        q850_details=_diagnostic(diagnostic_value(fields, Q850_NAMES)),
    )


def diagnostic_value(fields: Fields, names: Sequence[str]) -> object:
    """The SIP or Q.850 details among their names: those with a code before those without."""
    every = (loads_text(fields.get(name)) for name in names)
    values = [value for value in every if value is not None]
    with_code = (value for value in values if _code_in(value) is not None)
    return next(with_code, values[0] if values else None)


def _code_in(value: object) -> int | None:
    return integer_of(Fields(value).get("code") if isinstance(value, Mapping) else value)


def _diagnostic(value: object) -> Diagnostic | None:
    if isinstance(value, Mapping):
        return Diagnostic(code=integer_of(Fields(value).get("code")))
    code = integer_of(value)
    return None if code is None else Diagnostic(code=code)


def _source_tail(fields: Fields) -> str | None:
    """Early payloads end their source with the event's name."""
    source = fields.text("source", "eventSource", "subject")
    return named_event(source.rsplit("/", 1)[-1]) if source else None
