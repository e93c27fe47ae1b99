"""Sentence -> First: claims to be first, largest or leading, with or without a number.

Three kinds: "first" (earliest: 首个, 率先, 第一股), "top" (rank one: 国内第一, 榜首, 领跑) and "most" (最大, 唯一).
What only looks like one is masked before the search: 第一步, 首席, 第一季度, 最大化.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kaoju.normalize import Normalized
from kaoju.periods import find_periods
from kaoju.records import First, Region, Sentence

# Where or among whom: 全球第一, 国内首款, 业内首家.
_PLACE = (
    r"(?:全球|全世界|世界|国际|国内外|国内|我国|中国|全国|全网|本土|国产|亚太|亚洲|欧洲|北美|美国|日本|韩国|台湾|香港|内地|大陆"
    r"|两岸|华人|全省|全市|港股|A股|美股|科创板|业界|业内|行业|产业|同业|同行|同类|同级|细分|历史上?|史上|有史以来|新势力)"
)
_EXTENT = rf"(?:{_PLACE}(?:范围|市场|领域|首)?[内上中]?(?:的|、|和|及|乃至)?){{0,4}}"
_CLASSIFIER = r"[个款家台部套条座例艘支项颗枚种只辆架间所版档列片栋幢宗单]"
# Words that contain a trigger and claim nothing.
_IDIOM = re.compile(
    r"第一(?:步|时间|季|代|批|轮|期|章|节|次(?:工业|世界)|天|年|线|层|组|届|手|眼|财经|财季|视角|人称|性|反应|要务|类|点|阶段|梯[队次]"
    r"|部分|责任|产业|方面|曲线|大股东|动力|现场|印象|生产力|[行道关课桶]|夫人|副|书记|环节|步骤)"
    r"|(?:^|(?<=[。；;，,\s]))第一[，、:：．.是]|第一[个](?:问题|阶段|方面|原因|环节|步骤|层|月|小时|星期|周|季|年|目标|任务|案例|[字儿])"
    r"|首个?(?:交易日|季度|财年|工作日|周末|完整|月|年|日)|首次(?:公开|付款|登录|使用|购买)|首[先要席页都付轮发届长尾]"
    r"|最[大小优](?:化|程度|限度|公约)|最[高低](?:人民|法|检|限|工资|气温|温度)|最[高低大多小快](?:可|能|仅|只|不|支持|达)|最好(?:不|能|还|先|别|在)"
    r"|冠军(?:联赛|杯|赛)|领跑者|[接追]近.{0,4}领先|领先(?:水平|优势|企业|者|模型|厂商|一步|的(?!地位))|唯一(?:标识|识别|性|不变)|首位(?!$|[，。；、）)]|度)"
)
_TRIGGER = re.compile(
    rf"(?P<first>首{_CLASSIFIER}(?!位)|首创(?!精神)|首[次度超破开]|第一{_CLASSIFIER}|第一[股次]|率先|最早)"
    r"|(?P<top>第一(?:名|位|大)?|榜首|首位|头把交椅|魁首|头名|登顶|夺冠|问鼎|蝉联|霸榜|居首|领跑|拔得头筹|之首|销冠|冠军|冠绝"
    r"|(?i:(?<![A-Za-z])(?:TOP|NO\.?)\s?1(?![\d.]))|领先)"
    r"|(?P<most>最(?:受(?:欢迎|关注|青睐)|具(?:规模|影响力|竞争力|价值|潜力|代表性)|全面|丰富|先进|权威|主流|活跃|完整|畅销|热门|顶尖|顶级"
    r"|便宜|严格|重要|优秀|强大|[大高多强快低长广好优佳小轻薄远深])|唯一|独一无二)"
)
_RANK_VERB = r"(?:稳居|位居|位列|居于|名列|排名|排在|排行|跃居|升至|升居|高居|雄踞|登上|并列|夺得|取得|获得|斩获|拿下|摘得|荣获|处于|保持|[列居占排获为是])"
_LEFT = re.compile(rf"(?P<verb>{_RANK_VERB}?)(?P<extent>{_EXTENT})$")
# 领先 is a claim only where it says of whom or that it lasts: 全球领先, 处于领先; not 领先国际.
_LEAD = re.compile(r"(?:处于|保持|遥遥|大幅|持续|明显|表现|暂时)$")
_COPULA = re.compile(r"(?:是|为|成为|成了|堪称|作为|系|拥有|有|创下)(?P<between>[^，。；:：！？]{0,14})$")
_STOP = r"，。：；！？、,;:()（）“”\"'「」《》—"
_TAIL = re.compile(rf"[^{_STOP}]{{0,40}}")
_TAIL_END = re.compile(
    r"(?<=.)(?:已经?|将|正式|即将|宣布|目前|能够|可以|可在|可实现|预计|累计|亮相|于\d|问世|面世|[位名]列)"
)
_MADE = re.compile(
    r"(?:发布|推出|打造|开发|研发|研制|上线|建成|交付|发射|开源|完成|实现|建设|诞生|公布|量产|创立|建立|投产|获得|带来|拥有|构建)(?:了|出)?(?:并开源|并发布)?(?:了)?$"
)
# A product's own name at the end of what it is: 全球首个原生全模态大模型文心5.0, 首款旗舰模型Ling-1T.
_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}(?=\d)|(?<=[^A-Za-z])(?=[A-Z]))[A-Za-z0-9][\w.+\-·]*(?: [A-Z0-9][\w.+\-]*){0,3}$",
    re.ASCII,
)
_NAMED = re.compile(
    r"^[”」』》）)]?(?:，|,|——?|（|\(|“|「|《)?(?:名为|命名为|取名为?|名叫|即|——|“|「|《)\s?(?P<name>[^，,。；：！？、（）()“”「」《》]{2,24})"
)
# 〔渗透率〕最高的辅助编程工具, 〔增长〕最快.
_MEASURE = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}$|(?<=[是为的国球上中内])[\u4e00-\u9fff]{2,6}$"
)
_CLAUSE = re.compile(r"[^，,。；：:！？]+[，,。；：:！？]?")
# Phrases that open a clause before its subject: 根据…报告，在…领域，2025年，.
_ADVERBIAL = re.compile(
    r"^(?:(?:此外|同时|其中|目前|如今|另外|不过|然而|因此|而且|并且|例如|比如|据悉|尤其|值得注意的是|与此同时|可以说|事实上|而|但|且|也|又|并)"
    r"|(?:截至|截止)?(?:今|昨|去|前|当)?(?:\d{1,4}[年月日]|[年季日]|[上下]半年|第?[一二三四1-4]季度|末|底|初|前\d个月|至今|以来|[、至\-—到]){1,8}"
    r"|(?:在|从|据|根据|按|随着|自|经过|凭借|依托|通过|面对|对于|关于|以)[^，。；]{0,40}?(?:来看|来说|而言|显示|报告|数据|方面|领域|市场|中|上|里|下|后|看|时|的?优势|表现))[，,]?"
)
_SUBJECT_END = re.compile(
    r"(?:是|为|成为|已|将|正|仍|也|都|均|共|以|在|于|位|居|凭|被|把|对|并|达|超|突破|发布|推出|采用|作为|实现|通过|率先|首[次个款家创度]|领跑|登顶|占|排|不仅|还|则|曾|拥有|打造|开发|完成|开源了|宣布|自|从|一度|再次|继续|连续|同比|增长|下降|荣获|获得?|夺|稳|名列|跃|蝉联|最|全球|国内第)"
)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A trigger in a sentence with what belongs to it; offsets in the sentence."""

    kind: str
    start: int
    end: int
    at: int
    extent: str
    tail: str


