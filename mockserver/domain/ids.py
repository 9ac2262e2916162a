"""Names for the plain values that the domain passes around."""

from __future__ import annotations

from typing import NewType

OrganisationId = NewType("OrganisationId", str)
ActionId = NewType("ActionId", str)
UserId = NewType("UserId", str)
TokenId = NewType("TokenId", str)
KeyId = NewType("KeyId", str)
ProjectId = NewType("ProjectId", str)
AppId = NewType("AppId", str)
GrantId = NewType("GrantId", str)
"""Of a project grant or a user grant."""
SessionId = NewType("SessionId", str)
TargetId = NewType("TargetId", str)
FlowType = NewType("FlowType", str)
TriggerType = NewType("TriggerType", str)
Instant = NewType("Instant", int)
"""Microseconds since 1970-01-01T00:00:00Z."""
Nanoseconds = NewType("Nanoseconds", int)
"""A span of time."""
