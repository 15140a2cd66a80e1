"""Notices that a file changed, or that another one took its name, without reading it."""

import os
from pathlib import Path
from typing import IO

from inspector.errors import InspectorError


class Watch:
    """Looks at one file again and again; a look costs one question to the system.

    While it is held, the file stays open where that keeps nobody from renaming or deleting it (on
    Windows it would): its number on the disk is then not given to another file, so that one that
    takes its place is known for sure.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: IO[bytes] | None = None
        self._identity: tuple[int, int] | None = None
        self._seen: tuple[int, int] | None = None

    def hold(self) -> None:
        """Keep the file open from now on, if it is there."""
        if os.name == "posix" and self._handle is None and self._path.is_file():
            self._handle = self._path.open("rb", buffering=0)

    def release(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def has_changed(self) -> bool:
        """Whether there is anything new since the last look; the first one says so always.

        Raises InspectorError when another file took the name, as when a log is rotated. One that
        is gone has changed: opening it says the rest.
        """
        try:
            status = self._path.stat()
        except OSError:
            self._seen = None
            return True
        identity = (status.st_dev, status.st_ino)
        if self._identity is None:
            self._identity = self._held() or identity
        if identity != self._identity:
            raise InspectorError(
                f"{self._path.name} was replaced by another file",
                "A log that is rotated goes on in a new file of the same name",
                "Open it again to read the new file, or add it to what was read",
            )
        seen = (status.st_size, status.st_mtime_ns)
        changed = seen != self._seen
        self._seen = seen
        return changed

    def _held(self) -> tuple[int, int] | None:
        if self._handle is None:
            return None
        status = os.fstat(self._handle.fileno())
        return status.st_dev, status.st_ino
