"""What is dropped or pasted, as inputs; and in words, before it happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from inspector.capture.source import Input


@dataclass(frozen=True, slots=True)
class Offer:
    """What a drop or a paste would open."""

    inputs: tuple[Input, ...]
    refused: tuple[str, ...]
    """Names of what cannot be opened, each with the reason."""
    folders: int = 0
    """How many of the inputs are folders."""

    def title(self, *, adding: bool) -> str:
        """What will happen, in a few words."""
        if not self.inputs:
            return "This cannot be opened"
        if len(self.inputs) == 1:
            named = f"{'folder ' if self.folders else ''}{self.inputs[0].label}"
            return f"{'Add' if adding else 'Open'} {named}"
        counts = ((self.folders, "folder"), (len(self.inputs) - self.folders, "file"))
        parts = (f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
        what = " and ".join(parts)
        return f"Add {what} to this capture" if adding else f"Open {what} as one capture"

    def hint(self, *, adding: bool, can_add: bool) -> str:
        """How to do otherwise, and what stays out."""
        parts = []
        if self.inputs and can_add and not adding:
            parts.append("Ctrl to add to this one")
        if self.refused:
            parts.append(f"Cannot open {', '.join(self.refused)}")
        return " · ".join(parts)


def offer_of(mime: QMimeData) -> Offer:
    """What is in a drop or in the clipboard: files first, else text."""
    if mime.hasUrls():
        return _files(mime.urls())
    text = mime.text() if mime.hasText() else ""
    if text.strip():
        return Offer((Input("pasted text", None, text.encode("utf-8", "surrogatepass")),), ())
    return Offer((), ())


def inputs_of(paths: Sequence[Path]) -> tuple[Input, ...]:
    """Files and folders as inputs; what is in folders and archives is found when they are read."""
    return tuple(Input(path.name or str(path), path, None) for path in paths)


def _files(urls: Sequence[QUrl]) -> Offer:
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    elsewhere = [url for url in urls if not url.isLocalFile()]
    refused = tuple(f"{url.fileName() or url.host()} (not on this computer)" for url in elsewhere)
    return Offer(inputs_of(paths), refused, sum(path.is_dir() for path in paths))
