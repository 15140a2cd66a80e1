#!/usr/bin/env python3
"""Sets everything up, once, and starts the program.

python3 packaging/start.py              opens the window on the sample that ships
python3 packaging/start.py test [...]   runs the tests; what follows goes to pytest
python3 packaging/start.py setup        sets up and starts nothing
python3 packaging/start.py ...          anything else goes to the program: files, or a command

Standard library only, and understood by Python 3.6, so that an old one can say what is wrong.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.txt"
COMPILE = ROOT / "packaging" / "compile.py"
COMPILED = ROOT / "inspector" / "compiled"
VENV = ROOT / ".venv"
STAMP = VENV / "callback-inspector.lock"
SAMPLE = ROOT / "resources" / "samples" / "failed-pstn-call.json"
FAILED_CALL = "5dd961e6-830b-44fa-bd28-f93435339774"

OLDEST, NEWEST = (3, 11), (3, 14)
UNUSABLE = 2

# Shared library -> Debian's package. Qt brings the rest.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WITH_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
COMPILER = ["gcc", "libc6-dev"]
INSTALL = ["install", "-y", "--no-install-recommends"]


class Stop(Exception):
    """Something the person has to do first."""


def main(arguments: list) -> int:
    """Set up, then run what the arguments ask for; returns the exit code."""
    try:
        if not OLDEST <= sys.version_info[:2] <= NEWEST:
            return run([*find_python(), str(Path(__file__).resolve()), *arguments])
        compiling = load_compiling()
        thorough = arguments == ["setup"] or arguments[:1] == ["test"]
        provide_system_packages(
            has_screen(), COMPILER if thorough and compiling.needs_compiler(COMPILED) else []
        )
        provide_packages()
        compiling.provide(COMPILED, say, again=thorough)
        return start(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 130


def load_compiling():
    """The part that compiles, which an old Python cannot read."""
    spec = importlib.util.spec_from_file_location("callback_inspector_compile", str(COMPILE))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_python() -> list:
    """The command of a Python that is new enough, and not too new for the locked packages."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for command in (["python3.%d" % minor], ["py", "-3.%d" % minor]):
            if shutil.which(command[0]) and succeeds([*command, "-c", ""]):
                return command
    raise Stop(
        "Callback Inspector needs Python %d.%d to %d.%d; this is %d.%d.\n"
        "Install one of them and run this again with it, for example:\n"
        "    python3.11 packaging/start.py" % (OLDEST + NEWEST + sys.version_info[:2])
    )


def has_screen() -> bool:
    """Whether a window can be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_packages(screen: bool, load=ctypes.CDLL) -> list:
    """The Debian packages of the shared libraries that do not load."""
    wanted = dict(ALWAYS, **(WITH_SCREEN if screen else {}))
    missing = []
    for library, package in wanted.items():
        try:
            load(library)
        except OSError:
            missing.append(package)
    return missing


def provide_system_packages(screen: bool, welcome: list) -> None:
    """On Linux: install the system packages that are missing, or say how to.

    Those that are welcome are installed too where that can be done, and nobody is asked for them.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(screen)
    if not is_venv_usable() and importlib.util.find_spec("ensurepip") is None:
        missing.append("python%d.%d-venv" % sys.version_info[:2])
    can_install = os.geteuid() == 0 and shutil.which("apt-get")
    if missing and not can_install:
        raise Stop(how_to_install(missing))
    if not can_install or not missing + welcome:
        return
    say("Installing system packages: " + " ".join(missing + welcome))
    reason = apt_get("update")
    if missing:
        reason = reason or apt_get(*INSTALL, *missing)
        if reason:
            raise Stop("%s\n\napt-get failed. %s" % (reason, how_to_install(missing)))
    if welcome:
        apt_get(*INSTALL, *welcome)


