"""Bytes -> sentences: what a document says, in one plain view, and the way back to every raw code point."""
