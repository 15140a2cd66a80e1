"""Where overlays are looked for."""

from pathlib import Path

import pytest

from inspector.catalog.overlay_files import CONFIG_VARIABLE, overlay_files, user_overlay_path
from inspector.errors import InspectorError


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("", encoding="utf-8")
    return folder


def test_no_test_reads_the_rows_of_a_person(tmp_path: Path) -> None:
    assert tmp_path in user_overlay_path().parents
    assert overlay_files() == ()


def test_without_the_variable_it_is_the_configuration_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv(CONFIG_VARIABLE, "")  # empty is not set
    path = user_overlay_path()
    assert path.name == "catalog.toml"
    assert path.parent.name == "callback-inspector"


def test_a_teams_files_come_by_name_and_the_own_one_last(tmp_path: Path, own_folder: Path) -> None:
    names = [f"{letter}.toml" for letter in "hcagbfed"]
    team = write(tmp_path / "team", *names, "notes.txt")
    write(own_folder, "catalog.toml")
    others = [team / name for name in sorted(names)]
    assert overlay_files(team) == (*others, own_folder / "catalog.toml")


def test_the_own_folder_as_a_team_counts_once(own_folder: Path) -> None:
    write(own_folder, "catalog.toml", "zoo.toml")
    assert overlay_files(own_folder) == (own_folder / "zoo.toml", own_folder / "catalog.toml")


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_overlays_is_said(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "team"
    if make:
        write(folder, "notes.txt")
    with pytest.raises(InspectorError, match=r"catalog folder .*team") as caught:
        overlay_files(folder)
    assert ("holds no .toml file" in str(caught.value)) == make


def test_an_own_file_that_is_a_folder_is_not_passed_over(own_folder: Path) -> None:
    (own_folder / "catalog.toml").mkdir(parents=True)
    assert overlay_files() == (own_folder / "catalog.toml",)
