"""Numbers and findings for the prose of a chapter: each comes from code and leads to its sentence.

`say` and `sentence` store a piece of text under a name that Markdown quotes with the role {glue}`name`;
`finding` does so only while the data bear the sentence out. The output is the notebook format's own, so a chapter
needs no Sphinx to run.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from IPython.display import display
from markupsafe import Markup, escape

from kaoju.book import english
from kaoju.errors import FindingError
from kaoju.records import Claim, First, Member
from kaoju.reviews import Reviewable, State
from kaoju.text.metadata import script_of

_LINK = re.compile(r"\[\((\d{1,4})\)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_HAN = re.compile(r"[\u3400-\u9fff](?:[\u3400-\u9fff，。、：；·“”‘’「」《》（）]*[\u3400-\u9fff》」”])?")
Placed = Claim | First | Member
T = TypeVar("T")


def slug(source_id: str) -> str:
    """A source id as it stands in file names and anchors."""
    return re.sub(r"[^\w-]", "-", source_id)


def anchor(record: Placed) -> str:
    """Where the evidence pages show this record."""
    return f"{slug(record.source)}-{record.start}"


def href(record: Placed) -> str:
    """Address of the record's sentence, as seen from a chapter."""
    return f"../evidence/{slug(record.source)}.html#{anchor(record)}"


def source(source_id: str) -> Markup:
    """A source's id as a link to its evidence page."""
    return Markup('<a class="kj-src" href="../evidence/{}.html">{}</a>').format(slug(source_id), source_id)


@lru_cache(maxsize=8192)
def language(text: str) -> str:
    """The language mark of a piece of Chinese: zh-Hant for 億元, zh-Hans for 亿元 and what both scripts share."""
    return f"zh-{script_of(text)}"


def han(text: str, lang: str = "") -> Markup:
    """Text with every Chinese run marked as such, by its own script, for fonts and screen readers."""
    parts, pos = [], 0
    for m in _HAN.finditer(text):
        mark = Markup('<span lang="{}">{}</span>').format(lang or language(m[0]), m[0])
        parts += [escape(text[pos : m.start()]), mark]
        pos = m.end()
    return Markup("").join([*parts, escape(text[pos:])])


def trim(quote: str) -> str:
    """A raw quotation without link addresses and emphasis marks; a citation mark keeps its number."""
    return re.sub(r"\s+", " ", re.sub(r"\*{2,3}", "", _LINK.sub(r"[\1]", quote))).strip()


def number(record: Placed, text: str | Markup | None = None) -> Markup:
    """A number that leads to its sentence; `text` is what is shown, by default the amount in English.

    The title tells the sentence to those who hover or listen.
    """
    shown = text if text is not None else english.amount(record) if isinstance(record, Claim) else record.text
    told = trim(getattr(record, "quote", record.text))
    return Markup('<a class="kj-num" href="{}" title="{}: {}">{}</a>').format(
        href(record), record.source, told, shown
    )


def original(record: Placed) -> Markup:
    """The raw text of a record, linked: 294.16 亿元."""
    return number(record, han(record.text))


def both(claim: Claim) -> Markup:
    """The amount in English with the original beside it: CNY 29.4 billion (294.16 亿元)."""
    return Markup("{} ({})").format(number(claim), han(claim.text))


def quote(records: Claim | First | Sequence[Claim | First], told: str = "") -> Markup:
    """The sentence of one record or several as a quotation: their quantities marked, the English, the places.

    Args:
        records: What one sentence holds, from its start to its end.
        told: What it says in English: its translation, or a gloss of what was read.
    """
    own = [records] if isinstance(records, Claim | First) else list(records)
    sentence, parts, pos = own[0].quote, [], 0
    for r in own:
        at = r.start - r.quote_start
        if at >= pos:  # a claim to be first may hold the number
            parts += [trim_left(sentence[pos:at]), Markup('<mark class="kj-q">{}</mark>').format(r.text)]
            pos = at + len(r.text)
    note = Markup('<span class="kj-gloss">{}</span>').format(told) if told else Markup("")
    places = Markup(", ").join(
        Markup('<a class="kj-src" href="{}">{}</a>').format(href(r), r.id) for r in own
    )
    return Markup('<blockquote class="kj-quote"><p lang="{}">{}{}</p>{}{}</blockquote>').format(
        language(sentence), Markup("").join(parts), trim(sentence[pos:]), note, places
    )


