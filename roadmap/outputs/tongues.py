"""Names in another language than their page: marked, so that browsers and screen readers know what they are."""

from __future__ import annotations

import re

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_MARKS = r"[\u3000-\u303f\uff00-\uffef\u00b7]"
_PARTS = re.compile(
    rf"(?P<kept><(?P<tag>style|script|title|text|textarea|option)\b.*?</(?P=tag)>|<[^>]*>)|{_HAN}(?:(?:{_HAN}|{_MARKS})*{_HAN})?",
    re.DOTALL,
)
"""Tags and what can hold no other element, or else a run of Chinese, with the marks inside it."""


def with_chinese_marked(page: str) -> str:
    """A page in another language in which every run of Chinese outside attributes is an element of its own language.

    Everything in the page that is no tag is escaped, so that tags are known by their angles.
    """
    return _PARTS.sub(lambda part: part[0] if part["kept"] else f'<span lang="zh-CN">{part[0]}</span>', page)
