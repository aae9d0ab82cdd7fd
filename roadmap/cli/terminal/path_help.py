"""What the help of commands says of paths into a folder."""

from __future__ import annotations

from requirements.language import _

PATHS = _(
    "PATH names a section or field of roadmap.yaml, then ids or names and fields, joined by dots: "
    "deals.D07.gates.design_in, segments.isv.win_rate, policy.caution, features.F3.work.build.effort. "
    "List members are numbered from 1. Work items can be named by their phase and needs by their capability. + adds a "
    "new member at the end. people.+2:compiler@2026-04-01 adds two people of a skill from a day on; people.-1:compiler "
    "removes one person."
)
"""How a path is written, of `whatif` and of `edit`."""
