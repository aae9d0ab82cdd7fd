"""What people call a deal: its id, its own name or its customer."""

from __future__ import annotations

from requirements.language import _, enumerated, follow_on
from requirements.reading.did_you_mean import did_you_mean
from roadmap.errors import UsageFault
from roadmap.explaining.subjects import plain_name
from roadmap.plans.document import Plan


def deal_called(plan: Plan, asked: str) -> str:
    """The id of the open deal that has this id; else that has this name, else this customer, whatever the capitals and
    spaces. UsageFault where no deal is called so, or several are.
    """
    lines = [line for line in plan.deals if not line.placeholder]
    if any(line.id == asked for line in lines):
        return asked
    wanted = plain_name(asked)
    named = [line.id for line in lines if plain_name(line.name) == wanted]
    found = named or [line.id for line in lines if plain_name(line.customer) == wanted]
    if len(found) > 1:
        sentence = _("Several deals are called {name}. Use one of the ids {ids}.")
        raise UsageFault(sentence.format(name=asked, ids=enumerated(found)))
    if not found:
        sentence = _("The plan holds no open deal {deal}.").format(deal=asked)
        names = [name for line in lines for name in (line.id, line.name, line.customer) if name]
        raise UsageFault(follow_on(sentence, did_you_mean(asked, names)))
    return found[0]
