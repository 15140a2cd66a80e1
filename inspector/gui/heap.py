"""Keeps long pauses of Python itself out of the window.

The interpreter runs one thread at a time. Looking through all objects for those that only hold
one another stops everything: with the objects of a large call for some tenths of a second. So the
program does that only where much was let go and little is there. And a thread that computes gives
way after some milliseconds, each time the window needs the interpreter: that is often while it
draws, so the time is made shorter. It is shorter, too, than what a thread computes between two
reads of a file: a thread that lets go by itself takes the interpreter back before the window is
awake, again and again, unless it was asked to wait.
"""

import gc
import sys

_NEVER = 2**31 - 1
_TURN_S = 0.0001


def start_calm() -> None:
    """Young objects are looked through as ever; all of them only by `sweep`.

    What exists by now stays as long as the program and is passed over.
    """
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    gc.freeze()
    sys.setswitchinterval(_TURN_S)


def sweep() -> None:
    """Look through all objects, in a program that was started calm."""
    if gc.get_threshold()[2] == _NEVER:
        gc.collect()
