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

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = os.path.join(ROOT, "packaging", "requirements.txt")
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "callback-inspector.lock")
SAMPLE = os.path.join(ROOT, "resources", "samples", "failed-pstn-call.json")
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
}


class Stop(Exception):
    """Something the person has to do first."""


def main(arguments: list) -> int:
    """Set up, then run what the arguments ask for; returns the exit code."""
    try:
        if not OLDEST <= sys.version_info[:2] <= NEWEST:
            return run([find_python(), os.path.abspath(__file__), *arguments])
        provide_system_packages(has_screen())
        provide_packages()
        return start(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 130


def find_python() -> str:
    """A Python on this machine that is new enough, and not too new for the locked packages."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return found
    raise Stop(
        "Callback Inspector needs Python %d.%d to %d.%d; this is %d.%d.\n"
        "Install one of them, then run this again with it, for example:\n"
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


def provide_system_packages(screen: bool) -> None:
    """On Linux: install the system packages that are missing, or say how to."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(screen)
    if not is_venv_usable() and importlib.util.find_spec("ensurepip") is None:
        missing.append("python%d.%d-venv" % sys.version_info[:2])
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(how_to_install(missing))
    say("Installing system packages: " + " ".join(missing))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-qq", "--no-install-recommends", *missing]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(  # noqa: UP022 - capture_output is newer than Python 3.6
            command,
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if done.returncode:
            sys.stderr.write((done.stdout + done.stderr).decode("utf-8", "replace"))
            raise Stop("apt-get could not do that (see above). " + how_to_install(missing))


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
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(VENV, *parts)


def is_venv_usable() -> bool:
    """Whether the environment is there and has a pip that runs."""
    if not os.path.exists(venv_python()):
        return False
    return subprocess.call([venv_python(), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def lock_digest() -> str:
    """What the environment was made from: the lock, and the version of Python."""
    with open(LOCK, "rb") as file:
        return hashlib.sha256(file.read() + b"%d.%d" % sys.version_info[:2]).hexdigest()


def stored_digest() -> str:
    """What the environment at hand was made from; empty when it was never finished."""
    try:
        with open(STAMP, encoding="ascii") as file:
            return file.read()
    except (OSError, ValueError):
        return ""


def provide_packages() -> None:
    """Make the environment and install the locked packages, unless that was done before."""
    if stored_digest() == lock_digest() and os.path.exists(venv_python()):
        return
    if not is_venv_usable():
        say("Making .venv")
        if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]):
            raise Stop("The environment .venv could not be made (see above).")
    say("Installing packages (about 150 MB, only this time)")
    pip = [venv_python(), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    options = ["--require-hashes", "--only-binary", ":all:", "-r", LOCK]
    if subprocess.call([*pip, "install", *options]):
        raise Stop(
            "The packages could not be installed; pip says why above.\n"
            "Is this machine offline? Connect it, or point pip to a mirror (pip config set\n"
            "global.index-url ADDRESS), then run this again: it goes on where it stopped."
        )
    with open(STAMP, "w", encoding="ascii") as file:
        file.write(lock_digest())
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
    """Draw the window with the sample to a picture, and print the failed call's report."""
    picture = os.path.join(picture_folder(), "callback-inspector.png")
    chosen = [SAMPLE, "--call", FAILED_CALL]
    say("No screen here: drawing the window to a picture")
    for command in (["screenshot", *chosen, "-o", picture], ["report", *chosen]):
        code = subprocess.call(program(*command), env=environment())
        if code:
            return code
    print("\nThe window with this call open: %s" % picture)
    return 0


def picture_folder() -> str:
    """A folder of the user's own for the picture."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.path.join(cache, "callback-inspector")
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return tempfile.mkdtemp(prefix="callback-inspector-")
    return folder


def program(*arguments: str) -> list:
    """The command that runs the program from this checkout; -P keeps other folders out of it."""
    return [venv_python(), "-P", "-m", "inspector", *arguments]


def environment() -> dict:
    """The variables for the program: it is imported from this checkout."""
    path = os.environ.get("PYTHONPATH")
    return dict(os.environ, PYTHONPATH=ROOT + os.pathsep + path if path else ROOT)


def run(command: list) -> int:
    """Become the command; Windows cannot, so it waits there."""
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=environment())
    os.execve(command[0], command, environment())


def say(text: str) -> None:
    """One line of progress; standard output belongs to the program."""
    print("callback-inspector: " + text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
