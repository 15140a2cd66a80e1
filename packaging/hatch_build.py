"""Hatchling's hook: a wheel carries the compiled library, where a C compiler is at hand."""

import atexit
import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

SOURCES = "inspector/compiled"


class CompiledWheel(BuildHookInterface[Any]):
    """Compiles into the wheel and names the platform it is for; without a compiler it stays pure.

    The library needs no Python of a certain version, so that one wheel serves them all.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the wheel is written. An editable one has its library in the checkout."""
        compiling = load_compiling(Path(self.root))
        folder = Path(self.root, SOURCES)
        if version == "editable":
            compiling.provide(folder, self.app.display_info)
            return
        made = tempfile.TemporaryDirectory()
        atexit.register(made.cleanup)  # the wheel is written after this
        library = Path(made.name, compiling.LIBRARY)
        try:
            compiling.compile_library(folder, library, compiling.find_compiler())
        except compiling.CannotCompileError as failure:
            self.app.display_warning(f"No compiled part in this wheel: {failure}")
            return
        build_data["force_include"][str(library)] = f"{SOURCES}/{compiling.LIBRARY}"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform()}"


def platform() -> str:
    """That of this machine; on Linux no promise about machines with an older C library."""
    promises = ("manylinux", "musllinux")
    return next(tag for tag in platform_tags() if not tag.startswith(promises))


def load_compiling(root: Path) -> ModuleType:
    """The part that compiles: packaging is no package to import from."""
    spec = importlib.util.spec_from_file_location("compiling", root / "packaging" / "compile.py")
    if spec is None or spec.loader is None:
        raise ImportError("packaging/compile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
