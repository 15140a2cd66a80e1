"""A busy morning of made-up calls, for make_samples.py: one scene a call."""

from collections.abc import Callable
from typing import NamedTuple

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
    Detail,
    Maker,
    as_sent,
    delivered,
    failed,
    phone,
    ticks,
)

ABSENT = (480, "Temporarily Unavailable"), (20, "Subscriber absent")
UNKNOWN_NUMBER = (404, "Not Found"), (1, "Unallocated (unassigned) number")
INCOMPLETE = (484, "Address Incomplete"), (28, "Invalid number format (address incomplete)")
DECLINED = (603, "Decline"), (21, "Call rejected")
NO_CHANNEL = (503, "Service Unavailable"), (34, "No circuit/channel available")
ENDED = "The conversation has ended. DiagCode: 0#{}.@"


class Scene(NamedTuple):
    """What a scene of the busy morning needs: its call, and the phone at the other end."""

    call: Call
    number: str
    wait_s: float
    """How long it rings, or until the first callback."""


def answer(scene: Scene, shape: str = "cloud") -> float:
    """Offer and answer an inbound call; the second at which the app begins to talk."""
    call = scene.call
    call.offer(scene.number, APP, shape)
    call.event("CallConnected", scene.wait_s, context="answer")
    call.participants(scene.wait_s + 0.14, phone(scene.number))
    return scene.wait_s + call.maker.between(0.5, 0.9)


def caller_hangs_up(scene: Scene, at_s: float) -> None:
    """End an inbound call from the phone's side."""
    scene.call.event("CallDisconnected", at_s, (200, 540000, ENDED.format(540000)))


def menu(scene: Scene, shape: str = "cloud") -> None:
    """The caller presses a key, hears the answer, and the app hangs up."""
    now = answer(scene, shape)
    scene.call.play(now, 5.2, "greeting")
    result = (200, 8533, "Action completed, DTMF option matched.")
    choice = {"label": "OpeningHours"}
    scene.call.event(
        "RecognizeCompleted",
        now + 9.1,
        result,
        context="main-menu",
        recognitionType="choices",
        choiceResult=choice,
    )
    scene.call.play(now + 9.6, 21.4, "opening-hours")
    scene.call.play(now + 34.0, 38.2, "next-holidays")
    scene.call.hang_up(now + 73.1)


def menu_untimed(scene: Scene) -> None:
    """The same, with an IncomingCall that was logged without its envelope, so without a time."""
    menu(scene, "bare")


def spoken(scene: Scene) -> None:
    """The caller says what they want and hangs up after the answer."""
    now = answer(scene)
    result = (200, 8545, "Action completed, Recognized phrase matches a valid option.")
    choice = {"label": "Billing", "recognizedPhrase": "my last bill", "confidence": 0.91}
    scene.call.event(
        "RecognizeCompleted",
        now + 6.3,
        result,
        context="main-menu",
        recognitionType="choices",
        choiceResult=choice,
    )
    scene.call.play(now + 6.8, 61.7, "billing")
    caller_hangs_up(scene, now + 71.2)


def leaves_early(scene: Scene) -> None:
    """The caller hangs up in the middle of the greeting, whose PlayCanceled comes after the end."""
    now = answer(scene)
    scene.call.event("PlayStarted", now, OK, context="greeting")
    caller_hangs_up(scene, now + 2.6)
    result = (400, 8508, "Action canceled, call was ended.")
    scene.call.event("PlayCanceled", now + 2.71, result, context="greeting", late_s=0.2)


def agent_joins(scene: Scene) -> None:
    """An agent joins after a while on hold; the recording ends just after the call."""
    call, caller, agent = scene.call, phone(scene.number), phone(AGENT)
    now = answer(scene)
    call.recording(now + 0.6, "active")
    call.event("HoldAudioStarted", now + 1.2, OK, context="hold")
    unhold = (400, 8508, "Action canceled, hold audio was stopped.")
    call.event("HoldAudioCompleted", now + 24.9, unhold, context="unhold")
    call.event("AddParticipantSucceeded", now + 24.1, context="add-agent", participant=agent)
    call.participants(now + 24.2, caller, agent)
    talk_s = call.maker.between(150, 420)
    call.hang_up(now + 25 + talk_s)
    call.recording(now + 25.4 + talk_s, "inactive", late_s=0.5)


