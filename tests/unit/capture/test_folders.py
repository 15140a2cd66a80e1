"""Folders: every log in them and in the folders inside, and what is left out."""

import gzip
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from inspector.__main__ import main
from inspector.capture import expansion
from inspector.capture.choice import Choice
from inspector.capture.expansion import Expanded, expand
from inspector.capture.folder import DEEPEST
from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from tests.support.capture_events import call_events, compact, lines, log

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def never() -> bool:
    return False


def write(folder: Path, name: str, data: bytes | None = None) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lines(call_events()) if data is None else data)


def opened(folder: Path) -> Expanded:
    return expand([Input("logs", folder)], never)


def labels(found: Expanded) -> list[str]:
    return [each.label.replace(os.sep, "/") for each in found.inputs]


def left_out(found: Expanded) -> dict[str, str]:
    return {each.label.replace(os.sep, "/"): each.reason for each in found.skipped}


def test_files_come_by_name_folder_by_folder(tmp_path: Path) -> None:
    for name in ("b/2.json", "b/10.json", "a.log", "B/c/d.txt"):
        write(tmp_path, name)
    found = opened(tmp_path)
    assert labels(found) == ["logs/a.log", "logs/b/2.json", "logs/b/10.json", "logs/B/c/d.txt"]
    assert found.inputs[0].path == tmp_path / "a.log"
    assert found.skipped == ()


def test_archives_in_a_folder_are_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/y.json", lines(call_events()))
    write(tmp_path, "b.json.gz", gzip.compress(lines(call_events())))
    found = opened(tmp_path)
    assert labels(found) == ["logs/a.zip › x/y.json", "logs/b.json.gz"]
    assert all(Source.open(each, 0).text_size for each in found.inputs)


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.json")
    write(tmp_path, "b.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
    write(tmp_path, ".git/config")
    write(tmp_path, "empty.log", b"")
    found = opened(tmp_path)
    assert labels(found) == ["logs/a.json"]
    assert left_out(found) == {
        "logs/.git": "hidden",
        "logs/b.png": "a PNG picture",
        "logs/empty.log": "empty",
    }


@posix_only
def test_links_and_devices_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.json")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "other.json").symlink_to(tmp_path / "a.json")
    os.mkfifo(tmp_path / "pipe")
    found = opened(tmp_path)
    assert labels(found) == ["logs/a.json"]
    assert left_out(found) == {
        "logs/again": "a link",
        "logs/other.json": "a link",
        "logs/pipe": "a device or a pipe",
    }


@posix_only
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read anything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.json")
    write(tmp_path, "b/c.json")
    write(tmp_path, "d.json")
    (tmp_path / "b").chmod(0)
    (tmp_path / "d.json").chmod(0)
    found = opened(tmp_path)
    (tmp_path / "b").chmod(0o700)
    assert labels(found) == ["logs/a.json", "logs/b", "logs/d.json"]
    for given in found.inputs[1:]:
        with pytest.raises(InspectorError, match="cannot be"):
            Source.open(given, 0)


def test_folders_without_end_are_left(tmp_path: Path) -> None:
    deep = Path(*["d"] * (DEEPEST - 1))
    write(tmp_path, str(deep / "a.json"))
    write(tmp_path, str(deep / "d" / "b.json"))
    found = opened(tmp_path)
    assert [Path(each.label).name for each in found.inputs] == ["a.json"]
    assert [each.reason for each in found.skipped] == ["a folder more than 32 folders deep"]


def test_too_many_files_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expansion, "MOST_FILES", 3)
    for number in range(5):
        write(tmp_path, f"{number}.json")
    found = opened(tmp_path)
    assert labels(found) == ["logs/0.json", "logs/1.json", "logs/2.json", "logs"]
    with pytest.raises(InspectorError, match="Only 3 of them"):
        Source.open(found.inputs[-1], 0)


def test_what_is_left_out_is_counted_when_it_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "MOST_TOLD", 2)
    for number in range(5):
        write(tmp_path, f".{number}")
    write(tmp_path, "a.json")
    assert list(left_out(opened(tmp_path))) == ["logs/.0", "logs/.1", "3 more"]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (given,) = opened(tmp_path).inputs
    with pytest.raises(InspectorError, match="holds no file that can be read"):
        Source.open(given, 0)


def test_a_file_that_is_gone_stays_an_input(tmp_path: Path) -> None:
    (given,) = expand([Input("gone", tmp_path / "gone.json")], never).inputs
    assert given.path == tmp_path / "gone.json"
    with pytest.raises(InspectorError, match="is not there"):
        Source.open(given, 0)


def test_a_canceled_look_into_a_folder_ends(tmp_path: Path) -> None:
    write(tmp_path, "a.json")
    assert expand([Input("logs", tmp_path)], lambda: True) == Expanded((), ())


def logs(folder: Path) -> None:
    """Calls 1 to 5, each in a log of another kind."""
    write(folder, "one.jsonl", lines(call_events(1)))
    write(folder, "app/two.log", log(call_events(2)))
    write(folder, "app/three.json", ("\ufeff" + compact(call_events(3))).encode("utf-16-le"))
    write(folder, "four.json.gz", gzip.compress(compact(call_events(4)).encode()))
    write(folder, "notes.txt", b"Nothing to see\n")
    write(folder, "screen.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
    with zipfile.ZipFile(folder / "five.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep/five.json", compact(call_events(5)))


def calls_of(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["calls", str(path), "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["problems"] == []
    return [
        {name: call[name] for name in ("call_connection_id", "events", "end", "started")}
        for call in said["calls"]
    ]


def test_a_zipped_folder_gives_the_calls_of_its_logs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, together = tmp_path / "logs", tmp_path / "together.jsonl"
    folder.mkdir()
    logs(folder)
    together.write_bytes(b"".join(lines(call_events(call)) for call in range(1, 6)))
    with zipfile.ZipFile(tmp_path / "logs.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.rglob("*"):
            archive.write(path, path.relative_to(tmp_path))

    def by_id(call: dict[str, object]) -> str:
        return str(call["call_connection_id"])

    expected = sorted(calls_of(together, capsys), key=by_id)
    assert len(expected) == 5
    assert sorted(calls_of(folder, capsys), key=by_id) == expected
    assert sorted(calls_of(tmp_path / "logs.zip", capsys), key=by_id) == expected


def test_a_chosen_encoding_holds_for_all_that_is_inside(tmp_path: Path) -> None:
    write(tmp_path, "one.log", "Zoë {}\n".encode("cp1252"))
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("two.log", b"{}\n")
    given = Input("logs", tmp_path, chosen=Choice("Windows-1252"))
    found = expand([given], never).inputs
    assert [Source.open(each, at).encoding for at, each in enumerate(found)] == [
        "Windows-1252 (chosen)",
        "Windows-1252 (chosen)",
    ]
