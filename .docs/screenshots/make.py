"""Draws the pictures of the documents again: `.venv/bin/python .docs/screenshots/make.py`.

Each picture is the real window on a sample that ships, drawn by the `screenshot` command.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = {"failed-call": "failed-pstn-call.json", "busy-morning": "busy-morning.jsonl"}
SIZES = {"": "1440x900", "-small": "1024x640"}
THEMES = ("light", "dark")


def main() -> int:
    """Draw all of them; returns the first exit code that is not 0."""
    for name, sample in SAMPLES.items():
        for suffix, size in SIZES.items():
            for theme in THEMES:
                picture = HERE / f"{name}-{theme}{suffix}.png"
                options = ["-o", str(picture), "--size", size, "--theme", theme]
                source = str(Path("resources", "samples", sample))
                command = [sys.executable, "-m", "inspector", "screenshot", source, *options]
                code = subprocess.call(command, cwd=ROOT)
                if code:
                    return code
                print(picture.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
