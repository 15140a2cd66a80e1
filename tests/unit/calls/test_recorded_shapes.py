"""Captures in the shapes that recording tools write are told and laid out as their goldens."""

from pathlib import Path

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from tests.support.recorded_shapes import RECORDED_SHAPES
from tests.support.timeline_case import capture_text

GOLDEN = Path(__file__).parents[2] / "golden" / "timeline"


def told(capture: Capture) -> str:
    """What the source is, and the timelines of its calls."""
    source = capture.sources[0]
    facts = (
        f"{source.container}, {source.encoding}",
        f"{source.events} events, {source.other} other, {source.problems} problems",
        f"{len(capture.calls)} calls",
    )
    note = f"\n{source.note}" if source.note else ""
    return "; ".join(facts) + f"{note}\n{capture_text(capture)}"


@pytest.mark.parametrize("name", RECORDED_SHAPES)
def test_a_recorded_shape_lays_out_as_its_golden(name: str, catalog: Catalog) -> None:
    data = RECORDED_SHAPES[name]()
    *_, capture = open_capture([Input(name, data=data)], catalog.kinds, lambda: False)
    golden = (GOLDEN / f"recorded_{name}.txt").read_text(encoding="utf-8")
    assert told(capture) == golden
    capture.close()
