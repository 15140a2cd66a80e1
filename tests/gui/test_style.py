import re

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QToolButton, QVBoxLayout
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot

from inspector.gui.fonts import BASE_PX, mono_font, ui_font
from inspector.gui.looks import with_role
from inspector.gui.style import blend, palette, stylesheet
from inspector.gui.theme import ROLES, Theme, load_theme
from inspector.index.codes import CodeClass

THEMES = ("light", "dark")
MIN_TEXT_CONTRAST = 4.5


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def contrast(first: QColor, second: QColor) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_color_of_the_sheet_comes_from_the_theme(qapp: QApplication, theme: Theme) -> None:
    given = {getattr(theme, role).lower() for role in ROLES}
    given |= {c.lower() for cls in theme.classes.values() for c in (cls.color, cls.tint)}
    mixed = {
        blend(theme.text, theme.surface, 0.55).name(),
        blend(theme.text, theme.window, 0.55).name(),
        blend(theme.accent, theme.surface, 0.15).name(),
        blend(theme.raised, theme.surface, 0.5).name(),
        blend(theme.muted, theme.surface, 0.5).name(),
        *(blend(cls.color, cls.tint, 0.5).name() for cls in theme.classes.values()),
    }
    used = {color.lower() for color in re.findall(r"#[0-9A-Fa-f]{6}\b", stylesheet(theme))}
    assert used
    assert used <= given | mixed


def test_the_sheet_is_balanced_and_has_no_unfilled_place(theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"\{\{|\}\}|\{t\.", sheet)


def test_qt_reads_the_sheet_without_a_warning(
    qapp: QApplication, qtbot: QtBot, qtlog: _QtMessageCapture, theme: Theme
) -> None:
    frame = QFrame()
    qtbot.addWidget(frame)
    column = QVBoxLayout(frame)
    for widget in (QLineEdit(), QToolButton(), QLabel("x")):
        column.addWidget(widget)
    frame.setStyleSheet(stylesheet(theme))
    frame.grab()
    assert [record.message for record in qtlog.records] == []


@pytest.mark.parametrize("code_class", CodeClass)
def test_text_of_badges_can_be_read(theme: Theme, code_class: CodeClass) -> None:
    colors = theme.classes[code_class]
    grounds = (colors.tint, theme.surface, theme.window, theme.raised)
    for ground in grounds:
        assert contrast(QColor(colors.color), QColor(ground)) >= MIN_TEXT_CONTRAST, ground
    assert contrast(QColor(colors.on_color), QColor(colors.color)) >= MIN_TEXT_CONTRAST


def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    for words in (theme.text, theme.muted, theme.accent):
        for ground in (theme.surface, theme.window, theme.alternate, theme.raised):
            assert contrast(QColor(words), QColor(ground)) >= MIN_TEXT_CONTRAST, (words, ground)
    assert contrast(QColor(theme.on_accent), QColor(theme.accent)) >= MIN_TEXT_CONTRAST


def test_the_palette_fits_the_theme_and_fades_what_is_disabled(theme: Theme) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window) == QColor(theme.window)
    assert made.color(QPalette.ColorRole.Text) == QColor(theme.text)
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    assert made.color(group.Disabled, role.Text) != made.color(group.Active, role.Text)


def test_blend_mixes_from_the_first_to_the_second() -> None:
    assert blend("#000000", "#FFFFFF", 0).name() == "#000000"
    assert blend("#000000", "#FFFFFF", 0.5).name() == "#808080"
    assert blend("#000000", "#FFFFFF", 1).name() == "#ffffff"


def test_a_muted_label_takes_the_muted_color(qapp: QApplication, qtbot: QtBot) -> None:
    theme = load_theme("light")
    label = with_role(QLabel("quiet"), "muted")
    qtbot.addWidget(label)
    label.setStyleSheet(stylesheet(theme))
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(theme.muted)


def test_fonts_have_figures_of_equal_width(qapp: QApplication) -> None:
    for font in (ui_font(), mono_font()):
        metrics = QFontMetricsF(font)
        assert len({round(metrics.horizontalAdvance(figure), 3) for figure in "0123456789"}) == 1
        assert font.pixelSize() == BASE_PX
    mono = QFontMetricsF(mono_font())
    assert mono.horizontalAdvance("i") == mono.horizontalAdvance("W")
