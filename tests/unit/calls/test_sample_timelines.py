"""Every call of the samples lays out as its golden text."""

from pathlib import Path

import pytest

from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from tests.support.repository import ROOT
from tests.support.timeline_case import capture_text

GOLDEN = Path(__file__).parents[2] / "golden" / "timeline"
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.json*"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_lays_out_as_its_golden(sample: Path, catalog: Catalog) -> None:
    *_, capture = open_capture([Input(sample.name, sample)], catalog.kinds, lambda: False)
    golden = (GOLDEN / f"sample_{sample.stem}.txt").read_text(encoding="utf-8")
    assert capture_text(capture) == golden
    capture.close()
