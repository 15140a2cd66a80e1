"""Turns checked TOML rows into the catalog's values, one function a kind of row."""

from inspector.catalog.kinds import kind_row
from inspector.catalog.model import (
    Attention,
    ClassRow,
    CodeRow,
    EventRow,
    FamilyRow,
    HeadlineRow,
    MappingRow,
    NearRow,
    Owner,
    PairRow,
    PairVerdict,
    Q850Row,
    ReasonRow,
    ResultOutcome,
    Retry,
    RuleRow,
    Severity,
    SipRow,
    SourceRow,
    StatusRow,
    SubcodeRow,
    Tail,
)
from inspector.catalog.row import RowReader
from inspector.events.kinds import EventKind

CLASS_IDS = ("2xx", "4xx", "5xx", "6xx")
PHASES = ("auth", "setup", "ringing", "connected", "media action", "teardown", "any")
ENDERS = ("caller", "callee", "client", "app", "service", "SBC", "network", "participant")
CATEGORIES = ("Success", "ExpectedError", "UnexpectedClientError", "UnexpectedServerError")
DIRECTIONS = ("inbound", "outbound")
SEEDS = ("specific", "generic", "both", "no")
_MAX_NAME_WORDS = 6
_MAX_TITLE_WORDS = 8


def source_row(row: RowReader) -> SourceRow:
    """A row of `sources.toml`."""
    return SourceRow(
        row.text("id"), row.text("title"), row.optional_text("where"), row.optional_text("date")
    )


def class_row(row: RowReader) -> ClassRow:
    """A row of `classes.toml`."""
    return ClassRow(
        id=row.choice("id", CLASS_IDS),
        name=row.text("name"),
        meaning=row.text("meaning"),
        mitigation=row.text("mitigation"),
        sources=row.sources(),
    )


def code_row(row: RowReader) -> CodeRow:
    """A row of `codes.toml`."""
    return CodeRow(
        code=row.number("code"),
        name=row.text("name"),
        meaning=row.text("meaning"),
        mitigation=row.text("mitigation"),
        owner=row.word("owner", Owner),
        attention=row.word("attention", Attention),
        retry=row.word("retry", Retry),
        sip_note=row.optional_text("sip_note"),
        sources=row.sources(),
    )


def subcode_row(row: RowReader) -> SubcodeRow:
    """A row of a file in `subcodes/`."""
    category = row.optional_text("category")
    if category and category not in CATEGORIES:
        row.fault("category", f"{category!r} is no result category")
    ended_by = row.optional_text("ended_by")
    if ended_by and ended_by not in ENDERS:
        row.fault("ended_by", f"must be one of {', '.join(ENDERS)}, not {ended_by!r}")
    return SubcodeRow(
        code=row.optional_number("code"),
        subcode=row.number("subcode"),
        name=_short(row, "name", _MAX_NAME_WORDS),
        generic_name=row.optional_text("generic_name"),
        meaning=row.text("meaning"),
        mitigation=row.text("mitigation"),
        checks=row.texts("checks"),
        events=row.texts("events"),
        attention=row.word("attention", Attention),
        outcome=row.optional_word("outcome", ResultOutcome) or ResultOutcome.UNKNOWN,
        delivered=row.optional_flag("delivered"),
        owner=row.word("owner", Owner),
        ended_by=ended_by,
        phase=row.choice("phase", PHASES),
        retry=row.word("retry", Retry),
        retry_reason=row.optional_text("retry_reason"),
        category=category,
        category_documented=row.optional_flag("category_documented"),
        related=row.texts("related"),
        seed=row.choice("seed", SEEDS),
        sources=row.sources(),
        owner_when_refused=row.optional_word("owner_when_refused", Owner),
    )


def family_row(row: RowReader) -> FamilyRow:
    """A row of `families.toml`."""
    family = FamilyRow(
        pattern=row.text("pattern"),
        first=row.number("first"),
        last=row.number("last"),
        name=row.text("name"),
        meaning=row.text("meaning"),
        mitigation=row.text("mitigation"),
        owner=row.word("owner", Owner),
        sources=row.sources(),
        producer=row.optional_text("producer"),
        direction=row.optional_text("direction"),
        tail=row.optional_word("tail", Tail),
    )
    if family.direction and family.direction not in DIRECTIONS:
        row.fault("direction", f"must be one of {', '.join(DIRECTIONS)}, not {family.direction!r}")
    if family.tail is not None and not family.producer:
        row.fault("producer", "is needed beside a tail")
    if family.last < family.first:
        row.fault("last", f"{family.last} is below first, {family.first}")
    return family


