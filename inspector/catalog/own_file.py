"""Writes notes and normal results into the user's own file; what else it holds stays as it is."""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array

from inspector.errors import InspectorError

_HEADER = (
    "Your own rows for Callback Inspector, laid over the catalog that ships with it.",
    "The program adds notes here; you may add and change rows by hand.",
)
_NOTE_KEY = ("code", "subcode", "sip", "q850")
_NORMAL_KEY = ("code", "subcode", "without_subcode")
_Key = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One file. Each change reads it, changes it and puts it back in one step.

    Every method raises InspectorError when the file is broken or cannot be written; it is then
    left as it was.
    """

    path: Path

    def add_note(
        self,
        text: str,
        *,
        code: int | None = None,
        subcode: int | None = None,
        sip: int | None = None,
        q850: int | None = None,
    ) -> None:
        """Keep a note beside a result; a note with the same numbers gets the new text."""
        key = dict(zip(_NOTE_KEY, (code, subcode, sip, q850), strict=True))
        if not text.strip() or set(key.values()) == {None}:
            raise InspectorError("The note cannot be saved", "It needs a text and a result number")
        document = self._read()
        rows = _rows(document, "note", self.path)
        content = tomlkit.string(text.strip(), multiline="\n" in text.strip())
        same = _positions(rows, key)
        if same:
            rows[same[0]]["text"] = content
        else:
            _append(rows, {**key, "text": content})
        self._write(document)

    def remove_note(
        self,
        *,
        code: int | None = None,
        subcode: int | None = None,
        sip: int | None = None,
        q850: int | None = None,
    ) -> bool:
        """Take out the notes with exactly these numbers; False when there is none."""
        key = dict(zip(_NOTE_KEY, (code, subcode, sip, q850), strict=True))
        return self._remove("note", key)

    def mark_normal(self, code: int | None, subcode: int | None) -> None:
        """Call a result normal exactly as delivered: only without a subcode where it had none."""
        if code is None and subcode is None:
            raise InspectorError("This event has no result that could be called normal")
        document = self._read()
        rows = _rows(document, "normal", self.path)
        key = _normal_key(code, subcode)
        if not _positions(rows, key):
            _append(rows, key)
            self._write(document)

    def unmark_normal(self, code: int | None, subcode: int | None) -> bool:
        """Take that back; False when no row of this file names exactly this result."""
        return self._remove("normal", _normal_key(code, subcode))

    def _remove(self, array: str, key: _Key) -> bool:
        document = self._read()
        rows = _rows(document, array, self.path)
        found = _positions(rows, key)
        for position in reversed(found):
            del rows[position]
        if not found:
            return False
        if not rows:
            del document[array]
        self._write(document)
        return True

    def _read(self) -> tomlkit.TOMLDocument:
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                return tomlkit.parse(file.read())
        except FileNotFoundError:
            return _new_document()
        except OSError as error:
            raise self._unusable("read", error.strerror) from None
        except (TOMLKitError, ValueError) as error:
            raise _broken(self.path, str(error)) from None

    def _write(self, document: tomlkit.TOMLDocument) -> None:
        """Beside the file first, then in its place: a crash never leaves half a file."""
        path = self.path.resolve()  # a link stays a link
        text = tomlkit.dumps(document)
        try:
            tomllib.loads(text)
        except ValueError as error:
            raise self._unusable("written", str(error)) from None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".catalog-", suffix=".tmp", dir=path.parent)
        except OSError as error:
            raise self._unusable("written", error.strerror) from None
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                shutil.copymode(path, draft)
            draft.replace(path)
        except (OSError, ValueError) as error:  # ValueError: half a character
            with suppress(OSError):
                draft.unlink()
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise self._unusable("written", reason) from None

    def _unusable(self, done: str, reason: str | None) -> InspectorError:
        return InspectorError(
            f"Your own rows in {self.path} cannot be {done}",
            reason or "",
            "Nothing was changed; look at the folder and its permissions",
        )


def _new_document() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in _HEADER:
        document.add(tomlkit.comment(line))
    return document


def _rows(document: tomlkit.TOMLDocument, array: str, path: Path) -> AoT | Array:
    """The rows of an array, which the document gets when it has none."""
    rows = document.get(array)
    if rows is None:
        document[array] = tomlkit.aot()
        rows = document[array]
    if isinstance(rows, AoT | Array) and all(isinstance(row, Mapping) for row in rows):
        return rows
    raise _broken(path, f"[[{array}]] rows are needed")


def _append(rows: AoT | Array, values: Mapping[str, object]) -> None:
    row = {name: value for name, value in values.items() if value is not None}
    if isinstance(rows, Array):
        rows.append(row)
        return
    table = tomlkit.table()
    table.trivia.indent = "\n"  # an empty line above it
    table.update(row)
    rows.append(table)


def _normal_key(code: int | None, subcode: int | None) -> _Key:
    without = True if subcode is None else None
    return dict(zip(_NORMAL_KEY, (code, subcode, without), strict=True))


def _positions(rows: AoT | Array, key: _Key) -> list[int]:
    return [
        position
        for position, row in enumerate(rows)
        if all(row.get(name) == value for name, value in key.items())
    ]


def _broken(path: Path, reason: str) -> InspectorError:
    return InspectorError(
        f"Your own rows in {path} are broken", reason, "Nothing was changed; mend the file first"
    )
