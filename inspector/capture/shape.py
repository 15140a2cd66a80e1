"""Which JSON objects are call events, told by their fields."""

import base64
import re
from collections.abc import Iterable, Mapping
from enum import Enum

from inspector.capture.fields import Fields
from inspector.capture.jsonvalue import loads_text

TYPE_PREFIX = "microsoft.communication."


_LONG = 1 << 12
"""Bytes looked through at first, as a word is often near; from so many on it is worth asking
whether all are zero, as in a file's unfilled middle."""
_GROWTH = 8
"""So many times as many bytes are looked through next."""


class Words:
    """Looks for any of some words without regard to case, as a pattern of them would.

    Searching for one word after the other is some thirty times quicker than such a pattern.
    """

    def __init__(self, *words: bytes) -> None:
        self.words = words
        """In small letters."""
        self._longest = max(map(len, words))
        self._pattern = re.compile(b"|".join(map(re.escape, words)), re.IGNORECASE)

    def search(
        self, text: bytes | bytearray, start: int = 0, end: int | None = None
    ) -> re.Match[bytes] | None:
        """One of the words between two indices; not always the first."""
        end = len(text) if end is None else end
        size = _LONG
        while True:
            stop = min(end, start + size)
            folded = text[start:stop].lower()
            if len(folded) < _LONG or folded != bytes(len(folded)):
                for word in self.words:
                    at = folded.find(word)
                    if at >= 0:
                        return self._pattern.match(text, start + at)
            if stop >= end:
                return None
            start, size = stop - self._longest, _GROWTH * size


MARKER = Words(
    b"microsoft.communication.", b"callconnectionid", b"correlationid", b"servercallid",
    b"resultinformation", b"incomingcallcontext", b"eventsource", b"eventtype",
)  # fmt: skip
"""Text that every call event holds; whatever lacks it is not looked at closer."""

_STARTS = (
    "Add|Answer|Call|Cancel|Connect|Continuous|Create|Dialog|Hold|Incoming|Media|Move|Participant"
    "|Play|Recogniz|Recording|Remove|Send|Start|Transcription|Transfer"
)
_ENDS = (
    "Accepted|Added|Call|Canceled|Cancelled|Changed|Completed|Connected|Consent|Disconnected|Ended"
    "|Failed|Hangup|Paused|Received|Removed|Resumed|Started|Stopped|Succeeded|Transfer|Updated"
)
_NAME = rf"(?:Microsoft\.Communication\.\w+|\b(?:{_STARTS})(?:[A-Z][a-zA-Z]*)?(?:{_ENDS})\b)"
_WHOLE_NAME = re.compile(_NAME)

CALL_IDS = ("callConnectionId", "correlationId", "serverCallId")
"""Keys that log records have, too, without being events."""
_OF_THE_API = ("callConnectionState", "callbackUri", "callbackUrl")
"""Keys of the calling API's own requests and answers."""
_OF_A_LOGGER = (
    "level", "logLevel", "levelname", "severity", "severityLevel", "msg", "@t", "@m", "@mt", "@l",
    "@timestamp", "textPayload", "jsonPayload",
)  # fmt: skip
"""Keys that loggers alone write."""
OF_A_LOG = (
    *_OF_A_LOGGER, "message", "timestamp", "category", "operationName", "timeGenerated",
    "resultSignature",
)  # fmt: skip
"""Keys of log records, which a callback that was kept in other words may have, too."""
BESIDE_CONNECTION = (
    "resultInformation", "publicEventType", "eventSource", "participants", "sequenceNumber",
)  # fmt: skip
"""Keys that make an object with the id of a call a payload."""
_OF_AN_ENVELOPE = ("source", "subject", "specversion", "eventTime")
_ENVELOPE_KEYS = frozenset((
    "type", "eventtype", "eventtime", "specversion", "datacontenttype", "publiceventtype",
    "callconnectionid", "resultinformation", "incomingcallcontext", "servercallid",
))  # fmt: skip
_OBJECT_IN_BASE64 = ("ey", "ew", "77u/")


class Shape(Enum):
    """What a JSON object is, as far as call events go."""

    ENVELOPE = "envelope"
    DATA = "payload without envelope"
    INCOMING_CALL = "IncomingCall payload without envelope"
    OTHER = "no call event"


