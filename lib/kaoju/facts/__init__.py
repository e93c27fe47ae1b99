"""Claims set beside figures of primary publications: what was got right, rounded, moved to another year or generalised.

A fact is matched like any other claim: by subject, measure, unit, period and scope. Only a fact whose primary text was
seen, itself or in a copy, confirms or contradicts; one known from a secondary page is repeated or cast in doubt.
Precision before recall: where the match is not plain there is none, since a wrong contradiction is worse than a miss.
"""

from __future__ import annotations

import csv
import enum
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path

from kaoju.errors import KaojuError
from kaoju.intervals import Interval, interval
from kaoju.provenance.tiers import read_address
from kaoju.records import Bound, Claim, Nature, Sentence
from kaoju.registers import Registers

COLUMNS = (
    "fact_id",
    "subject",
    "subject_zh",
    "metric",
    "metric_zh",
    "scope",
    "period",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "nature",
    "publisher",
    "document_title",
    "url",
    "page",
    "date_published",
    "accessed",
    "verified",
    "verified_note",
)
_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})(?:-(\d{2}))?))?$")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


_BOUND_WORDS = {Bound.AT_LEAST: "at least ", Bound.AT_MOST: "at most ", Bound.APPROX: "about "}


class FactError(KaojuError):
    """The table of primary facts breaks its schema."""


class Verified(enum.StrEnum):
    """How a fact is known."""

    PRIMARY = "primary"
    PRIMARY_COPY = "primary_copy"
    SECONDARY = "secondary"


class Outcome(enum.StrEnum):
    """What a primary figure says of a claim.

    confirmed and contradicted need a primary text; repeated and doubted are their weaker kin for secondary pages.
    rounded: right within the digits or bound printed; other_period: the figure of another time;
    other_scope: the figure of something wider, narrower or of another country.
    """

    CONFIRMED = "confirmed"
    REPEATED = "repeated"
    ROUNDED = "rounded"
    OTHER_PERIOD = "other_period"
    OTHER_SCOPE = "other_scope"
    DOUBTED = "doubted"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a publication: one value, unit and period, with how it was verified."""

    id: str
    subject: str
    subject_zh: str
    metric: str
    metric_zh: str
    scope: str | None
    period: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound | None
    unit: str | None
    nature: Nature
    publisher: str | None
    document_title: str | None
    url: str
    page: str | None
    date_published: str | None
    accessed: str
    verified: Verified
    verified_note: str | None

    @property
    def is_primary(self) -> bool:
        """Was the primary text seen, itself or in a copy?"""
        return self.verified is not Verified.SECONDARY

    @property
    def printed(self) -> str:
        """The figure in plain digits: 17.5 pp, at least 12,500,000 count."""
        ends = f"{self.low:,f}–{self.high:,f}" if self.low is not None and self.high is not None else ""
        number = f"{self.value:,f}" if self.value is not None else ends
        mark = _BOUND_WORDS.get(self.bound, "") if self.bound else ""
        return f"{mark}{number} {self.unit or ''}".strip()

    def interval(self) -> Interval:
        """What the figure may stand for."""
        from kaoju.facts.factmatch import as_claim

        return interval(as_claim(self))


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One claim beside the fact that tells most of it; `other_origin` published it where the claim credits another.

    `explanation` quotes both, `reason` is its last part alone.
    """

    claim: Claim
    fact: Fact
    outcome: Outcome
    explanation: str
    other_origin: str | None = None
    reason: str = ""


