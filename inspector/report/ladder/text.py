"""A ladder for a terminal: lifelines at the left, what each step says at the right."""

import textwrap
from collections.abc import Iterator

from inspector.report.glyphs import GLYPHS
from inspector.report.ladder.model import Column, Ladder, Party, Step, StepKind
from inspector.report.plain import clip, pad, visible, width

_TIME = 10
_LEAST_TEXT = 30
_WIDE = 9
_INDENT = "  "
_EMPTY, _ACTIVE = "│", "┃"
_CHARS = {StepKind.IMPLIED: "╌"}
_SIGNS = {(True, False): "+", (False, True): "x", (True, True): "±", (False, False): "·"}
_SINCE = "from start"
_DASHED = "proved by a later event; its time is not in the capture"
_LINES = "in the call; + joins, x leaves"
_MASKED = "Numbers, names, raw ids and what was said are masked."
_SHORTER = {Party.APP: "app", Party.CARRIER: "SBC", Party.OTHERS: "more"}
"""Heads for columns that stand close together."""


def render_ladder_text(ladder: Ladder, columns: int = 100) -> str:
    """The ladder as lines of at most `columns` characters."""
    return "\n".join(line.rstrip() for line in _lines(ladder, columns)) + "\n"


def _lines(ladder: Ladder, columns: int) -> Iterator[str]:
    title = clip(visible(ladder.title), columns)
    yield title
    yield "─" * width(title)
    drawing = _Drawing(ladder, columns)
    for column in ladder.columns:
        if column.party not in (Party.APP, Party.SERVICE):
            yield clip(f"{pad(drawing.name(column), 9)} {visible(_legend(column))}", columns)
    if any(step.active for step in ladder.steps):
        yield clip(f"{_ACTIVE:<9} {_LINES}", columns)
    if ladder.has_implied:
        yield clip(f"{'╌╌►':<9} {_DASHED}", columns)
    yield ""
    yield from drawing.head()
    active = 0
    for step in ladder.steps:
        yield from drawing.step(step, active)
        active = step.active
    if ladder.redacted:
        yield ""
        yield clip(_MASKED, columns)


def _legend(column: Column) -> str:
    """Who a column is; somebody first as all other views write it."""
    is_short = column.party is not Party.PERSON or column.detail in column.whole
    return column.whole if is_short else f"{column.detail} · {column.whole}"


class _Drawing:
    """Knows where the lifelines stand."""

    def __init__(self, ladder: Ladder, columns: int) -> None:
        self._ladder = ladder
        count = len(ladder.columns)
        room = columns - _TIME - 2 - _LEAST_TEXT
        self._pitch = max(3, min(_WIDE, room // count))
        self._at = [self._pitch // 2 + self._pitch * place for place in range(count)]
        self._size = self._at[-1] + 2
        self._room = max(12, columns - _TIME - 2 - self._size - 1)

    def head(self) -> Iterator[str]:
        """The names of the columns."""
        names = [self.name(column) for column in self._ladder.columns]
        cells = "".join(_centred(name, self._pitch) for name in names)
        yield f"{_SINCE:>{_TIME}}  {cells}"
        yield self._row("", "".join(self._lifelines(0)), "")

    def name(self, column: Column) -> str:
        """What a column is headed with at this width."""
        fits = len(column.short) < self._pitch
        return column.short if fits else _SHORTER.get(column.party, column.short)

    def step(self, step: Step, before: int) -> Iterator[str]:
        """The lines of one step."""
        time = self._ladder.relative_text(step)
        match step.kind:
            case StepKind.GAP:
                dots = [
                    "┊" if char in (_EMPTY, _ACTIVE) else char for char in self._lifelines(before)
                ]
                text = clip(f"⋯ {step.text} without an event", self._room)
                yield self._row("⋯", "".join(dots), text)
            case StepKind.NOTE:
                yield ""
                yield " " * (_TIME + 2) + clip(visible(step.text), self._size + self._room)
            case _:
                yield from self._arrow(step, time)

    def _arrow(self, step: Step, time: str) -> Iterator[str]:
        said = visible(_said(step))
        # Wide characters take two columns each; textwrap counts them as one.
        room = self._room if width(said) == len(said) else self._room // 2
        texts = textwrap.wrap(said, room, subsequent_indent=_INDENT, break_on_hyphens=False) or [""]
        yield self._row(time, "".join(self._drawn(step)), texts[0])
        for text in texts[1:]:
            yield self._row("", "".join(self._lifelines(step.active)), text)
        if step.ends:
            yield self._row("", "═" * (self._size - 1), " end of the call")

    def _drawn(self, step: Step) -> list[str]:
        chars = self._lifelines(step.active)
        for change in step.changes:
            chars[self._at[change.column]] = _SIGNS[change.joins, change.leaves]
        start, stop = self._at[step.start], self._at[step.stop]
        line = _CHARS.get(step.kind, "─")
        way = 1 if stop > start else -1
        for place in range(start + way, stop, way):
            chars[place] = "┼" if chars[place] in (_EMPTY, _ACTIVE) else line
        if start != stop:
            chars[stop - way] = "►" if way > 0 else "◄"
        return chars

    def _lifelines(self, active: int) -> list[str]:
        chars = [" "] * self._size
        for place, at in enumerate(self._at):
            chars[at] = _ACTIVE if active >> place & 1 else _EMPTY
        return chars

    def _row(self, time: str, drawing: str, text: str) -> str:
        return f"{time:>{_TIME}}  {drawing} {text}"


def _said(step: Step) -> str:
    """Shape and code go first, so that failures are found by running down the page."""
    shape = GLYPHS[step.code_class] if step.failed or step.ends or step.badge else ""
    late = "· delivered after the end" if step.after_end else ""
    return " ".join(part for part in (shape, step.badge, step.text, late) if part)


def _centred(name: str, size: int) -> str:
    left = max(0, size // 2 - len(name) // 2)
    return pad(clip(" " * left + name, size), size)
