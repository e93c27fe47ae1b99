"""Helpers for the chapters and the making of the book."""
