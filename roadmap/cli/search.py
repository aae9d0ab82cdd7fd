"""Planning a folder from the command line: read it, search, save each better plan as it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.errors import PlanRejected
from requirements.finding import Place
from requirements.language import _
from roadmap.cli.errors import ExitCode
from roadmap.cli.interruption import Interruption, interruptible
from roadmap.cli.printing import remark
from roadmap.cli.progress import watch
from roadmap.cli.reading import read_project
from roadmap.folder.project import Project
from roadmap.outputs.files import write_whole
from roadmap.outputs.locks import sole_writer
from roadmap.plan.document import Plan
from roadmap.plan.file import plan_text
from roadmap.planner import Options, Planned, make_plan
from roadmap.policy.pins import Pin
from roadmap.schedule import Status, Stopped


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: the last plan saved (None: none was), how many were, how the command ends, and in one
    sentence why, where it does not end well."""

    plan: Plan | None
    saved: int
    code: ExitCode
    sentence: str = ""
    pins: tuple[tuple[str, Place | None], ...] = ()


def search(
    directory: Path,
    output: Path,
    *,
    options: Options,
    encoding: str | None = None,
    as_of: date | None = None,
    wait: float = 0.0,
    quiet: bool = False,
) -> Search:
    """Plan a folder and save every accepted better plan to `output` as it is found.

    The first Ctrl-C (or SIGTERM, SIGHUP) ends the search and keeps the best plan; the second ends at once. Raises
    RoadmapError when the input has errors or the output cannot be written, and KeyboardInterrupt before the search.
    """
    saved: list[Plan] = []

    def save(plan: Plan) -> None:
        write_whole(output, plan_text(plan))
        saved.append(plan)

    with interruptible() as interruption, sole_writer(output, wait=wait):
        project = read_project(directory, encoding=encoding, as_of=as_of, quiet=quiet)
        try:
            with watch(project.header.currency, quiet=quiet) as observe:
                interruption.searching = True
                planned = make_plan(project, options, observe=observe, save=save, stop=interruption.stop)
        except PlanRejected as error:
            raise _with_report(error, output) from error
        except KeyboardInterrupt:
            return _ended_at_once(saved, interruption)
        finally:
            interruption.searching = False
    if interruption.received and saved and not quiet:
        remark(_kept(len(saved)))
    return _conclude(planned, project, saved=saved, interruption=interruption)


def _with_report(error: PlanRejected, output: Path) -> PlanRejected:
    """The same refusal, once its bundle lies beside the plan that was to be written."""
    report = output.with_name(f"{output.stem}.rejected.json")
    write_whole(report, error.bundle)
    sentence = _("{reason} What is needed to find out why, without any names, is in {file}: please report it.")
    return PlanRejected(sentence.format(reason=error, file=report), bundle=error.bundle)


def _kept(count: int) -> str:
    return _("Interrupted: saved best plan #{count}.").format(count=count)


def _ended_at_once(saved: Sequence[Plan], interruption: Interruption) -> Search:
    if saved:
        remark(_kept(len(saved)))
        return Search(saved[-1], len(saved), ExitCode.GOOD)
    return _nothing(interruption)


def _nothing(interruption: Interruption) -> Search:
    code = ExitCode.TERMINAL_GONE if interruption.hung_up else ExitCode.INTERRUPTED
    return Search(None, 0, code, _("Interrupted before a plan was found; nothing was saved."))


def _conclude(planned: Planned, project: Project, *, saved: Sequence[Plan], interruption: Interruption) -> Search:
    if planned.plan is not None:
        return Search(planned.plan, len(saved), ExitCode.GOOD)
    if planned.proof.status is Status.INFEASIBLE:
        return Search(None, 0, ExitCode.CONTRADICTION, _contradiction(project), _pins(project))
    if interruption.received:  # the solver may have died of the same signal, which is no crash
        return _nothing(interruption)
    if planned.proof.stopped is Stopped.CRASHED:
        return Search(None, 0, ExitCode.DEFECT, _("The solver died before it found a plan; nothing was saved."))
    sentence = _(
        "No plan was found in the time given, which does not mean that there is none. "
        "Give it more with --time. A plan that was saved before is unchanged."
    )
    return Search(None, 0, ExitCode.NO_PLAN, sentence)


def _contradiction(project: Project) -> str:
    if len(project.pins) == 1:
        return _("No plan can hold this pin. Loosen or remove it:")
    if project.pins:
        return _("The pins contradict each other: no plan can hold all of them. Loosen or remove one of these:")
    return _("What is started and what is fixed contradict each other: no plan can hold all of it.")


def _pins(project: Project) -> tuple[tuple[str, Place | None], ...]:
    """What is held in place: every pin, in words, with its line where that is known."""
    return tuple((in_words(pin), project.places.get(("pins", n))) for n, pin in enumerate(project.pins))


def in_words(pin: Pin) -> str:
    """What a pin holds, as a clause."""
    if pin.deal is not None:
        return (_("deal {deal} is served") if pin.served else _("deal {deal} is not served")).format(deal=pin.deal)
    if pin.release is not None:
        return _("feature {feature} lands in {release}").format(feature=pin.feature, release=pin.release)
    if pin.start is not None:
        return _("feature {feature} starts on {day}").format(feature=pin.feature, day=pin.start)
    if pin.done_by is not None:
        return _("feature {feature} is done by {day}").format(feature=pin.feature, day=pin.done_by)
    return (_("feature {feature} is built") if pin.planned else _("feature {feature} is not built")).format(
        feature=pin.feature
    )
