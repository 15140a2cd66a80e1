"""Every action once: menus, toolbar, shortcuts and the shortcut sheet are made from this table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing the user can do."""

    id: str
    menu: str
    text: str
    """Menu text with its mnemonic."""
    keys: Key | tuple[str, ...] = ()
    tip: str = ""
    needs_capture: bool = False
    checkable: bool = False
    in_views: bool = False
    """A single-letter key: active only while a list, table or the timeline has the focus."""
    separate: bool = False
    """A line stands above it in the menu."""


SPECS: tuple[ActionSpec, ...] = (
    ActionSpec("open", "&File", "&Open…", Key.Open, "Open one or several captures"),
    ActionSpec(
        "open_folder",
        "&File",
        "Open fo&lder…",
        (),
        "Open every log in a folder and below it as one capture",
    ),
    ActionSpec("open_sample", "&File", "Open &sample", (), "Open a capture that ships with it"),
    ActionSpec("add", "&File", "&Add files…", ("Ctrl+Shift+O",), "Add files to this capture", True),
    ActionSpec(
        "follow", "&File", "&Follow", ("Ctrl+Shift+F",), "Read on as the files grow", True, True
    ),
    ActionSpec("close", "&File", "&Close capture", Key.Close, "", True, separate=True),
    ActionSpec("quit", "&File", "&Quit", Key.Quit, separate=True),
    ActionSpec("copy", "&Edit", "&Copy", Key.Copy, "Copy what is selected"),
    ActionSpec("paste", "&Edit", "&Paste events", Key.Paste, "Open event JSON from the clipboard"),
    ActionSpec("find", "&Edit", "&Find…", Key.Find, "Go to the filter box", separate=True),
    ActionSpec("clear_filter", "&Edit", "C&lear filter", (), "Show everything again", True),
    ActionSpec(
        "bookmark", "&Edit", "&Bookmark", ("Ctrl+B",), "On the selected event, or off", True
    ),
    ActionSpec("fit", "&View", "&Fit the call", ("F",), "Show the whole call", True, in_views=True),
    ActionSpec(
        "fit_selection",
        "&View",
        "Fit the selectio&n",
        ("Shift+F",),
        "Show the selected stretch or operation large",
        True,
        in_views=True,
    ),
    ActionSpec(
        "true_scale",
        "&View",
        "T&rue scale",
        ("1",),
        "Do not fold idle time",
        True,
        True,
        in_views=True,
    ),
    ActionSpec(
        "time_mode",
        "&View",
        "Switch &time mode",
        ("U",),
        "How times are written",
        True,
        in_views=True,
        separate=True,
    ),
    ActionSpec(
        "reference", "&View", "Times from t&his event", ("Ctrl+T",), "Set or drop a reference", True
    ),
    ActionSpec(
        "whole_calls",
        "&View",
        "&Whole calls",
        ("Ctrl+Shift+W",),
        "A filter chooses calls and marks events, it hides none of them",
        True,
        True,
        separate=True,
    ),
    ActionSpec("dark", "&View", "&Dark theme", (), checkable=True, separate=True),
    ActionSpec(
        "next_failure", "&Go", "Next &failure", ("F8",), "Expected ends are stepped over", True
    ),
    ActionSpec("previous_failure", "&Go", "P&revious failure", ("Shift+F8",), "", True),
    ActionSpec("next_finding", "&Go", "Next f&inding", ("F4",), "Go to what looks odd", True),
    ActionSpec("previous_finding", "&Go", "Pre&vious finding", ("Shift+F4",), "", True),
    ActionSpec("next_bookmark", "&Go", "Next boo&kmark", ("F2",), "", True, separate=True),
    ActionSpec("previous_bookmark", "&Go", "Previous book&mark", ("Shift+F2",), "", True),
    ActionSpec("back", "&Go", "&Back", Key.Back, "What was shown before", True, separate=True),
    ActionSpec("forward", "&Go", "F&orward", Key.Forward, "And again what came after", True),
    ActionSpec("next_event", "&Go", "&Next event", (".",), "", True, in_views=True, separate=True),
    ActionSpec("previous_event", "&Go", "&Previous event", (",",), "", True, in_views=True),
    ActionSpec(
        "catalog", "&Tools", "&Catalog…", ("Ctrl+L",), "Look up any code, phrase or event name"
    ),
    ActionSpec("note", "&Tools", "&Note on this result…", (), "Write your own note", True),
    ActionSpec(
        "normal", "&Tools", "N&ormal for me, or take it back", (), "Call this result normal", True
    ),
    ActionSpec(
        "findings",
        "&Tools",
        "&Findings",
        (),
        "What looks odd; again to hide it",
        True,
        separate=True,
    ),
    ActionSpec(
        "problems", "&Tools", "&Problems", (), "What could not be read; again to hide it", True
    ),
    ActionSpec(
        "import_report", "&Tools", "&Import report", (), "What was read, and what was not", True
    ),
    ActionSpec("shortcuts", "&Help", "&Keyboard shortcuts", ("Ctrl+?", "F1")),
    ActionSpec("about", "&Help", "&About Callback Inspector", separate=True),
)

