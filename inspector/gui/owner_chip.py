"""The chip that filters by whose move it is: a menu with one entry an owner."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from inspector.catalog.model import Owner
from inspector.diagnosis.tally import Tally
from inspector.gui.looks import with_role

_ARROW = " ▾"


class OwnerChip(QToolButton):
    """Shows which owners are chosen; its menu says how many calls each of them has."""

    owner_toggled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "chip")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("Calls by whose move it is")
        menu = QMenu(self)
        self._entries = {owner: menu.addAction(owner.value) for owner in Owner}
        for owner, entry in self._entries.items():
            entry.setCheckable(True)
            entry.triggered.connect(lambda _checked=False, o=owner: self.owner_toggled.emit(o))
        self.setMenu(menu)
        self._tally = Tally()
        self._chosen: frozenset[Owner] = frozenset()

    @property
    def is_useful(self) -> bool:
        """Whether there is anything to choose from, or to take back."""
        return bool(self._chosen) or sum(self._tally.count(owner) > 0 for owner in Owner) > 1

    def set_counts(self, tally: Tally) -> None:
        """Say how many calls each owner has."""
        self._tally = tally
        self._list_owners()

    def set_chosen(self, owners: frozenset[Owner]) -> None:
        """Show which owners the filter asks for."""
        self._chosen = owners
        self._list_owners()

    def say(self, *, short: bool) -> None:
        """Write the chip's text."""
        names = [_word(owner) for owner in Owner if owner in self._chosen]
        chosen = names[0] if len(names) == 1 else f"{len(names)} owners" if names else ""
        words = [chosen] if short else ["whose move", *([chosen] if chosen else [])]
        self.setText((": ".join(words) or "whose move") + _ARROW)
        self.setAccessibleName(f"Whose move: {', '.join(names) or 'anybody'}")
        self.setChecked(bool(names))

    def _list_owners(self) -> None:
        for owner, entry in self._entries.items():
            count, is_chosen = self._tally.count(owner), owner in self._chosen
            entry.setText(f"{_word(owner)}\t{count:,}")
            entry.setChecked(is_chosen)
            entry.setVisible(count > 0 or is_chosen)


def _word(owner: Owner) -> str:
    return owner.value[:1].upper() + owner.value[1:]
