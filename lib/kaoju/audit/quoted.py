"""Figures of two origins side by side: what does not hold between them need not be anybody's slip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kaoju.audit.arithmetic import Check
from kaoju.audit.mark import Mark
from kaoju.audit.page import Page
from kaoju.records import Status


def weigh_origins(page: Page, check: Check) -> Check:
    """Say of a relation that does not hold whose figures it sets side by side.

    591.45亿 as IT桔子 counts and 862亿 as 清科 counts may both be right: what fails between two named origins is loose.
    """
    marks = [m for m in (check.stated, *check.inputs) if isinstance(m, Mark)]
    if check.status is Status.HOLDS or len({m.sentence.index for m in marks}) < 2:
        return check
    named = {origin: m for m in reversed(marks) if (origin := _named(page, m))}
    unnamed = [m for m in marks if not _named(page, m) and not _shares_sentence(m, named.values())]
    if len(named) > 1 and check.status is Status.FAILS:
        check = replace(check, status=Status.LOOSE)
    if len(named) > 1:
        told = f"of {' and '.join(sorted(named))}"
    elif named and unnamed:
        told = f"one of {next(iter(named))}, one without a named origin"
    elif not named and _far_apart(marks) and len(pages := {m.claim.cites for m in marks}) > 1:
        told = "they cite different pages" if () not in pages else "only one cites a page"
    else:
        return check
    return replace(check, explanation=f"{check.explanation} Figures quoted side by side: {told}.")


def _named(page: Page, mark: Mark) -> str | None:
    """Whose figure it is, as told here or where the text tells the same figure again."""
    if mark.claim.attribution:
        return mark.claim.attribution
    if not mark.is_level:
        return None
    return next(
        (m.claim.attribution for m in page.again(mark) if m.claim.attribution and page.same_thing(m, mark)),
        None,
    )


def _far_apart(marks: Sequence[Mark]) -> bool:
    return len({m.sentence.block for m in marks}) > 1


def _shares_sentence(mark: Mark, others: Iterable[Mark]) -> bool:
    return any(mark.sentence.index == m.sentence.index for m in others)
