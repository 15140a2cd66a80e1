"""Decoded JSON as text: indented, and as the short text of one value."""

from collections.abc import Iterator, Mapping, Sequence

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INDENT = "  "


def is_object(value: object) -> bool:
    """Whether a decoded value is a JSON object."""
    return isinstance(value, Mapping)


def is_array(value: object) -> bool:
    """Whether a decoded value is a JSON array."""
    return isinstance(value, list | tuple)


def items_of(value: object) -> Sequence[tuple[str | int, object]]:
    """Keys and values of a container; nothing for any other value."""
    if isinstance(value, Mapping):
        return [(str(key), item) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return list(enumerate(value))
    return ()


def scalar_text(value: object) -> str:
    """A value that is no container, as JSON writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case _:
            return str(value)


def quoted(text: str) -> str:
    """A JSON string literal; controls and hidden characters below a space are escaped."""
    return '"' + "".join(_char(char) for char in text) + '"'


def _char(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    number = ord(char)
    if number < 0x20 or 0xD800 <= number <= 0xDFFF:
        return f"\\u{number:04x}"
    return char


def pretty(value: object) -> str:
    """A decoded value as indented JSON, of any depth."""
    lines: list[str] = []
    # Work left to do, innermost last: (open container's items, depth, closing bracket, comma).
    stack: list[tuple[Iterator[tuple[bool, str | int, object]], int, str]] = []

    def put(head: str, item: object, comma: str, depth: int) -> None:
        pairs = items_of(item)
        opening, closing = ("{", "}") if is_object(item) else ("[", "]")
        indent = _INDENT * depth
        if not (is_object(item) or is_array(item)):
            lines.append(f"{indent}{head}{scalar_text(item)}{comma}")
        elif not pairs:
            lines.append(f"{indent}{head}{opening}{closing}{comma}")
        else:
            lines.append(f"{indent}{head}{opening}")
            last = len(pairs) - 1
            marked = iter([(n == last, key, item) for n, (key, item) in enumerate(pairs)])
            stack.append((marked, depth, closing + comma))

    put("", value, "", 0)
    while stack:
        marked, depth, closing = stack[-1]
        following = next(marked, None)
        if following is None:
            stack.pop()
            lines.append(f"{_INDENT * depth}{closing}")
            continue
        is_last, key, item = following
        head = f"{quoted(key)}: " if isinstance(key, str) else ""
        put(head, item, "" if is_last else ",", depth + 1)
    return "\n".join(lines)
