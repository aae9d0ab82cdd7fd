"""What somebody was shown is remembered as far as a limit of entries and bytes allows, the last first."""

from __future__ import annotations

from roadmap.editing.history.seen_entries import SeenEntries


def test_a_content_counts_once_and_goes_with_its_last_entry() -> None:
    seen = SeenEntries(most=3, largest=1_000)
    for number in range(3):
        seen.remember(f"deals.d{number}", "h", "a.yaml", bytes(b"x" * 600))  # one content, three entries
    assert (seen.bytes, len(seen.texts())) == (600, 3)
    seen.remember("deals.d3", "h", "b.yaml", b"y" * 600)  # 1,200 bytes: those of the first file go, all of them
    assert seen.texts() == {("deals.d3", "h"): ("b.yaml", b"y" * 600)}
    assert seen.bytes == 600


def test_the_newest_stays_however_large_and_the_oldest_goes_where_there_are_too_many() -> None:
    seen = SeenEntries(most=2, largest=10)
    seen.remember("deals.a", "1", "a.yaml", b"z" * 50)
    assert seen.bytes == 50
    for name in ("a", "b", "c", "a"):
        seen.remember(f"deals.{name}", "1", "a.yaml", name.encode())
    assert list(seen.texts()) == [("deals.c", "1"), ("deals.a", "1")]
    assert seen.bytes == 2
