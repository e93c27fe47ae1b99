"""jieba's dictionary, read from its package alone.

jieba itself keeps it in a file of the system's folder for temporary files, where anybody may have put another one, and
prints a traceback where it cannot. Reading it anew takes no longer, and is done once.
"""

from __future__ import annotations

import warnings
from functools import cache

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)  # of its patterns, from Python 3.12 on
    import jieba


class _Segmenter(jieba.Tokenizer):
    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        """Take the words of the package, and no file that lies elsewhere."""
        if not self.initialized:
            frequencies, self.total = _frequencies()
            self.FREQ = dict(frequencies)
            self.initialized = True


@cache
def _frequencies() -> tuple[dict[str, int], int]:
    """How frequent each word of the dictionary is, and all of them together."""
    plain = jieba.Tokenizer()
    found: tuple[dict[str, int], int] = plain.gen_pfdict(plain.get_dict_file())
    return found


def segmenter() -> jieba.Tokenizer:
    """A segmenter of its own, to which words can be added; it says nothing on standard error."""
    return _Segmenter()
