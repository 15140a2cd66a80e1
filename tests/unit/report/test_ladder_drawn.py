"""Ladders as text, Mermaid and SVG: readable, and captured text never gets out of its place."""

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.catalog.catalog import Catalog
from inspector.index.codes import CodeClass
from inspector.report.ladder.geometry import place_columns
from inspector.report.ladder.mermaid import escaped, render_mermaid
from inspector.report.ladder.model import Change, Column, Ladder, Party, Step, StepKind
from inspector.report.ladder.svg import render_svg
from inspector.report.ladder.text import render_ladder_text
from inspector.report.plain import visible, width
from tests.support.ladder_case import failed_call, ladder_of, plain_ladder, step, written

COLUMNS = 100
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "</text><script>alert(1)</script>",
            ']]><!--"&quot;&#60;',
            "x; Note over p0: forged",
            "x\n    p1->>p0: forged",
            "%%{init: {'theme':'dark'}}%%",
            "style a:#red; classDef b:#x;",
            "end # comment",
            "<br/><img src=x onerror=y>",
            "#35;#60;b",
            "ﬂ°°60¶ß",
            "\u202ereversed\x1b[31m\x00",
            "中文" * 30,
        ]
    ),
)


def text_of(catalog: Catalog) -> list[str]:
    return render_ladder_text(ladder_of(catalog, failed_call())).splitlines()


def hostile_ladder(text: str) -> Ladder:
    column = Column(Party.PERSON, "P2", text, text)
    steps = (
        step(text, 1, code="500/1", code_class=CodeClass.C5XX, failed=True),
        step(text, 2, kind=StepKind.IMPLIED, start=2, stop=1, time_ns=None),
        step(text, 3, kind=StepKind.NOTE, start=0, stop=2),
    )
    ladder = written(*steps, people=1)
    return replace(ladder, title=text, columns=(*ladder.columns, column))


def test_text_shows_arrows_people_and_breaks(catalog: Catalog) -> None:
    lines = text_of(catalog)
    assert lines[0] == "Call 1 · inbound · 2025-06-16 09:00:00 – 09:00:33 UTC"
    assert "P1        phone number · +44•••123" in lines
    plain = render_ladder_text(plain_ladder(catalog, failed_call()))
    assert "P1        +44…123 · phone number · +441632960123" in plain
    assert "as P1<br/>+44…123" in render_mermaid(plain_ladder(catalog, failed_call()))
    head = next(line for line in lines if "Azure" in line)
    assert head.split() == ["from", "start", "Your", "app", "Azure", "Carrier", "P1", "P2"]
    offered = next(line for line in lines if "Call offered" in line)
    assert re.fullmatch(r" +0\.0 +│◄─+│ +│ +│ +│ +Call offered", offered)
    joins = next(line for line in lines if "P1 joined" in line)
    assert re.fullmatch(r" +\+4\.5 +┃◄─+┃ +│ +\+ +│ +P1 joined", joins)
    called = next(line for line in lines if "calls" in line)
    assert re.fullmatch(r" +│ +│◄╌+┼╌+│ +│ +calls .*", called)
    gap = next(line for line in lines if "22.0 s" in line)
    assert gap.count("┊") == 5
    assert gap.endswith("⋯ 22.0 s without an event")
    assert lines[-3].endswith("═  end of the call")
    failed = next(line for line in lines if "■" in line)
    assert re.search(r"│  ■ 500/560486 Phone is busy \(P2\) ‘add-agent’$", failed)
    assert lines[-1] == "Numbers, names, raw ids and what was said are masked."


def test_the_lifelines_stand_in_one_column_in_all_lines(catalog: Catalog) -> None:
    lines = [line for line in text_of(catalog) if re.search("[│┃┊].*[│┃┊]", line)]
    app = {re.search("[│┃┊]", line).start() for line in lines}  # type: ignore[union-attr]  # each has one
    assert len(app) == 1


@pytest.mark.parametrize("people", [0, 1, 3, 6, 12])
def test_text_keeps_to_its_width(people: int) -> None:
    long = step(
        "a rather long text about what has happened " * 3, 1, code="500/560486", failed=True
    )
    text = render_ladder_text(written(long, people=people), COLUMNS)
    assert max(map(width, text.splitlines())) <= COLUMNS


