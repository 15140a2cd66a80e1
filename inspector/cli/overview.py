"""One call as the `calls` command shows it; text and JSON are made from the same value."""

from dataclasses import dataclass

from inspector.calls.capture import Capture
from inspector.calls.model import Call
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.attention import Assessment
from inspector.diagnosis.verdict import verdict
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import number_at, time_at


@dataclass(frozen=True, slots=True)
class Result:
    """What one event of a call delivered."""

    event: str
    code: int | None
    subcode: int | None
    sip: int | None
    q850: int | None
    time_ns: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """A call with what the catalog makes of it."""

    call: Call
    end: Result | None
    worst: Result | None
    code_class: CodeClass
    attention: Attention
    owner: Owner
    verdict: str


@dataclass(frozen=True, slots=True)
class Overviewer:
    """Makes the overviews of one capture's calls."""

    catalog: Catalog
    capture: Capture
    assessment: Assessment

    def overview(self, position: int) -> Overview:
        """The call at a position of the call table."""
        call = self.capture.calls.call(position)
        end = None if call.end is None else self._result(call.end)
        return Overview(
            call=call,
            end=end,
            worst=None if call.worst is None else self._result(call.worst),
            code_class=code_class(None if end is None else end.code),
            attention=self.assessment.call_attention(position),
            owner=self.assessment.call_owner(position),
            verdict=verdict(self.catalog, self.capture, call).text,
        )

    def _result(self, row: int) -> Result:
        table = self.capture.table
        return Result(
            event=table.kinds[int(table.kind[row])].name,
            code=number_at(table.code, row),
            subcode=number_at(table.subcode, row),
            sip=number_at(table.sip, row),
            q850=number_at(table.q850, row),
            time_ns=time_at(table.time, row),
        )
