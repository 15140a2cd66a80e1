"""The bytes of one event made displayable, honest about what could not be decoded."""

from dataclasses import dataclass

from inspector.report.plain import visible

SHOWN_LIMIT = 200_000
"""Characters shown; more would make the text view slow. Copying takes all."""


@dataclass(frozen=True, slots=True)
class RawText:
    """An event's bytes as text."""

    text: str
    """All of it, with U+FFFD for each byte that is not UTF-8."""
    note: str
    """What the reader must know about the text; empty when it is exact and whole."""

    @property
    def shown(self) -> str:
        """The part to display, with hidden characters made visible."""
        return visible(self.text[:SHOWN_LIMIT], keep_lines=True)


def raw_text(raw: bytes) -> RawText:
    """Decode bytes for display."""
    notes: list[str] = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        marked = raw.decode("utf-8", "surrogateescape")
        bad = sum("\udc80" <= char <= "\udcff" for char in marked)
        text = "".join("\ufffd" if "\udc80" <= char <= "\udcff" else char for char in marked)
        notes.append(f"Not valid UTF-8: {bad:,} {'byte' if bad == 1 else 'bytes'} shown as \ufffd.")
    if len(text) > SHOWN_LIMIT:
        notes.append(
            f"The first {SHOWN_LIMIT:,} of {len(text):,} characters are shown; copying takes all."
        )
    return RawText(text, " ".join(notes))
