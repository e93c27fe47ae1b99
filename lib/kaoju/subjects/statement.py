"""A number with what its clause says around it, as the rules that name its measure read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kaoju.language.predicates import Predicate
from kaoju.language.topics import Topic
from kaoju.records import Quantity

# Measure, counted noun and subject; the subject is None where the clause leaves it out.
Name = tuple[str | None, str | None, str | None]


class Named(NamedTuple):
    """What a number is found to measure: 营收48亿元，同比增长|27% -> a change, 营收同比增速, of 营收."""

    kind: str  # of the statement: level, change, share, multiple, gap, rank …
    metric: str | None
    counted: str | None
    subject: str | None  # None where the clause leaves it out
    base: str | None = None  # what a change, multiple or gap is taken of


_LIGHT_VERBS = frozenset(
    "交出 录 录得 开出 打出 斩获 收获 依托 借助 凭借 基于 涵盖 囊括 拿 拿到 得 得到 有 实现 拥有 共有 出现 发生 完成 达 达到 提供 采用 使用 具有 具备 包括 包含 获 得 获得 取得 需 要 需要 发 建成 建有".split()
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands left of a number (`pred`, `topic`) and right of it: 上线|16|款模型完成备案，…"""

    q: Quantity
    pred: Predicate
    topic: Topic
    noun: str | None  # that is counted: 模型
    rest: str  # what follows the noun: 完成备案
    right: str  # everything up to the next number or the end of the clause
    region: str  # of a rank: 居|全球|第三
    reached: bool  # from a change just told: 下滑29.5%至|10.38亿元
    alias: bool  # the last number once more in another unit: 增加2.4亿元，即|2.0%

    @property
    def measure(self) -> str | None:
        """The measure that the clause itself names."""
        return self.topic.metric or None

    @property
    def verb(self) -> str:
        """The verb before the number or that of its object: 售出|12万辆, 建成|算力中心|230个."""
        return self.pred.verb or self.topic.verb

    @property
    def action(self) -> str:
        """The verb where it says something of the measure: 发布|16款, but not 拥有|16款."""
        verb = self.verb
        return "" if verb in _LIGHT_VERBS else verb
