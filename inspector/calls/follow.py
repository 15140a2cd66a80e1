"""Goes on reading files that grow while they are open."""

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

from inspector.calls.capture import Capture
from inspector.calls.load import GROWTH, NO_CHOICES, Choices, Load
from inspector.calls.watch import Watch
from inspector.capture.choice import CHOSEN, DELIMITERS
from inspector.capture.source import Input, Source
from inspector.events.kinds import KindTable

_LINE_SOUGHT = 1 << 16


class Follower:
    """A load that can be asked, again and again, for what was appended since.

    Appended lines are read by themselves. A file that did not end with a whole line is read
    again from its beginning, since its last value was cut. Inside of a `with` the files are held,
    so that none takes the place of another unnoticed.
    """

    def __init__(
        self,
        inputs: Sequence[Input],
        kinds: KindTable,
        cancelled: Callable[[], bool],
        choices: Choices = NO_CHOICES,
    ) -> None:
        self._inputs, self._kinds, self._choices = tuple(inputs), kinds, choices
        self._load = Load(inputs, kinds, cancelled, GROWTH, choices)
        self._read_to: dict[int, int] = {}
        self._watches: dict[int, Watch] = {}

    def __enter__(self) -> "Follower":
        for source in self._growing():
            self._watch(source).hold()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for watch in self._watches.values():
            watch.release()

    def snapshots(self) -> Iterator[Capture]:
        """Read the inputs as they are now; the last snapshot is finished."""
        yield from self._load.snapshots()
        self._read_to = {source.index: source.text_size for source in self._open_sources()}

    def grown(self, cancelled: Callable[[], bool]) -> Capture | None:
        """A snapshot with what was appended; None where nothing was.

        Canceled, it may lack some of it, and the follower is of no more use. Raises InspectorError
        when a file was cut, replaced (as a log that is rotated) or is gone.
        """
        capture: Capture | None = None
        for old in self._growing():
            if not self._watch(old).has_changed():
                continue
            again = Input(old.label, old.path, chosen=old.chosen)
            new = Source.open(again, old.index, cancelled)
            with old.session():
                pass  # raises when it is no longer the file that was read
            if new.size == old.size:
                continue
            if not self._is_line_end(old):
                return self._again(cancelled)
            start, stop = self._read_to[old.index], _last_line_start(new)
            if stop > start:
                capture = self._load.extend(new, start, stop, cancelled)
                self._read_to[old.index] = stop
        return capture

    def _is_line_end(self, source: Source) -> bool:
        """Whether reading stopped where a line and all values on it were complete.

        What a row means is said by the titles at the beginning of its table.
        """
        is_table = source.container.removesuffix(CHOSEN) in DELIMITERS
        if self._load.has_copies or is_table:
            return False
        return self._read_to[source.index] < source.text_size or self._load.ends_clean(source)

    def _again(self, cancelled: Callable[[], bool]) -> Capture:
        """Read everything once more."""
        self._load = Load(self._inputs, self._kinds, cancelled, float("inf"), self._choices)
        *_, last = self.snapshots()
        return last

    def _watch(self, source: Source) -> Watch:
        assert source.path is not None
        return self._watches.setdefault(source.index, Watch(source.path))

    def _growing(self) -> list[Source]:
        """The sources that are files as they stand; what is packed does not grow."""
        return [
            source
            for source in self._open_sources()
            if source.path is not None and source.file_text is not None
        ]

    def _open_sources(self) -> list[Source]:
        return [source for source in self._load.sources if source is not None]


def _last_line_start(source: Source) -> int:
    """The position behind the last newline; what follows it is not complete yet."""
    end = source.text_size
    while end > 0:
        start = max(0, end - _LINE_SOUGHT)
        found = source.read_at(start, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
