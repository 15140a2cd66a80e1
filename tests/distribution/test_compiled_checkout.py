"""Starting from a copy of the checkout: the compiled part comes with it, or the reason why not."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.compiled.library import SUFFIX
from tests.support.repository import ROOT

HAS_COMPILER = any(map(shutil.which, ("cc", "gcc", "clang")))
compiled_here = pytest.mark.skipif(not HAS_COMPILER, reason="no C compiler on this machine")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="links a Python into its environment")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that was set up, but for the compiled part; its program only says that it runs."""
    made = tmp_path / "checkout"
    shutil.copytree(
        ROOT / "inspector" / "compiled",
        made / "inspector" / "compiled",
        ignore=shutil.ignore_patterns("libevents*", "*.py", "__pycache__"),
    )
    (made / "inspector" / "__main__.py").write_text("print('started')\n", encoding="ascii")
    (made / "packaging").mkdir()
    for name in ("start.py", "compile.py", "requirements.txt"):
        shutil.copy(ROOT / "packaging" / name, made / "packaging")
    (made / ".venv" / "bin").mkdir(parents=True)
    (made / ".venv" / "bin" / "python").symlink_to(sys.executable)
    lock = (ROOT / "packaging" / "requirements.txt").read_bytes()
    digest = hashlib.sha256(lock + b"%d.%d" % sys.version_info[:2]).hexdigest()
    (made / ".venv" / "callback-inspector.lock").write_text(digest, encoding="ascii")
    return made


def start(
    checkout: Path, *arguments: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """What came of the script; without a compiler where `path` has none."""
    environment = {**os.environ, "PATH": path or os.environ["PATH"]}
    for name in ("CC", "DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, str(checkout / "packaging" / "start.py"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def library(checkout: Path) -> Path:
    return checkout / "inspector" / "compiled" / f"libevents{SUFFIX}"


@compiled_here
def test_the_first_start_compiles_and_the_next_does_not(checkout: Path) -> None:
    first = start(checkout, "anything")
    made = library(checkout).stat()
    second = start(checkout, "anything")

    assert (first.returncode, first.stdout) == (0, "started\n")
    assert first.stderr.count("\n") == 1
    assert "only this time" in first.stderr
    assert (second.returncode, second.stdout, second.stderr) == (0, "started\n", "")
    assert library(checkout).stat().st_mtime_ns == made.st_mtime_ns


def test_without_a_compiler_it_starts_and_says_so_once(checkout: Path, tmp_path: Path) -> None:
    runs = [start(checkout, "anything", path=str(tmp_path)) for _ in range(2)]

    assert [(run.returncode, run.stdout) for run in runs] == [(0, "started\n")] * 2
    assert runs[0].stderr.count("\n") == 1
    assert "more slowly" in runs[0].stderr
    assert runs[1].stderr == ""
    assert not library(checkout).exists()
    assert "more slowly" in start(checkout, "setup", path=str(tmp_path)).stderr


@compiled_here
def test_setting_up_tries_again_and_shows_all_that_went_wrong(checkout: Path) -> None:
    (checkout / "inspector" / "compiled" / "broken.c").write_text("int x = y;\nint a = b;\n")
    first, second = start(checkout, "anything"), start(checkout, "setup")

    assert first.returncode == second.returncode == 0
    assert "broken.c" in first.stderr
    assert "'b'" not in first.stderr
    assert "b" in second.stderr
    assert second.stderr.count("broken.c") > first.stderr.count("broken.c")
    assert not library(checkout).exists()


@compiled_here
def test_the_compiling_script_runs_alone(checkout: Path, tmp_path: Path) -> None:
    script = [sys.executable, str(checkout / "packaging" / "compile.py")]
    bare = {name: text for name, text in os.environ.items() if name != "CC"}

    without = subprocess.run(
        script, env={**bare, "PATH": str(tmp_path)}, capture_output=True, check=False
    )
    done = subprocess.run(script, env=bare, capture_output=True, check=False)

    assert without.returncode == 1
    assert b"more slowly" in without.stderr
    assert done.returncode == 0
    assert library(checkout).exists()
