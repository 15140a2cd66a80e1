"""Items of many arrays are found where they are, or not at all."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.arrays import items_among

OBJECTS = st.dictionaries(
    st.sampled_from(["a", "},{", "]"]), st.sampled_from(["x", "},", {"b": [{}, {}]}]), max_size=2
).map(lambda value: json.dumps(value, separators=(",", ":")))
VALUES = st.lists(
    st.one_of(
        OBJECTS.map(lambda text: (text, [text])),
        st.tuples(st.lists(OBJECTS, min_size=1, max_size=4), st.just(",")).map(
            lambda value: ("[" + value[1].join(value[0]) + "]", value[0])
        ),
    ),
    min_size=1,
    max_size=5,
)
"""Texts of values, each with the objects that it is or holds."""


def found(texts: list[str], counts: list[int]) -> list[str] | None:
    buffer = "\n".join(["...", *texts, "..."]).encode()
    sizes = np.array([len(text) for text in texts])
    firsts = 4 + np.cumsum(sizes + 1) - sizes - 1
    items = items_among(buffer, firsts, sizes, np.array(counts))
    if items is None:
        return None
    ranges = zip(*(places.tolist() for places in items), strict=True)
    return [buffer[start : start + length].decode() for start, length in ranges]


@given(VALUES)
def test_items_lie_where_they_are(values: list[tuple[str, list[str]]]) -> None:
    texts = [text for text, _ in values]
    counts = [len(objects) if text.startswith("[") else -1 for text, objects in values]
    assert found(texts, counts) == [each for _, objects in values for each in objects]


@given(VALUES, st.sampled_from([" ", "\t", "\r"]), st.integers(0, 3))
def test_white_space_around_an_item_is_not_passed_over(
    values: list[tuple[str, list[str]]], blank: str, where: int
) -> None:
    head, tail = ("[" + blank, "]") if where == 0 else ("[", blank + "]")
    between = ["," + blank, blank + ","][where % 2] if where > 1 else ","
    texts = [*(text for text, _ in values), head + between.join(['{"k":1}'] * 3) + tail]
    counts = [len(objects) if text.startswith("[") else -1 for text, objects in values]
    assert found(texts, [*counts, 3]) is None


def test_values_that_are_no_objects_are_not_taken() -> None:
    assert found(["[1,{}]"], [2]) is None
    assert found(["[{},{}]", "[{}"], [2, 1]) is None
    assert found(["[{},{}"], [2]) is None
