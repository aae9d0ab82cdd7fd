"""The HTML roadmap as values: the headline, then one module a section, put together by `page`."""

from __future__ import annotations
