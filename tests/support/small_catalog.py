"""A catalog of a few rows, written to a folder, for tests of loading, lookup and diagnosis."""

from collections.abc import Mapping
from pathlib import Path

_CLASS = """
[[class]]
id = "{id}"
name = "{name}"
meaning = "Anything of {id}."
mitigation = "Look at the subcode."
sources = ["X"]
"""

_CODE = """
[[code]]
code = {code}
name = "{name}"
meaning = "What {code} stands for."
mitigation = "What to do about {code}."
owner = "{owner}"
attention = "{attention}"
retry = "unknown"
{more}
sources = ["X"]
"""

_SUBCODE = """
[[subcode]]
{code}
subcode = {subcode}
name = "{name}"
meaning = "What {subcode} stands for."
mitigation = "What to do about {subcode}."
events = [{events}]
attention = "{attention}"
owner = "{owner}"
{ended_by}
phase = "any"
retry = "unknown"
seed = "no"
sources = ["X"]
"""

_EVENT = """
[[event]]
name = "{name}"
label = "{label}"
outcome = "{outcome}"
lane = "call"
{role}
diagnostics = true
callback = true
sources = ["X"]
"""

_SIP = """
[[sip]]
code = {code}
phrase = "{phrase}"
meaning = "SIP meaning of {phrase}."
owner = "{owner}"
retry = "later"
theme = "{theme}"
vague = {vague}
reference = "RFC 3261"
sources = ["X"]
"""

_CAUSE = """
[[cause]]
code = {code}
name = "{name}"
meaning = "Q.850 meaning of {name}."
owner = "{owner}"
retry = "later"
theme = "{theme}"
vague = {vague}
status = "assigned"
sources = ["X"]
"""

_HEADLINE = """
[[headline]]
{key}
title = "{title}"
short = "{short}"
mitigation = "Advice: {title}."
attention = "{attention}"
sources = ["X"]
"""

_PAIR = """
[[pair]]
sip = {sip}
q850 = {q850}
verdict = "{verdict}"
sources = ["X"]
"""


def _subcode(
    code: int | None,
    subcode: int,
    name: str,
    attention: str,
    owner: str,
    events: tuple[str, ...] = (),
    ended_by: str = "",
) -> str:
    return _SUBCODE.format(
        code="" if code is None else f"code = {code}",
        subcode=subcode,
        name=name,
        attention=attention,
        owner=owner,
        events=", ".join(f'"{event}"' for event in events),
        ended_by=f'ended_by = "{ended_by}"' if ended_by else "",
    )


def _event(name: str, label: str, outcome: str, role: str = "", aliases: str = "") -> str:
    extra = f'role = "{role}"\n' if role else ""
    extra += f"aliases = [{aliases}]" if aliases else ""
    return _EVENT.format(name=name, label=label, outcome=outcome, role=extra)


def _sip(code: int, phrase: str, owner: str, theme: str, *, vague: bool = False) -> str:
    return _SIP.format(code=code, phrase=phrase, owner=owner, theme=theme, vague=str(vague).lower())


def _cause(code: int, name: str, owner: str, theme: str, *, vague: bool = False) -> str:
    return _CAUSE.format(code=code, name=name, owner=owner, theme=theme, vague=str(vague).lower())


def _headline(key: str, title: str, short: str, attention: str) -> str:
    return _HEADLINE.format(key=key, title=title, short=short, attention=attention)


