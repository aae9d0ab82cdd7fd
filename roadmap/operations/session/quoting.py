"""Quoting in a warm session: when a new deal can be promised, beside the best plan that the session has."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from requirements.errors import InputFault, RoadmapError
from requirements.language import _
from roadmap.changes.present import present_plan
from roadmap.changes.quoting.first_quote import first_gates, with_taken
from roadmap.changes.quoting.new_deal import read_new_deal
from roadmap.changes.quoting.quote_search import Improver
from roadmap.folder.texts.revision import revised_digest
from roadmap.operations.session.session_answers import AnswerStep, QuoteAnswer
from roadmap.operations.session.session_questions import SessionQuestion
from roadmap.operations.session.trying import Workroom
from roadmap.tuning import TUNING


def quote_answers(room: Workroom, question: SessionQuestion, *, stop: threading.Event) -> Iterator[QuoteAnswer]:
    """By when each gate can be promised, then also what it costs to take the deal as it is wished, then both after
    searches of `question.effort` seconds. InputFault with what is wrong."""
    began = time.process_time()
    if question.quote is None:
        return
    new, findings = read_new_deal(question.quote, encoding=room.opened.encoding)
    if new is None:
        raise InputFault(findings)
    folder = room.open()
    if folder.plan is None:
        raise RoadmapError(
            _("there is no plan to quote from: `roadmap plan {folder}` makes one.").format(folder=room.opened.directory)
        )
    loaded = room.revised(new)
    present = present_plan(loaded, new.key, folder.plan, digest=revised_digest(folder.plan.made_from.digest, new))
    name = room.opened.plan.name
    quoted, admission = first_gates(present, plan=name)
    yield QuoteAnswer(question.number, AnswerStep.REPAIRED, quoted, _since(began))
    if stop.is_set():
        return
    quoted = with_taken(present, quoted, admission, until=time.monotonic() + TUNING.session_quote)
    yield QuoteAnswer(question.number, AnswerStep.BETTER, quoted, _since(began))
    if question.effort > 0:
        deadline = time.monotonic() + question.effort
        workers, seed = TUNING.session_quote_workers, room.opened.seed
        quoted = Improver(present, deadline, workers=workers, seed=seed, stop=stop).improve(quoted)
    yield QuoteAnswer(question.number, AnswerStep.OPEN, quoted, _since(began))


def _since(began: float) -> float:
    return round(time.process_time() - began, 3)
