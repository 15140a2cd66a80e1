"""What an event's name makes of a reading: the name decides whether something worked."""

from dataclasses import replace

from inspector.catalog.attention import class_attention
from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import Match, normal_code
from inspector.catalog.model import Basis, Owner, ResultOutcome, Retry, SubcodeRow
from inspector.diagnosis.reading import ASK_AROUND, NOTHING_TO_DO, Reading
from inspector.events.kinds import EventKind, EventOutcome, Lane, Role
from inspector.index.codes import CodeClass, code_class

_FAILED, _REFUSED = " failed", " refused"
_FAILED_ANYHOW = "Failed, although the number means success"
_TAKE_AS_REFUSED = (
    "Take it as refused: the other side left, or said no, before it was done. Look at the other"
    " events of the call for who that was."
)
_WENT_WELL = frozenset({EventOutcome.SUCCEEDED, EventOutcome.INFO, EventOutcome.CANCELED})


def is_refusal(kind: EventKind) -> bool:
    """Whether a failure of this kind with a code of success is somebody's no."""
    return kind.role is Role.NEVER_CONNECTED or kind.lane is Lane.PEOPLE


def says_nothing_more(match: Match, outcome: EventOutcome | None, group: CodeClass) -> bool:
    """Whether the numbers only say that all is well, of an event that says so by its name.

    Subcode 0 then has no row of its own: "ended normally" is true of ends only.
    """
    row = match.row
    plain = isinstance(row, SubcodeRow) and row.subcode == 0
    not_documented = match.basis is Basis.CODE_SUBCODE
    return plain and not_documented and group is CodeClass.C2XX and outcome in _WENT_WELL


def went_well(catalog: Catalog, reading: Reading, kind: EventKind) -> Reading:
    """The reading of an event whose numbers add nothing to its name."""
    event = catalog.events.get(kind.name)
    note = "" if event is None else event.note
    said = "Code and subcode say that all is well; they add nothing to the event's name."
    return replace(
        reading,
        title=kind.label or reading.title,
        meaning=f"{said} {note}".strip(),
        mitigation=NOTHING_TO_DO,
        checks=(),
    )


def refused(reading: Reading, kind: EventKind, documented: SubcodeRow | None) -> Reading:
    """The reading of an event that failed by its name although its code means success.

    A row that is documented for this very event knows better what to do, and whose move it is.
    """
    title = kind.label or _FAILED_ANYHOW
    advice = ASK_AROUND
    if is_refusal(kind):
        title = f"{title.removesuffix(_FAILED)}{_REFUSED}" if title.endswith(_FAILED) else title
        advice = _TAKE_AS_REFUSED
    owner = None if documented is None else documented.owner_when_refused
    return replace(
        reading,
        title=title,
        meaning="The event's name says that it failed, while its code stands for success:"
        f" {reading.title}. {reading.meaning}",
        mitigation=advice if documented is None else documented.mitigation,
        owner=owner or _somebody(reading.owner),
        retry=Retry.LATER if owner is Owner.CALLEE else Retry.UNKNOWN,
        retry_reason="",
    )


def is_about_success(row: SubcodeRow | None) -> bool:
    """Whether a row of a subcode tells of something that went as it should."""
    if row is None:
        return False
    code = code_class(normal_code(row.code, row.subcode))
    return row.outcome is ResultOutcome.SUCCEEDED or code is CodeClass.C2XX


def failed_all_the_same(reading: Reading, kind: EventKind, group: CodeClass) -> Reading:
    """The reading of an event that failed by name and code, while its subcode means success."""
    return replace(
        reading,
        title=kind.label or _FAILED_ANYHOW,
        meaning="The event's name and its code say that it failed, while its subcode stands for"
        f" success: {reading.title}. {reading.meaning}",
        mitigation=ASK_AROUND,
        attention=class_attention(group),
        owner=_somebody(reading.owner),
        retry=Retry.UNKNOWN,
        retry_reason="",
        checks=(),
    )


def _somebody(owner: Owner) -> Owner:
    """After a failure it is somebody's move, though nobody knows whose."""
    return Owner.UNKNOWN if owner is Owner.NOBODY else owner
