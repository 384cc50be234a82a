"""An indicator over all of France: a map from our own tiles, a table, a sentence, an address. Open to everybody."""
