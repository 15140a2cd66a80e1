import time
from collections.abc import Iterator
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from inspector.gui.badge import badge_font, badge_size
from inspector.gui.ladder.heads import HEAD_PX
from inspector.gui.ladder.picture import MOST_STEPS
from inspector.gui.ladder.rows import Rows
from inspector.gui.theme import Theme, load_theme
from inspector.gui.timeline.ticks import AxisKind
from inspector.gui.views.ladder_view import FORMATS, LadderView, ladder_bytes, ladder_text
from inspector.index.codes import CodeClass
from inspector.report.ladder.geometry import LINE_Y_PX, ROW_PX
from inspector.report.ladder.model import Change, Ladder, StepKind
from tests.support.ladder_case import step, written

FAILED, RUN, ENDED = 4, 5, 14
TONES = tuple(step(f"Tone {n}", RUN + n) for n in range(9))
STEPS = (
    step("Call connected", 0, active=0b011),
    step("P1 joined", 1, changes=(Change(2, joins=True),), active=0b111),
    step("asked: play", 3, kind=StepKind.IMPLIED, start=0, stop=1, time_ns=None, active=0b111),
    step("Played", 3, active=0b111),
    step("12 s", 0, kind=StepKind.GAP, start=0, stop=2, time_ns=None, rows=(), active=0b111),
    step(
        "Wrong audio format", FAILED, code="400/8535", code_class=CodeClass.C4XX, failed=True,
        active=0b111,
    ),
    step(
        "9 tones", RUN, rows=tuple(range(RUN, RUN + 9)), inner=TONES, active=0b111,
    ),
    step("Ended", ENDED, code="200/7000", code_class=CodeClass.C2XX, ends=True),
    step("Recording is inactive", ENDED + 1, after_end=True),
)  # fmt: skip
GAP_AT, FAILED_AT, RUN_AT, ENDED_AT = 4, 5, 6, 7


@pytest.fixture
def ladder() -> Ladder:
    return written(*STEPS)


@pytest.fixture
def light() -> Theme:
    return load_theme("light")


@pytest.fixture
def view(qtbot: QtBot, ladder: Ladder, light: Theme) -> Iterator[LadderView]:
    view = LadderView(light)
    qtbot.addWidget(view)
    view.resize(716, 520)
    view.show_ladder(ladder)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close()


def click(view: LadderView, index: int, qtbot: QtBot) -> None:
    at = view.canvas.point_of(index)
    qtbot.mouseClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def chosen(view: LadderView) -> str:
    row = view.canvas.current()
    return "" if row is None else row.step.text


def pixels(view: LadderView) -> QImage:
    return view.canvas.viewport().grab().toImage()


def count_of(image: QImage, color: str, box: QRect) -> int:
    wanted = QColor(color).rgb()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    )


def row_box(view: LadderView, index: int) -> QRect:
    top = view.canvas.point_of(index).y() - ROW_PX // 2
    return QRect(0, top, 700, ROW_PX)


def test_a_click_chooses_the_event_behind_a_step(view: LadderView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_selected) as signal:
        click(view, FAILED_AT, qtbot)
    assert signal.args == [FAILED]
    assert chosen(view) == "Wrong audio format"


def test_a_dashed_step_leads_to_the_event_that_proves_it(view: LadderView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_selected) as signal:
        click(view, 2, qtbot)
    assert signal.args == [3]
    view.select_row(3)  # what the window answers must not move the choice
    assert chosen(view) == "asked: play"


def test_a_break_can_be_chosen_but_is_no_event(view: LadderView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.row_selected):
        click(view, GAP_AT, qtbot)
    assert chosen(view) == "12 s"


def test_keys_walk_over_the_steps(view: LadderView, qtbot: QtBot) -> None:
    rows: list[int] = []
    view.row_selected.connect(rows.append)
    for key in ("Down", "Down", "Up", "End", "Home", "PageDown"):
        qtbot.keyClick(view.canvas, getattr(Qt.Key, f"Key_{key}"))
    assert rows[:5] == [0, 1, 0, ENDED + 1, 0]
    assert rows[5] > 0


