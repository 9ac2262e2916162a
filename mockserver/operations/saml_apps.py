"""Applications that have people logged in by SAML, in v1; what v2 does with them too.

Source: the real server's source; no recording shows them.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import NamedTuple

from mockserver.access.saml.reading import Unreadable
from mockserver.access.saml.service_providers import read_service_provider
from mockserver.deliveries.model import CallFailed
from mockserver.deliveries.outgoing import outgoing_of
from mockserver.domain import apps as decide
from mockserver.domain.ids import ProjectId
from mockserver.domain.projects import project_of
from mockserver.domain.rows.apps import SamlConfiguration
from mockserver.errors.catalogue import (
    APP_TO_CONFIGURE_NOT_FOUND,
    PARENT_PROJECT_NOT_FOUND,
    SAML_METADATA_MISSING,
    SAML_METADATA_NOT_FETCHED,
    SAML_METADATA_UNREADABLE,
    SAML_NEW_METADATA_NOT_FETCHED,
    SAML_NEW_METADATA_UNREADABLE,
)
from mockserver.errors.problem import Problem, Refused
from mockserver.operations import details
from mockserver.operations.app_configurations import login_of
from mockserver.operations.apps import added_app, own_app
from mockserver.operations.context import Context
from mockserver.operations.messages import zitadel_application_v2
from mockserver.operations.messages import zitadel_management_v1 as messages
from mockserver.spec.wellknown import parse_base64

_log = logging.getLogger(__name__)

_TIMEOUT_S = 10.0
"""For metadata at an address, which is assumed."""
Asked = (
    messages.AddSAMLAppRequest
    | messages.UpdateSAMLAppConfigRequest
    | zitadel_application_v2.CreateSAMLApplicationRequest
    | zitadel_application_v2.UpdateSAMLApplicationConfigurationRequest
)


class _Refusals(NamedTuple):
    """What is wrong with metadata, as it is told at a creation or a change."""

    not_fetched: Problem
    unreadable: Problem


_AT_CREATION = _Refusals(SAML_METADATA_NOT_FETCHED, SAML_METADATA_UNREADABLE)
_AT_CHANGE = _Refusals(SAML_NEW_METADATA_NOT_FETCHED, SAML_NEW_METADATA_UNREADABLE)


async def add_saml_app(context: Context, request: messages.AddSAMLAppRequest) -> messages.AddSAMLAppResponse:
    """Add an application that has people logged in by SAML; its metadata comes with the request, or from an address.

    Raises: PARENT_PROJECT_NOT_FOUND, SAML_METADATA_MISSING, SAML_METADATA_NOT_FETCHED, SAML_METADATA_UNREADABLE,
        NUL_IN_TEXT, APP_ALREADY_EXISTS, SAML_ENTITY_ID_TAKEN, STATE_REPLACED; Refused without an ID for a login URL
        that cannot be read.
    """
    project = ProjectId(request.project_id)
    project_of(context.state, context.organisation.id, project, PARENT_PROJECT_NOT_FOUND)
    configuration = await new_saml_configuration(context, request)
    app, stamp = added_app(context, context.organisation.id, project, request.name, configuration)
    return messages.AddSAMLAppResponse(app_id=app.id, details=details.created(stamp, app.organisation))


async def update_saml_app_config(
    context: Context, request: messages.UpdateSAMLAppConfigRequest
) -> messages.UpdateSAMLAppConfigResponse:
    """Replace the metadata of an application for SAML.

    Raises: APP_TO_CONFIGURE_NOT_FOUND, APP_TO_CONFIGURE_NOT_SAML, SAML_NEW_METADATA_NOT_FETCHED,
        SAML_NEW_METADATA_UNREADABLE, APP_CONFIG_NOT_CHANGED, NUL_IN_TEXT, SAML_ENTITY_ID_TAKEN, STATE_REPLACED; Refused
        without an ID for a login URL that cannot be read.
    """
    before = own_app(context, request.project_id, request.app_id, APP_TO_CONFIGURE_NOT_FOUND)
    after = await changed_saml_configuration(context, decide.saml_of(before), request)
    app = own_app(context, request.project_id, request.app_id, APP_TO_CONFIGURE_NOT_FOUND)
    stamp = context.write(decide.configure_saml_app(context.state, app, after))
    return messages.UpdateSAMLAppConfigResponse(details=details.changed(stamp, app.organisation))


async def new_saml_configuration(context: Context, request: Asked) -> SamlConfiguration:
    """The configuration that a request asks for; time may pass until it is known.

    Raises: SAML_METADATA_MISSING, SAML_METADATA_NOT_FETCHED, SAML_METADATA_UNREADABLE, STATE_REPLACED; Refused without
        an ID for a login URL that cannot be read.
    """
    if not request.metadata_xml and not request.metadata_url:
        raise Refused(SAML_METADATA_MISSING)
    return await _configuration(context, request, _AT_CREATION)


async def changed_saml_configuration(context: Context, before: SamlConfiguration, request: Asked) -> SamlConfiguration:
    """A configuration as a request would have it; without metadata that stays as it is.

    Raises: SAML_NEW_METADATA_NOT_FETCHED, SAML_NEW_METADATA_UNREADABLE, STATE_REPLACED; Refused without an ID for a
        login URL that cannot be read.
    Source: that metadata may be left out is assumed; only requests of v2 can.
    """
    if not request.metadata_xml and not request.metadata_url:
        version, base_uri = login_of(request.login_version)
        return replace(before, login_version=version, login_base_uri=base_uri)
    return await _configuration(context, request, _AT_CHANGE)


async def _configuration(context: Context, request: Asked, refusals: _Refusals) -> SamlConfiguration:
    version, base_uri = login_of(request.login_version)
    url = request.metadata_url or ""
    metadata = await _fetched(context, url, refusals) if url else parse_base64(request.metadata_xml or "")
    try:
        provider = read_service_provider(metadata)
    except Unreadable as error:
        _log.info("SAML metadata: %s", error)
        raise Refused(refusals.unreadable) from error
    return SamlConfiguration(
        entity_id=provider.entity_id,
        metadata=metadata,
        metadata_url=url,
        login_version=version,
        login_base_uri=base_uri,
    )


async def _fetched(context: Context, url: str, refusals: _Refusals) -> bytes:
    """Metadata at an address, which is asked under the rules for targets."""
    outgoing = outgoing_of(context.instance)
    try:
        if outgoing is None:
            raise CallFailed("this instance is part of no server, and calls nobody")
        found = await outgoing.fetched(url, _TIMEOUT_S)
    except CallFailed as error:
        _log.info("SAML metadata: %s", error)
        raise Refused(refusals.not_fetched) from error
    context.require_going_on()
    return found
