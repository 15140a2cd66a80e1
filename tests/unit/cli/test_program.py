import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector import __main__ as program
from inspector import __version__
from inspector.__main__ import main
from inspector.cli.main import COMMANDS, run
from inspector.cli.screenshot import Shot
from tests.support.small_capture import BUSY, ENDED


def test_the_program_knows_all_commands() -> None:
    assert set(COMMANDS) == program._COMMANDS


@pytest.mark.parametrize("arguments", [["--help"], ["calls", "--help"], ["screenshot", "-h"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert "usage: callback-inspector" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"callback-inspector {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["calls"], "FILE"),
        (["calls", "x.json", "--format", "xml"], "xml"),
        (["calls", "x.json", "--nonsense"], "--nonsense"),
        (["explain"], "CODE"),
        (["explain", "abc"], "matches 'abc'"),
        (["explain", "487", "--sip", "-1"], "--sip"),
        (["report", "x.json"], "--call"),
        (["screenshot", "x.json"], "-o"),
        (["screenshot", "x.json", "-o", "x.png", "--size", "big"], "'big' is not a size"),
        (["screenshot", "x.json", "-o", "x.png", "--event", "0"], "'0' is not an event"),
        (["--nonsense"], "--nonsense"),
        (["calls", "-", "-"], "only once"),
        (["-", "-"], "only once"),
    ],
)
def test_unusable_arguments_are_one_line(
    arguments: list[str], said: str, fails: Callable[..., str]
) -> None:
    assert said in fails(*arguments)


@pytest.mark.parametrize("command", [["calls"], ["events"], []])
def test_a_missing_file_is_one_line(
    command: list[str], tmp_path: Path, fails: Callable[..., str]
) -> None:
    line = fails(*command, tmp_path / "missing.json")
    assert "missing.json" in line
    assert "cannot be read" in line


def test_an_empty_folder_is_one_line(tmp_path: Path, fails: Callable[..., str]) -> None:
    assert "holds no file that can be read" in fails("calls", tmp_path)


def test_an_unknown_call_lists_near_ones(capture: Path, fails: Callable[..., str]) -> None:
    line = fails("events", capture, "--call", ENDED.replace("5e1", "5e9"))
    assert f"#1 {ENDED}" in line
    assert "2 calls begin with '411f'" in fails("report", capture, "--call", "411f")


def test_a_file_named_like_a_command_is_read(
    capture: Path, monkeypatch: pytest.MonkeyPatch, run_json: Callable[..., Any]
) -> None:
    monkeypatch.chdir(capture.parent)
    capture.rename(capture.parent / "calls")
    assert len(run_json("calls", "calls")["calls"]) == 3


def test_a_screenshot_is_drawn_by_whoever_can(capture: Path, tmp_path: Path) -> None:
    shots: list[Shot] = []
    out = tmp_path / "x.png"
    arguments = ["screenshot", str(capture), "-o", str(out), "--size", "1024x640"]
    arguments += ["--theme", "dark", "--call", BUSY, "--event", "2", "--tab", "ladder"]
    assert run(arguments, shots.append) == 0
    assert shots == [Shot(str(capture), out, (1024, 640), "dark", BUSY, 2, None, "ladder")]


def test_a_reader_that_leaves_is_no_error(
    capture: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Gone())
        assert main(["calls", str(capture)]) == 0
    assert capsys.readouterr().err == ""


def _python(
    code: str, *arguments: str, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(program.__file__).parents[1])},
    )


def test_commands_never_import_qt(capture: Path) -> None:
    code = """
import sys
from inspector.__main__ import main
code = main(sys.argv[1:])
unwanted = ("PySide6", "pyqtgraph", "inspector.gui")
loaded = [name for name in sys.modules if name.startswith(unwanted)]
print(loaded, file=sys.stderr)
sys.exit(code)
"""
    for command in (
        ["calls", str(capture)],
        ["events", str(capture)],
        ["report", str(capture), "--call", BUSY, "--format", "html"],
        ["explain", "487"],
        ["screenshot", "--help"],
    ):
        done = _python(code, *command)
        assert (done.returncode, done.stderr) == (0, "[]\n")
        assert done.stdout


def test_output_is_utf8_whatever_the_console_says(capture: Path) -> None:
    code = "import sys; from inspector.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = _python(code, "calls", str(capture), encoding="cp1252")
    assert (done.returncode, done.stderr) == (0, "")
    assert "■ 500 · 560503" in done.stdout


def test_a_closed_pipe_is_quiet(capture: Path) -> None:
    code = f"""
import subprocess, sys
writer = subprocess.Popen(
    [sys.executable, "-m", "inspector", "events", {str(capture)!r}],
    stdout=subprocess.PIPE, stderr=subprocess.PIPE,
)
writer.stdout.close()
print(writer.stderr.read().decode(), writer.wait())
"""
    assert _python(code).stdout == " 0\n"


@pytest.mark.parametrize("arguments", [["calls", "-"], ["-"]])
def test_closed_standard_input_is_said(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert "Standard input is closed" in said
    assert said.count("\n") == 1


def test_output_that_cannot_be_written_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["explain", "487"]) == 2
    assert "No space left on device" in capsys.readouterr().err
