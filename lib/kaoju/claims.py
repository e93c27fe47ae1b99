"""Normalized, sentences -> Claims: every quantity with whom it is about, what it measures, when, how sure and said by whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kaoju.attribution import attribute
from kaoju.nature import assign_natures
from kaoju.periods import assign_periods
from kaoju.periods.periodlists import is_narrower
from kaoju.quantities.home import home_currency
from kaoju.records import Claim, PeriodBasis, Sentence
from kaoju.registers import Registers, default_registers
from kaoju.subjects import read_abouts
from kaoju.subjects.tables import quantify
from kaoju.text.metadata import script_of
from kaoju.text.normalize import Normalized


def extract_claims(
    normalized: Normalized,
    sentences: Sequence[Sentence],
    *,
    date: str | None = None,
    registers: Registers | None = None,
) -> tuple[Claim, ...]:
    """Find every quantitative claim of a document.

    Args:
        normalized: The plain view of the document.
        sentences: Its sentences, see `kaoju.text.segment`.
        date: ISO date of the document, against which 去年 and 上季 are resolved.
        registers: Known entities and measures; the built-in ones by default, `EMPTY` for none.
    Returns:
        Claims in the order of the text; `raw[start:end] == text` for each.
    """
    registers = default_registers() if registers is None else registers
    currency = home_currency(normalized.text, traditional=script_of(normalized.document.raw) == "Hant")
    quantities, layout = quantify(sentences, currency=currency, date=date)
    periods = assign_periods(sentences, quantities, date=date)
    natures = assign_natures(sentences, quantities, periods=periods, date=date)
    abouts = read_abouts(sentences, quantities, layout=layout, registers=registers)
    origins = attribute(sentences, quantities, abouts, home=currency, registers=registers)
    raw, doc = normalized.document.raw, normalized.document.id
    marks = [c.norm for c in normalized.citations]
    claims = []
    for n, (s, group) in enumerate(zip(sentences, quantities, strict=True)):
        if not group:
            continue
        lo, hi = bisect_left(marks, s.norm_start), bisect_left(marks, s.norm_start + len(s.text) + 1)
        cites = tuple(sorted({c.number for c in normalized.citations[lo:hi]}))
        quote = raw[s.start : s.end]
        for i, q in enumerate(group):
            about = abouts[n][i]
            period, basis = periods[n][i]
            head = layout[n][i].period if n in layout else None
            if head and not is_narrower(period, head):
                period, basis = head, PeriodBasis.STATED
            start, end = normalized.to_raw(s.norm_start + q.norm_start, s.norm_start + q.norm_end)
            claims.append(
                Claim(
                    id=f"{doc}-{start}",
                    source=doc,
                    start=start,
                    end=end,
                    text=raw[start:end],
                    quote_start=s.start,
                    quote_end=s.end,
                    quote=quote,
                    region=s.region,
                    value=q.value,
                    low=q.low,
                    high=q.high,
                    numeral=q.numeral,
                    resolution=q.resolution,
                    unit=q.unit,
                    per=q.per,
                    bound=q.bound,
                    role=about.role,
                    nature=natures[n][i],
                    period=period,
                    period_basis=basis,
                    subject=about.subject,
                    metric=about.metric,
                    attribution=origins[n][i],
                    counted=about.counted or q.counted,
                    scope=about.scope,
                    subject_id=registers.entity_id(about.subject),
                    metric_id=registers.metric_id(about.metric, about.role, q.unit),
                    cites=cites,
                    section=s.section,
                    sentence=s.index,
                )
            )
    return tuple(claims)
