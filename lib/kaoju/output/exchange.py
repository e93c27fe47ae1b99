"""Corpus -> what other programs read: fact checks as schema.org ClaimReview, documents and references as CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kaoju.corpus import Corpus
from kaoju.credibility.signals import is_person
from kaoju.facts import Fact, FactCheck
from kaoju.records import Claim, Source

Item = dict[str, Any]
# The address of a mark or of a link: "[(101)](https://…)", "[全文](https://…)". Bounded, so that time stays linear.
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\((?:[^()\s]|\([^()\s]{0,300}\)){1,3000}\)")
_BARE = re.compile(r"https?://[^\s\"'<>）】》，。；、\u4e00-\u9fff]{1,3000}")
_ADDRESS_CUT = "[…]"
_GRADES = 6  # one more than the worst grade that a review can give


def readable(text: str) -> str:
    """A printed passage without the addresses in it: links keep their words, citation marks their number."""
    return _BARE.sub(_ADDRESS_CUT, _LINK.sub(r"[\1]", text))


def claim_reviews(corpus: Corpus, *, address: Callable[[Claim], str] | None = None) -> Item:
    """The checks against publications as one JSON-LD document, without those that a reader rejected or doubted.

    The rating is that of the claim, turned round: 5 is confirmed, 1 is improbable. Where the claim cannot be judged
    (a forecast) the review has words and no number.

    Args:
        corpus: The documents.
        address: Where a page shows a claim.
    """
    sources = {s.id: s for s in corpus.sources}
    grades = {i.claim: i.grade for i in corpus.assessment.items}
    reviews = [
        _review(c, sources[c.claim.source], grades.get(c.claim.id, _GRADES), corpus.as_of)
        | ({"url": address(c.claim)} if address else {})
        for c in corpus.fact_checks
        if corpus.reviews.of_check(c).counts
    ]
    return {"@context": "https://schema.org", "@graph": reviews}


def _review(check: FactCheck, source: Source, grade: int, as_of: str) -> Item:
    claim = check.claim
    rating: Item = {"@type": "Rating", "alternateName": check.outcome.replace("_", " ")}
    if grade < _GRADES:
        rating |= {"ratingValue": _GRADES - grade, "bestRating": _GRADES - 1, "worstRating": 1}
    review: Item = {
        "@type": "ClaimReview",
        "@id": f"#{claim.id}",
        "claimReviewed": readable(claim.quote),
        "author": {"@type": "Organization", "name": "kaoju"},
        "inLanguage": "en",
        "reviewBody": check.explanation,
        "reviewRating": rating,
        "itemReviewed": {
            "@type": "Claim",
            "identifier": claim.id,
            "text": readable(claim.quote),
            "appearance": _appearance(source),
        },
        "isBasedOn": _publication(check.fact),
    }
    if as_of:
        review["datePublished"] = as_of
    if who := source.author or source.publisher:
        review["itemReviewed"]["author"] = {
            "@type": "Person" if source.author and is_person(source.author) else "Organization",
            "name": who,
        }
    if source.date:
        review["itemReviewed"]["datePublished"] = source.date
    return review


def _appearance(source: Source) -> Item:
    """The document in which the claim stands."""
    told = {"name": source.title or source.file, "url": source.url, "datePublished": source.date}
    work = {"@type": "CreativeWork", "identifier": source.id, **{k: v for k, v in told.items() if v}}
    return work | ({"inLanguage": source.language} if source.language else {})


def _publication(fact: Fact) -> Item:
    """The publication that the claim was set beside."""
    told = {
        "name": fact.document_title or fact.publisher,
        "url": fact.url,
        "datePublished": fact.date_published,
    }
    work = {"@type": "CreativeWork", "identifier": fact.id, **{k: v for k, v in told.items() if v}}
    publisher = {"@type": "Organization", "name": fact.publisher}
    return work | ({"publisher": publisher} if fact.publisher else {})


def csl_items(corpus: Corpus) -> list[Item]:
    """The documents and their references as CSL-JSON, addresses cleaned of tracking; unknown fields are left out."""
    items = [_document(s) for s in corpus.sources]
    position: dict[str, int] = {}
    for record in corpus.citations:
        r = record.reference
        if r is None:
            continue
        position[r.source] = place = position.get(r.source, 0) + 1
        items.append(
            _item(
                f"{r.source}-ref{place}", "webpage" if r.url else "document", title=r.title, URL=r.clean_url, date=r.date,
                container_title=r.site, number=None if r.number is None else str(r.number),
                note=f"cited {len(record.marks)} times in {r.source}",
            )
        )  # fmt: skip
    return items


def _document(s: Source) -> Item:
    return _item(
        s.id, "webpage" if s.url else "document", title=s.title, URL=s.url, date=s.date, author=s.author,
        publisher=s.publisher, container_title=s.platform, language=s.language,
    )  # fmt: skip


def _item(
    key: str, kind: str, *, date: str | None = None, author: str | None = None, **told: str | None
) -> Item:
    item: Item = {"id": key, "type": kind, **{k.replace("_", "-"): v for k, v in told.items() if v}}
    if author:
        item["author"] = [{"literal": author}]
    if date:
        item["issued"] = {"date-parts": [[int(part) for part in date.split("-")]]}
    return item
