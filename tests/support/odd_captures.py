"""Events and lines of logs with something odd in them, for comparing two ways of reading."""

from collections.abc import Mapping, Sequence
from random import Random

ODD_NUMBERS = (
    "-0", "-1", "01", "00", "1e2", "1.0", "0.5", "-", "+1", "2147483647", "2147483648",
    "-2147483647", "-2147483648", "99999999999", "123456789012345678901", "null", "true", "[]",
    "{}", "NaN", '""', '"0"', '"-0"', '"01"', '" 1"', '"1 "', '"+1"', '"1.0"', '"1e1"', '"x"',
    '"null"', '"2147483648"', '"1',
)  # fmt: skip
ODD_TIMES = (
    "1700-01-01T00:00:00Z", "1699-12-31T23:59:59Z", "2199-12-31T23:59:59.9999999Z",
    "2200-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2024-02-29T00:00:00Z",
    "2025-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2025-00-10T00:00:00Z", "2025-13-10T00:00:00Z", "2025-04-31T00:00:00Z",
    "2025-04-00T00:00:00Z", "2025-01-01T24:00:00Z", "2025-01-01T23:60:00Z",
    "2025-01-01T23:59:60Z", "2025-01-01T00:00:00", "2025-01-01T00:00Z", "2025-01-01t00:00:00z",
    "2025-01-01 00:00:00Z", "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00.12345678Z",
    "2025-01-01T00:00:00,5Z", "2025-01-01T00:00:00+02:00", "2025-01-01T00:00:00-00:00",
    "2025-01-01T00:00:00+0000", " 2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z ",
    "2025-01-01T00:00:00\\u005a", "٢025-01-01T00:00:00Z", "1969-12-31T23:59:59.9999999+00:00",
    "now", "",
)  # fmt: skip
ODD_TEXTS = (
    "", " ", " a", "a ", "null", "é", "€", "😀", "\x7f", "\u0085", "\u00a0", "\u2028", "\ufeff",
    "\x01", "\t", "\ud800", "\\u0000", "\\u0041", "\\\\u0041", "\\ud83d\\ude00", "\\uD83D\\uDE00",
    "\\ud83d", "\\ude00", "\\ud83d\\u0041", "\\ud83dA", "\\ud83d\\ud83d\\ude00", '\\"', "\\/",
    "\\b\\f\\n\\r\\t", "\\x", "\\u12", "\\", "{", "]", '{\\"data\\":1}', "callConnectionId",
    "Microsoft.Communication.CallConnected", "a" * 16, "a" * 17, "AAAAAAAAAAAAAAAAAAAAAA==",
    "AAAAAAAAAAAAAAAAAAAAAB==", "5d0f1c9e-aaaa-4bbb-8ccc-000000000001",
    "5D0F1C9E-aaaa-4bbb-8ccc-000000000001",
)  # fmt: skip
ODD_TYPES = (
    "", "CallConnected", "Microsoft.Communication.", "Microsoft.Communication",
    "MICROSOFT.COMMUNICATION.X", "Microsoft.Communication.CallConnected ",
    " Microsoft.Communication.X", "M\u0130crosoft.Communication.X",
    "Microsoft.Commun\\u0069cation.X", "Microsoft.EventGrid.X", "Microsoft.Communication.\\ud800",
    "Microsoft.Communication.é", "Microsoft.Communication.\x7f",
)  # fmt: skip
ODD_VALUES = (
    "null", "1", "true", "[]", "{}", "[ ]", "{ }", "[1,]", "[,]", '{"a":1,}', '{"a" 1}', "nul",
    "1.", ".5", "01", "1e999", "-", "-0.0", '{"a":1,"a":2}', '"\\ud83d"', '{"code":1}',
    '{"type":"Microsoft.Communication.X","data":{"callConnectionId":"z"}}',
    '"{\\"callConnectionId\\":\\"z\\",\\"resultInformation\\":{}}"',
    "[1}", '{"a":1]', '[{"a":[1}]]', '{"a":1,2}', '{"a":1,}', "{1:2}", '{"a":1:2}', "[1 2]",
    '["\t"]', "[" * 63 + "]" * 63, "[" * 64 + "]" * 64, "[" * 65 + "]" * 65,
    '{"a":' * 80 + "1" + "}" * 80,
)  # fmt: skip
ODD_KEYS = (
    "source", "ID", "Type", "eventType", "time", "eventTime", "Data", "code", "sipCode", "foo",
    "callconnectionid", "callConnection\\u0049d", "resultInformation", "sequenceNumber", "", "id ",
    "\u0130d", "k" * 60,
)  # fmt: skip
ODD_LINES = (
    "hello", "[INFO] x", "[10:00:01 INF] x", "[12] x", "[12]", "[false", "[a",
    "[", "]", "{", "}", "},", "],", "a,", "f(", "x = [", "x = {", '"', '"x"',
    "1", "null", ",", "\t", "\x00", "\x0b", "\x0c", "\u00a0", "\ufeff", "\u2028", "[]", "{}",
    '{"a":1}', '{"unclosed":"', "{'a': 1}", "b'{}'", 'abc "[\x0b\\" def', 'abc "[\x0c\\u0022',
    'q ["a', "q [ {", "[[", "x[1]", '\\"', "info: App.Callbacks[0]", "      below", "id,type,time",
    '"a","b"', "type\ttime\tdata",
    "x {queue=1}", "x {a: 1}", "x {", "x { ", 'x ["[', "x [{'a': 1}]", "y {a: 1,", "stdout F x",
    "POST /x HTTP/1.1", "Host: a",
    "Received CallConnected", "correlationId=1", "EventType: x", "\x1b[32minfo\x1b[0m: x",
    '{"LogLevel":"x"}', '"type": "Microsoft.Communication.X"', "callConnectionId: 'x'",
    "x, callConnectionId: 'x'", "(type: 'Microsoft.Communication.X')", "]eventType: x",
)  # fmt: skip
ODD_HEADS = (
    "", " ", "x ", "[INFO] ", "[x", '"', "a[1] ", "[ ", "[[", "{ ", "{} ", "'", "1 ", ",", "\x0b",
    "\ufeff", "\u00a0", "\x1b[32m", "x\x00", "CallConnected: ", "connectionId=1 ", "eventtype ",
    "Microsoft.Communication.X ", "stdout F ", 'a "b" ', "b'", "y {",
    "x {queue=1} ", "x {a: 1} ", "x {'a': 1} ", "x { {", "[10:00:01 INF] ", 'x ["a" ', "x [{ ",
    'x "[ ', "x {a: ", "x [{'a': 1}] ", "[trace] ", "[true] ", "[null x] ", "[tru", "[12] ",
    "[1,2] ", "[12-3] ", "[-5:x] ", "[- ", "[é] ", "[\u2028 ",
    "[2026-01-01T09:00 INF] ", "[ INF ] x [y] ",
    "[(a) ", "[a{ ", '[a "b"] ', "[a [b ", "[x\x1b[0m] ", "[\x00 ", "[1.5 ", "[1e3:x] ", "[0x1F] ",
)  # fmt: skip
ODD_TAILS = ("", " ", "\r", ",", " ,\t", "}", "]", " x", "{}", "\x1b[0m", "\x0c", ";", " 'a'")
CHANGES = (
    b"", b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\n", b"\r", b"\r\n", b"\x00", b"\x0b",
    b"\x0c", b"\x1b[0m", b"\x7f", b"\xff", b"\xc2\x85", b"\xc2\xa0", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\\u", b"\\ud83d", b"'",
    b" ", b"0", b"-",
)  # fmt: skip
"""What is put in somewhere in a capture."""

