from itertools import product
from pathlib import Path

import numpy as np
import pytest

from inspector.calls.assemble import assemble
from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.attention import assess
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_of
from inspector.index.table import NONE
from tests.support.event_table import Given, table_of
from tests.support.small_catalog import write_catalog

END = Given("CallDisconnected", 9, 200, 7000)
BAD_END = Given("CallDisconnected", 9, 503, 560503)
BUSY_AGENT = Given("AddParticipantFailed", 2, 500, 560503, 486, 17)
NO_FILE = Given("PlayFailed", 3, 404, 8536)


def test_every_row_gets_the_attention_of_its_own_explanation(small: Catalog) -> None:
    events = [
        Given("CallConnected", 1),
        Given("PlayFailed", 2, 404, 8536),
        Given("PlayFailed", 3, 404, 8536),
        Given("HoldAudioCompleted", 3, 404, 8536),
        Given("CreateCallFailed", 4, 500, 560503, 486, 17, call="other"),
        Given("CreateCallFailed", 4, 500, 560503, 486, None, call="third"),
        Given("CreateCallFailed", 4, 500, 560503, call="fourth"),
        Given("", 5, -7, 2**31 - 1, -(2**31) + 1, 2**31 - 1),
        Given("SomethingNew", 5),
        END,
    ]
    table = table_of(small.kinds, events)
    assessment = assess(small, table, assemble(table))
    for row in range(table.size):
        expected = explain(small, facts_of(table, row))
        assert assessment.explanation(row) == expected
        assert assessment.attention(row) is expected.attention
        assert assessment.owner(row) is expected.owner
    assert len(assessment.explanations) == len(events) - 1
    assert assessment.owner(4) is Owner.CALLEE
    assert assessment.attention(6) is Attention.FAILURE


def test_wild_numbers_do_not_mix_results(small: Catalog) -> None:
    """Four columns over the whole range of 32 bits hold more values than one key can count."""
    low, high = -(2**31) + 1, 2**31 - 1
    corners = [
        Given("PlayFailed", 1, *numbers) for numbers in product((None, low, 0, high), repeat=4)
    ]
    spread = [Given("PlayFailed", 1, 0, 2**32 // step - 2**31, 0, step) for step in range(2, 400)]
    table = table_of(small.kinds, [*corners, *spread])
    assessment = assess(small, table, assemble(table))
    found = [facts_of(table, row) for row in range(table.size)]
    assert [assessment.explanation(row).facts for row in range(table.size)] == found


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([Given("CallConnected", 1), END], Attention.EXPECTED),
        ([Given("CallConnected", 1)], Attention.NOTABLE),
        ([Given("CallConnected", 1), Given("PlayFailed", 2, 404, 8536), END], Attention.NOTABLE),
        ([Given("CallConnected", 1), BUSY_AGENT, END], Attention.EXPECTED),
        ([Given("CallConnected", 1), BUSY_AGENT], Attention.NOTABLE),
        ([Given("TeleportFailed", 2, 404), END], Attention.NOTABLE),  # failed by its name alone
        ([Given("CallConnected", 1), END, Given("PlayFailed", 11, 404, 8536)], Attention.EXPECTED),
        ([Given("CallConnected", 1), Given("CallDisconnected", 2)], Attention.NOTABLE),
        ([Given("CallConnected", 1), Given("CallDisconnected", 2, 302, 1)], Attention.NOTABLE),
        ([Given("CreateCallFailed", 1, 503, 560503)], Attention.FAILURE),
        ([Given("CreateCallFailed", 1, 503, 560503, 486, 17)], Attention.EXPECTED),
        (
            [
                Given("CreateCallFailed", 1, 500, 560503, 486, 17),
                Given("CallDisconnected", 2, 200, 0),
            ],
            Attention.EXPECTED,  # a busy phone is no failure inside the call
        ),
        ([Given("CreateCallFailed", 1, 200, 5002)], Attention.NOTABLE),
        (
            [Given("CallDisconnected", 1, 200, 5002), Given("CreateCallFailed", 1, 200, 5002)],
            Attention.NOTABLE,
        ),
        (
            [Given("CallConnected", 1), END, Given("CreateCallFailed", 11, 503, 560503)],
            Attention.EXPECTED,
        ),
        (
            [Given("PlayFailed", 2, 404, 8536), Given("CallDisconnected", 9, 503, 560503)],
            Attention.FAILURE,
        ),
    ],
)
def test_a_call_is_as_serious_as_its_end_or_more(
    small: Catalog, events: list[Given], expected: Attention
) -> None:
    table = table_of(small.kinds, events)
    assert assess(small, table, assemble(table)).call_attention(0) is expected


