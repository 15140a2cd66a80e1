from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from inspector.catalog.browse import browse
from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.search import search
from inspector.gui.reference.catalog_window import CatalogWindow
from inspector.gui.reference.entry_models import BrowseModel, EntryListModel, entry_at
from inspector.gui.reference.entry_page import EntryPage, LinkList
from inspector.gui.reference.in_capture import filter_text
from inspector.gui.style import palette, stylesheet
from inspector.gui.theme import Theme, load_theme
from inspector.index.codes import CodeClass
from tests.support.small_catalog import write_catalog

Open = Callable[..., CatalogWindow]
Key = Qt.Key


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, catalog: Catalog) -> Iterator[Open]:
    """Opens the window on a text, as the program would."""

    def open_(text: str = "", theme: Theme | None = None) -> CatalogWindow:
        theme = theme or load_theme("light")
        qapp.setStyle("Fusion")
        qapp.setPalette(palette(theme))
        qapp.setStyleSheet(stylesheet(theme))
        window = CatalogWindow(catalog, theme)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.present(text)
        return window

    yield open_
    qapp.setStyleSheet("")


def box_of(window: CatalogWindow) -> QLineEdit:
    return window.findChild(QLineEdit)


def list_of(window: CatalogWindow) -> QListView:
    return named(window, QListView, "Found in the catalog")


def tree_of(window: CatalogWindow) -> QTreeView:
    return window.findChild(QTreeView)


def button_of(window: CatalogWindow, text: str) -> QPushButton:
    (button,) = [b for b in window.findChildren(QPushButton) if b.text() == text]
    return button


def named(window: CatalogWindow, kind: type, name: str) -> QListView:
    (found,) = [w for w in window.findChildren(kind) if w.accessibleName() == name]
    return found


def page_texts(window: CatalogWindow) -> list[str]:
    page = window.findChild(EntryPage).widget()
    return [label.text() for label in page.findChildren(QLabel)]


def shown_key(window: CatalogWindow) -> str | None:
    return None if window.entry is None else window.entry.key


def test_opens_on_the_tree_with_the_box_ready(open_window: Open, catalog: Catalog) -> None:
    window = open_window()
    assert box_of(window).hasFocus()
    assert tree_of(window).isVisible()
    assert window.entry is None
    assert not window.isModal()
    titles = [window.windowTitle(), *(label.text() for label in window.findChildren(QLabel))]
    assert f"Catalog {catalog.version} of {catalog.date}" in titles
    assert not button_of(window, "Copy as text").isEnabled()


def test_typing_finds_and_shows_the_best(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.keyClicks(box_of(window), "500/560503")
    assert list_of(window).isVisible()
    assert shown_key(window) == "500/560503"
    texts = page_texts(window)
    assert "560" in texts  # the parts of the subcode
    assert "503" in texts
    assert "Whose move" in texts
    assert "What to do" in texts
    assert "Anatomy" not in texts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("sip 486", "SIP 486: Busy Here"),
        ("q850 17", "Q.850 17: User busy"),
        ("Microsoft.Communication.playfailed", "PlayFailed: Playing failed"),
        ("END-1", "END-1: The call has no end"),
    ],
)
def test_other_entries_have_a_page_of_facts(open_window: Open, text: str, title: str) -> None:
    texts = page_texts(open_window(text))
    assert title in texts
    assert "Sources" in texts


