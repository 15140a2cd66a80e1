"""How the filter of the main window finds an entry in a capture."""

from inspector.catalog.entry import Entry, EntryKind

_FILTERED = frozenset(
    {
        EntryKind.CODE,
        EntryKind.RESULT,
        EntryKind.SIP,
        EntryKind.Q850,
        EntryKind.EVENT,
        EntryKind.STATUS,
    }
)


def filter_text(entry: Entry) -> str:
    """The filter text for the events of an entry; empty where no text finds them."""
    return entry.key if entry.kind in _FILTERED else ""
