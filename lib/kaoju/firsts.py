"""Sentence -> First: claims to be first, largest or leading, with or without a number.

Three kinds: "first" (earliest: 首个, 率先, 第一股), "top" (rank one: 国内第一, 榜首, 领跑) and "most" (最大, 唯一).
What only looks like one is masked before the search: 第一步, 首席, 第一季度, 最大化.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kaoju.attribution import origin_before
from kaoju.language.grammar import TIME, TIME_WORDS
from kaoju.language.names import is_proper, usable
from kaoju.language.predication import predicate_start
from kaoju.language.topics import Topic, read_topic
from kaoju.periods import PeriodMention, find_periods
from kaoju.records import First, Region, Sentence
from kaoju.registers import default_registers
from kaoju.text.normalize import Normalized

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
    r"|最[大小优](?:化|程度|限度|公约)|最[高低](?:人民|法|检|限|工资|气温|温度)|最[高低大多小快](?:可|能|仅|只|不|支持|达)|最好(?:不|能|还|先|别|在)|最优解|最佳(?:实践|拍档|搭档|选择|时机)"
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
# A product's own name at the end of what it is: 全球首个原生全模态大模型文心5.0, 首款旗舰模型Ling-1T.
_NAME = re.compile(
    r"(?:(?:(?![型款台车机级])[\u4e00-\u9fff]){1,4}(?=\d)|(?<=[^A-Za-z])(?=[A-Z]))[A-Za-z0-9][\w.+\-·]*(?: [A-Z0-9][\w.+\-]*){0,3}$",
    re.ASCII,
)
_NAMED = re.compile(
    r"^[”」』》）)]?(?:，|,|——?|（|\(|“|「|《)?(?:名为|命名为|取名为?|名叫|即|——|“|「|《)\s?(?P<name>[^，,。；：！？、（）()“”「」《》]{2,24})"
)
# 发布首款旗舰模型Ling-1T: what a sentence presents is what the next one speaks of.
_PRESENTED = re.compile(
    r"(?:发布|推出|开源|上线)了?[^，,。；]{0,24}?(?P<name>[A-Z][\w.+\-]{2,24}(?<![\u4e00-\u9fff]))(?=[，,。；、]|$)"
)
# 以49.2%的市场份额 names the measure of a rank.
_BY_MEASURE = re.compile(r"(?:以|凭借?)[^，,的]{0,16}的(?P<measure>[^，,的]{2,12})(?:继续|再次|稳稳)?$")
# 在40万元级SUV里排第一, 位居中国AI应用榜首, 在…市场中以23%的份额位居第一.
_AMONG = re.compile(
    r"(?:位居|位列|荣登|登上|[在居])(?P<group>[^，,。；居]{2,24}?)(?:榜单?)?(?:[中里上内]|领域|方面)?(?:以[^，,的]{1,12}的[^，,]{2,10})?$"
)
_BRACKETS = re.compile(r"[(（][^()（）]{0,60}[)）]")
# 据统计, 公司称, 里程碑意义: clauses that hold nobody; 交付66657台 is cut before its number.
_ASIDE = re.compile(r"^(?:根据|据|按照?)|(?:称|表示|显示|指出|认为|预计|意义|亮点|特点|优势|方面|来看|来说)$")
# 位列全球第二、国内第一: a rank told before belongs to no field.
_OTHER_RANK = re.compile(rf"(?:{_EXTENT})第[二三四五六七八九十\d]+[名位]?[、，,和与]?$")
# 晶曜股份称自己出货量位居第一: who says so is who it is.
_OWN_WORD = re.compile(r"(?:宣|自|声)?称(?:自己|自家|其)的?|号称")
_AMOUNT = re.compile(
    r"(?:达到?|超过?|突破|约|逾|近|为|有)?\d[\d.]*(?:[万亿%千百]|[台辆款个家席位]|(?=元)|[GMTk]Wh?(?![A-Za-z])|[EP]?FLOPS)"
)
# 已构建千卡, 需要巨大算力: remains of a predicate.
_NO_HOLDER = re.compile(r"\d[\d.]*[%万亿]|^(?:已|需要|使|通过|进行|经常|同比|显著)|[后时]$")
_LABEL = re.compile(r"\W{0,3}【([^】]{2,12})】")
# A noun that a rank may be in, not who holds it: 视觉理解能力位居国内第一.
_QUALITY = frozenset({"能力", "性能", "水平", "表现", "效率", "速度", "精度", "实力", "体验"})


_REACH = 240
_CONTINUES = re.compile(r"\W{0,3}(?:其中|同时|此外|并且|而且|另外)")
_ADVERB = re.compile(r"(?:正式|也|已经?|均|还|正|将|都|则|又|更|便|就|仍)+$")


@dataclass(frozen=True, slots=True)
class _Past:
    """What the sentences before leave to those that name no holder: 其中…位居第一."""

    block: int = -1
    holder: str | None = None
    about: str | None = None
    period: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A trigger in a sentence with what belongs to it; offsets in the sentence."""

    kind: str
    start: int
    end: int
    at: int
    extent: str
    tail: str
    measure: str = ""


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
    past = _Past()
    for s in sentences:
        if s.region not in (Region.BODY, Region.ADVERT):
            continue
        past = past if past.block == s.block or s.kind in ("item", "row") else _Past(s.block)
        times = [p for p in find_periods(s.text, date=date) if p.kind in ("point", "span", "deadline")]
        quote = raw[s.start : s.end]
        cites = normalized.citations[bisect_left(marks, s.start) : bisect_left(marks, s.end + 1)]
        numbers = tuple(sorted({c.number for c in cites}))
        for hit in _hits(s.text):
            holder, field = _claim(s.text, hit, past)
            start, end = normalized.to_raw(s.norm_start + hit.start, s.norm_start + hit.end)
            nearby, at = _near(s.text, hit)
            found.append(
                First(
                    id=f"{s.doc_id}-{start}",
                    source=s.doc_id,
                    start=start,
                    end=end,
                    text=raw[start:end],
                    quote_start=s.start,
                    quote_end=s.end,
                    quote=quote,
                    region=s.region,
                    kind=hit.kind,
                    subject=holder,
                    field=field,
                    qualifier=hit.extent or None,
                    period=_period(times, hit) or _lasting(hit, s.text, past),
                    attribution=_origin(nearby, at.start, past),
                    cites=numbers,
                    section=s.section,
                )
            )
        past = _remember(s, past, times)
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
    word, before, after = m[0], text[max(m.start() - _REACH, 0) : m.start()], text[m.end() : m.end() + _REACH]
    start = m.start() - len(extent)
    tail = _tail(after)
    closed = not after or after[0] in "，,。；！？、）)”的"
    if kind == "first":
        weak = word.startswith("第一") or word == "最早"
        if weak and not extent and not _COPULA.search(before) and word != "第一股":
            return None
        if word == "第一股":
            noun = re.split(r"成为|作为|[为是的，,“]", before)[-1][-12:]
            place = re.match(_EXTENT, noun)
            return _Hit(
                kind,
                m.start() - len(noun),
                m.end(),
                m.start(),
                place[0] if place else "",
                noun[place.end() if place else 0 :],
            )
        if not tail:
            return None
        return _Hit(kind, start, m.end() + len(tail), m.start(), extent, tail)
    named = bool(_NAME.search(tail))
    if kind == "top":
        if word == "领先" and (
            not (closed or after.startswith(("地位", "位置"))) or not (extent or _LEAD.search(before))
        ):
            return None
        if extent and not (closed or verb or named) and word.startswith("第一"):
            return None  # 世界第一强国 only names somebody
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
    if noun and not (copula or named):
        return None  # 比中国最佳模型高出 speaks of it, claims nothing
    if not extent and (place := re.search(_PLACE, copula["between"] if copula else before[-16:])):
        extent = place[0]
    if not (extent or (copula and noun)):
        return None
    tail = tail if noun else ""
    measure = copula["between"] if copula else re.split(r"[中里，,的]", before)[-1]
    measure = measure.rsplit("的", 1)[-1].split(extent)[-1] if extent else measure.rsplit("的", 1)[-1]
    start = start if text[start : m.start()] == extent else m.start()
    return _Hit(kind, start, m.end() + len(tail), m.start(), extent, tail, measure)


