"""Recorded traffic."""
