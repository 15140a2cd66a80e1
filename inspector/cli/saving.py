"""Writes a document to the file that `-o` names."""

from pathlib import Path

from inspector.errors import InspectorError


def save(path: Path, document: str) -> None:
    """Write the file in UTF-8; raises InspectorError when that is not possible."""
    try:
        path.write_text(document, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InspectorError(f"{path} cannot be written", reason) from None
