"""Editing: single values of a folder's files, changed where they stand, and nothing around them.

The door is `FolderEditor` of `roadmap.editing.editor`; what it takes and answers is in `roadmap.editing.edits`:

    editor = FolderEditor("my-plan")                 # one for each folder; any thread may call it
    entry = editor.entry("deals.D07.gates")          # EntryText: path, file, line, text, hash, value
    answer = editor.apply([
        Edit("deals.D07.gates.design_in", "2026-09-01", was="2026-07-01", if_match=entry.hash),
        Edit("pins.+", {"deal": "D07", "served": True}),
        Edit("deals.D09", REMOVED),
    ])                                               # all are made, or none
    AppliedEdits:  made (a sentence each), files, diff, findings (new warnings), hashes by entry, undo    -> 200
    EditConflict:  entry, base, yours, theirs, hash                                                      -> 409
    RefusedEdits:  findings, each with its place and what to do                                          -> 422
    editor.undo(answer.undo)                         # byte for byte, also after edits of others; gives the redo

Paths are those of `roadmap whatif`. RoadmapError is raised only where the folder cannot be written. `splicing` knows
texts alone; `locating` knows where an entry lives; `tables` knows rows; `writing` writes several files as one.
"""

from __future__ import annotations
