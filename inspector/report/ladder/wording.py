"""Short sentences for the steps of a ladder."""

from collections.abc import Sequence

from inspector.calls.labels import lower_first, name_in
from inspector.diagnosis.model import CodeNote
from inspector.events.event import DiagnosticDetail
from inspector.report.plain import clip, visible
from inspector.report.redact import Redactor

LONGEST_TEXT = 90
_LONGEST_MESSAGE = 40
_ASKED = {
    "play": "play",
    "recognize": "recognize",
    "send tones": "send tones",
    "add participant": "add",
    "remove participant": "remove",
    "move participant": "move",
    "cancel add participant": "withdraw the invitation",
    "transfer": "transfer",
    "hold audio": "hold",
}
"""Operations that only run because the app asked for them. Recording, streaming, transcription
and dialogs are not among them: they may be part of another request, or come from elsewhere."""
_NEEDS_WHO = frozenset({"add", "remove", "move"})
_TONES = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "pound": "#", "asterisk": "*",
    "a": "A", "b": "B", "c": "C", "d": "D",
}  # fmt: skip
_SHOWN_TONES = 12


def one_line(text: str) -> str:
    """A text as one short printable line."""
    line = " ".join((text if text.isprintable() else visible(text)).split())
    # No character is wider than two columns.
    return line if len(line) * 2 <= LONGEST_TEXT else clip(line, LONGEST_TEXT)


def context_in_quotes(context: str, redactor: Redactor) -> str:
    """The app's own name of an operation as " ‘menu’"; empty for ids and for none."""
    name = name_in(redactor.text(context)) if name_in(context) else ""
    return f" ‘{name}’" if name else ""


def request_text(operation: str, who: str, context: str) -> str:
    """What the app asked for: "add P2", "play ‘greeting’"; empty for what it need not ask."""
    verb = _ASKED.get(operation, "")
    if not verb:
        return ""
    if verb in _NEEDS_WHO:
        return f"{verb} {who or 'a participant'}{context}"
    if verb == "transfer":
        return f"transfer the call{f' to {who}' if who else ''}{context}"
    return f"{verb}{context}"


def carrier_text(
    sip: int | None,
    q850: int | None,
    details: tuple[DiagnosticDetail | None, DiagnosticDetail | None],
    notes: tuple[CodeNote | None, CodeNote | None],
    redactor: Redactor,
) -> str:
    """What the carrier or SBC answered: "SIP 486 Busy Here · Q.850 17 User busy"."""
    parts = []
    for label, code, detail, note in zip(
        ("SIP", "Q.850"), (sip, q850), details, notes, strict=True
    ):
        if code is None:
            continue
        message = (detail.message if detail is not None else "") or ""
        name = redactor.text(message) or (note.name if note is not None else "")
        parts.append(f"{label} {code} {clip(visible(name), _LONGEST_MESSAGE)}".rstrip())
    return " · ".join(parts)


def tone_sign(tone: str) -> str:
    """A tone as the key it is; a word that is none stands as delivered."""
    return _TONES.get(tone.lower(), one_line(tone)[:8])


def tones_text(tones: Sequence[str], redactor: Redactor) -> str:
    """A run of tones. What was typed is private: masked, only their number is told."""
    count = f"{len(tones):,} tones"
    keys = [tone_sign(tone) for tone in tones[:_SHOWN_TONES] if tone]
    if redactor or not keys:
        return count
    return f"{count}: {' '.join(keys)}{' …' if len(tones) > _SHOWN_TONES else ''}"


def times_text(text: str, count: int) -> str:
    """Several equal steps as one: "12 × transcription updated"."""
    return f"{count:,} × {lower_first(text)}"
