"""Pages of this room: the portfolio, a partnership, filling the grid."""