def _tail(after: str) -> str:
    """What follows the trigger and belongs to it: the noun phrase of 首款…, the predicate of 率先…."""
    tail = _TAIL.match(after)
    text = tail[0] if tail else ""
    end = _TAIL_END.search(text)
    text = (text[: end.start()] if end else text).rstrip()
    one_of = text.find("之一")
    return text[: one_of + 2] if one_of >= 0 else text


def _lasting(hit: _Hit, text: str, past: _Past) -> str | None:
    """A rank holds for the time told before; 全球首款 is first at its own, unless the sentence goes on with that."""
    return past.period if hit.kind != "first" or _CONTINUES.match(text) else None


def _remember(s: Sentence, past: _Past, times: Sequence[PeriodMention]) -> _Past:
    """What the next sentence of the paragraph may leave out."""
    clauses = _clauses(s.text)
    topic = next((t for t in (_topic(c) for c in clauses[:3]) if _can_hold(t)), None)
    named = next((m["name"] for m in _PRESENTED.finditer(s.text)), None)
    last = times[-1].period if times else None
    if topic is None:
        return _Past(s.block, named or past.holder, past.about, last or past.period, s.text[-_REACH:])
    holder = named or topic.subject
    return _Past(s.block, holder, (topic.subject or "") + (topic.metric or ""), last, s.text[-_REACH:])


def _origin(text: str, at: int, past: _Past) -> str | None:
    """Who says so: named in the sentence, or in the one that it plainly continues (其中…, 同时…)."""
    known = default_registers()
    own = origin_before(text, at, registers=known)
    if own or not _CONTINUES.match(text):
        return own
    return origin_before(past.text, len(past.text), registers=known)


