"""The workbench in a browser: the pages of a folder and its plan, served from one process on this machine.

`app` puts it together; `gate` lets requests in, `watching` knows what lies in the folder, `routes` are its addresses.
This is a door like the command line: what can be done is in `operations`, what is shown is in `views`. Needs the extra
`web`.
"""

from __future__ import annotations
