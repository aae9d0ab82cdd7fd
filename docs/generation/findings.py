"""The reference page of findings: what each code means and what to do."""

from __future__ import annotations

import re

from roadmap.cli.commands.asking.explain import explanations


def finding_pages() -> str:
    """All codes in alphabetical order."""
    return "\n\n".join(f"## {code}\n\n{escaped(text)}" for code, text in explanations().items())


def escaped(text: str) -> str:
    """Plain text as Markdown: everything literal but what stands between backticks, which stays code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*_<>\[\]|#])", r"\\\1", part) for part in parts)