def test_a_long_text_goes_on_below_and_keeps_its_words() -> None:
    long = step("the operation was not done " * 2 + "‘a-rather-long-context’", 1, active=0b1)
    lines = render_ladder_text(written(long), 70).splitlines()
    first = next(place for place, line in enumerate(lines) if "the operation" in line)
    assert re.match(r" +┃ +│ +│ {4}\S", lines[first + 1])
    for columns in range(65, 100):
        assert "‘a-rather-long-context’" in render_ladder_text(written(long), columns)


def test_text_of_a_leaving_person() -> None:
    leaving = step("P1 left", 1, changes=(Change(2, leaves=True),))
    assert re.search(r"│◄─+│ +x +P1 left", render_ladder_text(written(leaving)))
    both = step("P1 came back", 1, changes=(Change(2, joins=True, leaves=True),))
    assert re.search(r"│◄─+│ +± +P1 came back", render_ladder_text(written(both)))


def test_a_text_explains_the_signs_it_uses() -> None:
    quiet = render_ladder_text(written(step()))
    assert "in the call" not in quiet
    assert "proved by a later event" not in quiet
    implied = step(kind=StepKind.IMPLIED, time_ns=None, active=0b1)
    text = render_ladder_text(written(implied))
    assert "┃         in the call; + joins, x leaves\n" in text
    assert "╌╌►       proved by a later event; its time is not in the capture\n" in text


def test_what_comes_after_the_end_says_so_behind_its_text() -> None:
    late = step("Played", 1, after_end=True, code="400/1", code_class=CodeClass.C4XX, failed=True)
    assert "▲ 400/1 Played · delivered after the end\n" in render_ladder_text(written(late))


@given(HOSTILE)
def test_no_text_breaks_the_lines_of_a_text(text: str) -> None:
    document = render_ladder_text(hostile_ladder(text), COLUMNS)
    harmless = render_ladder_text(hostile_ladder("x"), COLUMNS)
    assert max(map(width, document.splitlines())) <= COLUMNS
    assert all(char.isprintable() for char in document.replace("\n", ""))
    arrows = re.findall("◄[─╌]", document)
    assert len(arrows) >= len(re.findall("◄[─╌]", harmless))
    assert document.count("\n") == len(document.splitlines())


def test_mermaid_of_a_call(catalog: Catalog) -> None:
    lines = [
        line.strip() for line in render_mermaid(ladder_of(catalog, failed_call())).splitlines()
    ]
    assert lines[0] == "sequenceDiagram"
    assert lines[1] == "title Call 1 · inbound · 2025-06-16 09:00:00 – 09:00:33 UTC"
    assert lines[2:5] == ["participant p0 as Your app", "participant p1 as Azure",
                          "participant p2 as Carrier<br/>SBC"]  # fmt: skip
    assert "p3-->>p1: calls #43;44•••100".replace("#43;", "+") in lines
    assert "p1->>p0: +30.0 s · Phone is busy (P2) ‘add-agent’ · ■ 500/560486" in lines
    assert "Note over p0,p4: ⋯ 22.0 s without an event ⋯" in lines
    assert lines[-1] == "Note over p0,p4: the call is over"


@given(HOSTILE)
def test_no_text_gets_out_of_a_mermaid_statement(text: str) -> None:
    document = render_mermaid(hostile_ladder(text))
    lines = document.rstrip("\n").split("\n")
    assert len(lines) == len(render_mermaid(hostile_ladder("x")).rstrip("\n").split("\n"))
    arrow = re.compile(r"^    p\d-?->>p\d:", re.MULTILINE)
    without = arrow.sub("", re.sub(r"#\d+;", "", document.replace("<br/>", "")))
    for sign in '#;%<>&"{}\\`\r\u2028\u2029\x85\x0b\x0c':
        assert sign not in without


@given(HOSTILE)
def test_mermaid_shows_the_text_itself(text: str) -> None:
    entities = re.sub(r"#(\d+);", r"&#\1;", escaped(text).replace("&", "&amp;"))
    assert unescape(entities) == visible(text)


@pytest.mark.parametrize("text", ["end", "END", "x End.", "(end)", "-end-"])
def test_the_word_that_closes_blocks_never_stands_in_a_diagram(text: str) -> None:
    assert not re.search(r"\bend\b", escaped(text), re.IGNORECASE)


def test_longer_words_stay_readable() -> None:
    assert escaped("ended sending the weekend") == "ended sending the weekend"


def test_a_colon_is_escaped_where_mermaid_would_repair_a_style() -> None:
    assert ":" in escaped("asked: play")
    assert not re.search(r"style.*:\S*#.*;", f"p1->>p0: {escaped('style x:#1; y')}")


