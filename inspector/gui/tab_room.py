"""How much height each tab of the centre takes from the event table below it."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QTabWidget

LEAST_PX = 212
"""The tallest timeline that is common has seven rows, a rail and an axis."""


class TabRoom(QObject):
    """Remembers for each tab what the user gave it, and begins with what it needs."""

    def __init__(self, work: QSplitter, tabs: QTabWidget, shares: dict[int, float]) -> None:
        super().__init__(work)
        self._work, self._tabs = work, tabs
        self._shares = shares
        """Share of the height, by the tab's number."""
        self._moved: set[int] = set()
        """The tabs whose height the user set: they may be lower than the least."""
        tabs.currentChanged.connect(lambda _tab: self.give())
        work.splitterMoved.connect(lambda _at, _index: self._keep())
        work.installEventFilter(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.give)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A longer verdict leaves less height, of which the picture is to keep enough."""
        if event.type() == QEvent.Type.Resize:
            self._soon.start()
        return super().eventFilter(watched, event)

    def give(self) -> None:
        """Give the tab that is in front its share."""
        height = sum(self._work.sizes())
        if height:
            tab = self._tabs.currentIndex()
            least = 0 if tab in self._moved else min(LEAST_PX, height)
            upper = max(least, round(height * self._shares[tab]))
            self._work.setSizes([upper, height - upper])

    def _keep(self) -> None:
        upper, lower = self._work.sizes()
        tab = self._tabs.currentIndex()
        self._moved.add(tab)
        self._shares[tab] = upper / max(upper + lower, 1)
