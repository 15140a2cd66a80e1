"""What compiles the C files; with the compiler of this machine, and with none."""

import ctypes
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from inspector.compiled import library
from tests.support.repository import ROOT

SCRIPT = ROOT / "packaging" / "compile.py"
HAS_COMPILER = any(map(shutil.which, ("cc", "gcc", "clang")))
compiled_here = pytest.mark.skipif(not HAS_COMPILER, reason="no C compiler on this machine")
on_posix = pytest.mark.skipif(os.name == "nt", reason="about permissions of POSIX")


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A fresh copy of the script as a module."""
    spec = importlib.util.spec_from_file_location("compile_under_test", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.delenv("CC", raising=False)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two C files, a header, and a file that is neither."""
    made = tmp_path / "sources"
    made.mkdir()
    (made / "answer.h").write_text("int half(void);\n", encoding="ascii")
    (made / "answer.c").write_text(
        '#include "answer.h"\n__attribute__((visibility("default"))) int answer(void);\n'
        "int answer(void) { return 2 * half(); }\n",
        encoding="ascii",
    )
    (made / "half.c").write_text(
        '#include "answer.h"\nint half(void) { return 21; }\n', encoding="ascii"
    )
    (made / "other.py").write_text("", encoding="ascii")
    return made


@pytest.fixture
def said() -> list[str]:
    """What was told."""
    return []


