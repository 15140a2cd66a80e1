"""One made-up call and the callbacks it sends, in the shapes the service sends them.

Used by make_samples.py. Everything here is invented: ids come from a seeded generator, phone
numbers from the block that is set aside for fiction (555-0100 to 555-0199).
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

PREFIX = "Microsoft.Communication."
OK = (200, 0, "Action completed successfully.")
SILENT = (200, 0, "")
NOT_SET = "0001-01-01T00:00:00+00:00"
STABLE = "2025-05-15"
PREVIEW = "2024-09-01-preview"
APP = "+14255550100"
AGENT = "+14255550177"
BUSY = (486, "Busy Here"), (17, "User busy")
NO_ANSWER = (480, "Temporarily Unavailable"), (19, "No answer from user (user alerted)")
NO_INPUT = (400, 8510, "Action failed, initial silence timeout reached.")
# Characters that the service's JSON writer escapes and Python's does not.
ESCAPED = {"+": "\\u002B", "'": "\\u0027", "&": "\\u0026", "<": "\\u003C", ">": "\\u003E"}

Json = dict[str, Any]
Result = tuple[int, int, str]
Detail = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Callback:
    """One delivered event: its own time, and when it reached the app (100 ns since midnight)."""

    at: int
    delivered: int
    event: Json


def as_sent(value: object, indent: int | None = None) -> str:
    """JSON with the escapes of the service's own writer."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(value, indent=indent, separators=separators)
    for plain, escape in ESCAPED.items():
        text = text.replace(plain, escape)
    return text


def ticks(clock: str, seconds: float = 0.0) -> int:
    """A clock time such as "09:13:57.3104" plus seconds, in 100 ns since midnight."""
    hours, minutes, rest = clock.split(":")
    start_s = int(hours) * 3600 + int(minutes) * 60
    return start_s * 10**7 + round((float(rest) + seconds) * 10**7)


def time_text(day: str, at: int, zone: str = "+00:00") -> str:
    """A time with up to seven digits of the second, closing zeros cut as .NET does."""
    whole, fraction = divmod(at, 10**7)
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    second = (midnight + timedelta(seconds=whole)).strftime("%Y-%m-%dT%H:%M:%S")
    digits = f".{fraction:07d}".rstrip("0").rstrip(".") if zone != "Z" else f".{fraction:07d}"
    return second + digits + zone


def phone(number: str) -> Json:
    """The identifier of a phone number."""
    return {"rawId": f"4:{number}", "kind": "phoneNumber", "phoneNumber": {"value": number}}


def failed(code: int, subcode: int, reason: str) -> Result:
    """A result whose message ends in the service's diagnostic tail."""
    return code, subcode, f"{reason} DiagCode: {code}#{subcode}.@"


class Maker:
    """The one source of made-up ids; the same seed gives the same ids on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def guid(self) -> str:
        """A random GUID."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def between(self, low: float, high: float) -> float:
        """A number of seconds between two bounds."""
        return low + (high - low) * self._random.random()

    def token(self, size: int) -> str:
        """Random bytes as text, shaped like the service's opaque tokens."""
        raw = self._random.getrandbits(size * 8).to_bytes(size, "big")
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def server_call_id(self, ends_at: int) -> str:
        """A conversation's address in base64, on a host that does not exist."""
        host = "conv-euwe-03-prod-aks.conv.example.com"
        address = f"https://{host}/conv/{self.token(16)}?i=10-60-{ends_at % 199}-17&e={ends_at}"
        return base64.b64encode(address.encode()).decode()

    def user(self) -> Json:
        """The identifier of a user of the made-up resource."""
        user_id = f"8:acs:{self.guid()}_{self.guid()}"
        return {
            "rawId": user_id,
            "kind": "communicationUser",
            "communicationUser": {"id": user_id},
        }