MENUS = ("&File", "&Edit", "&View", "&Go", "&Tools", "&Help")


class Actions:
    """The program's actions as Qt actions, by id."""

    def __init__(self, owner: QWidget) -> None:
        self._actions = {spec.id: _make(spec, owner) for spec in SPECS}
        self._menus: dict[str, QMenu] = {}

    def connect_to(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what each action does."""
        for spec in SPECS:
            handler = handlers[spec.id]
            # The default takes the handler of this turn; Qt hands over whether it is checked.
            self._actions[spec.id].triggered.connect(lambda _checked=False, do=handler: do())

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def set_capture_open(self, is_open: bool) -> None:
        """Enable what needs a capture, or disable it."""
        for spec in SPECS:
            if spec.needs_capture:
                self._actions[spec.id].setEnabled(is_open)

    def bind_to_views(self, *views: QWidget) -> None:
        """Give the single-letter keys to the views that may have the focus."""
        for spec in SPECS:
            if spec.in_views:
                for view in views:
                    view.addAction(self._actions[spec.id])

    def fill(self, bar: QMenuBar, recent: QMenu) -> None:
        """Make the menus; the recent files stand below Open."""
        for title in MENUS:
            menu = self._menus[title] = bar.addMenu(title)
            for spec in SPECS:
                if spec.menu != title:
                    continue
                if spec.separate:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.id])
                if spec.id == "open":
                    menu.addMenu(recent)

    def close_view_menu(self, *menus: QMenu) -> None:
        """Put what the views choose by themselves at the end of the menu View."""
        self._menus["&View"].addSeparator()
        for menu in menus:
            self._menus["&View"].addMenu(menu)


KEYS_IN_VIEWS = (
    ("Timeline", "Zoom, and pan", "W S A D, arrows, + −"),
    ("Timeline", "Measure from the selected event", "M, Shift+click"),
    ("Timeline", "Choose a stretch of time, keep it", "Shift+← →, Enter"),
    ("Timeline", "Pan by dragging", "Space held"),
    ("Timeline", "End a measure, a stretch of time", "Esc"),
    ("Tables", "What can be done with a row", "Shift+F10"),
    ("Detail", "Explain, JSON, IDs", "Alt+1 2 3, Ctrl+Tab"),
    ("Detail", "Find in the JSON; copy value, path", "Ctrl+F; Ctrl+C, Ctrl+Alt+C"),
)
"""Where, what and keys of what the views answer by themselves."""


def shortcut_rows() -> Iterator[tuple[str, str, str]]:
    """Menu, text and keys of each action that has a key, for the shortcut sheet."""
    for spec in SPECS:
        keys = ", ".join(
            sequence.toString(QKeySequence.SequenceFormat.NativeText)
            for sequence in _sequences(spec)
        )
        if keys:
            yield _plain(spec.menu), _plain(spec.text), keys
    yield from KEYS_IN_VIEWS


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


def _sequences(spec: ActionSpec) -> list[QKeySequence]:
    if isinstance(spec.keys, tuple):
        return [QKeySequence(key) for key in spec.keys]
    standard = QKeySequence.keyBindings(spec.keys)
    fallback = {Key.Quit: "Ctrl+Q", Key.Close: "Ctrl+W"}.get(spec.keys)
    return standard or ([QKeySequence(fallback)] if fallback else [])


def _make(spec: ActionSpec, owner: QWidget) -> QAction:
    action = QAction(spec.text, owner)
    action.setObjectName(spec.id)
    action.setShortcuts(_sequences(spec))
    action.setCheckable(spec.checkable)
    if spec.tip:
        action.setToolTip(spec.tip)
        action.setStatusTip(spec.tip)
    if spec.in_views:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setEnabled(not spec.needs_capture)
    return action
