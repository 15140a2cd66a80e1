"""The user's own notes and normal results: changes them, and tells of the catalog that follows."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.marks import is_about
from inspector.catalog.overlay import OWN_SOURCE
from inspector.catalog.overlay_files import overlay_files, user_overlay_path
from inspector.catalog.own_file import OwnFile
from inspector.diagnosis.model import Facts
from inspector.errors import InspectorError


def starting_catalog(folder: Path | None = None) -> tuple[Catalog, InspectorError | None]:
    """The catalog to start with, overlays included, and what is wrong with them.

    Where an overlay cannot be used it is the catalog that ships: a window with an error serves
    better than none.
    """
    try:
        return load_catalog(overlays=overlay_files(folder)), None
    except InspectorError as error:
        return load_catalog(), error


class OwnRows(QObject):
    """Keeps the current catalog. `folder` is the team's folder of overlays."""

    changed = Signal(object)
    """The `Catalog` after a change of the user's own file."""
    failed = Signal(object)
    """An InspectorError to show; the catalog is as it was."""

    def __init__(
        self, catalog: Catalog, folder: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._catalog, self._folder = catalog, folder

    @property
    def catalog(self) -> Catalog:
        """The catalog as it is now."""
        return self._catalog

    def note_text(self, facts: Facts) -> str:
        """What the user wrote beside exactly these numbers; empty when there is nothing."""
        key = _note_key(facts)
        for note in self._catalog.notes:
            numbers = (note.code, note.subcode, note.sip, note.q850)
            if numbers == key and OWN_SOURCE in note.sources:
                return note.text
        return ""

    def add_note(self, facts: Facts, text: str) -> None:
        """Keep the user's note beside a result; an empty text takes it away."""
        code, subcode, sip, q850 = _note_key(facts)
        try:
            if text.strip():
                _own_file().add_note(text, code=code, subcode=subcode, sip=sip, q850=q850)
            else:
                _own_file().remove_note(code=code, subcode=subcode, sip=sip, q850=q850)
            self.reload()
        except InspectorError as error:
            self.failed.emit(error)

    def mark_normal(self, code: int | None, subcode: int | None) -> None:
        """Call a result normal."""
        try:
            _own_file().mark_normal(code, subcode)
            self.reload()
        except InspectorError as error:
            self.failed.emit(error)

    def take_back(self, code: int | None, subcode: int | None) -> None:
        """No longer call a result normal; says which file does so still."""
        try:
            _own_file().unmark_normal(code, subcode)
            self.reload()
            self._tell_of_others(code, subcode)
        except InspectorError as error:
            self.failed.emit(error)

    def reload(self) -> None:
        """Read all overlays again; raises InspectorError when one cannot be used."""
        self._catalog = load_catalog(overlays=overlay_files(self._folder))
        self.changed.emit(self._catalog)

    def _tell_of_others(self, code: int | None, subcode: int | None) -> None:
        for row in self._catalog.normal:
            if is_about(row, code, subcode):
                place = self._catalog.source(row.sources[0]).where
                raise InspectorError(
                    "This result is still called normal",
                    f"A row of {place} says so, and it is about more than this result or not yours",
                    "Change it there",
                )


def _note_key(facts: Facts) -> tuple[int | None, int | None, int | None, int | None]:
    """A note belongs to code and subcode; to SIP and Q.850 only where there is neither."""
    if facts.code is None and facts.subcode is None:
        return None, None, facts.sip, facts.q850
    return facts.code, facts.subcode, None, None


def _own_file() -> OwnFile:
    return OwnFile(user_overlay_path())