class Call:
    """A call connection; `callbacks` grows in the order in which the scene tells its story."""

    def __init__(self, maker: Maker, day: str, starts: int, version: str) -> None:
        self.maker = maker
        self.callbacks: list[Callback] = []
        self.connection = maker.guid()
        self.correlation = maker.guid()
        self.server = maker.server_call_id(638_900_000_000_000_000 + starts)
        self._day = day
        self._starts = starts
        self._version = version
        self._sequence = 0
        self._recording = maker.token(60)

    def event(
        self,
        kind: str,
        at_s: float,
        result: Result = SILENT,
        *,
        context: str | None = None,
        sip: Detail | None = None,
        q850: Detail | None = None,
        late_s: float = 0.0,
        **fields: object,
    ) -> None:
        """Add a callback, `at_s` seconds into the call; `late_s` holds back its delivery."""
        code, subcode, message = result
        information: Json = {"code": code, "subCode": subcode, "message": message}
        if sip is not None:
            information["sipDetails"] = {"code": sip[0], "message": sip[1]}
        if q850 is not None:
            information["q850Details"] = {"code": q850[0], "message": q850[1]}
        data: Json = {**fields, "version": self._version}
        if context is not None:
            data["operationContext"] = context
        data["resultInformation"] = information
        data |= self._ids()
        data["publicEventType"] = PREFIX + kind
        source = f"calling/callConnections/{self.connection}"
        if kind == "RecordingStateChanged":
            source = f"calling/recordings/{self.server}/{self._recording}/{kind}"
        at = self._at(at_s)
        event: Json = {
            "id": self.maker.guid(),
            "source": source,
            "type": PREFIX + kind,
            "data": data,
            "time": time_text(self._day, at),
            "specversion": "1.0",
            "datacontenttype": "application/json",
            "subject": source,
        }
        self._deliver(at, event, late_s)

    def offer(self, caller: str, callee: str, shape: str = "cloud") -> None:
        """Add the IncomingCall of second 0: "cloud", "grid" (Event Grid schema) or "bare"."""
        data: Json = {
            "to": phone(callee),
            "from": phone(caller),
            "serverCallId": self.server,
            "callerDisplayName": "",
            "incomingCallContext": self.maker.token(180),
            "correlationId": self.correlation,
        }
        at = self._at(0.0)
        resource = (
            f"/subscriptions/{self.maker.guid()}/resourceGroups/example-voice"
            "/providers/Microsoft.Communication/communicationServices/example-voice"
        )
        subject = f"/caller/4:{caller}/recipient/4:{callee}"
        kind = PREFIX + "IncomingCall"
        event = data
        if shape == "cloud":
            event = {
                "id": self.maker.guid(),
                "source": resource,
                "subject": subject,
                "data": data,
                "type": kind,
                "specversion": "1.0",
                "time": time_text(self._day, at, "Z"),
            }
        elif shape == "grid":
            event = {
                "id": self.maker.guid(),
                "topic": resource,
                "subject": subject,
                "data": data,
                "eventType": kind,
                "dataVersion": "1.0",
                "metadataVersion": "1",
                "eventTime": time_text(self._day, at, "Z"),
            }
        self._deliver(at, event, 0.0)

    def participants(self, at_s: float, *people: Json, late_s: float = 0.0) -> None:
        """Add a ParticipantsUpdated that lists everybody in the call."""
        self._sequence += 1
        listed = [{"identifier": who, "isMuted": False, "isOnHold": False} for who in people]
        self.event(
            "ParticipantsUpdated",
            at_s,
            participants=listed,
            sequenceNumber=self._sequence,
            late_s=late_s,
        )

    def play(self, at_s: float, seconds: float, context: str) -> None:
        """Add a PlayStarted and its PlayCompleted."""
        self.event("PlayStarted", at_s, OK, context=context)
        self.event("PlayCompleted", at_s + seconds, OK, context=context)

    def recording(self, at_s: float, state: str, late_s: float = 0.0) -> None:
        """Add a RecordingStateChanged, "active" or "inactive"."""
        begun = time_text(self._day, self._at(at_s) - 2_000_000)
        self.event(
            "RecordingStateChanged",
            at_s,
            eventSource=f"calling/recordings/{self.server}/{self._recording}/RecordingStateChanged",
            recordingId=self._recording,
            state=state,
            startDateTime=begun if state == "active" else NOT_SET,
            recordingKind="azureCommunicationServices",
            late_s=late_s,
        )

    def hang_up(self, at_s: float, context: str | None = None) -> None:
        """Add the CallDisconnected of an app that ends its call."""
        message = "Call was ended by Azure Communication Service Call Automation API or a server "
        result = (200, 7000, message + "bot. DiagCode: 0#7000.@")
        self.event("CallDisconnected", at_s, result, context=context)

    def refuse(
        self, at_s: float, result: Result, sip: Detail | None = None, q850: Detail | None = None
    ) -> None:
        """Add the two ends of an outgoing call that nobody took, in the order of the service."""
        self.event("CallDisconnected", at_s, result, sip=sip, q850=q850)
        self.event("CreateCallFailed", at_s - 0.0010142, result, sip=sip, q850=q850, late_s=0.6)

    def _ids(self) -> Json:
        return {
            "callConnectionId": self.connection,
            "serverCallId": self.server,
            "correlationId": self.correlation,
        }

    def _at(self, at_s: float) -> int:
        return self._starts + round(at_s * 10**7)

    def _deliver(self, at: int, event: Json, late_s: float) -> None:
        delay = round((self.maker.between(0.02, 0.25) + late_s) * 10**7)
        self.callbacks.append(Callback(at, at + delay, event))


def delivered(calls: Iterable[Call]) -> list[Callback]:
    """The callbacks of several calls in the order in which they reached the app."""
    return sorted((c for call in calls for c in call.callbacks), key=lambda c: c.delivered)
