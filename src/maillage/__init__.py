"""Maillage: the open workbench of those who weave a territory's partnerships for access to apprenticeship."""

__version__ = "0.1.0"