def read_facts(text: str, *, name: str = "facts") -> tuple[Fact, ...]:
    """Read and check a table of facts.

    Raises:
        FactError: A column is missing, an id stands twice, or a cell breaks the schema; it names row and column.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
    if missing:
        raise FactError(
            f"{name}: column {missing[0]!r} is missing; the first line names {', '.join(COLUMNS)}"
        )
    facts: dict[str, Fact] = {}
    for row in reader:
        where = f"{name}, line {reader.line_num}"
        fact = _read_row({k: (row.get(k) or "").strip() for k in COLUMNS}, where)
        if fact.id in facts:
            raise FactError(f"{where}: fact_id {fact.id!r} stands twice; give each fact an id of its own")
        facts[fact.id] = fact
    return tuple(facts.values())


def _read_row(row: dict[str, str], where: str) -> Fact:
    def fail(column: str, wanted: str) -> FactError:
        return FactError(f"{where}: {column} is {row[column]!r}, wanted {wanted}")

    def number(column: str) -> Decimal | None:
        try:
            found = Decimal(row[column]) if row[column] else None
        except InvalidOperation:
            raise fail(column, "a number in plain digits, scale applied") from None
        if found is not None and not found.is_finite():
            raise fail(column, "a finite number")
        return found

    def member(column: str, kind: type[enum.StrEnum]) -> str:
        if row[column] not in set(kind):
            raise fail(column, f"one of {', '.join(kind)}")
        return row[column]

    for column in (
        "fact_id",
        "subject",
        "subject_zh",
        "metric",
        "metric_zh",
        "url",
        "accessed",
        "verified",
        "nature",
    ):
        if not row[column]:
            raise fail(column, "a value")
    value, low, high = number("value"), number("low"), number("high")
    if (low is None) != (high is None) or (value is not None and low is not None) or (low or 0) > (high or 0):
        raise fail("value", "a value, or low and high in order, or neither")
    has_figure = value is not None or low is not None
    if has_figure != bool(row["unit"]) or has_figure != bool(row["bound"]):
        raise fail("unit", "a unit and a bound with every figure, and none without")
    if row["period"] and not all(_PERIOD.match(p) for p in row["period"].split("/")):
        raise fail("period", "2024, 2025-H1, 2025-Q3, 2025-07, 2025-07-27 or two of them with /")
    for column in ("accessed", "date_published"):
        if row[column] and not _DATE.match(row[column]):
            raise fail(column, "an ISO date")
    if read_address(row["url"]) is None:
        raise fail("url", "an address of the web")
    cell = {k: v or None for k, v in row.items()}
    return Fact(
        id=row["fact_id"],
        subject=row["subject"],
        subject_zh=row["subject_zh"],
        metric=row["metric"],
        metric_zh=row["metric_zh"],
        scope=cell["scope"],
        period=cell["period"],
        value=value,
        low=low,
        high=high,
        bound=Bound(member("bound", Bound)) if row["bound"] else None,
        unit=cell["unit"],
        nature=Nature(member("nature", Nature)),
        publisher=cell["publisher"],
        document_title=cell["document_title"],
        url=row["url"],
        page=cell["page"],
        date_published=cell["date_published"],
        accessed=row["accessed"],
        verified=Verified(member("verified", Verified)),
        verified_note=cell["verified_note"],
    )


@cache
def primary_facts() -> tuple[Fact, ...]:
    """The facts that come with the package."""
    name = "primary_facts.csv"
    return read_facts((files("kaoju") / "resources" / "facts" / name).read_text(encoding="utf-8"), name=name)


def load_facts(path: str | Path) -> tuple[Fact, ...]:
    """Read a table of facts of one's own, with the same columns."""
    path = Path(path)
    return read_facts(path.read_text(encoding="utf-8"), name=path.name)


def check_facts(
    claims: Iterable[Claim],
    facts: Sequence[Fact] | None = None,
    *,
    sentences: Mapping[str, Sequence[Sentence]] | None = None,
    registers: Registers | None = None,
) -> tuple[FactCheck, ...]:
    """Set claims beside primary facts.

    Args:
        claims: Claims of any number of documents; those of adverts are left out.
        facts: The facts to match; those of the package unless told otherwise.
        sentences: Sentences by source: a test that the paragraph names before is not left out by its next sentence.
        registers: Known entities; the built-in ones unless told otherwise.
    Returns:
        At most one check a claim, the most telling, in the order of the claims. Claims without a match have none.
    """
    from kaoju.facts.factmatch import match

    return match(
        tuple(claims),
        primary_facts() if facts is None else tuple(facts),
        sentences=sentences,
        registers=registers,
    )
