"""Did you mean: the nearest known name, and what names look like to a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from difflib import get_close_matches

from requirements.language import _

_LOOKALIKES = str.maketrans(
    "АВСЕНІЈКМОРЅТУХаеіјорсѕухԁѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ‐‑–—−",
    "ABCEHIJKMOPSTYXaeijopcsyxdvABEZHIKMNOPTYXaivopu-----",
)
_ALIKE = str.maketrans({"0": "O", "1": "l", "I": "l", "m": "rn"})


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like this one: the same but for case, else the closest spelling, else None."""
    plain = plain_form(name)
    folded = plain.casefold()
    same = [other for other in known if other.casefold() == folded]
    if same:
        return same[0]
    close = get_close_matches(plain, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(name: str, known: Collection[str]) -> str:
    """The hint that names the nearest known name; empty if none is near."""
    near = nearest(name, known)
    if near is None:
        return ""
    if near.casefold() == name.casefold():
        return _("Did you mean {name}? Upper and lower case differ.").format(name=near)
    return _("Did you mean {name}?").format(name=near)


def plain_form(name: str) -> str:
    """The name in ASCII, as far as it looks so: full-width and foreign letters replaced, invisible ones left out."""
    if name.isascii():
        return name
    compatible = unicodedata.normalize("NFKC", name)
    visible = "".join(char for char in compatible if unicodedata.category(char) not in ("Cf", "Mn"))
    return visible.translate(_LOOKALIKES)


def skeletons(name: str) -> set[str]:
    """What the name looks like to a hurried reader: names that share one of these are taken for each other."""
    plain = plain_form(name)
    return {"shape " + plain.translate(_ALIKE), "case " + plain.casefold()}
