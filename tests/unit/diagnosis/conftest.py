from pathlib import Path

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from tests.support.small_catalog import write_catalog


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder: Path = tmp_path_factory.mktemp("catalog")
    return load_catalog(write_catalog(folder))
