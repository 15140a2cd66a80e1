import pytest

from inspector.diagnosis.message import diag_code, repair


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("failed. DiagCode: 412#10073", (412, 10073)),
        ("The conversation has ended. DiagCode: 0#560000.@", (0, 560000)),
        ("DiagCode:500#9999.", (500, 9999)),
        ("DiagCode: 4120#1", None),
        ("DiagCode: 412#1234567890", None),
        ("DiagCode: ٤١٢#١", None),
        ("nothing", None),
        ("", None),
        (None, None),
    ],
)
def test_diag_code(message: str | None, expected: tuple[int, int] | None) -> None:
    assert diag_code(message) == expected


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("can\u00e2\u20ac\u2122t", "can\u2019t"),
        ("a \u00e2\u20ac\u201c b", "a \u2013 b"),
        ("\u00e2\u20ac\u009d", "\u201d"),  # Windows has no sign for byte 9D
        ("K\u00c3\u00b6ln", "Köln"),
        ("Köln", "Köln"),
        ("plain", "plain"),
        ("日本語", "日本語"),
        ("\u00e2\u20ac", "\u00e2\u20ac"),
        ("", ""),
    ],
)
def test_repair_only_when_it_decodes_cleanly(broken: str, whole: str) -> None:
    assert repair(broken) == whole
