"""The codes of findings about what is published."""

from __future__ import annotations

from requirements.language import _


def page_codes() -> dict[str, str]:
    """The explanation of every code that a folder's branding can give."""
    return {
        "colour-form": _(
            'A colour is written as six hexadecimal digits behind #, in quotes: "#2f4fd0". It is the accent of pages, '
            "sheets and slides; text on it is never printed, so any colour can be read."
        ),
        "logo-form": _(
            "A logo is a file of the folder, such as logo.png, or stands in roadmap.yaml itself, as "
            "data:image/png;base64, and what `base64 -w0 logo.png` prints. PNG and JPEG are taken, up to 45 KiB."
        ),
        "webhook-address": _(
            "`roadmap notify` sends to addresses that begin with https://, and to http:// on this machine alone. An "
            "address with a user name or a password in it is not taken. Copy the address from the group chat's bot."
        ),
        "respond-column": _(
            "`roadmap respond` looks for the column that says what is required by its heading, such as Requirement or "
            "技术要求, in the first 30 lines. Name another heading with --column."
        ),
        "respond-empty": _("The table of requirements has headings and no line below them that asks for anything."),
        "template-file": _("The folder of --templates holds edition.html, style.css or both, and no link out of it."),
        "template-syntax": _("The template is no valid Jinja2 template. The finding names the line."),
        "template-name": _("The template uses a name that pages do not have. docs/templates.md lists all names."),
        "template-unsafe": _(
            "Templates see plain values alone: no attributes that begin with an underscore, no calls."
        ),
        "template-failed": _("The template stopped with an error. The finding names the line and the reason."),
        "template-limits": _(
            "A template has 10 seconds, 1 GiB of memory, 256 KiB of text and 20 million characters of page."
        ),
        "template-head": _(
            "A template extends ours and overrides blocks, as docs/templates.md shows. So every page keeps its mark "
            "and the policy that lets it load nothing."
        ),
        "template-style": _("A style sheet of your own holds no url(), no @import and no markup: pages load nothing."),
    }
