"""Binds actions to triggers as a file says."""
