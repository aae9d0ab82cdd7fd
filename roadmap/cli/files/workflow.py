"""The workflow file for a repository that holds a folder: check, plan and compare on every push."""

from __future__ import annotations

from pathlib import Path

from roadmap.outputs.html import templates_folder

WORKFLOW = Path(".github") / "workflows" / "roadmap.yml"
"""Where the file goes, in the folder that is the root of the repository."""


def workflow_text() -> str:
    """The workflow file, ready to commit."""
    return (templates_folder() / "workflow.yml").read_text(encoding="utf-8")
