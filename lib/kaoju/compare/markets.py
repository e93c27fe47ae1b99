"""Which market a firm's figure is of, where its own names do not say.

苹果 出货量 under 中国智能手机市场 is another number than 苹果 出货量 under 全球个人电脑, and a row 合计 is of the market that the
table is about. The market is the one that the sentence names, else the last one that the text has named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kaoju.compare.topics import KIND, Topic
from kaoju.compare.wording import find_places
from kaoju.records import Claim, Role
from kaoju.text.normalize import to_simplified

# Characters after which a market named before no longer says what a figure is of.
_REACH = 2500
_IN_MARKET = re.compile(r"出货|份额|占比|占有|占率|销[量售]|卖出|售出|零售|交付|排名|位次|席位|入围|市场")
_RANKED = ("排名", "位次")
_BARE_RANK = re.compile(r"(?:全球|世界|中国|国内|市场)*(?:排名|位次)+")
_SUM = re.compile("合计|总计|总额|总体|整体|全部|全体|共计")
_TOTAL = re.compile(rf"\s*\|?\s*(?:{_SUM.pattern})\s*\|")
_CALLED = re.compile("市场|行业|产业")
_REST = re.compile(r"其[他它余]")


@dataclass(frozen=True, slots=True)
class Market:
    """Goods and places, as words that can be compared."""

    goods: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


UNKNOWN = Market()


def place_in_markets(told: Sequence[Claim], topics: Sequence[Topic]) -> list[tuple[Claim, Topic, Market]]:
    """Claims and their topics with the market each is of; a row of totals takes over the name of its market.

    Args:
        told: Claims by source and place.
        topics: What each of them speaks of.
    """
    found = []
    whole: tuple[Claim, Topic, Market] | None = None
    for claim, topic in zip(told, topics, strict=True):
        if whole and (whole[0].source != claim.source or claim.start - whole[0].end > _REACH):
            whole = None
        if _is_whole(claim, topic):
            whole = claim, topic, Market(topic.subject - KIND, topic.places or _told_place(claim))
        named = not topic.entities and claim.subject
        market = whole[2] if whole and not named and _is_in_market(claim) else UNKNOWN
        here = _told_place(claim)
        if here and market is not UNKNOWN:
            market = replace(market, places=here)
        unnamed = not claim.subject or _SUM.fullmatch(to_simplified(claim.subject))
        if whole and unnamed and _TOTAL.match(to_simplified(claim.quote)):
            claim, topic = _named_after(whole[0], whole[1], claim, topic)
        found.append((claim, topic, market))
    return found


def _named_after(whole: Claim, of: Topic, claim: Claim, topic: Topic) -> tuple[Claim, Topic]:
    """A row of totals with the name of the market that its table is about."""
    return replace(claim, subject=whole.subject, subject_id=whole.subject_id), replace(
        topic, subject=of.subject, places=of.places, fields=of.fields, rest=of.rest, sides=of.sides
    )


def are_apart(a: Market, b: Market) -> bool:
    """Are they markets of different goods: 智能手机, 个人电脑?"""
    return bool(a.goods and b.goods) and not a.goods & b.goods


def are_elsewhere(a: Market, b: Market) -> bool:
    """Are they markets of different places: 中国, 全球?"""
    return bool(a.places and b.places) and a.places != b.places


def _is_whole(claim: Claim, topic: Topic) -> bool:
    """Is it a figure of a whole market, 中国智能手机 出货量? An unknown firm in a table is none."""
    subject = claim.subject or ""
    named = topic.subject - KIND and not topic.entities and not _REST.match(subject)
    known = topic.places or claim.subject_id or _CALLED.search(subject)
    return bool(named and known) and claim.role is not Role.SHARE and _is_in_market(claim)


def _is_in_market(claim: Claim) -> bool:
    """Is it a figure of a market? LMArena文本能力榜排名 is of a list of its own."""
    found = _IN_MARKET.findall(to_simplified(claim.metric or ""))
    ranked = [w for w in found if w in _RANKED]
    return bool(found) and (ranked != found or bool(_BARE_RANK.fullmatch(claim.metric or "")))


def _told_place(claim: Claim) -> frozenset[str]:
    """The last place that the sentence names before the number: 若看全球，……三星出货6,140万支."""
    return find_places(to_simplified(claim.quote[: max(claim.start - claim.quote_start, 0)]))
