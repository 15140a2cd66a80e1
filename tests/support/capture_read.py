"""Reading a whole capture at once, with an account of every byte."""

from dataclasses import dataclass, field
from pathlib import Path

from inspector.capture.operation import OperationRow
from inspector.capture.problem import Problem
from inspector.capture.record import Record, read_record
from inspector.capture.source import Input, Source
from inspector.capture.wire import WireEvent
from tests.support.compiled_twin import compiled, told

Row = tuple[object, ...]


@dataclass
class Reading:
    """Everything the reader told about one input."""

    source: Source
    events: list[WireEvent] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    operations: list[OperationRow] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    ranges: list[tuple[str, int, int]] = field(default_factory=list)
    other: int = 0

    @property
    def text(self) -> bytes:
        return self.source.read_at(0, self.source.text_size)

    @property
    def names(self) -> list[str]:
        return [(event.type or "?").rsplit(".", 1)[-1] for event in self.events]

    @property
    def reasons(self) -> list[str]:
        return [problem.reason for problem in self.problems]

    def bytes_of(self, row: int) -> bytes:
        return self.source.read_at(self.offsets[row], self.lengths[row])

    def record(self, row: int) -> Record:
        return read_record(self.source, self.offsets[row], self.lengths[row], self.parts[row])

    def uncovered(self) -> bytes:
        """The bytes that are no white space and that nothing was told about."""
        text = bytearray(self.text)
        for _, offset, length in self.ranges:
            text[offset : offset + length] = b" " * length
        return bytes(text).strip(b" \t\r\n")


def read_source(source: Source, *, once: bool = False) -> Reading:
    """What is told of a source without the compiled part, which has to tell the same.

    Who counts how it is read has it read `once`.
    """
    reading = Reading(source)
    observe = reading.ranges.append
    chunks, facts = told(source, None, lambda *told: observe(told))
    if not once and compiled() is not None:
        assert told(source, compiled())[1] == facts
    for chunk in chunks:
        assert len(chunk.events) == len(chunk.offsets) == len(chunk.lengths) == len(chunk.parts)
        reading.events += chunk.events
        reading.offsets += chunk.offsets
        reading.lengths += chunk.lengths
        reading.parts += chunk.parts
        reading.problems += chunk.problems
        reading.operations += chunk.operations
        reading.other += chunk.other
        reading.positions.append(chunk.position)
        reading.sizes.append(len(chunk.events))
    return reading


def read_bytes(data: bytes, *, once: bool = False) -> Reading:
    return read_source(Source.open(Input("pasted text", data=data), 0), once=once)


def read_path(path: Path) -> Reading:
    return read_source(Source.open(Input(path.name, path=path), 0))


def row(event: WireEvent) -> Row:
    """What the index keeps of an event, for comparing."""
    data = event.data
    if data is None:
        return (event.type, event.time, event.id, None)
    result = data.result_information
    outcome = result and (
        result.code,
        result.sub_code,
        result.sip_details and result.sip_details.code,
        result.q850_details and result.q850_details.code,
    )
    return (
        event.type,
        event.time,
        event.id,
        data.call_connection_id,
        data.server_call_id,
        data.correlation_id,
        data.operation_context,
        data.sequence_number,
        outcome,
    )


def compared(reading: Reading) -> tuple[object, ...]:
    """What two ways to read the same text must agree on."""
    return (
        [row(each) for each in reading.events],
        reading.offsets,
        reading.lengths,
        reading.parts,
        [(each.offset, each.length, each.line, each.reason) for each in reading.problems],
        [(each.offset, each.length) for each in reading.operations],
        reading.other,
        reading.source.container,
        reading.source.note,
    )
