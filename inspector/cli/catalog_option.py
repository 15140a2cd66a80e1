"""`--catalog DIR`, and the catalog that a command explains with."""

import argparse
from pathlib import Path

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.overlay_files import overlay_files


def add_catalog(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a folder of overlays."""
    parser.add_argument(
        "--catalog",
        metavar="DIR",
        type=_folder,
        help="a team's folder of .toml files laid over the catalog, beneath your own rows",
    )


def chosen_catalog(arguments: argparse.Namespace) -> Catalog:
    """The catalog that ships, with the team's rows and the user's own ones laid over it.

    Raises InspectorError that names file, row and field of what is wrong in them.
    """
    return load_catalog(overlays=overlay_files(arguments.catalog))


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)
