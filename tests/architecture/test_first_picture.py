"""What the window's first picture waits for: imports are most of the time until it is painted."""

import subprocess
import sys

import pytest

from tests.support.repository import ROOT

PROBE = "import inspector.gui.app, sys; print(*sorted(sys.modules))"


@pytest.fixture(scope="module")
def imported() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    ["numpy", "pyqtgraph", "msgspec", "orjson", "inspector.catalog.load", "inspector.gui.program"],
)
def test_the_first_picture_does_not_wait_for(imported: set[str], module: str) -> None:
    assert "inspector.gui.main_window" in imported
    assert module not in imported
