"""The tension: what employers seek, family of trades by family, beside what young people can learn within a time.

Start with ``analyses.read_tension``: the page, the picture, the files, the report and the command share the reading.
Official tension is imported and shown as official; what is made here says that it is ours.
"""
