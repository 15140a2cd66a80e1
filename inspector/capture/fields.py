"""Looking up the fields of a JSON object without regard to case.

A key written exactly as asked for wins; else the first key that differs only in case. Two keys
of one object are never merged: the one not chosen stays in the object and in the raw view.
"""

from collections.abc import Mapping


class Fields:
    """Case-insensitive lookups in one JSON object."""

    __slots__ = ("_exact", "_folded")

    def __init__(self, body: Mapping[str, object]) -> None:
        self._exact = body
        self._folded: dict[str, object] | None = None

    def __contains__(self, name: str) -> bool:
        return name in self._exact or name.lower() in self._fold()

    def get(self, name: str) -> object:
        """The value of a field; None when it is missing or null."""
        if name in self._exact:
            return self._exact[name]
        return self._fold().get(name.lower())

    def first(self, *names: str) -> object:
        """The first value among several names that is not null."""
        for name in names:
            value = self.get(name)
            if value is not None:
                return value
        return None

    def text(self, *names: str) -> str | None:
        """The first of several names that holds text; other values count as absent."""
        for name in names:
            value = self.get(name)
            if isinstance(value, str):
                return value
        return None

    def _fold(self) -> dict[str, object]:
        if self._folded is None:
            self._folded = {}
            for key, value in self._exact.items():
                self._folded.setdefault(key.lower(), value)
        return self._folded


def get(body: Mapping[str, object], *names: str) -> object:
    """One lookup in one object: the first of the names whose value is not null."""
    return Fields(body).first(*names)
