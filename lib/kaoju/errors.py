"""What can go wrong, said so that the reader knows the place and the way out."""

from __future__ import annotations


class KaojuError(Exception):
    """Base of all errors that kaoju raises on purpose."""


class LoadError(KaojuError):
    """A document could not be read: missing, binary, unknown encoding."""


class RegisterError(KaojuError):
    """The register of sources and the documents beside it disagree."""


class SpanError(KaojuError):
    """An offset lies outside the text it belongs to."""


class FindingError(KaojuError):
    """A hand-written finding is no longer borne out by the data."""


class PrintError(KaojuError):
    """The book cannot be printed: a tool is missing, or no book is there."""


class MissingExtraError(KaojuError, ImportError):
    """An optional part of the installation is not there."""
