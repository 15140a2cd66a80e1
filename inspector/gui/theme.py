"""Themes: one TOML file each, the only place where a color is written."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector.assets import resources_dir
from inspector.errors import InspectorError
from inspector.index.codes import CodeClass

ROLES = (
    "window",
    "surface",
    "alternate",
    "raised",
    "border",
    "text",
    "muted",
    "accent",
    "on_accent",
    "focus",
    "hit",
    "cap",
    "idle",
)


@dataclass(frozen=True, slots=True)
class ClassColors:
    """Colors of one code class, as `#RRGGBB`."""

    color: str
    """Text, outline, shape."""
    tint: str
    """Background of a badge or bar."""
    on_color: str
    """Text on a solid badge."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Every color of the window by role, as `#RRGGBB`."""

    name: str
    window: str
    surface: str
    alternate: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    focus: str
    hit: str
    cap: str
    idle: str
    classes: Mapping[CodeClass, ClassColors]


def load_theme(name: str, folder: Path | None = None) -> Theme:
    """The theme of that name; raises InspectorError that names file and role."""
    path = (folder or resources_dir() / "themes") / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        roles = {role: str(data["roles"][role]) for role in ROLES}
        classes = {
            cls: ClassColors(**{k: str(v) for k, v in data["class"][cls.value].items()})
            for cls in CodeClass
        }
    except OSError as error:
        raise InspectorError(f"No theme named {name}", str(error), "Choose light or dark") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise InspectorError(f"The theme {path.name} cannot be used", f"{error}") from None
    return Theme(name=str(data.get("name", name)), classes=classes, **roles)