def event_row(row: RowReader) -> tuple[EventKind, tuple[str, ...], EventRow]:
    """A row of `events.toml`: the kind, its other spellings, and what else is known."""
    kind, aliases = kind_row(row)
    diagnostics, callback = row.flag("diagnostics"), row.flag("callback")
    note = row.optional_text("note")
    return kind, aliases, EventRow(kind.name, diagnostics, callback, note, row.sources())


def sip_row(row: RowReader) -> SipRow:
    """A row of `sip.toml`."""
    return SipRow(
        code=row.number("code"),
        phrase=row.text("phrase"),
        meaning=row.text("meaning"),
        owner=row.word("owner", Owner),
        retry=row.word("retry", Retry),
        theme=row.text("theme"),
        vague=row.flag("vague"),
        note=row.optional_text("note"),
        reference=row.text("reference"),
        sources=row.sources(),
    )


def cause_row(row: RowReader) -> Q850Row:
    """A row of `q850.toml`."""
    return Q850Row(
        code=row.number("code"),
        name=row.text("name"),
        meaning=row.text("meaning"),
        owner=row.word("owner", Owner),
        retry=row.word("retry", Retry),
        theme=row.optional_text("theme"),
        vague=row.flag("vague"),
        status=row.text("status"),
        note=row.optional_text("note"),
        sources=row.sources(),
    )


def pair_row(row: RowReader) -> PairRow:
    """A row of `sip_q850.toml`."""
    return PairRow(
        row.number("sip"), row.number("q850"), row.word("verdict", PairVerdict), row.sources()
    )


def mapping_row(row: RowReader) -> MappingRow:
    """A row of `sip_to_q850.toml` or `q850_to_sip.toml`."""
    return MappingRow(
        row.optional_number("sip"),
        row.optional_number("q850"),
        row.optional_text("note"),
        row.sources(),
    )


def near_row(row: RowReader) -> NearRow:
    """A `near` row of `themes.toml`."""
    themes = row.texts("themes")
    if len(themes) != 2:
        row.fault("themes", f"must name two themes, not {len(themes)}")
    return NearRow(themes, row.sources())


def headline_row(row: RowReader) -> HeadlineRow:
    """A row of `headlines.toml`."""
    headline = HeadlineRow(
        theme=row.optional_text("theme"),
        sip=row.optional_number("sip"),
        q850=row.optional_number("q850"),
        title=_short(row, "title", _MAX_TITLE_WORDS),
        short=_short(row, "short", 3),
        mitigation=row.text("mitigation"),
        attention=row.word("attention", Attention),
        sources=row.sources(),
    )
    if (bool(headline.theme), headline.sip is not None, headline.q850 is not None).count(True) != 1:
        row.fault("theme", "the row needs exactly one of theme, sip and q850")
    return headline


def reason_row(row: RowReader) -> ReasonRow:
    """A row of `reasons.toml`."""
    return ReasonRow(
        kind=row.choice("kind", ("protocol", "location")),
        value=row.text("value"),
        origin=row.text("origin"),
        meaning=row.text("meaning"),
        sources=row.sources(),
    )


def status_row(row: RowReader) -> StatusRow:
    """A row of `stream_status.toml`."""
    return StatusRow(
        field=row.text("field"),
        value=row.text("value"),
        attention=row.word("attention", Attention),
        meaning=row.text("meaning"),
        mitigation=row.optional_text("mitigation"),
        sources=row.sources(),
    )


def rule_row(row: RowReader) -> RuleRow:
    """A row of `rules.toml`."""
    return RuleRow(
        id=row.text("id"),
        severity=row.word("severity", Severity),
        title=_short(row, "title", _MAX_TITLE_WORDS),
        why=row.text("why"),
        action=row.text("action"),
        limits=row.numbers("limits"),
        sources=row.sources(),
    )


def _short(row: RowReader, field: str, words: int) -> str:
    value = row.text(field)
    if len(value.split()) > words:
        row.fault(field, f"{value!r} has more than {words} words")
    return value
