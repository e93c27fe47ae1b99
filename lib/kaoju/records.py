"""The facts that travel through the pipeline: small, frozen, compared by value.

Offsets (`start`, `end`) count Unicode code points of the decoded raw text, half-open, so that
`document.raw[record.start:record.end] == record.text` holds for every record (the law of offsets).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from decimal import Decimal

from kaoju.frozen import unguarded


class Region(enum.StrEnum):
    """What part of a document a passage belongs to; only the body is analysed."""

    BODY = "body"
    ADVERT = "advert"
    NOTICE = "notice"
    REFERENCES = "references"
    FURNITURE = "furniture"


class Bound(enum.StrEnum):
    """How the printed number limits the value."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


class Role(enum.StrEnum):
    """What kind of statement the number makes."""

    LEVEL = "level"
    SHARE = "share"
    CHANGE = "change"
    MULTIPLE = "multiple"
    RANK = "rank"
    SCORE = "score"
    GAP = "gap"


class Nature(enum.StrEnum):
    """Whether the number is told as fact, as expectation or as aim."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"


class PeriodBasis(enum.StrEnum):
    """How the period of a claim was found."""

    STATED = "stated"
    INHERITED = "inherited"
    RELATIVE = "relative"
    NONE = "none"


class Verdict(enum.StrEnum):
    """What two claims about the same thing are to each other."""

    AGREE = "agree"
    AGREE_ROUNDING = "agree_rounding"
    RESTATED = "restated"
    CONFLICT = "conflict"
    OTHER_PERIOD = "other_period"
    OTHER_SCOPE = "other_scope"
    SUPERLATIVE_CONFLICT = "superlative_conflict"
    UNIT_SLIP = "unit_slip"


class Status(enum.StrEnum):
    """Outcome of recomputing a relation."""

    HOLDS = "holds"
    LOOSE = "loose"
    FAILS = "fails"


class Severity(enum.StrEnum):
    """How much a diagnostic asks of an editor."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the register of sources, or what could be read from an unregistered text.

    `date` is ISO (YYYY, YYYY-MM or YYYY-MM-DD); `date_basis` says how sure: "stated", "inferred" or "".
    """

    id: str
    file: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    platform: str | None = None
    date: str | None = None
    date_basis: str | None = None
    language: str | None = None
    script: str | None = None
    url: str | None = None
    self_rating: str | None = None
    licence: str | None = None
    sha256: str | None = None
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source document as it was read; `raw` never changes."""

    id: str
    path: str
    raw: str
    encoding: str
    sha256: str
    source: Source


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in the text that cites a numbered reference, e.g. `[(134)](http://…)`.

    `norm` is the place in the normalised text where the mark stood.
    """

    number: int
    start: int
    end: int
    norm: int
    url: str | None = None


@unguarded
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, list item, heading or table row.

    `text` is normalised (Simplified, half width, noise removed) and stands at `norm_start` of the normalised text;
    `start`/`end` are raw. `block` numbers the paragraph, `kind` is "text", "item", "heading" or "row".
    `depth` is the indentation or heading level, `section` the path of headings above.
    """

    doc_id: str
    index: int
    start: int
    end: int
    norm_start: int
    text: str
    block: int
    kind: str
    region: Region
    section: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text` as printed, `norm` Simplified and lower-case, so that one word counts once in either script."""

    start: int
    end: int
    text: str
    norm: str
    is_stop: bool = False


@unguarded
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `norm_start`/`norm_end` are offsets in its sentence's normalised text.

    `value` is in base units with the scale applied; a range has `low` and `high` instead.
    `resolution` is the size of the last printed digit in base units.
    """

    norm_start: int
    norm_end: int
    numeral: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    resolution: Decimal
    unit: str
    bound: Bound
    per: str | None = None
    counted: str | None = None
    classifier: str | None = None


@unguarded
@dataclass(frozen=True, slots=True)
class Claim:
    """A quantitative claim: who or what, which measure, how much, when, said by whom, and where it stands."""

    id: str
    source: str
    start: int
    end: int
    text: str
    quote_start: int
    quote_end: int
    quote: str
    region: Region
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    numeral: str
    resolution: Decimal
    unit: str
    per: str | None
    bound: Bound
    role: Role
    nature: Nature
    period: str | None
    period_basis: PeriodBasis
    subject: str | None
    metric: str | None
    attribution: str | None
    counted: str | None = None
    scope: str | None = None
    subject_id: str | None = None
    metric_id: str | None = None
    cites: tuple[int, ...] = ()
    section: tuple[str, ...] = ()
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class First:
    """A claim to be first, largest or leading (首个, 全球第一, 榜首), numeric or not.

    `kind` is "first" (earliest), "top" (rank one) or "most" (largest, best); `field` is what it leads in,
    `qualifier` the extent (全球, 国内, 开源).
    """

    id: str
    source: str
    start: int
    end: int
    text: str
    quote_start: int
    quote_end: int
    quote: str
    region: Region
    kind: str
    subject: str | None
    field: str | None
    qualifier: str | None
    period: str | None
    attribution: str | None
    subject_id: str | None = None
    cites: tuple[int, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One side of a comparison: the place of a claim or of a first, with the values that were compared."""

    id: str
    source: str
    start: int
    end: int
    text: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    period: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The verdict on two members of one comparison, by their positions in `members`."""

    a: int
    b: int
    verdict: Verdict
    explanation: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Claims that speak of the same thing. `topic` is a sorted mapping as pairs (subject_id, metric_id, unit …)."""

    group: str
    topic: tuple[tuple[str, str | None], ...]
    members: tuple[Member, ...]
    pairs: tuple[Pair, ...]
    upstream: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of raw text that a finding rests on."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One numeric relation inside a document, recomputed in rounding intervals.

    `computed` is one number or (low, high); `power` is the chance that a random wrong number would have been caught.
    """

    source: str
    rule: str
    kind: str
    status: Status
    stated: Span | None
    inputs: tuple[Span, ...]
    computed: tuple[Decimal, ...]
    power: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What `kaoju check` prints: a rule broken at a place. `line` and `column` count from 1, columns in code points."""

    rule: str
    severity: Severity
    source: str
    file: str
    line: int
    column: int
    start: int
    end: int
    message: str
    related: tuple[tuple[str, int, int, str], ...] = field(default=())
