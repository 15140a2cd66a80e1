"""Short texts for the timeline's bars and points. Captured text is cut down to printable names."""

_NAME_CHARS = 24
_LABEL_CHARS = 60


def duration_text(seconds: float) -> str:
    """A duration: "85 ms", "4.1 s", "1 m 12 s", "1 h 05 m"."""
    if seconds < 0.1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} m {rest} s"
    return f"{minutes // 60} h {minutes % 60:02d} m"


def lower_first(text: str) -> str:
    """A label that begins small, unless its first word is an abbreviation or a kind's name."""
    word = text.partition(" ")[0]
    return text if word != word.capitalize() else text[:1].lower() + text[1:]


def plain(text: str) -> str:
    """Captured text as one short line: printable characters only, cut to 60."""
    shown = "".join(char if char.isprintable() else " " for char in text).strip()
    return shown if len(shown) <= _LABEL_CHARS else shown[: _LABEL_CHARS - 1] + "…"


def few_words(text: str) -> str:
    """A text of at most 24 characters, cut between words."""
    if len(text) <= _NAME_CHARS:
        return text
    kept = text[:_NAME_CHARS].rpartition(" ")[0] or text[: _NAME_CHARS - 1]
    return f"{kept}…"


def name_in(context: str) -> str:
    """The operation context as a name; empty when it is an id, JSON, or too long to read."""
    text = plain(context)
    if len(text) > _NAME_CHARS or text[:1] in ("{", "[", '"') or not _is_word(text):
        return ""
    return text


def _is_word(text: str) -> bool:
    """Whether letters outweigh digits, as they do in a name and not in an id."""
    letters = sum(char.isalpha() for char in text)
    return letters > sum(char.isdigit() for char in text)