EVENT = (
    '{"id":ID,"source":"calling/callConnections/x","type":TYPE,"data":{"callConnectionId":CALL,'
    '"serverCallId":SERVER,"correlationId":CORRELATION,"operationContext":CONTEXT,'
    '"resultInformation":{"code":CODE,"subCode":SUBCODE,"message":MESSAGE,'
    '"sipDetails":{"code":SIP,"message":""},"q850Details":{"code":Q850}},"sequenceNumber":SEQUENCE,'
    '"participants":PARTICIPANTS},"time":TIME,"specversion":"1.0"}'
)
USUAL: Mapping[str, str] = {
    "ID": '"5d0f1c9e-aaaa-4bbb-8ccc-000000000001"', "TYPE": '"Microsoft.Communication.PlayFailed"',
    "CALL": '"5d0f1c9e-aaaa-4bbb-8ccc-000000000001"', "SERVER": '"aHR0cHM6Ly9leGFtcGxl"',
    "CORRELATION": '"c1"', "CONTEXT": '"order-17"', "CODE": "400", "SUBCODE": "8535",
    "MESSAGE": '"said [1]"', "SIP": "487", "Q850": "16", "SEQUENCE": "3",
    "PARTICIPANTS": '[{"isMuted":false}]', "TIME": '"2025-02-03T09:00:01.1234567+00:00"',
}  # fmt: skip


def filled(**odd: str) -> str:
    """The event, in which some values are others."""
    text = EVENT
    for place, usual in USUAL.items():
        text = text.replace(f":{place}", ":" + odd.get(place, usual))
    return text


