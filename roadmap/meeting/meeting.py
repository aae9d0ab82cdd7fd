"""A meeting: one scenario file that several browsers change, gesture by gesture, with undo and redo."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from requirements.errors import RoadmapError, system_reason
from requirements.finding import Finding, Place
from requirements.language import _, follow_on
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.nodes import Document
from roadmap.editing.editor import BETWEEN, WAIT
from roadmap.editing.edits import ABSENT, EditConflict, EditStopped, RefusedEdits, refusal
from roadmap.editing.splicing.file_text import FileText
from roadmap.editing.splicing.splices import StepKind, TextStep
from roadmap.editing.splicing.yaml_values import as_node
from roadmap.editing.tables import Location, plain_node
from roadmap.folder.texts.files import shown
from roadmap.meeting.gestures import Gesture, LineChange, line_change
from roadmap.meeting.lines import REMARKS, SECTIONS, hash_of_member, text_members
from roadmap.meeting.scenario_text import new_scenario, read_bytes, read_document, with_steps
from roadmap.meeting.state import MeetingState, read_state
from roadmap.meeting.steps import MeetingSteps, Step
from roadmap.meeting.undoing import taken_back
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.outputs.writing.locks import sole_writer

MEETINGS = "meetings"
"""The folder within a folder in which meetings lie."""
NAME = re.compile(r"[^\W_][\w-]{0,63}")
MOST_SEEN = 5_000
"""Lines whose text is remembered, so that a conflict can show it."""
OfLine = Callable[[dict[str, Any]], LineChange]
"""What is done to a line, by what the file says now."""


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """A change was made: the meeting as it is now."""

    state: MeetingState


MeetingAnswer = MeetingChange | EditConflict | RefusedEdits


class PlanningMeeting:
    """One scenario file. Any thread may call it; other processes, and editors, may write the file too: every call reads
    it anew. What a crash leaves is the file as it was before, or after."""

    def __init__(self, folder: Path | str, name: Path | str) -> None:
        """`name` is that of a meeting of the folder (`meetings/NAME.yaml`), or the path of a scenario file."""
        self.folder = Path(folder)
        self.path = meeting_file(self.folder, name)
        self._lock = threading.RLock()
        self._kept_steps: MeetingSteps | None = None
        self._seen: OrderedDict[str, str] = OrderedDict()

    def state(self) -> MeetingState:
        """The meeting as its file says it now; without a file a meeting without changes."""
        with self._lock:
            try:
                content = self._content()
            except EditStopped as stopped:
                found = stopped.answer.findings if isinstance(stopped.answer, RefusedEdits) else ()
                return MeetingState(self.path.stem, self.path, (), (), (), (), (), found)
            return self._state(content)

    def make(self, gesture: Gesture, *, seen: str | None = None) -> MeetingAnswer:
        """Make a gesture: its line comes, changes or goes. `seen` is the hash of its line as the user saw it (ABSENT:
        there was none); if it is another by now, the gesture comes too late."""
        return self._change([partial(line_change, gesture)], seen)

    def make_all(self, gestures: Sequence[Gesture]) -> MeetingAnswer:
        """Make several gestures as one step: all of their lines come, or none, and one undo takes them back."""
        return self._change([partial(line_change, gesture) for gesture in gestures], None)

    def remove(self, line: str) -> MeetingAnswer:
        """Take out a line, a note or a decision, by its id; too late if somebody has changed it since."""
        with self._lock:
            found = self.state().line(line)
            if found is None or found.inherited:
                return EditConflict(line, line, None, "", "", ABSENT)
            change = LineChange((found.place,), None)
            return self._change([lambda _stated: change], found.hash, is_remark=found.place[0] in REMARKS)

    def correct(self, line: str, said: Mapping[str, str | None]) -> MeetingAnswer:
        """Say a note or a decision in other words, by its id: `said` are its new parts (None: that part goes), all
        others stay. Too late if somebody has changed it since."""
        with self._lock:
            found = self.state().line(line)
            if found is None or found.place[0] not in REMARKS:
                return EditConflict(line, line, None, "", "", ABSENT)
            section, place = found.place

            def corrected(stated: Mapping[str, Any]) -> LineChange:
                parts = {**stated[str(section)][place], **said}
                return LineChange((), found.place, {key: part for key, part in parts.items() if part is not None})

            return self._change([corrected], found.hash, is_remark=True)

    def note(
        self, text: str, *, about: str | None = None, who: str | None = None, day: date | None = None
    ) -> MeetingAnswer:
        """Write down what somebody said."""
        return self._append("notes", {"text": text, "about": about, "who": who, "day": day})

    def decide(
        self, what: str, *, who: str, day: date, because: str | None = None, about: str | None = None
    ) -> MeetingAnswer:
        """Write down a decision: what, by whom, when, and why."""
        return self._append("decisions", {"what": what, "who": who, "day": day, "because": because, "about": about})

    def _append(self, section: str, said: dict[str, object]) -> MeetingAnswer:
        value = {key: part for key, part in said.items() if part is not None}
        return self._change(
            [lambda stated: LineChange((), (section, len(stated.get(section) or [])), value)], None, is_remark=True
        )

    def mark_kept(self, day: date) -> tuple[bytes, bytes]:
        """What the file says, and what it says once its changes were made in the folder. Nothing is written."""
        content = self._content()
        return content, with_steps(content, self._file, [TextStep(StepKind.PUT, ("kept",), as_node(day))])

    def undo(self) -> MeetingAnswer:
        """Take back the last change that was made here, also by a program that has ended, whatever else has changed
        since."""
        return self._step_back(redoes=False)

    def redo(self) -> MeetingAnswer:
        """Make again what was taken back last."""
        return self._step_back(redoes=True)

    @property
    def _steps(self) -> MeetingSteps:
        """What can be taken back; read once."""
        if self._kept_steps is None:
            self._kept_steps = MeetingSteps(self.path)
        return self._kept_steps

    def _step_back(self, *, redoes: bool) -> MeetingAnswer:
        with self._lock:
            of = self._steps.undone if redoes else self._steps.done
            return self._taken_back(of[-1], redoes=redoes) if of else MeetingChange(self.state())

    def _taken_back(self, step: Step, *, redoes: bool) -> MeetingAnswer:
        with sole_writer(self.path, wait=WAIT, between=BETWEEN):
            content = self._content()
            new = taken_back(*step, content, self._file)
            if new is None:
                self._steps.drop(step, undone=redoes)
                message = _("the lines of this edit have changed since, so it cannot be taken back")
                return _refused("edit-undo", self._file, message, _("Change the values by hand."))
            try:
                self._refuse_other_changes(content, new)
            except EditStopped as stopped:
                return stopped.answer
            self._write(new)
            (self._steps.redo if redoes else self._steps.undo)((content, new))
            return MeetingChange(self._state(new))

    def _change(self, changes: Sequence[OfLine], seen: str | None, *, is_remark: bool = False) -> MeetingAnswer:
        """Make changes one after another, as one step. One of notes or decisions (`is_remark`) may be made after the
        scenario was kept, too: minutes are corrected afterwards."""
        self._make_folder()
        with self._lock, sole_writer(self.path, wait=WAIT, between=BETWEEN):
            try:
                new = content = self._content()
                for change in changes:
                    wanted = change(self._stated(new, is_remark=is_remark))
                    if seen is not None:
                        now = self._line_at(new, wanted)
                    new = with_steps(new, self._file, _steps_of(wanted))
                if seen is not None and seen != now[1]:
                    yours = "" if wanted.place is None else self._line_at(new, wanted)[0]
                    return EditConflict(self._file, self._file, self._seen.get(seen), yours, *now)
            except EditStopped as stopped:
                return stopped.answer
            if new != content or not self.path.exists():
                steps = self._steps
                self._write(new)
                steps.make((content, new))
            return MeetingChange(self._state(new))

    def _make_folder(self) -> None:
        """Make the folder of meetings, unless it is there. RoadmapError where it cannot be made."""
        try:
            self.path.parent.mkdir(exist_ok=True)
        except OSError as error:
            sentence = _("the folder {folder} cannot be created: {reason}.")
            raise RoadmapError(sentence.format(folder=self.path.parent, reason=system_reason(error))) from error

    @property
    def _file(self) -> str:
        return shown(self.path.name)

    def _content(self) -> bytes:
        found = read_bytes(self.path)
        return new_scenario(self.path.stem) if found is None else found

    def _stated(self, content: bytes, *, is_remark: bool = False) -> dict[str, Any]:
        document, _typed, findings = read_document(content, self._file)
        if document is None or findings:
            raise EditStopped(RefusedEdits(tuple(findings)))
        if document.root.get("kept") is not None and not is_remark:
            raise _kept(document)
        stated: dict[str, Any] = plain_node(document.root)
        return stated

    def _refuse_other_changes(self, before: bytes, after: bytes) -> None:
        """The end of a step that would change what a scenario changes that the folder has already."""
        documents = [read_document(content, self._file)[0] for content in (before, after)]
        now = documents[0]
        if now is None or now.root.get("kept") is None:
            return
        said = [None if one is None else {key: one.root.get(key) or None for key in SECTIONS} for one in documents]
        if said[0] != said[1]:
            raise _kept(now)

    def _line_at(self, content: bytes, wanted: LineChange) -> tuple[str, str]:
        """The text and the hash of the line that a change is about."""
        text = FileText.of(content).text
        members = dict(text_members(text))
        for place in (wanted.place, *wanted.gone):
            if place is not None and (member := members.get(place)) is not None:
                digest = hash_of_member(text, member)
                return text[member.begin : max(member.node.end, member.begin)], digest
        return "", ABSENT

    def _state(self, content: bytes) -> MeetingState:
        state = read_state(self.path, content, can_undo=bool(self._steps.done), can_redo=bool(self._steps.undone))
        text = FileText.of(content).text
        for line in (*state.lines, *state.remarks):
            if not line.inherited:
                self._seen[line.hash] = text.splitlines()[line.number - 1].strip()
        while len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)
        return state

    def _write(self, content: bytes) -> None:
        write_whole(self.path, content, kind=FileKind.SCENARIO)


def _steps_of(wanted: LineChange) -> Sequence[TextStep]:
    """First what comes, then what goes, from the end: so every position is right when it is used."""
    comes = [] if wanted.place is None else [TextStep(StepKind.PUT, wanted.place, as_node(wanted.value))]
    return [*comes, *(TextStep(StepKind.REMOVE, place) for place in sorted(wanted.gone, key=_in_file, reverse=True))]


def _in_file(place: Location) -> tuple[str, int]:
    """By what places are sorted: members of one list by their position."""
    return str(place[0]), place[1] if isinstance(place[1], int) else -1


def _kept(document: Document) -> EditStopped:
    """The end of a step where the folder has the changes of the scenario already."""
    message = _("this scenario was kept on {day}, so the folder has its changes already")
    hint = _("Delete the line `kept` to make the changes once more, or begin another scenario.")
    return refusal("scenario-kept", document.place(("kept",)), message.format(day=document.root["kept"]), hint)


def _refused(code: str, file: str, message: str, hint: str) -> RefusedEdits:
    return RefusedEdits((Finding(code, Place(file), message, hint),))


def meeting_file(folder: Path, name: Path | str) -> Path:
    """The scenario file of a meeting. RoadmapError for a name that is none."""
    if isinstance(name, Path) or name.lower().endswith((".yaml", ".yml")):
        return Path(name)
    if not NAME.fullmatch(name):
        sentence = _(
            "{name} is not a name for a meeting: use letters, digits, dashes and underscores, at most 64 in all."
        )
        raise RoadmapError(sentence.format(name=shown(name)))
    return folder / MEETINGS / f"{name}.yaml"


def require_meeting(folder: Path, name: Path | str) -> Path:
    """The scenario file of a meeting that is there. RoadmapError, with what may be meant, where it is not."""
    path = meeting_file(folder, name)
    if not path.exists():
        known = [*meetings_of(folder), *(one.name for one in path.parent.glob("*.yaml"))]
        sentence = _("there is no scenario {file}.").format(file=path)
        raise RoadmapError(follow_on(sentence, did_you_mean(Path(name).name, dict.fromkeys(known))))
    return path


def meetings_of(folder: Path | str) -> list[str]:
    """The names of the meetings of a folder, in their order."""
    found = (Path(folder) / MEETINGS).glob("*.yaml")
    return sorted(path.stem for path in found if NAME.fullmatch(path.stem))
