"""Golden files of the sample plan. After a wanted change, write them anew and read the difference:

ROADMAP_WRITE_GOLDEN=1 python -m pytest tests/outputs && git diff tests/outputs/golden
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def agrees_with_golden(name: str, content: str | bytes) -> bool:
    """Whether the content is, byte for byte, that of the golden file; writes the file instead if so asked."""
    body = content.encode() if isinstance(content, str) else content
    if os.environ.get("ROADMAP_WRITE_GOLDEN"):
        (GOLDEN / name).write_bytes(body)
    assert (GOLDEN / name).read_bytes().decode() == body.decode()
    return True
