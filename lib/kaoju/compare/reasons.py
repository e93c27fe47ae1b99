"""Why two claims got their verdict, in one sentence: figures with their sources, what each is of, and when."""

from __future__ import annotations

from kaoju.records import Claim

_UNITS = {
    "%": "a percentage",
    "pp": "a number of percentage points",
    "CNY": "in yuan",
    "USD": "in US dollars",
    "HKD": "in Hong Kong dollars",
    "other:TWD": "in Taiwan dollars",
    "other:EUR": "in euros",
    "other:JPY": "in yen",
}


def name_of(*claims: Claim) -> str:
    """The shortest name of what the claims speak of."""
    shorter = min(claims, key=lambda c: (len(f"{c.subject}{c.metric}"), c.source, c.start))
    return " ".join(n for n in (shorter.subject, shorter.metric) if n) or "unnamed"


def said(claim: Claim) -> str:
    """A figure and who prints it."""
    return f"{claim.text} ({claim.source})"


def of_what(claim: Claim) -> str:
    """Measure and subject of a claim: the 市场规模 of 中国大模型."""
    if not claim.subject:
        return f"a {claim.metric} whose subject is not named" if claim.metric else "of nothing named"
    return f"the {claim.metric} of {claim.subject}" if claim.metric else f"of {claim.subject}"


def in_unit(claim: Claim) -> str:
    """What kind of number it is."""
    return _UNITS.get(claim.unit, f"in {claim.unit.removeprefix('other:')}")


def at_time(claim: Claim) -> str:
    """For when a figure holds, as far as it says."""
    return f"is for {claim.period}" if claim.period else "names no time"
