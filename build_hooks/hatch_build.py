"""Before the wheel is packed (or installed in place): bundle, fonts, commune lists, contours, map tiles, translations.

Each product is made again only when what it is made from has changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

import bundle
import communes
import contours
import fonts
import tiles
import translations


class MaillageBuildHook(BuildHookInterface):
    """Make what the package ships and the repository does not hold."""

    def initialize(self, version: str, build_data: dict) -> None:
        root = Path(self.root)
        bundle.build(root)
        communes.build(root)
        fonts.build(root)
        contours.build(root)
        tiles.build(root)
        translations.build(root)
