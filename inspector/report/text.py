"""Blocks as plain text for a terminal or a mail."""

import textwrap
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
from inspector.report.plain import columns_text, pad, visible, width

COLUMNS = 100


def render_text(blocks: Iterable[Block]) -> str:
    """The document as text of at most 100 columns (tables of long cells may be wider)."""
    parts = ["\n".join(_lines(block)) for block in blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            title = visible(block.text)
            rule = {1: "═", 2: "─"}.get(block.level)
            return [title, rule * min(width(title), COLUMNS)] if rule else [title]
        case Paragraph():
            return _wrap(block.text)
        case Facts():
            return _facts(block)
        case BadgeLine():
            badges = "   ".join(
                f"{GLYPHS[badge.code_class]} {visible(badge.text)}" for badge in block.badges
            )
            return _wrap(f"{badges}   {block.text}".strip())
        case Steps():
            numbered = [(f"{n}. ", item) for n, item in enumerate(block.items, 1)]
            return [line for head, item in numbered for line in _wrap(item, head)]
        case Code():
            return [f"    {line}" for line in visible(block.text, keep_lines=True).split("\n")]
        case Table():
            return _table(block)
        case _:
            assert_never(block)


def _wrap(text: str, head: str = "") -> list[str]:
    return textwrap.wrap(
        visible(text),
        COLUMNS,
        initial_indent=head,
        subsequent_indent=" " * width(head),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [head.rstrip()]


def _facts(block: Facts) -> list[str]:
    labels = [visible(fact.label) for fact in block.rows]
    size = max((width(label) for label in labels), default=0)
    return [
        line
        for label, fact in zip(labels, block.rows, strict=True)
        for line in _wrap(fact.value, pad(label, size) + "  ")
    ]


def _table(block: Table) -> list[str]:
    return columns_text(
        [column.title for column in block.columns],
        [[_cell(cell) for cell in row] for row in block.rows],
        right=frozenset(i for i, column in enumerate(block.columns) if column.right),
    )


def _cell(cell: Cell) -> str:
    return cell.text if cell.code_class is None else f"{GLYPHS[cell.code_class]} {cell.text}"
