"""Blocks as Markdown (CommonMark with tables), with captured text escaped."""

import re
from collections.abc import Iterable
from typing import assert_never

from inspector.report.blocks import (
    BadgeLine,
    Block,
    Cell,
    Code,
    Facts,
    Heading,
    Paragraph,
    Steps,
    Table,
)
from inspector.report.glyphs import GLYPHS
from inspector.report.plain import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$&@]")
_LINE_START = re.compile(r"^(\s*)([-+=#]|\d+(?=[.)](?:\s|$)))")
_AUTOLINK = re.compile(r"(?i)(?<=\w)(?=://)|(?<=www)(?=\.)")


def render_markdown(blocks: Iterable[Block]) -> str:
    """The document as Markdown."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def escape(text: str) -> str:
    """Text that a Markdown reader shows as it is: no markup, HTML, link, mention or formula."""
    escaped = _SPECIAL.sub(r"\\\g<0>", visible(text))
    escaped = _AUTOLINK.sub(r"\\", escaped)
    return _LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * block.level} {escape(block.text)}"]
        case Paragraph():
            return [f"*{escape(block.text)}*" if block.muted else escape(block.text)]
        case Facts():
            head = ["|  |  |", "| --- | --- |"]
            return head + [
                f"| {escape(fact.label)} | {_inline(fact.value, fact.mono)} |"
                for fact in block.rows
            ]
        case BadgeLine():
            badges = " ".join(
                f"{GLYPHS[badge.code_class]} **{escape(badge.text)}**" for badge in block.badges
            )
            return [f"{badges} {escape(block.text)}".rstrip()]
        case Steps():
            return [f"{n}. {escape(item)}" for n, item in enumerate(block.items, 1)]
        case Code():
            return _fenced(block.text)
        case Table():
            return _table(block)
        case _:
            assert_never(block)


def _inline(text: str, mono: bool) -> str:
    shown = visible(text)
    if mono and shown.strip() and not set(shown) & set("`|\\"):
        return f"`{shown}`"
    return escape(text)


def _fenced(text: str) -> list[str]:
    shown = visible(text, keep_lines=True)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + "text", *shown.split("\n"), fence]


def _table(block: Table) -> list[str]:
    titles = " | ".join(escape(column.title) for column in block.columns)
    rule = " | ".join("---:" if column.right else "---" for column in block.columns)
    rows = [" | ".join(_cell(cell) for cell in row) for row in block.rows]
    return [f"| {line} |" for line in (titles, rule, *rows)]


def _cell(cell: Cell) -> str:
    if cell.code_class is None:
        return escape(cell.text)
    return f"{GLYPHS[cell.code_class]} {escape(cell.text)}"
