"""What can be done, one small file a verb: each a function from values to values, and the same through every door.

An operation prints nothing, knows no exit code and no terminal. It tells of progress by callbacks (`on_...`), ends
early when `stop` is set, and raises errors of the one tree (`roadmap.errors`). Folders and plans are taken as paths or
as what has been read of them (`sources`); only `plan`, `save`, `publish` and the imports write,
and only where they are told to.

The verbs are sorted by what people do: `folders` reads and changes the input, `importing` brings it from elsewhere,
`planning` makes plans, `asking` asks about them, `meeting` serves a meeting, `telling` writes what others read, and
`following` watches a published plan. `commands` of the command line has the same rooms. `session`, `searching`,
`sources` and `sweeping` are what several verbs or one large verb stand on.
"""