def test_a_run_opens_and_closes(view: LadderView, qtbot: QtBot) -> None:
    before = view.canvas.row_count()
    view.select_row(RUN + 2)
    assert chosen(view) == "9 tones"
    qtbot.keyClick(view.canvas, Qt.Key.Key_Right)
    assert view.canvas.row_count() == before + 9
    qtbot.keyClick(view.canvas, Qt.Key.Key_Down)
    assert chosen(view) == "Tone 0"
    view.select_row(None)
    view.select_row(RUN + 2)
    assert chosen(view) == "Tone 2"
    view.select_row(ENDED)
    assert chosen(view) == "Ended"
    view.select_row(RUN)
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left)
    assert view.canvas.row_count() == before
    assert chosen(view) == "9 tones"


def test_a_double_click_opens_a_run(view: LadderView, qtbot: QtBot) -> None:
    before = view.canvas.row_count()
    at = view.canvas.point_of(RUN_AT)
    qtbot.mouseDClick(view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.canvas.row_count() == before + 9


def test_a_chosen_event_comes_into_sight(view: LadderView) -> None:
    view.resize(716, 200)
    view.select_row(ENDED + 1)
    viewport = view.canvas.viewport()
    at = view.canvas.point_of(len(STEPS) - 1)
    assert viewport.rect().contains(at)
    view.select_row(0)
    assert view.canvas.point_of(0).y() > HEAD_PX


def test_the_chosen_step_stays_in_sight_when_the_view_shrinks(view: LadderView) -> None:
    view.resize(700, 400)
    view.select_row(5)
    for height in (330, 260, 210):
        view.resize(700, height)
        current = view.canvas.current()
        assert current is not None
        foot = view.canvas.point_of(current.position).y() + ROW_PX // 2
        assert foot <= view.canvas.viewport().height()
        assert view.canvas.verticalScrollBar().value() % ROW_PX == 0


def test_an_event_of_another_call_takes_the_choice_away(view: LadderView) -> None:
    view.select_row(1)
    view.select_row(9_999)
    assert chosen(view) == ""


def test_another_ladder_begins_at_its_top_without_a_choice(view: LadderView) -> None:
    view.resize(716, 200)
    view.select_row(ENDED + 1)
    view.show_ladder(written(*STEPS[:3]))
    assert chosen(view) == ""
    assert view.canvas.verticalScrollBar().value() == 0


def test_without_a_ladder_it_says_why(view: LadderView) -> None:
    view.show_ladder(None, "Events without a call have no ladder")
    assert not view.canvas.isVisible()
    assert not view.save_button.isVisible()
    assert "without a call" in view.canvas.accessibleDescription()
    view.show_ladder(written(*STEPS))
    assert view.canvas.isVisible()


def test_assistive_tools_hear_the_step_that_is_chosen(view: LadderView, qtbot: QtBot) -> None:
    assert view.canvas.accessibleName() == "Ladder"
    assert "between Your app, Azure, P1; 1 failed event." in view.canvas.accessibleDescription()
    view.select_row(FAILED)
    told = view.canvas.accessibleDescription()
    assert told.startswith(
        "Step 6 of 9, +4.0 s, Azure to Your app: Wrong audio format, 400/8535, failed"
    )
    view.select_row(RUN)
    assert "closed run" in view.canvas.accessibleDescription()
    click(view, 2, qtbot)
    assert "implied, without a time" in view.canvas.accessibleDescription()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_failure_is_drawn_in_its_class_color(view: LadderView, name: str) -> None:
    theme = load_theme(name)
    view.set_theme(theme)
    image = pixels(view)
    color = theme.classes[CodeClass.C4XX].color
    assert count_of(image, color, row_box(view, FAILED_AT)) > 100
    assert count_of(image, color, row_box(view, 3)) == 0


def test_the_end_is_a_line_over_all_columns(view: LadderView, light: Theme) -> None:
    image = pixels(view)
    assert count_of(image, light.cap, row_box(view, ENDED_AT)) > 300
    assert count_of(image, light.cap, row_box(view, 3)) < 100
    late = row_box(view, ENDED_AT + 1)
    assert count_of(image, light.idle, late) > late.width() * late.height() // 2


def test_the_choice_and_lit_rows_stand_out(view: LadderView, light: Theme) -> None:
    edge = QRect(0, 0, 3, ROW_PX)
    view.canvas.clearFocus()  # the ring stands on the edge too
    view.highlight_rows([1])
    view.select_row(3)
    image = pixels(view)
    plain, lit, now = (edge.translated(0, row_box(view, n).top()) for n in (0, 1, 3))
    assert count_of(image, light.accent, now) > 50
    assert count_of(image, light.surface, plain) > 50
    assert count_of(image, light.surface, lit) == 0
    view.highlight_rows(())
    assert count_of(pixels(view), light.surface, lit) > 50


def test_an_arrow_points_at_the_app(view: LadderView, light: Theme) -> None:
    image = pixels(view)
    y = row_box(view, 0).top() + LINE_Y_PX
    ground = QColor(light.surface).rgb()
    column = view.canvas.point_of(0).x()
    assert image.pixel(column, y) != ground
    assert image.pixel(column, y + 7) == ground


def test_heads_stay_in_sight(view: LadderView) -> None:
    view.resize(716, 220)
    head = QRect(0, 0, 700, HEAD_PX - 2)
    before = pixels(view).copy(head)
    view.canvas.verticalScrollBar().setValue(130)
    assert pixels(view).copy(head) == before


def test_hover_shows_the_whole_text(view: LadderView) -> None:
    at = view.canvas.point_of(FAILED_AT)
    move(view, at)
    title, code, when, sentence = view.card.texts()
    assert (title, code, when) == ("Azure → Your app", "400/8535", "+4.0 s")
    assert sentence == "Wrong audio format"
    move(view, view.canvas.point_of(2))
    assert view.card.texts()[2] == "time not in the capture"
    move(view, view.canvas.point_of(GAP_AT))
    assert view.card.texts()[0] == "12 s without an event"
    move(view, QPoint(200, 5))
    assert not view.card.isVisible()


def test_the_card_of_a_cut_text_has_all_of_it(view: LadderView) -> None:
    long = "SIP 486 Busy Here · Q.850 17 User busy, in words that no row has room for"
    view.show_ladder(written(step(long, 1, whole="The carrier's answer.")))
    move(view, view.canvas.point_of(0))
    assert view.card.texts()[3] == f"{long}. The carrier's answer."


def move(view: LadderView, at: QPoint) -> None:
    viewport = view.canvas.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(viewport.mapToGlobal(at)),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_clock_times_move_the_columns_aside(view: LadderView) -> None:
    before, column = pixels(view), view.canvas.point_of(0).x()
    view.set_axis(AxisKind.UTC)
    assert pixels(view) != before
    assert view.canvas.point_of(0).x() > column
    view.set_axis(AxisKind.RELATIVE)
    assert pixels(view) == before


@pytest.mark.parametrize(
    ("kind", "reference_ns", "told"),
    [
        (AxisKind.RELATIVE, 3 * 10**9, "+4.0 s"),
        (AxisKind.REFERENCE, 3 * 10**9, "+1.0 s from ref."),
        (AxisKind.REFERENCE, 9 * 10**9, "−5.0 s from ref."),
        (AxisKind.REFERENCE, None, "+4.0 s"),
        (AxisKind.UTC, None, "00:00:04.0 UTC"),
    ],
)
def test_times_count_from_what_is_chosen(
    view: LadderView, kind: AxisKind, reference_ns: int | None, told: str
) -> None:
    view.set_axis(kind, reference_ns)
    view.select_row(FAILED)
    assert view.canvas.accessibleDescription().startswith(f"Step 6 of 9, {told}, Azure")
    move(view, view.canvas.point_of(FAILED_AT))
    assert view.card.texts()[2] == told


def test_local_times_are_those_of_this_computer(
    view: LadderView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        view.set_axis(AxisKind.LOCAL)
        view.select_row(FAILED)
        told = view.canvas.accessibleDescription()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "05:30:04.0 UTC+5:30" in told


def test_what_a_filter_hides_is_faint_and_stays(view: LadderView, light: Theme) -> None:
    color = light.classes[CodeClass.C4XX].color
    box = row_box(view, FAILED_AT)
    rows = view.canvas.row_count()
    mask = np.zeros(ENDED + 1, dtype=np.bool_)  # knows nothing of the newest event
    mask[RUN + 3] = True
    view.set_shown(mask)
    assert count_of(pixels(view), color, box) == 0
    assert view.canvas.row_count() == rows
    view.select_row(FAILED)
    assert ", hidden by the filter." in view.canvas.accessibleDescription()
    move(view, view.canvas.point_of(FAILED_AT))
    assert view.card.texts()[2] == "+4.0 s · hidden by the filter"
    for shown in (RUN, ENDED + 1):  # one event of the run is shown; the mask is older than the last
        view.select_row(shown)
        assert "hidden" not in view.canvas.accessibleDescription()
    view.select_row(None)
    view.set_shown(None)
    assert count_of(pixels(view), color, box) > 100


def test_the_legend_tells_the_signs_in_use_where_there_is_room(view: LadderView) -> None:
    assert "proved by a later event" in legend(view)
    assert "filter" not in legend(view)
    view.set_shown(np.ones(40, dtype=np.bool_))
    assert "faint: hidden by the filter" in legend(view)
    view.resize(716, 140)
    assert legend(view) == ""
    view.resize(716, 400)
    view.set_shown(None)
    view.show_ladder(written(STEPS[0]))
    assert legend(view) == ""


def legend(view: LadderView) -> str:
    labels = view.findChildren(QLabel)
    return "".join(
        label.text() for label in labels if label.isVisible() and "event" in label.text()
    )


@pytest.mark.parametrize("people", [1, 3, 9])
def test_a_badge_is_whole_in_a_narrow_view(view: LadderView, light: Theme, people: int) -> None:
    view.resize(430, 400)
    words = "a text that is far too long for a narrow window and has to give way"
    failed = step(words, 1, code="500/560503", code_class=CodeClass.C5XX, failed=True)
    view.show_ladder(written(failed, people=people))
    image = pixels(view)
    tint = QColor(light.classes[CodeClass.C5XX].tint).rgb()
    row = row_box(view, 0)
    places = [x for x in range(image.width()) if image.pixel(x, row.top() + 8) == tint]
    assert (
        max(places) - min(places) + 1
        >= badge_size(failed.badge, QFontMetrics(badge_font())).width() - 8
    )  # round corners
    assert max(places) < image.width() - 4


def test_no_lifeline_crosses_a_text(view: LadderView) -> None:
    words = "a text that goes far beyond the arrow it belongs to, over all the lifelines there"
    view.show_ladder(written(step(words, 1, active=0b111), people=1))
    dark = pixels(view)
    at = view.canvas.point_of(0)
    second = 2 * at.x() - first_column(view)
    y = row_box(view, 0).top() + 5
    assert is_quiet(dark, second, y)
    assert not is_quiet(dark, second, row_box(view, 0).bottom())


def first_column(view: LadderView) -> int:
    image = pixels(view)
    y = row_box(view, 0).bottom()
    ground = image.pixel(300, HEAD_PX + 200)
    return next(x for x in range(10, image.width()) if image.pixel(x, y) != ground)


def is_quiet(image: QImage, x: int, y: int) -> bool:
    ground = image.pixel(300, HEAD_PX + 200)
    return all(image.pixel(at, y) == ground for at in range(x - 3, x + 4))


def test_the_menu_opens_by_key_at_the_chosen_step(view: LadderView, qtbot: QtBot) -> None:
    view.select_row(1)
    menu = view.save_button.menu()
    reasons = QContextMenuEvent.Reason
    for reason, target in (
        (reasons.Keyboard, view.canvas),
        (reasons.Mouse, view.canvas.viewport()),
    ):
        QApplication.sendEvent(target, QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5)))
        qtbot.waitUntil(menu.isVisible)
        menu.close()
    view.save_button.setFocus()
    opened: list[bool] = []
    menu.aboutToShow.connect(lambda: opened.append(True))
    QTimer.singleShot(50, menu.close)
    qtbot.keyClick(view.save_button, Qt.Key.Key_Space)  # comes back when the menu is closed
    assert opened == [True]


