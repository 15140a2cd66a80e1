"""Options that say how files are read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main
from tests.support.capture_events import call_events, compact, lines


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two files in Windows' own encoding."""
    paths = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    for number, path in enumerate(paths, start=1):
        text = lines(call_events(number)).decode().replace("order-17", "Zoë")
        path.write_bytes(text.encode("cp1252"))
    return paths


def encodings(said: Any) -> list[str]:
    return [source["encoding"] for source in said["sources"]]


def test_an_encoding_for_all_and_for_one(
    pair: tuple[Path, Path], run_json: Callable[..., Any]
) -> None:
    a, b = pair
    assert encodings(run_json("calls", a, b)) == ["Windows-1252 (assumed)"] * 2
    said = run_json("calls", "--encoding", "utf-8", a, b)
    assert encodings(said) == ["UTF-8 (chosen)"] * 2
    said = run_json("calls", "--encoding", "utf-8", "--encoding", f"{b}=cp1252", a, b)
    assert encodings(said) == ["UTF-8 (chosen)", "Windows-1252 (chosen)"]


def test_a_file_in_a_folder_is_named_as_the_output_names_it(
    pair: tuple[Path, Path], run_json: Callable[..., Any]
) -> None:
    folder = pair[0].parent
    said = run_json("calls", "--encoding", f"{pair[1]}=utf-8", folder)
    assert encodings(said) == ["Windows-1252 (assumed)", "UTF-8 (chosen)"]
    assert said["sources"][1]["path"] == str(pair[1])
    said = run_json("calls", "--encoding", f"{folder}=utf-8", folder)
    assert encodings(said) == ["UTF-8 (chosen)"] * 2


@pytest.mark.parametrize("command", ["calls", "events"])
def test_a_format_is_chosen(command: str, tmp_path: Path, run_json: Callable[..., Any]) -> None:
    cells = ['"' + compact(each).replace('"', '""') + '"' for each in call_events()]
    path = tmp_path / "one-column.csv"
    path.write_text("\n".join(["Body", *cells]), encoding="utf-8")
    key = "calls" if command == "calls" else "events"
    assert run_json(command, path)[key] == []
    assert len(run_json(command, "--read-as", "csv", path)[key]) == (1 if key == "calls" else 4)


def test_times_are_shifted_and_told(
    pair: tuple[Path, Path], run_json: Callable[..., Any], run_text: Callable[..., str]
) -> None:
    a, b = pair
    option = ("--clock-offset", f"{b}=-3.2")
    before, after = run_json("calls", a, b)["calls"], run_json("calls", *option, a, b)["calls"]
    assert after[0]["started"] == before[0]["started"] == "2025-02-03T09:00:01.1234567Z"
    assert after[1]["started"] == "2025-02-03T08:59:57.9234567Z"
    text = run_text("calls", *option, a, b)
    assert "events shifted by -3.2 s (chosen)" in text


def test_a_zone_stills_the_rule(tmp_path: Path, run_json: Callable[..., Any]) -> None:
    path = tmp_path / "app.log"
    path.write_text(
        "".join(
            f"2025-02-03 11:00:0{n} got {compact(each)}\n"
            for n, each in enumerate(call_events(), start=1)
        ),
        encoding="utf-8",
    )

    def rules(*options: str) -> list[str]:
        said = run_json("calls", *options, path)
        findings = [*said["findings"], *said["calls"][0]["findings"]]
        return [each["rule"] for each in findings if each["rule"] == "CLK-1"]

    assert rules() == ["CLK-1"]
    assert rules("--time-zone", "+02:00") == []
    assert rules("--log-clock", "-7200") == []
    assert rules("--time-zone=-04:00") == ["CLK-1"]
    assert rules("--time-zone", f"{path}=UTC+01:00") == ["CLK-1"]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--encoding", "latin", "'latin' is none of utf-8, "),
        ("--read-as", "har", "'har' is none of values, csv, "),
        ("--time-zone", "CET", "'CET' is neither UTC, nor local, nor such as +02:00"),
        ("--clock-offset", "soon", "'soon' is no number of seconds"),
        ("--clock-offset", "nan", "'nan' is no number of seconds"),
        ("--log-clock", "1e12", "'1e12' is more than a year"),
        ("--encoding", "gone.log=utf-8", "chosen for gone.log, which is no file that was read"),
    ],
)
def test_what_is_refused(
    option: str, value: str, said: str, capture: Path, fails: Callable[..., str]
) -> None:
    assert said in fails("calls", option, value, capture)


def test_the_report_of_a_call_takes_them(
    pair: tuple[Path, Path], run_text: Callable[..., str]
) -> None:
    text = run_text("report", pair[0], "--call", "1", "--encoding", "utf-8")
    assert "UTF-8 (chosen)" in text


def test_they_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calls", "--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--encoding", "--read-as", "--time-zone", "--log-clock", "--clock-offset"):
        assert f"{option} [FILE=]" in text