def transferred(scene: Scene) -> None:
    """The app hands the caller on, which ends its own part of the call."""
    now = answer(scene)
    scene.call.play(now, 4.4, "transfer-notice")
    result = (200, 7015, "The call was transferred. DiagCode: 0#7015.@")
    scene.call.event(
        "CallTransferAccepted",
        now + 9.7,
        result,
        context="transfer",
        transferTarget=phone(AGENT),
        transferee=phone(scene.number),
    )
    scene.call.event("CallDisconnected", now + 9.9, result)


def transfer_fails(scene: Scene) -> None:
    """The agent is busy, so the transfer fails; the app apologizes and hangs up."""
    now = answer(scene)
    result = failed(486, 560486, "The transfer target is busy.")
    scene.call.event(
        "CallTransferFailed", now + 8.8, result, context="transfer", sip=BUSY[0], q850=BUSY[1]
    )
    scene.call.play(now + 9.3, 6.0, "sorry")
    scene.call.hang_up(now + 15.7)


def agent_busy(scene: Scene) -> None:
    """The agent's phone is busy, which arrives as a server error of the invitation."""
    now = answer(scene)
    scene.call.play(now, 11.0, "hold-music")
    reason = f"addParticipants failed for participant 4:{AGENT}. Underlying reason: "
    result = failed(500, 560503, reason + "Unexpected server error.")
    scene.call.event(
        "AddParticipantFailed",
        now + 12.2,
        result,
        context="add-agent",
        sip=BUSY[0],
        q850=BUSY[1],
        participant=phone(AGENT),
    )
    scene.call.hang_up(now + 18.4)


def no_input(scene: Scene) -> None:
    """The caller says nothing, twice."""
    now = answer(scene)
    scene.call.play(now, 5.2, "greeting")
    scene.call.event("RecognizeFailed", now + 10.4, NO_INPUT, context="main-menu")
    scene.call.event("RecognizeFailed", now + 21.0, NO_INPUT, context="main-menu-again")
    scene.call.hang_up(now + 21.7)


def prompt_missing(scene: Scene) -> None:
    """The prompt's file cannot be fetched."""
    now = answer(scene)
    result = (400, 8536, "Action failed, file could not be downloaded.")
    scene.call.event("PlayFailed", now + 1.8, result, context="greeting", failedPlaySourceIndex=0)
    scene.call.hang_up(now + 2.5)


def stream_broken(scene: Scene) -> None:
    """The app's media streaming endpoint does not answer."""
    now = answer(scene)
    update = {
        "contentType": "audio",
        "mediaStreamingStatus": "mediaStreamingFailed",
        "mediaStreamingStatusDetails": "initialWebSocketConnectionFailed",
    }
    result = (400, 8581, "Action failed, the stream URL is not valid.")
    scene.call.event(
        "MediaStreamingFailed", now + 1.1, result, context="stream", mediaStreamingUpdate=update
    )
    scene.call.play(now + 1.6, 6.0, "sorry")
    scene.call.hang_up(now + 8.2)


def service_breaks(scene: Scene) -> None:
    """The service itself drops the call."""
    now = answer(scene)
    scene.call.play(now, 5.2, "greeting")
    result = failed(500, 10045, "The call was dropped by the service.")
    scene.call.event("CallDisconnected", now + 7.7, result)


def outgoing(scene: Scene) -> None:
    """An outgoing call that is answered, hears a reminder and is ended by the phone's side."""
    call = scene.call
    call.event("CallConnected", scene.wait_s, context="reminder")
    call.participants(scene.wait_s - 0.09, phone(scene.number), late_s=0.3)
    call.play(scene.wait_s + 0.8, 12.4, "reminder")
    ended = (200, 560000, ENDED.format(560000))
    call.event("CallDisconnected", scene.wait_s + 15.1, ended, context="reminder")


