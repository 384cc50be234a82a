"""1 · Read: perimeters, communes, indicators, the reference store of public data."""