def test_the_button_comes_after_the_steps(view: LadderView) -> None:
    chain, widget = [], view.canvas.nextInFocusChain()
    while widget is not None and widget is not view.canvas:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    assert chain[0] is view.save_button


def test_a_call_that_grows_stays_where_it_is(view: LadderView) -> None:
    steps = tuple(step(f"Event {row}", row) for row in range(60))
    view.show_ladder(written(*steps[:50]))
    view.select_row(40)
    view.canvas.verticalScrollBar().setValue(300)
    view.show_grown(written(*steps))
    assert view.canvas.verticalScrollBar().value() == 300
    assert chosen(view) == "Event 40"
    assert view.canvas.row_count() == 60
    view.select_row(40)
    assert view.canvas.verticalScrollBar().value() == 300


def test_many_columns_scroll_sideways(view: LadderView) -> None:
    view.resize(430, 400)
    view.show_ladder(written(*STEPS, people=9))
    assert view.canvas.horizontalScrollBar().maximum() > 0
    view.show_ladder(written(*STEPS, people=4))
    assert view.canvas.horizontalScrollBar().maximum() == 0


def test_times_stay_when_the_columns_go_sideways(view: LadderView) -> None:
    view.resize(430, 400)
    view.show_ladder(written(*STEPS, people=9))
    box = QRect(0, HEAD_PX, 50, 300)
    before = pixels(view)
    view.canvas.horizontalScrollBar().setValue(60)
    after = pixels(view)
    assert after.copy(box) == before.copy(box)
    assert after != before