def without_compiler(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir(exist_ok=True)
    monkeypatch.setenv("PATH", str(empty))


def answer(path: Path) -> int:
    """That of a library, asked in a process of its own: the same path may be asked again."""
    code = "import ctypes, sys; print(ctypes.CDLL(sys.argv[1]).answer())"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_program_looks_for_the_library_of_this_name(compiling: ModuleType) -> None:
    assert compiling.LIBRARY == "libevents" + library.SUFFIX


@compiled_here
def test_the_programs_own_files_compile_and_load(compiling: ModuleType, tmp_path: Path) -> None:
    made = tmp_path / compiling.LIBRARY

    compiling.compile_library(compiling.FOLDER, made, compiling.find_compiler())

    assert ctypes.CDLL(str(made)).library_version() == library.VERSION


@compiled_here
def test_a_second_start_does_nothing(
    compiling: ModuleType, folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = names(folder)
    assert compiling.provide(folder, said.append)
    made = folder / compiling.LIBRARY
    before = made.stat()
    assert answer(made) == 42
    assert len(said) == 1
    assert "only this time" in said[0]
    assert names(folder) == sources | {compiling.LIBRARY, compiling.STATE}

    monkeypatch.setattr(compiling, "called", lambda command: pytest.fail(str(command)))
    assert compiling.provide(folder, said.append)
    assert compiling.provide(folder, said.append, again=True)
    assert not compiling.needs_compiler(folder)

    assert len(said) == 1
    assert (made.stat().st_ino, made.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@compiled_here
@pytest.mark.parametrize("changed", ["half.c", "answer.h"])
def test_a_changed_file_is_compiled_again_beside_a_loaded_library(
    compiling: ModuleType, folder: Path, said: list[str], changed: str
) -> None:
    assert compiling.provide(folder, said.append)
    loaded = ctypes.CDLL(str(folder / compiling.LIBRARY))
    before = (folder / compiling.LIBRARY).stat().st_ino
    old = (folder / changed).read_text(encoding="ascii")
    (folder / changed).write_text(old.replace("21", "4") + "/* */\n", encoding="ascii")

    assert compiling.provide(folder, said.append)

    assert len(said) == 2
    assert (folder / compiling.LIBRARY).stat().st_ino != before
    assert loaded.answer() == 42
    assert answer(folder / compiling.LIBRARY) == (8 if changed == "half.c" else 42)


@compiled_here
def test_a_library_that_went_is_compiled_again(
    compiling: ModuleType, folder: Path, said: list[str]
) -> None:
    assert compiling.provide(folder, said.append)
    (folder / compiling.LIBRARY).unlink()

    assert compiling.provide(folder, said.append)
    assert answer(folder / compiling.LIBRARY) == 42


@compiled_here
def test_another_compiler_compiles_again(
    compiling: ModuleType, folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiling.provide(folder, said.append)
    monkeypatch.setenv("CC", f"{compiling.find_compiler()[0]} -w")

    assert compiling.provide(folder, said.append)
    assert len(said) == 2
    assert compiling.stored(folder).endswith(" -w")


@compiled_here
@on_posix
def test_every_user_may_load_it(compiling: ModuleType, folder: Path, said: list[str]) -> None:
    before = os.umask(0o022)
    try:
        assert compiling.provide(folder, said.append)
    finally:
        os.umask(before)

    mode = stat.S_IMODE((folder / compiling.LIBRARY).stat().st_mode)
    assert mode & 0o444 == 0o444


@pytest.mark.parametrize("change", ["content", "name", "moved border", "new", "gone"])
def test_the_digest_tells_every_file_apart(
    compiling: ModuleType, folder: Path, change: str
) -> None:
    before = compiling.digest_of(folder)
    assert compiling.digest_of(folder) == before
    first, second = folder / "answer.c", folder / "half.c"
    match change:
        case "content":
            first.write_bytes(first.read_bytes() + b" ")
        case "name":
            first.rename(folder / "answers.c")
        case "moved border":
            whole = first.read_bytes()
            first.write_bytes(whole[:-9])
            second.write_bytes(whole[-9:] + second.read_bytes())
        case "new":
            (folder / "new.c").touch()
        case "gone":
            second.unlink()

    assert compiling.digest_of(folder) != before


def test_the_digest_is_of_the_flags_and_the_machine_too(
    compiling: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = {compiling.digest_of(folder)}
    (folder / "other.py").write_text("changed", encoding="ascii")
    digests.add(compiling.digest_of(folder))
    assert len(digests) == 1
    monkeypatch.setattr(compiling, "flags", lambda: ["-O1"])
    digests.add(compiling.digest_of(folder))
    monkeypatch.setattr(compiling.platform, "machine", lambda: "another")
    digests.add(compiling.digest_of(folder))

    assert len(digests) == 3


def test_without_a_compiler_it_is_said_once(
    compiling: ModuleType,
    folder: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    without_compiler(monkeypatch, tmp_path)

    assert compiling.find_compiler() == []
    assert compiling.needs_compiler(folder)
    assert not compiling.provide(folder, said.append)
    assert not compiling.provide(folder, said.append)

    assert len(said) == 1
    assert "more slowly" in said[0]
    assert "no C compiler was found" in said[0]
    assert "\n" not in said[0]
    if sys.platform.startswith("linux"):
        assert "gcc and libc6-dev" in said[0]
    assert not compiling.provide(folder, said.append, again=True)
    assert len(said) == 2


@compiled_here
def test_a_compiler_that_came_later_is_used(
    compiling: ModuleType,
    folder: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with monkeypatch.context() as for_now:
        without_compiler(for_now, tmp_path)
        assert not compiling.provide(folder, said.append)

    assert compiling.provide(folder, said.append)
    assert answer(folder / compiling.LIBRARY) == 42


@compiled_here
def test_a_copy_without_a_compiler_keeps_its_library(
    compiling: ModuleType,
    folder: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert compiling.provide(folder, said.append)
    without_compiler(monkeypatch, tmp_path)

    assert compiling.provide(folder, said.append)
    assert not compiling.needs_compiler(folder)
    assert len(said) == 1


@compiled_here
def test_a_stale_library_goes_with_its_compiler(
    compiling: ModuleType,
    folder: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert compiling.provide(folder, said.append)
    (folder / "half.c").write_text("int half(void) { return 4; }\n", encoding="ascii")
    without_compiler(monkeypatch, tmp_path)

    assert not compiling.provide(folder, said.append)
    assert not (folder / compiling.LIBRARY).exists()


@compiled_here
@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("int half(void) { return nothing; }\n", "nothing"),
        ('#include <nobody-has-this.h>\n#include "answer.h"\n', "nobody-has-this.h"),
        ("", ""),  # may compile, and does not load: its words differ
    ],
)
def test_files_that_do_not_compile_are_tried_once(
    compiling: ModuleType, folder: Path, said: list[str], broken: str, reason: str
) -> None:
    assert compiling.provide(folder, said.append)
    good = (folder / "half.c").read_bytes()
    (folder / "half.c").write_text(broken, encoding="ascii")

    assert not compiling.provide(folder, said.append)
    told = list(said)
    assert not compiling.provide(folder, said.append)

    assert said == told
    assert "more slowly" in told[-1]
    assert reason in told[-1]
    assert "\n" not in told[-1]
    assert not (folder / compiling.LIBRARY).exists()
    assert not compiling.needs_compiler(folder)  # one is here: another would not help
    assert not compiling.provide(folder, said.append, again=True)
    assert reason in said[-2]  # all that the compiler said
    (folder / "half.c").write_bytes(good)
    assert compiling.provide(folder, said.append)


@on_posix
def test_a_compiler_without_its_headers_is_not_enough(
    compiling: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    crippled = tmp_path / "cc"
    crippled.write_text("#!/bin/sh\necho 'fatal error: stdlib.h: No such file'\nexit 1\n", "ascii")
    crippled.chmod(0o755)
    monkeypatch.setenv("CC", str(crippled))

    assert compiling.needs_compiler(folder)


@pytest.mark.parametrize("chosen", ["no-such-compiler-anywhere", "'open quote", " "])
def test_a_choice_that_is_no_compiler_is_passed_over(
    compiling: ModuleType, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    usual = compiling.find_compiler()
    monkeypatch.setenv("CC", chosen)

    assert compiling.find_compiler() == usual


@on_posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_is_left_alone(
    compiling: ModuleType, folder: Path, said: list[str]
) -> None:
    folder.chmod(0o555)
    try:
        assert not compiling.provide(folder, said.append)
    finally:
        folder.chmod(0o755)

    assert said == []


def test_a_folder_that_cannot_be_written_to_is_no_error(
    compiling: ModuleType, folder: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(compiling.tempfile, "TemporaryDirectory", closed)

    assert not compiling.provide(folder, said.append)
    assert said == []
    assert not compiling.provide(folder, said.append, again=True)
    assert "Permission denied" in said[0]


@pytest.mark.parametrize("text", ["", "built", "built \xff", "\0", "failed x\nbuilt y cc"])
def test_a_spoilt_memory_is_as_good_as_none(
    compiling: ModuleType,
    folder: Path,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str,
) -> None:
    without_compiler(monkeypatch, tmp_path)
    (folder / compiling.STATE).write_bytes(text.encode("latin-1"))
    (folder / compiling.LIBRARY).write_bytes(b"of unknown files")

    assert not compiling.provide(folder, said.append)
    assert len(said) == 1
    assert not (folder / compiling.LIBRARY).exists()
    assert compiling.stored(folder) == f"failed {compiling.digest_of(folder)} "


def test_no_flag_is_for_this_machine_alone(compiling: ModuleType) -> None:
    assert [flag for flag in compiling.flags() if flag.startswith(("-march", "-mtune"))] == []


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_system_has_its_flags(
    compiling: ModuleType, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(compiling.sys, "platform", platform)

    assert ("-fPIC" in compiling.flags()) == (platform != "win32")
    assert ("-arch" in compiling.flags()) == (platform == "darwin")


def test_old_libraries_put_aside_are_cleared_away(compiling: ModuleType, folder: Path) -> None:
    sources = names(folder)
    (folder / f"{compiling.PUT_ASIDE}123.dll").touch()
    (folder / compiling.LIBRARY).touch()

    compiling.clear_away(folder / compiling.LIBRARY)
    compiling.clear_away(folder / compiling.LIBRARY)

    assert names(folder) == sources
