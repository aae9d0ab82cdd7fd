"""Imports for tests: a folder, a mapping and an exported file."""

from __future__ import annotations

from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding
from roadmap.importing.imported import Imported
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import suggest_mapping

FOLDER = """\
name: Small
start: 2026-01-05
horizon: 2026-12-31
calendar: CN
include: [deals/*.csv]
segments:
  isv: {name: ISV, target: 3000万, win_rate: 1/3, lead_rate: 60%}
  cloud: {name: 云计算, target: 3000万, win_rate: 1/3, lead_rate: 60%}
capabilities:
  api: {name: Python API, kind: serving, ready: ga}
  triton: {name: Triton backend, kind: serving, ready: ga}
  docs: {name: 文档, kind: knowledge, ready: ga}
releases:
  R1: {freeze: 2026-04-01, ship: 2026-05-04}
"""
HEAD = "编号,名称,客户,行业,阶段,金额(万元),送测日期,签约日期,导入需求,备注\n"
ROWS = """\
2026-001,One,海东,ISV,商机,120,2026/3/5,2026/8/5,,x
2026-002,Two,宇石,云计算,送测,300万,2026年4月1日,2026.9.7,,
2026-003,Three,天目,isv,线索,"¥3,680,000",,,,secret
"""
MAPPING = """\
key: 编号
fields:
  name: 名称
  customer: 客户
  segment: 行业
  stage: 阶段
  value: 金额(万元)
  gates: {evaluation: 送测日期, signing: 签约日期}
"""


class Company:
    """A folder into which a test imports."""

    def __init__(self, folder: Path, mapping: str = MAPPING, text: str = FOLDER) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.mapping = folder / "imports" / "crm.yaml"
        self.mapping.parent.mkdir()
        self.mapping.write_text(mapping, encoding="utf-8")
        (folder / "roadmap.yaml").write_text(text, encoding="utf-8")

    @property
    def result(self) -> Path:
        return self.folder / "deals" / "crm.csv"

    def bring(self, content: str | bytes, *, name: str = "export.csv", dry_run: bool = False) -> Imported:
        """Import a file with this content."""
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_file(self.mapping, file, dry_run=dry_run)

    def refused(self, content: str | bytes, *, name: str = "export.csv") -> list[Finding]:
        """What is wrong with a file with this content; nothing is written."""
        before = self.result.read_bytes() if self.result.exists() else None
        try:
            imported = self.bring(content, name=name)
        except InputFault as fault:
            assert (self.result.read_bytes() if self.result.exists() else None) == before
            return fault.findings
        raise AssertionError(imported)

    def suggested(self, content: str | bytes, *, name: str = "sales.csv") -> str:
        """The mapping that is suggested for a file with this content."""
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return suggest_mapping(file).text


def told(findings: list[Finding]) -> list[str]:
    """The findings as `line: code`."""
    return [f"{finding.place.line}: {finding.code}" for finding in findings]
