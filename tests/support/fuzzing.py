"""A small coverage-guided fuzzer: keeps what reaches new lines, and changes that further."""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Any

TOKENS = (
    b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\r\n", b"\x00", b"\xff",
    b"\xef\xbb\xbf", b'\\"', b"\\u0022", b"\x1b[31m", b"null", b"True", b"-1e999", b"0" * 40,
    b'"type":"Microsoft.Communication.CallConnected"', b'"callConnectionId":"a"', b'"data":"{}"',
    b"{'a': 1}", b"[Object]", b'{"log":"', b"stdout P ", b"\t", b";", b'""', b"[[[[",
)  # fmt: skip
"""What is put in: bytes that mean something to some container."""


def fuzzed(
    seeds: Sequence[bytes], run: Callable[[bytes], object], rounds: int, folder: str
) -> Iterator[bytes]:
    """Inputs for `run`, which is called on each: the seeds, then changed ones.

    An input that reaches a line of the modules under `folder` which none before it reached joins
    the corpus. The same seeds give the same inputs every time.
    """
    chance = random.Random(4711)
    seen: set[tuple[str, int]] = set()
    corpus: list[bytes] = []
    for seed in seeds:
        yield seed
        seen |= _lines_of(run, seed, folder)
        corpus.append(seed)
    for _ in range(rounds):
        data = _changed(chance, chance.choice(corpus), chance.choice(corpus))
        yield data
        reached = _lines_of(run, data, folder)
        if reached - seen:
            seen |= reached
            corpus.append(data)


def _changed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """One to four changes at random places."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.choice((0, 1, 2, 8, 64, 512)))
        match chance.randint(0, 5):
            case 0:
                data = data[:at] + chance.choice(TOKENS) + data[at:]
            case 1:
                data = data[:at] + data[end:]
            case 2:
                data = data[:end] + data[at:end] * 2 + data[end:]
            case 3:
                data = data[:at] + other[chance.randint(0, len(other)) :]
            case 4:
                data = data[:at] + bytes(chance.randrange(256) for _ in data[at:end]) + data[end:]
            case _:
                data = data[:at] + chance.choice(TOKENS) + data[end:]
    return data[:20_000]


def _lines_of(run: Callable[[bytes], object], data: bytes, folder: str) -> set[tuple[str, int]]:
    lines: set[tuple[str, int]] = set()

    def local(frame: FrameType, _event: str, _value: Any) -> Any:
        lines.add((frame.f_code.co_filename, frame.f_lineno))
        return local

    def trace(frame: FrameType, _event: str, _value: Any) -> Any:
        return local if folder in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run(data)
    finally:
        sys.settrace(before)
    return lines


def damaged(data: bytes, pieces: Sequence[bytes], chance: random.Random) -> bytes:
    """The data with one to three places lost, changed, cut off, or with a piece put in."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                del changed[place : place + chance.randrange(1, 40)]
            case 1:
                changed[place:place] = chance.choice(pieces)
            case 2:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case _:
                del changed[place:]
    return bytes(changed)
