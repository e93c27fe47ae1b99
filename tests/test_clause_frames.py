"""One clause divided into subject, measure, predicate and figure: whole classes of words in each place of it."""

from __future__ import annotations

import itertools

import pytest

from kaoju.corpus import Text
from kaoju.records import Document, Role, Source


def claims_of(raw):
    return Text(Document("t", "t.txt", raw, "utf-8", "", Source("t", "t.txt", date="2025-11-01"))).claims


OWNERS = "云帆科技 中国新能源汽车".split()
LEVELS = [("营收", "138亿元"), ("毛利率", "38%"), ("销量", "38万辆")]
RISES = [("营收", "38%"), ("毛利率", "3.8个百分点"), ("收盘价", "3.8%")]

# Verbs that bring a measure to its value.
STATES = (
    "为 是 达 达到 录得 报 收于 报收 收报 创下 突破 跌破 跌穿 失守 站上 重回 重返 缩水至 升穿 升破 冲破 冲上 攀上 迈过 跨过 越过 跨越 逼近 接近 触及 "
    "回到 回落至 恢复至 恢复到 滑落至 跌落至 下探至 反弹至 飙升至 锐减至 暴增至 扩充至 放大至 翻倍至 收窄至 稳定在 维持在 徘徊在 停留在 定格在 锁定在 敲定在 "
    "合计 总计 共计 合共 高达 低至 多达 仅为 只有 尚有 尚余 超过 不足 逾 不到 折合 约合 相当于 等于 介于 上看 下看 上修至 下调为 调整为 调整至 修正为 核定为 "
    "确认为 估算为 预计达 料达 料将达 有望达 或将达 首破 再创 实现 完成 取得 写下 刷新 做到 跌到 变为 转为 压降至 提至 扩张至 萎缩至 设为 定为 列报 暂报 现报 最新报 入账 处于 位于 仍有"
).split()
# Verbs that tell how far a measure went.
CHANGES = (
    "增长 下降 攀升 激增 陡增 大增 微涨 小涨 小跌 再降 劲升 飙增 狂飙 跃升 扩增 走高 走强 走扬 走软 走弱 走低 攀高 抬高 窜高 推升 推高 压低 摊低 摊薄 增厚 回暖 回撤 回吐 回软 "
    "回落 回调 下修 减小 缩水 收窄 收紧 萎缩 滑坡 滑落 跌落 锐减 剧减 剧降 急跌 暴降 略增 略降 增 减 升 降 涨 跌 倍增 递减 放缓 放大 减慢 压降 调升 改善 恶化 好转 优化 趋缓 "
    "按年升 按月跌 年增 月减 季增 同比增 环比降 净增 净减少 多增 少增 窜升 弹升 续升 续跌 贬值 再跌 连涨 连降 反升 反跌 跳水 井喷 止跌回升 触底反弹 探底回升 冲高回落"
).split()
# Words of manner before either.
MANNERS = (
    "小幅 大幅 同步 双双 逐月 逐季 连续三个月 显著 略微 轻微 稳步 持续 继续 再度 均 分别 一度 意外 罕见 急剧 强劲 温和 合计 总体 整体 普遍 首次 逆势 全线 集体 应声 顺势 "
    "进一步 接连 稍微 料将 或将 有望 已经 仍将 反而 却 竟然 骤然 突然 戏剧性 断崖式 爆发式 报复性 恢复性 可比口径"
).split()


@pytest.mark.parametrize("verb", STATES)
def test_a_verb_of_state_is_no_part_of_the_measure(verb):
    for owner, (measure, figure) in itertools.product(OWNERS, LEVELS):
        claim = claims_of(f"{owner}{measure}{verb}{figure}。")[-1]
        assert (claim.subject, claim.metric) == (owner, measure)


@pytest.mark.parametrize("verb", CHANGES)
def test_a_verb_of_change_tells_of_a_change(verb):
    for owner, (measure, figure), done in itertools.product(OWNERS, RISES, ("", "了")):
        claim = claims_of(f"{owner}{measure}{verb}{done}{figure}。")[-1]
        assert (claim.subject, claim.role) == (owner, Role.CHANGE)
        assert claim.metric.startswith(measure)


@pytest.mark.parametrize("manner", MANNERS)
def test_words_of_manner_stay_with_the_verb(manner):
    for owner, (measure, figure), verb in itertools.product(OWNERS, RISES, ("增长", "跌", "萎缩")):
        claim = claims_of(f"{owner}{measure}{manner}{verb}{figure}。")[-1]
        assert (claim.subject, claim.metric[: len(measure)], claim.role) == (owner, measure, Role.CHANGE)
    for owner, (measure, figure), verb in itertools.product(
        OWNERS, LEVELS, ("达到", "跌破", "为", "增至", "升至")
    ):
        claim = claims_of(f"{owner}{measure}{manner}{verb}{figure}。")[-1]
        assert (claim.subject, claim.metric) == (owner, measure)


