"""Small matters of language that sentences about results share."""

_PROPER = frozenset({"Microsoft", "Microsoft's", "Teams", "Azure"})
_TENTH_S = 0.1
_MINUTE_S = 60
_HOUR_S = 3600


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it reads inside a sentence; names and abbreviations stay as they are."""
    word = text.split(" ", 1)[0]
    if word in _PROPER or any(letter.isupper() for letter in word[1:]):
        return text
    return text[:1].lower() + text[1:]


def counted(count: int, noun: str) -> str:
    """A count with its noun: "1 event", "2 events"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def seconds(value: float | None) -> str:
    """A length of time as people say it; empty when it is not known or not positive."""
    if value is None or value < 0:
        return ""
    if value < _TENTH_S:
        return f"{value * 1000:.0f} ms"
    if value < _MINUTE_S - _TENTH_S / 2:
        return f"{value:.1f} s"
    whole = round(value)
    if whole < _HOUR_S:
        return f"{whole // _MINUTE_S} min {whole % _MINUTE_S} s"
    return f"{whole // _HOUR_S} h {whole % _HOUR_S // _MINUTE_S} min"
