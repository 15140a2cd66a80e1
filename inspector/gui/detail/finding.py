"""Finds words in the event that the JSON page shows, in its tree or in its text."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from inspector.gui.detail.find_line import FindLine
from inspector.gui.detail.json_search import paths_with, spans_with
from inspector.gui.detail.json_spans import Span
from inspector.gui.detail.json_tree import JsonTree
from inspector.gui.detail.raw_view import RawView

_Place = tuple[str | int, ...] | Span


class Finding(QObject):
    """Goes from place to place; starts anew with each event, view and text to find."""

    def __init__(self, tree: JsonTree, raw: RawView, line: FindLine) -> None:
        super().__init__(line)
        self._tree, self._raw, self._line = tree, raw, line
        self._body: object = None
        self._text: str | None = None
        self._places: Sequence[_Place] = ()
        self._at = -1
        line.changed.connect(lambda _text: self._find(and_go=True))
        line.stepped.connect(self._step)

    def show_event(self, body: object, text: str | None) -> None:
        """Look in another event, or in its text where the raw view is in front."""
        self._body, self._text = body, text
        self._find(and_go=False)

    def _find(self, *, and_go: bool) -> None:
        wanted = self._line.wanted
        if self._text is None:
            self._places = paths_with(self._body, wanted)
        else:
            self._places = spans_with(self._text, wanted)
        self._at = -1
        if and_go and self._places:
            self._step(1)
        else:
            self._line.show_found(0, len(self._places))

    def _step(self, by: int) -> None:
        if not self._places:
            return
        self._at = (self._at + by) % len(self._places) if self._at >= 0 or by > 0 else -1
        self._at %= len(self._places)
        place = self._places[self._at]
        if isinstance(place, Span):
            self._raw.select(place)
        else:
            self._tree.select(place)
        self._line.show_found(self._at + 1, len(self._places))
