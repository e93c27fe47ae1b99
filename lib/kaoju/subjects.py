"""What every number is about: the grammar of the clause it stands in, and what the clauses before it leave to it.

A Chinese clause of figures runs: time and place, topic, name of the measure, adverbs, verb, number, counted noun. Each of them
may be missing, and then holds what the sentence said before: 营收48亿元，同比增长27%；其中海外占三成.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kaoju.grammar import ADVERBS, ASIDE, CHANGE, FILL, NUMBER, PRONOUN, SUFFIX_OF_CHANGE, TIME, TIME_WORDS, measure_at_end, measure_start, verbs
from kaoju.phrases import Topic, predicate_start, read_topic, split_noun, strip_lead, tidy
from kaoju.records import Quantity, Role, Sentence
from kaoju.roles import role_of

_STOP = re.compile(r"[，,；;。！？!?：:\n|](?!\d)|(?<!\d)[，,：:]")
_BRACKETS = re.compile(r"[(（]([^()（）]{0,80})[)）]")
_COORDINATE = re.compile(rf"^[{FILL}、,，和与及或至到以~－—–\-/约近超逾\s]*$")
_ITEM_MARK = re.compile(r"^\s*(?:[-+*•·●◦▪■◆►★☆✓✅✔→]\s*|\d{1,3}(?:[、)）]|\.(?!\d))\s*|[(（]\d{1,3}[)）]\s*|[①-⑳]\s*|#{1,6}\s*)+")
_JOIN = re.compile(r"[、]|(?<!中)和(?![^、]{0,1}$)|以及|及(?!其)|与")
_NAMES_LISTED = re.compile(r"[、和与及]")

_SHARE_OF = re.compile(r"(?:约|已|就|共|均|总计|合计)*占(?:据|到|了|全部|其)?(?!比|地|款)(?P<base>[^占]{0,28}?)的?$")
_MULTIPLE_OF = re.compile(r"(?:是|约?为|相当于|等于|达到?|仅?为|至|恢复到|恢复至)(?P<base>[^是为]{1,24}?)的$")
_THAN = re.compile(r"(?:(?<![占环同性价对相])比|相?较于?|相比于?|对比|较之|对)(?P<base>[^比较]{1,24}?)(?P<adj>高出?|低|多出?|少|快|慢|贵|便宜|大|小|长|短|强|弱|轻|领先|落后|差|有|存在)?(?:了|出|约|近|达|平均)*$")
_BEYOND = re.compile(r"(?:高于|低于|多于|少于|超过|超越|超出?|优于|领先于?|落后于?|不及|逊于|远超)(?P<base>[^，超]{1,24}?)的?$")
_STANDARD = re.compile(r"(?:与|和|同)?(?:(?<![占环同性价对相])比|相?较于?|相比于?|对比)[^，]{1,20}?(?:相比)?$")
_FROM = re.compile(rf"(?:从|由|自)[{TIME}]*的?$")
_DISPOSAL = re.compile(r"[将把使令让](?=.)")
_NOMINAL_CHANGE = re.compile(r"^的?(?P<noun>[^，。、的]{0,14}?)的?(?P<verb>提升|降低|下降|增长|减少|缩短|增幅|降幅|涨幅|跌幅|升幅|增速|成长|上涨|下跌|削减|节省|提高|改善)(?:幅度|率|空间)?$")
_COUNTED = re.compile(r"^(?:以上|以下|以内|左右|上下|之多|多|余|的)*")
_FRAME = re.compile(r"^(?:在|从|就|按|按照|根据|于|对于|对|围绕|分|以)?(?P<name>[^，]{1,40}?)(?P<mark>方面的?|领域|市场中|中|上|里|内|下|来看|看|来说|而言|来讲|之间|口径下|端|排名上|层面|环节|区分|划分|计算|统计|分)$")
_PRE = ("在", "从", "就", "按", "于", "对", "围绕", "分", "以")
_ORIGIN = re.compile(r"(?:显示|表示|指出|认为|预计|预测|称|透露|披露|公布|统计|数据|报告|测算|估算|说|介绍|宣布|强调)[^，]{0,4}$|^(?:据|根据|按照|援引)")
_DEFAULT = {
    "CNY": "金额", "USD": "金额", "HKD": "金额", "%": "占比", "pp": "变动幅度", "x": "倍数", "ratio": "比例", "rank": "排名", "token": "token数", "parameter": "参数量",
    "FLOPS": "算力", "count": "数量", "s": "时长", "score": "得分", "byte": "数据量", "bps": "带宽", "Bps": "吞吐量", "Wh": "电量", "CNY/Mtoken": "token价格",
    "USD/Mtoken": "token价格", "m": "长度", "fps": "帧率", "bit": "位宽", "1": "数值",
}  # fmt: skip
_PURE = frozenset(("%", "pp", "x", "ratio", "rank"))


@dataclass(frozen=True, slots=True)
class About:
    """What a quantity is about and what kind of statement it makes."""

    subject: str | None
    metric: str | None
    role: Role
    base: str | None = None  # the measure that a change or share is taken of
    counted: str | None = None
    scope: str | None = None
    unit: str = ""
    kind: str = ""


@dataclass(slots=True)
class _Clause:
    start: int
    end: int
    text: str
    quantities: list[int]
    opener: str = ""
    host: str | None = None


@dataclass(slots=True)
class _Discourse:
    """What the text has said so far and later clauses may leave out."""

    title: str | None = None
    label: str | None = None
    subject: str | None = None
    area: str | None = None
    area_metric: str | None = None
    abouts: list[About] = field(default_factory=list)
    group: list[About] = field(default_factory=list)
    lead: About | None = None
    lead_metric: str | None = None


def _mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Dates as filler of the same length, so that offsets stay what they are."""
    masked = TIME_WORDS.sub(lambda m: TIME * len(m[0]), text)
    for start, end in spans:  # a quantity is never a date: 3天, 2025年 as a duration
        masked = masked[:start] + text[start:end] + masked[end:]
    return masked


