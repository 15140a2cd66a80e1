"""Shared by all tests: no screen, no stored settings or rows of one's own, the shipped catalog."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.overlay_files import CONFIG_VARIABLE

os.environ["QT_QPA_PLATFORM"] = "offscreen"
settings.register_profile(
    "same",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.register_profile("search", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")  # pytest --hypothesis-profile search tries other examples each time


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that ships with the program."""
    return load_catalog()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's configuration folder: none is there, so no test reads the developer's own."""
    folder = tmp_path / "configuration of the user"
    monkeypatch.setenv(CONFIG_VARIABLE, str(folder))
    return folder
