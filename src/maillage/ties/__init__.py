"""5 · Relate: who works with whom, how strongly, and who bridges employment and training."""
