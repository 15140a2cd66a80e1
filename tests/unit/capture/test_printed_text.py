"""Printed objects whose strings are simple are rewritten as JSON together; others are refused."""

import pytest

from inspector.capture.printedtext import SEPARATOR, depth_of, is_simple, json_of_all


@pytest.mark.parametrize(
    ("printed", "python", "expected"),
    [
        (b"{'a': None, 'None': 'True'}", True, b'{"a": null, "None": "True"}'),
        (b"{'a': [True, False]}", True, b'{"a": [true, false]}'),
        (b"{\n  a: 'b: c',\n  'd-e': undefined\n}", False, b'{   "a": "b: c",   "d-e": null }'),
        (b"{ undefined: 1 }", False, b'{ "undefined": 1 }'),
        (b"""{'a': '{"b": 1}'}""", True, rb'{"a": "{\"b\": 1}"}'),
    ],
)
def test_rewritten(printed: bytes, python: bool, expected: bytes) -> None:
    assert json_of_all(SEPARATOR.join([printed] * 2), python=python) == b"\n".join([expected] * 2)


@pytest.mark.parametrize("printed", [b"{'a': 'b\nc'}", b"{'a': 'b'", b"{'a': 'b\x01c'}"])
def test_a_string_that_goes_on_is_refused(printed: bytes) -> None:
    expected = b'{"a": "b"' if printed.endswith(b"'b'") else None
    assert json_of_all(printed, python=True) == expected
    assert json_of_all(printed + b"'", python=True) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (b"{'a': 'b'}", True),
        (rb"{'a': 'b\\n\t'}", True),
        (b"""{'a': '"'}""", True),
        (b"""{'a': "it's"}""", False),
        (rb"{'a': 'it\'s'}", False),
        (rb"""{'a': '\"'}""", False),
        (rb"{'a': '\ud83d'}", False),
        (rb"{'a': \x}", False),
    ],
)
def test_simple_strings(printed: bytes, expected: bool) -> None:
    assert is_simple(printed) is expected


def test_depth_leaves_out_brackets_in_strings() -> None:
    assert depth_of(b"[" * 50 + b"]" * 50) == 50
    assert depth_of(b"{'a': '" + b"[" * 50 + b"'}") == 1
