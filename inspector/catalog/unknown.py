"""Says which of two numbers the catalog does not know, always in the same words."""

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import normal_code


def unknown_result(catalog: Catalog, code: int | None, subcode: int | None) -> str:
    """Names what the catalog of its date does not know; empty when there is nothing to name.

    It is for results without a row of their own: a subcode other than 0 counts as not known.
    """
    strange_code = code is not None and normal_code(code, subcode) not in catalog.codes
    strange_subcode = subcode is not None and subcode != 0
    if strange_code and strange_subcode:
        return f"The catalog of {catalog.date} knows neither code {code} nor subcode {subcode}."
    if strange_subcode:
        return f"The catalog of {catalog.date} does not know subcode {subcode}."
    return f"The catalog of {catalog.date} does not know code {code}." if strange_code else ""
