import re
from html.parser import HTMLParser

import pytest

from inspector.index.codes import CodeClass
from inspector.report.blocks import (
    Badge,
    BadgeLine,
    Block,
    Cell,
    Code,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Steps,
    Table,
)
from inspector.report.html import HtmlRenderer
from inspector.report.markdown import escape, render_markdown
from inspector.report.text import render_text

HOSTILE = "<img src=x onerror=alert(1)> | `x` **b** [l](http://e.example) \u202e\x1b[2J & =1+1"

DOCUMENT: tuple[Block, ...] = (
    Heading("A call", 1),
    BadgeLine((Badge("500 · 560503", CodeClass.C5XX),), "busy"),
    Paragraph("Some words.", muted=True),
    Facts((Fact("Call", "abc", mono=True), Fact("Whose move", "callee"))),
    Steps(("Look here", "Then there")),
    Code("first\nsecond"),
    Table(
        (Column("#", right=True), Column("code")),
        (
            (Cell("1"), Cell("487", CodeClass.C4XX)),
            (Cell("10"), Cell("none", CodeClass.NONE)),
        ),
    ),
)

HOSTILE_DOCUMENT: tuple[Block, ...] = (
    Heading(HOSTILE, 1),
    BadgeLine((Badge(HOSTILE, CodeClass.C4XX),), HOSTILE),
    Paragraph(HOSTILE),
    Facts((Fact(HOSTILE, HOSTILE), Fact("id", HOSTILE, mono=True))),
    Steps((HOSTILE,)),
    Code(f"{HOSTILE}\n```\n</pre>{HOSTILE}"),
    Table((Column(HOSTILE),), ((Cell(HOSTILE),), (Cell(HOSTILE, CodeClass.C6XX),))),
)


def test_text_golden() -> None:
    assert render_text(DOCUMENT) == (
        "A call\n══════\n\n"
        "■ 500 · 560503   busy\n\n"
        "Some words.\n\n"
        "Call        abc\nWhose move  callee\n\n"
        "1. Look here\n2. Then there\n\n"
        "    first\n    second\n\n"
        " #  code\n──  ──────\n 1  ▲ 487\n10  ◇ none\n"
    )


def test_markdown_golden() -> None:
    assert render_markdown(DOCUMENT) == (
        "# A call\n\n"
        "■ **500 · 560503** busy\n\n"
        "*Some words.*\n\n"
        "|  |  |\n| --- | --- |\n| Call | `abc` |\n| Whose move | callee |\n\n"
        "1. Look here\n2. Then there\n\n"
        "```text\nfirst\nsecond\n```\n\n"
        "| \\# | code |\n| ---: | --- |\n| 1 | ▲ 487 |\n| 10 | ◇ none |\n"
    )


def test_text_wraps_and_hangs() -> None:
    lines = render_text([Facts((Fact("Meaning", "word " * 60),))]).splitlines()
    assert max(map(len, lines)) <= 100
    assert len(lines) > 2
    assert all(line.startswith(" " * 9 + "word") for line in lines[1:])


def test_hostile_text_steers_no_terminal() -> None:
    text = render_text(HOSTILE_DOCUMENT)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert text.count("onerror=alert(1)") == 13  # nothing was dropped either


def test_hostile_text_is_no_markdown() -> None:
    prose = re.sub(r"(?s)\n(`{3,})text\n.*?\n\1\n", "\n", render_markdown(HOSTILE_DOCUMENT))
    assert not re.search(r"(?<!\\)[<>\[\]&]|\x1b|\u202e", prose)
    assert "http://" not in prose
    for row in [line for line in prose.splitlines() if line.startswith("| ")]:
        assert len(re.findall(r"(?<!\\)\|", row)) in (2, 3)


def test_a_code_block_cannot_be_closed_from_inside() -> None:
    assert render_markdown([Code("a\n````\nb")]) == "`````text\na\n````\nb\n`````\n"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("=1+1", "\\=1+1"),
        ("+4930123456", "\\+4930123456"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("7.726 s", "7.726 s"),
        ("two\nlines", "two␊lines"),
        ("see www.e.example", "see www\\.e.example"),
        ("487 · 0", "487 · 0"),
        ("@someone", "\\@someone"),
    ],
)
def test_markdown_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def _parsed(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    parser.close()
    return parser


def test_html_shows_every_block() -> None:
    page = _parsed(HtmlRenderer().page("A call", DOCUMENT))
    words = " ".join(page.words.split())
    assert "■ 500 · 560503 busy" in words
    assert "Whose move callee" not in words  # two cells, told apart by markup
    assert [tag for tag in page.tags if tag in ("h1", "ol", "pre", "table")] == [
        "h1",
        "table",
        "ol",
        "pre",
        "table",
    ]
    assert ("class", "badge c5xx") in page.attributes
    assert "first\nsecond" in page.words


def test_hostile_text_is_no_html() -> None:
    page = HtmlRenderer().page(HOSTILE, HOSTILE_DOCUMENT)
    parsed = _parsed(page)
    assert "img" not in parsed.tags
    assert "script" not in parsed.tags
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", page)
    assert parsed.words.count("onerror=alert(1)") == 14


def test_html_loads_nothing() -> None:
    page = HtmlRenderer().page("t", DOCUMENT)
    assert "default-src 'none'" in page
    assert not re.search(r"(?i)(src|href)=|url\(|@import|https?://", page)


def test_a_spreadsheet_keeps_cells_as_text() -> None:
    assert 'mso-number-format: "\\@"' in HtmlRenderer().page("t", DOCUMENT)
