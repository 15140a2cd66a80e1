"""Whatever is made of any container: no crash, every byte accounted for, every event read again."""

import os
from pathlib import Path

from inspector.capture.record import Record
from tests.support.capture_read import read_bytes
from tests.support.containers import deliveries
from tests.support.fuzzing import fuzzed
from tests.support.structured_containers import STRUCTURED_WRITERS
from tests.support.text_containers import TEXT_WRITERS

ROUNDS = 400
"""Changed inputs a run, some seconds; set FUZZ_ROUNDS for more."""


def check(data: bytes) -> None:
    reading = read_bytes(data)
    assert reading.uncovered() == b"", data
    for index, event in enumerate(reading.events):
        record = reading.record(index)
        assert isinstance(record, Record), data
        assert event.data is not None, data
    for problem in reading.problems:
        assert 0 <= problem.offset <= problem.offset + problem.length <= len(reading.text), data


def test_changed_containers_are_read_without_a_crash() -> None:
    writers = (*TEXT_WRITERS, *STRUCTURED_WRITERS)
    seeds = [writer.write(deliveries()[:2]) for writer in writers]
    rounds = int(os.environ.get("FUZZ_ROUNDS", ROUNDS))
    count = sum(1 for _ in fuzzed(seeds, check, rounds, str(Path("inspector", "capture"))))
    assert count == len(seeds) + rounds
