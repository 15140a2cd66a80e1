"""Draws the pictures of the documents again: `.venv/bin/python .docs/screenshots/make.py [NAME…]`.

Each picture is the real window, drawn by the `screenshot` command on a sample that ships, or on
the long call that is made up here. Names choose some of them.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "packaging"))

from sample_call import (  # noqa: E402 - the samples' own words, found by the line above
    APP,
    NO_INPUT,
    OK,
    STABLE,
    Call,
    Maker,
    as_sent,
    phone,
    ticks,
)

SAMPLES = ROOT / "resources" / "samples"
SIZES = {"": "1440x900", "-small": "1024x640"}
THEMES = ("light", "dark")
LONG = "survey-call.json"
CALLER = "+12065550161"
QUESTIONS = 78
DTMF = (200, 8531, "Action completed, max digits received.")
PAUSE_AFTER, PAUSE_S = 48, 420.0
"""The caller is put on hold once."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, in every theme and size."""

    name: str
    source: str
    """A sample, or the long call."""
    options: tuple[str, ...] = ()


PICTURES = (
    Picture("ordinary-call", "ordinary-call.json"),
    Picture("failed-call", "failed-pstn-call.json"),
    Picture("long-call", LONG),
    Picture("conversation", "transferred-conversation.json", ("--tab", "conversation")),
    Picture("ladder", "failed-pstn-call.json", ("--tab", "ladder")),
    Picture("busy-morning", "busy-morning.jsonl"),
)


def long_call() -> str:
    """A survey by phone with three hundred events; now and then nobody answers a question."""
    maker = Maker(11)
    call = Call(maker, "2026-11-19", ticks("08:30:04.1180226"), STABLE)
    caller, supervisor = phone(CALLER), maker.user()
    call.offer(CALLER, APP)
    call.event("CallConnected", 2.8, context="answer")
    call.participants(2.9, caller)
    call.recording(3.6, "active")
    call.event("TranscriptionStarted", 4.1, OK, context="transcript")
    call.play(4.4, 7.2, "welcome")
    at = 12.0
    for number in range(1, QUESTIONS + 1):
        if number == PAUSE_AFTER:
            call.event("HoldAudioStarted", at, OK, context="supervisor")
            at += PAUSE_S
            call.event("HoldAudioCompleted", at, OK, context="supervisor")
            call.participants(at + 0.6, caller, supervisor)
            at += 1.1
        at = ask(call, at, number)
    call.participants(at, caller)
    call.play(at + 0.2, 4.8, "thank-you")
    call.event("TranscriptionStopped", at + 5.6, OK, context="transcript")
    call.recording(at + 6.0, "inactive")
    call.hang_up(at + 6.4, "answer")
    in_order = sorted(call.callbacks, key=lambda callback: callback.delivered)
    return "[\n" + ",\n".join(as_sent([each.event]) for each in in_order) + "\n]\n"


def ask(call: Call, at: float, number: int) -> float:
    """One question and what came back; returns the second of the next one."""
    context, between = f"question-{number}", call.maker.between
    asked_s = between(2.6, 6.4)
    call.play(at, asked_s, context)
    at += asked_s + between(1.2, 4.0)
    if number % 9 == 0:
        call.event("RecognizeFailed", at + 5.0, NO_INPUT, context=context)
        call.play(at + 5.3, 3.1, "say-again")
        at += 8.4 + between(1.5, 3.0)
    if number % 3 == 0:
        kind = "ContinuousDtmfRecognitionToneReceived"
        call.event(kind, at - 0.6, tone="five", sequenceId=number // 3)
    tone = {"tones": ["five"]}
    call.event(
        "RecognizeCompleted", at, DTMF, context=context, recognitionType="dtmf", dtmfResult=tone
    )
    return at + between(0.4, 1.4)


def main(names: list[str]) -> int:
    """Draw them; returns the first exit code that is not 0."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, LONG)
        made.write_text(long_call(), encoding="utf-8")
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            source = made if picture.source == LONG else SAMPLES / picture.source
            for suffix, size in SIZES.items():
                for theme in THEMES:
                    code = draw(picture, source, f"{picture.name}-{theme}{suffix}.png", theme, size)
                    if code:
                        return code
    return 0


def draw(picture: Picture, source: Path, name: str, theme: str, size: str) -> int:
    """Draw one file and make it as small as it can be without loss."""
    target = HERE / name
    options = ["-o", str(target), "--size", size, "--theme", theme, *picture.options]
    command = [sys.executable, "-m", "inspector", "screenshot", str(source), *options]
    code = subprocess.call(command, cwd=ROOT)
    if not code:
        print(target.relative_to(ROOT), target.stat().st_size)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