def test_the_menu_asks_for_each_form(view: LadderView) -> None:
    asked: list[str] = []
    copied: list[str] = []
    view.save_requested.connect(asked.append)
    view.copy_requested.connect(copied.append)
    for action in view.save_button.menu().actions():
        action.trigger()
    assert asked == list(FORMATS)
    assert copied == ["mmd", "txt"]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", list(FORMATS))
def test_every_form_gives_a_file(form: str, light: Theme) -> None:
    data = ladder_bytes(written(*STEPS), form, light)
    match form:
        case "svg":
            ElementTree.fromstring(data)
        case "png":
            image = QImage.fromData(data)
            assert image.width() >= 1800
            assert image.height() > len(STEPS) * ROW_PX * 2
        case _:
            assert data.decode() == ladder_text(written(*STEPS), form)
            assert "Wrong audio format" in data.decode()


@pytest.mark.usefixtures("qapp")
def test_a_long_picture_stops_and_says_so(light: Theme) -> None:
    fits = QImage.fromData(
        ladder_bytes(written(*(step(row=n) for n in range(MOST_STEPS))), "png", light)
    )
    long = QImage.fromData(
        ladder_bytes(written(*(step(row=n) for n in range(2_000))), "png", light)
    )
    assert fits.height() < long.height() < 20_000  # by the line that says so
    foot = QRect(16, fits.height() - 30, 300, 20)
    assert long.copy(foot.translated(0, long.height() - fits.height())) == fits.copy(foot)
    assert long.copy(foot) != fits.copy(foot)