def late_news(scene: Scene) -> None:
    """An ordinary call, one of whose callbacks is delivered four minutes too late."""
    menu(scene)
    scene.call.participants(scene.wait_s + 14.0, phone(scene.number), late_s=240.0)


def answer_refused(scene: Scene) -> None:
    """The app's token is not valid any more when it wants to answer."""
    scene.call.offer(scene.number, APP)
    result = failed(401, 71005, "The token is not valid.")
    scene.call.event("AnswerFailed", scene.wait_s, result, context="answer")


def end_missing(scene: Scene) -> None:
    """A call whose end is not in the capture."""
    now = answer(scene)
    scene.call.play(now, 5.2, "greeting")
    scene.call.event("PlayStarted", now + 6.0, OK, context="hold-music")


def refused(
    code: int, subcode: int, reason: str, details: tuple[Detail, Detail] | None = None
) -> Callable[[Scene], None]:
    """A scene in which nobody takes an outgoing call."""

    def play(scene: Scene) -> None:
        sip, q850 = details if details is not None else (None, None)
        scene.call.refuse(scene.wait_s, failed(code, subcode, reason), sip, q850)

    return play


def rejected_politely(scene: Scene) -> None:
    """A VoIP callee presses "decline": a failed event with a success code."""
    scene.call.refuse(scene.wait_s, (200, 5002, ENDED.format(5002)))


phone_busy = refused(486, 560486, "The callee is busy.", BUSY)
busy_behind_503 = refused(500, 560503, "Unexpected server error.", BUSY)
nobody_answers = refused(480, 560480, "The callee did not answer.", NO_ANSWER)
phone_off = refused(480, 560480, "The callee did not answer.", ABSENT)
wrong_number = refused(404, 560404, "The callee was not found.", UNKNOWN_NUMBER)
too_few_digits = refused(484, 560484, "The callee's address is incomplete.", INCOMPLETE)
declined = refused(603, 560603, "The callee declined the call.", DECLINED)
trunk_full = refused(503, 560503, "Unexpected server error.", NO_CHANNEL)
marked_as_spam = refused(403, 510403, "The call was blocked.")

# The calls come in clusters of three, a cluster every three minutes.
MORNING: tuple[Callable[[Scene], None], ...] = (
    menu,
    agent_joins,
    outgoing,
    leaves_early,
    menu_untimed,
    nobody_answers,
    agent_joins,
    no_input,
    wrong_number,
    late_news,
    trunk_full,
    agent_busy,
    busy_behind_503,
    trunk_full,
    agent_joins,
    outgoing,
    spoken,
    declined,
    prompt_missing,
    end_missing,
    transferred,
    phone_busy,
    menu,
    service_breaks,
    agent_joins,
    rejected_politely,
    menu_untimed,
    answer_refused,
    phone_off,
    spoken,
    marked_as_spam,
    transfer_fails,
    menu,
    too_few_digits,
    stream_broken,
    declined,
    outgoing,
    agent_joins,
    no_input,
    menu,
    end_missing,
)
LOG_LINE = "2026-11-19 09:17:39,418 INFO callbacks: worker 2 restarted after a timeout"


def busy_morning() -> str:
    """A capture of a whole morning: one request body a line, two of the lines unusable."""
    maker = Maker(3)
    calls = []
    for number, scene in enumerate(MORNING):
        begins_s = number * 63 - number % 3 * 38 + maker.between(0, 30)
        starts = ticks("08:58:04.1770529", begins_s)
        call = Call(maker, "2026-11-19", starts, PREVIEW if number % 3 else STABLE)
        phone_number = f"+1{('206', '312', '503')[number % 3]}55501{number + 20:02d}"
        scene(Scene(call, phone_number, maker.between(2.5, 9.5)))
        calls.append(call)
    lost = calls[MORNING.index(end_missing)]
    lost.hang_up(29.3)
    lines = []
    for callback in delivered(calls):
        line = as_sent([callback.event])
        if callback is lost.callbacks[-1]:
            # The worker died while it wrote this line; the next one tells that it came back.
            line = line[: len(line) * 2 // 5] + "\n" + LOG_LINE
        lines.append(line)
    return "\n".join(lines) + "\n"
