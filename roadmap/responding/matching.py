"""Which capability a line of a list asks for: sure by an id or a name, else candidates for somebody to choose from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from roadmap.plans.document import CapabilityLine

LEAST_SCORE: Final = 55
"""Below it, out of 100, a name is no candidate."""
MOST_CANDIDATES: Final = 4
_SHORTEST_LATIN, _SHORTEST_HAN = 3, 2
_HAN = re.compile("[\u3400-\u9fff]")
_BREAK = re.compile(r"[^0-9a-z\u3400-\u9fff+#]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capability that a line may ask for, and how alike they are, out of 100."""

    id: str
    name: str
    score: int


@dataclass(frozen=True, slots=True)
class RequirementMatch:
    """What a line asks for: the capability where that is sure, else who may be meant, the likeliest first."""

    capability: str | None
    candidates: tuple[Candidate, ...] = ()


class NameIndex:
    """The names of capabilities: ids, names and synonyms, as they are compared."""

    def __init__(self, capabilities: Iterable[CapabilityLine]) -> None:
        self.called: dict[str, str] = {}
        self.owners: dict[str, set[str]] = {}
        for line in capabilities:
            self.called[line.id] = line.name
            for name in {folded(line.id), folded(line.name), *map(folded, line.synonyms)} - {""}:
                self.owners.setdefault(name, set()).add(line.id)

    def match(self, text: str, stated: str = "") -> RequirementMatch:
        """What a line asks for. It is sure where the list states an id, where the text is a name, or where it holds
        the names of one capability alone; alike is never sure."""
        if stated in self.called:
            return RequirementMatch(stated)
        asked = folded(text)
        whole = self.owners.get(asked, set())
        if len(whole) == 1:
            return RequirementMatch(next(iter(whole)))
        held = self._held(asked)
        if len(held) == 1:
            return RequirementMatch(next(iter(held)))
        return RequirementMatch(None, self._candidates(asked, held))

    def _held(self, asked: str) -> set[str]:
        """The capabilities whose names stand in a text, without those whose name is part of a longer one."""
        found = {name: at for name in self.owners if _is_telling(name) for at in _places(name, asked)}
        spans = [(at, at + len(name), name) for name in found for at in _places(name, asked)]
        inner = {
            name
            for begin, end, name in spans
            if any(b <= begin and end <= e and (e - b) > (end - begin) for b, e, _other in spans)
        }
        outer = [name for _begin, _end, name in spans if name not in inner]
        return {owner for name in outer for owner in self.owners[name]}

    def _candidates(self, asked: str, held: set[str]) -> tuple[Candidate, ...]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only lists of requirements need it

        scores: dict[str, float] = dict.fromkeys(held, 99.0)
        near = process.extract(asked, list(self.owners), scorer=fuzz.WRatio, limit=12, score_cutoff=LEAST_SCORE)
        for name, score, _index in near:
            for owner in self.owners[name]:
                scores[owner] = max(scores.get(owner, 0.0), score)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CANDIDATES]
        return tuple(Candidate(key, self.called[key], round(score)) for key, score in ranked)


def folded(text: str) -> str:
    """A text as it is compared: without case, width and punctuation, words apart by one blank."""
    return _BREAK.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _is_telling(name: str) -> bool:
    return len(name) >= (_SHORTEST_HAN if _HAN.search(name) else _SHORTEST_LATIN)


def _places(name: str, text: str) -> list[int]:
    """Where a name stands in a text as whole words; Chinese has no blanks between them."""
    ends = r"(?<![0-9a-z+#]){}(?![0-9a-z+#])" if not _HAN.search(name) else "{}"
    return [found.start() for found in re.finditer(ends.format(re.escape(name)), text)]
