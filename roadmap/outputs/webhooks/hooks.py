"""The file of webhooks: where notices go. Its addresses are secrets, so it lies outside of every input folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from requirements.errors import InputFault
from requirements.fault import fault
from requirements.fields import Text, Word
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.model import Model
from requirements.reading.typed import read_entry
from requirements.reading.whole_file import Missing, Unreadable, read_whole
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.errors import UsageFault
from roadmap.folder.texts.files import ROADMAP
from roadmap.outputs.webhooks.payloads import HookForm, form_of

LARGEST = 64 * 1024
_HERE = ("localhost", "127.0.0.1", "::1")
"""Hosts that may be reached without encryption: this machine."""


class FormWord(Word):
    """Whose webhook it is, where its host does not say it."""

    SLACK = "slack"
    FEISHU = "feishu"
    WECOM = "wecom"
    JSON = "json"


def _address(value: Any) -> Any:
    text = str(value) if isinstance(value, str) else ""
    if not is_allowed(text):
        raise fault("webhook-address", "expected an address that begins with https://, without a password in it")
    return text


Address = Annotated[str, BeforeValidator(_address)]


def is_allowed(address: str) -> bool:
    """Whether an address may be sent to: https, or http to this machine; no user and no password in it."""
    if not re.fullmatch(r"https?://[!-~]{1,2000}", address):
        return False
    try:
        parts = urlsplit(address)
        host, user = parts.hostname, parts.username
        _port = parts.port
    except ValueError:
        return False
    return bool(host) and user is None and (parts.scheme == "https" or host in _HERE)


class WebhookFile(Model):
    """A file of webhooks."""

    everything: Address | None = Field(default=None, alias="all")
    """The address that gets what moved for all deals."""
    owners: dict[Text, Address] = Field(default={})
    """The addresses of sales owners, by the name that deals state. Each gets what moved for its own deals."""
    form: FormWord | None = None
    """Whose webhooks they are: slack, feishu, wecom, or json. Default: by their hosts, else json."""


@dataclass(frozen=True, slots=True)
class Hook:
    """One webhook: whose notice it gets (None: that of all deals), its address, and its form. The address is a secret;
    `host` alone is shown."""

    owner: str | None
    address: str
    form: HookForm

    @property
    def host(self) -> str:
        """The host, which may be shown."""
        return urlsplit(self.address).hostname or ""

    def __repr__(self) -> str:
        return f"<Hook {self.owner!r} at {self.host}>"


def read_hooks(file: Path, *, folder: Path | None) -> list[Hook]:
    """The webhooks of a file. UsageFault where it lies inside the folder of the plan or any other input folder, since a
    folder is committed and shared; InputFault where it cannot be read."""
    place = file.resolve()
    inside = [above for above in place.parents if (above / ROADMAP).is_file()]
    if inside or (folder is not None and place.is_relative_to(folder.resolve())):
        sentence = _("{file} lies inside an input folder, which others can read. Keep addresses of webhooks elsewhere.")
        raise UsageFault(sentence.format(file=file))
    text = _content(file)
    if is_allowed(text.strip()):
        return [_hook(None, text.strip(), None)]
    document, findings = read_yaml_file(text.encode(), str(file), expected="all, owners, form")
    if document is None or findings:
        raise InputFault(findings)
    stated, findings = read_entry(WebhookFile, document.root, document, path=())
    if stated is None or findings:
        raise InputFault(findings)
    form = None if stated.form is None else HookForm(stated.form.value)
    hooks = [] if stated.everything is None else [_hook(None, stated.everything, form)]
    return hooks + [_hook(owner, address, form) for owner, address in stated.owners.items()]


def _content(file: Path) -> str:
    try:
        return read_whole(file, largest=LARGEST).decode("utf-8-sig")
    except Missing:
        raise InputFault([Finding("file-missing", Place(str(file)), _("the file does not exist"))]) from None
    except (Unreadable, UnicodeDecodeError):
        message = _("the file of webhooks cannot be read")
        raise InputFault([Finding("unreadable", Place(str(file)), message)]) from None


def _hook(owner: str | None, address: str, form: HookForm | None) -> Hook:
    return Hook(owner, address, form or form_of(urlsplit(address).hostname or ""))
