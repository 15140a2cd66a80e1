"""A ladder as an SVG picture that stands alone: no script, no font, nothing loaded."""

from collections.abc import Iterator
from html import escape

from inspector.index.codes import CodeClass
from inspector.report.ladder.geometry import (
    GUTTER_PX,
    LINE_Y_PX,
    ROW_PX,
    TEXT_Y_PX,
    Geometry,
    place_columns,
)
from inspector.report.ladder.model import Column, Ladder, Step, StepKind
from inspector.report.ladder.palette import Palette, load_palette
from inspector.report.plain import clip, clip_middle, visible, width

MOST_STEPS = 2_000
WIDTH_PX = 960
_TOP_PX = 44
"""The title."""
_HEAD_PX = 50
_FOOT_PX = 40
_CHAR_PX = 7.4
"""A wide guess: the font that the reader has is not known."""
_SMALL_CHAR_PX = 6.7
_BADGE_PX = 18
_FONT = "Inter, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
_MONO = "'JetBrains Mono', 'Cascadia Mono', Consolas, Menlo, 'DejaVu Sans Mono', monospace"
_DASHED = "dashed: proved by a later event, its time is not in the capture"
_MASKED = "numbers, names, raw ids and what was said are masked"


def render_svg(ladder: Ladder, *, dark: bool = False, most_steps: int = MOST_STEPS) -> str:
    """The picture; steps beyond `most_steps` are counted in a last line."""
    return "\n".join(_Picture(ladder, load_palette(dark=dark), most_steps).lines()) + "\n"


