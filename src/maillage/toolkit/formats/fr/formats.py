"""French as it is written: « 23 novembre 2026 », « 1 234,5 » with a narrow space."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "d/m/Y"
THOUSAND_SEPARATOR = "\u202f"
DECIMAL_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
