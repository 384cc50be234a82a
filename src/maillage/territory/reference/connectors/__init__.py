"""One module per dataset, with one constant, ``DATASET``. To add one, copy a neighbour and name it in the catalogue."""
