"""How long an export of a CRM takes: suggested, imported, imported again with changes, and checked.

`python -m benchmarks.imports 8800` invents as many deals in the columns of a public sales set, which knows stages and
days of closing and no gates, and prints the seconds of the processor and the memory of each command.
"""

from __future__ import annotations

import csv
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HEADINGS = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
ANSWERS = {
    'account, empty: "?"': "account, empty: unknown",
    'always: "?"': "always: customers",
    'Engaging: "?"': "Engaging: evaluation",
    'unit: "?", empty: "?"': 'unit: 1, empty: "0"',
    "  preset: sheet": "  preset: sheet\n  rows: 100000",
}
"""What a person answers in the suggested mapping."""
FOLDER = """\
name: Sales
start: 2026-01-05
horizon: 2026-12-31
currency: USD
include: [deals/sales.csv]
segments:
  customers: {name: Customers, target: 20M, win_rate: 1/2, lead_rate: 3/4}
  others: {name: Others, target: 1M, win_rate: 1/2, lead_rate: 3/4}
"""


def write_export(file: Path, count: int, *, changed: int = 0) -> None:
    """So many deals; `changed` of those that are open are won."""
    numbers = random.Random(count)  # noqa: S311 - an invented export, the same each time
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS.split(","))
        for at in range(count):
            stage = numbers.choice(["Won", "Won", "Lost", "Engaging", "Prospecting"])
            begun = date(2025, 10, 20) + timedelta(days=numbers.randrange(400))
            closed, value = begun + timedelta(days=numbers.randrange(1, 138)), numbers.randrange(38, 30_288)
            if at < changed and stage == "Engaging":
                stage = "Won"
            won = {"Won": str(value), "Lost": "0"}.get(stage, "")
            account = f"Account {numbers.randrange(900)}" if won or at % 3 else ""
            writer.writerow(
                [f"Q{at:07d}", f"Agent {at % 30}", "GTX", account, stage, begun, closed if won else "", won]
            )


def timed(*arguments: str | Path) -> str:
    """One command of roadmap in a process of its own: seconds of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "roadmap", *map(str, arguments)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.1f} s"


def main(count: int) -> None:
    """Print a line for each command, and the most memory that one of them took."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        (folder / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
        export, mapping = folder / "sales.csv", folder / "imports" / "sales.yaml"
        write_export(export, count)
        print("suggested:", timed("import", "--suggest", export))
        text = mapping.read_text(encoding="utf-8")
        for asked, answer in ANSWERS.items():
            text = text.replace(asked, answer)
        mapping.write_text(text, encoding="utf-8")
        print("imported:", timed("import", mapping, export))
        write_export(export, count, changed=50)
        print("imported again:", timed("import", mapping, export))
        if count <= 10_000:
            print("checked:", timed("check", folder))
        print(f"memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]))
