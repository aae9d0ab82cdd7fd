"""The site of an edition: a page for each thing that an audience may see, made of what it may see alone."""

from __future__ import annotations
