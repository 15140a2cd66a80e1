"""What the repository promises as a whole."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement

import inspector
from tests.support.repository import ROOT, text_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "packaging" / "requirements.txt").read_text(encoding="utf-8")

# Written in two parts: this file is searched too.
REGISTRIES = [
    "pypi" + ".org",
    "pypi.python" + ".org",
    "pythonhosted" + ".org",
    "deb.debian" + ".org",
    "security.debian" + ".org",
    "npmjs" + ".org",
    "index-" + "url =",
]
MACHINE_PATH = re.compile(
    r"(?<![\w.~$}])/(?:" + "|".join(["work", "root", "home", "Users"]) + r")/\w|[A-Z]:\\" + "Users"
)
PLATFORMS = [("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows")]


def locked() -> list[Requirement]:
    """The lock's requirements, without their hashes."""
    return [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if "==" in line]


def declared() -> list[Requirement]:
    """What the program and its tests ask for."""
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    return [Requirement(text) for text in [*project["dependencies"], *groups["dev"]]]


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_registry(host: str) -> None:
    assert [str(name) for name, text in text_files().items() if host in text.lower()] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in text_files().items()
        for match in MACHINE_PATH.finditer(text)
    ]

    assert found == []


def test_the_licence_is_mit() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("MIT License")
    assert "Permission is hereby granted, free of charge" in text
    assert PROJECT["project"]["license"] == "MIT"


def test_the_version_is_said_once_and_the_same() -> None:
    assert PROJECT["project"]["version"] == inspector.__version__


def test_the_library_called_packaging_is_not_hidden_by_our_folder() -> None:
    import packaging  # noqa: PLC0415 - the import is what is tested

    assert packaging.__version__ == metadata.version("packaging")


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
@pytest.mark.parametrize(("platform", "system"), PLATFORMS)
def test_the_lock_has_each_declared_package_once(minor: int, platform: str, system: str) -> None:
    environment = {
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.4",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    here = [r for r in locked() if r.marker is None or r.marker.evaluate(environment)]
    pins = {plain(r.name): next(iter(r.specifier)).version for r in here}

    assert len(pins) == len(here)
    for wanted in declared():
        assert pins[plain(wanted.name)] in wanted.specifier


def test_the_lock_is_of_hashes_only() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())

    assert len(entries) == len(locked())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert [line for line in LOCK.splitlines() if line.lstrip().startswith("#")] == []
