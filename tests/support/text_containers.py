"""Writers of logs: console logs of several frameworks, printed objects, container runtimes."""

import json
import pprint
import re
from collections.abc import Iterator
from itertools import chain

from tests.support.capture_events import Json, compact
from tests.support.containers import Writer, body, clock, pretty

TEXT = "text log with JSON"
SPLIT = 150
"""Bytes of a record in these tests; container runtimes split at 16 KB."""


def joined(parts: list[str]) -> bytes:
    return "\n".join([*parts, ""]).encode()


def indented(text: str, by: int = 6) -> str:
    return text.replace("\n", "\n" + " " * by)


# ASP.NET and Serilog


def aspnet(events: list[Json]) -> bytes:
    return joined(
        [
            f"info: App.Callbacks[0]\n      Event received: {indented(pretty(each))}\n"
            f"dbug: App.Callbacks[7]\n      idle {{queue=1}}"
            for each in events
        ]
    )


def aspnet_colors(events: list[Json]) -> bytes:
    level = "\x1b[40m\x1b[32minfo\x1b[39m\x1b[22m\x1b[49m"
    return joined([f"{level}: App.Callbacks[0]\n      got {body(each)}" for each in events])


def colored(value: object) -> str:
    """JSON over many lines as `jq` and console themes color it."""
    text = re.sub(r'"(?:[^"\\]|\\.)*"', lambda found: f"\x1b[34;1m{found[0]}\x1b[0m", pretty(value))
    return re.sub(r"(?m)^(\s*)([\]}])", "\\1\x1b[1;39m\\2\x1b[0m", text)


def colors_inside(events: list[Json]) -> bytes:
    return joined([f"[{clock(each)} \x1b[32mINF\x1b[0m] got {colored([each])}" for each in events])


def colors_in_lines(events: list[Json]) -> bytes:
    lines = (re.sub(r"\n *", "", colored(each)) for each in events)
    return joined([f"\x1b[1;39m{line}\x1b[0m" for line in lines])


def json_console(events: list[Json]) -> bytes:
    return joined(
        [
            json.dumps(
                {
                    "EventId": 0,
                    "LogLevel": "Information",
                    "Category": "App.Callbacks",
                    "Message": "Received " + body(each),
                    "State": {
                        "Message": "Received " + body(each),
                        "body": body(each),
                        "{OriginalFormat}": "Received {body}",
                    },
                    "Scopes": [],
                }
            ).replace('\\"', "\\u0022")
            for each in events
        ]
    )


def clef_property(events: list[Json]) -> bytes:
    return joined(
        [
            compact({"@t": each["time"], "@mt": "Got {Body}", "Body": body(each), "@i": "a1"})
            for each in events
        ]
    )


def clef_object(events: list[Json]) -> bytes:
    return joined(
        [compact({"@t": each["time"], "@mt": "Got {@Event}", "Event": each}) for each in events]
    )


def clef_message(events: list[Json]) -> bytes:
    return joined(
        [
            compact(
                {"@t": each["time"], "@m": f"Got this:\n{pretty([each])}\nand went on", "@l": "D"}
            )
            for each in events
        ]
    )


# Printed objects


def python_repr(events: list[Json]) -> bytes:
    return joined(
        [
            f"[2025-02-03 {clock(each)},100] INFO in callbacks: got --> {each!r} (1 of 1)"
            for each in events
        ]
    )


def python_list(events: list[Json]) -> bytes:
    return joined([f"INFO:app:events={[each]!r}" for each in events])


def python_pprint(events: list[Json]) -> bytes:
    return joined([f"INFO:app:got\n{pprint.pformat(each)}\ndone" for each in events])


_NAME = re.compile(r"[A-Za-z_$][\w$]*")


def inspected(value: object, indent: int = 0) -> str:
    """A value as Node's `util.inspect` prints it over many lines."""
    space = "  " * (indent + 1)
    match value:
        case dict():
            members = (
                f"{key if _NAME.fullmatch(key) else repr(key)}: {inspected(item, indent + 1)}"
                for key, item in value.items()
            )
            return "{\n" + ",\n".join(space + each for each in members) + f"\n{space[2:]}}}"
        case list():
            items = ", ".join(inspected(item, indent + 1) for item in value)
            return f"[ {items} ]"
        case str():
            quote = next(mark for mark in "'\"`" if mark not in value)
            shown = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
            return quote + shown + quote
        case _:
            return json.dumps(value)


def node_inspect(events: list[Json]) -> bytes:
    return joined([f"Received event: {inspected(each)}" for each in events])


def node_array(events: list[Json]) -> bytes:
    return joined([inspected([each]) for each in events])


def escaped(events: list[Json]) -> bytes:
    return joined(
        [f"{clock(each)} INFO body={json.dumps(body(each))[1:-1]} status=200" for each in events]
    )


