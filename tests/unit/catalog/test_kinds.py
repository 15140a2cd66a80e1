"""The kinds alone are those of the whole catalog."""

from pathlib import Path

import pytest

from inspector.catalog import kinds
from inspector.catalog.catalog import Catalog
from inspector.catalog.kinds import load_kinds
from inspector.errors import InspectorError


def test_kinds_are_those_of_the_catalog(catalog: Catalog) -> None:
    found = load_kinds()
    for name in [*catalog.events, "addparticipantssucceeded", "no such event"]:
        assert found.find(name) == catalog.kinds.find(name)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[event]]\nname = "A"\noutcome = "ok"\nlane = "call"\nlabel = "A"', "outcome"),
        ("", "holds no [[event]] row"),
        ("[[event", "events.toml"),
    ],
)
def test_a_broken_file_is_told(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "events.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(kinds, "catalog_dir", lambda: tmp_path)
    with pytest.raises(InspectorError) as raised:
        load_kinds()
    assert told in raised.value.reason
