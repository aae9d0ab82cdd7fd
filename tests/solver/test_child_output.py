"""What libraries print inside the child must not damage its records."""

from __future__ import annotations

import os
import subprocess
import sys


def test_what_a_library_prints_does_not_reach_the_records() -> None:
    script = (
        "import os\nfrom roadmap.solver.records.search_records import own_output\n"
        "records = own_output()\nos.write(1, b'chatter')\nrecords.write(b'record')\nrecords.flush()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=os.environ)
    assert (done.stdout, done.stderr) == (b"record", b"chatter")
