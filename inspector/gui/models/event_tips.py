"""What the cells of the event table say when the pointer rests on them."""

from inspector.gui.looks import whole_tooltip
from inspector.gui.models.event_columns import FIXED, IDS, EventColumn
from inspector.gui.models.event_rows import EventRows
from inspector.report.plain import visible

_MAY_BE_ELIDED = (EventColumn.EVENT, EventColumn.CONTEXT, EventColumn.SOURCE, *IDS)


def cell_tip(
    shown: EventRows, row: int, column: int, text: str, finding: str, is_late: bool
) -> str | None:
    """The tooltip of a cell with this text; None where there is no more to say."""
    late = " (came after the end of the call)" if is_late else ""
    if column == EventColumn.HAPPENED:
        told = text if shown.told is None else shown.told(row)
        name = visible(shown.table.kinds[int(shown.table.kind[row])].name)
        more = whole_tooltip(f"Finding: {finding}") if finding else ""
        return whole_tooltip(f"{name}: {told}{late}") + more
    if column == EventColumn.OFFSET:
        line = shown.line(row)
        return whole_tooltip(f"Byte {text}" if line is None else f"Line {line:,}, byte {text}")
    if column < FIXED and column not in _MAY_BE_ELIDED:
        return None
    return whole_tooltip(text + (late if column == EventColumn.EVENT else "")) if text else None
