"""What an event came to, in the four words of the JSON shapes."""

from typing import assert_never

from inspector.calls.model import Outcome
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.standing import event_outcome
from inspector.events.kinds import EventOutcome
from inspector.index.codes import CodeClass, code_class

_CANCELED = 487


def outcome_of(catalog: Catalog, event: str, code: int | None) -> Outcome:
    """The event's name decides; only a terminal event, whose name is neutral, asks its code."""
    outcome = event_outcome(catalog, event)
    match outcome:
        case EventOutcome.SUCCEEDED:
            return Outcome.SUCCEEDED
        case EventOutcome.FAILED:
            return Outcome.FAILED
        case EventOutcome.CANCELED:
            return Outcome.CANCELED
        case EventOutcome.ENDED:
            return _by_code(code)
        case EventOutcome.INFO | None:
            return Outcome.UNKNOWN
        case _:
            assert_never(outcome)


def _by_code(code: int | None) -> Outcome:
    if code is None:
        return Outcome.UNKNOWN
    if code == _CANCELED:
        return Outcome.CANCELED
    return Outcome.SUCCEEDED if code_class(code) is CodeClass.C2XX else Outcome.FAILED
