"""Contradictions: the smallest sets of lines that no plan can hold together, what is too little, and the ways out."""

from __future__ import annotations
