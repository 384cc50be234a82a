"""Colours of the pictures drawn on the server: those of the style sheets, which a picture cannot read."""

from __future__ import annotations

INK, MUTED, HAIRLINE, BRAND, NO_DATA = "#1b2a2b", "#4f5d5c", "#c9c6bc", "#13504e", "#e3e0d8"
GRID = "#e6e3da"
FAMILIES = {"economic": "#8f5200", "social": "#6a3d9a", "training": "#0b6e6e", "institutional": "#44546a"}
SEQUENTIAL = ["#d5e6e3", "#a5cbc6", "#6ea7a1", "#377d78", "#0e4a48"]