def shape_of(fields: Fields, hint: str | None = None) -> Shape:
    """The shape of one JSON object; `hint` is an event's name that stands beside it."""
    kind = fields.text("type", "eventType")
    has_data = "data" in fields or "data_base64" in fields
    if kind is not None and kind.lower().startswith(TYPE_PREFIX):
        return Shape.ENVELOPE if has_data or not _has_any(fields, _OF_A_LOGGER) else Shape.OTHER
    return _with_data(fields, kind, hint) if has_data else _bare(fields, hint)


def named_event(text: str) -> str | None:
    """The text, if it reads like the name of a call event."""
    return text if _WHOLE_NAME.fullmatch(text) else None


def name_in(text: str) -> str | None:
    """The last call event's name inside a line of text."""
    found = _WHOLE_NAME.findall(text)
    return found[-1] if found else None


def only_name_in(text: str) -> str | None:
    """The call event's name inside a line of text, if it names just one."""
    found = set(_WHOLE_NAME.findall(text))
    return found.pop() if len(found) == 1 else None


def looks_like_event(keys: list[str]) -> bool:
    """Whether the keys of a broken object are those of an event rather than of a container."""
    folded = {key.lower() for key in keys}
    return bool(folded & _ENVELOPE_KEYS) or {"id", "source"} <= folded


def is_foreign_envelope(body: Mapping[str, object]) -> bool:
    """Whether an object is an event of another service (a handshake, a storage event)."""
    kind = Fields(body).text("type", "eventType")
    return kind is not None and kind.lower().startswith("microsoft.")


def payload_of(envelope: Fields) -> Mapping[str, object]:
    """The `data` of an envelope as an object, whether sent as object, text or base64."""
    value = envelope.get("data")
    encoded = envelope.text("data_base64")
    if value is None and encoded is not None:
        value = _from_base64(encoded)
    value = loads_text(value)
    if isinstance(value, str) and value.startswith(_OBJECT_IN_BASE64):
        value = loads_text(_from_base64(value))
    return value if isinstance(value, Mapping) else {}


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError:
        return ""


def _with_data(fields: Fields, kind: str | None, hint: str | None) -> Shape:
    """An envelope whose type is missing or shortened, told by its payload."""
    if kind is not None and kind.lower().startswith("microsoft."):
        return Shape.OTHER
    data = payload_of(fields)
    if not data:
        return Shape.OTHER
    payload = Fields(data)
    if _bare(payload, hint) is not Shape.OTHER:
        return Shape.ENVELOPE
    if not payload.text("callConnectionId") or _has_any(payload, (*_OF_THE_API, *OF_A_LOG)):
        return Shape.OTHER
    is_envelope = kind is not None or _has_any(fields, _OF_AN_ENVELOPE)
    is_event = is_envelope and not _has_any(fields, _OF_A_LOGGER)
    return Shape.ENVELOPE if is_event or _names_event(kind) else Shape.OTHER


def _bare(fields: Fields, hint: str | None) -> Shape:
    """A payload without envelope; the ids of a call alone are none, as every log has them."""
    if _has_any(fields, _OF_THE_API):
        return Shape.OTHER
    connection = fields.text("callConnectionId")
    if connection and fields.get("resultInformation") is not None:
        return Shape.DATA
    if _has_any(fields, OF_A_LOG):
        return Shape.OTHER
    if fields.text("incomingCallContext") or all(
        fields.get(name) is not None for name in ("to", "from", "serverCallId")
    ):
        return Shape.INCOMING_CALL
    if connection and _has_any(fields, BESIDE_CONNECTION):
        return Shape.DATA
    if connection and fields.text("serverCallId"):
        is_told = hint or _names_event(fields.text("type")) or "operationContext" in fields
        return Shape.DATA if is_told else Shape.OTHER
    result = fields.get("resultInformation")
    if isinstance(result, Mapping) and ("code" in Fields(result) or "subCode" in Fields(result)):
        return Shape.DATA
    return Shape.OTHER


def _has_any(fields: Fields, names: Iterable[str]) -> bool:
    return any(name in fields for name in names)


def _names_event(kind: str | None) -> bool:
    """Whether a type without prefix is an event's, as early ones were written."""
    return kind is not None and named_event(kind[:1].upper() + kind[1:]) is not None
