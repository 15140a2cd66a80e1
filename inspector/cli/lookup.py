"""Looks up words, names and numbers in the catalog for `explain`, as lines of text."""

from collections.abc import Iterator

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import Entry
from inspector.catalog.links import links_of
from inspector.catalog.query import read_query, words_of
from inspector.catalog.search import search
from inspector.cli.summary import catalog_lines
from inspector.report.entry import entry_blocks, links_table
from inspector.report.plain import clip, columns_text, visible
from inspector.report.text import COLUMNS, render_text

WHAT_TO_ASK = (
    "Ask for a code (500), a subcode (560503), both (500/560503), sip 486, q850 17,"
    " an event (PlayFailed), or words (play failed)."
)
_LISTED = 30
_NAME_COLUMNS = 44


def lookup_lines(catalog: Catalog, text: str) -> Iterator[str]:
    """What the catalog has for a text: the whole entry when it is clear which, else a list.

    A text that names something outright ("sip 486", "500/560503", "PlayFailed") shows that entry
    and lists the others below it. Nothing found is said, with what can be asked for.
    """
    found = search(catalog, text)
    if not found:
        shown = clip(visible(text.strip()), COLUMNS // 2)
        yield f"Nothing in the catalog of {catalog.date} matches {shown!r}."
        yield WHAT_TO_ASK
        return
    best, others = found[0], found[1:]
    if not others or _names(text, best):
        blocks = [*entry_blocks(catalog, best), *links_table(links_of(catalog, best))]
        yield from render_text(blocks).splitlines()
        linked = {link.entry for link in links_of(catalog, best)}
        others = tuple(entry for entry in others if entry not in linked)
        if others:
            yield from ("", "Also found")
            yield from _list(others)
    else:
        yield from _list(found)
    yield ""
    yield from catalog_lines(catalog)


def _names(text: str, entry: Entry) -> bool:
    """Whether the text names this entry outright; one word of a name is only a search."""
    query = read_query(text)
    if query.mentions or text.strip().casefold() == entry.key.casefold():
        return True
    return len(query.words) > 1 and query.phrase == " ".join(words_of(entry.name))


def _list(entries: tuple[Entry, ...]) -> Iterator[str]:
    shown = entries[:_LISTED]
    rows = [
        (
            entry.kind.value,
            entry.key,
            clip(entry.name, _NAME_COLUMNS),
            "" if entry.owner is None else entry.owner.value,
        )
        for entry in shown
    ]
    yield from columns_text(("Kind", "Key", "Name", "Whose move"), rows)
    if len(entries) > len(shown):
        yield f"and {len(entries) - len(shown)} more; add a word to narrow it down"
