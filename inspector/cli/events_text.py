"""The `events` command's text: one line an event."""

from collections.abc import Iterator, Sequence

from inspector.calls.capture import Capture
from inspector.cli.summary import problem_lines, skipped_lines, source_lines
from inspector.diagnosis.sentences import Sentences
from inspector.events.times import clock_utc, date_utc
from inspector.index.codes import code_class
from inspector.index.table import NONE, number_at, time_at
from inspector.report.glyphs import GLYPHS, result_text
from inspector.report.plain import Grid, clip_middle, visible

_CALL = 13
_TITLES = ("#", "time (UTC)", "event", "result", "call", "what happened")
_SIZES = (27, 22, 14, _CALL, 30)
_RIGHT = frozenset({0})


def events_lines(capture: Capture, sentences: Sentences, position: int | None) -> Iterator[str]:
    """The whole text; of one call when its position is given."""
    if position is None:
        yield from source_lines(capture)
        rows: Sequence[int] = range(capture.table.size)
        late: frozenset[int] = frozenset()
    else:
        call = capture.calls.call(position)
        rows, late = call.rows, frozenset(call.after_end)
        yield visible(f"call #{call.number}  {call.connection_id}")
    grid = Grid(_TITLES, (max(4, len(str(capture.table.size))), *_SIZES), _RIGHT)
    if rows:
        yield ""
        yield from grid.head()
    for row in rows:
        yield grid.line(_cells(capture, sentences, row, row in late))
    if position is not None and capture.calls.call(position).end is None:
        yield "no CallDisconnected in this capture"
    if position is None:
        yield from problem_lines(capture)
        yield from skipped_lines(capture)


def _cells(capture: Capture, sentences: Sentences, row: int, after_end: bool) -> tuple[str, ...]:
    table = capture.table
    code, call, context = number_at(table.code, row), int(table.call[row]), int(table.context[row])
    result = result_text(code, number_at(table.subcode, row))
    said = sentences.short(row)
    if context != NONE and table.contexts[context]:
        said = f"{said} · {table.contexts[context]}"
    return (
        str(row + 1),
        _time(time_at(table.time, row)),
        table.kinds[int(table.kind[row])].name,
        f"{GLYPHS[code_class(code)]} {result}",
        "" if call == NONE else clip_middle(visible(table.call_ids[call]), _CALL),
        f"after the end: {said}" if after_end else said,
    )


def _time(time_ns: int | None) -> str:
    return "no time" if time_ns is None else f"{date_utc(time_ns)} {clock_utc(time_ns, 7)}"
