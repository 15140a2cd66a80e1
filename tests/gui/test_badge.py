import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from inspector.gui.badge import (
    BADGE_HEIGHT_PX,
    Badge,
    badge_font,
    badge_size,
    class_icon,
    paint_badge,
    paint_glyph,
)
from inspector.gui.badge_delegate import BadgeDelegate
from inspector.gui.theme import Theme, load_theme
from inspector.index.codes import CodeClass

THEMES = ("light", "dark")


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def canvas(size: QSize, ratio: float = 1.0) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#FFFFFF"))
    return image


def glyph(code_class: CodeClass) -> tuple[tuple[bool, ...], ...]:
    """The painted shape as a grid of inked pixels."""
    image = canvas(QSize(16, 16))
    painter = QPainter(image)
    paint_glyph(painter, QRect(0, 0, 16, 16).toRectF().center(), 8, code_class, QColor("black"))
    painter.end()
    return tuple(
        tuple(image.pixelColor(x, y).lightness() < 128 for x in range(16)) for y in range(16)
    )


def painted(text: str, code_class: CodeClass, theme: Theme, *, solid: bool = False) -> QImage:
    size = badge_size(text, QFontMetrics(badge_font()))
    image = canvas(size)
    painter = QPainter(image)
    painter.setFont(badge_font())
    paint_badge(painter, QRect(0, 0, size.width(), size.height()), text, code_class, theme,
                solid=solid)  # fmt: skip
    painter.end()
    return image


def colors(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_every_class_has_its_own_shape(qapp: object) -> None:
    shapes = {code_class: glyph(code_class) for code_class in CodeClass}
    assert len(set(shapes.values())) == len(CodeClass)
    assert all(any(any(row) for row in shape) for shape in shapes.values())


def test_only_the_shape_of_no_class_is_hollow(qapp: object) -> None:
    for code_class in CodeClass:
        centre_is_inked = glyph(code_class)[8][8]
        assert centre_is_inked is (code_class is not CodeClass.NONE), code_class


@pytest.mark.parametrize("code_class", CodeClass)
def test_a_badge_is_the_color_of_its_class_on_its_tint(
    qapp: object, theme: Theme, code_class: CodeClass
) -> None:
    found = colors(painted("500/560503", code_class, theme))
    expected = theme.classes[code_class]
    assert {expected.color, expected.tint} <= found
    assert expected.on_color not in found - {"#FFFFFF"}


@pytest.mark.parametrize("code_class", CodeClass)
def test_a_solid_badge_is_filled_with_the_color(
    qapp: object, theme: Theme, code_class: CodeClass
) -> None:
    image = painted("500", code_class, theme, solid=True)
    assert (
        image.pixelColor(2, image.height() // 2).name().upper() == theme.classes[code_class].color
    )


def test_a_badge_fits_a_table_row_and_grows_with_its_text(qapp: object) -> None:
    metrics = QFontMetrics(badge_font())
    short, long = badge_size("200", metrics), badge_size("500/560503", metrics)
    assert BADGE_HEIGHT_PX <= short.height() == long.height() <= 20
    assert long.width() - short.width() == metrics.horizontalAdvance(
        "500/560503"
    ) - metrics.horizontalAdvance("200")


def test_a_badge_in_a_narrow_cell_stays_inside_it(qapp: object) -> None:
    theme = load_theme("light")
    image = canvas(QSize(80, 26))
    painter = QPainter(image)
    painter.setFont(badge_font())
    paint_badge(painter, QRect(10, 3, 40, 20), "500/560503", CodeClass.C5XX, theme)
    painter.end()
    outside = {image.pixelColor(x, y).name() for x in (*range(10), *range(51, 80))
               for y in range(26)}  # fmt: skip
    assert outside == {"#ffffff"}
    assert theme.classes[CodeClass.C5XX].tint.lower() in {
        image.pixelColor(x, 13).name() for x in range(10, 50)
    }


def test_the_badge_widget_says_code_and_class(qtbot: QtBot) -> None:
    badge = Badge(load_theme("light"), solid=True)
    qtbot.addWidget(badge)
    badge.set_code("500 · 560503", CodeClass.C5XX)
    assert badge.accessibleName() == "500 · 560503, class 5xx"
    assert badge.sizeHint() == badge_size("500 · 560503", QFontMetrics(badge_font()))
    badge.resize(badge.sizeHint())
    assert "#C8203F" in colors(badge.grab().toImage())
    badge.set_theme(load_theme("dark"))
    assert "#FF7F75" in colors(badge.grab().toImage())


def test_class_icons_are_sharp_on_dense_screens(qapp: object) -> None:
    icon = class_icon(CodeClass.C5XX, load_theme("light"), 12)
    assert {size.width() for size in icon.availableSizes()} == {12, 24, 36}


def table(qtbot: QtBot, texts: list[str], class_of: object) -> tuple[QTableView, BadgeDelegate]:
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(len(texts), 1, view)
    for row, text in enumerate(texts):
        model.setData(model.index(row, 0), text)
    delegate = BadgeDelegate(class_of, load_theme("light"), view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setColumnWidth(0, 200)
    view.resize(260, 200)
    view.show()
    return view, delegate


def test_the_delegate_paints_badges_for_codes_only(qtbot: QtBot) -> None:
    def class_of(index: object) -> CodeClass | None:
        return {0: CodeClass.C5XX, 1: None}[index.row()]

    view, _ = table(qtbot, ["500", "expected"], class_of)
    image = view.viewport().grab().toImage()
    rects = [view.visualRect(view.model().index(row, 0)) for row in (0, 1)]
    tint = load_theme("light").classes[CodeClass.C5XX].tint
    assert tint in colors(image.copy(rects[0]))
    assert tint not in colors(image.copy(rects[1]))


def test_the_delegate_asks_for_room_for_the_whole_badge(qtbot: QtBot) -> None:
    view, _ = table(qtbot, ["500/560503"], lambda _: CodeClass.C5XX)
    badge = badge_size("500/560503", QFontMetrics(badge_font()))
    assert view.sizeHintForColumn(0) > badge.width()
    assert view.model().data(view.model().index(0, 0), Qt.ItemDataRole.DisplayRole) == "500/560503"
