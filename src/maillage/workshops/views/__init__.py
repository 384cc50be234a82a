"""Pages of the pilot, of the screen and of the phones."""
