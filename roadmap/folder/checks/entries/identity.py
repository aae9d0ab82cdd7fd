"""Identity: two ids that a reader takes for the same."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding
from requirements.language import _
from requirements.reading.did_you_mean import skeletons
from roadmap.folder.texts.collected import BY_ID, Collected


def check_lookalikes(collected: Collected) -> Iterator[Finding]:
    """An id that differs from an earlier one of its section only by case, or by letters that look alike."""
    for section in BY_ID:
        seen: dict[str, str] = {}
        for entry in map(str, collected.declared[section]):
            if not entry.isascii():
                continue  # it is no id at all, and has a finding for that
            forms = skeletons(entry)
            first = next((seen[form] for form in forms if form in seen), None)
            if first is not None:
                place = collected.place(section, first, key=True)
                message = _("the id {id} looks almost the same as {first} at {place}").format(
                    id=entry, first=first, place=place
                )
                here = collected.place(section, entry, key=True)
                yield Finding("id-lookalike", here, message, _("Rename one of the two."), related=(place,))
            seen.update(dict.fromkeys(forms, first or entry))
