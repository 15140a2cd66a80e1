"""A call's offers and an event's call, found without walking all calls."""

import random

import numpy as np

from inspector.calls.table import CallTable
from inspector.index.table import NONE
from tests.support.call_rows import Row, calls_of

SEEDS = range(20)


def made(seed: int) -> CallTable:
    """Calls and offers that share ids at random, some of them placeholders or absent."""
    chance = random.Random(seed)
    ids = [None, "Sanitized", *(f"id{n}" for n in range(6))]
    return calls_of(
        *(
            Row(
                chance.choice(["CallConnected", "IncomingCall", "PlayStarted"]),
                chance.choice([None, n]),
                call=chance.choice([None, None, *(f"leg-{m}" for m in range(8))]),
                server=chance.choice(ids),
                correlation=chance.choice(ids),
            )
            for n in range(40)
        )
    )


def linear_offers(calls: CallTable, position: int) -> list[int]:
    found = calls.conversations
    group = found.of_calls[position]
    if group == NONE:
        return []
    pairs = zip(found.loose_rows, found.of_loose_rows, strict=True)
    return [int(row) for row, of in pairs if of == group]


def linear_call(calls: CallTable, row: int) -> int | None:
    if calls.table.call[row] != NONE:
        return int(calls.table.call[row])
    found = calls.conversations
    group = found.of_loose_rows[np.flatnonzero(found.loose_rows == row)[0]]
    matching = [n for n in range(len(calls)) if group != NONE and found.of_calls[n] == group]
    return matching[0] if matching else None


def test_answers_are_those_of_walking_all() -> None:
    joined = alone = offered = 0
    for seed in SEEDS:
        calls = made(seed)
        for position in range(len(calls)):
            offers = calls.offers(position).tolist()
            assert offers == linear_offers(calls, position)
            offered += bool(offers)
        for row in range(calls.table.size):
            call = calls.call_of_row(row)
            assert call == linear_call(calls, row)
            joined += call is not None and calls.table.call[row] == NONE
            alone += call is None
    assert min(joined, alone, offered) > 0
