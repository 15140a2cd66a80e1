"""The look of the whole window: one style sheet and one palette, both made from a theme.

Widgets ask for a look with the dynamic property `role`, set before they are first shown:

- QLabel: `muted`, `link`, `heading`
- QFrame: `card`, `rule` (a line of 1 px), `bar` (tool and chip rows), `message`, `pane`,
  `search-bar`
- QPushButton, QToolButton: `primary`, `quiet`, `link`, `chip`, `class-chip`
- QTabBar and QTabWidget: underlined tabs, without a role; give the QTabWidget
  `WA_StyledBackground`, so that the strip beside the tabs is filled too
- QFrame `message` takes `severity`: `info`, `warning`, `error`
- `class-chip` takes `codeClass`: the value of a CodeClass
"""

from PySide6.QtGui import QColor, QPalette

from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

ROW_HEIGHT_PX = 26
"""Height of a table row; set it on the vertical header's default section size."""


def palette(theme: Theme) -> QPalette:
    """Colors for the Fusion style, so that unstyled parts fit too."""
    role = QPalette.ColorRole
    made = QPalette()
    pairs = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.alternate,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Text: theme.text,
        role.Button: theme.window,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Highlight: theme.raised,
        role.HighlightedText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.border,
    }
    for color_role, color in pairs.items():
        made.setColor(color_role, QColor(color))
    faded = blend(theme.text, theme.window, 0.55)
    for color_role in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, color_role, faded)
    return made


def blend(color: str, other: str, share: float) -> QColor:
    """A color between two: `share` 0 is the first, 1 the second."""
    first, second = QColor(color), QColor(other)
    mixed = (
        round(a + (b - a) * share)
        for a, b in zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]  # the stubs say object
    )
    return QColor(*mixed)


def stylesheet(theme: Theme) -> str:
    """The style sheet of the application."""
    parts = (
        _ground,
        _menus,
        _buttons,
        _chips,
        _inputs,
        _tabs,
        _tables,
        _scroll_bars,
        _frames,
        _detail,
    )
    return "\n".join(part(theme) for part in parts)


def _ground(t: Theme) -> str:
    return f"""
QMainWindow, QDialog {{ background: {t.window}; }}
QWidget {{ selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border};
  padding: 4px 6px; }}
QStatusBar {{ background: {t.window}; color: {t.muted}; border-top: 1px solid {t.border};
  min-height: 26px; }}
QStatusBar::item {{ border: none; border-right: 1px solid {t.border}; }}
QStatusBar QLabel {{ color: {t.muted}; padding: 0 10px; font-size: 12px; }}
QStatusBar QToolButton {{ color: {t.muted}; border: none; padding: 2px 10px; font-size: 12px;
  background: transparent; }}
QStatusBar QToolButton:hover {{ color: {t.text}; background: {t.raised}; }}
QProgressBar {{ background: {t.border}; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; text-align: center; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
QSplitter::handle {{ background: {t.border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QMainWindow::separator {{ background: {t.border}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {t.accent}; }}
QDockWidget {{ color: {t.text}; font-weight: 600; }}
QDockWidget::title {{ background: {t.surface}; padding: 8px 14px; text-align: left;
  border-bottom: 1px solid {t.border}; }}
QDockWidget#Findings::title, QDockWidget#Problems::title {{ padding: 7px 14px; }}
"""


def _menus(t: Theme) -> str:
    return f"""
QMenuBar {{ background: {t.window}; color: {t.text}; padding: 0 6px; }}
QMenuBar::item {{ padding: 6px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {t.raised}; }}
QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 26px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.raised}; }}
QMenu::item:disabled {{ color: {blend(t.text, t.surface, 0.55).name()}; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 8px; }}
QToolBar {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.border};
  padding: 2px 10px; spacing: 8px; }}
QToolBar::separator {{ background: {t.border}; width: 1px; margin: 4px; }}
"""


