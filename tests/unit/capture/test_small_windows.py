"""However little of a text is at hand at a time, it is read as if all of it were."""

import json

import pytest

from tests.support.capture_events import Json, call_events
from tests.support.capture_read import compared, read_bytes
from tests.support.containers import Writer
from tests.support.structured_containers import STRUCTURED_WRITERS
from tests.support.text_containers import TEXT_WRITERS
from tests.support.windows import windows_of

WRITERS = (*TEXT_WRITERS, *STRUCTURED_WRITERS)


def many(calls: int) -> list[Json]:
    return [each for call in range(1, calls + 1) for each in call_events(call)]


@pytest.mark.parametrize("size", [3100, 9000])
@pytest.mark.parametrize("text", [r"\ud83d y", "é", r"{\"a\": [1"])
def test_odd_texts_are_read_alike(text: str, size: int) -> None:
    data = "\n".join(
        json.dumps([dict(each, data=dict(each["data"], operationContext="TEXT"))])
        for each in many(6)
    ).replace("TEXT", text)
    with windows_of(size):
        little = read_bytes(data.encode())
    assert compared(little) == compared(read_bytes(data.encode()))
    assert (len(little.events), little.problems) == (len(many(6)), [])


@pytest.mark.parametrize("size", [3100, 9000])
@pytest.mark.parametrize("writer", WRITERS, ids=str)
def test_containers_are_read_alike(writer: Writer, size: int) -> None:
    data = writer.write(many(6))
    with windows_of(size):
        little = read_bytes(data)
    assert compared(little) == compared(read_bytes(data))
    assert (little.problems, little.uncovered()) == ([], b"")