def _clauses(text: str) -> list[str]:
    return [c for c in re.split(r"[，,。；：:！？](?!\d{3})", _BRACKETS.sub("", text)) if c.strip()]


@lru_cache(maxsize=512)
def _topic(clause: str) -> Topic:
    """Subject, measure and area of a clause, read up to its first verb."""
    if _ASIDE.search(clause):
        return Topic()
    clause = re.sub(r"^(?:预计|预期|有望|据悉|据传|可见)", "", clause.strip())
    masked = _AMOUNT.split(TIME_WORDS.sub(TIME, clause))[0]
    start, _ = predicate_start(masked)
    if start == 0 and masked:
        return Topic(area=read_topic(masked).area)  # 超越Llama: who did it stands before
    topic = read_topic(masked[:start])
    return topic if topic.subject or topic.area else read_topic(masked)


def _claim(text: str, hit: _Hit, past: _Past) -> tuple[str | None, str | None]:
    """Who is said to be first, and in what."""
    text, hit = _near(text, hit)
    before = _OWN_WORD.sub("", _OTHER_RANK.sub("", text[: hit.start]))
    before = re.sub(rf"(?:作为|成为|成了|堪称|号称|自称|宣称是?|{_RANK_VERB}|[已更其])$", "", before)
    clauses = _clauses(before)
    topics = [_topic(c) for c in clauses]
    own = topics[-1] if topics and not before.endswith(("，", ",", "。", "；")) else Topic()
    holder = _named(text, hit)
    field = _noun_field(text, hit, holder)
    if hit.kind == "first" and own.metric and re.match(r"首[次度超破]", text[hit.at :]):
        field = f"{own.metric}{text[hit.at : hit.end]}"  # 下载量首次超过了美国
    by = _BY_MEASURE.search(before)
    if not field and (among := _AMONG.search(_BRACKETS.sub("", before))):
        field = among["group"] + (by["measure"] if by else "")
    label = _LABEL.match(text)
    others = [t.subject for t in reversed(topics[: -1 if own.subject else None]) if _can_hold(t)]
    earlier = (
        next((o for o in others if is_proper(o)), None)
        or (others or [label[1] if label else past.holder])[-1]
    )
    named = is_proper(own.subject) or default_registers().holds_name(own.subject)
    if not _can_hold(own) or (own.metric in _QUALITY and earlier and not named):
        field = field or (own.subject or "") + (own.metric or "")
        holder = holder or earlier
    holder = holder or (own.subject if _can_hold(own) else None)
    if not field:
        area = next((t.area for t in reversed(topics) if t.area), None) or (
            past.about if re.match(r"\W*其中", text) else None
        )
        measure = (
            by["measure"]
            if by
            else own.metric or next((t.metric for t in reversed(topics) if t.metric), None)
        )
        field = (area or "") + (measure or "")
    holder = _ADVERB.sub("", holder or "")
    return holder[:30] or None, (field or "")[-30:] or None


def _near(text: str, hit: _Hit) -> tuple[str, _Hit]:
    """The part of a sentence that a claim is read from; a run-on sentence of thousands of words stays quick to read."""
    cut = max(hit.start - _REACH, 0)
    moved = replace(hit, start=hit.start - cut, end=hit.end - cut, at=hit.at - cut)
    return text[cut : hit.end + _REACH], moved


def _can_hold(topic: Topic) -> bool:
    return bool(topic.subject) and usable(topic.subject) and not _NO_HOLDER.search(topic.subject or "")


def _named(text: str, hit: _Hit) -> str | None:
    """The thing that is named in the claim or after it: 全球首个…模型文心5.0; 作为首个…，scaleX640."""
    before, after = text[: hit.start], text[hit.end :]
    if named := _NAMED.match(after):
        return named["name"]
    if hit.kind == "first" and (name := _NAME.search(hit.tail)) and len(name[0]) < len(hit.tail):
        return name[0].strip()
    if before.endswith(("作为", "做为")) and not _clauses(before[:-2])[-1:]:
        following = _clauses(after)
        return _topic(following[0]).subject if following else None
    return None


def _noun_field(text: str, hit: _Hit, holder: str | None) -> str | None:
    """The noun that the claim itself names: 首款〔万亿参数大模型〕, 〔渗透率〕最高的〔编程工具〕."""
    tail = hit.tail.removeprefix("的").removesuffix("之一").removesuffix("的")
    name = _NAME.search(tail)
    if name and name[0].strip() == holder:
        tail = tail[: name.start()]
    if hit.kind != "most":
        return tail[:30] or None
    return (hit.measure + tail)[:30] or None


def _period(times: Sequence[PeriodMention], hit: _Hit) -> str | None:
    """The time named nearest before the claim in its sentence."""
    before = bisect_right(times, hit.at, key=lambda p: p.end)
    return times[before - 1].period if before else (times[0].period if times else None)
