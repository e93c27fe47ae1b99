"""Who is named as saying what a sentence tells: 据IDC数据, 赛迪顾问预测, X日前发布的《Y》显示, SEMI的口径是, 董秘何嘉透露.

A mention has a kind, on which its reach depends (`kaoju.attribution`). The reporter's own words (我们的判断) and speakers who
are not named (业内人士, 有媒体) are mentions without a name: they end the reach of whoever spoke before.
数据显示, 该报告 and 上述机构 point back and are no mentions.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from kaoju.frozen import unguarded
from kaoju.language.glance import glance
from kaoju.language.grammar import TIME, TIME_WORDS
from kaoju.language.names import ISSUER
from kaoju.registers import EMPTY, Registers


class Kind(enum.Enum):
    """How an origin is named."""

    REPORT = "report"  # figures made public: 公布, 数据显示, 据…统计
    SPEECH = "speech"  # an opinion or a forecast: 预计, 认为, 说
    BOARD = "board"  # a ranking or a test, good for its own sentence
    NOTE = "note"  # （数据来源：…）, which may stand behind its figures
    VOICE = "voice"  # the reporter himself, or nobody that is named


@unguarded
@dataclass(frozen=True, slots=True)
class Mention:
    """An origin named at a place of the sentence; `name` is None where nobody is named."""

    start: int
    name: str | None
    kind: Kind


_NAME = r"[^，,。；;：:！？!?\s（）()]"
_BRACKETS = r"（[^（）]{0,30}）|\([^()]{0,30}\)|《[^《》]{1,60}》|(?<=[A-Za-z])\s(?=[A-Za-z])"
_NOT_OF = r"(?!的[^，,。；]{1,16}(?:显示|表明|指出|发现))"
_SAYING = (
    r"(?:显示|表明|发现|写道|指出|指(?=[，,：:])|表示|认为|预计|预测|预估|预期|透露|披露|称|估算|推估|推算|测算|估计|料(?=[，,今明后全下上本未首第\d])|看(?=[涨跌升好淡])|给(?:出|了)(?:一?个)?(?:指引|区间|目标|预测)"
    rf"|介绍|公布{_NOT_OF}|发布{_NOT_OF}|发表{_NOT_OF}|通报|报道|统计(?=[，,：:显至截\x01\d])|监测(?=[，,：:\x01])|宣布|提出|强调|要求|明确|坦言|直言|解释|补充|说明(?=[，,：:])|判断|相信|算了?一?笔?账|回应|提醒|谈到|告诉|说|讲(?=[，,：:“]))"
)
_SAYS = glance(_SAYING)
_WHEN = r"(?:\x01|昨日?|昨天|今日|今天|同日|当日|近日|日前|周[一二三四五六日天]|最新|刚刚|初步|晚间?|上午|下午|随即|随后)"
_DATA = r"(?:数据|资料|数字|结果|报告|公报|公告|统计|调查|调研|研究|研报|官网|榜单|专业版|快报|初值|终值|年报|财报|业绩)"
_BESIDE = (
    rf"(?:{_WHEN}|\s|相关|的?一[项份]|统计|财务|监测|调查|结果|(?:公布|发布|编撰|编制|出版|发表)的){{0,5}}"
)
# 邱志航|摊开报表说: what a speaker does while he speaks
_GESTURE = r"(?:摊开|翻[开着看]|指着|拿[着出起]|捧着|[掰扳]着|看着|盯着|苦?笑着?|感慨|叹)[^，,。；：]{0,8}?"
_ACCORDING = re.compile(
    rf"(?:^|(?<=[，,；;：:。\s“]))(?:[另又而但]|(?<=[，,])不过)?(?P<by>根据|按照|依据|援引|引用|来自|据(?![点说悉])|由(?!于)|经(?![销济营理典过贸纪常历])|按(?![揭摩键]))(?P<name>(?:{_NAME}|{_BRACKETS}){{2,60}}?)"
    rf"(?P<mark>[，,]|(?=[；;。])|(?:最新)?(?:公布|发布|编撰|编制|出版|出具|提供)的?|的?(?:最新|相关|统计|财务|监测|调查|调研|研究|行业)*(?:数据(?!局|中心|公司)|报告|统计(?![局处署司])|测算|估算|预测|调查(?![局队公])|研究(?![院所中机部会])|榜单|财报|年报|公告|口径|信息(?=[，,]))|{_SAYS})"
)
_SPEAKING = glance(
    rf"{_BESIDE}(?:接受[^，,。]{{0,8}}(?:采访|访问|专访)时|(?:在|对|跟|向)\S{{0,14}}?(?:上|中|时|会议?|本刊|记者|我|媒体|微博|朋友圈|直播间?)|{_GESTURE})?{_BESIDE}{_DATA}?(?:也|均|则|还|同样|明确|进一步|普遍|却)?{_SAYS}"
)
_SPEAKER = re.compile(
    rf"(?:^|[，,；;。“、\s】〕）)\]▍]|二是|三是|而|但|另)(?P<name>(?:{_NAME}|{_BRACKETS}){{2,40}}?)"
    rf"(?P<mark>{_SPEAKING})"
    rf"(?!出(?![货口栏生境租产行让资勤])|屏|器|为(?!\d)|会(?!员)|新品|新款|全新)(?=[，,。：:“\"\x01\d]|{_NAME}{{2}})"
)
_MEASURED = re.compile(
    rf"(?:^|[，,；;。：:\s】]|而|但|到了)(?P<name>{_NAME}{{2,20}}?)(?P<mark>(?:统计|追踪|监测|跟踪)的(?=[^，,。；]{{2,20}}[是为达])|(?:给出)?的?(?:统计)?口径(?=[下里中，,：:]|[是为])|(?:给出|提供|公布)的(?:最新)?(?:数字|数据|预测|估计)(?=[是为则更，,：:])|的数字(?=[是为则，,：:])|的(?:新|最新)?(?:调查|报告|数据|统计)[里中](?=[，,])|的(?:数据|统计|测算|算法)(?=[是为则，,：:])|的(?:数据|统计|调查|报告)(?=[也则还更很]|并?不)|(?:最新|统计|监测)?数据(?=[，,：:])|在[^，,。；]{{0,6}}报告[里中](?=[把将给]))"
)
_LEARNT = re.compile(
    rf"(?:^|[，,；;。]|记者|本报|笔者|{_WHEN})从(?P<name>{_NAME}{{2,20}}?)(?P<mark>处?(?:获悉|了解到|得知|获得的?[^，,。]{{0,4}}(?:数据|消息)))"
)
_QUOTING = re.compile(
    rf"(?:援引|引述|引用|转引)(?P<name>(?:{_NAME}|{_BRACKETS}){{2,30}}?)(?P<mark>的?(?:最新)?(?:统计|监测|调查)?(?:数据|统计|报告|调查|研究|公告)|{_SAYS})"
)
_SEEN = re.compile(rf"(?:^|[，,；;。])在(?P<name>{_NAME}{{2,12}}?)(?P<mark>看来(?=[，,]))")
_PUBLISHED = re.compile(
    rf"(?:^|[，,；;。\s】〕）)\]▍])(?P<name>(?:{_NAME}|{_BRACKETS}){{2,24}}?)(?:(?:于|在)[^，,。；;《》]{{1,16}}?|{_WHEN}|联合{_NAME}{{2,10}}|先后?|一则?){{0,3}}"
    rf"(?:公布|发布|发表|编撰|编制|出版|推出|通报|放出|交出|披露|发出|出具|发了)(?:了|的|出)?(?P<mark>[^，,。；;]{{0,30}}?(?:报告|公告|公报|财报|榜单|数据|数字|榜|《[^《》]{{1,60}}》))"
)
_TITLE = re.compile(
    r"《(?P<name>[^《》]{2,60})》(?P<mark>[^，,。；;]{0,8}(?:显示|指出|提出|要求|明确|认为|预测|预计|报道))"
)
_BOARD = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9 .\-]{2,30}?)\s?(?P<mark>[^，,。；;A-Za-z]{0,12}?(?:竞技场|榜单|排行榜|能力榜|趋势榜|测试中|测评|评测|平台上|平台中|排名中|榜(?![样首前])))"
)
_RATING = re.compile(
    rf"(?:^|[，,；;。：:])(?P<name>{_NAME}{{2,12}}?){_WHEN}?(?P<mark>(?:给予|予|维持|上调|下调|上修|下修|将|把)[^，,。；;]{{0,20}}(?:评级|目标价|预估|预测(?=[至到由从，])))"
)
_BRACKET = re.compile(r"[（(](?:数据|资料)?来源[:：]\s?(?P<name>[^（）()]{2,30})(?P<mark>[）)])")
_LABELLED = re.compile(
    rf"(?:^|(?<=\u3000))(?:[\d①-⑳]{{1,2}}[）)、.]?\s?)?(?:【[^】]{{1,12}}】)?(?P<name>{_NAME}{{2,24}}?)(?P<mark>[：:](?=.))"
)
_VOICE = re.compile(
    r"(?:^|(?<=[，,。；;：:—、]))(?:[一二三四]是|但|而|不过)?(?P<name>外资(?=已|连|[买卖])|该股(?!东)|股份(?=[昨今现收])|[^，,。；;：:]{0,8}股价|我们?(?:的|自己)?(?:看法|判断|估计|观点|走访|实测|认为|觉得|预计|测|算|押|用|在)|在我看来|依我看|笔者|编者|记者(?!会|站)|本刊|本报记者|小编|粗算|粗略计算|折算?下来|按此|照此|"
    r"有(?:媒体|机构|分析|消息|专家|业内)|据(?:说|悉|传|了解|报道)|坊间|(?:业内|业界|市场|分析|消息|知情)(?:人士)?(?:普遍|一般)?(?=预|认|估|料|指|表|称|说|透)|[^，,。；;：:]{0,6}(?:一[位名家]|某)(?!种|些|一))|据(?:说|悉|传)(?!，)"
)
_VOICE_CUE = re.compile(
    r"我|笔者|编者|记者|本刊|小编|粗|折|照此|按此|有[媒机分消专业]|据[说悉传了报]|坊间|业[内界]|市场|分析|消息|知情|一[位名家]|某|外资|股"
)
_GENERIC = re.compile(
    r"^(?:仅|就|若|一致|最新|相关|多方|市场(?!监[管督])|行业|业内|公开|官方|企业|内部|第三方|权威|方面$|不完全|初步|(?:全球|国内|国际)(?![\u4e00-\u9fff]{1,8}(?:署|组织|银行|协会|学会|联盟|总会|中心)$)|有关|上述|以上|该|此|这|其|本(?!土投)|我|他|她|它|某|有|一些|多家|部分|众|各|数据|资料|统计(?!局|处)|报告|研究|分析|调查|机构|专家|学者|消息|媒体|记者|公司|集团|法人|大行|券商|目前|同时|"
    r"[韩日美英德法外港台]媒$|据|按|企业投融资目的地|董事会|管理层|预计|普遍|多数|总体|整体|结果|财报|公告|投资者|分析师|知情|网友|用户|读者|从|在|与|和|随着|通过|如果|由于|因|其中|此外|另外|另据|不过|但|而|也|并|更|值得|事实|实际|可以|需要|如|例如|比如|根据|未来|今年|去年|过去|"
    r"(?:略|远)?[高低好逊优超]于|首席|副?总经理|副?总裁|董事长|创始人|行政总裁|负责人|发言人|秘书长|两家|三家|双方|店员|店主|老板|商家|门店|村民|居民|老人|家长|学生|员工)"
)
_ANONYMOUS = re.compile(
    r"^(?:市场|行业|业内|业界|机构|法人|大行|券商|分析|专家|学者|消息|知情|媒体|外资|公司|集团|企业|董事会|管理层|投资者|多家|网友|用户|有|某|官方|店员|店主|老板|商家|村民|居民)"
)
_QUALIFIERS = re.compile(
    r"^(?:由|[韩日美英德法外港台]媒|外资|投行|券商|全球最大的|(?:世界|国际|国内|美国)(?=权威|知名|著名|领先|市场|调研|研究|咨询|第三方|机构|[A-Za-z])|中国最大的|知名|权威|第三方|专业|市场|市调|研调|调研|研究|咨询|测评|评测|调查|机构|公司|平台|组织|智库|AI|开源|社区|数据|统计(?!局|处)|的|日前|近日|今日|最新|行业)+(?=[A-Za-z\u4e00-\u9fff]{2})"
)
_ORGANISATION = re.compile(
    r"(?:局|委|部|院|会|社|所|署|处|厅|公司|集团|银行|证券|大学|中心|联盟|顾问|投顾|咨询|研究院|智库|平台|[象文]台|协会|组织|基金|央行|团队|实验室|交易所|机构|专业版|峰会|论坛|期货|桔子|法人|日报|时报|周刊|杂志|》)$|[A-Za-z]{2,}$"
)
_ROLE = re.compile(
    r"(?:专家|负责人|发言人|首席[\u4e00-\u9fff]{2,8}|分析师[\u4e00-\u9fff]{0,4}|总经理[\u4e00-\u9fff]{0,4}|董事长[\u4e00-\u9fff]{0,4}|创始人[\u4e00-\u9fff]{0,4}|院士|教授|研究员|人士|团队|联合(?!国|会|资信|证券|早报)[\u4e00-\u9fff]{2,6}|方面|接受采访时|监测|测算|的?(?:最新|相关)?(?:统计|数据|报告|研究|调查|财报|预测|榜单)+)$"
)
_POST = re.compile(
    r"(?:经济学家|执笔人|总经理|总裁|董事长|秘书长|首席执行官|首席财务官|CEO|CFO|COO|CTO|分析师|研究员|处长|副?部长|统计长|主管|书记|秘书|董事|局长|司长|厅长|主任|董秘|主席|创始人|院长|所长|会长|行长|总监|经理|发言人|负责人|专家|教授|院士|副?主任委员|市长|省长|总编辑?|合伙人|营运长|财务长|执行长|批发的|[卖开做干跑养种][\u4e00-\u9fff]{1,5}的)(?P<name>[\u4e00-\u9fff]{2,4})$"
)
_START = re.compile(r"(?:^|[，,。；;：:—、]|从|到|(?<=[%\u4e00-\u9fff])，?而)(?:而|但|可|到了?|从|按)?")
_TELLS = re.compile(
    r"说|给出|给的|记(?!录)|数出|口径|却说|则|的(?:数据|口径|统计|\d|[^，。；]{0,4}数(?:据|字)?(?=[更也则还]))|是\d|为\d|那里|前[一二三四]个季度\d|没那么|更[乐悲保激]"
)
# 联合国|贸发会议, 农业农村部|市场司 names a body of its own
_LONGER = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:会议|组织|署|委员会|基金|开发银行|大学)(?=$|[^\u4e00-\u9fff]|报告|统计|数据|最新|预|表|指|称|公|发|的)"
)
_ACRONYMS = frozenset(
    "ai token tokens api gpu cpu top app saas maas llm agent ip it pc tv us cn ios cpi ppi gdp pmi ceo cfo".split()
)
# Each pattern with its kind and a word that it cannot do without: most sentences are spared the costly ones.
_PATTERNS = tuple(
    (
        pattern,
        kind,
        tuple(word.split("|")) if re.fullmatch(r"[《|\u4e00-\u9fff]+", word) else re.compile(word),
    )
    for pattern, kind, word in (
        (_BRACKET, Kind.NOTE, "来源"),
        (_RATING, Kind.SPEECH, "评级|目标价|预估|预测"),
        (_ACCORDING, Kind.REPORT, "据|照|引|由|来自|经(?<![^，。；另又而但]经)|按(?<![^，。；另又而但]按)"),
        (
            _MEASURED,
            Kind.REPORT,
            "计的|踪的|测的|口径|数字|看来|数据[，：是为则更]|出的预|出的估|报告[里中]|的(?:新|最新)?(?:数据|统计|测算|算法|调查|报告)",
        ),
        (_SEEN, Kind.SPEECH, "看来"),
        (_LEARNT, Kind.REPORT, "获悉|了解到|得知|获得的"),
        (_QUOTING, Kind.REPORT, "援引|引述|引用|转引"),
        (_PUBLISHED, Kind.REPORT, "公布|发布|发表|编撰|编制|出版|推出|通报|放出|交出|披露|发出|发了"),
        (_TITLE, Kind.REPORT, "《"),
        (_SPEAKER, Kind.SPEECH, _SAYING.replace(r"统计(?=[，,：:显至截\x01])", "统计")),
        (_LABELLED, Kind.REPORT, "[：:]"),
        (_BOARD, Kind.BOARD, "榜|测|竞技场|平台|排名"),
    )
)
_CUE = re.compile(
    r"股|调查|调研|监测|发现|写道|披露|指[，：]|看来|外资|据|给|记|估|料|源|显示|指出|表示|认为|预计|预测|预期|透露|披露|称|算|介绍|布|发|报|统计|宣布|提出|要求|明确|说|讲|坦言|直言|解释|补充|判断|相信|回应|提醒|谈到|账|编|榜|竞技场|测|平台|评级|目标价|：|:|来自|口径|获|引|数[据字]|我|某|一[位名家]|笔者|有|折|按|照|坊间|人士|是\d|为\d|的\d"
)
_REPORTED = re.compile(
    r"数据|资料|数字|结果|报告|公报|公告|财报|年报|研报|官网|调研|披露|统计|公布|通报|发表|显示|榜单|口径|监测|调查"
)
_OWN_SCOPE = re.compile(
    r"^[同全可新旧老大小宽窄现]|[销批零产出进用货币量额价售发税收入]$|财务|业务|部门|产品|人民币|美元"
)
_QUALIFIED = re.compile(r"(?:机构|公司|平台|智库|投行|券商|媒体|网站|外资)$")
_APART = re.compile(r"[，,；;。：:、\d]")
_NO_BRACKET = re.compile(r"[^（）()]")
_POLICY = re.compile(r"提出|要求|明确")
_ANIMATE = re.compile(r"认为|坦言|直言|料|相信|提醒|回应|表示|判断|透露")
_THING = re.compile(r"[率量额价比值数度力性化幅]$|市场|规模|业务|产品|公告|文件|方案|规划|意见")
_FIRM = re.compile(r"(?:集团|公司|股份|控股|汽车|科技|(?<!央)(?<!中央)(?<!人民)(?<!世界)银行)$")
_PUBLIC = re.compile(r"公布|发布|披露|通报|交出")
_RESULTS = re.compile(r"财报|业绩|[一二三四年中季]报|自结|法说")
_STUDY = re.compile(r"指数|调查|调研|榜|白皮书|蓝皮书|研究|监测|洞察|预测")
_OWN_DOINGS = re.compile(r"宣布|发布|推出|提出|要求|明确|介绍|强调")


def find_mentions(
    text: str, *, registers: Registers = EMPTY, known: frozenset[str] = frozenset()
) -> list[Mention]:
    """Origins named in a sentence, by place.

    Args:
        text: The sentence, normalised.
        registers: Known origins.
        known: Names that the document gave before; they need less to be taken for origins again.
    """
    if not _CUE.search(text):
        return []
    found: dict[int, Mention] = {}
    patterns = [(pattern, kind) for pattern, kind, word in _PATTERNS if _holds(text, word)]
    if patterns:
        text = TIME_WORDS.sub(lambda m: _NO_BRACKET.sub(TIME, m[0]), text)
    for pattern, kind in patterns:
        for m in pattern.finditer(text):
            mention = _read(m, pattern, kind, registers, known)
            if mention and text[0] in "“「" and "”" in m["name"][:1] + text[m.start("name") - 1]:
                mention = replace(mention, start=0)  # “票价松动了4%，”董事长魏东明说
            if mention and not any(_beside(mention, other) for other in found.values()):
                found[mention.start] = mention
    for m in _VOICE.finditer(text) if _VOICE_CUE.search(text) else ():
        if not any(abs(m.start() - at) < 2 for at in found):
            found.setdefault(m.start(), Mention(m.start(), None, Kind.VOICE))
    if (registers.origins or known) and _TELLS.search(text):
        for mention in _by_name(text, registers, known):
            if not any(_beside(mention, other) for other in found.values() if other.name):
                found[mention.start] = mention
    places = sorted(found)
    # 斯坦福大学团队编撰《AI指数报告》指出: of two names in one breath the later says it
    return [
        found[k]
        for k, after in zip_longest(places, places[1:])
        if after is None or found[after].name is None or _APART.search(text, k, after)
    ]


def _holds(text: str, word: tuple[str, ...] | re.Pattern[str]) -> bool:
    """Is the word there, or one of the words?"""
    if not isinstance(word, tuple):
        return word.search(text) is not None
    for w in word:  # noqa: SIM110  a generator would take twice as long
        if w in text:
            return True
    return False


def _beside(one: Mention, other: Mention) -> bool:
    """Are two mentions one: the same name twice, or two patterns at one place?"""
    gap = abs(one.start - other.start)
    return gap < 12 if one.name == other.name or one.name is None else gap < 5


_OF_A_TEST = re.compile(r"榜|竞技场|测评|评测|测试")


def _read(
    m: re.Match[str],
    pattern: re.Pattern[str],
    kind: Kind,
    registers: Registers,
    known: frozenset[str],
) -> Mention | None:
    mark, at = m["mark"], m.start("name")
    with_title = pattern in (_ACCORDING, _PUBLISHED) and "《" in mark
    name = origin_name(m["name"] + (mark if with_title else ""), registers)
    if pattern is _SPEAKER:
        if name is None:
            anonymous = _ANONYMOUS.match(m["name"].strip(TIME)) and not _REPORTED.search(m["name"])
            return Mention(at, None, Kind.VOICE) if anonymous else None
        if not _is_source(m["name"], mark, name, registers, known):
            return None
        if _makes_public(name, mark, m.string[m.end() : m.end() + 24], registers):
            return None
        kind = Kind.REPORT if _REPORTED.search(mark) else kind
    elif name is None:
        return None
    elif pattern is _ACCORDING and (not mark or m["by"] in ("经", "按")):
        if not (_ORGANISATION.search(name) or _is_institution(name, registers, known)):
            return None  # 按经营单位所在地分, 按资金上限测算
        kind = kind if mark else Kind.NOTE  # 份额8.1%，据TrendForce
    elif pattern is _PUBLISHED and (
        _makes_public(name, "公布", mark, registers) or _tells_own_results(name, mark, registers)
    ):
        return None
    elif pattern is _BOARD:
        if not registers.origins and not _OF_A_TEST.search(mark):
            return None
    elif pattern is _LABELLED:
        if not _is_institution(name, registers, known):
            return None
    elif pattern in (_MEASURED, _RATING):
        if pattern is _MEASURED and not (
            _ORGANISATION.search(name)
            or _is_institution(name, registers, known)
            or (
                mark == "口径"
                and m.string[m.end() : m.end() + 1] in "，："
                and len(name) > 2
                and not _OWN_SCOPE.search(name)
            )
        ):
            return None  # 同口径, 销售口径
    elif pattern is _TITLE:
        if m.string[m.start() - 1 : m.start()] in "在于" and m.start() and not registers.origins.find(name):
            return None  # 国际能源署在《世界能源展望》中预测
        kind = Kind.SPEECH if _POLICY.search(mark) else kind
    return Mention(at, name, kind)


def _is_institution(name: str, registers: Registers, known: frozenset[str]) -> bool:
    """Is a name that stands before a colon an office, a research house or an origin that is known?"""
    entry = registers.origins.entry(name) if registers.origins else None
    return name in known or bool(entry and entry.group == "organisation") or bool(ISSUER.search(name))


def _by_name(text: str, registers: Registers, known: frozenset[str]) -> list[Mention]:
    """Known origins at the head of a clause that tell a figure without a verb of saying: Canalys是6.8%, 从Canalys的24.9%."""
    found = []
    told = sorted((k for k in known if k in text), key=len, reverse=True)
    for m in _START.finditer(text):
        n = registers.origins.at(text, m.end()) if registers.origins else 0
        name = registers.origins.find(text[m.end() : m.end() + n])[0][2].name if n else None
        if not n:
            name = next((k for k in told if text.startswith(k, m.end())), None)
            n = len(name) if name else 0
        if name and _TELLS.match(text, m.end() + n):
            found.append(Mention(m.end(), name, Kind.SPEECH))
    return found


def _makes_public(name: str, mark: str, what: str, registers: Registers) -> bool:
    """Does a firm make its own figures public (长河集团公布中期业绩), and no study of others (某某银行发布的消费指数)?"""
    if not _FIRM.search(name) or registers.origins.find(name) or not _PUBLIC.search(mark):
        return False
    return not _STUDY.search(mark + what) and not mark.endswith(("显示", "表明", "指出"))


def _tells_own_results(name: str, mark: str, registers: Registers) -> bool:
    """联电公布第三季财报: a firm of whatever name that makes its results public, and no office or house."""
    return _RESULTS.search(mark) is not None and not (
        ISSUER.search(name) or _ORGANISATION.search(name) or registers.origins.find(name)
    )


def _is_source(printed: str, mark: str, name: str, registers: Registers, known: frozenset[str]) -> bool:
    """Who announces his own doings (阿里宣布投资) is no origin; who measures or foresees is."""
    if name in known or _is_person(printed.strip(TIME), name):
        return True
    if "公布" in mark or "通报" in mark or "发表" in mark:
        return bool(ISSUER.search(name) or registers.origins.find(name) or _ORGANISATION.search(name))
    if _OWN_DOINGS.search(mark) and not _REPORTED.search(mark) and "《" not in printed:
        return False
    if _REPORTED.search(mark.replace("显示", "")):
        return True
    if _QUALIFIED.search(printed.removesuffix(name)) and printed.endswith(name):
        return True  # 研究机构|Omdia
    if mark.endswith(("称", "说")) and _has_surname(name) and len(name) <= 3:
        return True  # 雷军在微博称
    if _ANIMATE.search(mark) and len(name) <= 8 and not _THING.search(name):
        return True  # 美联物业料, 瑞穗认为: only persons and houses have opinions
    return bool(registers.origins.find(name) or _ORGANISATION.search(name))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    lines = (files("kaoju") / "resources" / "surnames.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(lines[0]), frozenset(" ".join(lines[1:]).split())


def _is_person(printed: str, name: str) -> bool:
    """董秘|何嘉: a name of two to four characters with a surname, behind a post."""
    post = _POST.search(printed)
    return bool(post and post["name"] == name and _has_surname(name))


def is_person(name: str) -> bool:
    """Is a name one of a person: two or three characters with a surname, or a surname of two?"""
    return (
        2 <= len(name) <= 4 and _has_surname(name) and not (_ORGANISATION.search(name) or ISSUER.search(name))
    )


def _has_surname(name: str) -> bool:
    single, double = _surnames()
    return name[:2] in double or (name[:1] in single and len(name) <= 3)


def _opens(text: str, start: int, end: int) -> bool:
    """Does a known name stand for the whole? 统计局 in 江州市统计局 does not, IDC in 研究机构IDC does."""
    before = _QUALIFIERS.sub("", text[:start] + "某某")[:-2].strip(TIME + " ")
    return not before or end - start > 3 or text[start].isascii() or not "\u4e00" <= before[-1] <= "\u9fff"


_BOOK_TITLE = re.compile(r"《([^《》]{2,60})》")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_CLOSING_MARK = re.compile(r"[〕】］]")
_NO_NAME = re.compile(
    r"\d+[家个项%.年月]|\d{3}|[是了%占]|(?<![信伟迅富安亚通腾益恒鸿英思])达|有(?![色限赞线研])|[一二三四五六七八九两]成|左右"
)
# 联电今|召开法说会并, 云栖集团|正式, 公司董事会昨|审议通过: what one does and how, and no part of the name
_OCCASION = re.compile(r"(?:今日?|昨日?|同日|周[一二三四五])?(?:召开|举行|举办|出席|参加|审议)")
_MANNER = re.compile(r"(?:正式|同时|亦|共同|一同|今|昨|再度|首次|并)$")
_OPEN_BRACKET = re.compile(r"[（(].*$")


def origin_name(text: str, registers: Registers = EMPTY) -> str | None:
    """An origin as a reader would name it: 国际权威调研机构沙利文(Frost&Sullivan)的报告 -> 沙利文; None for 最新统计数据."""
    post = _POST.search(text.strip(TIME + " "))
    if post and _has_surname(post["name"]):
        return post["name"]
    known = registers.origins.find(text) if registers.origins else []
    reports = [e for _, _, e in known if e.group == "report"]
    if reports:
        return reports[0].name
    if known and _opens(text, known[0][0], known[0][1]) and not _LONGER.match(text, known[0][1]):
        return known[0][2].name
    title = _BOOK_TITLE.search(text)
    text = _BRACKETED.sub("", text)
    text = TIME_WORDS.sub("", text).replace(TIME, "")
    bare = _CLOSING_MARK.split(text.split("《")[0])[-1]
    bare = re.split(r"(?<=[^A-Za-z])(?:公布|发布|编撰|编制|出版|出具)|于$|在$", bare)[0]
    bare = _OCCASION.split(bare.rsplit("|", 1)[-1])[0]
    for _ in range(3):
        before, bare = bare, _ROLE.sub("", _MANNER.sub("", bare))
        bare = bare.lstrip("▍■●◆▶•·").strip(' 的，,“”"于在（(')
        if bare == before:
            break
    bare = _QUALIFIERS.sub("", bare)
    if (len(bare) < 2 or _GENERIC.match(bare)) and title:
        bare = _OPEN_BRACKET.sub("", TIME_WORDS.sub("", title[1]).replace(TIME, "")).strip(" 年：，")
        return bare[:30] or None
    if (
        len(bare) < 2
        or _GENERIC.match(bare)
        or _NO_NAME.search(
            bare,
        )
        or bare.lower() in _ACRONYMS
    ):
        return None
    return bare if len(bare) <= 20 else None