class _Picture:
    """One run of `render_svg`."""

    def __init__(self, ladder: Ladder, palette: Palette, most_steps: int) -> None:
        self._ladder, self._colors = ladder, palette
        self._steps = ladder.steps[:most_steps]
        self._left_out = len(ladder.steps) - len(self._steps)
        self._at: Geometry = place_columns(len(ladder.columns), WIDTH_PX)
        rows = len(self._steps) + bool(self._left_out)
        self._bottom = _TOP_PX + _HEAD_PX + rows * ROW_PX
        self._height = self._bottom + _FOOT_PX

    def lines(self) -> Iterator[str]:
        """The document, line by line."""
        wide, high, colors = round(self._at.width), self._height, self._colors
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" font-family="{_FONT}" font-size="12">'
        )
        yield f"<title>{_xml(self._ladder.title)}</title>"
        yield f'<rect width="{wide}" height="{high}" fill="{colors.ground}"/>'
        yield self._text(16, 27, self._ladder.title, size=15, bold=True)
        for place, column in enumerate(self._ladder.columns):
            yield from self._head(place, column)
        active, y = 0, _TOP_PX + _HEAD_PX
        for step in self._steps:
            yield from self._step(step, active, y)
            active, y = step.active, y + ROW_PX
        if self._left_out:
            count = f"{self._left_out:,} further steps"
            text = f"{count} are left out of this picture; the text form has them all"
            yield self._text(self._at.width / 2, y + 22, text, anchor="middle", muted=True)
        notes = [_DASHED] * self._ladder.has_implied + [_MASKED] * self._ladder.redacted
        yield self._text(16, high - 14, " · ".join(notes), size=11, muted=True)
        yield "</svg>"

    def _head(self, place: int, column: Column) -> Iterator[str]:
        x, room = self._at.x[place], max(6, int(self._at.pitch / _SMALL_CHAR_PX))
        yield "<g>"
        yield f"<title>{_xml(column.whole)}</title>"
        short = clip(column.short, max(room, 9))
        y = _TOP_PX + (18 if column.detail else 26)
        yield self._text(x, y, short, anchor="middle", bold=True)
        detail = clip_middle(visible(column.detail), room)
        yield self._text(x, _TOP_PX + 34, detail, anchor="middle", size=11, muted=True)
        yield "</g>"

    def _step(self, step: Step, before: int, y: float) -> Iterator[str]:
        if step.kind is StepKind.GAP:
            left, right = self._at.x[0] - 24, self._at.x[-1] + 24
            yield (
                f'<rect x="{left:.0f}" y="{y + 8:.0f}" width="{right - left:.0f}" '
                f'height="{ROW_PX - 16}" rx="4" fill="{self._colors.idle}"/>'
            )
        yield from self._lifelines(before, y, 0, LINE_Y_PX, step.kind)
        yield from self._lifelines(step.active, y, LINE_Y_PX, ROW_PX, step.kind)
        match step.kind:
            case StepKind.GAP:
                middle = (self._at.x[0] + self._at.x[min(1, len(self._at.x) - 1)]) / 2
                text = f"⋯ {step.text} ⋯"
                yield self._text(middle, y + 24, text, anchor="middle", size=11, muted=True)
            case StepKind.NOTE:
                yield self._note(step, y)
            case _:
                yield from self._arrow(step, y)
        if step.ends:
            yield (
                f'<rect x="{self._at.x[0] - 14:.0f}" y="{y + ROW_PX - 4:.0f}" '
                f'width="{self._at.x[-1] - self._at.x[0] + 28:.0f}" height="3" '
                f'fill="{self._colors.cap}"/>'
            )

    def _note(self, step: Step, y: float) -> str:
        return self._text(self._at.x[0] + 10, y + 24, step.text, bold=True)

    def _lifelines(
        self, active: int, y: float, top: float, bottom: float, kind: StepKind
    ) -> Iterator[str]:
        for place, x in enumerate(self._at.x):
            is_active = active >> place & 1
            color = self._colors.muted if is_active else self._colors.border
            dash = ' stroke-dasharray="2 4"' if kind is StepKind.GAP else ""
            yield (
                f'<line x1="{x:.1f}" y1="{y + top:.0f}" x2="{x:.1f}" y2="{y + bottom:.0f}" '
                f'stroke="{color}" stroke-width="{4 if is_active else 1.2}"{dash}/>'
            )

    def _arrow(self, step: Step, y: float) -> Iterator[str]:
        ink = self._ink(step)
        yield "<g>"
        yield f"<title>{_xml(step.told)}</title>"
        time = self._ladder.relative_text(step)
        yield self._text(GUTTER_PX - 8, y + 19, time, anchor="end", size=11, muted=True, mono=True)
        badge = len(step.badge) * _SMALL_CHAR_PX + 26 if step.badge else 0
        wanted = width(step.text) * _CHAR_PX + (badge + 8 if badge else 0)
        left, room = self._at.text_span(step.start, step.stop, wanted)
        text = clip(step.text, max(4, int((room - badge) / _CHAR_PX)))
        color = ink if step.failed or step.kind is StepKind.IMPLIED else self._colors.text
        ends = left + width(text) * _CHAR_PX
        # Lifelines must not run through words.
        yield (
            f'<rect x="{left - 3:.1f}" y="{y + 5:.1f}" width="{ends - left + badge + 6:.1f}" '
            f'height="19" fill="{self._colors.ground}"/>'
        )
        yield self._text(left, y + TEXT_Y_PX + 4, text, color=color, bold=step.failed)
        if badge:
            yield from self._badge(step, ends + 6, y + 6, badge)
        yield from self._line(step, y + LINE_Y_PX, ink)
        for change in step.changes:
            fill = self._colors.ground if change.leaves else self._colors.muted
            yield (
                f'<circle cx="{self._at.x[change.column]:.1f}" cy="{y + LINE_Y_PX}" r="5" '
                f'fill="{fill}" stroke="{self._colors.muted}" stroke-width="2"/>'
            )
        yield "</g>"

    def _line(self, step: Step, y: float, ink: str) -> Iterator[str]:
        start, stop = self._at.x[step.start], self._at.x[step.stop]
        way = 1 if stop > start else -1
        dash = ' stroke-dasharray="5 4"' if step.kind is StepKind.IMPLIED else ""
        tip = stop - 3 * way
        yield (
            f'<line x1="{start + 3 * way:.1f}" y1="{y:.0f}" x2="{tip - 6 * way:.1f}" '
            f'y2="{y:.0f}" stroke="{ink}" stroke-width="{2 if step.failed else 1.4}"{dash}/>'
        )
        back = tip - 9 * way
        points = f"{tip:.1f},{y:.0f} {back:.1f},{y - 4.5:.1f} {back:.1f},{y + 4.5:.1f}"
        yield f'<polygon points="{points}" fill="{ink}"/>'

    def _badge(self, step: Step, x: float, y: float, wide: float) -> Iterator[str]:
        ink, tint = self._colors.classes[step.code_class]
        yield (
            f'<rect x="{x:.1f}" y="{y - 1:.1f}" width="{wide:.1f}" height="{_BADGE_PX}" rx="4" '
            f'fill="{tint}"/>'
        )
        yield _shape(step.code_class, x + 10, y + 8, ink)
        yield self._text(x + 18, y + 12, step.badge, size=11, bold=True, color=ink, mono=True)

    def _ink(self, step: Step) -> str:
        if step.failed or step.ends:
            return self._colors.classes[step.code_class][0]
        return self._colors.muted if step.kind is StepKind.IMPLIED else self._colors.text

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = 12,
        anchor: str = "start",
        bold: bool = False,
        muted: bool = False,
        mono: bool = False,
        color: str = "",
    ) -> str:
        fill = color or (self._colors.muted if muted else self._colors.text)
        weight = ' font-weight="600"' if bold else ""
        family = f' font-family="{_MONO}"' if mono else ""
        return (
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
            f'fill="{fill}"{weight}{family}>{_xml(text)}</text>'
        )


def _shape(code_class: CodeClass, x: float, y: float, ink: str) -> str:
    match code_class:
        case CodeClass.C2XX:
            return f'<circle cx="{x}" cy="{y}" r="4" fill="{ink}"/>'
        case CodeClass.C4XX:
            points = f"{x},{y - 4.5} {x + 5},{y + 4} {x - 5},{y + 4}"
            return f'<polygon points="{points}" fill="{ink}"/>'
        case CodeClass.C5XX:
            return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{ink}"/>'
        case CodeClass.C6XX:
            path = f"M{x - 4} {y - 4}L{x + 4} {y + 4}M{x + 4} {y - 4}L{x - 4} {y + 4}"
            return f'<path d="{path}" stroke="{ink}" stroke-width="2.7"/>'
        case CodeClass.NONE:
            points = f"{x},{y - 4} {x + 4},{y} {x},{y + 4} {x - 4},{y}"
            return f'<polygon points="{points}" fill="none" stroke="{ink}" stroke-width="1.5"/>'


def _xml(text: str) -> str:
    """Captured text as character data: nothing in it is markup, nothing of it is not XML."""
    return escape(visible(text), quote=True)
