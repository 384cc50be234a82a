"""Base page, components, style, charts."""
