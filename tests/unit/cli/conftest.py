"""A small capture as a file, and ways to run the program on it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main
from tests.support.small_capture import CAPTURE


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A JSON Lines file with three calls, an offer and one broken line."""
    lines = [json.dumps(item) for item in CAPTURE]
    lines.insert(4, '{"type": "Microsoft.Communication.CallConnected", "data": {')
    path = tmp_path / "morning.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def run_json(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs a command that must succeed and reads its JSON."""

    def run(*arguments: object) -> Any:
        code = main([*map(str, arguments), "--format", "json"])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return json.loads(printed.out)

    return run


@pytest.fixture
def run_text(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must succeed and returns what it printed."""

    def run(*arguments: object) -> str:
        code = main([*map(str, arguments)])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return run


@pytest.fixture
def fails(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must be refused and returns its one line."""

    def run(*arguments: object) -> str:
        code = main([*map(str, arguments)])
        printed = capsys.readouterr()
        assert (code, printed.out) == (2, "")
        assert printed.err.count("\n") == 1
        assert printed.err.startswith("callback-inspector: ")
        return printed.err

    return run
