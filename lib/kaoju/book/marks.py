"""What was found of each claim, as one mark: contradicted, in conflict, confirmed, restated, or nothing found.

The gravest finding gives the mark; all of them are told beside it. What a reader rejected counts for nothing.
"""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kaoju.book import english, prose
from kaoju.corpus import Corpus
from kaoju.facts import Outcome
from kaoju.records import Comparison, Member, Pair, Status, Verdict
from kaoju.reviews import State

MOST_REASONS = 4


class Mark(enum.StrEnum):
    """The gravest thing found of a claim, gravest first."""

    CONTRADICTED = "contradicted"
    CONFLICT = "conflict"
    CONFIRMED = "confirmed"
    RESTATED = "restated"
    NONE = "none"


# Every mark has a sign of its own, so that none is told by its colour alone.
SIGNS = {Mark.CONTRADICTED: "✗", Mark.CONFLICT: "≠", Mark.CONFIRMED: "✓", Mark.RESTATED: "↺", Mark.NONE: ""}
MEANINGS = {
    Mark.CONTRADICTED: "a publication gives another figure, or the text's own numbers do not add up to it",
    Mark.CONFLICT: "another claim about the same thing says otherwise",
    Mark.CONFIRMED: "a publication, or a claim with another origin, gives the same",
    Mark.RESTATED: "the same number is told again, from one origin, or stands on a secondary page",
    Mark.NONE: "nothing was found to set beside it",
}
_OUTCOMES = {
    Outcome.CONTRADICTED: Mark.CONTRADICTED,
    Outcome.DOUBTED: Mark.CONFLICT,
    Outcome.CONFIRMED: Mark.CONFIRMED,
    Outcome.ROUNDED: Mark.CONFIRMED,
    Outcome.REPEATED: Mark.RESTATED,
}
_VERDICTS = {
    Verdict.CONFLICT: Mark.CONFLICT,
    Verdict.SUPERLATIVE_CONFLICT: Mark.CONFLICT,
    Verdict.UNIT_SLIP: Mark.CONFLICT,
    Verdict.AGREE: Mark.CONFIRMED,
    Verdict.AGREE_ROUNDING: Mark.CONFIRMED,
    Verdict.RESTATED: Mark.RESTATED,
}


@dataclass(frozen=True, slots=True)
class Marked:
    """The mark of a claim with what it rests on, each reason a phrase that leads on."""

    mark: Mark = Mark.NONE
    reasons: tuple[Markup, ...] = ()


def find_marks(corpus: Corpus) -> dict[str, Marked]:
    """The marks of all claims and firsts of which anything was found, by id."""
    found: dict[str, list[tuple[int, Markup]]] = defaultdict(list)
    beside: set[tuple[str, Verdict, str, str]] = set()
    rank = {mark: n for n, mark in enumerate(Mark)}
    for check in corpus.fact_checks:
        mark = _OUTCOMES.get(check.outcome)
        if mark and corpus.reviews.of_check(check).state is not State.REJECTED:
            told = prose.fill(
                "{how} by {who}",
                how=str(check.outcome),
                who=check.fact.publisher or "a page that names no origin",
            )
            found[check.claim.id].append((rank[mark], told))
    for group in corpus.comparisons:
        for pair in group.pairs:
            mark = verdict_mark(corpus, group, pair)
            if mark is not Mark.NONE:
                a, b = group.members[pair.a], group.members[pair.b]
                for one, other in ((a, b), (b, a)):
                    # What a text repeats is told once.
                    told_of = (one.id, pair.verdict, other.source, re.sub(r"\s", "", other.text))
                    if told_of in beside:
                        continue
                    beside.add(told_of)
                    found[one.id].append((rank[mark], _beside(pair.verdict, other)))
    claims = {(c.source, c.start): c.id for c in corpus.all_claims}
    for finding in corpus.findings:
        if finding.status is not Status.FAILS or corpus.reviews.of_finding(finding).state is State.REJECTED:
            continue
        for span in [finding.stated] if finding.stated else finding.inputs:
            if claim := claims.get((finding.source, span.start)):
                told = prose.fill("does not add up: {why}", why=finding.explanation)
                found[claim].append((rank[Mark.CONTRADICTED], told))
    return {name: _gathered(told) for name, told in sorted(found.items())}


def verdict_mark(corpus: Corpus, group: Comparison, pair: Pair) -> Mark:
    """What a pair makes of both its members; nothing where the verdict says that they speak of different things."""
    mark = _VERDICTS.get(pair.verdict, Mark.NONE)
    rejected = mark is not Mark.NONE and corpus.reviews.of_pair(group, pair).state is State.REJECTED
    return Mark.NONE if rejected else mark


def _beside(verdict: Verdict, other: Member) -> Markup:
    return prose.fill(
        "{how}: {number} in {source}", how=english.VERDICTS[verdict],
        number=prose.original(other), source=prose.source(other.source),
    )  # fmt: skip


def _gathered(told: list[tuple[int, Markup]]) -> Marked:
    """The gravest mark, and the first few reasons in order of weight."""
    ordered = list(dict.fromkeys(sorted(told)))
    reasons = [words for _, words in ordered[:MOST_REASONS]]
    if len(ordered) > MOST_REASONS:
        reasons.append(prose.fill("and {n} more", n=len(ordered) - MOST_REASONS))
    return Marked(list(Mark)[ordered[0][0]], tuple(reasons))


def sign(mark: Mark) -> Markup:
    """The sign that follows a marked number, with its word for those who listen."""
    if mark is Mark.NONE:
        return Markup("")
    return Markup('<sup class="kj-sign" title="{0}"><span aria-hidden="true">{1}</span><span class="kj-aside" lang="en"> ({0})</span></sup>').format(
        mark, SIGNS[mark]
    )  # fmt: skip


def word(mark: Mark) -> Markup:
    """A mark as a word with its sign, for lists and tables."""
    if mark is Mark.NONE:
        return Markup("")
    return Markup('<span class="kj-mark kj-mark-{0}"><span aria-hidden="true">{1}</span> {0}</span>').format(
        mark, SIGNS[mark]
    )


def legend(marks: Mapping[str, Marked]) -> Markup:
    """What the marks mean, and how many claims bear each; the unmarked are explained too."""
    counts = {m: sum(one.mark is m for one in marks.values()) for m in Mark}
    rows = Markup("").join(
        Markup('<li><mark class="kj-q kj-q-{0}">{0}</mark>{1} {2}{3}</li>').format(
            m, sign(m), MEANINGS[m], f" ({counts[m]})" if m is not Mark.NONE else ""
        )
        for m in Mark
    )
    return Markup('<ul class="kj-legend" aria-label="What the marks mean">{}</ul>').format(rows)
