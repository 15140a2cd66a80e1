"""Rules that look at all calls at once find what looking at one call after the other finds."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.calls.operations import Operation, Pairs, pair_operations, paired_by_call
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import EventKind, EventOutcome
from inspector.findings import pairing
from inspector.findings.deliveries import MOST_READ, Deliveries
from inspector.findings.find import find
from inspector.findings.pairing import Pairing, is_paired
from inspector.findings.recordings import Recordings
from inspector.findings.rules import RULES
from inspector.findings.scene import Rows, Scene
from inspector.index.table import NO_TIME, NONE, EventTable
from tests.support.scene_case import Json, found, scene_of, told

Shown = list[tuple[tuple[int, ...], int | None]]
"""The events and the call of each finding."""

NAMES = (
    "PlayStarted", "PlayStarted", "PlayCompleted", "PlayFailed", "RecognizeFailed",
    "RecognizeCompleted", "HoldAudioStarted", "HoldAudioCompleted", "TranscriptionStarted",
    "TranscriptionFailed", "CallTransferAccepted", "CallDisconnected", "RecordingStateChanged",
)  # fmt: skip
EVENTS = st.lists(
    st.builds(
        lambda name, at_s, result, call, context, state: told(
            name, at_s, result, call=call, operationContext=context, state=state
        ),
        st.sampled_from(NAMES),
        st.sampled_from([None, 1.0, 1.1, 1.2, 4.0, 12.0, 100.0]),
        st.sampled_from(["", "200/0", "400/8510", "400/8536"]),
        st.sampled_from([1, 1, 2, 3]),
        st.sampled_from([None, "a", "b"]),
        st.sampled_from([None, "active", "inactive"]),
    ),
    max_size=24,
)


def plays(kind: EventKind) -> bool:
    return "play" in (kind.starts, kind.finishes)


def tells(kind: EventKind) -> bool:
    return bool(kind.starts or kind.finishes)


def rows_of_calls(scene: Scene, wanted: Callable[[EventKind], bool]) -> Iterator[Rows]:
    """The events of some kinds, call by call."""
    for call in range(len(scene.calls)):
        rows = scene.calls.rows(call)
        yield rows[scene.mask(wanted)[rows]]


def one_by_one(scene: Scene, wanted: Callable[[EventKind], bool], most: int) -> list[Operation]:
    """The operations of each call, paired for itself."""
    deliveries = Deliveries(scene, most)
    return [
        operation
        for rows in rows_of_calls(scene, wanted)
        for operation in pair_operations(scene.table, deliveries.first(rows))
    ]


def unfinished_one_by_one(scene: Scene) -> Shown:
    """OP-1, call by call."""
    recordings, deliveries = Recordings(scene, 20_000), Deliveries(scene)
    shown: Shown = []
    for call, paired in enumerate(rows_of_calls(scene, is_paired)):
        rows = scene.calls.rows(call).tolist()
        if scene.calls.end[call] == NONE or not any(scene.kind(row).starts for row in rows):
            continue
        before_end = rows[: rows.index(int(scene.calls.end[call]))]
        names: dict[str, list[int]] = defaultdict(list)
        for operation in pair_operations(scene.table, deliveries.first(paired)):
            if operation.finish is None and operation.start in before_end:
                names[operation.name].append(operation.start)
        shown += [(tuple(starts), call) for starts in names.values()]
        active = recordings.left_active(rows)
        if active is not None and active in before_end:
            shown.append(((active,), call))
    return shown


def unheard_one_by_one(scene: Scene) -> Shown:
    """MEDIA-1, call by call."""
    deliveries, times = Deliveries(scene), scene.table.time.tolist()
    shown: Shown = []
    for call, playing in enumerate(rows_of_calls(scene, plays)):
        short = sorted(
            (times[pair.finish] - times[pair.start], pair.start, pair.finish)
            for pair in pair_operations(scene.table, deliveries.first(playing))
            if pair.finish is not None and not pair.inferred
            if NO_TIME not in (times[pair.start], times[pair.finish])
            if scene.kind(pair.finish).outcome is EventOutcome.SUCCEEDED
            if 0 <= times[pair.finish] - times[pair.start] < 0.3e9
        )
        if short:
            shown.append((tuple(row for _, *pair in short for row in reversed(pair)), call))
        failed: int | None = None
        for row in scene.calls.rows(call).tolist():
            kind = scene.kind(row)
            if plays(kind):
                failed = row if kind.outcome is EventOutcome.FAILED else None
            elif kind.finishes == "recognize":
                known = failed is not None and NO_TIME not in (times[failed], times[row])
                if known and kind.name == "RecognizeFailed" and scene.table.subcode[row] == 8510:
                    assert failed is not None
                    if times[row] - times[failed] <= 15e9:
                        shown.append(((row, failed), call))
                failed = None
    return shown


def shown_by(rule_id: str, scene: Scene) -> Shown:
    return [(finding.rows, finding.call) for finding in found(rule_id, scene)]


UNTIMED = [
    told(name, source=source, call=call)
    for call in (1, 2)
    for name in ("PlayStarted", "PlayCompleted")
    for source in "abca"
]
"""Events whose payloads alone tell that some were delivered again."""


@given(EVENTS, st.sampled_from([plays, is_paired, tells]), st.sampled_from([0, 2, MOST_READ]))
@example(UNTIMED, plays, 0)
@example(UNTIMED, is_paired, 5)
def test_operations_are_those_of_each_call(
    catalog: Catalog, events: list[Json], wanted: Callable[[EventKind], bool], most: int
) -> None:
    scene = scene_of(catalog, events)
    rows = np.concatenate([*rows_of_calls(scene, wanted), np.zeros(0, np.int64)])
    for shared, own in ((most, most), (most, MOST_READ), (MOST_READ, most)):
        operations = Pairing(scene, shared).among(rows, Deliveries(scene, own))
        columns = (operations.start, operations.finish, operations.inferred)
        assert list(zip(*(column.tolist() for column in columns), strict=True)) == [
            (each.start, NONE if each.finish is None else each.finish, each.inferred)
            for each in one_by_one(scene, wanted, own)
        ]


@given(EVENTS)
@example(
    [
        told("PlayFailed", 1, "400/8536"),
        told("RecognizeFailed", 2, "400/8510", call=2),
        told("PlayCompleted", 3, call=2),
    ]
)
def test_rules_find_what_they_find_call_by_call(catalog: Catalog, events: list[Json]) -> None:
    scene = scene_of(catalog, events)
    assert shown_by("OP-1", scene) == unfinished_one_by_one(scene)
    assert shown_by("MEDIA-1", scene) == unheard_one_by_one(scene)


@given(EVENTS, st.sampled_from([1, 3, MOST_READ]))
def test_first_deliveries_are_those_of_each_call(
    catalog: Catalog, events: list[Json], most: int
) -> None:
    scene = scene_of(catalog, events)
    deliveries, of_many = Deliveries(scene, most), Deliveries(scene, most)
    one_by_one = [row for rows in rows_of_calls(scene, tells) for row in deliveries.first(rows)]
    rows = np.concatenate([*rows_of_calls(scene, tells), np.zeros(0, np.int64)])
    assert of_many.first_of_many(rows).tolist() == one_by_one
    assert list(of_many.limits("OP-1")) == list(deliveries.limits("OP-1"))


def test_each_event_is_paired_once_for_all_rules(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is asked for: short plays, plays without result, and commands after a transfer."""
    asked: list[int] = []

    def counting(table: EventTable, rows: Rows) -> Pairs:
        asked.extend(rows.tolist())
        return paired_by_call(table, rows)

    monkeypatch.setattr(pairing, "paired_by_call", counting)
    events = [
        told(name, 10 * call + at_s, call=call, operationContext=context)
        for call in range(1, 6)
        for name, at_s, context in (
            ("CallConnected", 0, None),
            ("PlayStarted", 1, "a"),
            ("PlayCompleted", 1.1, "a"),
            ("CallTransferAccepted", 2, "b"),
            ("PlayStarted", 3, "c"),
            ("CallDisconnected", 4, None),
        )
    ]
    scene = scene_of(catalog, events)
    findings = find(catalog, scene.capture, scene.assessment, RULES, lambda: False)
    rules = {finding.rule for finding in findings.items}
    assert {"OP-1", "MEDIA-1", "XFER-1"} <= rules
    assert sorted(asked) == np.flatnonzero(scene.mask(is_paired)).tolist()


