"""Requests that a real server answers: passed on over the protocol that they came by."""

from __future__ import annotations
