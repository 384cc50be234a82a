"""One module per dataset. To add one, copy a neighbour and name it in ``catalogue.CONNECTORS``."""
