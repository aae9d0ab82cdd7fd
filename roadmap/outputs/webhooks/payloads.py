"""What a webhook takes: the same notice for Slack, 飞书, 企业微信, or as plain JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from roadmap.views.notices import OwnerNotice, lines_of

MOST_LINES = 20
"""Promises of one message."""
WECOM_BYTES = 2_048
"""Bytes of a text that 企业微信 takes; the others take far more."""
LARGEST_TEXT = 20_000


class HookForm(StrEnum):
    """Whose webhook it is."""

    SLACK = "slack"
    FEISHU = "feishu"
    WECOM = "wecom"
    JSON = "json"


_HOSTS: Mapping[str, HookForm] = {
    "hooks.slack.com": HookForm.SLACK,
    "open.feishu.cn": HookForm.FEISHU,
    "open.larksuite.com": HookForm.FEISHU,
    "qyapi.weixin.qq.com": HookForm.WECOM,
}


def form_of(host: str) -> HookForm:
    """Whose webhook lies at a host; plain JSON where nobody knows it."""
    return _HOSTS.get(host.casefold(), HookForm.JSON)


def payload_of(notice: OwnerNotice, form: HookForm) -> dict[str, Any]:
    """The body of a request. No text in it calls anybody or becomes a link."""
    return _FORMS[form](notice)


def body_of(notice: OwnerNotice, form: HookForm) -> bytes:
    """The same as bytes of JSON."""
    return json.dumps(payload_of(notice, form), ensure_ascii=False).encode()


def _text(notice: OwnerNotice, most: int = MOST_LINES) -> str:
    return "\n".join(" ".join(line.split()) for line in lines_of(notice, most))[:LARGEST_TEXT]


def _slack(notice: OwnerNotice) -> dict[str, Any]:
    text = _text(notice).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": text, "mrkdwn": False, "unfurl_links": False}


def _feishu(notice: OwnerNotice) -> dict[str, Any]:
    return {"msg_type": "text", "content": {"text": _text(notice).replace("<", "＜").replace(">", "＞")}}


def _wecom(notice: OwnerNotice) -> dict[str, Any]:
    text = next(
        text
        for most in range(MOST_LINES, -1, -1)
        if len((text := _text(notice, most)).encode()) <= WECOM_BYTES or most == 0
    )
    return {"msgtype": "text", "text": {"content": text.encode()[:WECOM_BYTES].decode(errors="ignore")}}


def _plain(notice: OwnerNotice) -> dict[str, Any]:
    return {
        "text": _text(notice),
        "owner": notice.owner,
        "promises": [
            {
                "key": one.key,
                "customer": one.customer,
                "gate": one.gate,
                "change": one.change,
                "before": None if one.before_day is None else one.before_day.isoformat(),
                "day": None if one.day is None else one.day.isoformat(),
                "days": one.days,
            }
            for one in notice.promises
        ],
    }


_FORMS: Mapping[HookForm, Callable[[OwnerNotice], dict[str, Any]]] = {
    HookForm.SLACK: _slack,
    HookForm.FEISHU: _feishu,
    HookForm.WECOM: _wecom,
    HookForm.JSON: _plain,
}
