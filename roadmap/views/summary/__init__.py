"""The two-minute page: what somebody who decides reads first, on one screen and one sheet."""

from __future__ import annotations
