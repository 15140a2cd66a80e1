"""Finds the data that ships beside the code: the catalog and the resources."""

from pathlib import Path

from inspector.errors import InspectorError

_PACKAGE = Path(__file__).resolve().parent


def catalog_dir() -> Path:
    """The folder with the catalog's TOML files, in a checkout or an installed package."""
    return _find("catalog")


def resources_dir() -> Path:
    """The folder with themes, icons, report styles and samples."""
    return _find("resources")


def _find(name: str) -> Path:
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise InspectorError(
        f"The program's {name} folder is missing",
        f"Looked beside {_PACKAGE}",
        "Install the program again",
    )
