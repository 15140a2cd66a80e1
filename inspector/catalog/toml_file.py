"""Reads a TOML file whoever wrote it: what is wrong with it is told like any other fault."""

import tomllib
from collections.abc import Mapping
from pathlib import Path


def read_toml(path: Path, name: str, faults: list[str]) -> Mapping[str, object] | None:
    """The content of a file; None, with a fault that begins with its name, when it has none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        faults.append(f"{name}: cannot be read ({error.strerror})")
    except ValueError as error:  # bad TOML and bad UTF-8
        faults.append(f"{name}: {error}")
    except RecursionError:
        faults.append(f"{name}: its values are nested too deep")
    return None
