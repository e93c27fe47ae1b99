"""What a small card says where a reader points at a number: one file of data per source, asked for when it is needed.

The files are scripts that hand over plain data (assets/cards.js reads them), since a page opened from a folder may
load a script beside it but no other file.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kaoju.book import english, prose
from kaoju.book.glosses import in_english
from kaoju.corpus import Corpus, Text
from kaoju.records import Bound, Claim, First, Member, Nature, Status, Verdict
from kaoju.reviews import State

Placed = Claim | First
# The longest list of verdicts that a card shows; the evidence page and the chapters have all of them.
MOST_VERDICTS = 4
# What a card tells first, and what last.
_RANKS = {
    Verdict.CONFLICT: 0, Verdict.SUPERLATIVE_CONFLICT: 0, Verdict.UNIT_SLIP: 0,
    Verdict.OTHER_PERIOD: 2, Verdict.OTHER_SCOPE: 2,
}  # fmt: skip
_TURNING = re.compile(r"\\u(?:061c|200[ef]|202[a-e]|206[6-9])")
BOUNDS = {
    Bound.EXACT: "exact, as printed",
    Bound.APPROX: "about",
    Bound.AT_LEAST: "at least",
    Bound.AT_MOST: "at most",
    Bound.RANGE: "a range",
}


def write_cards(corpus: Corpus, folder: Path) -> None:
    """Write the cards of every source as `<source>.js` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    verdicts = verdicts_by_record(corpus)
    for text in corpus.texts:
        told = json.dumps(source_cards(corpus, text, verdicts), sort_keys=True, separators=(",", ":"))
        # As on the pages: nothing turns the direction of a number.
        told = _TURNING.sub(r"\\ufffd", told)
        # ASCII alone: no byte of the source stands in the script but inside a string.
        script = f"kaojuCards({json.dumps(prose.slug(text.id))},{told});\n"
        (folder / f"{prose.slug(text.id)}.js").write_text(script, "utf-8", newline="\n")


def source_cards(corpus: Corpus, text: Text, verdicts: Mapping[str, list[str]]) -> dict[str, Any]:
    """The cards of one source: its name and script, its sentences once, and per anchor what is read there.

    Args:
        corpus: For the English of the sentences.
        text: The source.
        verdicts: What was found of each claim, by its id.
    """
    source = text.source
    named = [v for v in (source.title, source.author, source.platform or source.publisher, source.date) if v]
    sentences: dict[str, int] = {}
    cards: dict[str, dict[str, Any]] = {}
    # A claim says more than a claim to be first at the same place, the longer more than the shorter.
    places: list[Placed] = [*text.firsts, *sorted(text.claims, key=lambda c: c.end)]
    for record in places:
        quote = prose.trim(record.quote)
        before = prose.trim_left(record.quote[: record.start - record.quote_start])
        marked = quote.startswith(before + record.text)
        card = {
            "quote": sentences.setdefault(quote, len(sentences)),
            "mark": [len(before), len(before) + len(record.text)] if marked else [0, 0],
            "facts": facts(record),
            "verdicts": verdicts.get(record.id, []),
        }
        cards[prose.anchor(record)] = {key: value for key, value in card.items() if value != []}
    in_words = {prose.trim(r.quote): corpus.english(r.quote) for r in places}
    return {
        "source": " · ".join([text.id, *named]),
        "lang": f"zh-{source.script or 'Hans'}",
        "quotes": [[quote, in_words[quote]] for quote in sentences],
        "cards": cards,
    }


def facts(record: Placed) -> list[list[str]]:
    """What was read of a record, as pairs of label and words; what is not known is left out."""
    about = [v for v in (record.subject, record.metric if isinstance(record, Claim) else record.field) if v]
    gloss = ", ".join(e for v in about if (e := in_english(v)) and e != v)
    told = [["About", " · ".join(about) + (f" ({gloss})" if gloss else "")]]
    if isinstance(record, Claim):
        nature = "" if record.nature is Nature.ACTUAL else f", {record.nature}"
        told = [
            ["Reads as", f"{english.amount(record)} ({record.role}{nature})"],
            *told,
            ["Period", _period(record)],
            ["Bound", BOUNDS[record.bound]],
        ]
    else:
        extent = f" ({record.qualifier})" if record.qualifier else ""
        told = [["Reads as", f"a claim to be first{extent}"], *told]
        told += [["Period", english.period(record.period)]] if record.period else []
    told.append(["Origin", record.attribution or "none named"])
    return [[label, words] for label, words in told if words]


def _period(claim: Claim) -> str:
    """The period and, where the sentence does not print it, how it was found."""
    if not claim.period:
        return "none given"
    basis = str(claim.period_basis)
    return english.period(claim.period) + ("" if basis in ("stated", "none") else f" ({basis})")


def verdicts_by_record(corpus: Corpus) -> dict[str, list[str]]:
    """What comparing and recomputing found of each record, in words, the grave ones first."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for group in corpus.comparisons:
        for pair in group.pairs:
            a, b = group.members[pair.a], group.members[pair.b]
            if corpus.reviews.of_pair(group, pair).state is State.REJECTED:
                continue
            word, rank = english.VERDICTS[pair.verdict], _RANKS.get(pair.verdict, 1)
            for one, other in ((a, b), (b, a)):
                found[one.id].append((rank, f"{word}: {_place(other)}"))
    claims = {(c.source, c.start): c.id for c in corpus.all_claims}
    for finding in corpus.findings:
        spans = [*([finding.stated] if finding.stated else []), *finding.inputs]
        rank = {Status.FAILS: 0, Status.HOLDS: 2}.get(finding.status, 1)
        for claim in {claims[finding.source, s.start] for s in spans if (finding.source, s.start) in claims}:
            found[claim].append((rank, f"arithmetic {finding.status}: {finding.explanation}"))
    return {record: _shortened(list(dict.fromkeys(sorted(told)))) for record, told in sorted(found.items())}


def _place(member: Member) -> str:
    return f"{member.source}, {member.text}"


def _shortened(told: list[tuple[int, str]]) -> list[str]:
    """The first few, and how many more there are."""
    words = [text for _, text in told[:MOST_VERDICTS]]
    return words + ([f"and {len(told) - MOST_VERDICTS} more"] if len(told) > MOST_VERDICTS else [])
