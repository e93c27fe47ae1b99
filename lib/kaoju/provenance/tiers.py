"""What kind of publisher stands behind a web address: tiers of domains, from a table of our own.

A tier says who can print there, not whether a page is right. A domain that the table does not hold is "unknown",
which is no grade: it is counted apart and never averaged.
"""

from __future__ import annotations

import csv
import html
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from tldextract import TLDExtract

from kaoju.text.normalize import to_simplified

TIERS = ("official", "research", "media", "company", "aggregator", "user")
UNKNOWN = "unknown"
# Markdown exporters escape the punctuation of an address: wap\_detail.aspx?id=1\&share=2
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CAMPAIGN = ("campaign", "campaign of an advertiser")  # utm_source, utm_medium …
_LONG_PATH = 8  # a shorter path such as /a says too little to tell two pages of one domain apart


@dataclass(frozen=True, slots=True)
class DomainTier:
    """One row of the table: a domain (or host, host with path, suffix) and the judgement on it."""

    domain: str
    names: tuple[str, ...]
    tier: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of a link that serves others than the reader; `kind` is device, session, share, campaign or assistant."""

    key: str
    value: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart. `clean` has no tracking parameters, `key` is equal for equal pages."""

    url: str
    host: str
    domain: str
    clean: str
    key: str
    parameters: tuple[Parameter, ...]


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a CSV of the resources."""
    text = (files("kaoju") / "resources" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _extractor() -> TLDExtract:
    # The list of public suffixes that comes with the library: no network, no cache on disk, the same answer everywhere.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def domain_tiers() -> dict[str, DomainTier]:
    """The table of tiers by domain."""
    table = {}
    for r in read_table("domain_tiers.csv"):
        names = tuple(n for n in r["names"].split(";") if n)
        table[r["domain"]] = DomainTier(r["domain"], names, r["tier"], r["reason"], r["basis"])
    return table


@cache
def _names() -> dict[str, DomainTier]:
    """Rows by the name of the site or account; the first row of a name wins, in order of the table."""
    found: dict[str, DomainTier] = {}
    for row in domain_tiers().values():
        for name in row.names:
            found.setdefault(_plain(name), row)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\s《》“”]+", "", to_simplified(name)).lower()


@cache
def _parameters() -> dict[str, tuple[str, str]]:
    return {
        r["key"]: (r["kind"], r["meaning"])
        for r in read_table("tracking_parameters.csv")
        if r["kind"] != "assistant"
    }


@cache
def assistants() -> dict[str, str]:
    """Values that name an assistant in a link (utm_source=chatgpt.com, upstream_biz=doubao) -> the assistant."""
    return {r["key"]: r["meaning"] for r in read_table("tracking_parameters.csv") if r["kind"] == "assistant"}


def unescape(text: str) -> str:
    """Undo Markdown escapes and HTML entities: m\\_0?a=1\\&amp;b=2 -> m_0?a=1&b=2."""
    return html.unescape(_ESCAPE.sub(r"\1", text))


def read_address(text: str) -> Address | None:
    """Take a printed web address apart.

    Args:
        text: The address as printed, with escapes; www.example.com/a without a scheme is read as https.
    Returns:
        None if it is no address of the web: another scheme (javascript:), no host, brackets that do not close.
    """
    url = unescape(text).strip()
    if re.match(r"www\.", url, re.IGNORECASE):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return None
    found = _extractor()(host)
    if (
        parts.scheme not in ("http", "https")
        or not host
        or not (found.suffix or re.fullmatch(r"[\d.]{7,15}", host))
    ):
        return None
    domain = found.top_domain_under_public_suffix or host
    kept, dropped = _split_query(parts)
    clean = urlunsplit((parts.scheme, host, parts.path, urlencode(kept), ""))
    path = parts.path.rstrip("/")
    page = f"{path}?{urlencode(sorted(kept))}" if kept else path
    key = (domain if len(page) >= _LONG_PATH else host.removeprefix("www.")) + page
    return Address(url, host, domain, clean, key, dropped)


def _split_query(parts: SplitResult) -> tuple[list[tuple[str, str]], tuple[Parameter, ...]]:
    """Parameters that find the page, and those that only tell who came and how."""
    kept: list[tuple[str, str]] = []
    dropped: list[Parameter] = []
    for key, value in parse_qsl(parts.query, keep_blank_values=True)[:200]:
        name = key.lower()
        kind, meaning = _parameters().get(name) or (_CAMPAIGN if name.startswith("utm_") else ("", ""))
        speaker = assistants().get(value.lower().strip())
        if speaker:
            dropped.append(Parameter(key, value, "assistant", speaker))
        elif kind:
            dropped.append(Parameter(key, value, kind, meaning))
        else:
            kept.append((key, value))
    return kept, tuple(dropped)


def tier_of(address: Address | None) -> DomainTier | None:
    """The most specific row that covers an address: host with path, host, parent, then a suffix such as .gov.cn."""
    if address is None:
        return None
    table = domain_tiers()
    path = urlsplit(address.url).path.split("/")
    labels = address.host.split(".")
    hosts = [".".join(labels[i:]) for i in range(len(labels))]
    for depth in range(min(len(path), 4), 1, -1):
        if row := table.get(address.host + "/".join(path[:depth])):
            return row
    exact = next((table[h] for h in hosts if h in table), None)
    return exact or next((table[f".{h}"] for h in hosts[1:] if f".{h}" in table), None)


def tier_of_name(name: str | None) -> DomainTier | None:
    """The row of a site or account by its name: 證券時報, 环球网."""
    return _names().get(_plain(name)) if name else None