def _buttons(t: Theme) -> str:
    faded = blend(t.text, t.window, 0.55).name()
    strong = blend(t.accent, t.surface, 0.15).name()
    return f"""
QPushButton, QToolButton {{ background: {t.window}; color: {t.text};
  border: 1px solid {t.border}; border-radius: 6px; padding: 5px 12px; min-height: 16px; }}
QPushButton:hover, QToolButton:hover {{ background: {t.raised}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{
  background: {t.raised}; border-color: {t.accent}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {t.focus}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {faded}; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="primary"], QToolButton[role="primary"] {{ background: {t.accent};
  color: {t.on_accent}; border-color: {t.accent}; font-weight: 600; padding: 6px 14px; }}
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover {{ background: {strong}; }}
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled {{
  background: {t.window}; color: {faded}; border-color: {t.border}; }}
QPushButton[role="primary"][density="small"] {{ font-size: 12px; padding: 5px 12px; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {t.text}; padding: 5px 13px; }}
QToolButton[role="quiet"], QPushButton[role="quiet"] {{ background: transparent;
  border-color: transparent; padding: 3px 6px; color: {t.muted}; }}
QToolButton[role="quiet"]:hover, QPushButton[role="quiet"]:hover {{ background: {t.raised};
  color: {t.text}; }}
QToolButton[role="quiet"]:checked {{ background: {t.raised}; color: {t.text};
  border-color: transparent; }}
QToolButton[role="quiet"]:focus, QPushButton[role="quiet"]:focus {{ border-color: {t.focus}; }}
QPushButton[role="link"], QToolButton[role="link"] {{ background: transparent;
  border: 1px solid transparent; color: {t.accent}; padding: 3px 6px; }}
QPushButton[role="link"]:hover, QToolButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus {{ border-color: {t.focus}; }}
"""


def _chips(t: Theme) -> str:
    head = f"""
QToolButton[role="chip"], QToolButton[role="class-chip"], QPushButton[role="chip"],
QPushButton[role="class-chip"] {{ background: {t.surface}; color: {t.muted};
  border: 1px solid {t.border}; border-radius: 12px; padding: 3px 10px; min-height: 16px;
  font-size: 12px; }}
QToolButton[role="chip"]:hover, QPushButton[role="chip"]:hover {{ background: {t.raised}; }}
QToolButton[role="chip"]:checked, QPushButton[role="chip"]:checked {{ background: {t.raised};
  color: {t.text}; border-color: {t.accent}; }}
"""
    return head + "\n".join(_class_chip(t, cls) for cls in CodeClass)


def _class_chip(t: Theme, cls: CodeClass) -> str:
    colors = t.classes[cls]
    chips = [f'{kind}[role="class-chip"][codeClass="{cls.value}"]' for kind in
             ("QToolButton", "QPushButton")]  # fmt: skip
    plain = ", ".join(chips)
    hover = ", ".join(f"{chip}:hover" for chip in chips)
    checked = ", ".join(f"{chip}:checked" for chip in chips)
    focus = ", ".join(f"{chip}:focus" for chip in chips)
    return f"""
{plain} {{ color: {colors.color}; background: {colors.tint}; border: 1px solid {colors.tint};
  font-weight: 600; }}
{hover} {{ border-color: {blend(colors.color, colors.tint, 0.5).name()}; }}
{checked} {{ border-color: {colors.color}; }}
{focus} {{ border-color: {t.focus}; }}
"""


def _inputs(t: Theme) -> str:
    return f"""
QLineEdit, QAbstractSpinBox {{ background: {t.window}; color: {t.text};
  border: 1px solid {t.border}; border-radius: 6px; padding: 5px 10px; min-height: 16px; }}
QLineEdit:focus, QAbstractSpinBox:focus {{ border: 2px solid {t.focus};
  padding: 4px 9px; }}
QLineEdit QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QLineEdit[valid="false"] {{ border-color: {t.classes[CodeClass.C5XX].color}; }}
QPlainTextEdit, QTextEdit, QTextBrowser {{ background: {t.surface}; color: {t.text};
  border: none; }}
QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus {{ border: none; }}
"""


