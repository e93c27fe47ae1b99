"""Whether somebody has read a finding, as the book shows it: words beside it, reason and reviewer behind it, counts.

What a reader rejected is shown apart and counted nowhere; headlines count what was confirmed and say what was not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from markupsafe import Markup

from kaoju.book import prose
from kaoju.corpus import Corpus
from kaoju.facts import FactCheck
from kaoju.records import Finding
from kaoju.reviews import Reviewable, State

T = TypeVar("T")
WORDS = {
    State.CONFIRMED: "read and confirmed",
    State.DOUBTFUL: "read, and doubtful",
    State.REJECTED: "found by the program, rejected by a reader",
    State.CHANGED: "read before the text changed: to be read again",
    State.UNREVIEWED: "nobody has looked at this one",
}


def of(corpus: Corpus, *found: Finding | FactCheck | None) -> tuple[Reviewable | None, ...]:
    """The reviews of relations and of checks; None where there is no finding."""
    reviews = corpus.reviews
    return tuple(
        reviews.of_finding(f) if isinstance(f, Finding) else reviews.of_check(f) if f else None for f in found
    )


def badge(found: Reviewable) -> Markup:
    """The state of a finding's review in plain words."""
    return Markup('<span class="kj-review kj-review-{}">{}</span>').format(
        str(found.state), WORDS[found.state]
    )


def behind(found: Reviewable) -> Markup:
    """Why the reviewer decided so, and who that was; nothing where nobody has looked."""
    if found.review is None:
        return Markup("")
    was = f"Then {found.review.decision}: " if found.state is State.CHANGED else ""
    return Markup('<p class="kj-why">{}{} <small class="kj-by">({}, {})</small></p>').format(
        was, prose.han(found.review.reason), found.review.reviewer, found.review.date
    )


def folded(found: Reviewable) -> Markup:
    """The badge, which opens on reason and reviewer where there are any."""
    why = behind(found)
    if not why:
        return badge(found)
    return Markup('<details class="kj-read"><summary>{}</summary>{}</details>').format(badge(found), why)


def standing(items: Iterable[T], review: Callable[[T], Reviewable]) -> list[T]:
    """What no reader has rejected."""
    return [i for i in items if review(i).state is not State.REJECTED]


def rejected(items: Iterable[T], review: Callable[[T], Reviewable]) -> list[T]:
    """What a reader has rejected."""
    return [i for i in items if review(i).state is State.REJECTED]


def confirmed(items: Iterable[T], review: Callable[[T], Reviewable]) -> list[T]:
    """What a reader has confirmed."""
    return [i for i in items if review(i).state is State.CONFIRMED]


def resting(items: Sequence[T], review: Callable[[T], Reviewable]) -> list[T]:
    """What a headline counts: the confirmed; where nobody has read any yet, all of them (`left_out` says so)."""
    if all(review(i).state in (State.CHANGED, State.UNREVIEWED) for i in items):
        return list(items)
    return confirmed(items, review)


def left_out(items: Sequence[T], review: Callable[[T], Reviewable]) -> Markup:
    """What `resting` leaves uncounted, as a sentence; that nobody has read anything, where so it is."""
    states = Counter(review(i).state for i in items)
    del states[State.REJECTED]
    if not states:
        return Markup("")
    if set(states) <= {State.CHANGED, State.UNREVIEWED}:
        return prose.fill("Nobody has read {them} yet.", them="it" if states.total() == 1 else "them")
    rest = _others(states)
    if not rest:
        return prose.fill("All of this was read and confirmed.")
    return prose.fill("Only what was read and confirmed is counted; {rest}.", rest=prose.listed(rest))


def told(found: Iterable[Reviewable], *, one: str, many: str) -> Markup:
    """How many findings are of a kind, as far as they were read.

    Args:
        found: The findings.
        one: What one of them does, e.g. "fails".
        many: What several do, e.g. "fail".
    """
    states = Counter(f.state for f in found)
    del states[State.REJECTED]
    if not states:
        return prose.fill("none {one}", one=one)
    if set(states) <= {State.CHANGED, State.UNREVIEWED}:
        n = states.total()
        return prose.fill(
            "{n} {do} (nobody has read {them} yet)",
            n=n, do=one if n == 1 else many, them="it" if n == 1 else "them",
        )  # fmt: skip
    n = states[State.CONFIRMED]
    head = prose.fill(
        "{n} {do}, {all}read and confirmed" if n else "none {do} for certain",
        n=n, do=one if n < 2 else many, all="all " if n > 1 else "",
    )  # fmt: skip
    return Markup("; ").join([head, *([prose.listed(rest)] if (rest := _others(states)) else [])])


def _others(states: Counter[State]) -> list[Markup]:
    doubtful, again, unread = (states[s] for s in (State.DOUBTFUL, State.CHANGED, State.UNREVIEWED))
    parts = [
        (doubtful, "{n} more {be} doubtful"),
        (again, "{n} more must be read again since the text changed"),
        (unread, "nobody has looked at {n} more"),
    ]
    return [prose.fill(text, n=n, be="is" if n == 1 else "are") for n, text in parts if n]


def tally(found: Iterable[Reviewable]) -> str:
    """A cell: how many were confirmed, and how many more were not: 3, or 3 (2 unread, 1 doubtful)."""
    states = Counter(f.state for f in found)
    unread = states[State.CHANGED] + states[State.UNREVIEWED]
    rest = [f"{n} {word}" for n, word in ((unread, "unread"), (states[State.DOUBTFUL], "doubtful")) if n]
    return f"{states[State.CONFIRMED]}" + (f" ({', '.join(rest)})" if rest else "")


KINDS = {
    "relations": "Relations inside a document that fail or are loose",
    "pairs": "Verdicts on pairs of claims",
    "checks": "Claims beside publications",
}
STATE_COLUMNS: dict[str, str] = {
    "kind": "What the program found", "all": "Found", "confirmed": "Confirmed", "doubtful": "Doubtful",
    "rejected": "Rejected", "changed": "To be read again", "unreviewed": "Not read",
}  # fmt: skip


def state_rows(corpus: Corpus) -> list[dict[str, object]]:
    """One row a kind of finding: how many there are, and in which state their reviews are."""
    found = {
        "relations": corpus.reviews.relations(),
        "pairs": corpus.reviews.pairs(),
        "checks": corpus.reviews.checks(),
    }
    rows = []
    for kind, name in KINDS.items():
        states = Counter(r.state for r in found[kind])
        if states:
            rows.append({"kind": name, "all": states.total(), **{str(s): states[s] for s in State}})
    return rows


def english_told(corpus: Corpus) -> Markup:
    """How the English beside the quotations was made, as a sentence."""
    ways = sorted({t.made for t in corpus.translations.values()})
    if not ways:
        return prose.fill(
            "The names in the quotations are glossed where they are known; nobody has translated the sentences."
        )
    return prose.fill("The English of the quotations: {ways}.", ways=prose.listed(ways))


def reviewers(corpus: Corpus) -> Markup:
    """Who the register says has read the findings, as a sentence."""
    read = [r.review.reviewer for r in corpus.reviews.all() if r.review]
    if not read:
        return prose.fill("Nobody has read the findings about these documents yet.")
    names = [
        prose.fill("“{who}” ({n} {findings})", who=who, n=n, findings="finding" if n == 1 else "findings")
        for who, n in sorted(Counter(read).items())
    ]
    return prose.fill("Who read them, in the register's own words: {names}.", names=prose.listed(names))
