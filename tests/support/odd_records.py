"""Records of a log, plain and odd ones, for comparing two ways of reading."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from random import Random

from tests.support.odd_captures import filled

Record = Callable[[str], str]
"""Writes a record that holds the text of an event, or of anything else."""


def quoted(text: str) -> str:
    """A text as JSON has it."""
    return json.dumps(text, ensure_ascii=False)


def of_docker(text: str) -> str:
    """A line as docker keeps it."""
    return f'{{"log":{quoted(text + chr(10))},"stream":"stdout","time":"2025-02-03T09:00:02.5Z"}}'


_IDS = '{"CallConnectionId":"c","CorrelationId":"d","Category":"App"}'
RECORDS: Mapping[str, Record] = {
    "docker": of_docker,
    "docker, time first": lambda text: (
        f'{{"time":"2025-02-03T09:00:02.5Z","log":{quoted(text + chr(10))},"stream":"stderr"}}'
    ),
    "docker, words in front": lambda text: of_docker(f"info: got callback {text}"),
    "JSON log": lambda text: f'{{"level":"info","msg":{quoted(text)},"pid":1}}',
    "spaced": lambda text: f'{{ "severity" : "INFO" ,\t"textPayload" : {quoted(text)} }}',
    "array of one": lambda text: f'{{"n":[1,{{}}],"body":{quoted(f" [ {text} ] ")}}}',
    "pretty text": lambda text: (
        f'{{"a":null,"body":{quoted(text.replace(",", f",{chr(13)}{chr(10)}  "))}}}'
    ),
    "object": lambda text: f'{{"@t":"2025-02-03T09:00:02Z","Event":{text},"n":{{"a":1}}}}',
    "said twice": lambda text: (
        f'{{"Message":{quoted("got " + text)},"State":{{"b":{quoted(text)},"n":1}},"Category":"A"}}'
    ),
    "docker of a JSON log": lambda text: of_docker(f'{{"level":"i","msg":{quoted(text)},"n":1}}'),
    "docker of an object": lambda text: of_docker(f'{{"level":"i","body":{text},"n":1}}'),
    "array of an object": lambda text: f'{{"body":[{text}],"n":[1]}}',
    "in an object": lambda text: f'{{"a":{{"b":{{"c":{quoted(text)}}}}},"ConnectionId":"0HM"}}',
    "resource log": lambda text: (
        f'{{"time":"t","operationName":"x","category":"Logs","resultDescription":{quoted(text)}}}'
    ),
    "object named": lambda text: f'{{"CallConnected":{text}}}',
    "ids beside it": lambda text: (
        f'{{"message":{quoted(text)},"dimensions":{quoted(_IDS)},"level":1}}'
    ),
    "escaped by numbers": lambda text: (
        f'{{"b":{quoted(text).replace(chr(92) + chr(34), chr(92) + "u0022")}}}'
    ),
}

OTHERS = (
    of_docker("info: Microsoft.Hosting.Lifetime[0]"), of_docker(""), of_docker("x {queue=1}"),
    '{"level":"info","msg":"started","n":1}', '{"a":{"b":[]},"c":"x [1] {"}',
    '{"@t":"2025-02-03T09:00:02Z","@mt":"Started"}', '{"error":"x","code":500}',
)  # fmt: skip
"""Records that tell of no call."""

_ROW = (
    '"OperationName":"PlayAudio","ResultType":"Succeeded","CallConnectionId":"x",'
    '"CorrelationId":"y"'
)
ODD_RECORDS = (
    *map(of_docker, ("{", "[", "x {", '{"a":1', "}", " ]", "{\\", "x\t", "a\nb", '"{}"')),
    of_docker("x").replace("\\n", ""), of_docker("x").replace("stdout", "stderr"),
    of_docker("x {").replace(':"stdout"', ': "stdout"'),
    '{"log":"no end","stream":"stdout","time":"t","_p":"P"}', '{"log":{"a":1},"stream":"x"}',
    '{"time":"a","x":{"log":"{\\n"}}', '{"log":"x\\n","log":"{\\n","stream":"stdout"}',
    '{"stream":"y\\n","stream":"stdout","log":"{\\n"}', '{"a":1}}', '{"a":1} x', '{"a":1},',
    '{"a":1}{"b":2}', '{"a":"\\ud800"}', '{"a":1,}', '{"a":1', '{"a" 1}', '{1:2}', '{"a":nul}',
    '{"\\u0061":1}', '{"":1}', '{"é":1}', '{"a":1e999}', '{"a":"\x00"}', '{"a":"\x7f"}',
    '{"correlationId":"x"}', '{"msg":"callConnectionId=1"}', '{"EventType":"x"}',
    '{"msg":"Received CallConnected"}', '{"CallConnected":1}', '{"columns":["a"],"rows":[[1]]}',
    '{"error":{"code":"8522","message":"x"}}', '{"m":"{\\"error\\":{\\"code\\":\\"8522\\"}}"}',
    '{"m":"{\\"error\\" : {\\"code\\":8522"}', '{"m":"{\\u0022error\\u0022:{\\u0022code"}',
    "{}", "{ }", '{"error":1}', '{"log":{"entries":[]}}', '{"log":{"entries":[{"request":{}}]}}',
    '{"b":"eyJhIjoiQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIn0="}',
    '{"b":"eyJjYWxsQ29ubmVjdGlvbklkIjoiMSIsInJlc3VsdEluZm9ybWF0aW9uIjp7ImNvZGUiOjIwMH19"}',
    '{"b":"UE9TVCAvIEhUVFAvMS4xDQpBOiBiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYg0KDQp7fQ=="}',
    '{"callConnectionId":"c","resultInformation":{"code":200}}', f"{{{_ROW}}}",
    f'{{{_ROW},"properties":"{{}}"}}', '{"type":"Microsoft.EventGrid.X","data":{"a":1}}',
    '{"Type":"x","msg":"a"}', '{"m":"Microsoft.Communication.CallConnected"}',
)  # fmt: skip
"""Records that have to be looked at closer, and lines that are nearly records."""

ODD_MEMBERS = (
    '"error":1', '"error":{"code":"8522","message":"x"}', '"type":"x"',
    '"x":{"error":{"code":"8522","message":"x"}}',
    f'"x":"{b64encode(filled(ID=quoted("other")).encode()).decode()}"', '"Type":"CallSummary"',
    '"type_s":"x"', '"category":"CallSummary"', '"properties":{}', '"TableName":"x"',
    '"callStartTime [UTC]":"x"', '"play_in_loop":true', '"columns":1', '"x":"columns"',
    '"correlationId":"z"', '"x":"connectionId"', '"msg":"again"', '"level":1', '"log":"x"',
    '"stream":"stdout"', '"x":"eyJhIjoiQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIn0="',
    '"e":"Error"', '"x":"{\\"a\\":1}"', '"x":{"a":"{"}', '"eventType":"x"', '"data":{}',
    '"data":{"a":1}', '"id":"x"', '"time":"2025-02-03T09:00:02Z"', '"CallConnected":1',
    '"é":1', '"\\u0061":1', '"":1', '"x":"\\ud83d"', '"x":[{"type":"a"}]', '"message":"x"',
)  # fmt: skip
"""What may stand in a record beside its event."""

CALL_MEMBERS = (
    '"callConnectionId":"c"', '"CallConnectionId":"c","level":"i"', '"callConnectionId":"c","@t":1',
    '"serverCallId":"s","to":"a","from":"b"', '"callConnectionId":"c","sequenceNumber":1',
    '"callConnectionId":"c","correlationId":"d"', '"callConnectionId":{"a":1},"msg":"x"',
    '"callConnectionId":"c","operationName":"Play","resultType":"x"', '"correlationId":null',
    '"category":"CallSummary","correlationId":"c"', '"correlationId":"c","Category":"App.Calls"',
    '"tableName":"ACSCallSummary","correlationId":"x"', '"TableName":"x","correlationId":"x"',
    '"type":"ACSCallSummary","correlationId":"x"', '"correlationId":"c","callType":"x"',
    '"correlationId":"c","callType":"x","callStartTime":"y","participantId":"z"',
    '"correlationId":"c","mediaType":"a","jitter_avg":1', '"correlationId":"c","properties":"{}"',
    '"correlationId":"c","data":"{\\"resultInf\\u006frmation\\":{\\"code\\":1}}"',
    '"correlationId":"c","data_base64":"eyJyZXN1bHRJbmZvcm1hdGlvbiI6eyJjb2RlIjoxfX0="',
    '"correlationId":"c","correlationId":"d"', '"correlationId":"c","level":1,"LEVEL":2',
    '"correlationId":"c","columns":["a"]', '"correlationId":"c","msg":"of columns"',
    '"correlationId":"c","CallConnected":"x"', '"correlationId":"c","error":{"a":1}',
    '"meta":{"callConnectionId":"c","correlationId":"d"}', '"correlationId":"c","callbackUri":"x"',
    *(
        f'"x":{quoted(text)}'
        for text in (
            _IDS,
            '{"callConnectionId":"c"} x',
            'x {"callConnectionId":"c"}',
            '{"callConnectionId":"c","resultInformation":{"code":1}}',
            '{"callConnectionId":"c","serverCallId":"s","operationContext":null}',
            '{"callConnectionId":"c","callConnectionId":"d"}',
            '{"callConnectionId":"c","m":"{\\"callConnectionId\\":1}"}',
            '{"callConnectionId":"c","OperationName":"x","ResultType":"y"}',
            '{"callConnectionId":"c","m":{"correlationId":"d"}}',
            '[{"callConnectionId":"c"}]',
            quoted(_IDS),
            filled(),
            f'{{"callConnectionId":"c","m":{filled()}}}',
            f'{{"callConnectionId":"c","m":{quoted(filled())}}}',
        )
    ),
    '"data":{"callConnectionId":"c","correlationId":"d"}', '"ids":{"callConnectionId":"c","x":1}',
    '"CallConnected":{"callConnectionId":"c","serverCallId":"d"}',
    '"ids":{"callConnectionId":"c","serverCallId":"d","correlationId":"e"}',
    '"ids":{"callConnectionId":"c","participants":[],"correlationId":"e"}',
    '"ids":{"callConnectionId":"c","severity":[],"sequenceNumber":1}',
    '"incomingCallContext":"x","correlationId":"y"',
)  # fmt: skip
"""Members that name a call; with some others they make an event or a row of a resource log."""

PROSE = (
    "Handling {EventType} of {CallConnectionId}",
    "{CallConnectionId} was handled",
    "x {@CallConnectionId} y {0} z",
    "x {callConnectionId:l} y",
    "x {callConnectionId",
    "x {} callConnectionId",
    "x { callConnectionId }",
    "x {callConnectionId}: 'y'",
    "x {callConnectionId}}",
    "x {{callConnectionId}}",
    "\x1b[1;32mcallConnectionId\x1b[0m",
    "[ \x1b[32mcallConnectionId",
    "x {\x1b[32m callConnectionId",
    "\x1b]callConnectionId",
    "callConnectionId \x1b[3",
    "Handling CallConnected for callConnectionId=1",
    "callConnectionId: 12",
    "of callConnectionId",
    "callConnectionId: '12'",
    'callConnectionId: "12"',
    "callConnectionId' : \\'12",
    "[1] eventType x",
    "x {callConnectionId: 1",
    "{callConnectionId: '1'",
    "[callConnectionId: 'x']",
    "callConnectionId {",
    ", callConnectionId: 'x'",
    "(callConnectionId: 'x')",
    "  callConnectionId: 'x'",
    "type: Microsoft.Communication.X",
    "type: 'Microsoft.Communication.X'",
    "callConnectionId = 'x'",
    '"type": "Microsoft.Communication.X"',
    "Microsoft.Communication.CallConnected received",
    'the "Microsoft.Communication.X" done',
    "type:' \"Microsoft.Communication.X",
    "callConnectionId [",
    "a [b] callConnectionId",
    'callConnectionId ["',
    "callConnectionId [1]",
    "] callConnectionId",
    "'callConnectionId'",
    '"callConnectionId"',
    "b'callConnectionId'",
    "b'{' callConnectionId",
    "callConnectionId\n",
    "x\n  callConnectionId: 'x'",
    "x\ncallConnectionId",
    "callConnectionId\tx",
    "\x1b[31mcallConnectionId",
    "callConnectionIdu0022: u0022x",
    'a ""callConnectionId""',
    "callConnectionId\\u0022: \\u0022x",
    "eyJjYWxsQ29ubmVjdGlvbklkIjoiMSIsInJlc3VsdEluZm9ybWF0aW9uIjp7",
    "resultInformation: {code: 200}",
    "correlationId=1, serverCallId=2",
    "id,type,callConnectionId",
    "2026-01-02T09:00:00Z stdout F callConnectionId",
    "2026-01-02T09:00:00Z stdout P callConnectionId",
    '{"callConnectionId":1',
    '{"callConnectionId":1}',
    '["callConnectionId"]',
    "[callConnectionId",
    "callConnectionId,\n1,2",
    "callConnectionId\r\n",
    "1,callConnectionId",
    "-callConnectionId",
    "callConnectionId C:\\x",
    '"callConnectionId',
    "callConnectionId é😀",
    "CALLCONNECTIONID: 'x'",
)
"""Text that names a call, and now and then looks like a part of an event."""

ODD_TEXTS_AROUND = (
    ("", "\n"), (" ", " "), ("x\n", ""), ("\n", ""), ("callConnectionId=1 ", ""), ("[x] ", ""),
    ("{} ", ""), ("'", "'"), ('"', '"'), ("CallConnected: ", ""), ("a" * 190, ""), ("a" * 199, ""),
    ("a" * 200, ""), ("a" * 201, ""), ("é" * 99, ""), ("é" * 100, ""), ("é" * 101, ""), ("", " x"),
    ("", "{}"), ("", ","), ("", "]"), ("[", "]"), ("[ ", ",1]"), ("[[", "]]"), ("x [", "] "),
    ("\x0b", "\x0c"), ("\u00a0", "\u00a0"), ("\ufeff", ""), ("\x1b[32m", "\x1b[0m"), ("\x00", ""),
    ("[10:00 INF] ", ""), ("a\\b ", ""), ("x: [\n", "\n]\n"),
)  # fmt: skip
"""What may stand around an event in its text."""


class RecordWriter:
    """Writes lines of a log of records, in which something is odd now and then."""

    def __init__(self, chance: Random, odds: float, event: Callable[[], str]) -> None:
        self._chance = chance
        self._odds = odds
        self._event = event
        self._usual = chance.choice(list(RECORDS.values()))

    def is_odd(self) -> bool:
        return self._chance.random() < self._odds

    def _text(self) -> str:
        event = self._event()
        if not self.is_odd():
            return event
        if self.is_odd():
            return f"[{event},{self._event()}]"
        before, behind = self._chance.choice(ODD_TEXTS_AROUND)
        return before + event + behind

    def record(self) -> str:
        """A record, which may be odd."""
        if self._chance.random() < 0.3:
            return self._chance.choice(OTHERS)
        record = self._chance.choice(list(RECORDS.values())) if self.is_odd() else self._usual
        text = record(self._text())
        if self.is_odd():
            text = text.replace("{", f"{{{self._chance.choice(ODD_MEMBERS)},", 1)
        if self.is_odd():
            text = f"{text[:-1]},{self._chance.choice(ODD_MEMBERS)}}}"
        if self.is_odd():
            text = f"{text[:-1]},{self._chance.choice(CALL_MEMBERS)}}}"
        if self.is_odd():
            text = f'{text[:-1]},"words":{quoted(self._chance.choice(PROSE))}}}'
        return text

    def line(self) -> str:
        """A line with its end, or a few."""
        kind = self._chance.random()
        if self.is_odd():
            text = self._chance.choice(ODD_RECORDS)
        elif kind < 2 * self._odds:
            prose = self._chance.choice(PROSE)
            texts = [
                filled(),
                "INFO x",
                f"INFO x {filled()}",
                self._event(),
                f"INFO {prose}",
                prose,
            ]
            text = self._chance.choice([*texts, f"{prose} {filled()}", f"INFO {prose}: {filled()}"])
        else:
            text = self.record()
        return text + (self._chance.choice(["\r\n", " \n", "\n\n"]) if self.is_odd() else "\n")
