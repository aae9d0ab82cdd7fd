"""The examples that are shipped: folders to start from."""

from __future__ import annotations

from pathlib import Path

from requirements.language import _

PACKAGE = Path(__file__).resolve().parents[2]


def examples_folder() -> Path:
    """Where the examples are: inside the package when it is installed, beside it in a checkout."""
    inside, beside = PACKAGE / "examples", PACKAGE.parent / "examples"
    return inside if inside.is_dir() else beside


def known_examples() -> dict[str, str]:
    """The examples by name, the default one first, and what each shows."""
    return {
        "first-plan": _("a small plan: five deals, eleven features, two teams"),
        "chip-stack": _("an AI-chip company of realistic size: 83 deals, 94 people, the calendar of 2026"),
        "two-deals": _("a puzzle: two people and two deals, where first come, first served misses a gate"),
        "boards": _(
            "a plan with waits: a board that arrives later, a laboratory that needs time, and work that begins as late "
            "as possible"
        ),
        "inversion": _("a puzzle: one person must stay idle for a day, otherwise a deal misses its gate"),
        "hands-together": _("work that needs two skills at once, a mixed crew, or the same person from start to end"),
        "contradiction": _("two pins that contradict each other: no plan can hold both"),
    }


def files_of(example: str) -> list[Path]:
    """The files of an example, as paths relative to its folder; hidden files are not part of it."""
    root = examples_folder() / example
    inside = (path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file())
    return [path for path in inside if not any(part.startswith((".", "__")) for part in path.parts)]