def test_a_diagram_that_is_too_long_says_what_is_left_out() -> None:
    document = render_mermaid(written(*(step("Played", row) for row in range(500))), 3_000)
    assert len(document) < 3_200
    drawn = document.count("->>")
    assert f"{500 - drawn} further steps are left out" in document


@given(HOSTILE)
def test_svg_is_one_document_whatever_it_shows(text: str) -> None:
    tree = ElementTree.fromstring(render_svg(hostile_ladder(text)))
    harmless = ElementTree.fromstring(render_svg(hostile_ladder("x")))
    tags = [element.tag for element in tree.iter()]
    assert tags == [element.tag for element in harmless.iter()]
    titles = [element.text or "" for element in tree.iter(f"{SVG}title")]
    assert titles[0] == visible(text)


def test_svg_loads_nothing(catalog: Catalog) -> None:
    document = render_svg(ladder_of(catalog, failed_call()))
    assert not re.search(r"href|url\(|<script|<style|<image|@import|<foreignObject", document)
    assert document.count("http") == 1


def test_svg_is_light_or_dark() -> None:
    ladder = written(step())
    light, dark = render_svg(ladder), render_svg(ladder, dark=True)
    assert 'fill="#FFFFFF"' in light
    assert 'fill="#FFFFFF"' not in dark


def test_svg_draws_what_no_event_dates_dashed() -> None:
    solid = render_svg(written(step()))
    dashed = render_svg(written(step(kind=StepKind.IMPLIED, time_ns=None)))
    assert "stroke-dasharray" not in solid
    assert "dashed: proved by a later event" not in solid
    assert "stroke-dasharray" in dashed
    assert "dashed: proved by a later event" in dashed


@pytest.mark.parametrize("code_class", list(CodeClass))
def test_a_failure_has_its_class_in_color_shape_and_code(code_class: CodeClass) -> None:
    failure = step(row=1, code="500/1", code_class=code_class, failed=True)
    document = render_svg(written(failure))
    assert "500/1" in document
    others = {
        render_svg(written(replace(failure, code_class=other)))
        for other in CodeClass
        if other is not code_class
    }
    assert document not in others


def test_a_long_picture_counts_what_it_leaves_out() -> None:
    document = render_svg(written(*(step(row=row) for row in range(50))), most_steps=20)
    assert "30 further steps are left out of this picture" in document


@pytest.mark.parametrize("count", [2, 3, 5, 9])
@pytest.mark.parametrize("wide", [460, 700, 960])
def test_columns_stand_apart_and_inside(count: int, wide: int) -> None:
    at = place_columns(count, wide)
    assert len(at.x) == count
    assert at.x[1] - at.x[0] >= (104 if at.is_tight else 140)
    least = 46 if at.is_tight else 60
    assert all(b - a >= least for a, b in zip(at.x[1:], at.x[2:], strict=False))
    assert at.x[-1] + least / 2 <= at.width


@pytest.mark.parametrize(("count", "is_tight"), [(2, False), (4, False), (5, True), (6, True)])
def test_columns_move_together_before_they_need_more_room(count: int, is_tight: bool) -> None:
    at = place_columns(count, 425, 58)
    assert at.width == 425
    assert at.is_tight is is_tight


def test_a_text_ends_where_the_view_ends() -> None:
    at = place_columns(9, 425, 58)
    assert at.width > 425
    left, room = at.text_span(1, 0, 900, 425)
    assert left + room <= 425
    left, room = at.text_span(3, 2, 200, 425)
    assert (left + room, room) == (415, 200)


@given(st.integers(2, 12), st.integers(300, 1500), st.data(), st.floats(1, 2000, allow_nan=False))
def test_a_text_stays_on_the_drawing(
    count: int, wide: int, data: st.DataObject, needed: float
) -> None:
    at = place_columns(count, wide)
    start, stop = data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, count - 1))
    left, room = at.text_span(start, stop, needed)
    assert at.x[0] < left
    assert left + room <= at.width
    assert 0 < room <= needed


def test_a_plain_success_needs_no_badge() -> None:
    assert Step(StepKind.CALLBACK, 1, 0, "x", "x", code="200/0").badge == ""
    assert Step(StepKind.CALLBACK, 1, 0, "x", "x", code="200/7000").badge == "200/7000"
    assert Step(StepKind.CALLBACK, 1, 0, "x", "x", code="200/0", ends=True).badge == "200/0"
    assert Step(StepKind.CALLBACK, 1, 0, "x", "x", code="200/0", failed=True).badge == "200/0"
