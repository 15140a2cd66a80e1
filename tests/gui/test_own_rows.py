"""The window's side of the user's own rows, and the dialog for a note."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.model import Facts
from inspector.errors import InspectorError
from inspector.gui.app import keep_saying
from inspector.gui.own_rows import OwnRows, starting_catalog
from inspector.gui.program import Program
from inspector.gui.views.note_editor import NoteEditor

FACTS = Facts("CallDisconnected", 503, 560503, sip=486)


class Told:
    """What an OwnRows announced."""

    def __init__(self, rows: OwnRows) -> None:
        self.catalogs: list[Catalog] = []
        self.errors: list[InspectorError] = []
        rows.changed.connect(self.catalogs.append)
        rows.failed.connect(self.errors.append)


@pytest.fixture
def rows(qapp: object, catalog: Catalog) -> OwnRows:
    return OwnRows(catalog)


def write(folder: Path, text: str, name: str = "catalog.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_note_is_kept_changed_and_removed(rows: OwnRows, own_folder: Path) -> None:
    told = Told(rows)
    assert rows.note_text(FACTS) == ""
    rows.add_note(FACTS, "Ask Anna.")
    assert rows.note_text(FACTS) == "Ask Anna."
    assert [note.text for note in rows.catalog.notes_of(503, 560503, None, None)] == ["Ask Anna."]
    rows.add_note(FACTS, "Ask Bo.")
    assert rows.note_text(FACTS) == "Ask Bo."
    rows.add_note(FACTS, " ")
    assert rows.note_text(FACTS) == ""
    assert told.catalogs[-1] is rows.catalog
    assert len(told.catalogs) == 3
    assert told.errors == []


def test_a_result_without_numbers_is_noted_by_what_the_carrier_said(rows: OwnRows) -> None:
    rows.add_note(Facts(q850=17), "Busy again")
    assert [note.text for note in rows.catalog.notes_of(None, None, None, 17)] == ["Busy again"]
    assert rows.catalog.notes_of(None, None, None, 18) == ()


def test_nothing_to_note_is_an_error(rows: OwnRows, own_folder: Path) -> None:
    told = Told(rows)
    rows.add_note(Facts("CallConnected"), "x")
    rows.mark_normal(None, None)
    assert len(told.errors) == 2
    assert told.catalogs == []
    assert not own_folder.exists()


@pytest.mark.parametrize("subcode", [0, None])
def test_normal_and_taken_back(rows: OwnRows, subcode: int | None) -> None:
    told = Told(rows)
    rows.mark_normal(603, subcode)
    assert rows.catalog.is_normal(603, subcode)
    assert not rows.catalog.is_normal(603, 7)
    rows.take_back(603, subcode)
    assert not rows.catalog.is_normal(603, subcode)
    assert (len(told.catalogs), told.errors) == (2, [])


def test_a_row_that_is_about_more_is_named_and_stays(rows: OwnRows, own_folder: Path) -> None:
    write(own_folder, "[[normal]]\ncode = 603\n")
    told = Told(rows)
    rows.take_back(603, 0)
    assert rows.catalog.is_normal(603, 0)
    assert "catalog.toml" in str(told.errors[0])


def test_a_teams_rows_stay_in_every_change(qapp: object, tmp_path: Path) -> None:
    team = write(
        tmp_path / "team", "[[normal]]\ncode = 487\n[[note]]\ncode = 1\ntext = 'x'\n", "a.toml"
    )
    catalog, error = starting_catalog(team)
    assert error is None
    rows = OwnRows(catalog, team)
    told = Told(rows)
    assert rows.note_text(Facts(None, 1)) == ""  # the team's note is not the user's to edit
    rows.mark_normal(603, 0)
    assert rows.catalog.is_normal(487, 0)
    assert rows.catalog.is_normal(603, 0)
    rows.take_back(487, 0)
    assert "a.toml" in str(told.errors[0])


def test_a_broken_file_is_told_and_left_alone(
    rows: OwnRows, catalog: Catalog, own_folder: Path
) -> None:
    write(own_folder, "[[note]\n")
    shipped, error = starting_catalog()
    assert shipped.version == catalog.version
    assert error is not None
    assert "catalog.toml" in str(error)
    told = Told(rows)
    rows.add_note(FACTS, "x")
    rows.mark_normal(603, 0)
    rows.take_back(603, 0)
    assert len(told.errors) == 3
    assert told.catalogs == []
    assert rows.catalog is catalog
    assert (own_folder / "catalog.toml").read_text(encoding="utf-8") == "[[note]\n"


def test_an_error_at_the_start_outlasts_the_first_capture(
    program: Program, open_files: Callable[..., Program], samples: Path
) -> None:
    message = program.window.message
    keep_saying(program, InspectorError("Your rows are broken"))
    assert message.text == "Your rows are broken"
    open_files(samples / "ordinary-call.json")
    assert (message.text, message.isVisible()) == ("Your rows are broken", True)
    open_files(samples / "ordinary-call.json")
    assert not message.isVisible()


@pytest.fixture
def editor(qtbot: QtBot) -> NoteEditor:
    editor = NoteEditor("500/560503", "Old")
    qtbot.addWidget(editor)
    editor.show()
    return editor


def parts(editor: NoteEditor) -> tuple[QPlainTextEdit, QPushButton, QPushButton]:
    buttons = editor.findChild(QDialogButtonBox)
    standard = QDialogButtonBox.StandardButton
    save, cancel = buttons.button(standard.Save), buttons.button(standard.Cancel)
    return editor.findChild(QPlainTextEdit), save, cancel


def test_the_editor_saves_what_was_typed(editor: NoteEditor, qtbot: QtBot) -> None:
    saved: list[str] = []
    editor.saved.connect(saved.append)
    text, save, _ = parts(editor)
    assert not save.isEnabled()  # nothing was changed yet
    qtbot.keyClicks(text, " and <b>new</b>")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "line")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert saved == ["Old and <b>new</b>\nline"]
    assert not editor.isVisible()


def test_an_emptied_note_is_removed(editor: NoteEditor, qtbot: QtBot) -> None:
    saved: list[str] = []
    editor.saved.connect(saved.append)
    text, save, _ = parts(editor)
    text.clear()
    assert (save.text(), save.isEnabled()) == ("Remove", True)
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved == [""]


def test_cancel_saves_nothing(editor: NoteEditor, qtbot: QtBot) -> None:
    saved: list[str] = []
    editor.saved.connect(saved.append)
    text, _, cancel = parts(editor)
    qtbot.keyClicks(text, "more")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert saved == []
    assert not editor.isVisible()
