import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.errors import InspectorError
from tests.support.call_rows import kinds
from tests.support.capture_events import call_events, event, lines, offer, result

MANY = 12_000


def never() -> bool:
    return False


def snapshots(*inputs: Input, cancelled: Callable[[], bool] = never) -> list[Capture]:
    return list(open_capture(inputs, kinds(), cancelled))


def opened(*contents: bytes) -> Capture:
    return snapshots(*(Input(f"pasted {n}", None, data) for n, data in enumerate(contents)))[-1]


def names(capture: Capture, rows: Sequence[int]) -> list[str]:
    return [capture.table.kinds[capture.table.kind[row]].name for row in rows]


def test_a_file_becomes_a_finished_capture(tmp_path: Path) -> None:
    path = tmp_path / "morning.jsonl"
    path.write_bytes(lines(call_events()) + b'{"other": 1}\n' + lines([event()])[:200])
    capture = snapshots(Input("morning.jsonl", path))[-1]
    assert capture.finished
    assert capture.bytes_done == capture.bytes_total == path.stat().st_size
    (source,) = capture.sources
    assert (source.path, source.bytes) == (str(path), path.stat().st_size)
    assert (source.encoding, source.events) == ("UTF-8", 4)
    assert (source.problems, source.other) == (1, 1)
    assert [problem.source for problem in capture.problems] == [0]
    assert names(capture, capture.calls.call(0).rows) == [
        "CallConnected",
        "ParticipantsUpdated",
        "PlayFailed",
        "CallDisconnected",
    ]
    capture.close()


def test_rows_are_there_long_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(lines([event("PlayStarted", n % 3600, n // 10) for n in range(MANY)]))
    seen = snapshots(Input("long", path))
    assert [capture.finished for capture in seen] == [False] * (len(seen) - 1) + [True]
    sizes = [capture.table.size for capture in seen]
    assert len(sizes) > 2
    assert sizes == sorted(sizes)
    assert 0 < sizes[0] < sizes[-1] == MANY
    done = [capture.bytes_done for capture in seen]
    assert done == sorted(done)
    assert 0 < done[0] < done[-1] == seen[0].bytes_total
    for capture, size in zip(seen, sizes, strict=True):
        assert len(capture.table.time) == size
        assert sum(len(capture.calls.rows(n)) for n in range(len(capture.calls))) == size
    assert len(seen[-1].calls) == MANY // 10


def test_a_canceled_load_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(lines([event("PlayStarted", n % 3600) for n in range(MANY)]))
    asked = iter([False] * 2)
    last = snapshots(Input("long", path), cancelled=lambda: next(asked, True))[-1]
    assert last.finished
    assert 0 < last.table.size < MANY
    assert last.bytes_done < last.bytes_total
    assert last.event(last.table.size - 1).kind.name == "PlayStarted"


def test_several_files_are_one_capture() -> None:
    first, second = call_events()[:2], call_events()[2:]
    capture = opened(lines(first), json.dumps([*second, offer()]).encode())
    assert [source.container for source in capture.sources] == ["JSON Lines", "JSON array"]
    assert [source.events for source in capture.sources] == [2, 3]
    assert capture.table.source.tolist() == [0, 0, 1, 1, 1]
    (call,) = [capture.calls.call(n) for n in range(len(capture.calls))]
    assert (call.rows, call.offers) == ((0, 1, 2, 3), (4,))
    assert capture.event(3).kind.name == "CallDisconnected"
    assert capture.event(4).kind.name == "IncomingCall"


def test_what_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    capture = snapshots(
        Input("gone", tmp_path / "gone.json"),
        Input("folder", tmp_path),
        Input("pasted", None, lines(call_events())),
    )[-1]
    assert capture.table.size == 4
    assert capture.table.source.tolist() == [2] * 4
    assert [problem.source for problem in capture.problems] == [0, 1]
    assert [source.problems for source in capture.sources] == [1, 1, 0]
    assert "gone.json" in capture.problems[0].reason
    assert capture.event(0).kind.name == "CallConnected"
    assert capture.origin(0, 0, 1) is None


def test_a_lone_unusable_input_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InspectorError, match="gone"):
        snapshots(Input("gone", tmp_path / "gone.json"))


def test_a_file_without_call_events_says_what_it_is() -> None:
    capture = opened(b'{"log": {"version": "1.2", "entries": []}}')
    assert (capture.table.size, len(capture.calls)) == (0, 0)
    assert "HAR" in capture.sources[0].note


def test_nothing_at_all() -> None:
    capture = opened(b"")
    assert (capture.table.size, capture.bytes_total, capture.finished) == (0, 0, True)


def test_records_are_read_again_from_their_place() -> None:
    events = [*call_events(), event("CallDisconnected", 9, 2, **result("487", 0, "Canceled."))]
    text = json.dumps(events, indent=2).encode()
    capture = opened(text)
    for row, body in enumerate(events):
        record = capture.record(row)
        assert record.body == body
        start, length = capture.origin(0, int(capture.table.offset[row]), len(record.raw)) or (0, 0)
        assert json.loads(text[start : start + length]) == body
        said = capture.event(row)
        assert said.time_ns == int(capture.table.time[row])
        assert said.call_connection_id == capture.table.call_ids[capture.table.call[row]]
    assert capture.table.code[4] == 487
    said = capture.event(4).result
    assert said is not None
    assert (said.code, said.message) == (487, "Canceled.")


def test_escaped_bodies_are_read_again() -> None:
    strings = [json.dumps(call_events()[:2]), json.dumps(json.dumps(call_events()[2]))]
    capture = opened(json.dumps(strings).encode())
    assert names(capture, range(3)) == ["CallConnected", "ParticipantsUpdated", "PlayFailed"]
    assert [capture.event(row).kind.name for row in range(3)] == names(capture, range(3))


def test_search_finds_rows_by_anything_in_their_bytes() -> None:
    capture = opened(lines(call_events()), lines(call_events(2)))
    assert capture.search("CONVERSATION HAS ENDED", never).tolist() == [3, 7]
    assert capture.search("1b2c3d4e-0000-4a5b-8c7d-000000000002", never).tolist() == [4, 5, 6, 7]
    assert capture.search("not there", never).tolist() == []


def test_a_file_that_changed_is_said_and_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "live.jsonl"
    path.write_bytes(lines(call_events()))
    capture = snapshots(Input("live", path))[-1]
    path.write_bytes(lines(call_events())[:100])
    with pytest.raises(InspectorError):
        capture.event(3)


def test_packed_files_say_so() -> None:
    capture = opened(gzip.compress(lines([event("CallConnected", 1)])))
    assert [source.container for source in capture.sources] == ["JSON object, gzip"]
    capture.close()
