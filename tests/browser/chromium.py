"""Where Chromium is: what ROADMAP_CHROMIUM names, or the one that the system has."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("ROADMAP_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
IS_REQUIRED = os.environ.get("ROADMAP_BROWSER") == "required"
"""Whether tests fail where there is none; else they are skipped."""
