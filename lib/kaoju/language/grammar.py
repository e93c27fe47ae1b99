"""Word classes of the language of figures: what opens a predicate, what names a measure, what only frames.

Names of measures are an open class. They are recognised by their last syllable or word (下载量, 渗透率, 零售额, 市场规模),
not by a list of known measures, so that a text of another field is read as well as one about large models.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from kaoju.language.glance import opening
from kaoju.text.lexis import closing_noun, is_boundary, noun_across

TIME = "\x01"  # stands for a date: 2025年8月
ASIDE = "\x02"  # stands for brackets and what they hold
NUMBER = "\x03"  # stands for another number of the same clause
FILL = TIME + ASIDE + NUMBER

_Y = r"(?:(?:19|20)\d{2}(?:财年|年度|年)|(?<![\d.A-Za-z-])(?:19|20)\d{2}(?=(?:[-—–~至到/、](?:19|20)\d{2}){1,8}年)|(?<![\d.A-Za-z第近满约超达逾共了整时期续立每够仅过-])2\d(?:[-—–~至到/、]2\d){0,4}年(?![来内间期以之左多余]|[前后](?!三?季|半)|的?(?:历史|经验|时间|寿命|工龄|质保|国债|债|租|专利|贷|老|沉淀|积累|深耕))|[今去前明后当本上次同来近](?:财|[（(]\d{2,4}[)）])?年|(?<![一二三四五六七八九十百])一[〇零一][〇零一二三四五六七八九]年|近[一二三四五两几\d]{1,2}年|FY\d{2,4})"
_M = (
    r"(?:(?:前|首|第)?[一二三四五六七八九十两\d]{1,3}(?:个)?(?:季度|财季|季)|(?:前|首|头)[一二三四五六七八九十两\d]{1,3}个?月|头[一二三四五六七八九十两\d]{1,3}(?:天|周|年)|\d{1,2}[-—–~至到]\d{1,2}月|[一二三四五六七八九十]{1,2}[至到][一二三四五六七八九十]{1,2}月|\d{1,2}月\d{1,2}日?[-—–~至到]\d{1,2}日|"
    r"[上下]半年度?|今[、和与及]?明两?年|明[、和与及]?后两?年|[今本上]个?财政年度|[上本][（(]\d{1,2}[)）]月|[上本下当同次单]个?(?:月|季度|季|周|期)|(?<![A-Za-z0-9])(?:[1-4]Q|Q[1-4]|[12]H|H[12])(?![A-Za-z0-9])|\d{1,2}月(?:份)?|[一二三四五六七八九十]{1,2}月(?:份|[上中下]旬|[底末初])|(?<![一二三四五六七八九十百])十[一二]月|\d{1,2}[日号](?!线)|同比期|上年同期|年[底末初中]|全年|"
    r"[今昨明当]?[（(]?\d{1,2}[)）]日|[今昨明当][天日]|第\d{1,2}周|(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d))"
)
# Every word of time begins with one of these; plain text is skipped by one look at it.
_TIME_OPENS = r"晚凌傍早期头\d(（FHQ一七三上下两中九二五仅今以元入全八六创前十半单去双发同后四国如届年建开当成截投推日明春昨暑未本来次此清现目端第迄过近连随首"
# Most figures are no dates: what follows their digits tells so at once.
_NO_DATE = r"(?!\d++(?![年财个季月日号天周QH\-—–~至到/)）一二三四五六七八九十两.])|(?!(?:19|20)\d\d\.)\d++\.)"
TIME_WORDS = re.compile(
    rf"(?=[{_TIME_OPENS}]){_NO_DATE}(?:(?:{_Y}|{_M})(?:(?:[的至到—–~/、-]|\(|（)?(?:{_Y}|{_M})(?:\)|）)?){{0,5}}(?:期间|同期|以来|至今|年?[底末初](?!级)|中旬|上旬|下旬|份|之前|之后)?"
    r"|仅{0,2}[一两三半]个?(?:年|月|周|季度)(?:内(?!蒙)|间|来|前(?![后期景三两\d])|后|里(?![昂斯程]))?(?![期度级份线报])"
    r"|(?:国庆|中秋|春节|五一|端午|清明|元旦|十一|双节|暑期|暑假){1,2}(?:小?长假|假期|黄金周|假日|期间)|昨(?=[收跌涨升报])|[今昨](?=召开|举行|公布|公告|宣布|发布|表示|指出)"
    r"|(?<![一二三四五六七八九十个学周假任限质保刑孕工租赛早后前中同末])期内(?!部)|[上前](?:一个?|个)(?:交易日|财年|财季|报告期)|前一(?:周|天|日|个?月|年|季度?)|[上下本]周[一二三四五六日末]|连[升跌涨降续][一二三四五六七八九十\d]{1,3}个?(?:月|周|日|季度?|年)"
    r"|(?:上午|下午|中午|晚间|凌晨|傍晚|早上|晚上)(?!茶|时段|班|档|场)"
    r"|中期(?=[业多少盈收派纯净溢])"
    r"|(?<=[\u4e00-\u9fff，])\d{1,2}天(?:里|内|间)?(?=[\u4e00-\u9fff]{2})"
    r"|(?<![A-Za-z0-9])\d{2}(?:Q[1-4]|H[12])(?![A-Za-z0-9])"
    r"|(?:年初至)?(?:本)?报告期[内末]?(?!间)|眼下|如今|(?<![\d年岁])月[初底末中](?!性)|首季|开年|(?:[一两三]年|[一两半]个?月)前|周[一二三四五六日末](?=[\u4e00-\u9fff])(?!期)"
    r"|连续[一二三四五六七八九十两\d]{1,3}个?(?:年|季度|季|月|周|日|天)|(?:上市|发布|成立|开业|上线|开售|上映|推出|投产|创立|建国|入市|开放|开服|今年)以来|(?<=[年月日])以来"
    r"|同一(?:时点|时期|时间)|[去往]年(?:这时候?|此时|这个时候)|未来[一二三四五六七八九十几数\d\-—至到~]{1,4}年|过去[一二三四五六七八九十几数\d]{1,3}(?:年|个月)|年内(?=[\u4e00-\u9fff])|截至目前|届时|目前|当前|同期|如今|(?<![出体表实发呈显])现在|近日|日前|今后|此前|随后|迄今)"
)

# Words at the very end of what precedes a number that say how exact it is or colour it: 已/约/仅/均/分别.
ADVERBS = frozenset(
    "止跌 止升 止涨 触底 探底 见底 筑底 触顶 见顶 冲高 企稳 现报 暂报 最新报 尚余 仅余 回到 重回 料将 料达 料可 合共 再创 "
    "同口径 按同口径 可比口径 按可比口径 先前 原先 早前 接连 相继 频频 屡次 无法 尚无法 仍无法 还无法 未能 尚未 不得不 仍较 也较 还较 即 随之 随即 区间 难以 难于 已连续 连续 重新 首度 微幅 全数 收市报 收市 逆市 逆势 早段 尾段 高见 低见 曾高见 曾低见 最高见 最低见 一度高见 一度低见 头一次 头一回 加起来 加一块 加一块儿 合起来 合在一起 正好 刚好 恰好 刚过 大概 负 均有 都有 也有 仍有 各有 还有 略有 稍有 有所 录 仍录 企稳于 企稳在 长达 仍长达 大约为 大约达 大约是 大概为 实质 实质上 依次 依次为 依次达 最新 只剩 仅剩 只剩下 剩下 定在 可能定在 做到 卖到 标价 是一块 是一款 是一个 是一台 反而 临时估计 初步估计 估计 大约有 约 大约 近 将近 接近 超 超过 逾 高达 低至 多达 达 仅 只 仅有 只有 才 就 便 也 还 又 再 更 都 均 各 则 却 已 已经 曾 将 会 可 可以 可望 有望 预计 预期 预估 约有 至少 至多 最多 最少 最高 最低 "
    "优于 不足 不到 不低于 不超过 不少于 低于 小于 大于 多于 少于 高于 分别 分别为 分别达 合计 共 总共 共计 总计 累计 大幅 显著 明显 进一步 持续 逐步 普遍 平均 快速 急剧 迅速 小幅 略 微 又一次 首次 再次 整体 仍 仍然 依然 "
    "继续 一度 甚至 同样 直接 成功 相应 实际 名义 有效 大概 几乎 差不多 整整 足足 可能 左右 上下 逐年 逐季 逐月 逐周 逐日 强劲 稳步 同步 双双 最终 先后 陆续 一共 一口气 一举 累积 单日 全部 轻松 主动 新 净 并 且 年均 每年 每天 每月 日均 月均 每日 了 着 过 到 为 至 了约 以 "
    "惊人的 可观的 超 正在 正 曾经 开始 只需 仅需 只要 竟 竟然 高 低 ± 介于 处于 落在 位于 下看 维持 保持 控制 稳定 徘徊 集中 在 于 有 是 报 仅为 约为 计 等于 来到 徘徊在 停留在 至 破 上看 概估 概估为 初估 初估为 上调至 下调至 增至 升至 降至 减至 跌至 涨至 扩至 缩至 回升至 回落至 提升至 提高至 增长至 增加至 下降至 降低至 "
    "随之 随即 旋即 继而 应声 缩短至 缩小至 上升至 上涨至 下滑至 扩大至 攀升至 飙升至 提升到 提高到 增加到 增长到 上升到 下降到 降低到 降到 升到 减少到 减少至 缩短到 缩小到 突破 突破了 站上 达到 达到了 录得 收报 收于 报收 报 可达 可至 可降至 会达到 约占 "
    "控制在 维持在 保持在 稳定在 集中在 稳定于 压到 压降至 压缩至 压缩到 拉升至 提至 调至 上修至 下修至 微增至 微降至 定格在 定格于 反倒 倒是 已能 仅能 只能 能够 还能 就能 都能 却能 也能 已可 仅可 往往 往往在 通常 通常在 一般 一般在 锁定 指向 估 暂订 暂定 约合 换算 折合 折算".split()
)
# What a change verb says of direction, and how its measure is called: 增长 -> 增速, 下降 -> 降幅.
UP = "调高 拉高 上调 上修 调升 多卖 多卖了 多了 拉升 转升 松绑 挺升 跃增 转增 飙 漲 高开 收涨 收升 多赚 升值 净增加 放量 跳升 跳涨 冲高 抬升 急升 急涨 劲升 劲增 飙涨 狂涨 走强 多增 累升 累涨 高 拉长 延长 扩阔 多赚 多 增长 增加 提升 提高 上升 上涨 攀升 飙升 激增 暴增 猛增 骤增 剧增 大增 大涨 暴涨 上扬 扩大 扩张 成长 递增 走高 上行 上浮 反弹 回升 增多 翻 翻了 升高 加快 跃升 微增 微升 微涨 微扬 净增 多增 新增 增 升 涨 扩 贵".split()
DOWN = "下修 拉低 跌去 跌掉 跌价 裁 裁了 裁减 少卖 少卖了 砍掉 少了 倒退 蒸发 缩水 急挫 挫 掉 松动 少亏 转跌 收跌 低开 贬值 调低 净减少 缩量 掉 滑落 下探 收缩 急跌 急挫 挫 回调 削减 蚀 少增 累跌 多减 低 便宜 少赚 下降 下滑 下跌 减少 降低 缩短 缩小 缩减 收窄 回落 骤降 锐减 暴跌 大跌 大降 放缓 衰退 萎缩 下行 下调 下挫 走低 缩水 微降 微跌 微减 骤减 节省 节约 压缩 减 降 跌 少 缩 调降".split()
SUFFIX_OF_CHANGE = (
    dict.fromkeys(UP, "增速")
    | dict.fromkeys(DOWN, "降幅")
    | {
        "提升": "提升",
        "提高": "提升",
        "扩大": "扩大幅度",
        "上涨": "涨幅",
        "涨": "涨幅",
        "大涨": "涨幅",
        "升": "升幅",
        "上升": "升幅",
        "贵": "涨额",
        "高开": "涨幅",
        "收涨": "涨幅",
        "收升": "升幅",
        "收跌": "跌幅",
        "低开": "跌幅",
        "跌": "跌幅",
        "下跌": "跌幅",
        "大跌": "跌幅",
        "缩短": "缩短幅度",
        "节省": "节省",
        "节约": "节约",
        "增": "增幅",
        "减": "减幅",
        "收窄": "收窄幅度",
        "回落": "回落幅度",
    }
)
# Strength and course before a kernel make a verb of change: 飙|增, 微|跌, 连|降, 反|升.
_COURSE = "微小大急骤锐剧暴猛激飙狂劲陡续再连反转略挺弹窜蹿跳跃倍递扩推压齐回走净"
_MOVES = {"增": "增幅", "升": "升幅", "涨": "涨幅", "减": "减幅", "降": "降幅", "跌": "跌幅", "挫": "跌幅"}
COMPOSED = {course + kernel: name for course in _COURSE for kernel, name in _MOVES.items()}
# Adjectives make others, which tell no direction by themselves: 亏损|改善.
_MADE = (
    dict.fromkeys("狂飙 走扬 走强 攀高 抬高 窜高 推高 垫高 拔高 增厚 扩充 放大 回暖".split(), "增速")
    | dict.fromkeys("走软 走弱 走窄 压低 摊低 摊薄 减小 减缓 减慢 收紧 趋缓 回软 跌落 回撤".split(), "降幅")
    | {"回吐": "回吐幅度", "走阔": "扩大幅度", "走宽": "扩大幅度"}
)
# Verbs that are nouns too, and changes only before a pure number: 改善|3个百分点, but not 滑坡|3处.
CHANGE_IF_PURE = {
    "改善": "改善幅度",
    "好转": "好转幅度",
    "恶化": "恶化幅度",
    "优化": "优化幅度",
    "滑坡": "降幅",
    "跳水": "跌幅",
    "井喷": "增速",
    "加速": "增速",
    "增值": "增值幅度",
}
SUFFIX_OF_CHANGE = COMPOSED | _MADE | CHANGE_IF_PURE | SUFFIX_OF_CHANGE
CHANGE = frozenset(SUFFIX_OF_CHANGE)
ADVERBS |= {verb + to for verb in CHANGE for to in "至到为"}
# Verbs that hold what they change: 减重12.4%, 提价5%.
CHANGE_COMPOUNDS = frozenset(
    "减重 增重 减产 增产 提价 涨价 降价 加价 降温 升温 减薄 提速 增收 减收 减亏 增亏 减排 降本 扩产 增效 降息 加息 降准 瘦身".split()
)

# The last word of a name of a measure …
HEADS = frozenset(
    "品牌价值 合同价值 公允价值 账面价值 资产价值 经济价值 市场价值 内在价值 货物价值 商品价值 总价值 账款 应收账款 应付账款 商誉 房贷 车贷 消费贷 信用贷 经营贷 网贷 保证金 准备金 公积金 养老金 退休金 奖金 违约金 滞纳金 罚金 罚款 赔款 押金 订金 定金 本金 赏金 "
    "赔偿金 补偿金 补助金 救助金 抚恤金 奖学金 助学金 备付金 保险金 备用金 周转金 限额 额度 最高价 最低价 起拍价 程度 人效 店效 "
    "补贴标准 补助标准 收费标准 工资标准 保障标准 待遇标准 缴费标准 回款期 周转期 锁定期 限售期 禁售期 存续期 封闭期 宽限期 潜伏期 观察期 隔离期 试用期 服务期 租赁期 "
    "结存 系数 恩格尔系数 基尼系数 获利 经济增长率 经济成长率 经济增速 进出口 销额 季增幅度 年增幅度 月增幅度 产销量 产销 存栏 存栏量 出栏 出栏量 营业利益 业外收益 超额认购 借贷 纯利 分派 亩产 单产 出超 入超 市占 接单 外销订单 新订单 在手订单 新签订单 新签合同 生存期 有效期 保质期 账期 交付期 交货期 保修期 质保期 免租期 建设期 拨备 存货 合同负债 准备金 佣金 净息差 息差 排产 流水 订阅数 剪刀差 利差 价差 月租 租金 呎租 呎价 楼价 房价 入场费 首期 零百加速 百公里加速 跑分 比率 负债比率 数目 溢利 派息 中期息 末期息 租期 尺寸 厚度 重量 参与率 资金 货币资金 现金 现金红利 销货价值 货值 吸力 拉力 推力 装机 功耗 噪音 总额 总价 总产值 总产量 纯益 损益 权益 效益 营益率 目标 成绩 业绩 规模 收入 利润 成本 份额 占比 比例 比重 面积 时长 数量 总量 投资 支出 开支 资产 负债 价格 金额 指数 产能 能耗 功率 容量 带宽 延迟 时延 分辨率 评分 得分 分数 排名 人口 寿命 续航 里程 营收 净利 净利润 毛利 现金流 收益 股息 股利 红利 市盈率 票房 "
    "销售 交付 出口 进口 零售 增幅 降幅 涨幅 跌幅 升幅 增速 速度 精度 密度 强度 长度 厚度 宽度 高度 深度 浓度 温度 湿度 亮度 纯度 热度 满意度 集中度 信心 差距 代差 缺口 逆差 顺差 顺逆差 盈余 赤字 余额 结余 存款 贷款 储备 债务 融资 薪资 工资 年薪 月薪 薪酬 奖励 补贴 补助 预算 经费 电费 "
    "运费 租金 房租 费用 杂费 税收 关税 税负 杠杆 概率 几率 效率 性能 算力 吞吐 吞吐量 窗口 上下文 帧率 误差 周期 工期 回收期 库存 订单 市值 估值 身价 单价 均价 售价 股价 报价 定价 目标价 起价 起售价 票价 油价 金价 房价 产值 增加值 生产总值 总值 附加值 贡献 贡献率 权重 位次 名次 人次 场次 班次 车次 频次 "
    "次数 人数 户数 家数 件数 天数 步数 帧数 行数 倍数 层数 台数 辆数 点数 页数 期数 页 字数 词数 票数 能力 水平 需求 供给 供应 缺额 负荷 损失 损耗 排放 排放量 重量 体重 身高 轴距 车长 车宽 车高 车重 扭矩 马力 转速 时速 网速 车速 油耗 电耗 水耗 用电 耗电 发电 装机 日活 月活 日活跃用户 月活跃用户 活跃用户 用户 CAGR DAU MAU GMV GDP CPI PPI PMI PUE ARR EPS PE PB ROE ROI ARPU "
    "ARPPU IRR NPS 参数 盈利 亏损 分红 股本 持股 首付 首付款 贴息 利率 汇率 中间价 收盘价 开盘价 收市价 保费 赔付 赔款 理赔 客单价 坪效 产量 销量 储量 数 额 量 率 幅度 增量 存量 变量 热量 能量密度 电压 电流 电量 电池容量 像素 屏占比 刷新率 内存 存力 运力 频率 主频 码率 刷新 时间 间隔 耗时 用时 年限 年龄 工龄 龄期 年化 资本 注册资本 股权 净值 净资产 总资产 净额 差额 中位数 均值 总和 峰值 谷值 极值 基准 阈值 门槛 上限 下限 底线 "
    "规格 口径 直径 半径 壁厚 海拔 雨量 降水 降雨 水位 流量 流速 气温 震级 级别 等级 星级 评级 信用 PUE值 应付 应收 开支 营业额 成交 交易 通胀 EBITDA EBITA EBIT FFO NIM 月供 风险 结构化率 采用率 跌幅 净流入 净流出 净买入 净卖出 净投放 净回笼 净增持 净减持 净申购 净赎回 净融资 流入 流出 客流 客流量 保护率 效力 症状 病例 死亡 存活 产出 投入 专利 席位 规划 编制 名额 岗位 缺口 杠杆率 覆盖 渗透 盘中 成果 指标 体量 量级 频度".split()
) - frozenset(
    "用户 专利 信用 结果 成果 盘中 结构 规划 编制 覆盖 渗透 数 额 量 率 页 变量 基准 级别 订单 症状 标准".split()
)
# … or its last syllable, with the words that end so and measure nothing.
_ENDINGS = "量率额价数值费度比速幅"
_NO_MEASURE = (
    frozenset(
        "尽量 极度 急速 悉数 尽数 无度 适量 衡量 打量 较量 可比 好比 耗费 仍比 还比 则比 也比 均比 都比 微幅 窄幅 全数 质量 力量 大量 少量 海量 巨量 增量 商量 考量 存量 评价 物价 低价 高价 多数 少数 复数 函数 参数 大多数 价值 消费 年度 季度 月度 印度 百度 制度 角度 态度 适度 程度 过度 高度 再度 一度 深度 同比 环比 相比 对比 无比 性价比 大幅 小幅 高速 快速 迅速 加速 全速 免费 收费 数值 比率 效率 统率 表率 率 量 额 价 数 "
        "值 费 度 比 速 幅 部分数 自由度 尺度 奖金额 前额 总额度 数额 巨额 小额 大额 定额 限额 名额 首度 力度 维度 调度 温度计 绝大多数 半数 过半数 流量 变量 能量 正能量 分量 当量 常量 矢量 轻量 高质量 低价值 零值 阈值 数量 总量 占比 网速 联想度 国度 风度 幅度 调速 提速 降速 光速 高比 评比 占比 涨价 降价 特价 高性价比 计价 议价 溢价 加价 减价 代价 出价 竞价".split()
    )
    - HEADS
    - frozenset("性价比 溢价 代价 流量 增量 存量 能量".split())
)
# Words that a name of a measure takes up on its left: 日均|调用量, 净|利润, 市场|规模.
MODIFIERS = frozenset(
    "经调整 经调整后 基础 资产减值 信用减值 减值 归属于母公司 归属于上市公司股东 归属于母公司股东 归属于母公司所有者 归属于上市公司 归属于公司股东 归属母公司业主 归属母公司 车辆 一般贸易 加工贸易 服务贸易 货物贸易 位元 亏电 馈电 满电 可分配 可供分派 可供分配 可支配 在港 在途 在手 营运 乘客 广义 狭义 核心 剩余 可用 空置 待售 闲置 股东应占 公司拥有人应占 拥有人应占 应占 规划 准确 正确 精确 召回 幻觉 误诊 精准 满意 复购 达标 增加 回收 有效 目标 贡献 覆盖 上线 总 平均 日均 月均 年均 人均 户均 单均 车均 件均 笔均 店均 场均 亩均 生均 班均 头均 吨均 桶均 篇均 校均 院均 站均 桩均 栋均 宗均 票均 单均 次均 批均 株均 只均 村均 单 每 累计 新增 净 毛 最大 最高 最低 最小 实际 名义 预计 全年 单位 综合 整体 合计 年化 年 月 日 周 单日 单月 单季 单周 单次 单笔 单卡 单机 单店 单户 单车 单片 单颗 单盒 市场   销售 出口 进口 零售 批发 下载 调用 使用 用户 融资 投资 交易 研发 训练 推理 生产 同比 环比 按年 按月 "
    "活跃 日活跃 月活跃 付费 注册 网上 线上 线下 海外 国内 全球 境内 境外 税前 税后 归母 扣非 营业 经营 经营性 综合 合并 主营 资本 固定资产  运营 管理   人工 人力 采购 经理 经理人 销量  客单  备案 登记 衍生  参数 激活 总参 上下文   贡献 引用 发表   申请 授权 就业 失业  调查      出生 死亡  装机 发电 用电 装车 出货 交付 成交 发行 募集 募资 存货 应收 应付 "
    "货币   不良 拨备    基本 每股 现金 经营活动 复合 年复合 年均复合 增长 预期 目标 起 首  续航 综合续航 百公里 加速 最大 峰值 额定 循环 使用 能量 功率 充电 快充 良品      入住  排片 观影 上座 周转 换手 渗透 普及 覆盖 转化 留存 复购 点击 打开 回报 投资回报 内部 错误 准确 误诊 识别 应答 幻觉 响应 处理 生成 输出 输入 中位 招投标 中标  算力 存储 带宽 吞吐 端侧    "
    "名义 实际  实物 有效 高峰 平均每       进出口 外贸 贸易 外汇 储备    股权    赔付 年度 季度 月度 历史 成交 首日 首周 单季度 半年度 前装 后装 配套 开发  训推 计算     互联  时延 单位   峰谷 单瓦 度电 千瓦时 度 毛重 净重 整备 ".split()
)

# Prepositions and particles that end a subject inside a clause: 阿里云|在…, 百度|将…, 大模型|对….
PREPOSITION = frozenset(
    "在 将 把 被 对 以 由 于 向 从 给 让 使 令 与 和 为 是 凭 靠 按 通过 依托 围绕 针对 随着 作为 因 因为 由于 自".split()
)
_CONNECTIVES = (
    "按可比口径 按同口径 考虑到 鉴于 先前 原先 早前 除此之外 除此以外 终场 盘前 盘中 盘后 随著 其次是 其次为 再次是 再次为 其后是 第二是 第三是 最后是 首先是 接着是 算下来 折算下来 换算下来 好在 这意味着 意味着 也意味着 这也意味着 这表明 表明 这说明 说明 换句话说 爆料称 消息称 据称 报道称 传闻称 料 未来 可能 其中 同时 此外 另外 而且 并且 不过 但是 然而 因此 所以 例如 比如 譬如 如 尤其 特别是 尤其是 值得注意的是 值得关注的是 需要注意的是 需要指出的是 值得一提的是 更重要的是 更为重要的是 数据显示 据悉 据了解 具体来看 具体来说 具体而言 总体来看 总体而言 整体来看 整体而言 从结果看 也就是说 换言之 与此同时 相比之下 相较之下 相比 相较 "
    "而 但 且 并 则 却 又 也 还 再 即 若 如果 虽然 尽管 即使 由于 因为 因 随着 对于 关于 至于 以及 及 和 与 或 其 该 这 那 此 上述 这一 该公司 截至 截止 到 至 自 从 在 于 据 据此计算 期内 期末 报告期内 报告期 累计 共 共有 合计 总计 全面 预计 预测 预期 有望 将 已 已经 曾 目前 当前 另有 还有 另据 其后 此后 最终 首先 其次 再次 最后 一方面 另一方面 反观 反之 整体 总体 分别 约 近 超 逾 仅 只 均 都 各 更 甚至 尚 仍 个 月 年 的 了 是 有 为 达 连续 尤 受 经 当 个别 主要 "
    "来看 来说 而言 榜首 销冠 市场数据显示 研究显示 结果显示 报告显示 统计显示 事实上 实际上 一般来说 通常 平均 其余 剩下 剩余 全年 当期 同期 期间".split()
)
CONNECTIVES = frozenset(_CONNECTIVES) - frozenset("其余 剩下 剩余 平均 个别 主要".split())
PRONOUN = re.compile(
    r"^(?:其|该[\u4e00-\u9fff]{1,4}|该(?:公司|集团|企业|行|模型|产品|平台|机构|车型|厂商|系列|市场|行业|项目|基金|股|车|机|款)?|本(?:公司|集团|行|报告|次)|公司|集团|我们|我司|董事会|管理层|股东会|股东大会|该股|股份|公司股份|它们?|他们?|她|这(?:一|个|些|款|家|项|种|条|部|座)?(?:公司|模型|产品|数字|数(?!据)|数据|数值|比例|差距|市场|指标|数量|水平|企业|平台|应用|金额|占比|车型|款|一)?|前者|后者|上述|此)$"
)
PRONOUN_OPENS = opening(PRONOUN.pattern)


def is_pronoun(phrase: str) -> bool:
    """Does it point to what was named before: 其, 该公司, 上述?"""
    return phrase[:1] in PRONOUN_OPENS and PRONOUN.match(phrase) is not None


def _words(text: str) -> dict[str, frozenset[str]]:
    classes = {}
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            classes[name] = frozenset(words.split())
    classes["all"] = frozenset().union(*classes.values())
    return classes


@cache
def verbs() -> dict[str, frozenset[str]]:
    """Verbs by class, from resources/verbs.txt: plain, nominal, creation."""
    return _words(files("kaoju").joinpath("resources/verbs.txt").read_text(encoding="utf-8"))


@cache
def _compounds() -> frozenset[str]:
    """Words that build names of measures with a last syllable: 渗透|率, 参数|量."""
    classes = verbs()
    return frozenset(w for w in MODIFIERS | HEADS | classes["plain"] | classes["nominal"] if len(w) == 2)


OUTLOOK = frozenset("预测 预期 指引 展望 预估 目标 任务 预算".split())
_LATIN_END = re.compile(r"[A-Za-z]+$")


def measure_at_end(phrase: str) -> int:
    """Length of the word at the end of `phrase` that names a measure, 0 if there is none: 全球下载量 -> 3 (下载量)."""
    size = len(phrase)
    syllable = (
        size >= 2
        and phrase[-1] in _ENDINGS
        and phrase[-2:] not in _NO_MEASURE
        and phrase[-3:] not in _NO_MEASURE
    )
    for n in (6, 5, 4):
        if size >= n and phrase[-n:] in HEADS:
            return n
    if (
        syllable
        and size >= 3
        and phrase[-3:-1] in _compounds()
        and not _ends_a_word(phrase, size - 3)
        and not (phrase[-2:] in HEADS and phrase[-4:-2] in HEADS)  # 营收|跌幅
    ):
        return 3
    for n in (3, 2):
        if size >= n and phrase[-n:] in HEADS:
            if n == 2 and size > 2 and phrase[-1] == "数" and not is_boundary(phrase, size - 2):
                if size > 3 and not is_boundary(phrase, size - 3) and is_boundary(phrase, size - 4):
                    return 4  # 台湾|就业人数
                break  # 移动|客户数
            return n
    if phrase[-2:] in OUTLOOK and size >= 4 and (inner := measure_at_end(phrase[:-2])):
        return inner + 2  # 增速|预测
    if not syllable:
        return 0
    if phrase[-2].isascii() and phrase[-2].isalpha():
        return len(_LATIN_END.search(phrase[:-1])[0]) + 1  # type: ignore[index]  # PUE|值
    return (
        2
        if phrase[-2] in "总净均单"
        or (size > 2 and phrase[-3].isascii())
        or phrase[-4:-2] in MODIFIERS  # 欧洲线|平均|运价
        else min(size, 4 if phrase[-2] == "化" else 3)
    )


def _ends_a_word(phrase: str, at: int) -> bool:
    """Is what looks like 人均 or 场均 at `at` the end of a word and a mean: 出租车|均价, 遂平|均价?"""
    return (
        phrase[at + 1 : at + 2] == "均"
        and at > 0
        and not is_boundary(phrase, at)
        and is_boundary(phrase, at + 1)
    )


def measure_start(phrase: str) -> int:
    """Where the name of the measure at the end of `phrase` begins, with the words it takes up; len(phrase) if none."""
    n = measure_at_end(phrase)
    start = len(phrase) - n
    if not n:
        return start
    nominal = verbs()["nominal"]
    while start > 0:
        for n in (5, 4, 3, 2, 1):
            word = phrase[start - n : start] if start >= n else ""
            if word and (word in MODIFIERS or (n > 1 and (word in nominal or word in HEADS))):
                if not is_boundary(phrase, start - 1) if n == 1 else closing_noun(phrase[:start]) > n:
                    continue  # 老年|人口, where 年 is no modifier, 农贸市场|均价
                start -= n
                break
        else:
            joint = start - 2 if phrase.endswith(("其他", "其它"), 0, start) else start
            if joint > 2 and phrase[joint - 1] in "、及和与" and measure_at_end(phrase[: joint - 1]):
                return measure_start(phrase[: joint - 1])  # 营收和净利润, 收入及其他收益
            return noun_across(phrase, start)  # 粮食|播种面积
    return start
