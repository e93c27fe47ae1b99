"""The ranking with a slider for each weight, which assets/weights.js recomputes in the page."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

from kaoju.book import prose
from kaoju.credibility import Assessment
from kaoju.credibility.ranking import ranks
from kaoju.credibility.signals import signals


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """A piece of HTML that a notebook shows."""

    name: str
    html: str

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def _repr_html_(self) -> str:
        return self.html


def sliders(assessment: Assessment, *, name: str) -> Block:
    """The ranking with a slider for each weight; a script recomputes it in the page, without it the default stands."""
    default, chosen = ranks(assessment), dict(assessment.weights)
    if not assessment.material.sources:
        return Block(name, '<p class="kj-empty">No source to rank.</p>')
    values = json.dumps(assessment.matrix(), sort_keys=True)
    ordered = sorted(assessment.material.sources, key=lambda s: (default.get(s.id, 99), s.id))
    html = _SLIDERS.format(
        name=name,
        values=values,
        controls=Markup("").join(
            _CONTROL.format(id=s.id, label=s.name, w=f"{chosen.get(s.id, 0):g}") for s in signals()
        ),
        rows=Markup("").join(_ranked_row(assessment, s.id, default.get(s.id)) for s in ordered),
    )
    return Block(name, str(html))


_SLIDERS = Markup(
    '<div class="kj-exhibit kj-weights" id="{name}" data-values="{values}"><div class="kj-sliders">{controls}</div>'
    '<p><button type="button" hidden>Restore the default weights</button></p>'
    '<div class="kj-scroll" tabindex="0" role="region" aria-label="Ranking by the weights above">'
    '<table class="dataframe kj-table"><caption>Ranking by the weights above</caption><thead><tr>'
    '<th scope="col" class="kj-right">Rank</th><th scope="col">Source</th><th scope="col" class="kj-right">Score</th>'
    '<th scope="col" class="kj-right">Can be judged</th><th scope="col">From 0 to 1</th></tr></thead>'
    '<tbody aria-live="polite">{rows}</tbody></table></div></div>'
)
_CONTROL = Markup(
    '<div class="kj-slider"><label for="w-{id}">{label}</label>'
    '<input type="range" id="w-{id}" name="{id}" min="0" max="30" step="0.5" value="{w}" disabled>'
    '<output for="w-{id}">{w}</output></div>'
)
_RANKED = Markup(
    '<tr data-source="{id}"><td class="kj-rank kj-right">{rank}</td><td>{link}</td>'
    '<td class="kj-score kj-right">{score}</td><td class="kj-known kj-right">{known}%</td>'
    '<td class="kj-track"><span class="kj-bar" style="width:{width:.1f}%"></span></td></tr>'
)


def _ranked_row(assessment: Assessment, source: str, rank: int | None) -> Markup:
    found = assessment.score(source)
    return _RANKED.format(
        id=source,
        rank="–" if rank is None else rank,
        link=prose.source(source),
        score="–" if found.score is None else f"{found.score:.3f}",
        known=round(100 * found.known),
        width=100 * (found.score or 0),
    )
