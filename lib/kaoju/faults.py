"""A fault of kaoju's own costs the document that brings it out, and never the others.

Everybody else calls the stages plainly, so that a book is not made where one of them fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kaoju.corpus import Corpus, Text
from kaoju.errors import KaojuError, RegisterError
from kaoju.records import Document

Result = TypeVar("Result")


def attempt(document: Document | KaojuError, work: Callable[[Text], Result]) -> Result | KaojuError:
    """What comes of a document, or the error that kept it from being read."""
    if isinstance(document, KaojuError):
        return document
    try:
        return work(Text(document))
    except RegisterError:
        raise  # what is known of the world cannot be read: that is no document's fault
    except Exception as e:
        return _fault(document, e)


def attempt_together(corpus: Corpus, work: Callable[[Corpus], Result]) -> tuple[Result, Corpus]:
    """What comes of a corpus, and the corpus it comes of: without the documents that kaoju fails on.

    Which ones these are is asked only where the work fails: each document alone, with what was already read of it.

    Args:
        corpus: The documents.
        work: What to make of them; it writes nothing, for it may run more than once.
    Raises:
        Exception: As the work, where it also fails without any document, or with no single one.
    """
    try:
        return work(corpus), corpus
    except RegisterError:
        raise
    except Exception:
        if _failure(corpus.part(()), work):
            raise  # an option of the command is wrong, say
        failures = [(t, e) for t in corpus.texts if (e := _failure(corpus.part([t]), work))]
        if not failures:
            raise
    left_out = {t.id for t, _ in failures}
    errors = [_fault(t.document, e) for t, e in failures]
    return attempt_together(corpus.part((t for t in corpus.texts if t.id not in left_out), errors), work)


def _failure(corpus: Corpus, work: Callable[[Corpus], object]) -> Exception | None:
    try:
        work(corpus)
    except Exception as e:
        return e
    return None


def _fault(document: Document, failure: Exception) -> KaojuError:
    told = f"kaoju failed on it ({type(failure).__name__}: {failure})"
    return KaojuError(f"{document.path}: {told}; it is left out, please report the document")
