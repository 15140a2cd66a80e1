"""Events in a few words, through the real index, for the tests of the index and of calls."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.calls.assemble import assemble
from inspector.calls.table import CallTable
from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, Diagnostic, Result, WireEvent
from inspector.events.kinds import EventKind, EventOutcome, KindTable, Lane, Role
from inspector.index.build import Builder
from inspector.index.table import EventTable

START_NS = 1_750_064_400_000_000_000
"""2025-06-16T09:00:00Z, the second 0 of `Row.at`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event; `at` is its second after nine o'clock, None when it carries no time."""

    kind: str | None
    at: float | None = None
    result: str = ""
    """`code/subcode`, with `sip=486` and `q850=17` behind it where wanted."""
    call: str | None = "leg-1"
    server: str | None = None
    correlation: str | None = None
    context: str | None = None
    sequence: int | None = None
    source: int = 0


def kinds() -> KindTable:
    """The kinds these tests need, as the catalog has them."""
    ok, failed, ended = EventOutcome.SUCCEEDED, EventOutcome.FAILED, EventOutcome.ENDED
    info = EventOutcome.INFO
    return KindTable.build(
        [
            (EventKind("CallConnected", ok, Lane.CALL, Role.CONNECTED, "Call connected"), ()),
            (EventKind("CallDisconnected", ended, Lane.CALL, Role.END, "Call ended"), ()),
            (EventKind("CreateCallFailed", failed, Lane.CALL, Role.NEVER_CONNECTED), ()),
            (
                EventKind("AnswerFailed", failed, Lane.CALL, Role.NEVER_CONNECTED),
                ("AnswerCallFailed",),
            ),
            (EventKind("ConnectFailed", failed, Lane.CALL, Role.NEVER_CONNECTED), ()),
            (EventKind("IncomingCall", info, Lane.CALL, Role.OFFER), ()),
            (EventKind("ParticipantsUpdated", info, Lane.PEOPLE), ()),
            (EventKind("AddParticipantFailed", failed, Lane.PEOPLE), ()),
            (EventKind("PlayStarted", info, Lane.PLAY), ()),
            (EventKind("PlayFailed", failed, Lane.PLAY), ()),
            (EventKind("PlayCompleted", ok, Lane.PLAY), ()),
        ]
    )


def wire(row: Row) -> WireEvent:
    """The event as the reader hands it over."""
    return WireEvent(
        type=None if row.kind is None else f"Microsoft.Communication.{row.kind}",
        time=None if row.at is None else _time(row.at),
        data=Data(
            call_connection_id=row.call,
            server_call_id=row.server,
            correlation_id=row.correlation,
            operation_context=row.context,
            sequence_number=row.sequence,
            result_information=_result(row.result),
        ),
    )


def table_of(rows: Sequence[Row]) -> EventTable:
    """The rows as an index; each has ten bytes of its source."""
    builder = Builder(kinds())
    for place, row in enumerate(rows):
        builder.add(Chunk(row.source, [wire(row)], offsets=[place * 10], lengths=[10], parts=[0]))
    return builder.table()


def calls_of(*rows: Row) -> CallTable:
    """The calls of the rows."""
    return assemble(table_of(rows))


def incoming(at: float | None = None, **more: str | None) -> Row:
    """An offer, which names no call connection."""
    return Row("IncomingCall", at, call=None, **more)


def ns(at: float) -> int:
    """The time of a second of `Row.at`."""
    return START_NS + round(at * 10**7) * 100


def _result(text: str) -> Result | None:
    if not text:
        return None
    pair, *details = text.split()
    code, _, subcode = pair.partition("/")
    named = dict(detail.split("=") for detail in details)
    return Result(
        code=int(code),
        sub_code=int(subcode) if subcode else None,
        sip_details=Diagnostic(code=int(named["sip"])) if "sip" in named else None,
        q850_details=Diagnostic(code=int(named["q850"])) if "q850" in named else None,
    )


def _time(at: float) -> str:
    minutes, ticks = divmod(round(at * 10**7), 60 * 10**7)
    seconds, rest = divmod(ticks, 10**7)
    return f"2025-06-16T09:{minutes:02d}:{seconds:02d}.{rest:07d}+00:00"
