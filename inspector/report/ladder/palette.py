"""The colors of a drawn ladder, from the same files as the window's."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from inspector.assets import resources_dir
from inspector.errors import InspectorError
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colors as `#RRGGBB`."""

    ground: str
    text: str
    muted: str
    border: str
    idle: str
    cap: str
    classes: Mapping[CodeClass, tuple[str, str]]
    """Ink and tint of each code class."""


def load_palette(*, dark: bool) -> Palette:
    """The light or the dark colors; raises InspectorError when the theme cannot be read."""
    path = resources_dir() / "themes" / ("dark.toml" if dark else "light.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        roles, classes = data["roles"], data["class"]
        return Palette(
            ground=str(roles["surface"]),
            text=str(roles["text"]),
            muted=str(roles["muted"]),
            border=str(roles["border"]),
            idle=str(roles["idle"]),
            cap=str(roles["cap"]),
            classes={
                each: (str(classes[each.value]["color"]), str(classes[each.value]["tint"]))
                for each in CodeClass
            },
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise InspectorError(f"The theme {path.name} cannot be used", f"{error}") from None
