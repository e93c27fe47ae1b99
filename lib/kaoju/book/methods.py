"""Exhibits of the chapter on methods: scores, errors by kind, the law of offsets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from markupsafe import Markup
from matplotlib.axes import Axes

from kaoju import evaluate
from kaoju.book import labels, prose
from kaoju.book.style import PALETTE
from kaoju.corpus import Corpus
from kaoju.records import Claim, First, Region
from kaoju.registers import EMPTY

SCORE_COLUMNS = {
    "set": "Labelled texts",
    "labels": "Labels",
    "quantity": "Quantity F1",
    "claim": "Claim F1",
    "macro": "Claim F1, mean of documents",
    "period": "Period right",
    "about": "About right",
    "origin": "Origin F1",
}
ERROR_COLUMNS = {
    "kind": "Kind",
    "sources": "Sources",
    "seen": "Other, seen",
    "heldout": "Other, held out",
    "example": "Example",
    "readings": "Label and extraction",
}
_SETS = (
    ("sources", "the registered sources", "sources"),
    ("seen", "other fields, seen while writing rules", "other, seen"),
    ("heldout", "other fields, held out", "other, held out"),
)
_NAMES = {"sources": "sources", "seen": "seen", "heldout": "held out"}
_ATTRIBUTES = ("exact_span", "bound", "role", "nature", "period", "attribution", "about")
_KINDS = {
    "missed": "quantity missed",
    "extra": "no quantity, yet extracted",
    "value/unit": "value or unit wrong",
    "exact_span": "span too long or short",
}


@cache
def _score(name: str, bare: bool) -> dict[str, Any]:
    return evaluate.evaluate_claims(name, registers=EMPTY if bare else None)


def score_rows() -> list[dict[str, Any]]:
    """Scores of each labelled set, and of the sources and held-out texts with the registers emptied."""
    runs = [(key, label, name, False) for key, label, name in _SETS]
    runs += [
        (f"{key}-bare", f"{label}, registers emptied", name, True)
        for key, label, name in (_SETS[0], _SETS[2])
    ]
    rows = []
    for key, label, name, bare in runs:
        s = _score(name, bare)
        rows.append(
            {
                "key": key,
                "set": label,
                "labels": s["gold"],
                "quantity": s["quantity"]["f1"],
                "claim": s["claim"]["f1"],
                "macro": s["claim_macro"],
                "origin": s["f1_of"]["attribution"],
                **s["accuracy"],
            }
        )
    return rows


def headline() -> str:
    """How often the extraction is right, in one sentence for a reader in a hurry."""
    own, other = _score("sources", False), _score("other, held out", False)
    return (
        "Its readings are often wrong. The number itself it finds and reads almost always; the whole claim, with its time and "
        f"what it is about, it gets right less often. On a scale where one is perfect (F1) that is {own['quantity']['f1']:.2f} "
        f"for numbers and {own['claim']['f1']:.2f} for claims of the labelled sources, and {other['claim']['f1']:.2f} for claims "
        "of other texts that nobody tuned it for."
    )


def draw_attributes(ax: Axes, rows: list[dict[str, Any]]) -> None:
    """A dot for each attribute and labelled set, the sets told apart by colour, mark and a name in the top line."""
    shown = [r for r in rows if not r["key"].endswith("bare")]
    names = labels.Marks(ax)
    marks = zip(shown, ("blue", "orange", "vermilion"), "o^s", strict=True)
    for row, color, marker in marks:
        y = range(len(_ATTRIBUTES))
        ax.plot([row[a] for a in _ATTRIBUTES], y, marker, color=PALETTE[color], markersize=6)
        names.add(row["about"], len(_ATTRIBUTES) - 1, _NAMES[row["key"]], PALETTE[color])
    ax.set_yticks(range(len(_ATTRIBUTES)), [a.replace("_", " ") for a in _ATTRIBUTES])
    ax.set_xlim(0, 1.02)
    ax.set_ylim(-0.6, len(_ATTRIBUTES) - 0.3)
    ax.grid(axis="x")
    ax.set_xlabel("share right")
    names.place()


def describe_attributes(rows: list[dict[str, Any]]) -> str:
    """What `draw_attributes` shows, in words."""
    parts = []
    for row in rows:
        if not row["key"].endswith("bare"):
            values = ", ".join(f"{a.replace('_', ' ')} {row[a]:.2f}" for a in _ATTRIBUTES)
            parts.append(f"{row['set']}: {values}")
    return "Dot plot of the share of right attributes. " + "; ".join(parts) + "."


def error_rows() -> list[dict[str, Any]]:
    """Errors by kind over the labelled sets, most frequent first, each with an example that may be shown."""
    found = {key: evaluate.claim_errors(name) for key, _, name in _SETS}
    counts = {key: Counter(m.kind for m in misses) for key, misses in found.items()}
    shown, rows = (*found["sources"], *found["seen"]), []
    for kind in sorted(
        {k for c in counts.values() for k in c}, key=lambda k: (-sum(c[k] for c in counts.values()), k)
    ):
        example = next((m for m in shown if m.kind == kind), None)
        rows.append(
            {
                "kind": _KINDS.get(kind, f"{kind.replace('_', ' ')} wrong"),
                **{key: c[kind] for key, c in counts.items()},
                "example": _place(example) if example else "",
                "readings": prose.han(_readings(example, shown)) if example else "",
            }
        )
    return rows


def _readings(miss: evaluate.Miss, misses: Iterable[evaluate.Miss]) -> str:
    """The label and the extraction, as far as the scorer prints them: 2025-H1 — 2025.

    About is subject with measure: what differs is told by the error of either at the same place.
    """
    if miss.kind == "about":
        place = (miss.document, miss.start)
        miss = next(
            (m for m in misses if m.kind in ("subject", "metric") and (m.document, m.start) == place), miss
        )
    if miss.kind in ("missed", "extra"):
        return f"{miss.detail} — nothing" if miss.kind == "missed" else f"nothing — {miss.detail}"
    pair = re.findall(r"'([^']*)'|\b(None)\b", miss.detail)
    if len(pair) != 2 or not any(a for a, _ in pair):
        return ""
    return " — ".join(a or "nothing" for a, _ in pair)


def _place(miss: evaluate.Miss) -> Markup:
    return Markup("{} ({})").format(prose.han(miss.text), miss.document)


def finding_rows() -> list[dict[str, Any]]:
    """Scores of audit and comparison side by side."""
    audit, comparison = evaluate.evaluate_audits(), evaluate.evaluate_comparisons()
    return [
        {
            "what": "labelled relations or pairs",
            "audit": audit["gold"],
            "comparison": comparison["gold_pairs"],
        },
        {"what": "reported", "audit": audit["predicted"], "comparison": comparison["predicted_pairs"]},
        {"what": "recall", "audit": audit["recall_all"], "comparison": comparison["recall"]},
        {
            "what": "recall of what fails or is loose",
            "audit": audit["recall_fails_and_loose"],
            "comparison": None,
        },
        {
            "what": "status or verdict right",
            "audit": audit["status_accuracy"],
            "comparison": comparison["verdict_accuracy"],
        },
        {
            "what": "precision, at least",
            "audit": audit["alarm_precision"],
            "comparison": comparison["precision"],
        },
    ]


def offset_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """One row a source: its records, those whose raw text or quotation is not where they say, and its body."""
    rows = []
    for text in corpus.texts:
        raw = text.document.raw
        records: list[Claim | First] = [*text.claims, *text.firsts]
        bad = sum(
            raw[r.start : r.end] != r.text or raw[r.quote_start : r.quote_end] != r.quote for r in records
        )
        body = sum(s.end - s.start for s in text.sentences if s.region is Region.BODY)
        rows.append(
            {
                "source": prose.source(text.id),
                "n": len(records),
                "bad": bad,
                "characters": len(raw),
                "body": round(100 * body / len(raw)) if raw else None,
            }
        )
    return rows


def check_offsets(corpus: Corpus) -> dict[str, int]:
    """Sum of `offset_rows`: how many records were checked, and how many break the law."""
    rows = offset_rows(corpus)
    return {"n": sum(r["n"] for r in rows), "bad": sum(r["bad"] for r in rows)}
