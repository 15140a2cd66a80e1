"""Every command explains with the user's own rows, and with a team's where it is named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main
from inspector.cli.main import run
from inspector.cli.screenshot import Shot
from inspector.cli.window import parse

OWN_ROW = '[[subcode]]\ncode = 503\nsubcode = 560503\n{field} = "{value}"\n'
CALL = "11111111-1111-4111-8111-111111111111"
EVENT = """{"type": "Microsoft.Communication.CallDisconnected", "time": "2026-05-04T10:00:00Z",
 "data": {"callConnectionId": "%s", "resultInformation":
 {"code": 503, "subCode": 560503, "message": "x"}}}"""


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """One call that ended with 503/560503."""
    path = tmp_path / "one.json"
    path.write_text(EVENT % CALL, encoding="utf-8")
    return path


@pytest.fixture
def team(tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "rows.toml").write_text(
        OWN_ROW.format(field="name", value="The team knows it")
        + 'mitigation = "Ask the team."\n'
        + '[[event]]\nname = "CallDisconnected"\naliases = ["EndOfCall"]\n',
        encoding="utf-8",
    )
    return folder


def write_own(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "catalog.toml").write_text(text, encoding="utf-8")


def test_the_own_rows_are_always_used(
    capture: Path, own_folder: Path, run_text: Callable[..., str]
) -> None:
    assert "I know it" not in run_text("report", capture, "--call", "#1")
    write_own(own_folder, OWN_ROW.format(field="name", value="I know it"))
    said = run_text("report", capture, "--call", "#1")
    assert "I know it" in said
    assert "Your own rows" in said


def test_a_teams_rows_lie_beneath_the_own_ones(
    capture: Path, own_folder: Path, team: Path, run_text: Callable[..., str]
) -> None:
    said = run_text("report", capture, "--call", "#1", "--catalog", team)
    assert "The team knows it" in said
    write_own(own_folder, OWN_ROW.format(field="name", value="I know it"))
    said = run_text("report", capture, "--call", "#1", "--catalog", team)
    assert "I know it" in said
    assert "The team knows it" not in said
    assert "Ask the team." in said


def test_calls_know_what_is_normal(
    capture: Path, own_folder: Path, run_json: Callable[..., Any]
) -> None:
    before = run_json("calls", capture)["calls"][0]["attention"]
    write_own(own_folder, "[[normal]]\ncode = 503\nsubcode = 560503\n")
    after = run_json("calls", capture)["calls"][0]["attention"]
    assert (before, after) == ("failure", "expected")
    assert main(["calls", str(capture), "--fail-on-attention"]) == 0


def test_events_know_the_teams_spellings(
    capture: Path, team: Path, run_json: Callable[..., Any]
) -> None:
    text = capture.read_text(encoding="utf-8").replace("CallDisconnected", "EndOfCall")
    capture.write_text(text, encoding="utf-8")
    kinds = [
        run_json("events", capture, *more)["events"][0]["kind"]
        for more in ([], ["--catalog", team])
    ]
    assert kinds == ["EndOfCall", "CallDisconnected"]


def test_the_picture_is_asked_for_with_the_team(capture: Path, team: Path, tmp_path: Path) -> None:
    shots: list[Shot] = []
    arguments = ["screenshot", str(capture), "-o", str(tmp_path / "x.png"), "--catalog", str(team)]
    assert run(arguments, shots.append) == 0
    assert [shot.catalog_folder for shot in shots] == [team]


COMMANDS = [["calls"], ["events"], ["report", "--call", "#1"], ["screenshot", "-o", "x.png"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_broken_rows_are_one_line_that_names_them(
    command: list[str], capture: Path, own_folder: Path, fails: Callable[..., str]
) -> None:
    write_own(own_folder, OWN_ROW.format(field="owner", value="me"))
    said = fails(command[0], capture, *command[1:])
    assert 'catalog.toml, [[subcode]] row 1 (503/560503), field "owner": must be one of' in said


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_teams_folder_must_be_there(
    command: list[str], capture: Path, tmp_path: Path, fails: Callable[..., str]
) -> None:
    said = fails(command[0], capture, *command[1:], "--catalog", tmp_path / "gone")
    assert "gone cannot be read" in said
    assert "name of the folder is empty" in fails(command[0], capture, "--catalog", "")


def test_the_window_takes_a_teams_folder(capture: Path, team: Path) -> None:
    assert parse([str(capture), "--catalog", str(team)]).catalog_folder == team
    assert parse([str(capture)]).catalog_folder is None
