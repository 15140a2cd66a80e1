"""The script behind the README's two commands; nothing here reaches the network."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.repository import ROOT

SCRIPT = ROOT / "packaging" / "start.py"
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.fixture
def start() -> ModuleType:
    """A fresh copy of the script as a module."""
    spec = importlib.util.spec_from_file_location("start_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def commands(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the script would become, instead of becoming it."""
    seen: list[list[str]] = []
    monkeypatch.setattr(start, "run", lambda command: seen.append(command) or 0)
    monkeypatch.chdir(ROOT)
    return seen


def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_old_pythons_can_read_it() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))

    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
    assert "__future__" not in imported  # annotations came with 3.7


@pytest.mark.parametrize("screen", [False, True])
def test_each_library_that_does_not_load_is_asked_for(start: ModuleType, screen: bool) -> None:
    def load(library: str) -> None:
        if library not in {"libGL.so.1", "libxcb-cursor.so.0"}:
            raise OSError(library)

    missing = start.missing_packages(screen, load)

    assert "libgl1" not in missing
    assert "libegl1" in missing
    assert "libxcb-cursor0" not in missing
    assert ("libxcb-icccm4" in missing) == screen
    assert len(missing) == len(set(missing))


@on_linux
def test_this_machine_has_what_the_tests_need(start: ModuleType) -> None:
    assert start.missing_packages(screen=False) == []


@on_linux
def test_an_ordinary_user_gets_the_line_to_run(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(start.ALWAYS, "libthat-nobody-has.so.9", "libthat-nobody-has9")
    monkeypatch.setattr(start, "is_venv_usable", lambda: True)
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(start.shutil, "which", lambda name: name)
    no_screen(monkeypatch)

    assert start.main(["calls"]) == 2

    said = capsys.readouterr()
    lines = [line.strip() for line in said.err.splitlines() if "sudo" in line]
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libthat-nobody-has9"
    ]
    assert said.out == ""


