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
        return tuple(Path(text) for text in self._texts("recent"))

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

    @property
    def muted_rules(self) -> frozenset[str]:
        """Ids of the rules whose findings are hidden."""
        return frozenset(self._texts("muted_rules"))

    @muted_rules.setter
    def muted_rules(self, rules: frozenset[str]) -> None:
        self._store.setValue("muted_rules", sorted(rules))

    @property
    def hidden_columns(self) -> tuple[str, ...] | None:
        """Columns that the user left out of the list of calls; None where nobody chose yet."""
        return self._texts("hidden_columns") if self._store.contains("hidden_columns") else None

    @hidden_columns.setter
    def hidden_columns(self, names: tuple[str, ...]) -> None:
        self._store.setValue("hidden_columns", list(names))

    @property
    def event_columns(self) -> str:
        """The layout of the event table as a text; empty where nobody chose one yet."""
        value = self._store.value("event_columns", "")
        return value if isinstance(value, str) else ""

    @event_columns.setter
    def event_columns(self, text: str) -> None:
        self._store.setValue("event_columns", text)

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

    def _texts(self, key: str) -> tuple[str, ...]:
        """A stored list; a store may give a list of one back as a single text."""
        value = self._store.value(key, [])
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list):
            return ()
        return tuple(text for text in texts if isinstance(text, str) and text)
