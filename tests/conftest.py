"""Shared by all tests: no screen, no stored settings, the shipped catalog."""

import os

import pytest
from hypothesis import HealthCheck, settings

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog

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
