"""kaoju (考据): test a text against its evidence.

The stages in order: load -> normalize -> segment -> (metadata, tokens) -> quantities -> periods -> claims -> firsts
-> compare, audit -> provenance, rhetoric, facts -> credibility -> rules -> export. `read_corpus()` ties them together.
"""

from kaoju.corpus import Corpus, Text, read_corpus
from kaoju.errors import FindingError, KaojuError, LoadError, RegisterError, SpanError
from kaoju.records import Claim, Comparison, Document, Finding, First, Region, Sentence, Source, Verdict

__version__ = "0.1.0"

__all__ = [
    "Claim", "Comparison", "Corpus", "Document", "Finding", "FindingError", "First", "KaojuError", "LoadError",
    "Region", "RegisterError", "Sentence", "Source", "SpanError", "Text", "Verdict", "__version__", "read_corpus",
]  # fmt: skip
