"""Decisions on settings of organisations."""

from __future__ import annotations

from dataclasses import replace

from mockserver.domain.events import RowAdded
from mockserver.domain.ids import OrganisationId
from mockserver.domain.rows.settings import ORGANISATION_SETTINGS, OrganisationSettings
from mockserver.domain.state import InstanceState
from mockserver.domain.verbs import Events, change
from mockserver.errors.catalogue import ORGANISATION_SETTINGS_INVALID, SETTINGS_ORGANISATION_NOT_FOUND
from mockserver.errors.problem import Refused


def set_settings(state: InstanceState, organisation: OrganisationId, scoped_user_names: bool | None) -> Events:
    """Set what is given; nothing where it is so already.

    Raises: ORGANISATION_SETTINGS_INVALID (no organisation is named), SETTINGS_ORGANISATION_NOT_FOUND.
    Source: recordings/id-settings-v2.jsonl.
    """
    if not organisation:
        raise Refused(ORGANISATION_SETTINGS_INVALID)
    if organisation not in state.organisations:
        raise Refused(SETTINGS_ORGANISATION_NOT_FOUND)
    if scoped_user_names is None:
        return ()
    name = "settings.organization.set"
    before = state.organisation_settings.get(organisation)
    if before is None:
        row = OrganisationSettings(organisation=organisation, scoped_user_names=scoped_user_names)
        return (RowAdded(name, ORGANISATION_SETTINGS, row),)
    after = replace(before, scoped_user_names=scoped_user_names)
    return change(state, ORGANISATION_SETTINGS, before, after, name=name)
