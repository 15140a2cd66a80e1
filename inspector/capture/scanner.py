"""Walks over any text and tells a sink every event, problem and other value in it.

A text is taken as a run of values at the top level: one value, one a line, or values with any
text between them. A value that decodes as events is told at once. A value in which events may
lie deeper, or that is broken, or too long to hold, is *entered*: its opening bracket is passed
and its items are walked in the same way, with a frame that remembers the bracket.
"""

from inspector.capture.blocks import Blocks
from inspector.capture.bodies import Bodies
from inspector.capture.compiledpath import CompiledBlocks
from inspector.capture.delimited import Delimited
from inspector.capture.exchanges import Exchanges
from inspector.capture.foreign import Foreign
from inspector.capture.inside import Hint, Inside
from inspector.capture.lexer import ARRAY, NAMES, OBJECT, OPENER, STRING
from inspector.capture.loglines import LogLines
from inspector.capture.nested import LEVELS
from inspector.capture.otherlines import OtherLines
from inspector.capture.plain import PlainPath
from inspector.capture.prettyblocks import PrettyBlocks
from inspector.capture.printedlines import PrintedLines
from inspector.capture.quietlines import QuietLines
from inspector.capture.runtimes import Runtimes
from inspector.capture.salvage import Salvage
from inspector.capture.sink import Findings, Sink
from inspector.capture.strings import Strings
from inspector.capture.survey import Survey
from inspector.capture.textlines import read_line
from inspector.capture.values import Values
from inspector.capture.walk import Walk
from inspector.capture.whole_body import read_body
from inspector.capture.window import Window

_OF_NO_RECORDS = frozenset(("entries", "tables", "columns", "rows"))
"""Keys of arrays whose objects mean something to those around them."""
_WIDEST_GAP = 64
"""Bytes of white space passed in one go on the way to a line known to be a start."""


class Scanner:
    """Scans one text, as the container that was chosen for it; `step` until it gives False."""

    def __init__(
        self,
        window: Window,
        sink: Sink,
        plain: PlainPath,
        hint: str | None = None,
        level: int = 0,
        container: str = "",
        bodies: Bodies | None = None,
    ) -> None:
        walk = Walk(window, sink, hint, level)
        inner = bodies or Bodies()
        self._walk = walk
        self._window = window
        self._at = walk.at
        self._tell = walk.tell
        self._compiled = CompiledBlocks(walk.at, sink.reader, walk.tell, walk.survey)
        self._blocks = Blocks(walk.at, plain, walk.tell, walk.survey)
        self._pretty = PrettyBlocks(walk.at, plain, self._blocks, walk.survey)
        self._lines = LogLines(walk.at, plain, self._blocks, walk.tell, walk.survey)
        self._quiet = QuietLines(walk, sink.reader)
        self._salvage = Salvage(walk)
        inside = Inside(walk, lambda text, hint, level: scan_text(text, plain, inner, hint, level))
        self._foreign = Foreign(walk, inside)
        self._others = OtherLines(walk)
        self._values = Values(walk, plain, self._salvage, self._foreign, self._others)
        self._strings = Strings(walk, self._salvage, inside)
        self._runtimes = Runtimes(walk, inside)
        self._exchanges = Exchanges(walk, inside)
        self._printed = PrintedLines(walk, plain, inside)
        self._begun = False
        self._delimited = Delimited(walk, inside, plain, container)

    @property
    def survey(self) -> Survey:
        """What the text turned out to be."""
        return self._walk.survey

    @property
    def position(self) -> int:
        """Bytes of the text dealt with so far."""
        return self._at.position

    @property
    def is_whole(self) -> bool:
        """Whether nothing is open or cut at the position."""
        return not self._is_inside and not self._at.is_cut

    @property
    def _is_inside(self) -> bool:
        """Whether the next line belongs to what lies before it."""
        walk = self._walk
        return bool(walk.frames) or walk.awaits_value or self._delimited.is_active

    def pass_to(self, position: int) -> bool:
        """Go on at the start of a line, if nothing but white space lies before it."""
        gap = position - self._at.position
        if self._is_inside or not 0 <= gap <= _WIDEST_GAP:
            return False
        if gap:
            self._at.reload(gap)
            start = self._at.index
            if bytes(self._window.view[start : start + gap]).strip():
                return False
        self._at.begin_line(position)
        return True

    def pass_over(self, position: int) -> None:
        """Go on at the start of a line, after others dealt with what lies before it."""
        self._at.begin_line(position)
        self._walk.forget_dump()

    def step(self) -> bool:
        """Deal with the next value, line or block; False when the text is used up."""
        if self._salvage.search_on():
            return True
        start, end = self._at.skip()
        if end > start:
            self._tell.structure(start, end - start)
        if not self._walk.frames and (self._at.fresh or not self._window.has(self._at.position)):
            self._walk.end_line()
        if not self._window.has(self._at.position):
            self._finish()
            return False
        if not self._begun:
            self._begun = True
            self._runtimes.name()
        if not self._delimited.take() and not self._block():
            self._item()
        return True

    def _finish(self) -> None:
        """The end of the text: a container that is still open was cut."""
        walk = self._walk
        if walk.frames:
            name = NAMES[walk.frames[0].opener]
            reason = f"{walk.text_name} ends before its {name} is closed; all before it was read."
            walk.leave_all(self._at.position, reason)

    def _block(self) -> bool:
        """Many values or lines at the cursor, if they can be dealt with together."""
        at, frames = self._at, self._walk.frames
        if not frames:
            start, indent = at.position, at.indent
            is_passed = at.fresh and self._lines_from_here()
            if is_passed:
                self._walk.note_passed(start, indent)
            return is_passed
        if at.byte != OBJECT or frames[-1].opener != ARRAY:
            return False
        may_be_records = (frames[-1].key or "").lower() not in _OF_NO_RECORDS
        is_read = self._compiled.items(may_be_records=may_be_records) or self._blocks.items()
        return is_read or self._exchanges.read()

    def _lines_from_here(self) -> bool:
        byte, is_table = self._at.byte, self._delimited.is_active
        is_value = byte in b"[{"
        if (is_value and self._compiled.documents()) or (not is_table and self._compiled.lines()):
            return True
        if self._compiled.is_single:
            return False
        if is_value:
            if self._pretty.read() or self._blocks.lines():
                return True
            if byte == OBJECT and self._others.read():
                return True
        elif not is_table and self._quiet.read():
            return True
        return self._lines.read() or self._printed.read()

    def _item(self) -> None:
        """One value, bracket or line at the cursor."""
        walk, byte = self._walk, self._at.byte
        walk.begin()
        if self._runtimes.take():
            return
        if byte in OPENER:
            self._values.close(byte)
        elif byte == STRING:
            self._strings.string()
        elif byte in b"[{":
            self._values.open()
        elif walk.frames:
            self._strings.scalar()
        elif byte not in b"b'" or not self._foreign.value():
            read_line(walk)


def scan_text(
    text: str, plain: PlainPath, bodies: Bodies, hint: Hint = lambda: None, level: int = 1
) -> Findings:
    """Everything in a text that was kept inside a JSON string."""
    findings = Findings(text.encode("utf-8", "replace"))
    if read_body(findings, plain, bodies, opens=level < LEVELS):
        return findings
    scanner = Scanner(Window.of(findings.text), findings, plain, hint(), level, bodies=bodies)
    while scanner.step():
        pass
    return findings
