"""The reference store: national public data, downloaded once, checked, kept as Parquet with a card each."""
