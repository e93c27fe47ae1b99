"""Made-up news: as many articles as are wanted, on firms, markets and regions of which some are told of all the time.

The facts behind them are drawn once, so that articles agree, round, retell and now and then contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from random import Random

from opencc import OpenCC

_SYLLABLES = "澜青岳恒曜岚翎维海锐拓景元嘉泰禾盛宁博远启明瑞丰安航宏信立德"
_TRADES = "电气 医药 航空 银行 能源 传媒 食品 机械 材料 物流 汽车 科技 地产 证券 化工 钢铁 软件 通信 光伏 半导体".split()
_FORMS = ("", "", "集团", "股份", "控股")
_MONEY = (
    "营业收入 净利润 归母净利润 扣非净利润 研发费用 销售费用 订单金额 出口额 总资产 负债总额 经营现金流 合同负债 海外收入 "
    "广告收入 资本开支 存货 应收账款 市值 分红总额 募资总额"
).split()
_GOODS = (
    "汽车销量 辆,手机出货量 台,服务器出货量 台,空调产量 台,芯片产量 颗,电池装机量 块,家电零售量 台,机器人销量 台,"
    "门店数量 家,员工人数 人,专利数量 件,注册用户 人,月活跃用户 人,付费会员 人,签约项目 个,充电桩保有量 个,订单数量 单"
)
_RATES = "毛利率 净利率 资产负债率 市场份额 产能利用率 研发投入占比 海外收入占比 复购率 渗透率 出租率 国产化率 准时交付率".split()
_REGIONS = (
    "北京市 上海市 天津市 重庆市 河北省 山西省 辽宁省 吉林省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 "
    "广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 香港 台湾 深圳市 杭州市 苏州市 成都市 武汉市 全国"
).split()
_MACRO = (
    "地区生产总值 社会消费品零售总额 固定资产投资 进出口总额 出口总额 一般公共预算收入 税收收入 工业增加值 房地产开发投资 "
    "贷款余额 存款余额 居民人均可支配收入 旅游总收入 网上零售额 财政支出"
).split()
_MARKETS = (
    "新能源汽车 智能手机 平板电脑 工业机器人 云计算 大模型 动力电池 光伏组件 创新药 医疗器械 跨境电商 预制菜 宠物食品 "
    "网络游戏 短视频 在线教育 储能 集成电路 显示面板 智能家居 低空经济 冷链物流 数据中心 自动驾驶 可穿戴设备"
).split()
_HOUSES = (
    "恒数咨询 锐观研究院 远策顾问 中信达证券 明鉴研究 国家统计局 行业协会 海关总署 工信部 沙利维".split()
)
_FIRMS, _YEARS = 100_000, range(2019, 2026)
_WHO = (
    "管理层 业内人士 多位受访者 分析人士 当地官员 一线员工 渠道商 供应商 投资者 行业协会的专家 竞争对手 不少消费者 监管部门 "
    "技术团队 海外客户 中小企业 评论员 高校学者 基层网点 合作伙伴"
).split()
_HOW = "在会上 私下里 近日 反复 公开 不无担忧地 乐观地 在接受采访时 谨慎地 一再".split()
_SAID = "指出 认为 表示 强调 提醒 回顾说 坦言 预判 承认 解释说 判断 透露".split()
_WHAT = (
    "市场环境和竞争格局正在变化 渠道下沉仍然需要时间 新的标准会拉开企业之间的差距 原材料价格的走势还不明朗 需求正在向更广的地区扩散 "
    "产品的口碑比广告更重要 供应链的韧性值得重新估计 人才的流动快过以往 政策的细则有待落地 技术路线之争远没有结束 "
    "用户的习惯很难在短期内改变 海外市场的恢复好于担心的情形 库存的压力正在缓解 价格战对谁都没有好处 数据的归属还要说清楚 "
    "服务的质量决定了客户的去留 老旧设备的更新刚刚开始 品牌的出海不能只靠低价"
).split()
_THEN = (
    "这与前些年的情形很不一样 但愿意投入的人并不多 具体的办法还在讨论之中 各地的做法也不尽相同 这一点常常被人忽略 "
    "因此不必过于悲观 真正的考验还在后面 其中的道理并不复杂 相关的研究还不够充分 这需要各方坐下来谈 答案要交给时间 短期内难有定论"
).split()
_WORDINGS = ("{0}为{1}", "{0}达{1}", "{0}达到{1}", "实现{0}{1}", "{0}约为{1}", "{0}超过{1}")
Draw = Callable[[Random], str]


def firm(number: int) -> str:
    """The name of a firm."""
    draw = Random(f"firm {number}")
    return "".join(draw.sample(_SYLLABLES, 2)) + draw.choice(_TRADES) + draw.choice(_FORMS)


def _often(draw: Random, most: int) -> int:
    """A number below `most`: the first ones are drawn far more often than the last, as firms are in the news."""
    return int(most ** draw.random()) - 1


def _period(draw: Random) -> str:
    year = draw.choice(_YEARS)
    return draw.choice(
        (
            f"{year}年",
            f"{year}年",
            f"{year}年上半年",
            f"{year}年第{draw.choice('一二三四')}季度",
            f"{year}年{draw.randint(1, 12)}月",
        )
    )


def _amount(draw: Random, fact: str, scales: str, unit: str) -> str:
    """The figure of a fact: mostly as it is, sometimes rounded, seldom another one."""
    of = Random(fact)
    value, scale = of.randint(1000, 99999) / 100, of.choice(scales)
    told = draw.random()
    if told < 0.05:
        value *= 1 + draw.randint(2, 9) / 10
    return f"{value:.0f}{scale}{unit}" if told > 0.8 else f"{value:.2f}{scale}{unit}"


def _change(draw: Random, fact: str) -> str:
    of = Random(f"change {fact}")
    return f"同比{of.choice(('增长', '增长', '下降'))}{of.randint(1, 600) / 10}%"


def _say(draw: Random, measure: str, figure: str) -> str:
    return draw.choice(_WORDINGS).format(measure, figure)


def _of_firm(draw: Random, name: str) -> str:
    when = _period(draw)
    if draw.random() < 0.5:
        measure = draw.choice(_MONEY)
        fact = f"{name} {when} {measure}"
        told = (
            f"{when}，{name}{_say(draw, measure, _amount(draw, fact, '亿万亿', '元'))}，{_change(draw, fact)}"
        )
    else:
        measure, unit = draw.choice(_GOODS.split(",")).split()
        fact = f"{name} {when} {measure}"
        told = f"{name}{when}{_say(draw, measure, _amount(draw, fact, '万', unit))}，{_change(draw, fact)}"
    rate = draw.choice(_RATES)
    of = Random(f"{name} {when} {rate}")
    share = f"，{rate}为{of.randint(50, 900) / 10}%，较上年{of.choice(('提高', '下降'))}{of.randint(1, 80) / 10}个百分点"
    return told + draw.choice(("", share)) + "。"


def _of_region(draw: Random, _: str) -> str:
    region, measure, when = draw.choice(_REGIONS), draw.choice(_MACRO), _period(draw)
    fact = f"{region} {when} {measure}"
    return f"{draw.choice(('', '据国家统计局数据，'))}{when}，{region}{_say(draw, measure, _amount(draw, fact, '亿', '元'))}，{_change(draw, fact)}。"


def _of_market(draw: Random, name: str) -> str:
    field, when, house = draw.choice(_MARKETS), _period(draw), draw.choice(_HOUSES)
    fact = f"{field} {when} {house}"
    told = f"{house}数据显示，{when}{draw.choice(('中国', '全球', '中国'))}{field}市场规模为{_amount(draw, fact, '亿', '元')}，{_change(draw, fact)}。"
    share = f"其中{name}的市场份额为{Random(name + fact).randint(10, 400) / 10}%。"
    ahead = f"{house}预计，到{draw.choice((2027, 2028, 2030))}年{field}市场规模将达到{draw.randint(1, 90)}00亿元，年复合增长率为{draw.randint(3, 40)}%。"
    return told + draw.choice(("", share, ahead))


def _talk(draw: Random) -> str:
    """A sentence without a figure."""
    return f"{draw.choice(_WHO)}{draw.choice(_HOW)}{draw.choice(_SAID)}，{draw.choice(_WHAT)}，{draw.choice(_THEN)}。"


def article(number: int) -> str:
    """One article: on a firm, with what is said of markets and regions; every fifth retells an earlier one.

    Most are prose in which every third sentence or so has figures, from some hundred characters to many thousand.
    """
    draw = Random(number)
    retold = Random(number - 1 - _often(draw, max(number, 2))) if draw.random() < 0.2 else draw
    name = firm(_often(retold, _FIRMS))
    told = [
        retold.choice((_of_firm, _of_firm, _of_firm, _of_market, _of_region))(retold, name)
        for _ in range(2 + _often(retold, 60))
    ]
    if retold is not draw:
        draw.shuffle(told)
    title = f"{name}：{draw.choice(('最新业绩', '数据盘点', '行业观察', '一周要闻'))}"
    paragraphs = [
        "".join((_talk(draw), fact, *(_talk(draw) for _ in range(draw.randint(0, 4))))) for fact in told
    ]
    text = f"{title}\n\n" + "\n\n".join(paragraphs) + "\n"
    return _traditional().convert(text) if number % 5 == 0 else text


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def crowd(number: int) -> str:
    """One article on what all others are about too: the sales of one kind of goods, month by month."""
    draw = Random(number)
    when = f"{draw.choice(_YEARS)}年{draw.randint(1, 12)}月"
    region = draw.choice(("全国", "国内", "", draw.choice(_REGIONS)))
    told = f"{when}，{region}{_say(draw, '新能源汽车销量', f'{draw.randint(1000, 20000) / 100}万辆')}，同比增长{draw.randint(1, 900) / 10}%"
    return f"新能源汽车销量观察\n\n{told}，市场渗透率为{draw.randint(100, 700) / 10}%。{_talk(draw)}\n"


def articles(characters: int, write: Callable[[int], str] = article) -> Iterator[str]:
    """Articles of about so many characters in all."""
    number = 0
    while characters > 0:
        text = write(number)
        characters -= len(text)
        number += 1
        yield text
