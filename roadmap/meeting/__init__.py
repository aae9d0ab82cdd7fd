"""A planning meeting: a scenario file that people change together while they talk, and what becomes of it.

The door is `PlanningMeeting` of `roadmap.meeting.meeting`:

    meeting = PlanningMeeting(folder, "autumn")         # meetings/autumn.yaml; one for all browsers; any thread
    state = meeting.state()                             # MeetingState: name, lines (chips), notes, decisions, changes,
                                                        # findings, can_undo, can_redo, kept, base
    meeting.make(MoveGate("D07", Gate.DESIGN_IN, date(2026, 5, 15)))          # a gesture: one line of the file
    meeting.make(SwitchDeal("D07", served=False), seen=line.hash)             # `seen`: the hash of the line as seen
    meeting.remove(line.id)                             # a chip is clicked away
    meeting.note("...", about="deals.D07", who="Li", day=date.today())
    meeting.decide("...", who="Li", day=date.today(), because="...", about="deals.D07")
    meeting.undo(); meeting.redo()
    compare_meetings(state, other)                      # `roadmap.meeting.comparing`: lines that only one of two has
    -> MeetingChange (state and the sentence), EditConflict or RefusedEdits, as of the editor

`state.changes` goes to `PlanningSession.ask`; `state.without(line.id)` are the changes without one line, for its price.
`roadmap.meeting.keeping.edits_of` turns changes into edits of the folder; `roadmap.operations.meeting.keep` makes them,
marks the scenario as kept and commits by git where that is asked for. `roadmap.operations.meeting.minutes` gives the
minutes.
"""

from __future__ import annotations
