"""The pages of the workbench that no rendered plan has: today, the files of the folder, its history."""

from __future__ import annotations
