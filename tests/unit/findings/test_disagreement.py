"""Sources whose events carry other times for the same deliveries."""

from itertools import permutations

import pytest

from inspector.calls.load import open_capture
from inspector.capture.choice import Choice
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.attention import assess
from inspector.findings.disagreement import disagreements
from inspector.findings.scene import Scene
from tests.support.scene_case import Json, found, lines, time_text, told

SHIFT_S = -3.2
CALL = [
    told("CallConnected", 1),
    told("ParticipantsUpdated", 2, sequenceNumber=1),
    told("PlayStarted", 3, operationContext="menu"),
    told("PlayCompleted", 6.5, "200/0", operationContext="menu"),
    told("CallDisconnected", 9, "200/7000"),
]


def retimed(events: list[Json], by_s: float) -> list[Json]:
    """The same deliveries as something on the way wrote their times anew."""
    seconds = [1, 2, 3, 6.5, 9]
    return [
        event | {"time": time_text(at + by_s)} for event, at in zip(events, seconds, strict=False)
    ]


def scene_of(catalog: Catalog, **files: list[Json] | tuple[list[Json], Choice]) -> Scene:
    inputs = []
    for name, given in files.items():
        events, chosen = given if isinstance(given, tuple) else (given, Choice())
        inputs.append(Input(f"{name}.jsonl", data=lines(events), chosen=chosen))
    *_, capture = open_capture(inputs, catalog.kinds, lambda: False)
    return Scene(catalog, capture, assess(catalog, capture.table, capture.calls), lambda: False)


OTHERS = [told("PlayStarted", 30 + n, call=2) for n in range(4)]


def test_a_constant_distance_is_told_and_a_shift_makes_them_one(catalog: Catalog) -> None:
    files = {"a": [*CALL, *OTHERS], "b": retimed(CALL, SHIFT_S)}
    scene = scene_of(catalog, **files)
    (apart,) = disagreements(scene.capture, lambda: False)
    assert (apart.source, apart.reference) == (1, 0)
    assert (apart.add_ns, apart.deliveries) == (3_200_000_000, len(CALL))
    assert scene.table.size == 2 * len(CALL) + len(OTHERS)
    (finding,) = found("CLK-1", scene)
    assert finding.text == (
        "The events of b.jsonl are 3.2 s behind those of a.jsonl, judged by 5 deliveries that "
        "stand in both."
    )
    assert set(finding.rows) <= set(range(scene.table.size))

    set_right = Choice(event_shift_ns=apart.add_ns)
    after = scene_of(catalog, a=files["a"], b=(files["b"], set_right))
    assert after.table.size == len(CALL) + len(OTHERS)
    assert len(after.capture.copies) == len(CALL)
    assert found("CLK-1", after) == ()


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_the_order_of_the_files_plays_no_part(catalog: Catalog, order: tuple[str, ...]) -> None:
    files = {"a": [*CALL, *OTHERS], "b": retimed(CALL, SHIFT_S), "c": OTHERS[:2]}
    scene = scene_of(catalog, **{name: files[name] for name in order})
    (apart,) = disagreements(scene.capture, lambda: False)
    assert (order[apart.source], order[apart.reference]) == ("b", "a")
    assert apart.add_ns == 3_200_000_000
    shifted = {
        name: (files[name], Choice(event_shift_ns=apart.add_ns if name == "b" else 0))
        for name in order
    }
    capture = scene_of(catalog, **shifted).capture
    call = next(
        found
        for found in map(capture.calls.call, range(len(capture.calls)))
        if capture.event(found.rows[0]).kind.name == "CallConnected"
    )
    ids = [capture.event(row).id for row in call.rows]
    assert ids == [event["id"] for event in CALL]
    assert [capture.inputs[int(capture.table.source[row])].label for row in call.rows] == [
        "a.jsonl"
    ] * len(CALL)


@pytest.mark.parametrize(
    "other",
    [
        CALL,
        retimed(CALL, 0.05),
        retimed(CALL, SHIFT_S)[:2],
        [event | {"id": f"other {n}"} for n, event in enumerate(retimed(CALL, SHIFT_S))],
        [
            event | {"time": time_text(at)}
            for event, at in zip(CALL, [4, 9, 20, 31, 77], strict=True)
        ],
        [*retimed(CALL, SHIFT_S)[:3], *retimed(CALL, 40)[3:]],
        [told("CallConnected", 5, call=3), told("PlayStarted", 8, call=3)],
    ],
    ids=[
        "the same times",
        "hardly apart",
        "too few",
        "other deliveries",
        "no constant",
        "a constant for some",
        "another call",
    ],
)
def test_silent(catalog: Catalog, other: list[Json]) -> None:
    assert disagreements(scene_of(catalog, a=CALL, b=other).capture, lambda: False) == ()


def test_a_canceled_look_ends(catalog: Catalog) -> None:
    capture = scene_of(catalog, a=CALL, b=retimed(CALL, SHIFT_S)).capture
    assert disagreements(capture, lambda: True) == ()
