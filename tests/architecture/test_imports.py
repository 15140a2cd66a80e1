"""Cheap facts about the layout; the direction of imports is import-linter's business."""

import json
import subprocess
import sys

import pytest

from tests.support.repository import ROOT, tracked_files

TOP_LEVEL = {
    ".ci",
    ".docs",
    ".gitignore",
    "LICENSE",
    "README.md",
    "catalog",
    "inspector",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}

IMPORT_ALL_BUT_THE_WINDOW = """
import importlib, json, pkgutil, sys, inspector
names = [
    module.name
    for module in pkgutil.walk_packages(inspector.__path__, "inspector.", onerror=None)
    if not module.name.startswith("inspector.gui")
]
for name in names:
    importlib.import_module(name)
toolkit = sorted(n for n in sys.modules if n.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"))
print(json.dumps({"imported": len(names), "toolkit": toolkit}))
"""


def test_every_part_of_the_house_is_known() -> None:
    assert {path.parts[0] for path in tracked_files()} <= TOP_LEVEL


@pytest.mark.parametrize("folder", ["packaging", "catalog", "resources", "tests"])
def test_folders_without_a_package_stay_so(folder: str) -> None:
    # An __init__.py in packaging/ would hide the library of that name from pip and from builds.
    inside = [path for path in tracked_files() if path.parts[0] == folder]

    assert inside
    assert not [path for path in inside if path.name == "__init__.py"]


def test_every_folder_of_the_program_is_a_package() -> None:
    # Without its __init__.py a folder is invisible to the import contracts.
    folders = {path.parent for path in tracked_files() if path.parts[0] == "inspector"}

    assert not [
        folder for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()
    ]


def test_all_but_the_window_is_imported_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL_BUT_THE_WINDOW],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    seen = json.loads(done.stdout)
    assert seen["imported"] > 50
    assert seen["toolkit"] == []
