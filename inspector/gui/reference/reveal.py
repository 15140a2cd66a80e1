"""Shows a file in the file manager of the system."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def reveal(path: Path) -> bool:
    """Open the folder of a file, with the file selected where the system can; False if not."""
    command = reveal_command(path, sys.platform)
    if command is None:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))
    program, arguments = command
    return bool(QProcess.startDetached(program, arguments)[0])


def reveal_command(path: Path, platform: str) -> tuple[str, list[str]] | None:
    """The program that shows a file in its folder; None where only the folder can be opened."""
    match platform:
        case "win32":
            return "explorer.exe", ["/select,", str(path.absolute())]
        case "darwin":
            return "open", ["-R", str(path.absolute())]
        case _:
            return None