def quoted(texts: Sequence[str]) -> list[str]:
    return [f'"{text}"' for text in texts]


ODD: Mapping[str, Sequence[str]] = {
    "TYPE": quoted(ODD_TYPES),
    "TIME": quoted(ODD_TIMES),
    **dict.fromkeys(("CALL", "SERVER", "CONTEXT", "ID", "MESSAGE"), quoted(ODD_TEXTS)),
    **dict.fromkeys(("CODE", "SUBCODE", "SIP", "Q850", "SEQUENCE"), ODD_NUMBERS),
    "PARTICIPANTS": ODD_VALUES,
}


class Writer:
    """Writes events of the usual shape, in which something is odd now and then."""

    def __init__(self, chance: Random, odds: float) -> None:
        self._chance = chance
        self._odds = odds
        self._space = chance.choice(["", "", "", " ", "\t", "\r", "\n", " \r\n\t "])

    def is_odd(self) -> bool:
        return self._chance.random() < self._odds

    def one_of(self, usual: str, *odd: Sequence[str]) -> str:
        return self._chance.choice(self._chance.choice(odd)) if self.is_odd() else usual

    def text(self, usual: str, odd: Sequence[str] = ODD_TEXTS) -> str:
        return self.one_of(f'"{usual}"', [f'"{text}"' for text in odd], ODD_VALUES)

    def object(self, members: Mapping[str, str]) -> str:
        pairs = [[key, value] for key, value in members.items() if not self.is_odd()]
        if self.is_odd():
            pairs.append([self._chance.choice(ODD_KEYS), self._chance.choice(ODD_VALUES)])
        if self.is_odd():
            pairs.append(self._chance.choice(pairs or [["id", "1"]]))
        if self.is_odd():
            self._chance.shuffle(pairs)
        if pairs and self.is_odd():
            pairs[0][0] = self._chance.choice([pairs[0][0].upper(), *ODD_KEYS])
        gap = self._space
        return (
            "{" + gap + f",{gap}".join(f'"{key}"{gap}:{gap}{value}' for key, value in pairs) + "}"
        )

    def number(self, usual: int) -> str:
        return self.one_of(str(usual), ODD_NUMBERS)

    def details(self) -> str:
        members = {"code": self.number(487), "message": self.text("no {answer}")}
        return self.one_of(self.object(members), ODD_VALUES, ODD_NUMBERS)

    def result(self) -> str:
        members = {
            "code": self.number(200),
            "subCode": self.number(5000),
            "message": self.text("said [1]"),
            "sipDetails": self.details(),
            "q850Details": self.details(),
        }
        return self.one_of(self.object(members), ODD_VALUES)

    def data(self) -> str:
        call = self._chance.randint(1, 2)
        members = {
            "version": '"2024-09-15"',
            "callConnectionId": self.text(f"5d0f1c9e-aaaa-4bbb-8ccc-{call:012}"),
            "serverCallId": self.text(f"aHR0cHM6Ly9leGFtcGxl{call}g=="),
            "correlationId": self.text(f"c{call}"),
            "operationContext": self.text("order-17"),
            "resultInformation": self.result(),
            "sequenceNumber": self.number(call),
            "participants": self.one_of('[{"isMuted":false}]', ODD_VALUES),
        }
        return self.one_of(self.object(members), ODD_VALUES)

    def event(self) -> str:
        name = self._chance.choice(["CallConnected", "CallDisconnected", "PlayFailed"])
        members = {
            "id": self.text("5d0f1c9e-aaaa-4bbb-8ccc-000000000001"),
            "source": self.text("calling/callConnections/x"),
            "type": self.text(f"Microsoft.Communication.{name}", ODD_TYPES),
            "data": self.data(),
            "time": self.text("2025-02-03T09:00:01.1234567+00:00", ODD_TIMES),
            "subject": self.one_of('"x"', ODD_VALUES),
        }
        return self.one_of(self.object(members), ODD_LINES)

    def line(self) -> str:
        """Some lines of a log, of which the last may hold an event."""
        before = "".join(
            f"{self.one_of('INFO x', ODD_LINES)}\n" * int(self.one_of("1", ["2", "64", "65"]))
            for _ in range(self._chance.randint(0, 2))
        )
        event = self.event() if self._chance.random() < 0.7 else f"[{self.event()},{self.event()}]"
        end = self.one_of("\n", ["", "\r", "\r\n", "\n\n"])
        head, tail = self.one_of("[INFO] got ", ODD_HEADS), self.one_of("", ODD_TAILS)
        return before + head + event + tail + end
