"""One conversation of three made-up calls, for make_samples.py: a transfer, and what came after."""

from sample_call import (
    AGENT,
    APP,
    BUSY,
    OK,
    STABLE,
    Call,
    Json,
    Maker,
    as_sent,
    delivered,
    failed,
    phone,
    ticks,
)

CALLER = "+12065550148"
DAY = "2026-11-20"
TRANSFERRED = (200, 7015, "Call was transferred. DiagCode: 0#7015.@")
CANCELED = (200, 5300, "addParticipants failed. Underlying reason: the invitation was canceled.")
NOT_FOUND = (404, 8522, "Call not found.")
CHOSEN = (200, 8533, "Action completed, DTMF option matched.")


def transferred_conversation() -> str:
    """The menu hands the caller to a desk, which reaches neither the agent nor the supervisor."""
    maker = Maker(4)
    caller, desk, supervisor = phone(CALLER), maker.user(), maker.user()
    menu = Call(maker, DAY, ticks("15:41:07.2093318"), STABLE)
    menu.offer(CALLER, APP)
    menu.event("CallConnected", 3.3840127, context="answer")
    menu.participants(3.5210906, caller)
    menu.play(4.1077215, 6.2, "greeting")
    choice = {"label": "Service"}
    menu.event(
        "RecognizeCompleted",
        14.6028441,
        CHOSEN,
        context="main-menu",
        recognitionType="choices",
        choiceResult=choice,
    )
    menu.play(15.2119034, 4.7, "please-hold")
    menu.event(
        "CallTransferAccepted",
        23.0411902,
        TRANSFERRED,
        context="to-desk",
        transferTarget=desk,
        transferee=caller,
    )
    menu.event("CallDisconnected", 23.6120093, TRANSFERRED, context="answer")

    second = Call(maker, DAY, ticks("15:41:30.6100412"), STABLE)
    second.correlation = menu.correlation
    offer_to(second, desk)
    second.event("CallConnected", 2.6411074, context="desk")
    second.participants(2.7330158, caller, desk)
    second.recording(3.4400291, "active")
    second.event("HoldAudioStarted", 41.2093381, OK, context="hold")
    reason = f"addParticipants failed for participant 4:{AGENT}. Underlying reason: Busy here."
    second.event(
        "AddParticipantFailed",
        49.8830174,
        failed(486, 560486, reason),
        context="add-agent",
        sip=BUSY[0],
        q850=BUSY[1],
        participant=phone(AGENT),
    )
    second.event("CancelAddParticipantSucceeded", 74.3310925, CANCELED, invitationId=maker.guid())
    unhold = (400, 8508, "Action canceled, hold audio was stopped.")
    second.event("HoldAudioCompleted", 76.0021936, unhold, context="unhold")
    second.play(76.4410088, 5.3, "call-back-later")
    second.recording(171.8240017, "inactive")
    second.hang_up(172.1093345, "desk")

    third = Call(maker, DAY, ticks("15:42:24.1180226"), STABLE)
    third.correlation, third.server = menu.correlation, second.server
    offer_to(third, supervisor)
    third.event("AnswerFailed", 20.4029318, NOT_FOUND, context="supervisor")
    bodies = [as_sent([c.event], indent=1) for c in delivered([menu, second, third])]
    return "[\n" + ",\n".join(bodies) + "\n]\n"


def offer_to(call: Call, user: Json) -> None:
    """Add an IncomingCall for a user of the resource, in place of a phone number."""
    call.offer(CALLER, APP)
    event = call.callbacks[-1].event
    event["data"]["to"] = user
    event["subject"] = f"/caller/4:{CALLER}/recipient/{user['rawId']}"
