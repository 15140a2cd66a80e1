"""The benchmarks run, and ask every layout the same question."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "packaging" / "bench"


def run(*arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("options", [[], ["--layouts"]])
def test_a_comparison_prints_its_table(options: list[str]) -> None:
    printed = run(str(BENCH / "compare.py"), "--mb", "1", "--rounds", "1", *options)
    rows = [line.split(" | ") for line in printed.splitlines() if line.startswith("| ")]
    floor = rows[1]
    assert float(floor[3].rstrip(" |")) == 1.0
    assert len(rows) > (6 if options else 2)


def test_every_layout_holds_the_same_calls(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; sys.path.insert(0, 'packaging/bench'); import captures\n"
        "for layout in captures.LAYOUTS:\n"
        "    captures.write(pathlib.Path(sys.argv[1], layout), 600_000, layout)\n"
    )
    run("-c", code, str(tmp_path))
    said = {
        path.name: run(str(BENCH / "index.py"), str(path)).split() for path in tmp_path.iterdir()
    }
    assert set(said) == {
        "jsonl", "batch", "array", "log", "pretty", "pascal", "texts", "gzip",
        "docker", "records", "csv", "noise", "chatty", "json log",
    }  # fmt: skip
    noise = said.pop("noise")
    assert int(noise[0]) > 0  # an event in two thousand lines
    assert min(int(events) for events, *_ in said.values()) > 20
    assert said["jsonl"] == said["gzip"] == said["pascal"]
    assert all("('4xx'," in answer for answer in said.values())
