"""A file read in shards gives what one reading gives, whatever lies at the cuts."""

import json
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.chunk import Chunk
from inspector.capture.problem import Problem
from inspector.capture.source import Input, Source
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import KindTable
from inspector.index.build import DTYPES, Builder
from inspector.index.shard import Shard
from inspector.index.shards import Plan, read_source
from tests.support.capture_events import call_events, event
from tests.support.compiled_twin import NO_BUILD, compiled

pytestmark = pytest.mark.skipif(compiled() is None, reason=NO_BUILD)


@dataclass
class Outcome:
    """Everything a reading gave; two readings of one file are compared by it."""

    columns: dict[str, list[int]]
    texts: list[list[str]]
    problems: list[Problem] = field(default_factory=list)
    other: int = 0
    container: str = ""
    note: str = ""
    shards: int = field(default=0, compare=False)


def outcome(path: Path, kinds: KindTable, plan: Plan) -> Outcome:
    source = Source.open(Input(path.name, path), 0)
    builder = Builder(kinds, compiled())
    problems: list[Problem] = []
    other = taken = 0
    for piece in read_source(source, lambda: False, compiled(), plan):
        if isinstance(piece, Chunk):
            builder.add(piece)
            problems += piece.problems
            other += piece.other
        else:
            assert isinstance(piece, Shard)
            for part in piece.parts:
                builder.add_part(part)
            other += piece.survey.others
            taken += 1
    table = builder.table()
    columns = {name: getattr(table, name).tolist() for name in DTYPES}
    texts = [
        list(texts)
        for texts in (
            table.types,
            table.call_ids,
            table.server_ids,
            table.correlation_ids,
            table.contexts,
        )
    ]
    source.close()
    return Outcome(columns, texts, problems, other, source.container, source.note, taken)


def cut_into(size: int) -> Plan:
    return Plan(threads=2, large=0, shard=size)


AT_ONCE = Plan(large=10**12)


def both(path: Path, kinds: KindTable, size: int) -> Outcome:
    """The outcome in shards, which must be that of one reading."""
    whole = outcome(path, kinds, AT_ONCE)
    cut = outcome(path, kinds, cut_into(size))
    assert cut == whole
    assert whole.shards == 0
    return cut


LINES = [json.dumps(e) for call in range(1, 5) for e in call_events(call)]
PRETTY = [json.dumps(e, indent=2) for e in call_events(1)]
LOG = [f"2025-02-03 09:00:0{n % 10} INFO got {line}" for n, line in enumerate(LINES)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("\n".join(LINES) + "\n", True),
        ("\n".join(LINES), True),
        ("\r\n".join(LINES) + "\r\n", True),
        ("\n\n".join(LINES), True),
        ("\n".join(f"[{line}]" for line in LINES), True),
        ("\n".join(f"[{a},{b}]" for a, b in pairwise(LINES)), True),
        ("\n".join(LOG), True),
        ("\n".join(PRETTY), False),
        ("[" + ",\n".join(LINES) + "]", False),
        ("\n".join([*LINES[:4], '{"type": "Microsoft.Communication.CallConn', *LINES[4:]]), True),
        ("\n".join([*LINES, LINES[0][:90]]), True),
        ("\n".join([*LINES[:6], *PRETTY, *LINES[6:]]), True),
        ("no JSON in here\n" * 400, True),
        ("\n".join(json.dumps({"any": n}) for n in range(300)), True),
        ("[" * 60 + "\n" + "\n".join(LINES), False),
    ],
)
def test_shards_give_what_one_reading_gives(
    text: str, cut: bool, tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "capture"
    path.write_text(text, encoding="utf-8", newline="")
    found = both(path, catalog.kinds, 1500)
    assert bool(found.shards) is cut


@given(data=st.data())
def test_any_mixture_and_any_cut(
    data: st.DataObject, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pieces = st.sampled_from([*LINES[:3], *LOG[:3], *PRETTY[:2], LINES[0][:80], "", "plain", "}"])
    text = "\n".join(data.draw(st.lists(pieces, min_size=1, max_size=12)))
    path = tmp_path_factory.mktemp("mixed") / "capture"
    path.write_text(text, encoding="utf-8", newline="")
    both(path, catalog.kinds, data.draw(st.integers(50, 3000)))


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "capture"
    path.write_text("\n".join(LINES), encoding="utf-8-sig")
    assert both(path, catalog.kinds, 1500).shards > 1


def test_a_canceled_reading_ends_with_what_it_has(tmp_path: Path, catalog: Catalog) -> None:
    path = tmp_path / "capture"
    path.write_text("\n".join(json.dumps(event(second=n)) for n in range(400)), encoding="utf-8")
    source = Source.open(Input(path.name, path), 0)
    pieces: list[Chunk | Shard] = []
    for piece in read_source(source, lambda: len(pieces) > 1, compiled(), cut_into(2000)):
        pieces.append(piece)
    assert len(pieces) < 10
    assert source.container == "JSON Lines"


def unwanted(workers: int) -> Executor:
    raise AssertionError(workers)


def quoted(line: str) -> str:
    return '2026-01-01T09:00:00Z,"' + line.replace('"', '""') + '"'


INSIDE = {
    "array": ["[", *(f"{line}," for line in LINES)],
    "records": ['{"records":[', *(f"{line}," for line in LINES)],
    "table": ["time,body", *map(quoted, LINES)],
}


@pytest.mark.parametrize("rows", INSIDE.values(), ids=INSIDE)
def test_what_lies_inside_of_something_is_not_shared_out(
    rows: list[str], tmp_path: Path, catalog: Catalog
) -> None:
    path = tmp_path / "capture"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = outcome(path, catalog.kinds, Plan(threads=2, large=0, shard=1500, pool=unwanted))
    assert found == outcome(path, catalog.kinds, AT_ONCE)
    assert len(found.columns["call"]) == len(LINES)