def extract_firsts(
    normalized: Normalized, sentences: Iterable[Sentence], *, date: str | None = None
) -> tuple[First, ...]:
    """Find the claims to be first, largest or leading.

    Args:
        normalized: The plain view that the sentences stand in.
        sentences: Sentences of the document; only body and adverts are read.
        date: Date of the document, which settles 今年 and 去年.
    Returns:
        Firsts in order of place; `raw[first.start:first.end] == first.text`.
    """
    raw = normalized.document.raw
    marks = [c.start for c in normalized.citations]
    found: list[First] = []
    before: str | None = None  # the subject that a clause without one carries on
    block = -1
    for s in sentences:
        if s.region not in (Region.BODY, Region.ADVERT):
            continue
        if s.block != block and s.kind not in ("item", "row"):
            before = None
        block = s.block
        for hit in _hits(s.text):
            subject = _subject(s.text, hit) or before
            start, end = normalized.to_raw(s.norm_start + hit.start, s.norm_start + hit.end)
            cites = normalized.citations[bisect_left(marks, s.start) : bisect_left(marks, s.end + 1)]
            found.append(
                First(
                    id=f"{s.doc_id}-{start}",
                    source=s.doc_id,
                    start=start,
                    end=end,
                    text=raw[start:end],
                    quote_start=s.start,
                    quote_end=s.end,
                    quote=raw[s.start : s.end],
                    region=s.region,
                    kind=hit.kind,
                    subject=subject,
                    field=_field(s.text, hit, subject),
                    qualifier=hit.extent or None,
                    period=_period(s.text, hit, date),
                    attribution=None,
                    cites=tuple(sorted({c.number for c in cites})),
                    section=s.section,
                )
            )
        before = _opening(s.text) or before
    return tuple(found)


def _hits(text: str) -> Iterator[_Hit]:
    """Triggers that claim something, left to right, none inside another."""
    masked = _IDIOM.sub(lambda m: "□" * len(m[0]), text)
    done = 0
    for m in _TRIGGER.finditer(masked):
        if m.start() < done or m.lastgroup is None:
            continue
        left = _LEFT.search(text, max(done, m.start() - 24), m.start())
        verb, extent = (left["verb"], left["extent"]) if left else ("", "")
        hit = _hit(text, m, m.lastgroup, verb, extent)
        if hit is not None:
            done = hit.end
            yield hit