FILES: Mapping[str, str] = {
    "catalog.toml": 'version = "test"\ndate = "2020-02-02"\n',
    "sources.toml": '[[source]]\nid = "X"\ntitle = "A source"\nwhere = "here"\ndate = "2020"\n',
    "classes.toml": "".join(
        _CLASS.format(id=i, name=n)
        for i, n in (
            ("2xx", "Success"),
            ("4xx", "Client error"),
            ("5xx", "Server error"),
            ("6xx", "Global failure"),
        )
    ),
    "codes.toml": "".join(
        _CODE.format(code=c, name=n, owner=o, attention=a, more=m)
        for c, n, o, a, m in (
            (200, "OK", "nobody", "expected", ""),
            (403, "Forbidden", "your configuration", "failure", ""),
            (404, "Not found", "your app", "failure", ""),
            (408, "Timed out", "callee", "failure", ""),
            (412, "Precondition failed", "your app", "failure", ""),
            (429, "Too many", "your app", "failure", 'sip_note = "Not what SIP means."'),
            (480, "Unavailable", "callee", "notable", ""),
            (487, "Canceled", "caller", "expected", ""),
            (500, "Server error", "Microsoft", "failure", ""),
            (503, "Unavailable service", "Microsoft", "failure", ""),
        )
    ),
    "subcodes/all.toml": "".join(
        (
            _subcode(None, 0, "Success", "expected", "nobody"),
            _subcode(200, 0, "Ended normally", "expected", "nobody", ("CallDisconnected",)),
            _subcode(487, 0, "Caller canceled", "expected", "caller", ("CallDisconnected",)),
            _subcode(200, 5002, "Everybody left", "expected", "nobody", ("CallDisconnected",)),
            _subcode(200, 7000, "App hung up", "expected", "nobody", ("CallDisconnected",), "app"),
            _subcode(400 + 4, 8522, "Not there", "failure", "your app", ("CreateCallFailed",)),
            _subcode(403, 8522, "Configuration missing", "failure", "your configuration"),
            _subcode(None, 8522, "Anything not found", "failure", "your app"),
            _subcode(404, 8508, "Canceled by app", "notable", "your app", ("PlayCanceled",)),
            _subcode(404, 8536, "Audio file missing", "failure", "your app", ("PlayFailed",)),
            _subcode(412, 9999, "Wrapper", "failure", "unknown"),
            _subcode(412, 10073, "No phone data", "failure", "your configuration"),
            _subcode(200, 560000, "Phone hung up", "expected", "nobody", (), "callee"),
            _subcode(404, 560404, "Carrier: no such number", "failure", "caller"),
            _subcode(480, 560480, "No answer", "notable", "callee", ("CreateCallFailed",)),
            _subcode(
                503,
                560503,
                "Carrier unavailable",
                "failure",
                "SBC or carrier",
                ("CallDisconnected",),
            ),
        )
    ),
    "families.toml": """
[[family]]
pattern = "75xx"
first = 7500
last = 7599
name = "Authentication"
meaning = "Who your app is."
mitigation = "Check the token."
owner = "your configuration"
sources = ["X"]

[[family]]
pattern = "560xxx"
first = 560000
last = 560999
name = "SBC answer"
meaning = "The SBC said it."
mitigation = "Check the SBC."
owner = "SBC or carrier"
sources = ["X"]
""",
    "events.toml": "".join(
        (
            _event("IncomingCall", "Call offered", "info", "offer"),
            _event("CallConnected", "Call connected", "succeeded", "connected"),
            _event("CallDisconnected", "Call ended", "ended", "end", '"callEnded"'),
            _event("CreateCallFailed", "Outgoing call failed", "failed", "never connected"),
            _event("AddParticipantFailed", "Participant not added", "failed"),
            _event("PlayFailed", "Playing failed", "failed"),
            _event("PlayCompleted", "Played", "succeeded"),
            _event("PlayCanceled", "Playing canceled", "canceled"),
            _event("HoldAudioCompleted", "Hold audio ends", "succeeded"),
            _event("ParticipantsUpdated", "Participants changed", "info"),
        )
    ),
    "sip.toml": "".join(
        (
            _sip(180, "Ringing", "nobody", "progress"),
            _sip(200, "OK", "nobody", "normal"),
            _sip(404, "Not Found", "caller", "number"),
            _sip(407, "Login Required", "SBC or carrier", "auth"),
            _sip(408, "Request Timeout", "SBC or carrier", "timeout"),
            _sip(429, "Referrer Needed", "SBC or carrier", "protocol"),
            _sip(480, "Temporarily Unavailable", "callee", "unavailable", vague=True),
            _sip(486, "Busy Here", "callee", "busy"),
            _sip(503, "Service Unavailable", "SBC or carrier", "congestion", vague=True),
        )
    ),
    "q850.toml": "".join(
        (
            _cause(1, "No such number", "caller", "number"),
            _cause(16, "Normal clearing", "nobody", "normal", vague=True),
            _cause(17, "User busy", "callee", "busy"),
            _cause(18, "No response", "callee", "no_answer"),
            _cause(19, "No answer", "callee", "no_answer"),
            _cause(21, "Call rejected", "callee", "rejected"),
            _cause(34, "No channel", "SBC or carrier", "congestion"),
            _cause(41, "Temporary failure", "SBC or carrier", "fault", vague=True),
        )
    ),
    "sip_q850.toml": "".join(
        _PAIR.format(sip=s, q850=q, verdict=v)
        for s, q, v in (
            (486, 17, "standard"),
            (404, 1, "standard"),
            (480, 19, "vendor table"),
            (407, 21, "standard"),
            (503, 34, "plausible"),
        )
    ),
    "sip_to_q850.toml": '[[mapping]]\nsip = 486\nq850 = 17\nsources = ["X"]\n',
    "q850_to_sip.toml": '[[mapping]]\nsip = 486\nq850 = 17\nsources = ["X"]\n',
    "themes.toml": '[[near]]\nthemes = ["no_answer", "timeout"]\nsources = ["X"]\n',
    "headlines.toml": "".join(
        (
            _headline('theme = "busy"', "The phone was busy", "busy", "expected"),
            _headline('theme = "number"', "No such number", "number unknown", "failure"),
            _headline('theme = "no_answer"', "Nobody answered", "no answer", "expected"),
            _headline("q850 = 19", "It rang in vain", "no answer", "expected"),
            _headline('theme = "auth"', "Login wanted", "login wanted", "failure"),
            _headline('theme = "rejected"', "Rejected", "rejected", "notable"),
            _headline('theme = "congestion"', "No free line", "no line", "failure"),
        )
    ),
    "reasons.toml": (
        '[[reason]]\nkind = "protocol"\nvalue = "SIP"\norigin = "RFC 3326"\nmeaning = "SIP."\n'
        'sources = ["X"]\n'
    ),
    "stream_status.toml": (
        '[[status]]\nfield = "f"\nvalue = "v"\nattention = "failure"\nmeaning = "Bad."\n'
        'sources = ["X"]\n'
    ),
    "rules.toml": (
        '[[rule]]\nid = "END-1"\nseverity = "warning"\ntitle = "No end"\nwhy = "It matters."\n'
        'action = "Look."\nlimits = { within_s = 2 }\nsources = ["X"]\n'
    ),
}
"""The small catalog, a text a file."""


def write_catalog(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """The small catalog in a folder, with some files replaced."""
    for name, text in {**FILES, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
