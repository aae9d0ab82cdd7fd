"""Plan files of plans that a test has made up or changed: sealed, as if the checker had just accepted them."""

from __future__ import annotations

import json
from typing import Any

from roadmap.folder.seal import PLAN_KIND, SCHEMA_VERSION, digest_of
from roadmap.plans import plan_file
from roadmap.plans.document import Plan


def plan_text(plan: Plan) -> str:
    """The text of a plan file."""
    return plan_file.plan_text(plan_file.sealed(plan))


def sealed_text(**content: Any) -> str:
    """The text of a plan file with this content, whatever it is, under a whole seal."""
    document = {"kind": PLAN_KIND, "schema_version": SCHEMA_VERSION, **content}
    document["verdict"] = {"checker": "roadmap.audit", "product": "0", "digest": ""}
    document["verdict"]["digest"] = digest_of(document)
    return json.dumps(document)
