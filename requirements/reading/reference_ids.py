"""Ids from the references of other systems, by one stated rule."""

from __future__ import annotations

import re
from hashlib import sha256

from requirements.reading.did_you_mean import plain_form

LONGEST = 64


def id_of_ref(ref: str, prefix: str) -> str:
    """The id for a reference: its letters, digits, dots, dashes and underscores, every other run of signs as one dash;
    after `prefix-` where it does not begin with a letter.

    Where signs were dropped that are more than blanks and punctuation, or the id would be too long, six signs of a hash
    of the reference follow, so that two references never share an id by that.
    """
    plain = plain_form(ref)
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-")
    text = kept if kept[:1].isalpha() else f"{prefix}-{kept}".rstrip("-")
    if len(text) <= LONGEST and plain.isascii():
        return text
    return f"{text[: LONGEST - 7]}-{hash_of(ref)}"


def hash_of(text: str) -> str:
    """Six signs that stand for a text."""
    return sha256(text.encode()).hexdigest()[:6]