def _clauses(text: str, quantities: Sequence[Quantity]) -> list[_Clause]:
    """Cut a sentence into clauses; what stands in brackets becomes a clause of its own behind its host."""
    spans = [(q.norm_start, q.norm_end) for q in quantities]
    masked = _mask(text, spans)
    asides: list[tuple[int, int]] = []
    for m in _BRACKETS.finditer(masked):
        asides.append(m.span(1))
        masked = masked[: m.start()] + ASIDE * (m.end() - m.start()) + masked[m.end() :]
    cuts = [0]
    inside = 0
    for m in _STOP.finditer(masked):
        while inside < len(spans) and spans[inside][1] <= m.start():
            inside += 1
        if inside < len(spans) and spans[inside][0] <= m.start() < spans[inside][1]:
            continue
        cuts.append(m.end())
    # 、 after a number opens a new clause where a new noun follows: 产品A 3万元、产品B 5万元
    for k, (_, end) in enumerate(spans[:-1]):
        gap = masked[end : spans[k + 1][0]]
        m = re.match(r"(?:以上|左右|以内|以下)?[、和与及]", gap)
        if m and not _COORDINATE.match(gap) and not _STOP.search(gap):
            cuts.append(end + m.end())
    cuts = sorted({*cuts, len(masked)})
    clauses = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        own = [i for i, (a, b) in enumerate(spans) if start <= a < end and not any(x <= a < y for x, y in asides)]
        clauses.append(_Clause(start, end, masked[start:end], own, text[start - 1 : start]))
        for a, b in asides:
            inner = [i for i, (x, _) in enumerate(spans) if a <= x < b]
            if start <= a < end and inner:
                host = re.split(r"[、，]|(?<=[\u4e00-\u9fff])[和与](?=[\u4e00-\u9fff])", masked[start : a - 1])[-1]
                clauses.append(_Clause(a, b, _mask(text, spans)[a:b], inner, "(", host))
    return clauses


def _chop(left: str) -> tuple[str, bool]:
    """Drop adverbs, approximators and verbs of reaching from the end: 下载量已突破 -> 下载量."""
    reached = False
    while left:
        if left[-1] in FILL + " ，,：:":
            left = left[:-1]
            continue
        for n in (5, 4, 3, 2, 1):
            if len(left) >= n and left[-n:] in ADVERBS:
                if n == 1 and left[-2:] in ("华为", "占比", "行为", "因为", "作为", "以为", "认为", "成为", "之为"):
                    return left, reached
                left = left[:-n]
                reached = True
                break
        else:
            return left, reached
    return left, reached


