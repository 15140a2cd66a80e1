"""Workers that have started when they are first asked to read, so that it does not depend on luck
what they read."""

from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from inspector.index.shard import begin


class StartedThreads(ThreadPoolExecutor):
    """Threads instead of processes."""

    def submit(self, *arguments: Any, **named: Any) -> Any:
        future = super().submit(*arguments, **named)
        if arguments[0] is begin:
            wait([future])
        return future
