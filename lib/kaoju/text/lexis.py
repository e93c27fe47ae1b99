"""Words of a phrase with their parts of speech, from the compiled jieba: where a word ends and what kind it is.

A phrase is cut where its words end (60周岁|及|以上|老年|人口), never inside one, and a word that no dictionary has
(澜芯, 安舒平) is taken for a name.
"""

from __future__ import annotations

import itertools
from functools import cache, lru_cache
from typing import NamedTuple

import rjieba

_NAME_TAGS = frozenset(("nr", "nrt", "nrfg", "ns", "nt"))
# What follows a bare place: 岭东|省, 青岚|县.
ADMINISTRATIVE = "省市县区州盟旗"
HIGHEST = frozenset(
    "中国 我国 全国 全球 世界 国内 国际 海外 亚洲 欧洲 美洲 非洲 亚太 大陆 内地 本港 全台 国产".split()
)

# Common words that the dictionary takes for places.
_NO_PLACE = frozenset("城镇 新建 惠及 东部 西部".split())


class Word(NamedTuple):
    """A word, its part of speech as jieba tags it (n, v, a, m, …) and where it begins."""

    text: str
    tag: str
    start: int


@cache
def _tagger() -> rjieba.Jieba:
    tagger = rjieba.Jieba()
    tagger.tag(
        "奚秣"
    )  # its model of unknown words is loaded by the first of them: better now than within a document
    return tagger


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[Word, ...]:
    """The words of a short text."""
    found, at, new = [], 0, tuple.__new__  # a named tuple made without its constructor takes half the time
    for word, tag in _tagger().tag(text):
        if word in _NO_ADVERB:
            tag = "n"
        found.append(new(Word, (word, tag, at)))
        at += len(word)
    return tuple(found)


@lru_cache(maxsize=8192)
def is_boundary(text: str, at: int) -> bool:
    """Does a word end at `at`?"""
    return at in (0, len(text)) or any(w.start == at for w in words(text))


def opens_word(text: str, at: int) -> bool:
    """Does a word begin at `at` of a text of any length, as far as the few characters around it show?"""
    start = max(0, at - 8)
    return is_boundary(text[start : at + 2], at - start)


@lru_cache(maxsize=8192)
def is_unknown(name: str) -> bool:
    """Does the dictionary lack it, so that it falls into single characters? 安舒平, but not 现金."""
    plain = _tagger().tag(name, False)
    if len(name) == 2 and words(name)[0].tag not in _NAME_TAGS:
        return False  # 多核, 规上: as short as that it may be any compound
    run = 0
    for word, _ in plain:
        run = run + 1 if len(word) == 1 and "\u4e00" <= word <= "\u9fff" else 0
        if run >= 2:
            return True
    return False


def share_in_words(text: str) -> float:
    """How many of its Han characters stand in words of the dictionary that have several, from 0 to 1: 合计, but not 磁数."""
    found = [w for w, _ in _tagger().tag(text, False) if "\u3400" <= w[0] <= "\u9fff"]
    return sum(len(w) for w in found if len(w) > 1) / max(sum(map(len, found)), 1)


@lru_cache(maxsize=8192)
def is_name(phrase: str) -> bool:
    """Is it, by its words, the name of a person, place or firm (澜江市, 曜石医药), and not of a whole nation or a kind?"""
    if phrase in HIGHEST or (len(phrase) > 2 and phrase[0] in _SOME and phrase[1] in _OF_A_KIND):
        return False
    return is_unknown(phrase) or any(
        w.tag in _NAME_TAGS and w.text not in HIGHEST | _NO_PLACE and len(w.text) > 1 for w in words(phrase)
    )


_SOME = frozenset("一两二三四五六七八九十几各每")
_OF_A_KIND = frozenset("条家个款座项类只名位种台辆大")  # 三条老线, but 三星, 七匹狼
# What a verb takes behind it: 跨|过, 亏|掉, 拿|走, 冲|到.
_COMPLEMENT = frozenset("过掉走去到完住成起开")


_NEGATIONS = frozenset("没有 没 不 并不 并未 不再 未能 不会".split())


def _verbal(word: Word) -> bool:
    return word.tag in ("v", "vg") or (len(word.text) == 1 and word.tag == "zg")


@lru_cache(maxsize=8192)
def open_verb(text: str, start: int = 0) -> tuple[int, int]:
    """The first word that its neighbours show to be a verb, as (start, end): 大约|蒸发, 跨过, 养|了; (len, len) if none.

    A tag alone does not show it, for the dictionary tags 出货, 开支 and 增速 as verbs too.
    """
    found = words(text)
    for word, after in itertools.pairwise(found):
        if word.start < start or not word.text.strip():
            continue
        if word.text in _NEGATIONS and word.start > start:
            return word.start, word.start + len(word.text)
        if word.tag == "d" and _verbal(after):
            return word.start, after.start + len(after.text)
        if _verbal(word) and (after.tag in ("ul", "uz", "ug", "ud") or after.text in _COMPLEMENT):
            return word.start, after.start + len(after.text)
        if word.tag == "v" and len(word.text) > 1 and word.text[-1] in _COMPLEMENT:
            return word.start, after.start
    return len(text), len(text)


@lru_cache(maxsize=8192)
def closing_verb(text: str) -> str:
    """The verb that ends a clause whose subject stands before it, else "": 生产总值|跨过 -> 跨过, but 三级缓存 -> ""."""
    *before, last = words(text) or (Word("", "", 0),)
    if last.tag != "v" or len(last.text) < 2 or not before or before[-1].tag == "c":
        return ""
    if not (_tagger().has_word(last.text) or last.text[-1] in _COMPLEMENT):
        return ""  # 千问: a guess of the tagger
    return last.text if any(w.tag[0] in "nre" for w in before) else ""


