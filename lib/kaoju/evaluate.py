"""How good the extraction, the comparison and the audit are, measured against labels made by hand.

The labels and their scorers lie in `tests/gold/`; this module runs the library on the labelled documents and hands the
records to the scorers. Nothing else in the library reads the labels.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from kaoju.claims import extract_claims
from kaoju.corpus import Corpus, Text, read_corpus
from kaoju.errors import LoadError
from kaoju.output import export
from kaoju.records import Claim
from kaoju.registers import Registers

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
# Name of a labelled set -> folder of its documents, folder of its labels.
SETS = {
    "sources": (ROOT / "seeds", GOLD / "seeds"),
    "other, seen": (GOLD / "other" / "dev", GOLD / "other" / "dev"),
    "other, held out": (GOLD / "other" / "heldout", GOLD / "other" / "heldout"),
}


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing the scorer counted as wrong: what kind, the text in question, and labelled against extracted."""

    kind: str
    document: str
    text: str
    detail: str
    start: int


def evaluate_claims(name: str, *, registers: Registers | None = None) -> dict[str, Any]:
    """Score the extraction on one of SETS.

    Args:
        name: Of the labelled set.
        registers: Other registers than the project's own, e.g. empty ones.
    Returns:
        The scorer's figures: gold, predicted, span, quantity, claim, claim_macro, f1_of, accuracy.
    """
    pairs = _labelled(name)
    with tempfile.TemporaryDirectory() as folder:
        return dict(_scorer("score").score(list(_predict(pairs, Path(folder), registers))))


def claim_errors(name: str) -> tuple[Miss, ...]:
    """Everything the scorer counts as wrong in a set, document by document."""
    misses = []
    with tempfile.TemporaryDirectory() as folder:
        for (text, labels), pair in zip(
            _labelled(name), _predict(_labelled(name), Path(folder), None), strict=True
        ):
            for row in _shown(lambda pair=pair: _scorer("score").score([pair], 10**6)):
                kind, what, detail, start = (*row, "", "", "")[:4]
                misses.append(
                    Miss(kind, text.id or labels.stem, what, detail, int(start) if start.isdigit() else -1)
                )
    return tuple(misses)


def evaluate_audits(corpus: Corpus | None = None, *, name: str = "sources") -> dict[str, Any]:
    """Score the audit of the documents of a set that have labelled relations; others cannot tell right from wrong.

    Args:
        corpus: The documents, where they were read already.
        name: Of the labelled set, one of SETS.
    Returns:
        The scorer's figures: recall by status, recall_all, recall_fails_and_loose, status_accuracy, alarm_precision.
    """
    documents, _ = SETS[name]
    scorer = _scorer("score_findings")
    texts = (corpus or _corpus(documents)).texts
    known = {t.id for t in texts}
    labels = GOLD / ("seeds" if name == "sources" else "other") / "audits.jsonl"
    gold = [g for g in scorer.read(labels) if g["doc"] in known]
    labelled = {g["doc"] for g in gold}
    records = [export.plain(f) for t in texts if t.id in labelled for f in t.findings]
    return dict(scorer.score_audits(gold, records, 0))


def evaluate_comparisons(corpus: Corpus | None = None) -> dict[str, Any]:
    """Score the comparison of the registered sources."""
    records = [export.plain(c) for c in (corpus or _corpus(ROOT / "seeds")).comparisons]
    scorer = _scorer("score_findings")
    return dict(scorer.score_comparisons(scorer.read(GOLD / "seeds" / "comparisons.jsonl"), records, 0))


@cache
def _scorer(name: str) -> ModuleType:
    """A scorer of the labels' folder as a module."""
    spec = importlib.util.spec_from_file_location(f"kaoju_gold_{name}", GOLD / f"{name}.py")
    if spec is None or spec.loader is None or not (GOLD / f"{name}.py").is_file():
        raise LoadError(f"{GOLD}: no labels here; they come with the repository, not with the package alone")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _corpus(folder: Path) -> Corpus:
    return read_corpus(folder)


def _labelled(name: str) -> list[tuple[Text, Path]]:
    """Texts of a set with the files of their labels."""
    documents, labels = SETS[name]
    return [(t, f) for t in _corpus(documents).texts if (f := labels / f"{t.id}.jsonl").is_file()]


def _predict(
    pairs: Sequence[tuple[Text, Path]], folder: Path, registers: Registers | None
) -> Iterable[tuple[str, str]]:
    """Write what the library extracts; yield (labels, records) as paths."""
    for text, labels in pairs:
        claims: Iterable[Claim] = text.claims
        if registers is not None:
            claims = extract_claims(
                text.normalized, text.sentences, date=text.source.date, registers=registers
            )
        path = folder / labels.name
        path.write_text("".join(export.json_lines(claims)), encoding="utf-8")
        yield str(labels), str(path)


def _shown(run: Any) -> list[list[str]]:
    """The rows that a scorer prints, split at tabs."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run()
    return [line.split("\t") for line in out.getvalue().splitlines() if line]
