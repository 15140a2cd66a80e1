"""With little room rows are shown whole, and scroll whole."""

import pytest

from inspector.gui.timeline.rooms import AXIS_PX, LEAST_ROW_PX, Rooms


def rooms(room: int, rows: int) -> Rooms:
    return Rooms(600, room + AXIS_PX, 100, rail=0, measure=0, rows=rows)


@pytest.mark.parametrize("room", [16, 17, 31, 40, 47, 85, 95, 96, 130, 500])
@pytest.mark.parametrize("rows", [1, 3, 6, 20])
def test_no_row_is_cut(room: int, rows: int) -> None:
    shown = rooms(room, rows)
    assert shown.row_px >= LEAST_ROW_PX
    assert shown.lanes_px <= room
    if not shown.most_scroll:
        assert shown.lanes_px == round(shown.row_px * rows)
        return
    assert shown.lanes_px % shown.row_px == 0
    assert room - shown.lanes_px < shown.lanes_px / LEAST_ROW_PX
    for wish in range(0, shown.most_scroll + 9, 5):
        at = shown.in_whole_rows(wish)
        assert 0 <= at <= shown.most_scroll
        assert at % shown.row_px == 0
        assert abs(at - shown.clamped(wish)) <= shown.row_px / 2
    assert shown.in_whole_rows(shown.most_scroll) == shown.most_scroll


def test_less_room_than_a_row_shows_what_it_can() -> None:
    assert rooms(9, 4).lanes_px == 9


def test_the_lane_of_a_row_is_shown_whole_where_it_finds_room() -> None:
    shown = rooms(85, 9)
    assert (shown.whole_rows, shown.row_px) == (5, 17.0)
    assert shown.scrolled_to(0, 6) == 2 * 17
    assert shown.scrolled_to(0, 6, (5, 4)) == 4 * 17
    assert shown.scrolled_to(4 * 17, 3, (1, 3)) == 17
    assert shown.scrolled_to(0, 6, (0, 7)) == 2 * 17
    assert shown.scrolled_to(17, 3, (2, 2)) == 17
