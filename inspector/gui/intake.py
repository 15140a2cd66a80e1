"""What is dropped or pasted, as inputs; and in words, before it happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from inspector.capture.source import Input


@dataclass(frozen=True, slots=True)
class Offer:
    """What a drop or a paste would open."""

    inputs: tuple[Input, ...]
    refused: tuple[str, ...]
    """Names of what cannot be opened, each with the reason."""

    def title(self, *, adding: bool) -> str:
        """What will happen, in a few words."""
        if not self.inputs:
            return "This cannot be opened"
        if len(self.inputs) == 1:
            return f"{'Add' if adding else 'Open'} {self.inputs[0].label}"
        if adding:
            return f"Add {len(self.inputs)} files to this capture"
        return f"Open {len(self.inputs)} files as one capture"

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
        return _files([Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()])
    text = mime.text() if mime.hasText() else ""
    if text.strip():
        return Offer((Input("pasted text", None, text.encode("utf-8", "surrogatepass")),), ())
    return Offer((), ())


def inputs_of(paths: Sequence[Path]) -> tuple[Input, ...]:
    """Files as inputs."""
    return tuple(Input(path.name or str(path), path, None) for path in paths)


def _files(paths: Sequence[Path]) -> Offer:
    files = [path for path in paths if not path.is_dir()]
    folders = tuple(f"{path.name} (a folder: drop its files)" for path in paths if path.is_dir())
    return Offer(inputs_of(files), folders)