def test_rows_find_their_steps_and_back() -> None:
    rows = Rows(STEPS)
    rows.toggle(RUN_AT)
    steps = [rows.at(index) for index in range(len(rows))]
    assert [row.step.text for row in steps[RUN_AT : RUN_AT + 3]] == ["9 tones", "Tone 0", "Tone 1"]
    assert steps[RUN_AT].is_open
    assert steps[-1].step is STEPS[-1]
    assert [rows.index_of(row.position, row.inner) for row in steps] == list(range(len(rows)))
    assert not rows.toggle(0)
    rows.toggle(RUN_AT)
    assert len(rows) == len(STEPS)


def test_only_rows_in_sight_are_drawn(qtbot: QtBot, light: Theme) -> None:
    view = LadderView(light)
    qtbot.addWidget(view)
    view.resize(716, 400)
    many = CountedSteps([step(row=row) for row in range(100_000)])
    view.canvas.show_ladder(written_with(many))
    many.asked = 0
    view.canvas.verticalScrollBar().setValue(60_000 * ROW_PX)
    view.canvas.viewport().grab()
    assert 0 < many.asked < 100


class CountedSteps(tuple):  # type: ignore[type-arg]  # of steps
    """Counts how many steps are asked for."""

    asked = 0

    def __getitem__(self, index: int) -> object:  # type: ignore[override]  # no slices here
        self.asked += 1
        return super().__getitem__(index)


def written_with(steps: "CountedSteps") -> Ladder:
    empty = written()
    return Ladder(
        empty.title, empty.columns, steps, empty.origin_ns, empty.redacted, {}, None, False
    )
