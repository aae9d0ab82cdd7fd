"""How Sphinx builds these pages: `python -m sphinx -W -b html docs build/html`."""

from __future__ import annotations

project = "roadmap"
copyright = "the authors of roadmap"  # noqa: A001 - Sphinx reads this name
extensions = ["myst_parser"]
exclude_patterns = ["generation", "build"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "roadmap"
html_static_path: list[str] = []
