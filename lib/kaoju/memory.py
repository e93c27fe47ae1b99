"""What earlier clauses leave to later ones: the last base of a change, the last measure with a unit."""

from __future__ import annotations

from kaoju.discourse import About, Discourse
from kaoju.names import is_proper
from kaoju.records import Quantity, Role
from kaoju.registers import Registers
from kaoju.vocabulary import MONEY


class Memory:
    """What the text has said, `d`, and where the claims of this sentence begin in it, `first`."""

    d: Discourse
    first: int
    registers: Registers
    sentence_text: str
    _base: str | None

    def _proper(self, name: str | None) -> bool:
        """Is it the name of one thing, by its form or by the registers?"""
        return (
            is_proper(name)
            or self.registers.holds_name(name)
            or (name is not None and name == self.d.title and self.d.title_sure)
        )

    def _same_kind(self, q: Quantity) -> str | None:
        """The named measure of the last number with this classifier: 出货5490万台。华为以1080万台…居首."""
        for about in reversed(self.d.abouts[-8:]):
            if (
                about.unit == q.unit
                and about.classifier == q.classifier
                and about.kind in ("level", "transitive")
            ):
                return None if (about.metric or "").endswith("数量") else about.metric
        return None

    def _last_base(self) -> str | None:
        for about in reversed(self.d.abouts[-6:]):
            if about.base and about.role is not Role.RANK:
                if about.role is Role.CHANGE and about.kind == "level":
                    continue  # 年增速超60%: no measure of its own
                return about.base
        return self.d.area_metric or self.d.lead_metric

    def _last_metric(self, unit: str, *, here: bool = False, classifier: str | None = None) -> str | None:
        def fits(about: About, other: str) -> bool:
            return (
                other == about.unit
                and (classifier is None or about.classifier in (None, classifier))
                and about.kind not in ("change", "multiple", "gap", "share")
            )

        for about in reversed(self.d.abouts[self.first if here else -8 :]):
            if fits(about, unit):
                return about.metric
        if MONEY.match(unit):  # 营收新台币450亿元，…上季为400亿元
            for about in reversed(self.d.abouts[self.first :]):
                if MONEY.match(about.unit) and fits(about, about.unit):
                    return about.metric
        return None
