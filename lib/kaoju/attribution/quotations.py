"""Whose words stand between quotation marks, where a quotation runs over several sentences or its speaker stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kaoju.attribution.mentions import Mention, find_mentions
from kaoju.attribution.naming import is_person
from kaoju.attribution.patterns import Kind
from kaoju.records import Sentence
from kaoju.registers import Registers

_OPENS = "“「『"
_CLOSES = "”」』"
_OPEN, _CLOSE = re.compile(f"[{_OPENS}]"), re.compile(f"[{_CLOSES}]")
_GESTURE = 12  # characters of a sentence that tells how somebody speaks
_LONGEST = 12  # sentences of a quotation; one that never closes is a slip of the pen
# “…。”|谈起价格战，|财务总监赵启明说: what the speaker speaks of may come before him
_TOPIC = re.compile(r"(?:[谈说提][起到及]|对于?|面对|关于)[^，。”]{1,16}，$")

_PRONOUN = re.compile(r"[他她](?:进一步|还|也|又)?(?:说|表示|介绍|称|告诉|解释|补充|指出|坦言|强调|透露)")
Span = tuple[int, int, str]


def quoted_spans(sentences: Sequence[Sentence], registers: Registers) -> dict[int, Span]:
    """Which part of a sentence stands in a quotation of several sentences, and who speaks it.

    Args:
        sentences: The document's sentences.
        registers: Known origins.
    Returns:
        By the number of the sentence: from where to where it is quoted, and the name of the speaker.
    """
    found: dict[int, Span] = {}
    for i, s in enumerate(sentences):
        if i in found or not _OPEN.search(s.text) or not _is_left_open(s.text):
            continue
        last = _closing(sentences, i)
        if last is None:
            continue
        start = max(s.text.rfind(mark) for mark in _OPENS)
        closed = _CLOSE.search(sentences[last].text)
        end = closed.start() if closed else 0
        name = (
            _before(s.text, start, registers)
            or _behind(sentences, last, end + 1, registers)
            or _paragraph_before(sentences, i, last, registers)
        )
        if name:
            found[i] = start, len(s.text), name
            found |= {k: (0, len(sentences[k].text), name) for k in range(i + 1, last)}
            found[last] = 0, end, name
    return found


def speaker_behind(
    sentences: Sequence[Sentence], i: int, registers: Registers, known: Iterable[str] = ()
) -> str | None:
    """“压低增速两个多百分点。”分析师黎书航说: who is quoted may stand behind the quotation.

    He may be there alone, where he has been named before: 何嘉信心满满。
    """
    text = sentences[i].text
    if text[:1] not in tuple(_OPENS) or text[-1:] not in tuple(_CLOSES):
        return None
    after = sentences[i + 1] if i + 1 < len(sentences) else None
    if after and after.block == sentences[i].block and len(after.text) <= _GESTURE:
        alone = next((name for name in known if after.text.startswith(name)), None)
        if alone:
            return alone
    return _behind(sentences, i, len(text), registers) or _paragraph_before(sentences, i, i, registers)


def _is_left_open(text: str) -> bool:
    return len(_OPEN.findall(text)) > len(_CLOSE.findall(text))


def _closing(sentences: Sequence[Sentence], i: int) -> int | None:
    """The sentence of the paragraph in which a quotation closes that one leaves open."""
    for k in range(i + 1, min(i + _LONGEST, len(sentences))):
        begins = sentences[k].block != sentences[k - 1].block
        if begins != (sentences[k].text[:1] in tuple(_OPENS)):
            return None  # each paragraph of a long quotation begins with its mark
        if not begins and _is_left_open(sentences[k].text):
            return None
        if len(_CLOSE.findall(sentences[k].text)) + begins > len(_OPEN.findall(sentences[k].text)):
            return k
    return None


def _before(text: str, start: int, registers: Registers) -> str | None:
    """The speaker who leads in to a quotation: 首席执行官雷耶斯说，|“折成钱，大约5.2亿美元。"""
    told = [m for m in find_mentions(text[: start + 1], registers=registers) if m.start < start]
    return told[-1].name if told and told[-1].kind is Kind.SPEECH else None


def _behind(sentences: Sequence[Sentence], i: int, start: int, registers: Registers) -> str | None:
    """The speaker told behind a quotation that closes in a sentence, or at the head of the next."""
    rest = sentences[i].text[start:]
    if not rest.strip("。，") and i + 1 < len(sentences) and sentences[i + 1].block == sentences[i].block:
        rest = sentences[i + 1].text
    if _PRONOUN.match(rest):
        return _last_speaker(sentences, i, registers)
    first: Mention | None = next(iter(find_mentions(rest, registers=registers)), None)
    if first is None or first.kind is not Kind.SPEECH:
        return None
    # “出口超过300亿美元。”8月26日，论坛在成都举行，理事长王勃华表示: it opens the paragraph, and he is the first to speak
    opens = first.name is not None and is_person(first.name) and _opens_paragraph(sentences, i)
    return first.name if first.start < 2 or opens or _TOPIC.match(rest[: first.start]) else None


def _paragraph_before(sentences: Sequence[Sentence], i: int, last: int, registers: Registers) -> str | None:
    """何嘉认为，…。 / “海外占三成。明年会到四成。”: a quotation that is a paragraph goes on with whoever spoke in the one before."""
    alone = i and sentences[i - 1].block != sentences[i].block and sentences[i].text[:1] in tuple(_OPENS)
    if not alone or sentences[last].text.rstrip("。")[-1:] not in tuple(_CLOSES):
        return None
    if last + 1 < len(sentences) and sentences[last + 1].block == sentences[last].block:
        return None
    block = [s for s in sentences[max(0, i - _LONGEST) : i] if s.block == sentences[i - 1].block]
    told = [m for s in block for m in find_mentions(s.text, registers=registers)]
    return told[-1].name if told and told[-1].name and is_person(told[-1].name) else None


def _opens_paragraph(sentences: Sequence[Sentence], i: int) -> bool:
    """Does the quotation that a sentence belongs to begin its paragraph?"""
    first = i
    while first and sentences[first - 1].block == sentences[i].block:
        first -= 1
    return sentences[first].text[:1] in tuple(_OPENS) and i - first < _LONGEST


def _last_speaker(sentences: Sequence[Sentence], i: int, registers: Registers) -> str | None:
    """The person who spoke last before a sentence: “目前每公斤49元。”他说."""
    for s in reversed(sentences[max(0, i - _LONGEST) : i]):
        told = [m for m in find_mentions(s.text, registers=registers) if m.name and is_person(m.name)]
        if told:
            return told[-1].name
    return None
