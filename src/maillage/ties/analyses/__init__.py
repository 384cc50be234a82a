"""The network as it is read, and the answers of organisations: the same figures on every page and in the report."""

from .network import Actor, Link, NetworkReading, Strand, read_network, read_ties_of
from .waves import WaveChange, WaveReading, compare_last_waves, read_last_wave

__all__ = [
    "Actor",
    "Link",
    "NetworkReading",
    "Strand",
    "WaveChange",
    "WaveReading",
    "compare_last_waves",
    "read_last_wave",
    "read_network",
    "read_ties_of",
]
