"""Small makers for the window's frame: bars, docks, stacks of widgets."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDockWidget,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

ICON_PX = 16
"""As high as a line of text: a larger icon would only make the bar higher."""


def bar(title: str, *widgets: QWidget) -> QToolBar:
    """A tool bar that stays where it is."""
    made = QToolBar(title)
    made.setObjectName(title)
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setMovable(False)
    made.setFloatable(False)
    for widget in widgets:
        made.addWidget(widget)
    return made


def dock(title: str, content: QWidget, *, closable: bool = False) -> QDockWidget:
    """A dock that can be moved; its title names it in the stored layout too."""
    made = QDockWidget(title)
    made.setObjectName(title)
    features = QDockWidget.DockWidgetFeature
    closing = features.DockWidgetClosable if closable else features.NoDockWidgetFeatures
    made.setFeatures(features.DockWidgetMovable | closing)
    made.setWidget(content)
    return made


def stack_up(parent: QWidget, *widgets: QWidget) -> None:
    """Widgets one above the other without gaps; splitters and pages take the room."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, QSplitter | QStackedWidget) else 0)


def switch(pane: QDockWidget) -> None:
    """Show a dock in front of those that share its place; hide it when it is there already."""
    if pane.isVisible() and not pane.visibleRegion().isEmpty():
        pane.hide()
    else:
        pane.show()
        pane.raise_()
