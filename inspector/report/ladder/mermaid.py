"""A ladder as a Mermaid sequence diagram, for wikis and tickets that draw it."""

import re
from collections.abc import Iterator

from inspector.report.glyphs import GLYPHS
from inspector.report.ladder.model import Ladder, Step, StepKind
from inspector.report.plain import visible

MOST_CHARS = 45_000
"""Mermaid refuses a diagram of more than 50,000 characters."""
_SAFE = frozenset(" .,()+-/_·‘’–−…⋯•→×" + "".join(GLYPHS.values()))
_SAFE_WITH_COLON = _SAFE | {":"}
_END = re.compile(r"\b([Ee])(?=[Nn][Dd]\b)")
"""The word that closes a block: Mermaid's manual warns of it in any text."""
_ENTITY = {"e": "#101;", "E": "#69;"}
_ARROWS = {StepKind.CALLBACK: "->>", StepKind.LOGGED: "->>", StepKind.IMPLIED: "-->>"}


def render_mermaid(ladder: Ladder, most_chars: int = MOST_CHARS) -> str:
    """The diagram's source. Steps that do not fit are counted in a last note."""
    lines = list(_head(ladder))
    last = len(ladder.columns) - 1
    size = sum(len(line) + 1 for line in lines)
    for position, step in enumerate(ladder.steps):
        line = _step(ladder, step)
        if size + len(line) > most_chars:
            left_out = len(ladder.steps) - position
            lines.append(_note(last, f"{left_out:,} further steps are left out"))
            break
        lines.append(line)
        size += len(line) + 1
    return "\n".join(lines) + "\n"


def _head(ladder: Ladder) -> Iterator[str]:
    yield "sequenceDiagram"
    yield f"    title {escaped(ladder.title)}"
    for place, column in enumerate(ladder.columns):
        detail = f"<br/>{escaped(column.detail)}" if column.detail else ""
        yield f"    participant p{place} as {escaped(column.short)}{detail}"


def _step(ladder: Ladder, step: Step) -> str:
    if step.kind is StepKind.GAP:
        return _note(step.stop, f"⋯ {step.text} without an event ⋯")
    if step.kind is StepKind.NOTE:
        return _note(step.stop, step.text)
    arrow = f"    p{step.start}{_ARROWS[step.kind]}p{step.stop}: {escaped(_said(ladder, step))}"
    if not step.ends:
        return arrow
    return f"{arrow}\n{_note(len(ladder.columns) - 1, 'the call is over')}"


def _said(ladder: Ladder, step: Step) -> str:
    time = ladder.relative_text(step)
    if time and time != "no time":
        time = f"{time} s" if ":" not in time else time
    glyph = f"{GLYPHS[step.code_class]} {step.badge}" if step.badge else ""
    late = "delivered after the end" if step.after_end else ""
    return " · ".join(part for part in (time, step.text, glyph, late) if part)


def _note(last: int, text: str) -> str:
    return f"    Note over p0,p{last}: {escaped(text)}"


def escaped(text: str) -> str:
    """A text that Mermaid shows and never reads.

    All but plain letters, digits and a few signs become entities: what ends a statement, begins
    a directive or a comment, or is markup, differs between its versions.
    """
    shown = visible(text)
    # Mermaid repairs "style…:…#…;" before it reads a line, and would cut an entity there.
    safe = _SAFE if "style" in shown or "classDef" in shown else _SAFE_WITH_COLON
    made = "".join(
        char if char in safe or (char.isascii() and char.isalnum()) else f"#{ord(char)};"
        for char in shown
    )
    return _END.sub(lambda found: _ENTITY[found[0]], made)