def _counted(right: str) -> tuple[str | None, str]:
    """The noun behind a number and what follows it: 个大模型占全球的 -> (大模型, 占全球的)."""
    body = right[_COUNTED.match(right).end() :]  # type: ignore[union-attr]
    body = body.lstrip("“\"")
    cut = re.search(rf"[，,；;。！？!?：:、）)({FILL}”\"\n|]", body)
    head = body[: cut.start()] if cut else body
    if not head or head[0] in "（(":
        return None, body
    start, _ = predicate_start(head)
    if start == 0:
        return None, body
    m = re.search(r"(?:占|达|为|是|于|均|都|和|与|已|将|的|来自|就|仅|增|同比|环比|以上|由)", head[1:])
    stop = min(start, m.start() + 1) if m else start
    if m and m[0] == "的" and m.start() + 1 < start and head[m.start() + 2 :]:
        stop = start  # 中国自主研发的模型
    noun = head[:stop].strip()
    return (tidy(noun) if 1 <= len(noun) <= 24 else None), head[stop:]


class _Reader:
    """Reads the sentences of one document in order; `read` gives what each quantity of a sentence is about."""

    def __init__(self, title: str | None) -> None:
        self.d = _Discourse(title=title)
        self.block = -1
        self.section: tuple[str, ...] = ()

    def read(self, sentence: Sentence, quantities: Sequence[Quantity]) -> list[About]:
        d = self.d
        if sentence.block != self.block:
            self._open_block(sentence)
        d.area = d.area_metric = None
        d.group = []
        found: list[About | None] = [None] * len(quantities)
        self.sentence = sentence
        for clause in _clauses(sentence.text, quantities):
            if clause.quantities:
                self._figures(clause, quantities, found)
            else:
                self._plain(clause)
        return [a or About(None, None, Role.LEVEL) for a in found]

    def _open_block(self, sentence: Sentence) -> None:
        d = self.d
        if sentence.section != self.section:
            self.section = sentence.section
            d.lead = None
        if sentence.kind != "item":
            d.subject = None
            d.abouts = []
        d.label = None
        self.block = sentence.block

    # -- clauses without a number -------------------------------------------------------------------------------

    def _plain(self, clause: _Clause) -> None:
        """A clause without a number may name the field or the subject of the clauses behind it."""
        d = self.d
        text = _ITEM_MARK.sub("", clause.text) if clause.start == 0 else clause.text
        end = text[-1:] if text[-1:] in "，,；;。！？!?：:" else ""
        text = strip_lead(text).strip("，,；;。！？!?：: ")
        text = text.strip(FILL)
        if not text or _ORIGIN.search(text):
            return
        if m := re.match(r"^【([^】]{1,20})】", text):
            d.subject = d.label = tidy(m[1])
            return
        if (m := _FRAME.match(text)) and (text.startswith(_PRE) or m["mark"] in ("方面", "来看", "而言", "来说", "看", "领域", "层面", "端", "上")):
            subject, metric = split_noun(m["name"])
            d.area, d.area_metric = (tidy(m["name"]) if not metric or subject else None), metric
            if metric and not subject:
                d.area = None
            return
        if end in ("：", ":"):
            subject, metric = split_noun(text) if len(text) <= 16 else (None, None)
            if metric and not subject:
                d.area_metric = metric
            elif len(text) <= 16 and predicate_start(text)[0] == len(text):
                d.subject = d.label = tidy(text)
            return
        start, stop = predicate_start(text)
        verb = text[start:stop]
        if start == len(text):
            if clause.opener in ("", "。") and len(text) <= 16:
                d.subject = d.subject or tidy(text)
            return
        if start >= 2:
            topic = read_topic(text[:start])
            if topic.subject and len(topic.subject) <= 24:
                d.subject = topic.subject
        new = _presented(text, start, stop, verb)
        if new:
            d.subject = new

    # -- clauses with numbers -----------------------------------------------------------------------------------

    def _figures(self, clause: _Clause, quantities: Sequence[Quantity], found: list[About | None]) -> None:
        own = clause.quantities
        text = clause.text
        if clause.start == 0:
            mark = _ITEM_MARK.match(text)
            if mark:
                text = FILL[0] * mark.end() + text[mark.end() :]
            if m := re.match(rf"^[{FILL}]*【([^】]{{1,20}})】", text):
                self.d.subject = self.d.label = tidy(m[1])
                text = FILL[0] * m.end() + text[m.end() :]
        k = 0
        while k < len(own):
            group = [own[k]]
            while k + len(group) < len(own):
                a, b = quantities[group[-1]], quantities[own[k + len(group)]]
                if not _COORDINATE.match(text[a.norm_end - clause.start : b.norm_start - clause.start]):
                    break
                group.append(own[k + len(group)])
            before = quantities[own[k - 1]].norm_end if k else clause.start
            first, last = quantities[group[0]], quantities[group[-1]]
            after = quantities[own[k + len(group)]].norm_start if k + len(group) < len(own) else clause.end
            left = text[before - clause.start : first.norm_start - clause.start]
            right = text[last.norm_end - clause.start : after - clause.start]
            whole = text[: before - clause.start]
            for i in own[:k]:
                q = quantities[i]
                a, b = q.norm_start - clause.start, q.norm_end - clause.start
                whole = whole[:a] + NUMBER * (b - a) + whole[b:]
            abouts = self._read_group(clause, [quantities[i] for i in group], left, right, whole if k else "", k > 0)
            for i, about in zip(group, abouts, strict=True):
                found[i] = about
            self.d.abouts.extend(abouts)
            if len(abouts) > 1:
                self.d.group = abouts
            k += len(group)

    def _read_group(self, clause: _Clause, group: list[Quantity], left: str, right: str, whole: str, later: bool) -> list[About]:
        about = self._read(clause, group[0], left, right, whole, later)
        if len(group) == 1:
            return [about]
        parts = _NAMES_LISTED.split(about.subject or "")
        n = len(group)
        if len(parts) > n:
            parts = []
        if len(parts) == n:
            subjects = [p for p in parts]
            return [replace(about, subject=tidy(s) or about.subject, unit=q.unit, role=role_of(q.unit, about.kind, about.metric)) for s, q in zip(subjects, group, strict=True)]
        places = _NAMES_LISTED.split(re.sub(r"等.*$", "", self.d.area or ""))
        if len(places) == n:
            return [replace(about, metric=tidy(p + (about.metric or "")), unit=q.unit, role=role_of(q.unit, about.kind, about.metric)) for p, q in zip(places, group, strict=True)]
        if len(self.d.group) == n:
            return [replace(old, metric=about.metric if about.kind != "again" else old.metric, role=about.role, unit=q.unit, kind=about.kind, base=about.base) for old, q in zip(self.d.group, group, strict=True)]
        return [replace(about, unit=q.unit) for q in group]

    def _read(self, clause: _Clause, q: Quantity, left: str, right: str, whole: str, later: bool) -> About:
        kind, topic_text, verb, since, standard = _predicate(q, left, whole, later)
        noun, rest = _counted(right)
        topic = read_topic(topic_text)
        metric, subject = topic.metric, topic.subject
        return self._compose(clause, q, kind, topic, subject, metric, verb, since, standard, noun, rest, right, left)

    def _compose(self, clause, q, kind, topic, subject, metric, verb, since, standard, noun, rest, right, left) -> About:
        d = self.d
        explicit = subject is not None
        if clause.host is not None:
            host = tidy(clause.host)
            if host and not subject:
                s, m = split_noun(host)
                subject, metric = (s, metric or m) if m and s else (subject or host, metric) if not m else (d.subject, metric or m)
        counted = None
        base = metric
        if kind == "change":
            if m := _NOMINAL_CHANGE.match(right):
                pass
            if metric is None and noun and right.startswith("的") and measure_at_end(noun):
                s, metric = split_noun(noun)
                metric = (s or "") + (metric or "")
                base = metric
            if metric is None:
                base = self._inherited_base(subject)
            name = (base or d.area_metric or "") + since + SUFFIX_OF_CHANGE.get(verb, "增速" if not verb else "增速")
            metric = name
        elif kind == "share":
            about_base = standard
            old = self._inherited_base(None) if (not metric and re.fullmatch(r"(?:全国|全球|国内|总|行业|全部|整体|市场)*(?:总量|总数|总额|总和|总体|比重)?", standard or "")) else None
            if standard:
                metric = (metric or old or "") + "占" + standard + "比例"
            else:
                last = self._last_share()
                metric = last if last and not metric else (metric or base or self._inherited_base(None) or "") + "占比"
        elif kind == "multiple":
            base = metric or self._inherited_base(subject)
            metric = (base or "") + "相对" + standard + ("倍数" if q.unit == "x" else "比例")
        elif kind == "gap":
            base = metric or self._inherited_base(subject)
            metric = (base or "") + standard + "幅度"
        elif q.unit == "rank":
            where = noun or ""
            metric = (metric or self._inherited_base(subject) or d.area_metric or "") + where + "排名"
            if metric == "排名":
                metric = (topic.area or d.area or "") + "排名"
        elif m := (_NOMINAL_CHANGE.match(_clip(right)) if q.unit in ("%", "x", "pp") and right else None):
            kind = "change"
            base = tidy(m["noun"]) or metric or self._inherited_base(subject)
            metric = (base or "") + m["verb"]
        else:
            metric, counted, subject = self._level(clause, q, kind, topic, subject, metric, verb, noun, rest, right)
        if subject is None:
            subject = self._inherited_subject(metric, topic)
        role = role_of(q.unit, kind, metric)
        subject, metric = tidy(subject), tidy(metric)
        about = About(subject, metric, role, base if kind in ("change", "share", "multiple", "gap") else metric, counted or (noun if q.unit == "count" else None), topic.area or d.area, q.unit, kind)
        if subject and clause.host is None and not (kind == "share" and not explicit):
            d.subject = subject
        return about

    def _level(self, clause, q, kind, topic, subject, metric, verb, noun, rest, right):
        d = self.d
        counted = None
        area = topic.area or d.area
        if metric is None and noun and right.lstrip().startswith("的") or (metric is None and noun and q.unit not in ("count",) and measure_at_end(noun)):
            s, m = split_noun(noun)
            if m:
                name = (s or "") + m
                if q.unit in ("%",) and area and name in ("份额", "市场份额", "比例", "占比"):
                    name = area + name
                return name, None, subject
        if q.unit == "%" and metric is None:
            if noun:
                predicate = tidy(rest.strip("，,；;。 ")) or ""
                if subject is None and not kind == "transitive":
                    return (predicate + noun + "占比") if predicate else noun + "占比", None, noun if d.subject is None else d.subject
                return predicate + noun + "占比", None, subject
            last = self._last_share()
            return last or d.area_metric or "占比", None, subject
        if q.unit == "count":
            if noun:
                counted = noun
                s, m = split_noun(noun)
                if m and s is None and not metric:
                    return m, counted, subject
                action = verb if kind == "transitive" else ""
                follow = tidy(rest.strip("，,；;。 ")) if kind != "transitive" and len(rest) <= 14 else None
                name = action + (follow or "") + noun + "数量"
                if metric and metric not in name:
                    name = metric if measure_at_end(metric) else name
                return name, counted, subject
            if kind == "transitive" and verb:
                return (metric or "") + verb + ("数" if q.classifier in ("人", "家", "名", "项", "次") else "量"), None, subject
        if metric:
            if metric in ("规模", "总额", "数量", "总量", "市场规模") and not subject and d.area_metric:
                metric = d.area_metric
            return metric, counted, subject
        if kind == "transitive" and verb:
            name = verb + (noun or "")
            if measure_at_end(name):
                return name, counted, subject
            tail = {"CNY": "额", "USD": "额", "HKD": "额", "Wh": "量"}.get(q.unit, "额" if q.unit.startswith("other:") else _DEFAULT.get(q.unit, ""))
            return name + ("" if noun else tail), counted, subject
        if d.area_metric:
            return d.area_metric, counted, subject
        old = self._last_level(q.unit)
        if old:
            return old, counted, subject
        if noun:
            return noun, counted, subject
        return _DEFAULT.get(q.unit, "数值"), counted, subject

    # -- what earlier clauses leave -----------------------------------------------------------------------------

    def _inherited_base(self, subject: str | None) -> str | None:
        for about in reversed(self.d.abouts[-6:]):
            if about.base:
                return about.base
        return self.d.area_metric

    def _last_level(self, unit: str) -> str | None:
        for about in reversed(self.d.abouts[-8:]):
            if about.unit == unit and about.kind not in ("change", "multiple", "gap"):
                return about.metric
        return None

    def _last_share(self) -> str | None:
        for about in reversed(self.d.abouts[-8:]):
            if about.role is Role.SHARE:
                return about.metric
        return None

    def _inherited_subject(self, metric: str | None, topic: Topic) -> str | None:
        d = self.d
        area = topic.area or d.area
        if area and not d.abouts:
            return d.subject or area
        return d.subject or area or d.label or d.title


