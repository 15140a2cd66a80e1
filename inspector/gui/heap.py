"""When Python looks through all objects for those that only hold one another.

While it does, no thread runs: with the objects of a large call the window stands still for some
tenths of a second. So the program does it only where much was let go and little is there.
"""

import gc

_NEVER = 2**31 - 1


def start_calm() -> None:
    """Young objects are looked through as ever; all of them only by `sweep`.

    What exists by now stays as long as the program and is passed over.
    """
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    gc.freeze()


def sweep() -> None:
    """Look through all objects, in a program that was started calm."""
    if gc.get_threshold()[2] == _NEVER:
        gc.collect()