def escaped_twice(events: list[Json]) -> bytes:
    return joined(
        [f"{clock(each)} body={json.dumps(json.dumps(compact(each)))[3:-3]}" for each in events]
    )


# Prefix lines


def spring(events: list[Json]) -> bytes:
    return joined(
        [
            f"2025-02-03T{clock(each)}.100Z  INFO 1 --- [nio-8080-exec-1] c.e.Callbacks  : "
            f"Received {body(each)}"
            for each in events
        ]
    )


def prefix_pretty(events: list[Json]) -> bytes:
    return joined([f"{clock(each)} data={pretty([each], 4)}" for each in events])


def json_message(events: list[Json]) -> bytes:
    return joined(
        [
            compact({"level": "info", "timestamp": each["time"], "message": f"got\n{pretty(each)}"})
            for each in events
        ]
    )


# Container runtimes


def docker_record(text: str, stream: str = "stdout") -> str:
    return compact({"log": text, "stream": stream, "time": "2025-02-03T09:00:10.000000001Z"})


def cri_record(text: str, *, full: bool, stream: str = "stdout") -> str:
    return f"2025-02-03T09:00:10.000000001Z {stream} {'F' if full else 'P'} {text}"


def pieces(text: str, size: int = SPLIT) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def docker_line(text: str, stream: str = "stdout") -> list[str]:
    """One line of a program's output, split as long ones are."""
    return [docker_record(piece, stream) for piece in pieces(text + "\n")]


def cri_line(text: str, stream: str = "stdout") -> list[str]:
    *firsts, last = pieces(text)
    return [
        *(cri_record(piece, full=False, stream=stream) for piece in firsts),
        cri_record(last, full=True, stream=stream),
    ]


def docker(events: list[Json]) -> bytes:
    return joined([*chain.from_iterable(docker_line("got " + body(each)) for each in events)])


def docker_pretty(events: list[Json]) -> bytes:
    shown = (line for each in events for line in f"got {pretty(each)}".split("\n"))
    return joined([docker_record(line + "\n") for line in shown])


def cri(events: list[Json]) -> bytes:
    return joined([*chain.from_iterable(cri_line("got " + body(each)) for each in events)])


def cri_pretty(events: list[Json]) -> bytes:
    shown = (line for each in events for line in pretty([each]).split("\n"))
    return joined([cri_record(line, full=True) for line in shown])


def interleaved(lines: Iterator[list[str]], others: list[str]) -> list[str]:
    """Between any two records of a line stands one of another writer."""
    return [
        record
        for line in lines
        for number, piece in enumerate(line)
        for record in ([others[number % len(others)]] if number else []) + [piece]
    ]


def docker_interleaved(events: list[Json]) -> bytes:
    others = [docker_record("warn {", "stderr"), docker_record("x}\n", "stderr")]
    return joined(interleaved((docker_line(body(each)) for each in events), others))


def cri_interleaved(events: list[Json]) -> bytes:
    others = [
        cri_record('half {"a', full=False, stream="stderr"),
        cri_record('":1}', full=True, stream="stderr"),
    ]
    return joined(interleaved((cri_line(body(each)) for each in events), others))


TEXT_WRITERS = (
    Writer("ASP.NET console", aspnet, TEXT),
    Writer("ASP.NET console, colored levels", aspnet_colors, TEXT),
    Writer("text log, colored JSON", colors_inside, "text log with colored JSON"),
    Writer("colored JSON Lines", colors_in_lines, "text log with colored JSON"),
    Writer("ASP.NET JSON console", json_console, "JSON log"),
    Writer("Serilog compact, property", clef_property, "Serilog compact log"),
    Writer("Serilog compact, object", clef_object, "Serilog compact log"),
    Writer("Serilog compact, message", clef_message, "Serilog compact log"),
    Writer("Python dictionaries", python_repr, "text log with Python dictionaries"),
    Writer("Python lists", python_list, "text log with Python dictionaries"),
    Writer("Python pprint", python_pprint, "text log with Python dictionaries"),
    Writer("Node util.inspect", node_inspect, "text log with Node.js objects"),
    Writer("Node util.inspect, arrays", node_array, "Node.js objects"),
    Writer("escaped bodies", escaped, "text log with escaped JSON"),
    Writer("bodies escaped twice", escaped_twice, "text log with escaped JSON"),
    Writer("Spring", spring, TEXT),
    Writer("prefix and pretty JSON", prefix_pretty, TEXT),
    Writer("JSON log messages", json_message, "JSON log"),
    Writer("docker", docker, "docker log"),
    Writer("docker, pretty JSON", docker_pretty, "docker log"),
    Writer("docker, two writers", docker_interleaved, "docker log"),
    Writer("CRI", cri, "CRI log"),
    Writer("CRI, pretty JSON", cri_pretty, "CRI log"),
    Writer("CRI, two writers", cri_interleaved, "CRI log"),
)
