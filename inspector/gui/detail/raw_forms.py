"""The forms in which the raw view can show an event: its bytes, indented, as stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from inspector.gui.detail.json_text import pretty
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.raw_text import RawText, raw_text
from inspector.index.one_event import OneEvent

INSIDE_NOTE = (
    "The file holds this event as text inside something else. Shown with the escapes undone; "
    "Stored shows it as it stands."
)
STORED_NOTE = "As it stands in the file, escapes and all."


@dataclass(frozen=True, slots=True)
class Form:
    """One text to show."""

    raw: RawText
    name: str
    """What it is, for who cannot see it."""
    is_event: bool
    """Whether the text is the event's JSON, so that its values can be found in it."""


class RawForms:
    """The texts of one event, made when they are asked for."""

    def __init__(self, detail: EventDetail) -> None:
        self._detail = detail

    @property
    def body(self) -> Mapping[str, object]:
        """The decoded event."""
        return self._detail.body

    @property
    def alone(self) -> OneEvent | None:
        """The event as the filter sees it."""
        return self._detail.alone

    @property
    def is_inside_text(self) -> bool:
        """Whether the file holds the event as text inside something else."""
        stored = self._detail.stored
        return stored is not None and stored != self._detail.raw

    @cached_property
    def decoded(self) -> RawText:
        """The event's own bytes."""
        raw = raw_text(self._detail.raw)
        notes = (INSIDE_NOTE if self.is_inside_text else "", self._detail.bytes_note, raw.note)
        return replace(raw, note=" ".join(note for note in notes if note))

    def form(self, *, is_pretty: bool, is_stored: bool) -> Form:
        """The text that the buttons ask for."""
        if is_stored and self._detail.stored is not None:
            raw = raw_text(self._detail.stored)
            notes = (STORED_NOTE, self._detail.bytes_note, raw.note)
            stored = replace(raw, note=" ".join(note for note in notes if note))
            return Form(stored, "Event as it stands in the file", is_event=False)
        if is_pretty:
            note = "Indented and decoded; the file may write it otherwise."
            indented = RawText(pretty(self._detail.body), note)
            return Form(indented, "Event as indented text", is_event=True)
        return Form(self.decoded, "Event as raw text", is_event=True)
