"""A result in a few words, for where there is no room for a title."""

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.happened import is_telling
from inspector.diagnosis.model import Explanation


def short_name(catalog: Catalog, explanation: Explanation) -> str | None:
    """What a result is called: "busy" for "The phone was busy"; None when it is not known closely.

    Titles that come from SIP or Q.850 have a short form in the catalog, the others are short.
    """
    title = explanation.title
    shorts = (line.short for line in catalog.headlines if line.title == title)
    return next(shorts, title if is_telling(explanation) else None)
