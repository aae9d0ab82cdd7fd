"""What entries looked like when somebody was shown them, so that a conflict can show it: as much as a limit allows."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Mapping

MOST_SEEN = 20_000
"""Entries that are remembered, those shown last."""
LARGEST_SEEN = 16 * 1024 * 1024
"""Bytes of the files that they stood in; what a file said counts once, however many entries of it were shown."""

SeenTexts = Mapping[tuple[str, str], tuple[str, bytes]]
"""The file of an entry and what it said when somebody was shown the entry, by the entry's path and hash."""


class SeenEntries:
    """Remembers entries, and lets the oldest go where there are too many or their files take too much. May be used from
    any thread."""

    def __init__(self, *, most: int = MOST_SEEN, largest: int = LARGEST_SEEN) -> None:
        self._most, self._largest = most, largest
        self._lock = threading.Lock()
        self._seen: OrderedDict[tuple[str, str], tuple[str, bytes]] = OrderedDict()
        self._contents: dict[bytes, bytes] = {}
        self._uses: Counter[bytes] = Counter()
        self.bytes = 0
        """What is held by now."""

    def remember(self, path: str, digest: str, name: str, content: bytes) -> None:
        """Somebody was shown an entry with this hash in a file that said this."""
        with self._lock:
            if (path, digest) in self._seen:
                self._let_go(self._seen.pop((path, digest))[1])
            if content not in self._contents:
                self.bytes += len(content)
            held = self._contents.setdefault(content, content)
            self._uses[held] += 1
            self._seen[path, digest] = name, held
            while len(self._seen) > self._most or (self.bytes > self._largest and len(self._seen) > 1):
                self._let_go(self._seen.popitem(last=False)[1][1])

    def texts(self) -> SeenTexts:
        """All that is remembered, the oldest first."""
        with self._lock:
            return dict(self._seen)

    def _let_go(self, content: bytes) -> None:
        self._uses[content] -= 1
        if not self._uses[content]:
            del self._uses[content], self._contents[content]
            self.bytes -= len(content)
