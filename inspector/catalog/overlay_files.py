"""Which overlay files there are: the user's own one, and those of a team's folder."""

import os
from pathlib import Path

from platformdirs import user_config_path

from inspector.errors import InspectorError

CONFIG_VARIABLE = "CALLBACK_INSPECTOR_CONFIG"
"""Environment variable that names another folder for the user's configuration."""
_PROGRAM = "callback-inspector"
_FILE = "catalog.toml"


def user_overlay_path() -> Path:
    """The user's own rows and notes; the file need not exist."""
    folder = os.environ.get(CONFIG_VARIABLE)
    return (Path(folder) if folder else user_config_path(_PROGRAM, appauthor=False)) / _FILE


def overlay_files(folder: Path | None = None) -> tuple[Path, ...]:
    """All overlays, each laid over those before it: the team's folder by name, then the user's own.

    Raises InspectorError when the folder cannot be read or holds no overlay.
    """
    own = user_overlay_path()
    team = () if folder is None else _files_of(folder)
    others = tuple(path for path in team if path.absolute() != own.absolute())
    return (*others, own) if _is_there(own) else others


def _files_of(folder: Path) -> tuple[Path, ...]:
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InspectorError(
            f"The catalog folder {folder} cannot be read", reason, "Name a folder with .toml files"
        ) from None
    if not found:
        raise InspectorError(f"The catalog folder {folder} holds no .toml file")
    return tuple(found)


def _is_there(path: Path) -> bool:
    """Whether there is something to read; what cannot be read is told by whoever reads it."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
