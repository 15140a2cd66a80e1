"""Text for the raw view: honest about bytes that are no text, and cut into parts when long."""

from dataclasses import dataclass

from inspector.gui.detail.json_spans import Span
from inspector.report.plain import visible

PART = 32_768
"""Characters shown at once: a view that lays out more would be felt. Copying takes all."""
_BMP = "\uffff"
"""The last character that Qt counts as one."""


@dataclass(frozen=True, slots=True)
class RawText:
    """A text to show."""

    text: str
    """All of it, with U+FFFD for each byte that is not UTF-8."""
    note: str = ""
    """What the reader must know about the text; empty when it is exact."""

    def part_at(self, index: int) -> "Part":
        """The part that holds a character."""
        start = min(max(index, 0), max(len(self.text) - 1, 0)) // PART * PART
        return Part(self.text, Span(start, min(start + PART, len(self.text))))


@dataclass(frozen=True, slots=True)
class Part:
    """What is shown of a text, and where its characters stand in the view."""

    text: str
    """The whole text."""
    span: Span

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.span.end - self.span.start == len(self.text)

    @property
    def shown(self) -> str:
        """The part to display, with control characters and hidden ones made visible."""
        return visible(self.text[self.span.start : self.span.end], keep_lines=True)

    def position_of(self, index: int) -> int:
        """Where a character of the text stands in the view, as Qt counts."""
        index = min(max(index, self.span.start), self.span.end)
        if self.text[index - 1 : index + 1] == "\r\n":
            index -= 1  # takes no room of its own
        before = self.text[self.span.start : index]
        return _units(visible(before, keep_lines=True))

    def index_of(self, position: int) -> int:
        """Which character of the text stands at a position of the view."""
        inside = self.text[self.span.start : self.span.end]
        if inside.isascii() and inside.isprintable():
            return self.span.start + min(position, len(inside))
        at = 0
        for number, char in enumerate(inside):
            if at >= position:
                return self.span.start + number
            is_dropped = char == "\r" and inside[number + 1 : number + 2] == "\n"
            at += 0 if is_dropped else _units(visible(char, keep_lines=True))
        return self.span.end


def raw_text(raw: bytes) -> RawText:
    """Decode bytes for display."""
    notes: list[str] = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        marked = raw.decode("utf-8", "surrogateescape")
        bad = sum("\udc80" <= char <= "\udcff" for char in marked)
        text = "".join("\ufffd" if "\udc80" <= char <= "\udcff" else char for char in marked)
        noun = "byte" if bad == 1 else "bytes"
        first = f"the first is {raw[error.start]:02X} at byte {error.start:,} of the event"
        notes.append(f"Not valid UTF-8: {bad:,} {noun} shown as \ufffd, {first}.")
    if "\r\n" in text:
        notes.append("Lines end in CR LF.")
    return RawText(text, " ".join(notes))


def _units(text: str) -> int:
    """Length as Qt counts it, in UTF-16."""
    if text.isascii() or max(text, default="") <= _BMP:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
