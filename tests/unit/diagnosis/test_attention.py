from itertools import product

import pytest

from inspector.calls.assemble import assemble
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.attention import assess
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_of
from tests.support.event_table import Given, table_of

END = Given("CallDisconnected", 9, 200, 7000)


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


def test_an_empty_capture(small: Catalog) -> None:
    table = table_of(small.kinds, [])
    assessment = assess(small, table, assemble(table))
    assert (assessment.explanations, len(assessment.events), len(assessment.calls)) == ((), 0, 0)
