from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from requirements.model import RESTRICTED
from roadmap.editions.classified import known_fields
from roadmap.editions.classified.of_input import OF_INPUT
from roadmap.editions.classified.of_plan import OF_PLAN
from roadmap.editions.classified.of_views import OF_VIEWS
from roadmap.editions.need_answers import NeedAnswer
from roadmap.editions.secrecy import RULES, Knowledge
from roadmap.folder.texts.documents import Header, RoadmapFile
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.track_record import KeptPromise
from roadmap.views.futures.sure import SureGate
from roadmap.views.sales_timeline import COLUMNS, TimelineGate


def models_below(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and every model that stands in a field of it, or of these."""
    found: set[type[BaseModel]] = set()
    rest = [model]
    while rest:
        one = rest.pop()
        if one not in found:
            found.add(one)
            rest += [part for field in one.model_fields.values() for part in _models_in(field.annotation)]
    return found


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


EVERY = sorted(models_below(Plan) | models_below(RoadmapFile) | models_below(Header), key=lambda model: model.__name__)


def test_the_models_are_found() -> None:
    names = {model.__name__ for model in EVERY}
    assert {"Plan", "DealLine", "Cause", "CashMonth", "Deal", "Leave", "Branding"} <= names
    assert len(names) == len(EVERY)


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.__name__)
def test_every_field_of_the_input_and_of_the_plan_is_classified_in_one_place_and_no_other_is(
    model: type[BaseModel],
) -> None:
    assert set(known_fields(model.__name__)) == set(model.model_fields)


def test_nothing_is_classified_that_is_not_there_and_no_field_twice() -> None:
    assert set(OF_PLAN) | set(OF_INPUT) == {model.__name__ for model in EVERY} | {NeedAnswer.__name__}
    assert not set(OF_PLAN) & set(OF_INPUT)
    for listed in (*OF_PLAN.values(), *OF_INPUT.values()):
        names = " ".join(listed.values()).split()
        assert len(names) == len(set(names))


def test_every_column_of_an_exported_table_is_classified() -> None:
    assert set(OF_VIEWS) == {TimelineGate.__name__, KeptPromise.__name__, SureGate.__name__}
    assert set(known_fields(SureGate.__name__)) == {field.name for field in fields(SureGate)}
    assert set(known_fields(KeptPromise.__name__)) == {field.name for field in fields(KeptPromise)}
    assert set(known_fields(TimelineGate.__name__)) == {*COLUMNS, "fields"}


def test_what_is_restricted_in_messages_is_money_chance_or_who_buys() -> None:
    kinds = {
        known_fields(owner)[name] for owner in ("Deal", "DealLine") for name in RESTRICTED & set(known_fields(owner))
    }
    assert kinds == {Knowledge.MONEY, Knowledge.CHANCE, Knowledge.CUSTOMER}


def test_nothing_reaches_an_audience_by_default() -> None:
    assert set(RULES) == set(Audience)
    assert Knowledge.MONEY not in RULES[Audience.SALES]
    assert set(RULES[Audience.CUSTOMER]) == {
        *(Knowledge.FORM, Knowledge.PUBLIC, Knowledge.MARKET, Knowledge.RELEASE, Knowledge.CUSTOMER, Knowledge.GATE),
        *(Knowledge.PROMISE, Knowledge.PROMISE_DAY, Knowledge.SHIP_DAY),
    }
