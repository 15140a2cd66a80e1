#!/usr/bin/env python3
"""Compiles the program's C files into the library that reads large files faster.

python3 packaging/compile.py    compiles if need be; ends with 1 where it cannot be done

The program does without that library, only slower, so that a machine without a C compiler is no
error. Standard library only; the C files need nothing but a C compiler and its own headers.
"""

import contextlib
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "inspector" / "compiled"
LIBRARY = "libevents" + {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so.1")
STATE = "libevents.digest"
PUT_ASIDE = "libevents-old-"
BUILT, FAILED = "built", "failed"

COMPILERS = ("cc", "gcc", "clang")
TO_INSTALL = {
    "win32": "a GCC or Clang for Windows (as of MinGW-w64), on PATH",
    "darwin": "Apple's command line tools (xcode-select --install)",
}
ON_LINUX = "a C compiler (on Debian and Ubuntu: gcc and libc6-dev)"
LONGEST_SECONDS = 300
LONGEST_REASON = 200


class CannotCompileError(Exception):
    """No library came of it: the reason in one line, and all that the compiler said."""

    def __init__(self, reason: str, output: str = "") -> None:
        super().__init__(reason)
        self.output = output


def provide(folder: Path, say: Callable[[str], None], again: bool = False) -> bool:
    """Have the library that belongs to the C files in a folder; whether it is there now.

    A failure is told in one sentence and remembered: it is repeated and told again only where
    `again` asks for it, or with other files or another compiler. A library of other files is then
    taken away. Never raises for what a user's machine may lack.
    """
    compiler = find_compiler()
    digest, name = digest_of(folder), shlex.join(compiler)
    known = stored(folder)
    if is_current(folder, known, digest, name):
        return True
    if not again and known == outcome(FAILED, digest, name):
        return False
    try:
        failure = replace_library(folder, compiler, say)
        remember(folder, outcome(FAILED if failure else BUILT, digest, name))
    except OSError as error:
        failure = CannotCompileError(str(error))
        if not again:
            return False  # a closed folder keeps nothing, so it would be told each time
    if failure is None:
        return True
    if again and failure.output:
        say(failure.output)
    say(explain(failure))
    return False


def replace_library(
    folder: Path, compiler: Sequence[str], say: Callable[[str], None]
) -> CannotCompileError | None:
    """Compile and put the library into its place, or take away what is there.

    Returns why it could not be compiled. Raises OSError where the folder is closed.
    """
    place = folder / LIBRARY
    with tempfile.TemporaryDirectory(prefix=".libevents-", dir=folder) as beside:
        fresh = Path(beside, LIBRARY)
        try:
            if compiler:
                say("Compiling what reads large files faster (only this time)")
            compile_library(folder, fresh, compiler)
        except CannotCompileError as failure:
            clear_away(place)
            return failure
        if os.name == "nt":
            clear_away(place)
        fresh.replace(place)
    return None


def compile_library(folder: Path, target: Path, compiler: Sequence[str]) -> None:
    """Compile the C files of a folder into a library that this Python can load."""
    if not compiler:
        raise CannotCompileError("no C compiler was found")
    sources = [str(path) for path in files_of(folder) if path.suffix == ".c"]
    called([*compiler, *flags(), "-o", str(target), *sources])
    load = "import ctypes, sys; ctypes.CDLL(sys.argv[1])"
    called([sys.executable, "-I", "-S", "-c", load, str(target)])


def called(command: list[str]) -> None:
    """Run a command to its end; what it says in English."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"},
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotCompileError(str(error)[:LONGEST_REASON]) from None
    if done.returncode == 0:
        return
    said = done.stdout.decode("utf-8", "replace").strip()
    lines = said.splitlines() or [f"{command[0]} ended with {done.returncode}"]
    errors = [line for line in lines if "error" in line.lower()]
    raise CannotCompileError((errors or lines)[0].strip()[:LONGEST_REASON], said)


def find_compiler() -> list[str]:
    """The command of a C compiler: $CC, else one of the usual names; empty where none is found."""
    for text in (os.environ.get("CC", ""), *COMPILERS):
        with contextlib.suppress(ValueError):  # quotes that do not close
            command = shlex.split(text, posix=os.name != "nt")
            found = shutil.which(command[0]) if command else None
            if found and not is_apples_stand_in(found):
                return command
    return []


def is_apples_stand_in(path: str) -> bool:
    """Whether this is what macOS has for a compiler before one is installed: it opens a dialog."""
    if sys.platform != "darwin" or not path.startswith("/usr/bin/"):
        return False
    asked = subprocess.run(["/usr/bin/xcode-select", "-p"], capture_output=True, check=False)
    return asked.returncode != 0


def flags() -> list[str]:
    """For any machine of this kind, not for this one alone: the library may be copied."""
    common = ["-O3", "-std=c11", "-shared"]
    if sys.platform == "win32":
        return [*common, "-static-libgcc"]
    if sys.platform == "darwin":
        # A compiler may be made for the other of Apple's two machines than this Python.
        common += ["-arch", platform.machine()]
    return [*common, "-fPIC", "-fvisibility=hidden"]


def needs_compiler(folder: Path) -> bool:
    """Whether the library has to be compiled, and nothing here can compile."""
    compiler = find_compiler()
    if is_current(folder, stored(folder), digest_of(folder), shlex.join(compiler)):
        return False
    with tempfile.TemporaryDirectory() as trial:
        Path(trial, "trial.c").write_text("#include <stdlib.h>\n#include <string.h>\n", "ascii")
        try:
            compile_library(Path(trial), Path(trial, LIBRARY), compiler)
        except CannotCompileError:
            return True
    return False


def is_current(folder: Path, known: str, digest: str, compiler: str) -> bool:
    """Whether the library is there and made from these files.

    Where no compiler is found, that of another one is as good: it may have come as a copy.
    """
    if compiler and known != outcome(BUILT, digest, compiler):
        return False
    return known.startswith(outcome(BUILT, digest, "")) and (folder / LIBRARY).exists()


def files_of(folder: Path) -> list[Path]:
    """The C files and their headers, in one order everywhere."""
    return sorted(path for path in folder.iterdir() if path.suffix in {".c", ".h"})


def digest_of(folder: Path) -> str:
    """Of what the library is made from, but for the compiler."""
    kind = getattr(sys.implementation, "_multiarch", "")  # which C library, which width
    machine = [sys.platform, platform.machine(), str(sys.maxsize), kind]
    whole = hashlib.sha256("\0".join([*flags(), *machine]).encode())
    for path in files_of(folder):
        content = path.read_bytes()
        whole.update(b"\0%s %d\0" % (path.name.encode(), len(content)))
        whole.update(content)
    return whole.hexdigest()


def outcome(word: str, digest: str, compiler: str) -> str:
    """What is remembered of an attempt; the compiler's command is empty where there was none."""
    return f"{word} {digest} {compiler}"


def stored(folder: Path) -> str:
    """What was remembered of the last attempt; empty where there was none."""
    try:
        return (folder / STATE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def remember(folder: Path, text: str) -> None:
    """Keep what came of an attempt; whole at any time."""
    with tempfile.TemporaryDirectory(prefix=".libevents-", dir=folder) as beside:
        fresh = Path(beside, STATE)
        fresh.write_text(text, encoding="utf-8", errors="replace")
        fresh.replace(folder / STATE)


def clear_away(library: Path) -> None:
    """Take a library away; on Windows one that is loaded can only get another name."""
    for old in library.parent.glob(PUT_ASIDE + "*"):
        with contextlib.suppress(OSError):
            old.unlink()
    try:
        library.unlink(missing_ok=True)
    except PermissionError:
        library.replace(library.with_name(f"{PUT_ASIDE}{os.getpid()}{library.suffix}"))


def explain(failure: CannotCompileError) -> str:
    """The sentence about a library that cannot be had."""
    return (
        "Large files are read more slowly here, as what reads them faster could not be compiled "
        f"({failure}); to have it, install {TO_INSTALL.get(sys.platform, ON_LINUX)} "
        "and run packaging/start.py setup"
    )


def main() -> int:
    """Compile if need be and say what came of it; returns the exit code."""
    return 0 if provide(FOLDER, lambda text: print(text, file=sys.stderr), again=True) else 1


if __name__ == "__main__":
    sys.exit(main())
