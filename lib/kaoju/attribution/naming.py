"""How an origin is called: 国际权威调研机构沙利文(Frost&Sullivan)的报告 is 沙利文, 董秘何嘉 is 何嘉, 最新统计数据 is nobody."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from kaoju.language.grammar import TIME, TIME_WORDS
from kaoju.language.names import ISSUER
from kaoju.registers import EMPTY, Registers

_GENERIC = re.compile(
    r"^(?:仅|就|若|相对|住户|抽样|入户|问卷|估计|测算|推算|计算(?!机)|一致|最新|相关|多方|市场(?!监[管督])|行业|业内|公开|官方|企业|内部|第三方|权威|方面$|不完全|初步|(?:全球|国内|国际)(?![\u4e00-\u9fff]{1,8}(?:署|组织|银行|协会|学会|联盟|总会|中心)$)|有关|上述|以上|该|此|这|其|本(?!土投)|我(?!的钢铁)|来自|他|她|它|某|有|一些|[多数几][家名位个]|[一二两三四五][名位]|不愿|不具名|匿名|接近(?!度)|供应链(?:消息|人士|业者)?$|部分|众|各|数据|资料|统计(?!局|处)|报告|研究|分析|调查|机构|专家|学者|消息|媒体|记者|公司|集团|法人|大行|券商|目前|同时|"
    r"[韩日美英德法外港台]媒$|据|按|企业投融资目的地|董事会|管理层|预计|普遍|多数|总体|整体|结果|财报|公告|投资者|分析师|知情|网友|用户|读者|从|在|与|和|对|随着|通过|如果|由于|因|其中|此外|另外|另据|不过|但|而|也|并|更|值得|事实|实际|接受|估测|初步|首步|基准|修正|受访|经济学[家者]|投资人|外界|可以|需要|如|例如|比如|根据|未来|今年|去年|过去|"
    r"(?:略|远)?[高低好逊优超]于|首席|副?总经理|副?总裁|董事长|创始人|行政总裁|负责人|发言人|秘书长|两家|三家|双方|店员|店主|老板|商家|门店|村民|居民|老人|家长|学生|员工)"
)
_QUALIFIERS = re.compile(
    r"^(?:由|一[份项篇]|其中|另外|(?:投资|私募|电商|科技)?巨[擘头]|[韩日美英德法外港台]媒|[美日欧韩港陆]系(?:外资|券商|投行)|外资|投行|券商|全球最大的|(?:世界|国际|国内|美国)(?=权威|知名|著名|领先|市场|调研|研究|咨询|第三方|机构|[A-Za-z])|中国最大的|知名|权威|第三方|专业|市场|市调|研调|调研|研究(?![员院所])|咨询|测评|评测|调查|机构|公司|平台|组织|智库|AI|开源|社区|数据|统计(?!局|处)|的|日前|近日|近期|今日|最新|行业)+(?=[A-Za-z\u4e00-\u9fff]{2})"
)
ORGANISATION = re.compile(
    r"(?:局|委|部|院|会|社|所|署|处|厅|公司|集团|银行|证券|大学|中心|联盟|海关|(?:课题|专家|工作|研究|项目)组|(?:博物|图书|档案|科技|美术|纪念|天文|大使|文化)馆|顾问|投顾|咨询|研究院|智库|平台|[象文]台|协会|组织|基金|央行|团队|实验室|交易所|机构|专业版|峰会|论坛|期货|桔子|法人|网站|新闻|财经|通讯|资讯|数科|政府|内阁府|环球研究|研究院所|监管局|商会|医院|学院|商学院|(?<![财年季月周研公快海情战捷电简通申])报|周刊|杂志|》)$|[A-Za-z]{2,}$"
)
# whose trade is figures: they need no word of telling, as a firm does that may speak of itself
HOUSE = re.compile(
    r"^(?!(?:行业|市场|最新|核心|关键|财经|公司|投资|热门|每日|宏观|策略|产业|金融|商品|本周|今日|国内|国际|海外|美股|港股|法律|财务|专家|独立|其他)(?:咨询|资讯|研究|顾问|证券|期货|情报)$)"
    r"[^与和及的]{2,}(?:咨询|资讯|研究|智库|顾问|投顾|证券|期货|资信|情报|课题组|[Rr]esearch|[Cc]onsulting|[Ss]ecurities|[Ii]nsights?|[Aa]nalytics)$"
)
_ROLE = re.compile(
    r"(?:(?:近期)?组织(?:有关|相关)?专家|专家|(?:有关|相关)?负责人|(?:新闻|媒体|大会)?发言人|(?:一[名位])?(?:现场|相关|值班|有关)?工作人员|首席[\u4e00-\u9fff]{2,8}|分析师[\u4e00-\u9fff]{0,4}|总经理[\u4e00-\u9fff]{0,4}|董事长[\u4e00-\u9fff]{0,4}|创始人[\u4e00-\u9fff]{0,4}|院士|教授|研究员|人士|团队|联合(?!国|会|资信|证券|早报)[\u4e00-\u9fff]{2,6}|方面|接受采访时|监测|测算|的?(?:最新|相关)?(?:统计|数据|(?<!政府工作)报告|研究|调查|财报|预测|榜单|资料|数字|预估|估计)+)$"
)
_POST = re.compile(
    r"(?:(?<![增成延拉最加特专周身全擅漫助生变见])长|(?<![动全满])员|(?<![出班])师|(?<![对助左右联携入着])手|户|(?<![自民君公])主(?![任席管编持计委])|[学业专作画资]家|(?:检察|领事|法|警)官|[责始伙持集纪笔门头言资理片护策办建]人|总经理|总裁|首席[\u4e00-\u9fff]{2}官|CEO|CFO|COO|CTO|"
    r"博士|[果菜瓜茶棉粮蔗花药牧渔烟]农|[农牧渔村居市]民|老板娘?|导游|摊贩|[济牧艺律医教规设]师|医生|护士|创业者|从业者|总?干事|代表|司机|顾问|主管|支书|书记|秘书(?!长)|董事(?!长)|主委|主任|董秘|主席|总监|经理|教授|院士|副?主任委员|总编辑?|(?:批发|经销|进口|出口|贸易|供应|代理|零售|运营|加盟|供货|采购|收购|承包|开发|制造|渠道)商|批发的|[卖开做干跑养种][\u4e00-\u9fff]{1,5}的)"
    r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8}){1,2}|[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){1,3})$"
)
_POST_LIKE = re.compile(r"[\u4e00-\u9fff][理长员师监裁席授任管表问总](?P<name>[\u4e00-\u9fff]{3})$")
# 联合国|贸发会议, 农业农村部|市场司 names a body of its own
_LONGER = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:会议|组织|署|委员会|基金|开发银行|大学)(?=$|[^\u4e00-\u9fff]|报告|统计|数据|最新|预|表|指|称|公|发|的)"
)
_ACRONYMS = frozenset(
    "ai token tokens api gpu cpu top app saas maas llm agent ip it pc tv us cn ios cpi ppi gdp pmi ceo cfo".split()
)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    lines = (files("kaoju") / "resources" / "surnames.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(lines[0]), frozenset(" ".join(lines[1:]).split())


def is_person_in_post(printed: str, name: str) -> bool:
    """董秘|何嘉: a name of two to four characters with a surname, behind a post."""
    return name == _in_post(_BRACKETED.sub("", printed))


def _in_post(text: str) -> str | None:
    """The person behind a post at the end of a text: 董秘|何嘉, 研究副理|陈若榆."""
    post = _POST.search(text)
    if post and has_surname(post["name"]):
        return post["name"]
    post = _POST_LIKE.search(text)
    return post["name"] if post and is_person(post["name"]) else None


def is_person(name: str) -> bool:
    """Is a name one of a person: two or three characters with a surname, or a surname of two?"""
    return (
        2 <= len(name) <= 4 and has_surname(name) and not (ORGANISATION.search(name) or ISSUER.search(name))
    )


_NOBODY = frozenset(
    "小米 小麦 小牛 小康 小白 小满 小龙 小金 小时 小鹏 老牛 老龙 老白 老师 老板 阿里 阿迪 阿胶 阿曼".split()
)


def has_surname(name: str) -> bool:
    single, double = _surnames()
    if len(name) == 2 and name[0] in "小老阿" and name not in _NOBODY:
        return name[0] == "阿" or name[1] in single  # 小刘, 阿彪
    return "·" in name or " " in name or name[:2] in double or (name[:1] in single and len(name) <= 3)


def _opens(text: str, start: int, end: int) -> bool:
    """Does a known name stand for the whole? 统计局 in 江州市统计局 does not, IDC in 研究机构IDC does."""
    before = _QUALIFIERS.sub("", text[:start] + "某某")[:-2].strip(TIME + " ")
    return not before or end - start > 3 or text[start].isascii() or not "\u4e00" <= before[-1] <= "\u9fff"


_BOOK_TITLE = re.compile(r"《([^《》]{2,60})》")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_CLOSING_MARK = re.compile(r"[〕】］]")
# 中证网讯（记者倪铭娅）|中国物流与采购联合会
_DATELINE = re.compile(
    rf"^[^，。（()）]{{0,14}}?(?:(?:讯|电|消息|报道)\s?[（(][^（）()]{{1,24}}[）)]|{TIME}(?:电|消息)|(?:本报|网)讯)(?=..)"
)
_NO_NAME = re.compile(
    r"\d+[家个项%.年月吋寸]|\d{3}|[是了%占]|(?<![信伟迅富安亚通腾益恒鸿英思])达|有(?![色限赞线研])|[一二三四五六七八九两]成|[一二两三四五六七八九十]家|左右"
)
# 联电今|召开法说会并, 云栖集团|正式, 公司董事会昨|审议通过: what one does and how, and no part of the name
_OCCASION = re.compile(r"(?:今日?|昨日?|同日|周[一二三四五])?(?:召开|举行|举办|出席|参加|审议)")
_MANNER = re.compile(
    r"(?:正式|同时|亦|共同|一同|先前所?|此前所?|联合|今|昨|再度|首次|并|周[一二三四五六日天]|(?:当地|北京|美东)时间)$"
)
# 金融资料服务供应商|FnGuide
_DESCRIBED = re.compile(
    r"^[\u4e00-\u9fff、]{2,24}(?:[商社]|机构|公司|平台|网站|智库)(?=[A-Z][A-Za-z .&]{1,30}$)"
)
_NUMBERED = re.compile(
    r"[\u4e00-\u9fff]{1,2}\d{2,3}(?:[\u4e00-\u9fff]{2,8}(?:院|所|中心|平台|数科|网))?$"
)  # 融360数字科技研究院
_OPEN_BRACKET = re.compile(r"[（(].*$")


# institutional investors, whom the press of Taiwan quotes as one voice: 法人估全年EPS 20元, 一家美系外资指出
_INVESTORS = re.compile(
    r"(?:另?[有一]家?|多数|部分|本土|内资|国内)*(?P<name>法人|[美日欧韩港陆]系(?:外资|券商|投行))"
)


def are_investors(name: str) -> bool:
    """Is a name that of investors as a class, quoted for one sentence and no more?"""
    return _INVESTORS.fullmatch(name) is not None


def origin_name(text: str, registers: Registers = EMPTY) -> str | None:
    """An origin as a reader would name it: 国际权威调研机构沙利文(Frost&Sullivan)的报告 -> 沙利文; None for 最新统计数据."""
    investors = _INVESTORS.fullmatch(text.strip(TIME + " "))
    if investors:
        return investors["name"]
    person = _in_post(_MANNER.sub("", _BRACKETED.sub("", text).strip(TIME + " ")))
    if person:
        return person
    outside = _BRACKETED.sub("", text)
    known = registers.origins.find(text if outside in ("", "的") else outside) if registers.origins else []
    reports = [e for _, _, e in known if e.group == "report"]
    if reports:
        return reports[0].name
    if known and _opens(outside, known[0][0], known[0][1]) and not _LONGER.match(outside, known[0][1]):
        return known[0][2].name
    title = _BOOK_TITLE.search(text)
    text = _BRACKETED.sub("", _DATELINE.sub("", text))
    text = TIME_WORDS.sub("", text).replace(TIME, "")
    bare = _CLOSING_MARK.split(text.split("《")[0])[-1]
    if investors := _INVESTORS.fullmatch(re.split("公布|发布|出具", bare)[0].strip()):
        return investors["name"]  # 一家欧系外资出具的报告
    bare = re.split(
        r"(?<=[^A-Za-z])(?:公布|发布|编撰|编制|出版|出具|开展|进行|完成|撰写|编写|牵头)|于$|在$", bare
    )[0]
    bare = _OCCASION.split(bare.rsplit("|", 1)[-1])[0]
    for _ in range(3):
        before, bare = bare, _ROLE.sub("", _MANNER.sub("", bare))
        bare = bare.lstrip("▍■●◆▶•·").strip(' 的，,“”"于在（(')
        if bare == before:
            break
    bare = _DESCRIBED.sub("", _QUALIFIERS.sub("", bare))
    head, of, _ = bare.partition("的")
    if of and len(head) > 3 and (ISSUER.search(head) or ORGANISATION.search(head)):
        bare = head  # 江海银行|的消费者调查
    if (len(bare) < 2 or _GENERIC.match(bare)) and title:
        bare = _OPEN_BRACKET.sub("", TIME_WORDS.sub("", title[1]).replace(TIME, "")).strip(" 年：，")
        return bare[:30] or None
    if (
        len(bare) < 2
        or _GENERIC.match(bare)
        or (
            _NO_NAME.search(bare)
            and not (len(bare) == 3 and is_person(bare))  # 李洪达
            and not _NUMBERED.match(bare)
        )
        or bare.lower() in _ACRONYMS
    ):
        return None
    return bare if len(bare) <= (40 if bare.isascii() else 20) else None
