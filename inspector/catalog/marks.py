"""Whether a note, or a row that calls a result normal, is about a result as it was delivered."""

from inspector.catalog.lookup import normal_code
from inspector.catalog.model import NormalRow, NoteRow


def applies(
    note: NoteRow, code: int | None, subcode: int | None, sip: int | None, q850: int | None
) -> bool:
    """Whether every number that the note names is the delivered one."""
    return (
        _fits_code(note.code, code, subcode)
        and note.subcode in (None, subcode)
        and note.sip in (None, sip)
        and note.q850 in (None, q850)
    )


def is_about(row: NormalRow, code: int | None, subcode: int | None) -> bool:
    """Whether the row calls this result normal."""
    if row.without_subcode and subcode is not None:
        return False
    return _fits_code(row.code, code, subcode) and row.subcode in (None, subcode)


def _fits_code(wanted: int | None, code: int | None, subcode: int | None) -> bool:
    return wanted is None or normal_code(wanted, subcode) == normal_code(code, subcode)
