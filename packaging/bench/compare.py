"""Whole processes in turn, on one capture: medians, and ratios against a named program.

Run from the repository's root:

    PYTHONPATH=. .venv/bin/python packaging/bench/compare.py --mb 1000
    PYTHONPATH=. .venv/bin/python packaging/bench/compare.py --mb 100 --layouts

The first compares programs on JSON Lines, the second layouts of the same events, per byte. A
program that is not installed is left out and named.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from captures import LAYOUTS, write

ORJSON_LOOP = "import sys, orjson\nfor line in open(sys.argv[1], 'rb'): orjson.loads(line)"
JQ = (
    'jq -r \'[.data.callConnectionId, .type, (.data.resultInformation.code // ""),'
    ' (.data.resultInformation.subCode // "")] | @tsv\' {file} | awk -F"\\t"'
    " '{{ n[$1]++; if ($2 ~ /CallDisconnected$/) {{ code[$1] = $3; sub_[$1] = $4 }} }}"
    " END {{ for (c in code) by[int(code[c] / 100)]++; for (k in by) print k, by[k] }}'"
)
PANDAS = """
import sys, pandas
for part in pandas.read_json(sys.argv[1], lines=True, chunksize=50_000):
    data = pandas.json_normalize(part["data"])
    data.groupby("callConnectionId")["resultInformation.code"].agg(["size", "last"])
"""
DUCKDB = """
import sys, duckdb
columns = ("{id: 'VARCHAR', type: 'VARCHAR', time: 'VARCHAR', data: 'STRUCT("
    "operationContext VARCHAR, callConnectionId VARCHAR, serverCallId VARCHAR,"
    " correlationId VARCHAR, resultInformation STRUCT(code INT, subCode INT))'}")
duckdb.sql(f"CREATE TABLE events AS SELECT type, time, data.* FROM read_ndjson('{sys.argv[1]}',"
    f" columns={columns})")
"""


def programs(file: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Command lines by name, and the names of what is not installed."""
    python = sys.executable
    found = {
        "orjson.loads a line": [python, "-c", ORJSON_LOOP, str(file)],
        "Callback Inspector": [python, "packaging/bench/index.py", str(file)],
    }
    missing = []
    for name, module, code in (("pandas", "pandas", PANDAS), ("DuckDB", "duckdb", DUCKDB)):
        if _can_import(module):
            found[name] = [python, "-c", code, str(file)]
        else:
            missing.append(name)
    if shutil.which("jq"):
        found["jq and awk"] = ["sh", "-c", JQ.format(file=file)]
    else:
        missing.append("jq")
    return found, missing


def _can_import(module: str) -> bool:
    command = [sys.executable, "-c", f"import {module}"]
    tried = subprocess.run(command, check=False, capture_output=True)
    return tried.returncode == 0


def measured(commands: Mapping[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each run; the commands take turns, so that a slow minute hits all of them."""
    runs: dict[str, list[float]] = {name: [] for name in commands}
    environment = {**os.environ, "PYTHONPATH": "."}
    for _ in range(rounds):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
            runs[name].append(time.perf_counter() - begun)
    return runs


def show(runs: Mapping[str, list[float]], floor: str, scale: Mapping[str, float]) -> None:
    """A table: median, spread, and the ratio to the floor (per byte where sizes differ)."""
    base = statistics.median(runs[floor]) / scale.get(floor, 1)
    print(f"| what | median s | spread | ÷ {floor} |\n|---|---:|---:|---:|")
    for name, times in runs.items():
        median = statistics.median(times)
        ratio = median / scale.get(name, 1) / base
        print(f"| {name} | {median:.2f} | {min(times):.2f}..{max(times):.2f} | {ratio:.2f} |")


def main() -> None:
    """Make the captures, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--layouts", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.layouts:
            files = {layout: Path(folder, layout) for layout in LAYOUTS}
            for layout, file in files.items():
                write(file, arguments.mb * 1_000_000, layout)
            commands = {
                layout: [sys.executable, "packaging/bench/index.py", str(file)]
                for layout, file in files.items()
            }
            sizes = {layout: float(file.stat().st_size) for layout, file in files.items()}
            sizes["gzip"] = sizes["jsonl"]
            show(measured(commands, arguments.rounds), "jsonl", sizes)
            return
        file = Path(folder, "capture.jsonl")
        write(file, arguments.mb * 1_000_000, "jsonl")
        commands, missing = programs(file)
        show(measured(commands, arguments.rounds), "orjson.loads a line", {})
        for name in missing:
            print(f"\n{name} is not installed.")


if __name__ == "__main__":
    main()
