"""The facts of an event that a diagnosis needs: from the index's columns, or from the event."""

from inspector.diagnosis.model import Facts
from inspector.events.event import Event
from inspector.events.kinds import UNKNOWN_KIND_NAME, EventKind
from inspector.index.table import EventTable, number_at


def facts_of(table: EventTable, row: int) -> Facts:
    """The numbers of a row; texts stay in the file."""
    return Facts(
        event=_name(table.kinds[int(table.kind[row])]),
        code=number_at(table.code, row),
        subcode=number_at(table.subcode, row),
        sip=number_at(table.sip, row),
        q850=number_at(table.q850, row),
    )


def facts_from(event: Event) -> Facts:
    """The numbers and messages of an event that was read again."""
    name = _name(event.kind)
    result = event.result
    if result is None:
        return Facts(event=name)
    sip, q850 = result.sip, result.q850
    return Facts(
        event=name,
        code=result.code,
        subcode=result.subcode,
        message=result.message,
        sip=None if sip is None else sip.code,
        sip_message=None if sip is None else sip.message,
        q850=None if q850 is None else q850.code,
        q850_message=None if q850 is None else q850.message,
    )


def _name(kind: EventKind) -> str | None:
    return None if kind.name == UNKNOWN_KIND_NAME else kind.name
