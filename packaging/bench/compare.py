"""Whole processes in turn, on one capture: medians, and ratios against a named program.

Run from the repository's root, with `PYTHONPATH=.`; see README.md beside this file.
"""

import argparse
import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from captures import LAYOUTS, write
from memory import most_anonymous

ORJSON_LOOP = "import sys, orjson\nfor line in open(sys.argv[1], 'rb'): orjson.loads(line)"
ORJSON_QUESTION = """
import sys, orjson
from collections import Counter
calls, ends = Counter(), {}
for line in open(sys.argv[1], "rb"):
    event = orjson.loads(line)
    data = event["data"]
    call = data["callConnectionId"]
    calls[call] += 1
    if event["type"].endswith("CallDisconnected"):
        ends[call] = data["resultInformation"]["code"], data["resultInformation"]["subCode"]
print(len(calls), Counter(code // 100 for code, _ in ends.values()))
"""
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

LNAV_FORMAT = {
    "$schema": "https://lnav.org/schemas/format-v1.schema.json",
    "callbacks_log": {
        "title": "Callbacks",
        "json": True,
        "line-format": [{"field": "__timestamp__"}, " ", {"field": "type"}],
        "timestamp-field": "time",
        "body-field": "type",
        "value": {
            "data/callConnectionId": {"kind": "string"},
            "data/resultInformation/code": {"kind": "integer"},
            "data/resultInformation/subCode": {"kind": "integer"},
        },
    },
}
LNAV_QUERY = """;select ends.code / 100, count(*) from (
    select "data/callConnectionId" as call, count(*) as events from callbacks_log group by 1
  ) as calls left join (
    select "data/callConnectionId" as call, max("data/resultInformation/code") as code
    from callbacks_log where log_body like '%CallDisconnected' group by 1
  ) as ends on ends.call = calls.call group by 1"""


def programs(file: Path, peers: str) -> tuple[dict[str, list[str]], list[str]]:
    """Command lines by name, and the names of what is not installed.

    `peers` is the Python in which pandas and DuckDB are looked for.
    """
    python = sys.executable
    found = {
        "orjson.loads a line": [python, "-c", ORJSON_LOOP, str(file)],
        "orjson, the question only": [python, "-c", ORJSON_QUESTION, str(file)],
        "Callback Inspector": [python, "packaging/bench/index.py", str(file)],
    }
    missing = []
    for name, module, code in (("pandas", "pandas", PANDAS), ("DuckDB", "duckdb", DUCKDB)):
        if _can_import(peers, module):
            found[name] = [peers, "-c", code, str(file)]
        else:
            missing.append(name)
    if shutil.which("jq"):
        found["jq and awk"] = ["sh", "-c", JQ.format(file=file)]
    else:
        missing.append("jq")
    if shutil.which("lnav"):
        formats = file.parent / "lnav" / "formats" / "callbacks"
        formats.mkdir(parents=True)
        (formats / "callbacks.json").write_text(json.dumps(LNAV_FORMAT), encoding="utf-8")
        settings = str(formats.parents[1])
        found["lnav"] = ["lnav", "-I", settings, "-n", "-c", LNAV_QUERY, str(file)]
    else:
        missing.append("lnav")
    return found, missing


def _can_import(python: str, module: str) -> bool:
    command = [python, "-c", f"import {module}"]
    tried = subprocess.run(command, check=False, capture_output=True)
    return tried.returncode == 0


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds that a command took, and that it and what it started kept processors busy."""

    wall: float
    cpu: float


def measured(commands: Mapping[str, list[str]], rounds: int) -> dict[str, list[Run]]:
    """Every run; the commands take turns, so that a slow minute hits all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            begun, before = time.perf_counter(), os.times()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment())
            wall, after = time.perf_counter() - begun, os.times()
            user = after.children_user - before.children_user
            system = after.children_system - before.children_system
            runs[name].append(Run(wall, user + system))
    return runs


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": "."}


def show(runs: Mapping[str, list[Run]], floor: str, scale: Mapping[str, float]) -> None:
    """A table: medians, spread, and ratios to the floor (per byte where sizes differ).

    Where others use the machine too, only the ratio of the processors' time means anything.
    """
    rows = {}
    for name, taken in runs.items():
        walls, cpus = [run.wall for run in taken], [run.cpu for run in taken]
        rows[name] = statistics.median(walls), min(walls), max(walls), statistics.median(cpus)
    wall, _, _, cpu = (value / scale.get(floor, 1) for value in rows[floor])
    print(f"| what | median s | spread | ÷ {floor} | processors s | ÷ {floor} |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, (median, least, most, busy) in rows.items():
        size = scale.get(name, 1)
        print(
            f"| {name} | {median:.2f} | {least:.2f}..{most:.2f} | {median / size / wall:.2f}"
            f" | {busy:.2f} | {busy / size / cpu:.2f} |"
        )


def compare_layouts(folder: Path, size: int, rounds: int) -> None:
    """The same events in every layout."""
    files = {layout: folder / layout for layout in LAYOUTS}
    for layout, file in files.items():
        write(file, size, layout)
    commands = {
        layout: [sys.executable, "packaging/bench/index.py", str(file)]
        for layout, file in files.items()
    }
    sizes = {layout: float(file.stat().st_size) for layout, file in files.items()}
    sizes["gzip"] = sizes["jsonl"]
    show(measured(commands, rounds), "jsonl", sizes)


def compare_programs(file: Path, rounds: int, peers: str) -> None:
    """Other programs on the same file."""
    commands, missing = programs(file, peers)
    show(measured(commands, rounds), "orjson.loads a line", {})
    for name in missing:
        print(f"\n{name} is not installed.")


def show_memory(file: Path) -> None:
    """What the opened capture takes, and the most it took."""
    command = [sys.executable, "packaging/bench/memory.py", str(file)]
    printed, most = most_anonymous(command, _environment())
    events, empty, after, held = map(int, printed.split())
    print("| anonymous memory above the empty program | bytes an event |\n|---|---:|")
    for name, size in (
        ("columns and texts alone", held),
        ("opened: all that stays", after - empty),
        ("most while loading", most - empty),
    ):
        print(f"| {name} | {size / events:.0f} |")
    print(f"\n{events:,} events; the empty program takes {empty / 1e6:.0f} MB.")


def show_moments(file: Path, rounds: int) -> None:
    """First rows and cancel."""
    command = [sys.executable, "packaging/bench/moments.py", str(file)]
    runs = []
    for _ in range(rounds):
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, env=_environment()
        )
        runs.append([float(word) for word in done.stdout.split()])
    rows, share, cancel = (statistics.median(column) for column in zip(*runs, strict=True))
    print("| moment | median |\n|---|---:|")
    print(f"| first rows | {rows * 1e3:.0f} ms, after {share:.2f} % of the file |")
    print(f"| a canceled load has ended | {cancel * 1e3:.0f} ms |")


def main() -> None:
    """Make the captures, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=sys.executable, help="a Python with pandas and DuckDB")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--layouts", action="store_true")
    what.add_argument("--memory", action="store_true")
    what.add_argument("--moments", action="store_true")
    arguments = parser.parse_args()
    compileall.compile_dir("inspector", quiet=1)  # as an installed program is
    size = arguments.mb * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        if arguments.layouts:
            compare_layouts(Path(folder), size, arguments.rounds)
            return
        file = Path(folder, "capture.jsonl")
        write(file, size, "jsonl")
        if arguments.memory:
            show_memory(file)
        elif arguments.moments:
            show_moments(file, arguments.rounds)
        else:
            compare_programs(file, arguments.rounds, arguments.peers)


if __name__ == "__main__":
    main()