def _hit(text: str, m: re.Match[str], kind: str, verb: str, extent: str) -> _Hit | None:
    word, before, after = m[0], text[: m.start()], text[m.end() :]
    start = m.start() - len(extent)
    tail = _tail(after)
    closed = not after or after[0] in "，,。；！？、）)”的"
    if kind == "first":
        weak = word.startswith("第一") or word == "最早"
        if weak and not extent and not _COPULA.search(before) and word != "第一股":
            return None
        if not tail:
            return None
        return _Hit(kind, start, m.end() + len(tail), m.start(), extent, tail)
    if kind == "top":
        if word == "领先" and not extent and not _LEAD.search(before):
            return None
        bare = word.startswith("第一") or word in ("首位", "冠军")
        if bare and not (extent or verb or (closed and word != "冠军")):
            return None
        if word == "第一大" and not tail:
            return None
        # 全球第一大开源模型, 登顶全球开源阵营: what follows belongs to it; 位居第一、全球前列 does not.
        takes = word in ("第一大", "登顶", "问鼎", "蝉联", "霸榜", "领跑", "冠绝") or (extent and not closed)
        tail = tail if takes and word not in ("领先", "首位") else ""
        return _Hit(kind, start - len(verb), m.end() + len(tail), m.start(), extent, tail)
    copula = _COPULA.search(before)
    noun = after.startswith("的") or not closed
    if not extent and not (copula and noun):
        place = re.search(_PLACE, copula["between"] if copula else before[-16:])
        if place is None:
            return None
        extent = place[0]
    tail = tail if noun else ""
    if not noun and not extent:
        return None
    return _Hit(kind, min(start, m.start()), m.end() + len(tail), m.start(), extent, tail)


def _tail(after: str) -> str:
    """What follows the trigger and belongs to it: the noun phrase of 首款…, the predicate of 率先…."""
    tail = _TAIL.match(after)
    text = tail[0] if tail else ""
    end = _TAIL_END.search(text)
    text = (text[: end.start()] if end else text).rstrip()
    one_of = text.find("之一")
    return text[: one_of + 2] if one_of >= 0 else text


def _opening(text: str) -> str | None:
    """The noun phrase that opens a sentence after its adverbials, its likely subject."""
    rest = text.lstrip('•·-*#▪●◆ \t"“「')
    for _ in range(6):
        shorter = _ADVERBIAL.sub("", rest, count=1)
        if shorter == rest:
            break
        rest = shorter
    clause = re.match(r"[^，。；：！？,]{0,60}", rest)
    phrase = clause[0] if clause else ""
    end = _SUBJECT_END.search(phrase, 1) if phrase else None
    phrase = (phrase[: end.start()] if end else "").strip()
    return phrase if 2 <= len(phrase) <= 30 else None


def _subject(text: str, hit: _Hit) -> str | None:
    """Who is said to be first: the named product after it, else the noun phrase of its clause or an earlier one."""
    before, after = text[: hit.start], text[hit.end :]
    named = _NAMED.match(after)
    if named:
        return named["name"]
    if hit.kind == "first" and (name := _NAME.search(hit.tail)) and len(name[0]) < len(hit.tail):
        return name[0].strip()
    if before.endswith(("作为", "做为")):
        clause = before[:-2].rsplit("，", 1)[-1]
        following = _opening(after.lstrip("，, "))
        return clause.strip() or following
    clauses = [c for c in _CLAUSE.findall(before) if c.strip()]
    for clause in reversed(clauses):
        subject = _opening(clause + ("是" if clause is clauses[-1] else ""))
        if subject:
            return subject
    return None


def _field(text: str, hit: _Hit, subject: str | None) -> str | None:
    """What it is first in: 首款〔万亿参数大模型〕, 〔视觉理解能力〕位居第一, 在〔编程领域〕登顶."""
    tail = hit.tail.removeprefix("的").removesuffix("之一").removesuffix("的")
    name = _NAME.search(tail)
    if name and name[0].strip() == subject:
        tail = tail[: name.start()]
    if hit.kind == "most":
        measure = _MEASURE.search(text[: hit.at])
        return ((measure[0] if measure else "") + tail)[:30] or None
    if hit.kind == "first" and tail:
        return tail[:30]
    clauses = [c for c in re.split(r"[，,。；：:！？]", text[: hit.start]) if c.strip()]
    clause = clauses[-1] if clauses else ""
    if len(clause) < 2 and len(clauses) > 1:
        clause = clauses[-2]
    clause = re.sub(r"^.*(?:在|于|以)(?=.)", "", clause) if re.search(r"[在于以]", clause) else clause
    if subject and clause.startswith(subject):
        clause = clause[len(subject) :]
    clause = clause.strip("的中上里内并已也均都 ")
    return (tail or clause)[-30:] or None


def _period(text: str, hit: _Hit, date: str | None) -> str | None:
    """The time named nearest before the claim in its sentence."""
    mentions = [p for p in find_periods(text, date=date) if p.kind in ("point", "span", "deadline")]
    earlier = [p for p in mentions if p.end <= hit.at]
    return earlier[-1].period if earlier else (mentions[0].period if mentions else None)
