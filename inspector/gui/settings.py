"""What the program remembers between runs; all of it stays on this machine."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT_LIMIT = 10
"""As many as fit the menu without scrolling."""


class Settings:
    """Typed access to the stored values; unreadable values count as absent."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened last, newest first."""
        value = self._store.value("recent", [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list):
            return ()
        return tuple(Path(text) for text in texts if isinstance(text, str) and text)

    def remember(self, path: Path) -> None:
        """Put a file at the top of the recent files."""
        path = path.absolute()
        rest = [other for other in self.recent if other != path]
        self._store.setValue("recent", [str(p) for p in [path, *rest][:RECENT_LIMIT]])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._store.remove("recent")

    @property
    def theme(self) -> str:
        """`light`, `dark`, or `system`."""
        value = self._store.value("theme", "system")
        return value if value in ("light", "dark") else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """The window's geometry and docks as last left."""
        geometry, state = self._store.value("geometry"), self._store.value("docks")
        if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
            return geometry, state
        return None

    def keep_layout(self, geometry: QByteArray, docks: QByteArray) -> None:
        """Remember the window's geometry and docks."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("docks", docks)
