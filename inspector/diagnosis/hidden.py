"""A second code in the message: when it counts instead of the numbers of the event itself."""

from dataclasses import dataclass, replace

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import OF_ONE_SUBCODE, Match, normal_code
from inspector.diagnosis.message import diag_code
from inspector.diagnosis.model import Facts
from inspector.diagnosis.reading import read_match

WRAPPERS = (9998, 9999)
"""Subcodes that say nothing: the message may carry the true one."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A match that is not the one to explain, and why."""

    why: str
    match: Match
    facts: Facts


@dataclass(frozen=True, slots=True)
class Keyed:
    """The match to explain, the facts it was found by, and what to say of the choice."""

    match: Match
    facts: Facts
    """As delivered, or with the code and subcode of the message's DiagCode."""
    remarks: tuple[str, ...] = ()
    aside: Aside | None = None


def keyed_by_message(catalog: Catalog, facts: Facts, delivered: Match) -> Keyed:
    """The DiagCode counts where the event's own subcode is missing or a mere wrapper."""
    second = diag_code(facts.message)
    if second is None:
        return Keyed(delivered, facts)
    code, subcode = second
    if subcode == facts.subcode and normal_code(code, subcode) == normal_code(
        facts.code, facts.subcode
    ):
        return Keyed(delivered, facts)
    inner = replace(facts, code=code, subcode=subcode)
    hidden = catalog.lookup(facts.event, code, subcode)
    if hidden.basis not in OF_ONE_SUBCODE:
        unknown = f"The message names {code}/{subcode} as well, which is not in the catalog."
        return Keyed(delivered, facts, (unknown,))
    if facts.subcode in WRAPPERS:
        said = f"Subcode {facts.subcode} only wraps {code}/{subcode}, named in the message."
        why = f"The event's own numbers; they only wrap {code}/{subcode}."
        return Keyed(hidden, inner, (said,), Aside(why, delivered, facts))
    name = read_match(catalog, hidden, inner, None).title
    said = f"The message names {code}/{subcode} as well: {name}."
    if facts.subcode is None:
        return Keyed(hidden, inner, (said,))
    why = "The message names it as DiagCode beside the event's own numbers."
    return Keyed(delivered, facts, (said,), Aside(why, hidden, inner))
