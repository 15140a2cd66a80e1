"""Other readings of a result: rows and layers that the headline did not follow."""

from collections.abc import Iterator

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import Match
from inspector.catalog.model import SubcodeRow
from inspector.diagnosis.agreement import Agreement, believed
from inspector.diagnosis.diagnostics import Layers, read_detail
from inspector.diagnosis.hidden import Keyed
from inspector.diagnosis.model import Facts, OtherReading
from inspector.diagnosis.reading import Reading, read_match, read_row


def other_readings(
    catalog: Catalog, headline: Reading, by_numbers: Reading, keyed: Keyed, layers: Layers
) -> tuple[OtherReading, ...]:
    """Each different reading once, the closest first; that of the headline is left out."""
    found: dict[tuple[str, str, str], OtherReading] = {}
    for other in _all(catalog, headline, by_numbers, keyed, layers):
        if (other.title, other.meaning) != (headline.title, headline.meaning):
            found.setdefault((other.title, other.meaning, other.mitigation), other)
    return tuple(found.values())


def _all(
    catalog: Catalog, headline: Reading, by_numbers: Reading, keyed: Keyed, layers: Layers
) -> Iterator[OtherReading]:
    if headline is not by_numbers:
        contradicting = tuple(_contradicting(catalog, layers))
        yield from contradicting
        why = "What code and subcode say by themselves."
        if layers.verdict is not Agreement.NONE and not contradicting:
            why = "What code and subcode say by themselves; SIP and Q.850 tell more."
        yield _other(pair_key(keyed.facts), why, by_numbers)
    if keyed.aside is not None:
        aside = keyed.aside
        reading = read_match(catalog, aside.match, aside.facts, None)
        yield _other(pair_key(aside.facts), aside.why, reading)
    yield from _same_subcode(keyed.match)


def _contradicting(catalog: Catalog, layers: Layers) -> Iterator[OtherReading]:
    rows = believed(layers.verdict, layers.sip, layers.q850)
    if len(rows) == 1:
        return
    for row in rows:
        layer, against = ("SIP", "Q.850") if row is layers.sip else ("Q.850", "SIP")
        why = f"What {layer} says; {against} contradicts it."
        yield _other(f"{layer} {row.code}", why, read_detail(catalog, row))


def _same_subcode(match: Match) -> Iterator[OtherReading]:
    """Rows of the same subcode with another code; subcode 0 has no meaning of its own to share."""
    row = match.row
    if not isinstance(row, SubcodeRow) or row.subcode == 0:
        return
    for other in match.others:
        if other.code is not None:
            why = f"The same subcode, with code {other.code}."
            yield _other(f"{other.code}/{other.subcode}", why, read_row(other))


def pair_key(facts: Facts) -> str:
    """Code and subcode as one key: "405/8522", "487", "–/8510"."""
    code = "–" if facts.code is None else str(facts.code)
    return code if facts.subcode is None else f"{code}/{facts.subcode}"


def _other(key: str, why: str, reading: Reading) -> OtherReading:
    return OtherReading(
        key,
        why,
        reading.title,
        reading.meaning,
        reading.mitigation,
        reading.owner,
        reading.attention,
    )