def trim_left(text: str) -> str:
    """Like `trim`, keeping a space at the end."""
    return trim(text) + (" " if text[-1:].isspace() else "")


def shown(value: Any) -> Markup:
    """Any value as prose shows it: claims linked, numbers with separators, lists with commas and "and"."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Claim):
        return both(value)
    if isinstance(value, (First, Member)):
        return original(value)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return escape(english.number(value))
    if isinstance(value, (list, tuple)):
        return listed(value)
    return han(str(value))


def listed(values: Iterable[Any]) -> Markup:
    """An English enumeration: a, b and c."""
    items = [shown(v) for v in values]
    if len(items) < 2:
        return items[0] if items else escape("none")
    return Markup(", ").join(items[:-1]) + " and " + items[-1]


class _Formatter(string.Formatter):
    """Fills {name} with `shown(value)`; {name:.1f} formats a plain number first."""

    def format_field(self, value: Any, spec: str) -> str:
        return str(escape(format(value, spec)) if spec else shown(value))

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return value


def fill(template: str, **values: Any) -> Markup:
    """A sentence with its values put in; the template itself is plain text."""
    return Markup(_Formatter().vformat(str(escape(template)).replace("&#39;", "'"), (), values))


def glue(name: str, content: Markup) -> None:
    """Store a piece of HTML under a name, as myst-nb reads it; nothing is shown in the notebook itself."""
    display(
        {
            "application/papermill.record/text/html": str(content),
            "application/papermill.record/text/plain": content.striptags(),
        },
        raw=True,
        metadata={"scrapbook": {"name": name, "mime_prefix": "application/papermill.record/"}},
    )


def say(name: str, value: Any) -> None:
    """Store a value under a name for the prose: a claim, a number, a list."""
    glue(name, shown(value))


def sentence(name: str, template: str, **values: Any) -> None:
    """Store a computed sentence under a name for the prose."""
    glue(name, fill(template, **values))


def the(item: T | None, what: str) -> T:
    """A record that a hand-written finding speaks of.

    Args:
        item: What the data hold of it, None where they do not.
        what: What it is, for the message.
    Raises:
        FindingError: It is no longer there: the finding must be rewritten.
    """
    if item is None:
        raise FindingError(f"the data no longer hold {what}")
    return item


def first(items: Iterable[T], what: str) -> T:
    """The first of the records that a hand-written finding speaks of.

    Args:
        items: What the data hold of them.
        what: What they are, for the message.
    Raises:
        FindingError: There are none any more: the finding must be rewritten.
    """
    return the(next(iter(items), None), what)


def finding(
    name: str, template: str, *, holds: bool, rests_on: Iterable[Reviewable | None] = (), **values: Any
) -> None:
    """Store a hand-written finding, if the data bear it out and what it rests on was read and confirmed.

    Args:
        name: Under which the prose quotes it.
        template: The sentence; {fields} are filled from `values`. It holds no digits of its own.
        holds: The check it rests on.
        rests_on: Findings of the program that it rests on; None stands for one that is no longer made.
        values: Claims (linked), numbers, lists.
    Raises:
        FindingError: If the check fails: the sentence must be rewritten. Or if a finding that it rests on has not
            been confirmed as it now stands: somebody must read it.
    """
    text = fill(template, **values)
    if not holds:
        raise FindingError(f"{name}: the data no longer bear out: {text.striptags()}")
    for found in rests_on:
        if found is None or found.state is not State.CONFIRMED:
            told = f"{found.id}, which is {found.state}" if found else "a finding that is no longer made"
            raise FindingError(f"{name}: rests on {told}; `kaoju reviews` shows what to read")
    glue(name, Markup('<span class="kj-finding" id="finding-{}">{}</span>').format(name, text))