def _tabs(t: Theme) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: 1px solid {t.border}; background: {t.surface}; }}
QTabWidget {{ background: {t.surface}; }}
QTabBar {{ background: {t.surface}; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {t.muted}; border: none;
  border-bottom: 3px solid transparent; padding: 8px 2px 5px 2px; margin: 0 0 0 16px;
  min-width: 24px; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; font-weight: 600; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:focus {{ color: {t.accent}; border-bottom-color: {t.focus}; }}
"""


def _tables(t: Theme) -> str:
    return f"""
QTableView, QTreeView, QListView {{ background: {t.surface}; color: {t.text}; border: none;
  alternate-background-color: {t.alternate}; gridline-color: transparent; outline: 0;
  selection-background-color: {t.raised}; selection-color: {t.text}; }}
QTableView::item, QListView::item {{ padding: 0 5px; border: none; }}
QTreeView::item {{ min-height: 24px; border: none; padding: 0 4px; }}
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover {{
  background: {blend(t.raised, t.surface, 0.5).name()}; }}
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {{
  background: {t.raised}; color: {t.text}; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{ background: {t.surface}; color: {t.muted}; border: none;
  border-bottom: 1px solid {t.border}; padding: 6px 8px; font-size: 12px; font-weight: 600; }}
QHeaderView::section:hover {{ color: {t.text}; }}
QTableCornerButton::section {{ background: {t.surface}; border: none;
  border-bottom: 1px solid {t.border}; }}
"""


def _scroll_bars(t: Theme) -> str:
    handle = blend(t.muted, t.surface, 0.5).name()
    return f"""
QAbstractScrollArea {{ border: none; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
"""


def _frames(t: Theme) -> str:
    error, warning = t.classes[CodeClass.C5XX], t.classes[CodeClass.C4XX]
    return f"""
QFrame[role="pane"], QScrollArea[role="pane"], QWidget[role="pane"] {{
  background: {t.surface}; border: none; }}
QFrame[role="bar"] {{ background: {t.window}; border: none; }}
QFrame[role="card"] {{ background: {t.alternate}; border: 1px solid {t.border};
  border-radius: 8px; }}
QFrame[role="search-bar"] {{ background: {t.surface}; border: none;
  border-bottom: 1px solid {t.border}; }}
QFrame[role="rule"] {{ background: {t.border}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[role="message"] {{ background: {t.raised}; border: none; border-left: 4px solid {t.accent};
  border-bottom: 1px solid {t.border}; }}
QFrame[role="message"][severity="warning"] {{ background: {warning.tint};
  border-left-color: {warning.color}; }}
QFrame[role="message"][severity="error"] {{ background: {error.tint};
  border-left-color: {error.color}; }}
QFrame[role="note"] {{ background: transparent; border: none;
  border-left: 3px solid {t.border}; }}
QLabel {{ background: transparent; }}
QWidget[role="muted"] {{ color: {t.muted}; }}
QLabel[role="link"] {{ color: {t.accent}; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QTextEdit[role="captured"] {{ background: transparent; }}
QTextEdit[role="captured-muted"] {{ background: transparent; color: {t.muted}; }}
"""


def _detail(t: Theme) -> str:
    halves = "\n".join(
        f'QLabel[role="half"][codeClass="{cls.value}"] {{ color: {colors.color};'
        f" background: {colors.tint}; border-radius: 6px; padding: 6px 8px; }}"
        for cls, colors in t.classes.items()
    )
    none = t.classes[CodeClass.NONE]
    return f"""
{halves}
QLabel[role="step"] {{ background: {none.tint}; color: {none.color}; border-radius: 9px; }}
QFrame[role="footer"] {{ background: {t.surface}; border: none;
  border-top: 1px solid {t.border}; }}
"""