def test_long_captures_are_paired_in_parts_of_whole_calls(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = [
        told(name, at, call=call, operationContext="a")
        for call in range(1, 8)
        for at, name in enumerate(["PlayStarted"] * call + ["PlayCompleted"] * call)
    ]
    scene = scene_of(catalog, events)
    parts: list[list[int]] = []

    def counting(table: EventTable, rows: Rows) -> Pairs:
        parts.append(sorted(set(table.call[rows].tolist())))
        return paired_by_call(table, rows)

    monkeypatch.setattr(pairing, "paired_by_call", counting)
    monkeypatch.setattr(pairing, "_BLOCK", 5)
    rows = np.concatenate([*rows_of_calls(scene, is_paired)])
    operations = Pairing(scene).among(rows, Deliveries(scene))
    assert parts == [[0, 1], [2], [3], [4], [5], [6]]
    one_each = one_by_one(scene, is_paired, MOST_READ)
    assert operations.start.tolist() == [each.start for each in one_each]
    assert operations.finish.tolist() == [each.finish for each in one_each]


def test_no_kind_of_the_catalog_starts_one_operation_and_finishes_another(
    catalog: Catalog,
) -> None:
    """So that the operations of one name can be taken from those of all names."""
    mixed: Sequence[str] = [
        kind.name
        for kind in catalog.kinds.kinds
        if is_paired(kind) and kind.starts and kind.finishes
    ]
    assert mixed == []
