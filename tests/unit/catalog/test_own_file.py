"""Notes and normal results in the user's own file, read back as the program reads it."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.own_file import OwnFile
from inspector.errors import InspectorError
from tests.support.small_catalog import write_catalog

HAND_MADE = """\
# What we know of our carrier.

[[note]]
code = 500            # since May
subcode = 560503
text = "Old"

[[code]]
code = 404
owner = "callee"      # not us

[[note]]
sip = 486
text = "Second"
"""


@pytest.fixture
def own(tmp_path: Path) -> OwnFile:
    return OwnFile(tmp_path / "not" / "there yet" / "catalog.toml")


@pytest.fixture
def hand_made(own: OwnFile) -> OwnFile:
    own.path.parent.mkdir(parents=True)
    own.path.write_text(HAND_MADE, encoding="utf-8")
    return own


@pytest.fixture
def loaded(own: OwnFile, tmp_path: Path) -> Callable[[], Catalog]:
    base = write_catalog(tmp_path / "base")
    return lambda: load_catalog(base, [own.path])


def content(own: OwnFile) -> dict[str, Any]:
    return tomllib.loads(own.path.read_text(encoding="utf-8"))


def test_the_first_note_makes_the_file(own: OwnFile, loaded: Callable[[], Catalog]) -> None:
    own.add_note(" Ask Anna.\n", code=500, subcode=560503)
    assert [note.text for note in loaded().notes_of(500, 560503, None, None)] == ["Ask Anna."]
    assert content(own) == {"note": [{"code": 500, "subcode": 560503, "text": "Ask Anna."}]}
    assert own.path.read_text(encoding="utf-8").startswith("# Your own rows")


def test_a_note_with_the_same_numbers_gets_the_new_text(hand_made: OwnFile) -> None:
    hand_made.add_note("New", code=500, subcode=560503)
    hand_made.add_note("Another", code=500)
    assert [row["text"] for row in content(hand_made)["note"]] == ["New", "Second", "Another"]


def test_what_a_person_wrote_stays(hand_made: OwnFile, loaded: Callable[[], Catalog]) -> None:
    hand_made.mark_normal(603, 0)
    hand_made.add_note("Third", q850=17)
    assert hand_made.remove_note(sip=486)
    text = hand_made.path.read_text(encoding="utf-8")
    for kept in ("# What we know of our carrier.", "# since May", '"callee"      # not us'):
        assert kept in text
    assert [note.text for note in loaded().notes] == ["Old", "Third"]
    assert loaded().is_normal(603, 0)


def test_removing_tells_whether_there_was_something(hand_made: OwnFile) -> None:
    before = hand_made.path.read_bytes()
    assert not hand_made.remove_note(code=500)
    assert not hand_made.unmark_normal(500, 560503)
    assert hand_made.path.read_bytes() == before
    assert hand_made.remove_note(code=500, subcode=560503)
    assert hand_made.remove_note(sip=486)
    assert content(hand_made) == {"code": [{"code": 404, "owner": "callee"}]}


def test_all_notes_with_the_same_numbers_go(own: OwnFile) -> None:
    own.path.parent.mkdir(parents=True)
    rows = [f'[[note]]\ncode = {code}\ntext = "{n}"\n' for n, code in enumerate((1, 1, 2, 1, 3))]
    own.path.write_text("".join(rows), encoding="utf-8")
    assert own.remove_note(code=1)
    assert [row["code"] for row in content(own)["note"]] == [2, 3]


def test_normal_is_exactly_what_was_delivered(own: OwnFile, loaded: Callable[[], Catalog]) -> None:
    results = [(603, 0), (603, None), (None, 560486)]
    for result in (*results, results[0]):
        own.mark_normal(*result)
    assert len(content(own)["normal"]) == 3
    assert [loaded().is_normal(*result) for result in (*results, (603, 1))] == [True] * 3 + [False]
    for result in results:
        assert loaded().is_normal(*result)
        assert own.unmark_normal(*result)
        assert not loaded().is_normal(*result)
    assert content(own) == {}


def test_a_broader_row_of_a_person_is_not_taken_back(own: OwnFile) -> None:
    own.path.parent.mkdir(parents=True)
    own.path.write_text("[[normal]]\ncode = 603\n", encoding="utf-8")
    assert not own.unmark_normal(603, 0)
    assert content(own) == {"normal": [{"code": 603}]}


def test_rows_in_one_line_are_understood(own: OwnFile, loaded: Callable[[], Catalog]) -> None:
    own.path.parent.mkdir(parents=True)
    own.path.write_text("normal = [{code = 603}]\n", encoding="utf-8")
    own.mark_normal(487, 0)
    own.add_note("x", code=1)
    assert loaded().is_normal(603, 5)
    assert loaded().is_normal(487, 0)
    assert own.unmark_normal(487, 0)
    assert content(own)["normal"] == [{"code": 603}]


@given(text=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_any_text_comes_back(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = OwnFile(tmp_path_factory.mktemp("own") / "catalog.toml")
    own.add_note("first", code=1)
    own.add_note(text, code=500, subcode=0)
    kept = content(own)["note"][1]["text"]
    assert kept.replace("\r\n", "\n") == text.strip().replace("\r\n", "\n")


DEEP = "a = " + "[" * 100_000


@pytest.mark.parametrize(
    "broken", ["[[note\n", "code = 1\ncode = 2\n", "note = 5\n", DEEP, b"\xff\xfe"]
)
def test_a_broken_file_is_never_overwritten(own: OwnFile, broken: str | bytes) -> None:
    own.path.parent.mkdir(parents=True)
    raw = broken if isinstance(broken, bytes) else broken.encode()
    own.path.write_bytes(raw)
    with pytest.raises(InspectorError, match=r"catalog\.toml are broken.*mend the file") as caught:
        own.add_note("x", code=1)
    assert caught.value.reason
    assert own.path.read_bytes() == raw


def test_a_text_that_cannot_be_written_leaves_the_file(hand_made: OwnFile) -> None:
    with pytest.raises(InspectorError, match="cannot be written"):
        hand_made.add_note("half \ud800", code=1)
    assert hand_made.path.read_text(encoding="utf-8") == HAND_MADE
    assert list(hand_made.path.parent.iterdir()) == [hand_made.path]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InspectorError, match=r"file.*catalog\.toml cannot be (read|written)"):
        OwnFile(tmp_path / "file" / "catalog.toml").mark_normal(603, 0)


def test_a_link_stays_a_link(own: OwnFile, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(HAND_MADE, encoding="utf-8")
    real.chmod(0o640)
    mode = real.stat().st_mode
    own.path.parent.mkdir(parents=True)
    try:
        own.path.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no links")
    own.mark_normal(603, 0)
    assert own.path.is_symlink()
    assert "603" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode == mode
    assert list(own.path.parent.iterdir()) == [own.path]  # no draft is left


@pytest.mark.parametrize(
    "numbers", [{"text": " \n", "code": 1}, {"text": "x"}], ids=["no text", "no number"]
)
def test_a_note_needs_a_text_and_a_number(own: OwnFile, numbers: dict[str, Any]) -> None:
    with pytest.raises(InspectorError, match="cannot be saved"):
        own.add_note(**numbers)
    assert not own.path.exists()


def test_no_result_is_not_normal(own: OwnFile) -> None:
    with pytest.raises(InspectorError, match="no result"):
        own.mark_normal(None, None)
