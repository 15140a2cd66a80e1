"""Wheels and the archive of the sources, built by hatchling as it is installed: no network."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from inspector.compiled.library import SUFFIX
from tests.support.repository import ROOT

pytest.importorskip("hatchling", reason="hatchling, which builds wheels, is not installed")
tags = pytest.importorskip("packaging.tags")

HAS_COMPILER = any(map(shutil.which, ("cc", "gcc", "clang")))
compiled_here = pytest.mark.skipif(not HAS_COMPILER, reason="no C compiler on this machine")
LIBRARY = f"inspector/compiled/libevents{SUFFIX}"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a library and its digest left over from something else."""
    made = tmp_path_factory.mktemp("wheel") / "checkout"
    made.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, made)
    for name in ("catalog", "resources", "packaging"):
        shutil.copytree(ROOT / name, made / name)
    for name in ("compiled", "errors"):
        source = ROOT / "inspector" / name
        if source.is_dir():
            shutil.copytree(
                source,
                made / "inspector" / name,
                ignore=shutil.ignore_patterns("libevents*", "__pycache__"),
            )
    shutil.copy(ROOT / "inspector" / "__init__.py", made / "inspector")
    (made / LIBRARY).write_bytes(b"left over")
    (made / "inspector" / "compiled" / "libevents.digest").write_bytes(b"left over")
    return made


def build(checkout: Path, to: Path, kind: str, **variables: str) -> Path:
    """What hatchling makes of a checkout."""
    environment = {name: text for name, text in os.environ.items() if name != "CC"}
    subprocess.run(
        [sys.executable, "-P", "-m", "hatchling", "build", "-t", kind, "-d", str(to)],
        cwd=checkout,
        env={**environment, **variables},
        capture_output=True,
        check=True,
    )
    (made,) = to.iterdir()
    return made


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@compiled_here
def test_a_wheel_holds_the_library_and_names_its_platform(checkout: Path, tmp_path: Path) -> None:
    wheel = build(checkout, tmp_path / "made", "wheel")

    python, abi, platform = wheel.stem.split("-")[-3:]
    assert (python, abi) == ("py3", "none")
    assert platform in set(tags.platform_tags())
    assert "manylinux" not in platform
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        described = next(n for n in archive.namelist() if n.endswith(".dist-info/WHEEL"))
        text = archive.read(described).decode()
    assert f"Tag: py3-none-{platform}\n" in text
    assert "Root-Is-Purelib: false" in text
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from inspector.compiled import library\n"
        "print(library.__file__, library.load() is not None)"
    )
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path / "site")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.split() == [
        str(tmp_path / "site" / "inspector" / "compiled" / "library.py"),
        "True",
    ]


def test_a_wheel_without_a_compiler_is_for_every_platform(checkout: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    wheel = build(checkout, tmp_path / "made", "wheel", PATH=str(empty))

    assert wheel.name.endswith("-py3-none-any.whl")
    assert "inspector/compiled/library.py" in names(wheel)
    assert [name for name in names(wheel) if "libevents" in name] == []


@compiled_here
def test_a_wheel_holds_nothing_that_only_compiling_needs(checkout: Path, tmp_path: Path) -> None:
    made = names(build(checkout, tmp_path / "made", "wheel"))

    assert [name for name in made if name.endswith((".c", ".h", ".digest"))] == []
    assert [name for name in made if name.startswith("packaging/")] == []
    assert {name for name in made if "libevents" in name} == {LIBRARY}


def test_building_leaves_the_checkout_as_it_was(checkout: Path, tmp_path: Path) -> None:
    build(checkout, tmp_path / "made", "wheel")

    assert (checkout / LIBRARY).read_bytes() == b"left over"
    assert [path.name for path in (checkout / "inspector" / "compiled").glob(".*")] == []


def test_the_sources_hold_what_compiles(checkout: Path, tmp_path: Path) -> None:
    with tarfile.open(build(checkout, tmp_path / "made", "sdist")) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}

    sources = (ROOT / "inspector" / "compiled").glob("*.[ch]")
    assert {f"inspector/compiled/{path.name}" for path in sources} <= held
    assert {"packaging/compile.py", "packaging/hatch_build.py", "packaging/start.py"} <= held
    assert [name for name in held if "libevents" in name] == []


@compiled_here
def test_a_wheel_can_be_made_from_the_sources(checkout: Path, tmp_path: Path) -> None:
    with tarfile.open(build(checkout, tmp_path / "sources", "sdist")) as archive:
        if hasattr(tarfile, "data_filter"):  # Python 3.11.4 and newer
            archive.extraction_filter = tarfile.data_filter
        archive.extractall(tmp_path / "unpacked")
    (unpacked,) = (tmp_path / "unpacked").iterdir()

    assert LIBRARY in names(build(unpacked, tmp_path / "made", "wheel"))
