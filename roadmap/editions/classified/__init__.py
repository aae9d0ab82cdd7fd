"""Every field of the input and of the plan, with the kind of knowledge that it is: the one place where that is said.

A field that is not listed is hidden from every audience but the internal one, and a test fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel

from requirements.deal import Deal
from roadmap.editions.classified.of_input import OF_INPUT
from roadmap.editions.classified.of_plan import OF_PLAN
from roadmap.editions.classified.of_views import OF_VIEWS
from roadmap.editions.secrecy import Knowledge
from roadmap.plans.deals import DealLine

__all__ = ["Fields", "known_fields"]

Fields = Mapping[Knowledge, str]
"""The names of fields by their kind, blanks between them."""


_TAKEN_OVER: Mapping[str, tuple[str, type[BaseModel]]] = {DealLine.__name__: (Deal.__name__, DealLine)}
"""Classes of the plan that take fields over from a class of the input: what has the same name there is the same kind of
knowledge, unless it is listed anew."""


@cache
def known_fields(owner: str) -> Mapping[str, Knowledge]:
    """The kind of each field of a class, by the name of the class; nothing for a class that is not listed."""
    listed: Fields = OF_PLAN.get(owner) or OF_INPUT.get(owner) or OF_VIEWS.get(owner) or {}
    own = {name: kind for kind, names in listed.items() for name in names.split()}
    if owner not in _TAKEN_OVER:
        return own
    stated, model = _TAKEN_OVER[owner]
    return {name: kind for name, kind in known_fields(stated).items() if name in model.model_fields} | own