def test_arrows_move_in_the_list_while_the_box_keeps_the_focus(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window("500/560503")
    box = box_of(window)
    qtbot.keyClick(box, Key.Key_Down)
    assert shown_key(window) == "503/560503"
    qtbot.keyClick(box, Key.Key_Up)
    assert shown_key(window) == "500/560503"
    assert box.hasFocus()


def test_enter_goes_to_the_list_then_to_the_page(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("busy")
    qtbot.keyClick(box_of(window), Key.Key_Return)
    assert list_of(window).hasFocus()
    qtbot.keyClick(list_of(window), Key.Key_Return)
    assert window.findChild(EntryPage).hasFocus()


def test_escape_closes_it_and_it_opens_again(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("busy")
    qtbot.keyClick(box_of(window), Key.Key_Escape)
    assert not window.isVisible()
    window.present()
    assert window.isVisible()
    assert box_of(window).selectedText() == "busy"


def test_nothing_found_says_what_can_be_asked(open_window: Open) -> None:
    window = open_window("<b>zebra</b>")
    note = [t.text() for t in window.findChildren(QLabel) if "Nothing matches" in t.text()]
    assert len(note) == 1
    assert note[0].startswith("Nothing matches “<b>zebra</b>”.")
    assert "sip 486" in note[0]
    assert window.entry is None
    assert not button_of(window, "Copy as text").isEnabled()


def test_clearing_the_box_shows_the_tree_again(open_window: Open) -> None:
    window = open_window("busy")
    box_of(window).clear()
    assert tree_of(window).isVisible()
    assert window.entry is None


def test_an_entry_of_the_tree_is_shown(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    tree = tree_of(window)
    codes = tree.model().index(0, 0)
    tree.setCurrentIndex(codes)
    assert window.entry is None
    click(qtbot, tree, codes)
    assert tree.isExpanded(codes)
    click(qtbot, tree, tree.model().index(1, 0, codes))
    assert shown_key(window) == "4xx"
    qtbot.keyClick(box_of(window), Key.Key_Down)
    assert shown_key(window) == "5xx"


def test_enter_opens_a_heading_of_the_tree(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    tree = tree_of(window)
    qtbot.keyClick(box_of(window), Key.Key_Return)
    assert tree.hasFocus()
    assert tree.currentIndex() == tree.model().index(0, 0)
    qtbot.keyClick(tree, Key.Key_Return)
    assert tree.isExpanded(tree.model().index(0, 0))
    assert tree.hasFocus()


def click(qtbot: QtBot, tree: QTreeView, index: object) -> None:
    centre = tree.visualRect(index).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=centre)


def test_a_link_goes_on_and_back_returns(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("sip 486")
    links = window.findChild(LinkList)
    links.setFocus()
    links.setCurrentIndex(links.model().index(0, 0))
    qtbot.keyClick(links, Key.Key_Return)
    assert window.entry is not None
    assert window.entry.printed == "Q.850 17"
    page = window.findChild(EntryPage).widget()
    (back,) = page.findChildren(QToolButton)
    assert back.text() == "‹ Back to SIP 486"
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert window.entry.printed == "SIP 486"


def test_an_example_is_looked_up(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    (example,) = [b for b in window.findChildren(QToolButton) if b.text() == "q850 17"]
    qtbot.mouseClick(example, Qt.MouseButton.LeftButton)
    assert box_of(window).text() == "q850 17"
    assert shown_key(window) == "17"


def test_copies_the_entry_as_text(open_window: Open, catalog: Catalog, qtbot: QtBot) -> None:
    window = open_window("sip 486")
    qtbot.mouseClick(button_of(window, "Copy as text"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("SIP 486: Busy Here\n")
    assert "Q.850 17" in copied
    assert copied.endswith(f"\nCatalog {catalog.version} of {catalog.date}\n")


def test_shows_in_the_capture_only_when_there_is_one(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("500/560503")
    button = button_of(window, "Show in this capture")
    assert not button.isEnabled()
    window.set_capture_open(True)
    with qtbot.waitSignal(window.show_in_capture) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["500/560503"]
    box_of(window).setText("END-1")
    assert not button.isEnabled()
    box_of(window).setText("PlayFailed")
    assert button.isEnabled()
    window.set_capture_open(False)
    assert not button.isEnabled()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("500/560503", "500/560503"),
        ("560402", "560402"),
        ("code 404", "404"),
        ("sip 486", "486"),
        ("transferfailed", "CallTransferFailed"),
        ("85xx", ""),
        ("4xx", ""),
        ("RELEASE_CAUSE", ""),
    ],
)
def test_the_filter_text_of_an_entry(catalog: Catalog, text: str, wanted: str) -> None:
    assert filter_text(search(catalog, text)[0]) == wanted


def test_another_catalog_repeats_the_search(
    open_window: Open, tmp_path: Path, catalog: Catalog
) -> None:
    window = open_window("560503")
    small = load_catalog(write_catalog(tmp_path))
    window.set_catalog(small)
    assert window.entry is not None
    assert window.entry.name == "Carrier unavailable"
    footer = named(window, QLabel, "Version of the catalog")
    assert footer.text() == f"Catalog {small.version} of {small.date}"


def test_every_view_takes_the_theme(open_window: Open, theme: Theme) -> None:
    other = load_theme("dark" if theme.name == "light" else "light")
    window = open_window("busy", theme)
    assert painted(window) >= tints(theme)
    assert not painted(window) & tints(other)
    window.set_theme(other)
    assert painted(window) >= tints(other)
    assert not painted(window) & tints(theme)


def painted(window: CatalogWindow) -> set[str]:
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32) & 0xFFFFFF
    return {f"#{pixel:06x}" for pixel in np.unique(pixels)}


def tints(theme: Theme) -> set[str]:
    """Of a badge in the list, of the solid badge on the page."""
    colors = theme.classes[CodeClass.C4XX]
    return {colors.tint.lower(), colors.color.lower()}


def test_the_models_keep_qts_rules(qapp: QApplication, qtbot: QtBot, catalog: Catalog) -> None:
    tree, flat = BrowseModel(), EntryListModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, mode) for model in (tree, flat)]
    tree.show_branches(browse(catalog))
    flat.show_entries(search(catalog, "busy"))
    assert len(testers) == 2
    assert tree.rowCount() == 8
    assert entry_at(flat.index(0, 0)) == search(catalog, "busy")[0]
    assert flat.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("ACS code 486")
