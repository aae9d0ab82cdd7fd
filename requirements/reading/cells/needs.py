"""Needs as people write them: several in one cell, by the names of capabilities or by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from requirements.language import _
from requirements.reading.cells.doubt import Doubt, is_blank, plain
from requirements.reading.did_you_mean import nearest

SEPARATORS = ";；，、\n"
"""What parts the needs of one cell, unless a mapping says otherwise; a comma does too, where nothing else stands."""
_WEIGHT = re.compile(r"(?P<rest>.*?)[ (]*(?:-(?P<drop>\d+(?:\.\d+)?) ?%|(?P<nice>nice|可选|nice to have))\)?$", re.I)
_MATURITY = re.compile(r"(?P<rest>.*?) ?[:：] ?(?P<maturity>preview|ga|proven|预览|正式|验证充分)$", re.I)
_ALTERNATIVES = re.compile(r" ?\| ?|或者|或| or ", re.I)
_MATURITIES = {"预览": "preview", "正式": "ga", "验证充分": "proven"}


@dataclass(frozen=True, slots=True)
class CapabilityNames:
    """Ids by what people call them: the id itself, the name, and synonyms, without regard to case and blanks."""

    ids: Mapping[str, str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], synonyms: Iterable[tuple[str, str]] = ()) -> CapabilityNames:
        """The names of pairs of id and name, and of pairs of id and synonym. A name that several ids have names none of
        them; ids go before names, and names before synonyms."""
        listed = list(pairs)
        names = {_key(name) for _id, name in listed}
        further = ((key, word) for key, word in synonyms if _key(word) not in names)
        return cls(_unique(further) | _unique(listed) | {_key(key): key for key, _name in listed})

    def find(self, text: str) -> str | None:
        """The id that a text names."""
        return self.ids.get(_key(text))

    def near(self, text: str) -> str | None:
        """The id that a text names or nearly names."""
        close = nearest(_key(text), self.ids)
        return None if close is None else self.ids[close]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The ids by those names that only one of them has."""
    owners: dict[str, set[str]] = {}
    for key, name in pairs:
        owners.setdefault(_key(name), set()).add(key)
    return {name: next(iter(keys)) for name, keys in owners.items() if len(keys) == 1}


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "", plain(text).casefold())


def split_needs(cell: str, separators: str | None = None) -> list[str]:
    """The needs in one cell, each as it is written."""
    signs = separators or SEPARATORS
    parts = re.split(f"[{re.escape(signs)}]", cell)
    if separators is None and len(parts) == 1:
        parts = cell.split(",")
    return [part.strip() for part in parts if not is_blank(part)]


def read_need_text(text: str, names: CapabilityNames, values: Mapping[str, str] | None = None) -> str | Doubt:
    """A need as the short form that a deal takes: ids for names, then its maturity and its weight.

    `values` are further words for ids, such as a tracker's; one for the empty text says that nothing is needed.
    """
    rest, maturity, weight = _parts(text)
    ids = []
    for part in _known_or_split(rest, names, values or {}):
        name = (values or {}).get(part) or names.find(part)
        if name is None:
            return _unknown(part, names)
        ids.append(name)
    return " | ".join(ids) + maturity + weight


def need_names(text: str) -> list[str]:
    """The names of capabilities in a need: what is left without its maturity and its weight, alternatives apart."""
    return [part.strip() for part in _ALTERNATIVES.split(_parts(text)[0])]


def _parts(text: str) -> tuple[str, str, str]:
    """What a need names, its maturity and its weight, the last two in the short form."""
    rest, weight, maturity = plain(text), "", ""
    if found := _WEIGHT.fullmatch(rest):
        rest, weight = found["rest"].strip(), " nice" if found["nice"] else f" -{found['drop']}%"
    if found := _MATURITY.fullmatch(rest):
        rest = found["rest"]
        word = found["maturity"].casefold()
        maturity = f" : {_MATURITIES.get(word, word)}"
    return rest, maturity, weight


def _known_or_split(text: str, names: CapabilityNames, values: Mapping[str, str]) -> list[str]:
    if text in values or names.find(text) is not None:
        return [text]
    return [part.strip() for part in _ALTERNATIVES.split(text)]


def _unknown(text: str, names: CapabilityNames) -> Doubt:
    near = names.near(text)
    message = _("there is no capability {name}").format(name=text[:64])
    hint = _("Did you mean {name}?").format(name=near) if near else ""
    return Doubt("unknown-reference", message, hint)
