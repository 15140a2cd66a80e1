"""Reading TOML that anybody may have written."""

from pathlib import Path

import pytest

from inspector.catalog.load import load_catalog
from inspector.catalog.toml_file import read_toml
from inspector.errors import InspectorError


@pytest.mark.parametrize("text", ["a = 1\n", "\ufeffa = 1\r\n"])
def test_a_mark_and_other_line_ends_do_not_matter(tmp_path: Path, text: str) -> None:
    faults: list[str] = []
    path = tmp_path / "x.toml"
    path.write_bytes(text.encode())
    assert read_toml(path, "x.toml", faults) == {"a": 1}
    assert faults == []


@pytest.mark.parametrize(
    "content", [b"a = ", b"a = 1\na = 2", b"\xff\xfea", b"a = " + b"[" * 100_000]
)
def test_what_is_wrong_is_told(tmp_path: Path, content: bytes) -> None:
    faults: list[str] = []
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert read_toml(path, "my x", faults) is None
    (fault,) = faults
    assert fault.startswith("my x: ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    faults: list[str] = []
    assert read_toml(tmp_path / "none.toml", "none.toml", faults) is None
    assert faults == ["none.toml: cannot be read (No such file or directory)"]


def test_an_overlay_nested_too_deep_is_named(tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text("a = " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(InspectorError) as caught:
        load_catalog(overlays=[path])
    assert "deep.toml: its values are nested too deep" in caught.value.reason
