"""Every control has a name and a role, is reached by Tab, and has keys of its own."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.gui.actions import SPECS
from inspector.gui.background import Background
from inspector.gui.program import Program
from inspector.gui.timeline.keys import _MOVES

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTabBar,
)
DIALOGS = ("import_report", "catalog", "note", "shortcuts")
MOST_STEPS = 400
LETTER = re.compile(r"[^\W_]")
Context = Qt.ShortcutContext
KEY = Qt.Key


@pytest.fixture
def pstn(open_files: Callable[..., Program], samples: Path, qtbot: QtBot) -> Program:
    """A call with everything in it, in a window with all its docks."""
    program = open_files(samples / "failed-pstn-call.json")
    program.window.resize(1440, 900)
    program.window.problems_dock.show()
    program.findings.show_dock()
    settle(program, qtbot)
    return program


def settle(program: Program, qtbot: QtBot) -> None:
    """Wait for what workers make and for the detail pane; both make controls anew."""
    workers = program.window.findChildren(Background)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not any(each.is_busy for each in workers))
    program.window.detail.settle()
    qtbot.wait(30)


def states(program: Program, qtbot: QtBot) -> Iterator[str]:
    """Each page of the drawings and of the detail pane in turn."""
    window = program.window
    details = window.detail.findChildren(QTabBar)[0]
    for drawing in range(window.tabs.count()):
        window.tabs.setCurrentIndex(drawing)
        for page in range(details.count()):
            details.setCurrentIndex(page)
            settle(program, qtbot)
            yield f"{window.tabs.tabText(drawing)}, {details.tabText(page)}"


def where(widget: QWidget) -> str:
    """A control, by its class and the classes it stands in."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return " in ".join(names)


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name), told.role()


def is_control(widget: QWidget) -> bool:
    """Something that a person can act on, alone: no part of another one, nor an empty tab bar."""
    if isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        return False
    if isinstance(widget, QTabBar) and not widget.count():
        return False
    can_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    is_in_box = isinstance(widget.parentWidget(), QLineEdit) and isinstance(widget, QToolButton)
    return is_in_box or (
        widget.isVisible()
        and (isinstance(widget, CONTROLS) or (can_focus and widget.focusProxy() is None))
    )


def controls(root: QWidget) -> list[QWidget]:
    """Those of one window; a dialog over it is a window of its own."""
    every = [root, *root.findChildren(QWidget)]
    return [each for each in every if each.window() is root.window() and is_control(each)]


def unnamed(root: QWidget) -> set[str]:
    """Controls without a name that has a letter or a digit in it, or without a role."""
    found = set()
    for widget in controls(root):
        name, role = spoken(widget)
        if not LETTER.search(name) or role == QAccessible.Role.NoRole:
            found.add(f"{where(widget)}: {name!r} {role.name}")
    return found


def stops(root: QWidget) -> list[QWidget]:
    """Where Tab ought to come by."""
    return [
        each
        for each in controls(root)
        if each.isEnabled()
        and each.focusProxy() is None
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.isWindow()
    ]


def walk(start: QWidget, key: Qt.Key) -> list[QWidget]:
    """The controls that a key goes round and round by, once it is on its way."""
    start.setFocus(Qt.FocusReason.OtherFocusReason)
    shift = Qt.KeyboardModifier.ShiftModifier
    modifiers = shift if key == KEY.Key_Backtab else Qt.KeyboardModifier.NoModifier
    visited: list[QWidget] = []
    for _ in range(MOST_STEPS):
        at = QApplication.focusWidget()
        assert at is not None, "the focus is lost"
        if not visited or at is not visited[-1]:
            if at in visited:
                return visited[visited.index(at) :]
            visited.append(at)
        QTest.keyClick(at, key, modifiers)
    return visited[-1:]


def missed(root: QWidget, key: Qt.Key = KEY.Key_Tab) -> list[str]:
    wanted = stops(root)
    visited = walk(wanted[0], key)
    # Of buttons that exclude each other Tab comes by one; the arrow keys lead to the others.
    groups = [each.group() for each in visited if isinstance(each, QAbstractButton)]
    reached = [*visited, *(button for group in groups if group for button in group.buttons())]
    return [f"{where(each)}: {spoken(each)[0]}" for each in wanted if each not in reached]


