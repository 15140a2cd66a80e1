"""An index of a few events, built by the real builder, for tests above the index."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, Diagnostic, Result, WireEvent
from inspector.events.kinds import KindTable
from inspector.index.build import Builder
from inspector.index.table import EventTable

CALL = "call-1"


@dataclass(frozen=True, slots=True)
class Given:
    """One event of a test capture; `at_s` is its second within a fixed minute or later."""

    kind: str
    at_s: float | None = None
    code: int | None = None
    subcode: int | None = None
    sip: int | None = None
    q850: int | None = None
    call: str | None = CALL
    conversation: str = "conversation-1"


def wire(given: Given) -> WireEvent:
    """The event as the reader hands it to the index."""
    numbers = (given.code, given.subcode, given.sip, given.q850)
    result = None
    if any(number is not None for number in numbers):
        result = Result(
            code=given.code,
            sub_code=given.subcode,
            sip_details=None if given.sip is None else Diagnostic(code=given.sip),
            q850_details=None if given.q850 is None else Diagnostic(code=given.q850),
        )
    return WireEvent(
        type=f"Microsoft.Communication.{given.kind}" if given.kind else None,
        time=None if given.at_s is None else _time(given.at_s),
        data=Data(
            call_connection_id=given.call,
            server_call_id=given.conversation,
            result_information=result,
        ),
    )


def table_of(kinds: KindTable, events: Sequence[Given]) -> EventTable:
    """The events in file order as an index."""
    builder = Builder(kinds)
    count = len(events)
    builder.add(
        Chunk(
            source=0,
            events=[wire(event) for event in events],
            offsets=list(range(count)),
            lengths=[1] * count,
            parts=[0] * count,
        )
    )
    return builder.table()


def _time(at_s: float) -> str:
    minutes, seconds = divmod(at_s, 60)
    return f"2025-06-16T09:{int(minutes):02d}:{seconds:010.7f}Z"
