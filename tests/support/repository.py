"""The repository's own files, with or without git at hand."""

import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked_files() -> list[Path]:
    """Every file that belongs to the repository, relative to its root."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if listed.returncode == 0 and listed.stdout:
            names = (Path(name) for name in listed.stdout.split("\0") if name)
            return sorted(name for name in names if (ROOT / name).is_file())
    return sorted(_walk(ROOT, [".git", *_ignored()]))


def text_files() -> dict[Path, str]:
    """The tracked files that are text, with their text."""
    texts = {}
    for name in tracked_files():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            texts[name] = content.decode("utf-8")
    return texts


def _ignored() -> list[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


def _walk(folder: Path, ignored: list[str]) -> list[Path]:
    found: list[Path] = []
    for entry in folder.iterdir():
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            found += _walk(entry, ignored)
        else:
            found.append(entry.relative_to(ROOT))
    return found
