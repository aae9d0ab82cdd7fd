"""The addresses of the workbench, one module for each kind of page."""

from __future__ import annotations
