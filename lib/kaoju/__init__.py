"""kaoju (考据): test a text against its evidence.

The steps in order, a package or module each: text -> quantities, periods, subjects, attribution -> claims, firsts
-> compare, audit -> provenance, rhetoric, facts, predictions -> credibility -> rules -> output. `read_corpus()` ties
them together; `language` holds the grammar that several of them share.
"""

from kaoju.corpus import Corpus, Text, read_corpus
from kaoju.errors import FindingError, KaojuError, LoadError, RegisterError, SpanError
from kaoju.records import Claim, Comparison, Document, Finding, First, Region, Sentence, Source, Verdict

__version__ = "0.1.0"

__all__ = [
    "Claim", "Comparison", "Corpus", "Document", "Finding", "FindingError", "First", "KaojuError", "LoadError",
    "Region", "RegisterError", "Sentence", "Source", "SpanError", "Text", "Verdict", "__version__", "read_corpus",
]  # fmt: skip