def dialog(program: Program, name: str, qtbot: QtBot) -> QWidget:
    """The window that an action opens."""
    before = set(QApplication.topLevelWidgets())
    program.window.actions_by_id[name].trigger()

    def shown() -> list[QWidget]:
        new = (each for each in QApplication.topLevelWidgets() if each not in before)
        return [each for each in new if isinstance(each, QDialog) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    qtbot.wait(50)
    opened = shown()[0]
    qtbot.addWidget(opened)
    return opened


def test_every_control_of_the_window_has_a_name_and_a_role(pstn: Program, qtbot: QtBot) -> None:
    found = {f"{state}: {each}" for state in states(pstn, qtbot) for each in unnamed(pstn.window)}
    assert not found


def test_the_start_page_has_names_too(program: Program, qtbot: QtBot) -> None:
    assert unnamed(program.window) == set()
    assert missed(program.window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_s_controls_have_names_and_are_reached(
    pstn: Program, qtbot: QtBot, name: str
) -> None:
    opened = dialog(pstn, name, qtbot)
    with qtbot.waitActive(opened):
        opened.activateWindow()
    assert opened.windowTitle()
    assert unnamed(opened) == set()
    assert missed(opened) == []
    assert missed(opened, KEY.Key_Backtab) == []
    opened.close()


def test_the_window_that_shows_a_place_of_a_file_is_reached_and_named(
    open_files: Callable[..., Program], samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_bytes((samples / "ordinary-call.json").read_bytes()[:-400])
    program = open_files(damaged)
    window = program.window
    window.problems_dock.show()
    window.problems.table.selectRow(0)
    window.problems.show_place.trigger()
    qtbot.waitUntil(lambda: program.imports.file is not None and program.imports.file.isVisible())
    assert program.imports.file is not None
    with qtbot.waitActive(program.imports.file):
        program.imports.file.activateWindow()
    assert unnamed(program.imports.file) | unnamed(window) == set()
    assert missed(program.imports.file) == []
    program.imports.file.close()


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Backtab], ids=["Tab", "Shift+Tab"])
def test_the_key_reaches_every_control_and_goes_round(
    pstn: Program, qtbot: QtBot, key: Qt.Key
) -> None:
    found = {
        f"{state}: {each}" for state in states(pstn, qtbot) for each in missed(pstn.window, key)
    }
    assert not found


# Menus


def entries(menu: QMenu) -> list[QAction]:
    """What can be chosen in one menu, submenus as one entry each."""
    menu.aboutToShow.emit()
    return [each for each in menu.actions() if not each.isSeparator() and each.isVisible()]


def menus_of(program: Program) -> dict[str, QMenu]:
    """Every menu below the menu bar, by its path."""
    found: dict[str, QMenu] = {}

    def gather(path: str, menu: QMenu) -> None:
        found[path] = menu
        for each in entries(menu):
            below = QMenu.menuInAction(each)
            if isinstance(below, QMenu):
                gather(f"{path} > {each.text()}", below)

    for each in program.window.menuBar().actions():
        menu = QMenu.menuInAction(each)
        assert isinstance(menu, QMenu)
        gather(each.text(), menu)
    return found


def mnemonic(text: str) -> str:
    """The letter behind the single &, in lower case."""
    match = re.search(r"&([^&])", text.replace("&&", ""))
    return match[1].lower() if match else ""


def test_every_action_is_in_a_menu(pstn: Program) -> None:
    listed = {id(each) for menu in menus_of(pstn).values() for each in entries(menu)}
    actions = pstn.window.actions_by_id
    assert [spec.id for spec in SPECS if id(actions[spec.id]) not in listed] == []


def test_mnemonics_of_a_menu_are_there_and_differ(pstn: Program) -> None:
    bar = [each.text() for each in pstn.window.menuBar().actions()]
    texts = {path: [each.text() for each in entries(menu)] for path, menu in menus_of(pstn).items()}
    # Columns, orders and recent files are data: first letters and arrows lead to them.
    named = {path: found for path, found in texts.items() if ">" not in path}
    offenders = [
        f"{path}: {text}" for path, found in named.items() for text in found if not mnemonic(text)
    ]
    for path, found in {"menu bar": bar, **texts}.items():
        letters = Counter(filter(None, map(mnemonic, found)))
        offenders += [f"{path}: {letter} twice" for letter, n in letters.items() if n > 1]
    assert offenders == []


def test_menus_have_names_and_their_entries_too(pstn: Program) -> None:
    assert [
        f"{path}: {each.text()!r}"
        for path, menu in menus_of(pstn).items()
        for each in entries(menu)
        if not LETTER.search(each.text())
    ] == []


# Shortcuts


def bound(program: Program) -> Iterator[tuple[str, str, list[QWidget], Context]]:
    """Each sequence with who has it, the widgets it works in, and how far."""
    window = program.window
    for each in [*window.findChildren(QAction), *window.findChildren(QShortcut)]:
        if isinstance(each, QShortcut):
            parent = each.parent()
            assert isinstance(parent, QWidget)
            name, homes, keys, context = where(parent), [parent], each.keys(), each.context()
        else:
            name, keys, context = each.text(), each.shortcuts(), each.shortcutContext()
            homes = [home for home in each.associatedObjects() if isinstance(home, QWidget)]
            homes = [home for home in homes if not isinstance(home, QMenu)] or [window]
        for key in keys:
            yield key.toString(QKeySequence.SequenceFormat.PortableText), name, homes, context


def meet(one: tuple[list[QWidget], Context], other: tuple[list[QWidget], Context]) -> bool:
    """Whether one widget can have the focus where both work."""
    local = (Context.WidgetWithChildrenShortcut, Context.WidgetShortcut)
    (homes, context), (others, other_context) = one, other
    if context not in local and other_context not in local:
        return bool({each.window() for each in homes} & {each.window() for each in others})
    if context not in local or other_context not in local:
        return True
    return any(a is b or a.isAncestorOf(b) or b.isAncestorOf(a) for a in homes for b in others)


def test_no_shortcut_is_ambiguous(pstn: Program) -> None:
    pairs = combinations(bound(pstn), 2)
    assert [
        f"{key}: {name} and {other}"
        for (key, name, *home), (other_key, other, *other_home) in pairs
        if key == other_key and meet((home[0], home[1]), (other_home[0], other_home[1]))
    ] == []


def test_single_letters_of_the_menus_leave_those_of_the_timeline_alone(pstn: Program) -> None:
    taken = {key for key, *_ in bound(pstn)}
    own = {QKeySequence(key).toString(): KEY(key).name for key in _MOVES}
    assert sorted(taken & (own.keys() | {"M", "Space", "Esc"})) == []


@pytest.mark.parametrize("key", [KEY(key) for key in _MOVES if "Page" not in KEY(key).name])
def test_each_key_of_the_timeline_works_in_the_whole_window(pstn: Program, key: Qt.Key) -> None:
    timeline = pstn.window.timeline
    pstn.window.tabs.setCurrentWidget(timeline)
    timeline.setFocus()
    QTest.keyClick(timeline, KEY.Key_W)
    QTest.keyClick(timeline, KEY.Key_D)
    before = timeline.visible_window()
    QTest.keyClick(timeline, key)
    assert timeline.visible_window() != before


# Reduced motion


def test_nothing_is_animated() -> None:
    animated = re.compile(
        r"Q(Property|Variant|ParallelGroup|SequentialGroup)?Animation\b|QTimeLine"
    )
    sources = Path(__file__).parents[2] / "inspector" / "gui"
    assert [
        str(path.relative_to(sources))
        for path in sorted(sources.rglob("*.py"))
        if animated.search(path.read_text(encoding="utf-8"))
    ] == []


def test_the_style_and_the_toolkit_animate_nothing(pstn: Program, qtbot: QtBot) -> None:
    effects = [each for each in Qt.UIEffect if QApplication.isEffectEnabled(each)]
    moving = [
        where(view)
        for view in pstn.window.findChildren(QWidget)
        if getattr(view, "isAnimated", lambda: False)()
    ]
    assert (effects, moving) == ([], [])
