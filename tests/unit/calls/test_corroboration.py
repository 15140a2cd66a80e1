"""Operation rows are joined to the call they tell of, and to no other."""

from inspector.calls.corroboration import Corroboration
from inspector.calls.model import Call, Outcome
from inspector.capture.operation import OperationRow


def call(connection: str, correlation: str = "cor", server: str = "srv") -> Call:
    return Call(
        number=1, connection_id=connection, conversation=None, correlation_ids=(correlation,),
        server_call_ids=(server,), rows=(), offers=(), offered=None, started=None, connected=None,
        ended=None, end=None, worst=None, after_end=(), direction=None,
        outcome=next(iter(Outcome)),
    )  # fmt: skip


def row(**fields: str | None) -> OperationRow:
    return OperationRow(table="t", **fields)  # type: ignore[arg-type]  # only texts are given


def test_a_row_that_names_its_connection_belongs_to_it_alone() -> None:
    rows = [row(call_connection_id="A", correlation_id="cor")]
    assert Corroboration(rows).of(call("a")) == tuple(rows)
    assert Corroboration(rows).of(call("b")) == ()


def test_a_result_belongs_to_the_request_of_its_operation() -> None:
    request = row(call_connection_id="a", operation_id="op")
    media = row(correlation_id="cor", operation_id="op")
    assert Corroboration([media, request]).of(call("a")) == (media, request)
    assert Corroboration([media, request]).of(call("b")) == ()


def test_a_row_without_connection_belongs_to_its_conversation() -> None:
    rows = [row(correlation_id="cor"), row(server_call_id="srv"), row(correlation_id="x"), row()]
    assert Corroboration(rows).of(call("a")) == tuple(rows[:2])


def test_many_calls_are_asked_of_one_corroboration() -> None:
    rows = [
        row(correlation_id="cor", server_call_id="srv"),
        row(call_connection_id="B"),
        row(server_call_id="srv"),
        row(call_connection_id="a", correlation_id="cor"),
    ]
    corroboration = Corroboration(rows)
    assert corroboration.of(call("a")) == (rows[0], rows[2], rows[3])
    assert corroboration.of(call("b")) == (rows[0], rows[1], rows[2])
    assert corroboration.of(call("b", "other")) == (rows[0], rows[1], rows[2])
    assert corroboration.of(call("c", "other", "other")) == ()


def test_placeholders_join_nothing() -> None:
    rows = [
        row(correlation_id="Sanitized"),
        row(call_connection_id="REDACTED", operation_id="sanitized", server_call_id="srv"),
    ]
    assert Corroboration(rows).of(call("REDACTED", "Sanitized")) == (rows[1],)