def _clip(right: str) -> str:
    m = re.search(r"[，,；;。！？!?：:、(（\x02\n|]", right)
    return right[: m.start()] if m else right


def _presented(text: str, start: int, stop: int, verb: str) -> str | None:
    """The new thing that a verb of creation brings on: 推出全模态模型LongCat -> LongCat."""
    if verb not in verbs()["creation"]:
        return None
    rest = text[stop:].lstrip("了")
    m = re.search(r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}(?:模型|系列|平台)?|[“《][^”》]{2,20}[”》]|文心\d[\d.]*)$", rest)
    return tidy(m[1]) if m else None


def _predicate(q: Quantity, left: str, whole: str, later: bool) -> tuple[str, str, str, str, str]:
    """How the clause leads to the number: kind, what stands before, verb, 同比 or 环比, standard of comparison."""
    full = whole + left
    chopped, reached = _chop(left)
    pure = q.unit in _PURE
    # a baseline and its number in between: 是七大企业6300亿元的|8.5倍, 较2024年的5万亿级|增长
    text = full if later and (left.strip(FILL) in ("", "的") or _chop(left)[0] in CHANGE or len(chopped) <= 1) else left
    bare, reached = _chop(text)
    if q.unit != "rank" and (m := _SHARE_OF.search(_chop_soft(text))) and q.unit in ("%", "ratio"):
        return "share", text[: m.start()], "", "", tidy(m["base"]) or ""
    if pure and q.unit != "rank" and (m := _MULTIPLE_OF.search(_chop_soft(text))):
        base = tidy(m["base"].replace(NUMBER, "")) or ""
        return "multiple", text[: m.start()], "", "", base
    for n in (3, 2, 1):
        verb = bare[-n:]
        if len(bare) >= n and verb in CHANGE and not (n == 1 and verb in "增减升降涨跌扩少缩翻贵" and not pure and q.unit != "CNY") and not (verb == "新增" and not pure):
            return _change(q, bare[:-n], verb)
    if m := re.search(r"(同比|环比|按年|按月)[+＋-]?$", bare):
        if pure:
            return "change", bare[: m.start()], "", m[1], ""
    if pure and q.unit in ("%", "x", "pp") and (m := _THAN.search(_chop_soft(text))) and m["adj"]:
        base = tidy(m["base"]) or ""
        return "gap", text[: m.start()], m["adj"], "", "比" + base + m["adj"] if base else m["adj"]
    if m := _BEYOND.search(_chop_soft(text)):
        base = tidy(m["base"])
        if q.unit in ("%", "x") and not text.rstrip(FILL).endswith("的") and base:
            return "gap", text[: m.start()], "", "", m[0]
        if text.rstrip(FILL).endswith("的") and not pure or q.unit == "%":
            return "baseline", base or "", "", "", ""
    if m := _THAN.search(text):
        if text.rstrip(FILL).endswith("的"):
            s = tidy(m["base"])
            return "baseline", (s or ""), "", "", ""
    if m := _FROM.search(text):
        return "level", text[: m.start()], "", "", ""
    for n in (4, 3, 2, 1):
        word = bare[-n:]
        if len(bare) >= n and word in _ACTIONS and not (n < 3 and measure_at_end(bare)):
            return "transitive", bare[:-n], word, "", ""
    return "level", bare, "", "", ""


def _chop_soft(text: str) -> str:
    return re.sub(rf"(?:约|近|超过?|逾|高达|达到?|仅|不足|不到|了|[{FILL}])+$", "", text)


def _change(q: Quantity, before: str, verb: str) -> tuple[str, str, str, str, str]:
    since = ""
    while True:
        old = before
        before, _ = _chop(before)
        m = re.search(r"(同比|环比|按年|按月|按季|年|季|月|周|同店)$", before)
        if m and not (m[1] in "年季月周" and len(verb) > 1 and m[1] != "年"):
            since = m[1] + since
            before = before[: m.start()]
        m = _STANDARD.search(before)
        if m:
            before = before[: m.start()]
        if before == old:
            return "change", before, verb, since, ""


_ACTIONS = verbs()["plain"] | verbs()["nominal"] | verbs()["creation"]


def read_abouts(sentences: Sequence[Sentence], quantities: Sequence[Sequence[Quantity]], *, title: str | None = None, registers=None) -> list[list[About]]:
    """What every quantity is about, one list per sentence in the order of its quantities."""
    reader = _Reader(title)
    return [reader.read(s, qs) for s, qs in zip(sentences, quantities, strict=True)]
