"""Blocks as HTML through jinja2 with autoescape; one file that loads nothing from anywhere."""

from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from inspector.assets import resources_dir
from inspector.report.blocks import Block
from inspector.report.glyphs import GLYPHS
from inspector.report.plain import visible


class HtmlRenderer:
    """Renders blocks with the templates of `resources/report/`."""

    def __init__(self) -> None:
        folder = resources_dir() / "report"
        self._style = (folder / "report.css").read_text(encoding="utf-8")
        self._environment = Environment(
            loader=FileSystemLoader(folder, encoding="utf-8"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["visible"] = visible
        self._environment.filters["lines"] = _with_lines
        self._environment.filters["glyph"] = GLYPHS.__getitem__
        self._environment.filters["kind"] = lambda block: type(block).__name__

    def page(self, title: str, blocks: Iterable[Block]) -> str:
        """A whole document, light or dark as the reader's system is."""
        template = self._environment.get_template("page.html.j2")
        return template.render(title=title, blocks=tuple(blocks), style=Markup(self._style))


def _with_lines(text: str) -> str:
    return visible(text, keep_lines=True)