def apt_get(*arguments: str) -> str:
    """Run apt-get; what it says where it fails, else nothing."""
    try:
        subprocess.check_output(
            ["apt-get", "-qq", *arguments],
            env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
    except subprocess.CalledProcessError as failed:
        said = failed.output.decode("utf-8", "replace").strip()
        return said or "apt-get ended with %d" % failed.returncode
    return ""


def how_to_install(packages: list) -> str:
    """The one line that installs these packages."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        return (
            "Some system libraries are missing. Install what Debian calls\n"
            "    %s\nwith your system's package manager, then run this again." % names
        )
    return (
        "Some system packages are missing. Run this line, then run this again:\n"
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends " + names
    )


def venv_python() -> str:
    """The Python of the program's own environment."""
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def is_venv_usable() -> bool:
    """Whether the environment is there and has a pip that runs."""
    return Path(venv_python()).exists() and succeeds([venv_python(), "-c", "import pip"])


def succeeds(command: list) -> bool:
    """Whether a command runs and ends well, whatever it says."""
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def lock_digest() -> str:
    """What the environment was made from: the lock, and the version of Python."""
    return hashlib.sha256(LOCK.read_bytes() + b"%d.%d" % sys.version_info[:2]).hexdigest()


def stored_digest() -> str:
    """What the environment at hand was made from; empty when it was never finished."""
    return STAMP.read_text(encoding="ascii", errors="replace") if STAMP.exists() else ""


def provide_packages() -> None:
    """Make the environment and install the locked packages, unless that was done before."""
    if stored_digest() == lock_digest() and Path(venv_python()).exists():
        return
    if not is_venv_usable():
        say("Making .venv")
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
            raise Stop("The environment .venv could not be made (see above).")
    say("Installing packages (about 150 MB, only this time)")
    pip = [venv_python(), "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input"]
    options = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    if subprocess.call([*pip, "install", *options]):
        raise Stop(
            "The packages could not be installed; pip says why above.\n"
            "Is this machine offline? Connect it, or point pip to a mirror (pip config set\n"
            "global.index-url ADDRESS), then run this again: it goes on where it stopped."
        )
    STAMP.write_text(lock_digest(), encoding="ascii")
    say("Ready")


def start(arguments: list) -> int:
    """Run the tests, the program, or nothing."""
    if arguments == ["setup"]:
        return 0
    if arguments[:1] == ["test"]:
        os.chdir(ROOT)
        return run([venv_python(), "-m", "pytest", *arguments[1:]])
    if arguments or has_screen():
        return run(program(*(arguments or ["--sample"])))
    return show_without_screen()


def show_without_screen() -> int:
    """Draw the window with the sample to a picture, and print the report of its failed call."""
    picture = str(picture_folder() / "sample.png")
    say("No screen here: drawing the window to a picture instead")
    for command in (
        ["screenshot", str(SAMPLE), "-o", picture],
        ["report", str(SAMPLE), "--call", FAILED_CALL],
    ):
        code = subprocess.call(program(*command), env=environment())
        if code:
            return code
    print("\nThe window with this sample open: %s" % picture)
    return 0


def picture_folder() -> Path:
    """A folder of the user's own for the picture."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "callback-inspector"
    try:
        folder = folder.expanduser()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return Path(tempfile.mkdtemp(prefix="callback-inspector-"))
    return folder


def program(*arguments: str) -> list:
    """The command that runs the program from this checkout; -P keeps other folders out of it."""
    return [venv_python(), "-P", "-m", "inspector", *arguments]


def environment() -> dict:
    """The variables for the program: it is imported from this checkout."""
    path = os.environ.get("PYTHONPATH")
    return dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), path] if path else [str(ROOT)]))


def run(command: list) -> int:
    """Become the command; Windows cannot, so it waits there."""
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=environment())
    return os.execvpe(command[0], command, environment())


def say(text: str) -> None:
    """One line of progress; standard output belongs to the program."""
    print("callback-inspector: " + text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
