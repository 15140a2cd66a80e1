"""Events delivered again, told from those that happened again."""

from inspector.catalog.catalog import Catalog
from inspector.findings.deliveries import Deliveries
from tests.support.scene_case import found, scene_of, told


def test_the_same_time_is_the_same_event(catalog: Catalog) -> None:
    events = [told("PlayStarted", 1), told("PlayStarted", 1), told("PlayStarted", 2)]
    assert Deliveries(scene_of(catalog, events)).first([0, 1, 2]) == [0, 2]


def test_without_a_time_every_earlier_payload_counts(catalog: Catalog) -> None:
    events = [told("PlayStarted", source=source) for source in ("a", "b", "a", "b", "c")]
    deliveries = Deliveries(scene_of(catalog, events))
    assert deliveries.first(range(5)) == [0, 1, 4]
    assert list(deliveries.limits("OP-2")) == []


def test_no_more_is_read_than_allowed_and_that_is_told(catalog: Catalog) -> None:
    events = [told("PlayStarted", source=str(number)) for number in range(6)]
    deliveries = Deliveries(scene_of(catalog, events), most=3)
    assert deliveries.first(range(6)) == [0, 1, 2]
    assert deliveries.first(range(6)) == [0, 1, 2]
    (limit,) = deliveries.limits("OP-2")
    assert limit.text == (
        "3 events without a time not told from repeated ones: only the first 3 were read."
    )


def test_what_can_no_longer_be_read_is_no_repetition(catalog: Catalog) -> None:
    scene = scene_of(catalog, [told("PlayStarted"), told("PlayStarted")])
    scene.capture.close()
    assert Deliveries(scene).first([0, 1]) == [0, 1]


def test_a_result_delivered_again_without_a_time_is_no_second_result(catalog: Catalog) -> None:
    events = [told("PlayCompleted", operationContext="c") for _ in range(3)]
    assert found("OP-2", scene_of(catalog, events)) == ()
