"""Tables and operation rows in a file read in shards are those of one reading."""

from pathlib import Path

import pytest

from inspector.capture.chunk import Chunk
from inspector.capture.operation import OperationRow
from inspector.capture.source import Input, Source
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import KindTable
from inspector.index.build import Builder
from inspector.index.shards import Plan, read_source
from tests.support.capture_events import call_events, event, lines
from tests.support.compiled_twin import NO_BUILD, compiled
from tests.support.structured_containers import bodies, table_of

pytestmark = pytest.mark.skipif(compiled() is None, reason=NO_BUILD)
AT_ONCE = Plan(large=10**12)
IN_SHARDS = Plan(threads=2, large=0, shard=1500)
SOURCE = 3


def request(number: int) -> dict[str, object]:
    return {
        "TimeGenerated": "2025-02-03T09:00:00Z",
        "OperationName": "Play",
        "CallConnectionId": f"connection {number}",
        "ResultSignature": "202",
    }


def told(path: Path, kinds: KindTable, plan: Plan) -> tuple[list[int], list[OperationRow], int]:
    source = Source.open(Input(path.name, path), SOURCE)
    builder = Builder(kinds, compiled())
    operations: list[OperationRow] = []
    other = 0
    for piece in read_source(source, lambda: False, compiled(), plan):
        if isinstance(piece, Chunk):
            builder.add(piece)
            operations += piece.operations
            other += piece.other
        else:
            for part in piece.parts:
                builder.add_part(part)
            operations += piece.operations
            other += piece.survey.others
    source.close()
    return builder.table().offset.tolist(), operations, other


@pytest.mark.parametrize(
    ("data", "events", "operations"),
    [
        (lines([row for n in range(40) for row in (event(second=n), request(n))]), 40, 40),
        (bodies(call_events() * 10, ","), 40, 0),
        (table_of([request(number) for number in range(90)]), 0, 90),
        (table_of([{"a": "x\n" * 50, "b": f"{number}"} for number in range(90)]), 0, 0),
    ],
    ids=["JSON Lines", "bodies", "operation rows", "text over lines"],
)
def test_shards_of_tables(
    data: bytes, events: int, operations: int, tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "capture"
    path.write_bytes(data)
    whole = told(path, catalog.kinds, AT_ONCE)
    assert (len(whole[0]), len(whole[1])) == (events, operations)
    assert told(path, catalog.kinds, IN_SHARDS) == whole
