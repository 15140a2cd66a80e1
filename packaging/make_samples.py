"""Write the sample captures of resources/samples/: `python3 packaging/make_samples.py [FOLDER]`.

Four captures, made up from the shapes that the service sends. The same bytes come out every
time, so a test can hold the shipped files against this program.
"""

import sys
from pathlib import Path

from sample_call import (
    AGENT,
    APP,
    BUSY,
    NO_ANSWER,
    NO_INPUT,
    OK,
    PREVIEW,
    STABLE,
    Call,
    Maker,
    as_sent,
    delivered,
    failed,
    phone,
    ticks,
)
from sample_morning import busy_morning
from sample_transfer import transferred_conversation

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"


def ordinary_call() -> str:
    """A capture of one call that goes well: an array of request bodies, one a line."""
    maker = Maker(1)
    caller = phone("+12065550123")
    agent = maker.user()
    call = Call(maker, "2026-11-17", ticks("10:02:11.4471803"), PREVIEW)
    call.offer("+12065550123", APP, "grid")
    call.event("CallConnected", 3.9127431, context="answer")
    call.participants(4.0562118, caller)
    call.recording(4.8203377, "active")
    call.play(5.1944205, 6.3310448, "greeting")
    tones = {"tones": ["two"]}
    result = (200, 8531, "Action completed, max digits received.")
    call.event(
        "RecognizeCompleted",
        15.7713902,
        result,
        context="main-menu",
        recognitionType="dtmf",
        dtmfResult=tones,
    )
    call.play(16.3380127, 8.1190342, "one-moment")
    call.event("AddParticipantSucceeded", 27.6441859, context="add-agent", participant=agent)
    call.participants(27.7013365, caller, agent)
    call.event("RemoveParticipantSucceeded", 168.2150049, context="agent-done", participant=agent)
    call.participants(168.2894402, caller)
    call.play(169.0031776, 2.7418093, "goodbye")
    call.recording(172.0260915, "inactive")
    call.hang_up(172.2318554, "answer")
    bodies = [as_sent([c.event]) for c in delivered([call])]
    return "[\n" + ",\n".join(bodies) + "\n]\n"


def failed_pstn_call() -> str:
    """A capture of an agent who cannot be reached, and of the two calls that the app then tries."""
    maker = Maker(2)
    first = Call(maker, "2026-11-18", ticks("09:13:57.3104217"), STABLE)
    caller = phone("+12065550123")
    first.offer("+12065550123", APP)
    first.event("CallConnected", 6.2, context="answer")
    first.participants(6.4031188, caller)
    first.play(7.0048325, 4.1, "greeting")
    first.event(
        "MediaStreamingStarted",
        7.5120094,
        OK,
        context="stream",
        mediaStreamingUpdate={
            "contentType": "audio",
            "mediaStreamingStatus": "mediaStreamingStarted",
            "mediaStreamingStatusDetails": "subscriptionStarted",
        },
    )
    first.recording(8.0261547, "active")
    first.event("RecognizeFailed", 16.2094411, NO_INPUT, context="main-menu")
    first.play(60.5113708, 9.0, "hold-music")
    reason = f"addParticipants failed for participant 4:{AGENT}. Underlying reason: "
    result = failed(500, 560503, reason + "Unexpected server error.")
    first.event(
        "AddParticipantFailed",
        71.5029316,
        result,
        context="add-agent",
        sip=BUSY[0],
        q850=BUSY[1],
        participant=phone(AGENT),
    )
    first.recording(77.9340062, "inactive")
    first.hang_up(78.0, "answer")

    second = Call(maker, "2026-11-18", ticks("09:15:41.0827735"), STABLE)
    second.refuse(0.0, failed(500, 560503, "Unexpected server error."), *BUSY)
    third = Call(maker, "2026-11-18", ticks("09:17:12.6470391"), STABLE)
    third.refuse(0.0, failed(480, 560480, "The callee did not answer."), *NO_ANSWER)
    return as_sent([c.event for c in delivered([first, second, third])], indent=2) + "\n"


FILES = {
    "ordinary-call.json": ordinary_call,
    "failed-pstn-call.json": failed_pstn_call,
    "busy-morning.jsonl": busy_morning,
    "transferred-conversation.json": transferred_conversation,
}


def main(arguments: list[str]) -> None:
    """Write every sample into the given folder, or where they are shipped from."""
    folder = Path(arguments[0]) if arguments else SAMPLES
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make().encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
