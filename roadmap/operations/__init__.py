"""What can be done, one small file a verb: each a function from values to values, and the same through every door.

An operation prints nothing, knows no exit code and no terminal. It tells of progress by callbacks (`on_...`), ends
early when `stop` is set, and raises errors of the one tree (`roadmap.errors`). Folders and plans are taken as paths or
as what has been read of them (`sources`); only `plan`, `save`, `publish` and the imports write,
and only where they are told to.
"""
