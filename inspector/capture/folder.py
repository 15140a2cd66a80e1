"""The files in a folder and in the folders inside it."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.errors import InspectorError

DEEPEST = 32
"""Folders inside one another that are looked into: an export of diagnostic logs has eighteen,
by resource and hour; anything deeper is no place for logs."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a folder."""

    name: str
    """Its path from the folder on, with slashes."""
    path: Path
    reason: str = ""
    """Why it is left out; empty for a file to open."""
    error: InspectorError | None = None
    """Why it could not be looked into."""


def found_in(folder: Path, cancelled: Callable[[], bool]) -> Iterator[Found]:
    """All that is in a folder, in any order. Hidden files, links and devices are left out."""
    return _walk(folder, "", 1, cancelled)


def _walk(folder: Path, before: str, depth: int, cancelled: Callable[[], bool]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError as error:
        yield Found(before.rstrip("/"), folder, error=_unreadable(folder, error))
        return
    for entry in entries:
        if cancelled():
            return
        name, path = before + entry.name, Path(entry.path)
        reason = _reason_against(entry)
        if reason or not entry.is_dir(follow_symlinks=False):
            yield Found(name, path, reason)
        elif depth == DEEPEST:
            yield Found(name, path, f"a folder more than {DEEPEST} folders deep")
        else:
            yield from _walk(path, f"{name}/", depth + 1, cancelled)


def _reason_against(entry: os.DirEntry[str]) -> str:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return ""  # opening it says what is wrong
    hidden = getattr(status, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)
    if entry.name.startswith(".") or hidden:
        return "hidden"
    if entry.is_symlink() or getattr(entry, "is_junction", lambda: False)():
        return "a link"
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        return "a device or a pipe"
    return ""


def _unreadable(folder: Path, error: OSError) -> InspectorError:
    return InspectorError(
        f"The folder {folder.name or folder} cannot be looked into",
        error.strerror or str(error),
        "Check that you may read it and that its disk is reachable",
    )