@pytest.mark.parametrize(
    ("events", "telling", "owner"),
    [
        ([Given("CallConnected", 1), END], 1, Owner.NOBODY),
        ([Given("CallConnected", 1), NO_FILE, END], 1, Owner.YOUR_APP),
        ([BUSY_AGENT, END], 0, Owner.CALLEE),
        ([BUSY_AGENT, NO_FILE, END], 1, Owner.YOUR_APP),  # the worst by class is expected
        ([BUSY_AGENT, BAD_END], 1, Owner.SBC_OR_CARRIER),
        ([NO_FILE, BAD_END], 0, Owner.YOUR_APP),  # of equals the failure before the end
        ([Given("PlayFailed", 1, 404, 8536), Given("PlayFailed", 2, 403, 8522), END], 0, None),
        (
            [Given("CallDisconnected", 1, 200, 5002), Given("CreateCallFailed", 1, 200, 5002)],
            1,
            Owner.UNKNOWN,  # refused, and the event does not say by whom
        ),
        ([Given("CallConnected", 1), END, Given("PlayFailed", 11, 404, 8536)], 1, Owner.NOBODY),
        ([Given("CallConnected", 1)], NONE, Owner.UNKNOWN),
        ([Given("CallConnected", 1), BUSY_AGENT], 1, Owner.CALLEE),
    ],
)
def test_whose_move_it_is_after_the_most_telling_event(
    small: Catalog, events: list[Given], telling: int, owner: Owner | None
) -> None:
    other = [Given("CallConnected", 1, call="other"), Given("CallDisconnected", 2, call="other")]
    table = table_of(small.kinds, [*events, *other])
    assessment = assess(small, table, assemble(table))
    assert assessment.telling.tolist() == [telling, len(events) + 1]
    assert assessment.call_owner(0) is (owner or assessment.owner(telling))
    assert assessment.call_owner(1) is Owner.UNKNOWN


def test_only_what_is_not_expected_is_a_failure_to_stop_at(small: Catalog) -> None:
    events = [
        BUSY_AGENT,
        NO_FILE,
        Given("PlayFailed", 4),
        Given("AddParticipantFailed", 5, 480, 560480),  # notable, and failed by its name
        Given("HoldAudioCompleted", 6, 404, 8536),  # at most notable, it succeeded by its name
        Given("CreateCallFailed", 7, 200, 5002),
        Given("CallDisconnected", 8, 480, 560480),  # notable
        Given("CallDisconnected", 9, 487, 0, call="second"),
        Given("CallDisconnected", 9, 503, 560503, call="third"),
    ]
    table = table_of(small.kinds, events)
    failing = assess(small, table, assemble(table)).failing
    assert np.flatnonzero(failing).tolist() == [1, 2, 3, 8]


def test_new_subcodes_are_those_the_catalog_does_not_list(small: Catalog) -> None:
    events = [
        Given("CallDisconnected", 1, 200, 7000),
        Given("CallDisconnected", 2, 555, 777777),
        Given("CallDisconnected", 3, 487, 0),
        Given("CallDisconnected", 4, 487),
        Given("CallDisconnected", 5, 500, 560599),  # read by its pattern, yet not listed
        Given("CallDisconnected", 6, None, -1),
        Given("CallDisconnected", 7, 999, 8522),
    ]
    table = table_of(small.kinds, events)
    new = assess(small, table, assemble(table)).new_subcodes
    assert np.flatnonzero(new).tolist() == [1, 4, 5]


@pytest.mark.parametrize(
    ("event", "attention", "is_failing"),
    [
        (Given("CreateCallFailed", 2, 200, 5002), Attention.NOTABLE, False),
        (Given("HoldAudioCompleted", 2, 400, 8508), Attention.EXPECTED, False),
        (Given("CallDisconnected", 2, 487, 0), Attention.EXPECTED, False),
        (Given("CreateCallFailed", 2, 487, 0), Attention.EXPECTED, False),
        (Given("CallDisconnected", 2, 555, 777777), Attention.FAILURE, True),
    ],
)
def test_the_shipped_catalog_knows_what_is_no_failure(
    catalog: Catalog, event: Given, attention: Attention, is_failing: bool
) -> None:
    table = table_of(catalog.kinds, [Given("IncomingCall", 1), event])
    assessment = assess(catalog, table, assemble(table))
    assert assessment.attention(1) is attention
    assert assessment.failing.tolist() == [False, is_failing]


def test_what_the_user_calls_normal_asks_for_nothing(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[[normal]]\ncode = 404\nsubcode = 8536\n", encoding="utf-8")
    catalog = load_catalog(write_catalog(tmp_path / "base"), [own])
    table = table_of(catalog.kinds, [Given("CallConnected", 1), NO_FILE, END])
    assessment = assess(catalog, table, assemble(table))
    assert assessment.attention(1) is Attention.EXPECTED
    assert assessment.call_attention(0) is Attention.EXPECTED
    assert not assessment.failing.any()


def test_an_empty_capture(small: Catalog) -> None:
    table = table_of(small.kinds, [])
    assessment = assess(small, table, assemble(table))
    assert (assessment.explanations, len(assessment.events), len(assessment.calls)) == ((), 0, 0)
    assert len(assessment.telling) == len(assessment.failing) == len(assessment.new_subcodes) == 0


def test_events_without_any_call(small: Catalog) -> None:
    table = table_of(small.kinds, [Given("PlayFailed", 1, 404, 8536, call=None, conversation="")])
    assessment = assess(small, table, assemble(table))
    assert assessment.failing.tolist() == [True]
    assert len(assessment.calls) == 0