@pytest.fixture
def apt(start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An apt-get that writes down what it is asked for; `refuse` beside it names what it has not.

    It is alone on PATH, and a library of Qt is missing where `lacking` is beside it.
    """
    script = tmp_path / "apt-get"
    script.write_text(
        '#!/bin/sh\ncd "${0%/*}"\necho "$@" >> asked\n'
        'for name in "$@"; do [ -e "refuse-$name" ] && { echo "no $name"; exit 100; }; done\n'
        "exit 0\n",
        encoding="ascii",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    monkeypatch.setattr(start, "is_venv_usable", lambda: True)
    monkeypatch.setattr(
        start, "missing_packages", lambda screen: ["libegl1"] * (tmp_path / "lacking").exists()
    )
    return tmp_path


def asked(apt: Path) -> list[str]:
    """What that apt-get was asked for."""
    path = apt / "asked"
    return path.read_text(encoding="ascii").splitlines() if path.exists() else []


@on_linux
@pytest.mark.parametrize("lacking", [False, True])
def test_a_compiler_joins_what_root_gets(start: ModuleType, apt: Path, lacking: bool) -> None:
    if lacking:
        (apt / "lacking").touch()

    start.provide_system_packages(False, start.COMPILER)

    install = "-qq install -y --no-install-recommends "
    needed = [install + "libegl1"] if lacking else []
    assert asked(apt) == ["-qq update", *needed, install + "gcc libc6-dev"]


@on_linux
def test_nothing_is_asked_for_where_nothing_is_missing(start: ModuleType, apt: Path) -> None:
    start.provide_system_packages(False, [])

    assert asked(apt) == []


@on_linux
@pytest.mark.parametrize("refused", ["gcc", "update"])
def test_no_compiler_to_be_had_stops_nothing(start: ModuleType, apt: Path, refused: str) -> None:
    (apt / f"refuse-{refused}").touch()

    start.provide_system_packages(False, start.COMPILER)

    assert asked(apt)


@on_linux
def test_a_needed_package_not_to_be_had_stops(start: ModuleType, apt: Path) -> None:
    (apt / "lacking").touch()
    (apt / "refuse-libegl1").touch()

    with pytest.raises(start.Stop, match="no libegl1") as stop:
        start.provide_system_packages(False, start.COMPILER)

    assert "gcc" not in str(stop.value)


@on_linux
def test_an_ordinary_user_is_not_asked_for_a_compiler(
    start: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)

    start.provide_system_packages(False, start.COMPILER)

    assert asked(apt) == []


@on_linux
@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [(["setup"], True), (["test", "-q"], True), (["calls", "test"], False), ([], False)],
)
def test_only_setting_up_and_testing_install_a_compiler(
    start: ModuleType,
    apt: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    wanted: bool,
) -> None:
    monkeypatch.setattr(start, "COMPILED", apt)  # nothing is compiled there
    monkeypatch.setattr(start, "provide_packages", lambda: None)
    monkeypatch.setattr(start, "start", lambda arguments: 0)

    assert start.main(arguments) == 0
    assert any("gcc libc6-dev" in line for line in asked(apt)) == wanted


@on_linux
def test_without_apt_the_packages_are_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.shutil, "which", lambda name: None)

    text = start.how_to_install(["libegl1", "libgl1"])

    assert "libegl1 libgl1" in text
    assert "sudo" not in text


@pytest.mark.parametrize(("oldest", "newest"), [((9, 0), (9, 1)), ((2, 6), (2, 6))])
def test_a_python_too_old_or_too_new_says_so(
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    oldest: tuple[int, int],
    newest: tuple[int, int],
) -> None:
    monkeypatch.setattr(start, "OLDEST", oldest)
    monkeypatch.setattr(start, "NEWEST", newest)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)

    assert start.main([]) == 2
    assert f"this is {sys.version_info[0]}.{sys.version_info[1]}" in capsys.readouterr().err


def test_an_unfit_python_hands_over_to_a_fit_one(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    monkeypatch.setattr(start, "OLDEST", (3, sys.version_info[1] + 1))
    monkeypatch.setattr(start, "NEWEST", (3, sys.version_info[1] + 2))
    newest = f"python3.{sys.version_info[1] + 2}"
    monkeypatch.setattr(start.shutil, "which", lambda name: name if name == newest else None)
    monkeypatch.setattr(start, "succeeds", lambda command: True)

    assert start.main(["calls", "x.json"]) == 0
    assert commands == [[newest, str(SCRIPT), "calls", "x.json"]]


def test_arguments_go_where_they_belong(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    for arguments in (["setup"], ["test", "-q", "tests/unit"], ["calls", "test"], []):
        assert start.start(arguments) == 0

    python = start.venv_python()
    assert commands == [
        [python, "-m", "pytest", "-q", "tests/unit"],
        [python, "-P", "-m", "inspector", "calls", "test"],
        [python, "-P", "-m", "inspector", "--sample"],
    ]


def test_a_finished_set_up_is_not_repeated(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "stamp"
    calls: list[list[str]] = []
    monkeypatch.setattr(start, "STAMP", stamp)
    monkeypatch.setattr(start, "venv_python", lambda: sys.executable)
    monkeypatch.setattr(start.subprocess, "call", lambda command, **_: calls.append(command) or 0)

    start.provide_packages()
    first = len(calls)
    start.provide_packages()

    assert first == 2  # does pip run; install
    assert "--require-hashes" in calls[1]
    assert len(calls) == first
    stamp.write_text("of another lock", encoding="ascii")
    start.provide_packages()
    assert len(calls) == 2 * first


def test_a_failed_installation_is_repeated(
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(start, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(start, "venv_python", lambda: sys.executable)
    monkeypatch.setattr(start, "provide_system_packages", lambda screen, welcome: None)
    monkeypatch.setattr(start.subprocess, "call", lambda command, **_: int("install" in command))

    assert start.main(["setup"]) == 2
    assert "offline" in capsys.readouterr().err
    assert not (tmp_path / "stamp").exists()


def test_the_program_is_not_shadowed_by_the_folder_it_runs_in(
    start: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "inspector.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    command = [sys.executable, *start.program("explain", "500", "560503")[1:]]

    done = subprocess.run(
        command, cwd=tmp_path, env=start.environment(), capture_output=True, check=False
    )

    assert done.returncode == 0
    assert b"560503" in done.stdout


def test_the_sample_has_the_failed_call(start: ModuleType) -> None:
    events = json.loads(start.SAMPLE.read_text(encoding="utf-8"))
    kinds = [e["type"] for e in events if e["data"].get("callConnectionId") == start.FAILED_CALL]

    assert "Microsoft.Communication.CreateCallFailed" in kinds


@on_linux
def test_without_a_screen_the_sample_is_drawn_and_reported(
    start: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    no_screen(monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(start, "venv_python", lambda: sys.executable)

    assert start.start([]) == 0

    picture = tmp_path / "callback-inspector" / "sample.png"
    said = capfd.readouterr().out
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "560503" in said
    assert said.rstrip().endswith(str(picture))
