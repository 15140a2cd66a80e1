"""What is open: the inputs, the newest snapshot, and the load that makes it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from inspector.calls.load import NO_CHOICES, Choices
from inspector.capture.choice import AS_DETECTED, Choice
from inspector.capture.source import Input
from inspector.errors import InspectorError
from inspector.findings.model import Findings
from inspector.gui.loading import Loaded, Loader


class Session(QObject):
    """One capture at a time. A capture that cannot be opened leaves the old one in place."""

    opening = Signal(str)
    """A load begins; the text names what is read."""
    opened = Signal(object)
    """The first snapshot of another capture."""
    grown = Signal(object)
    """A later snapshot of the same capture."""
    ended = Signal()
    """The load is over: done, canceled or failed."""
    failed = Signal(object)
    """An InspectorError to show."""
    examined = Signal(object)
    """The `Findings` of the finished capture."""
    following_changed = Signal(bool)
    closed = Signal()

    def __init__(self, loader: Loader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self._load = 0
        self._pending: tuple[Input, ...] = ()
        self._pending_choices: Choices = NO_CHOICES
        self._inputs: tuple[Input, ...] = ()
        self._choices: Choices = NO_CHOICES
        self._loaded: Loaded | None = None
        self._is_first = False
        self._is_busy = False
        self._is_outdated = False
        self._is_following = False
        self._is_watching = False
        self._is_examined = False
        loader.loaded.connect(self._take)
        loader.examined.connect(self._examine)
        loader.failed.connect(self._fail)

    @property
    def loaded(self) -> Loaded | None:
        """The newest snapshot, or None when nothing is open."""
        return self._loaded

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What the user chose to open: folders and archives as such."""
        return self._inputs

    @property
    def is_busy(self) -> bool:
        """Whether a load is running."""
        return self._is_busy

    def choice(self, name: str) -> Choice:
        """What was chosen for a source of the open capture, by the name of its input."""
        return self._choices.get(name, AS_DETECTED)

    def open(self, inputs: Sequence[Input]) -> None:
        """Read these as one capture, in place of the open one."""
        self._start(inputs, NO_CHOICES)

    def _start(self, inputs: Sequence[Input], choices: Choices) -> None:
        self._pending, self._pending_choices = tuple(inputs), choices
        self._is_first = True
        self._is_busy = True
        self._is_watching = False
        self._load = self._loader.start(self._pending, choices)
        self.opening.emit(_names(self._pending))

    def add(self, inputs: Sequence[Input]) -> None:
        """Read these together with what is open."""
        self._start([*self._inputs, *inputs], self._choices)

    def choose(self, choices: Mapping[str, Choice]) -> None:
        """Read everything again, with other choices for some sources by the name of their input.

        What was chosen for the others holds on; a choice of nothing takes one back.
        """
        chosen = {**self._choices, **choices}
        chosen = {name: choice for name, choice in chosen.items() if choice != AS_DETECTED}
        if self._inputs and chosen != self._choices:
            self._start(self._inputs, chosen)

    def cancel(self) -> None:
        """Stop reading; what was read so far stays open."""
        if self._is_busy:
            self._loader.cancel()
            self._load = 0
            self._end()

    @property
    def is_following(self) -> bool:
        """Whether the files are read on as they grow."""
        return self._is_following

    def set_following(self, following: bool) -> None:
        """Read the files on as they grow, or no longer."""
        if following == self._is_following:
            return
        self._is_following = following
        self.following_changed.emit(following)
        if following:
            self._watch()
        elif self._is_watching:
            self._is_watching = False
            self._loader.cancel()
            if not self._is_examined:
                self.judge()

    def judge(self) -> None:
        """Judge the capture anew, after the catalog changed; a running load comes to its end."""
        if self._is_busy:
            self._is_outdated = True
        elif self._loaded is not None:
            self._is_watching = False
            self._load = self._loader.judge(self._loaded.capture)

    def close(self) -> None:
        """Close the capture."""
        self.cancel()
        self.set_following(False)
        self._loader.cancel()
        self._load = 0
        self._release()
        self._inputs, self._choices = (), NO_CHOICES
        self.closed.emit()

    def _take(self, number: int, loaded: Loaded) -> None:
        if number != self._load:
            return
        if self._is_first:
            self._release()
            self._is_first = False
            self._inputs, self._choices = self._pending, self._pending_choices
            self._loaded = loaded
            self.opened.emit(loaded)
        else:
            self._loaded = loaded
            self.grown.emit(loaded)
        self._is_examined = False
        if loaded.capture.finished:
            self._end()

    def _examine(self, number: int, findings: Findings) -> None:
        if number == self._load:
            self._is_examined = True
            self.examined.emit(findings)
            self._watch()

    def _watch(self) -> None:
        """Wait for more, once all that is there was read and examined."""
        if self._is_following and self._is_examined and not self._is_watching:
            self._is_watching = True
            self._load = self._loader.follow()

    def _fail(self, number: int, error: InspectorError) -> None:
        if number == self._load:
            self.set_following(False)
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        self._is_busy = False
        self.ended.emit()
        if self._is_outdated:
            self._is_outdated = False
            self.judge()

    def _release(self) -> None:
        if self._loaded is not None:
            self._loaded.capture.close()
            self._loaded = None
            self._is_examined = False


def _names(inputs: Sequence[Input]) -> str:
    if len(inputs) == 1:
        return inputs[0].label
    return f"{len(inputs)} files"
