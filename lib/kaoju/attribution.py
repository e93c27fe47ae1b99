"""Who says so: the named origin of every figure, and how far it reaches.

An origin is named before its figures (据IDC数据, 赛迪顾问预测, X发布的《Y》显示) and holds for its sentence and for plain
continuations: sentences that lean on it (其中…, elided subject or measure). A report that opens with 国家统计局公布…如下 holds throughout.
数据显示, 据悉 and 业内人士 name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kaoju.grammar import TIME, TIME_WORDS
from kaoju.phrases import ISSUER
from kaoju.records import Quantity, Region, Sentence
from kaoju.registers import EMPTY, Registers
from kaoju.subjects import About, needed_sentences

_NAME = r"[^，,。；;：:！？!?\s（）()]"
_SAYS = r"(?:显示|指出|表示|认为|预计|预测|预估|预期|透露|披露|称|估算|测算|估计|料(?=[，,])|看(?=[涨跌好淡])|介绍|公布|发布|报道|统计(?=[，,：:显])|宣布|提出|强调|要求|明确|说)"
_ACCORDING = re.compile(
    rf"(?:^|[，,；;：:。\s“])(?:根据|按照|依据|援引|引用|来自|据|由)(?P<name>(?:{_NAME}|（[^（）]{{0,30}}）|\([^()]{{0,30}}\)|《[^《》]{{1,60}}》|(?<=[A-Za-z])\s(?=[A-Za-z])){{2,60}}?)(?P<mark>[，,]|(?:最新)?(?:公布|发布|编撰|编制|出版|出具|提供)的?|的?(?:最新|相关|统计|财务|监测|调查|调研|研究|行业)*(?:数据|报告|统计(?!局)|测算|估算|预测|调查|研究|榜单|财报|年报|公告)|{_SAYS})"
)
_SPEAKER = re.compile(
    rf"(?:^|[，,；;。“])(?P<name>(?:{_NAME}|（[^（）]{{0,30}}）|\([^()]{{0,30}}\)|《[^《》]{{1,60}}》){{2,40}}?)(?P<mark>(?:[\x01\s]|最新|初步|相关|统计|财务|监测|调查|同日|结果|今日|日前|近日|接受采访时|在\S{{2,12}}中|(?:公布|发布|编撰|编制|出版)的)*(?:数据|资料|数字|结果|报告|统计|调查|研究|榜单|专业版)?(?:也|均|则|还|同样|明确|进一步|普遍)?{_SAYS})(?!出|屏|器|为)(?=[，,：:“\"]|{_NAME}{{2}})"
)
_PUBLISHED = re.compile(
    rf"(?:^|[，,；;。])(?P<name>{_NAME}{{2,24}}?)(?:(?:于|在)[^，,。；;《》]{{1,16}}|近日|日前|今日|最新|刚刚|联合{_NAME}{{2,10}})?(?:公布|发布|编撰|编制|出版|推出)的?(?P<mark>[^，,。；;]{{0,30}}?(?:报告|榜单|数据|榜|《[^《》]{{1,60}}》))"
)
_TITLE = re.compile(
    r"《(?P<name>[^《》]{2,60})》(?P<mark>[^，,。；;]{0,8}(?:显示|指出|提出|要求|明确|认为|预测|预计))"
)
_BOARD = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9 .\-]{2,30}?)\s?(?P<mark>[^，,。；;A-Za-z]{0,12}?(?:竞技场|榜单|排行榜|能力榜|趋势榜|测试中|测评|评测|平台上|平台中|排名中|榜))"
)
_RATING = re.compile(
    rf"(?:^|[，,；;。：:])(?P<name>{_NAME}{{2,12}}?)(?P<mark>(?:给予|予|维持|上调|下调)[^，,。；;]{{1,20}}(?:评级|目标价))"
)
_BRACKET = re.compile(r"[（(](?:数据)?来源[:：]\s?(?P<name>[^（）()]{2,30})(?P<mark>[）)])")
_LABELLED = re.compile(
    rf"^(?:【[^】]{{1,12}}】)?(?P<name>{_NAME}{{2,24}}?(?:协会|统计局|央行|总署|委员会|研究院|研究所|管理局|交易所|部|会))(?P<mark>[：:])"
)
_GENERIC = re.compile(
    r"^(?:最新|相关|多方|市场|行业|业内|公开|官方|企业|内部|第三方|权威|不完全|初步|全球|国内|国际|有关|上述|以上|该|此|这|其|本|我|他|她|它|某|有|一些|多家|部分|众|各|数据|统计|报告|研究|分析|调查|机构|专家|学者|消息|媒体|记者|公司|集团|法人|大行|券商|目前|同时|"
    r"据|按|企业投融资目的地|董事会|管理层|预计|普遍|多数|总体|整体|结果|财报|公告|投资者|分析师|知情|网友|用户|读者|从|在|与|和|随着|通过|如果|由于|因|其中|此外|另外|另据|不过|但|而|也|并|更|值得|事实|实际|可以|需要|如|例如|比如|根据|未来|今年|去年|过去)"
)
_QUALIFIERS = re.compile(
    r"^(?:由|全球最大的|世界|国际|国内|中国最大的|知名|权威|第三方|专业|市场|调研|研究|咨询|测评|评测|调查|机构|公司|平台|组织|智库|AI|开源|社区|数据|统计|的|美国|日前|近日|今日|最新|行业)+(?=[A-Za-z\u4e00-\u9fff]{2})"
)
_ORGANISATION = re.compile(
    r"(?:局|委|部|院|会|社|所|公司|集团|银行|证券|大学|中心|联盟|顾问|咨询|研究院|智库|平台|署|协会|组织|基金|央行|团队|实验室|交易所|机构|专业版|峰会|论坛|期货|桔子|法人|日报|时报|周刊|杂志|》)$|[A-Za-z]{2,}$"
)
_ROLE = re.compile(
    r"(?:专家|负责人|发言人|首席[\u4e00-\u9fff]{2,8}|分析师[\u4e00-\u9fff]{0,4}|总经理[\u4e00-\u9fff]{0,4}|董事长[\u4e00-\u9fff]{0,4}|创始人[\u4e00-\u9fff]{0,4}|院士|教授|研究员|人士|团队|联合[\u4e00-\u9fff]{2,6}|接受采访时|的?(?:最新|相关)?(?:统计|数据|报告|研究|调查|财报|预测|榜单)+)$"
)
_WHOLE = re.compile(
    r"(?:公布|发布|通报|公告)[^。]{0,20}如下|(?:主要|有关)(?:数据|情况)(?:公布|通报)?如下|以下(?:数据|简称)[^。]{0,10}来自"
)
_ISSUER = re.compile(
    r"(?:人民银行|央行|海关总署|[\u4e00-\u9fff]{0,8}(?:统计局|部|委员会|总局|总署|管理局|协会|联合会|中心|研究院|交易所))"
)
_CONTINUES = re.compile(
    r"^(?:其中|同时|此外|另外|分[^，]{1,12}看|从[^，]{1,20}看|按[^，]{1,12}分|具体|该报告|报告(?:还|也|同时)|数据还|上述|这一|这些|但到|而到|相比之下)"
)
_SOURCE_LINE = re.compile(r"(?:数据|资料)?来源[:：]\s?(?P<name>[^，,。；;]{2,40})")
_START = re.compile(r"(?:^|[，,。；;：:—、])(?:而|但|可|到了)?")
_TELLS = re.compile(r"说|给出|给的|记(?!录)|数出|口径|却说|则|的(?:数据|口径|统计)|是\d|那里")
_ACRONYMS = frozenset("ai token tokens api gpu cpu top app saas maas llm agent ip it pc tv us cn".split())
_BREAKS = re.compile(r"^(?:然而|不过|但是|但(?!到|在)|另一方面|反观|与此相对)")
# Each pattern with a word that it cannot do without: most sentences are spared the costly ones.
_PATTERNS = tuple(
    (pattern, re.compile(word))
    for pattern, word in (
        (_BRACKET, "来源"),
        (_RATING, "评级|目标价"),
        (_ACCORDING, "[据照引由]|来自"),
        (_PUBLISHED, "公布|发布|编撰|编制|出版|推出"),
        (_TITLE, "《"),
        (_SPEAKER, _SAYS),
        (_LABELLED, "[：:]"),
        (_BOARD, "[榜测]|竞技场|平台|排名"),
    )
)
_CUE = re.compile(
    r"据|给|记|估|料|源|显示|指出|表示|认为|预计|预测|预估|预期|透露|披露|称|算|介绍|布|报道|统计(?=[，,：:显])|宣布|提出|要求|明确|说|编|榜|竞技场|测|平台|评级|：|:|来自"
)


def attribute(
    sentences: Sequence[Sentence],
    quantities: Sequence[Sequence[Quantity]],
    abouts: Sequence[Sequence[About]],
    *,
    registers: Registers = EMPTY,
) -> tuple[tuple[str | None, ...], ...]:
    """Name the origin of every quantity, None where the text names nobody; one tuple per sentence."""
    whole = _whole_report(sentences, registers)
    found: list[tuple[str | None, ...]] = []
    carried, listed, block = (
        None,
        None,
        -1,
    )  # `listed`: the origin of a lead-in holds for the rows and items below it
    wanted = needed_sentences(sentences, quantities)
    for sentence, group, about, needed in zip(sentences, quantities, abouts, wanted, strict=True):
        if sentence.block != block:
            listed = listed if sentence.kind in ("row", "item") else None
            carried, block = listed, sentence.block
        if sentence.region not in (Region.BODY, Region.ADVERT):
            if m := _SOURCE_LINE.match(sentence.text):
                _fill_table(found, sentences, len(found), origin_name(m["name"], registers))
            found.append(())
            continue
        origins = _origins(sentence.text, registers) if needed else []
        if (
            not origins and carried and group and not listed and not _leans(sentence, about)
        ) or _BREAKS.match(sentence.text):
            carried = None
        if carried and all(weak for _, _, weak in origins):
            origins = []  # a ranking told inside a report is the report's
        if sentence.kind not in ("row", "item") and (m := _SOURCE_LINE.match(sentence.text)):
            _fill_table(found, sentences, len(found), origin_name(m["name"], registers))
        found.append(tuple(_at(q.norm_start, origins, carried) or whole for q in group))
        if sentence.text.endswith(("：", ":")) and (origins or carried):
            listed = origins[-1][1] if origins else carried
        if origins:
            carried = next((name for _, name, weak in reversed(origins) if not weak), None)
    return tuple(found)


def origin_before(text: str, place: int, *, registers: Registers = EMPTY) -> str | None:
    """Name the origin that a sentence gives for what stands at `place`; None where it names nobody."""
    return _at(place, _origins(text, registers), None)


def _fill_table(
    found: list[tuple[str | None, ...]], sentences: Sequence[Sentence], end: int, name: str | None
) -> None:
    """数据来源：IDC below a table names the origin of its rows."""
    k = end - 1
    while name and k >= 0 and sentences[k].kind == "row":
        found[k] = tuple(old or name for old in found[k])
        k -= 1


def _leans(sentence: Sentence, abouts: Sequence[About]) -> bool:
    """Does a sentence go on with the one before: by a connective, or by leaving out its subject or measure?"""
    return bool(_CONTINUES.match(sentence.text)) or any(a.elliptic for a in abouts[:1])


def _at(place: int, origins: list[tuple[int, str, bool]], carried: str | None) -> str | None:
    """The last origin before a place of the sentence; one behind it (数据来源：IDC) serves where none stands before."""
    before = [name for start, name, _ in origins if start < place]
    if before:
        return before[-1]
    return carried or next((name for start, name, weak in origins if not weak and start > place), None)


def _origins(text: str, registers: Registers) -> list[tuple[int, str, bool]]:
    """Named origins of a sentence by place; the flag tells rankings, which hold for their own sentence alone."""
    if not _CUE.search(text):
        return []
    text = TIME_WORDS.sub(lambda m: TIME * len(m[0]), text)
    found: dict[int, tuple[int, str, bool]] = {}
    for pattern, word in _PATTERNS:
        for m in pattern.finditer(text) if word.search(text) else ():
            name = origin_name(
                m["name"] + (m["mark"] if pattern in (_ACCORDING, _PUBLISHED) and "《" in m["mark"] else ""),
                registers,
            )
            if name is None or (
                pattern is _BOARD
                and not registers.origins
                and not re.search(r"榜|竞技场|测评|评测|测试", m["mark"])
            ):
                continue
            if pattern is _SPEAKER and not _is_source(m, name, registers):
                continue
            at = m.start("name")
            if not any(abs(at - other) < 12 for other in found):
                found[at] = (at, name, pattern is _BOARD)
    if registers.origins:
        for m in _START.finditer(text):
            n = registers.origins.at(text, m.end())
            if (
                n
                and _TELLS.match(text, m.end() + n)
                and not any(abs(m.end() - other) < 12 for other in found)
            ):
                found[m.end()] = (
                    m.end(),
                    registers.origins.find(text[m.end() : m.end() + n])[0][2].name,
                    False,
                )
    return [found[k] for k in sorted(found)]


def _is_source(m: re.Match[str], name: str, registers: Registers) -> bool:
    """Who announces his own doings (阿里宣布投资) is no origin; who measures or foresees is."""
    if "公布" in m["mark"] and ISSUER.search(m["name"]):
        return True
    if (
        re.search(r"宣布|发布|公布|推出|提出|要求|明确|介绍|强调", m["mark"])
        and not re.search(r"数据|资料|数字|结果|报告|统计|榜单", m["mark"])
        and "《" not in m["name"]
    ):
        return False
    if re.search(r"数据|资料|数字|结果|统计|报告|榜单|专业版", m["mark"]):
        return True
    return bool(registers.origins.find(name) or _ORGANISATION.search(m["name"]))


def origin_name(text: str, registers: Registers = EMPTY) -> str | None:
    """An origin as a reader would name it: 国际权威调研机构沙利文(Frost&Sullivan)的报告 -> 沙利文; None for 最新统计数据."""
    known = registers.origins.find(text) if registers.origins else []
    reports = [e for _, _, e in known if e.group == "report"]
    if reports:
        return reports[0].name
    if known:
        return known[0][2].name
    title = re.search(r"《([^《》]{2,60})》", text)
    text = re.sub(r"[（(][^（）()]*[）)]", "", text)
    text = TIME_WORDS.sub("", text).replace(TIME, "")
    bare = text.split("《")[0]
    bare = re.split(r"(?<=[^A-Za-z])(?:公布|发布|编撰|编制|出版|出具)|于$|在$", bare)[0]
    for _ in range(3):
        bare = _ROLE.sub("", bare).strip(' 的，,“”"于在')
    bare = _QUALIFIERS.sub("", bare)
    if (len(bare) < 2 or _GENERIC.match(bare)) and title:
        bare = re.sub(r"[（(].*$", "", TIME_WORDS.sub("", title[1]).replace(TIME, "")).strip(" 年：，")
        return bare[:30] or None
    if (
        len(bare) < 2
        or _GENERIC.match(bare)
        or re.search(r"\d+[家个项%.年月]|\d{3}|[是有了%达占]", bare)
        or bare.lower() in _ACRONYMS
    ):
        return None
    if len(bare) > 20:
        return None
    return bare


def _whole_report(sentences: Sequence[Sentence], registers: Registers) -> str | None:
    """The issuer of a text that is one report: 国家统计局 … 现将主要数据公布如下."""
    head = sentences[:12]
    opening = next((s for s in head if _WHOLE.search(s.text)), None)
    if opening is None:
        return None
    places = [opening.text.split("公布")[0], *(s.text for s in head if s is not opening and len(s.text) < 60)]
    m = next((m for text in places if (m := _ISSUER.search(text))), None)
    return (origin_name(m[0], registers) or m[0]) if m else None
