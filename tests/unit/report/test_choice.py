import pytest

from inspector.errors import InspectorError
from inspector.report.choice import choose_call

IDS = ["411f0b00-aaaa", "411f0b00-bbbb", "9c2e0000-cccc", "2"]


@pytest.mark.parametrize(
    ("wanted", "position"),
    [
        ("411f0b00-bbbb", 1),
        ("411F0B00-BBBB", 1),
        (" 9c2e ", 2),
        ("#1", 0),
        ("3", 2),
        ("2", 3),  # a whole id beats a number
        ("#2", 1),
        ("9", 2),  # no ninth call: the start of an id
    ],
)
def test_a_call_is_found(wanted: str, position: int) -> None:
    assert choose_call(IDS, wanted) == position


def test_an_ambiguous_start_lists_the_calls() -> None:
    with pytest.raises(InspectorError) as error:
        choose_call(IDS, "411f")
    assert str(error.value) == (
        "2 calls begin with '411f'. #1 411f0b00-aaaa, #2 411f0b00-bbbb. "
        "Give more of the id, or the call's number"
    )


def test_an_unknown_id_lists_near_ones() -> None:
    with pytest.raises(InspectorError, match="Near ones: #3 9c2e0000-cccc"):
        choose_call(IDS, "9c2e0000-cccd")


@pytest.mark.parametrize("wanted", ["", "#0", "#9", "zzz"])
def test_a_hopeless_id_lists_some(wanted: str) -> None:
    with pytest.raises(InspectorError, match="The capture has #1 411f0b00-aaaa, #2"):
        choose_call(IDS, wanted)


def test_no_calls_at_all() -> None:
    with pytest.raises(InspectorError, match="There is no call in this capture"):
        choose_call([], "#1")