def test_nouns_that_are_changes_before_a_pure_number_alone():
    assert claims_of("上月青岚市发生滑坡3处。")[-1].role is Role.LEVEL


MEASURES = {
    "38万吨": "投放量 播放量 排放量 库存量 碳排放量 处理能力 设计产能",
    "38%": "使用率 参与度 溢价率 折价率 国产化程度 森林覆盖率 去化率 参与率 跌幅",
    "138亿元": "回购额度 应收账款 限额 合同价值 公允价值 商誉 保证金 养老金 违约金 奖金 罚金 押金 房贷 消费贷",
    "138元": "最高价 起拍价 补贴标准 收费标准 头均利润 每股净资产 单票收入 人效",
    "38天": "回款期 周转期 锁定期 存续期 账期 应收账款周转天数",
}


@pytest.mark.parametrize(("figure", "measures"), MEASURES.items())
def test_a_measure_is_known_by_its_last_syllable_or_word(figure, measures):
    for measure, owner, verb in itertools.product(measures.split(), ("云帆科技", "岭东省"), ("达", "为")):
        claim = claims_of(f"{owner}{measure}{verb}{figure}。")[-1]
        assert (claim.subject or "") + claim.metric == owner + measure


# Frames in which a change, a share of a group or a superlative is told; O is the owner, M the measure.
OF_CHANGE = (
    "OM同比实现12%的增长。|OM出现12%的下滑。|OM录得12%的涨幅。|OM的同比增速达到12%。|OM保持12%的增速。|这使OM增长12%。|这令O的M下降12%。|让O的M提高12%。|降价带动OM增长12%。"
    "|补贴拉动OM上升12%。|新品推动OM增长12%。|OM年均复合增长12%。|OM138亿元（+12%）。|OM138亿元，YoY +12%。|OM138亿元（↑12%）。|OM138亿元↓12%。|OM为138亿元，同比+12%。"
).split("|")
OF_LEVEL = "M最高的O达F。|O实现F的M。|O取得了F的M。|M方面，O为F。|O今年的M是F。|O将M由100元上调至F。|OM从100元一路跌至F。".split(
    "|"
)


@pytest.mark.parametrize("frame", OF_CHANGE)
def test_a_change_is_of_what_changes_wherever_it_stands(frame):
    for owner, measure in itertools.product(("云帆科技", "青岚市"), ("营收", "均价")):
        claim = claims_of(frame.replace("O", owner).replace("M", measure))[-1]
        assert (claim.subject, claim.role, measure in claim.metric) == (owner, Role.CHANGE, True)


@pytest.mark.parametrize("frame", OF_LEVEL)
def test_a_measure_stands_before_or_behind_its_figure(frame):
    for owner, measure in itertools.product(("云帆科技", "青岚市"), ("均价", "平均票价")):
        text = frame.replace("O", owner).replace("M", measure).replace("F", "138元")
        claim = claims_of(text)[-1]
        assert (claim.subject, claim.metric) == (owner, measure)


@pytest.mark.parametrize("share", ["3成", "三成", "30%", "超三分之一"])
@pytest.mark.parametrize("group", ["员工", "受访者", "居民", "企业"])
def test_a_share_of_a_group_is_of_those_who_do_something(share, group):
    claim = claims_of(f"{share}{group}选择线上购物。")[0]
    assert (claim.role, claim.metric) == (Role.SHARE, f"选择线上购物{group}占比") or claim.counted == group


def test_a_noun_that_is_counted_ends_before_its_verb_has_an_object():
    claim = claims_of("138万名用户使用云帆科技的服务。")[0]
    assert claim.counted == "用户"
    assert claims_of("全国有138个企业研发的模型。")[0].counted == "企业研发的模型"


# Who is described before it is named, or named behind who tells, why and since when.
DESCRIBED = [
    ("总部位于深圳的云帆科技", "云帆科技"),
    ("占据榜首的云帆科技", "云帆科技"),
    ("由云帆科技开发的S7手机", "S7手机"),
    ("受春节因素影响云帆科技", "云帆科技"),
    ("在华东地区云帆科技", "云帆科技"),
    ("较2019年同期云帆科技", "云帆科技"),
    ("IDC数据显示，新能源乘用车", "新能源乘用车"),
    ("IDC指出，动力电池", "动力电池"),
    ("2023届毕业生", "2023届毕业生"),
]


@pytest.mark.parametrize(("named", "subject"), DESCRIBED, ids=[n for n, _ in DESCRIBED])
def test_what_describes_or_tells_of_an_owner_is_no_part_of_it(named, subject):
    for told, metric in (("销量同比增长12%", "销量同比增速"), ("均价为138元", "均价")):
        claim = claims_of(f"{named}{told}。")[-1]
        assert (claim.subject, claim.metric) == (subject, metric)
