"""Pictures of the real window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from inspector.errors import InspectorError
from inspector.gui.snapshot import render


def test_picture_has_size_and_theme(qapp: QApplication, samples: Path, tmp_path: Path) -> None:
    light, dark = tmp_path / "light.png", tmp_path / "dark.png"
    render(samples / "failed-pstn-call.json", light, (1024, 640), "light", "#2", 14)
    render(samples / "failed-pstn-call.json", dark, (1024, 640), "dark")
    pictures = [QImage(str(path)) for path in (light, dark)]
    assert [(p.width(), p.height()) for p in pictures] == [(1024, 640), (1024, 640)]
    assert pictures[0].pixelColor(700, 14).lightness() > 200
    assert pictures[1].pixelColor(700, 14).lightness() < 60


@pytest.mark.parametrize("tab", ["ladder", "conversation"])
def test_a_picture_shows_the_drawing_that_is_asked_for(
    qapp: QApplication, samples: Path, tmp_path: Path, tab: str
) -> None:
    capture = samples / "ordinary-call.json"
    pictures = [tmp_path / f"{name}.png" for name in ("timeline", tab, "again")]
    render(capture, pictures[0], (1024, 640))
    for picture in pictures[1:]:
        render(capture, picture, (1024, 640), tab=tab)
    timeline, drawn, again = (QImage(str(each)) for each in pictures)
    assert drawn != timeline
    assert drawn == again


def test_the_command_leaves_nothing_but_the_picture(samples: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "temporary", tmp_path / "x.png"
    folder.mkdir()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "inspector",
            "screenshot",
            samples / "ordinary-call.json",
            "-o",
            out,
        ],
        env=os.environ | {"TMPDIR": str(folder)},
        check=True,
    )
    assert out.exists()
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("call", "event", "says"), [("nobody", None, "nobody"), (None, 99, "99"), (None, 0, "0")]
)
def test_what_is_not_there_is_said(
    qapp: QApplication, samples: Path, tmp_path: Path, call: str | None, event: int, says: str
) -> None:
    with pytest.raises(InspectorError, match=says):
        render(samples / "ordinary-call.json", tmp_path / "x.png", call=call, event=event)


def test_missing_file_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(InspectorError, match=r"gone\.json"):
        render(tmp_path / "gone.json", tmp_path / "x.png")
