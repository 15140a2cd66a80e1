"""On a screen with twice the pixels the window is drawn at that size, not blown up."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from inspector.assets import resources_dir
from inspector.cli.screenshot import TABS

SIZE = (1024, 640)
TILE_PX = 32
"""Pictures are compared by squares of so many pixels of the small one."""
TONES, STEP = 40, 80
"""A square with so many shades and such a contrast holds text or a curve, not only lines."""
SHARP = 0.58
"""Drawn anew, squares keep two thirds of their contrast between neighbours and more; blown up, at
most half of it, or none where pixels are only doubled."""
ALIKE = 40
"""Text falls a little differently at either size; a shift by a few pixels or a part that is not
there changes a square by more."""

Grey = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same window at one and at two pixels a point."""

    small: QImage
    large: QImage


def grey(picture: QImage) -> Grey:
    shades = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    flat = np.frombuffer(shades.constBits(), np.uint8)
    return flat.reshape(shades.height(), -1)[:, : shades.width()].astype(np.int16)


def tiles(picture: Grey, side: int) -> Grey:
    """The picture as rows of columns of squares."""
    height, width = (length // side for length in picture.shape)
    whole = picture[: height * side, : width * side]
    return whole.reshape(height, side, width, side).swapaxes(1, 2)


def contrast(picture: Grey) -> Grey:
    """The largest step between neighbours in each square of the small picture."""
    squares = tiles(picture, TILE_PX)
    across, down = (np.abs(np.diff(squares, axis=axis)).max((2, 3)) for axis in (2, 3))
    return np.asarray(np.maximum(across, down), np.int16)


def fine_contrast(large: Grey) -> Grey:
    """The largest step that only a large picture can hold: inside of one point."""
    points = tiles(large, 2)
    spread = points.max((2, 3)) - points.min((2, 3))
    return np.asarray(tiles(spread, TILE_PX).max((2, 3)), np.int16)


def blurred(small: QImage, large: QImage) -> list[str]:
    """Where the large picture shows no more than the small one does."""
    before, after = grey(small), grey(large)
    steps = contrast(before)
    shades = np.array([[len(np.unique(tile)) for tile in row] for row in tiles(before, TILE_PX)])
    rich = (shades >= TONES) & (steps > STEP)
    assert rich.sum() > 100, "hardly anything is drawn"
    rows, columns = np.nonzero(rich & (fine_contrast(after) < SHARP * steps))
    return [f"{x * TILE_PX}, {y * TILE_PX}" for y, x in zip(rows, columns, strict=True)]


def scaled(picture: QImage, factor: float, mode: Qt.TransformationMode) -> QImage:
    size = picture.size() * factor
    return picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)


@pytest.fixture(scope="module", params=TABS)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("pictures")
    capture = resources_dir() / "samples" / "failed-pstn-call.json"
    return Pair(*(taken(capture, folder / f"{n}.png", request.param, n) for n in (1, 2)))


def taken(capture: Path, picture: Path, tab: str, factor: int) -> QImage:
    size = "x".join(map(str, SIZE))
    options = ["-o", str(picture), "--size", size, "--tab", tab]
    command = [sys.executable, "-m", "inspector", "screenshot", str(capture), *options]
    scale = {"QT_SCALE_FACTOR": str(factor), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, env=os.environ | scale, check=True, timeout=120)
    return QImage(str(picture))


def test_the_picture_is_twice_the_size(pair: Pair) -> None:
    sizes = [(each.width(), each.height()) for each in (pair.small, pair.large)]
    assert sizes == [SIZE, (2 * SIZE[0], 2 * SIZE[1])]


def test_the_same_is_drawn_in_the_same_places(pair: Pair) -> None:
    halved = scaled(pair.large, 0.5, Qt.TransformationMode.SmoothTransformation)
    difference = tiles(np.abs(grey(pair.small) - grey(halved)), TILE_PX).mean((2, 3))
    rows, columns = np.nonzero(difference > ALIKE)
    found = [f"{x * TILE_PX}, {y * TILE_PX}" for y, x in zip(rows, columns, strict=True)]
    assert found == []


def test_nothing_is_blown_up(pair: Pair) -> None:
    assert blurred(pair.small, pair.large) == []


@pytest.mark.parametrize("mode", list(Qt.TransformationMode), ids=lambda mode: mode.name)
def test_a_picture_that_is_blown_up_would_be_noticed(
    pair: Pair, mode: Qt.TransformationMode
) -> None:
    squares = len(blurred(pair.small, scaled(pair.small, 2, mode)))
    assert squares > 100