@lru_cache(maxsize=8192)
def is_bare_verb(phrase: str) -> bool:
    """Is it a verb and nothing else, as its ending shows (加起来, 新开)? 联想 is a verb too, but also a name."""
    return (
        phrase[-1:] in _COMPLEMENT | {"来"}
        and (len(phrase) > 2 or _tagger().has_word(phrase))
        and all(w.tag in ("v", "vg") for w in words(phrase))
        and not is_unknown(phrase)
    )


@lru_cache(maxsize=8192)
def is_verb(phrase: str) -> bool:
    """Is it one verb of the dictionary, which no noun or name has the form of: 退租, 审结?"""
    found = words(phrase)
    return len(found) == 1 and found[0].tag == "v" and len(phrase) > 1 and _tagger().has_word(phrase)


# Nouns that the dictionary takes for adverbs or verbs.
_NO_ADVERB = frozenset("相机 轮次 当量 首位 居住".split())


# What the adverbs and conjunctions of the dictionary end with; a text that ends otherwise need not be cut into words.
ADVERB_ENDS = frozenset(
    "一丁三上下不且严个中为举久么之乎乖也乱了事于亏互些亦仅今令以件仿众优似但住体佛使侃例依便倍倒倘候偏停偶偷偿傥儿先光免公共兴其兼再冗况几凡分切则刚初别刻剧力加务动劲势勇勿半单即却又及反发口古句只可同后向味命和啕啻喜嘴因团囫囵在地场均块声处复外多夜大天太头奈好如始娓字宁定实对将小少尔尚尝尤就尽层届屡岂巧已带常幅年并幼应底度庭庸式归当往律徒得微心必忒忙快忽怅怕性怪恐恰悄悻情惟愈意愧愿慢慨或户所手才批抵挺排接摸故敢数整断新方无既日旦旧早时明易星是晚暂暇暗曰更曾最月有期未末本机条来极果栏样根概次欲正此步死殊每没法泛活深渐源点烟然牢特犯犹狠独猛理甚生用甫甭由略番疑的皆益直相看真眼着睁瞬码确碌禁稀程稍究穷空竖竟竭端笔等算管粗紧约级纷终经绝统继续缓者而耳肆肩肯胸能脆脸腰自至致般若苦莫蓦虚蛮蜂行衷袂要见觉言讲讵许论词诚话该说谆谨越趋足踏身轻较辄边过近还远连迟迫迭述逐途通速遂道遽都量门间防隙难霎非面顷项须顾颇频马骤默齐"
)


@lru_cache(maxsize=8192)
def closing_word(text: str) -> Word | None:
    """The word of the dictionary of several syllables that ends the text, if one does."""
    last = words(text[-8:])[-1:]
    return last[0] if last and len(last[0].text) > 1 and _tagger().has_word(last[0].text) else None


@lru_cache(maxsize=8192)
def closing_adverb(text: str) -> int:
    """Length of the adverb or conjunction that ends the text, 0 if another kind of word does: 客单价|却, 占比|因此."""
    if text[-1:] not in ADVERB_ENDS:
        return 0
    last = words(text[-10:])[-1:]
    if (
        not last
        or last[0].tag not in ("d", "c")
        or last[0].text in _NO_ADVERB
        or not "\u4e00" <= last[0].text[0] <= "\u9fff"
    ):
        return 0
    return len(last[0].text) if len(last[0].text) < len(text) else 0


_NOUN_TAGS = frozenset("n nt nz ns vn l i".split())


@lru_cache(maxsize=8192)
def closing_noun(text: str) -> int:
    """Length of the noun of several syllables that ends the text, 0 if none does."""
    last = words(text[-10:])[-1:]
    return len(last[0].text) if last and is_noun(last[0]) else 0


def closes_with_noun(text: str) -> bool:
    """Does a noun of several syllables end the text, whose last one is therefore no word: 协|会, 规|则, 法|令?"""
    return closing_noun(text) > 0


def is_noun(word: Word) -> bool:
    """Is it a noun of the dictionary of several syllables, and no guess at an unknown word nor the name of a person?

    A name of three syllables is nobody's verb: 卢旺达, 加勒比; of two it may be one: 高达, 达到.
    """
    size = len(word.text)
    known = (size > 1 and word.tag in _NOUN_TAGS) or (size > 2 and word.tag in _NAME_TAGS)
    return known and _tagger().has_word(word.text)


def noun_across(text: str, at: int) -> int:
    """Where the noun begins of which `at` is the second part and a verb or syllable the first, else `at`.

    粮食|播种面积 and not 播种|面积, 常住人口 and not 人口; but the cars of 汽车销量 are what it is of.
    """
    near = max(0, at - 10)
    for word in words(text[near : at + 8]):
        start = near + word.start
        if start < at < start + len(word.text):
            first = words(text[start:at])[-1]
            whole = word.tag[0] not in _IDIOMS and is_noun(word)
            return start if whole and (first.tag[0] in "vbamd" or len(first.text) == 1) else at
    return at


_IDIOMS = frozenset("lvi")  # 不切实际, 到此为止; vn 对抗: what they are of the words around them decides


@lru_cache(maxsize=8192)
def inside_noun(text: str, start: int, end: int) -> bool:
    """Is it only a syllable or two of a noun of the dictionary: 里 of 马德里, 和 of 中和剂, 使 of 使者?"""
    near = max(0, start - 10)
    for word in words(text[near : end + 8]):
        at = near + word.start
        if at <= start and end <= at + len(word.text):
            return len(word.text) > end - start and word.tag[0] not in _IDIOMS and is_noun(word)
    return False
