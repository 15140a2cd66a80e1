import pytest

from inspector.report.plain import Grid, clip, clip_middle, columns_text, visible, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("Zürich → 東京 ✖", "Zürich → 東京 ✖"),
        ("\x1b[31mred\x07", "␛[31mred␇"),
        ("a\r\nb\tc", "a␍␊b␉c"),
        ("\x7f\x9b1m", "␡\\u009b1m"),
        ("pay \u202egnp.exe", "pay \\u202egnp.exe"),
        ("\u2066x\u2069\u200f\ufeff", "\\u2066x\\u2069\\u200f\\ufeff"),
        ("\ud800", "\\ud800"),
        ("line\u2028sep", "line\\u2028sep"),
        ("tag\U000e0041", "tag\\U000e0041"),
    ],
)
def test_steering_characters_are_shown_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_can_stay() -> None:
    assert visible("a\r\nb\n\tc\x1b", keep_lines=True) == "a\nb\n\tc␛"


def test_wide_characters_take_two_columns() -> None:
    assert width("東京") == 4
    assert width("e\u0301") == 1
    assert clip("東京都庁", 5) == "東京…"


def test_an_id_keeps_both_ends() -> None:
    assert (
        clip_middle("411f0b00-cd9d-4c16-b8b8-5fbd15d4b5e1", 13) == "411f0b…15d4b5e1"[:7] + "d4b5e1"
    )
    assert clip_middle("short", 13) == "short"


def test_a_table_is_aligned_and_one_line_a_row() -> None:
    lines = columns_text(["#", "name"], [["1", "東京"], ["12", "a\nb"]], frozenset({0}))
    assert lines == [" #  name", "──  ────", " 1  東京", "12  a␊b"]


def test_a_grid_cuts_what_is_too_long() -> None:
    grid = Grid(("#", "name"), (3, 6), frozenset({0}))
    assert grid.head() == ["  #  name", "───  ──────"]
    assert grid.line(["1", "a name too long"]) == "  1  a nam…"
