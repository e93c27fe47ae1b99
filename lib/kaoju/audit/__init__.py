"""Claims of one document -> findings: every numeric relation that the text states or implies, recomputed.

mark        a claim at its place, its figure as an interval
page        all marks, with the words around them
alike       whether two figures are of one kind, subject, measure and time
arithmetic  judging a recomputed value, and the chance that an error would have shown
slips       what a number turns into when digits change places
readings    which of several readings to believe
spans       months and days of periods
signs       what words make of a figure: a change, a step, a base
pairs       two figures told as before and after
listed      lists told side by side, place by place
baselines   which figures a change lies between
evidence    whether words tie figures to one another
relations found from language
  change      growth, compound growth (in compound)         KJ101 KJ102
  share       shares of a whole, by parts and wholes        KJ103
  turned      shares told before their amounts, of sides    KJ103
  fellows     amounts with shares, one of which disagrees    KJ103
  structure   proportions told as 6.8:42.7:50.5             KJ103 KJ104
  totals      judging a sum
  sums        parts before their total                      KJ104
  closing     totals called 总 or 共 alone                   KJ104
  openings    parts after their total                       KJ104
  industries  sides told one after another                  KJ104
  twofold     sides told in two figures each                KJ104
  stretches   parts of a year                               KJ104
  ledger      what was added and taken away                 KJ104 KJ107
  divisions   sides that leave no third
  balances    what came, what went and what is left         KJ107
  hundreds    shares that make a hundred                    KJ104
  multiple    multiples and fractions                       KJ105
  folds       multiples of a pair told right beside them    KJ105
  conversion  one amount in two currencies                  KJ105
  difference  points and amounts more or less, gaps         KJ107
  steps       steps told between two figures               KJ107
  durations   days between two dates, anniversaries     KJ107
  named       comparisons by name                      KJ105 KJ107
  paces       points between rates of change                KJ107
  product     prices times quantities, counts of counts     KJ109
  rate        averages and daily figures                    KJ109
  spread      monthly and daily figures of stretches        KJ109
  identities  measures that others define, margins          KJ103 KJ105 KJ108
  profit      mark-ups, payback                             KJ108
  order       larger and smaller                            KJ110
  movement    rising and falling                            KJ110
  places      what ranks say of the figures beside them     KJ110
  rank        first, last and members of a list             KJ110
  table       column sums, shares and growth in tables
relations that figures imply together
  implied     totals behind shares                          KJ106
  series      one thing at several times                    KJ101 KJ104 KJ106
  market      vendors and markets, parts of a year          KJ106 KJ109
  conflict    figures that exclude each other               KJ111
  limit       more than others or the world allow           KJ110 KJ111
neighbours    pairs of figures near a derived one
parallel      pairs that the fellows of a list point to
fitting       derived figures whose sources are found by trying, by the calculations of formulas
misfit        derived figures whose sources give another result, by what the words tie or by slips of the pen
adding        totals whose parts are found by trying
reliability   which relations that fail may be reported
quoted        relations between figures of two origins
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kaoju.audit.adding import find_sums_that_fit
from kaoju.audit.arithmetic import Check, finding, is_told
from kaoju.audit.balances import find_balances
from kaoju.audit.change import find_changes
from kaoju.audit.closing import find_closings
from kaoju.audit.conflict import find_conflicts
from kaoju.audit.conversion import find_conversions
from kaoju.audit.difference import find_differences
from kaoju.audit.durations import find_durations
from kaoju.audit.fellows import find_odd_fellows
from kaoju.audit.fitting import find_fitting
from kaoju.audit.folds import find_folds
from kaoju.audit.hundreds import find_hundreds
from kaoju.audit.identities import find_identities
from kaoju.audit.implied import find_implied
from kaoju.audit.industries import find_industries
from kaoju.audit.ledger import find_ledgers
from kaoju.audit.limit import find_beyond_limits
from kaoju.audit.market import find_in_markets
from kaoju.audit.misfit import find_misfits
from kaoju.audit.movement import find_movements
from kaoju.audit.multiple import find_multiples
from kaoju.audit.named import find_named
from kaoju.audit.openings import find_openings
from kaoju.audit.order import find_orders
from kaoju.audit.paces import find_paces
from kaoju.audit.page import Page
from kaoju.audit.places import find_places
from kaoju.audit.product import find_products
from kaoju.audit.profit import find_profits
from kaoju.audit.quoted import weigh_origins
from kaoju.audit.rank import find_ranks
from kaoju.audit.rate import find_rates
from kaoju.audit.reliability import reliable
from kaoju.audit.series import find_series
from kaoju.audit.share import find_shares
from kaoju.audit.spread import find_spread
from kaoju.audit.steps import find_steps
from kaoju.audit.stretches import find_stretches
from kaoju.audit.structure import find_structures
from kaoju.audit.sums import find_sums
from kaoju.audit.table import find_in_tables
from kaoju.audit.turned import find_turned
from kaoju.audit.twofold import find_twofold
from kaoju.records import Claim, Finding, Sentence
from kaoju.text.normalize import Normalized

_FINDERS = (
    find_changes,
    find_differences,
    find_steps,
    find_named,
    find_durations,
    find_paces,
    find_shares,
    find_turned,
    find_odd_fellows,
    find_structures,
    find_sums,
    find_closings,
    find_openings,
    find_industries,
    find_twofold,
    find_stretches,
    find_ledgers,
    find_balances,
    find_hundreds,
    find_multiples,
    find_folds,
    find_conversions,
    find_orders,
    find_movements,
    find_ranks,
    find_places,
    find_products,
    find_rates,
    find_spread,
    find_identities,
    find_profits,
    find_implied,
    find_series,
    find_in_markets,
    find_conflicts,
    find_beyond_limits,
    find_in_tables,
)


def audit(
    claims: Iterable[Claim], sentences: Sequence[Sentence], *, normalized: Normalized
) -> tuple[Finding, ...]:
    """Recompute the numeric relations inside one document.

    Args:
        claims: Claims of the document's body.
        sentences: All its sentences.
        normalized: Its plain view, which leads from claims to the words around them.
    Returns:
        Findings by place, the stated figure first.
    """
    page = Page(claims, sentences, normalized)
    found: list[Check] = [check for find in _FINDERS for check in find(page)]
    found += find_fitting(page, found)
    found += find_misfits(page, found)
    found += find_sums_that_fit(page, found)
    checks = [weigh_origins(page, check) for check in reliable(page, filter(is_told, found))]
    source = normalized.document.id
    unique = {_key(f): f for f in (finding(source, c) for c in checks)}
    return tuple(sorted(unique.values(), key=lambda f: (_key(f)[0], f.rule, f.inputs, f.explanation)))


def _key(found: Finding) -> tuple[object, ...]:
    place = found.stated.start if found.stated else found.inputs[0].start
    return place, found.rule, tuple(sorted(found.inputs))
