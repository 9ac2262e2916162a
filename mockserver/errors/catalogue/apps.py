"""Applications and their keys: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

APP_ALREADY_EXISTS = Problem("V3-DKcYh", _EXISTS, "Errors.Project.App.AlreadyExists")
APP_INVALID = Problem("PROJECT-1n8df", _INVALID, "Errors.Project.App.Invalid")
APP_NAME_NOT_CHANGED = Problem("COMMAND-2m8vx", _PRECONDITION, "Errors.NoChangesFound")
APP_TO_RENAME_NOT_FOUND = Problem("COMMAND-28di9", _NOT_FOUND, "Errors.Project.App.NotExisting")
APP_TO_CONFIGURE_NOT_OIDC = Problem("COMMAND-GBr34", _INVALID, "Errors.Project.App.IsNotOIDC")
APP_TO_CONFIGURE_NOT_FOUND = Problem("COMMAND-2n8uU", _NOT_FOUND, "Errors.Project.App.NotExisting")
APP_CONFIG_NOT_CHANGED = Problem("COMMAND-1m88i", _PRECONDITION, "Errors.NoChangesFound")
APP_OIDC_CONFIG_INVALID = Problem("COMMAND-5m9fs", _INVALID, "Errors.Project.App.OIDCConfigInvalid")
APP_TO_CONFIGURE_NOT_API = Problem("COMMAND-Gnwt3", _INVALID, "Errors.Project.App.IsNotAPI")
APP_NOT_ACTIVE = Problem("COMMAND-dsh35", _PRECONDITION, "Errors.Project.App.NotActive")
APP_TO_SWITCH_NOT_FOUND = Problem("COMMAND-ov9d3", _NOT_FOUND, "Errors.Project.App.NotExisting")
APP_NOT_INACTIVE = Problem("COMMAND-1n8cM", _PRECONDITION, "Errors.Project.App.NotInactive")
APP_TO_REMOVE_NOT_FOUND = Problem("COMMAND-0po9s", _NOT_FOUND, "Errors.Project.App.NotExisting")
APP_NOT_FOUND = Problem("QUERY-pCP8P", _NOT_FOUND, "Errors.App.NotExisting")
APP_OF_SECRET_NOT_OIDC = Problem("COMMAND-Ghrh3", _INVALID, "Errors.Project.App.IsNotOIDC")
APP_OF_SECRET_NOT_FOUND = Problem("COMMAND-2g66f", _NOT_FOUND, "Errors.Project.App.NotExisting")
APP_OF_SECRET_NOT_API = Problem("COMMAND-aeH4", _INVALID, "Errors.Project.App.IsNotAPI")
APP_WITHOUT_KEYS = Problem("COMMAND-Dff54", _PRECONDITION, "Errors.Project.App.AuthMethodNoPrivateKeyJWT")
APP_OF_KEY_NOT_FOUND = Problem("COMMAND-sak25", _PRECONDITION, "Errors.Project.App.NotFound")
KEY_NOT_FOUND = Problem("QUERY-Dgr3g", _NOT_FOUND, "Errors.AuthNKey.NotFound")
APP_KEY_TO_REMOVE_NOT_FOUND = Problem("COMMAND-4m77G", _NOT_FOUND, "Errors.Project.App.Key.NotFound")
V2_APP_OF_SECRET_NOT_FOUND = Problem("COMMAND-Kd92s", _NOT_FOUND, "Errors.Project.App.NotExisting")

# Of SAML no recording shows any; they are read off the real server's source.
SAML_METADATA_MISSING = Problem("SAML-podix9", _INVALID, "Errors.Project.App.SAMLMetadataMissing")
SAML_METADATA_NOT_FETCHED = Problem("SAML-wmqlo1", _INVALID, "Errors.Project.App.SAMLMetadataMissing")
SAML_METADATA_UNREADABLE = Problem("SAML-bquso", _INVALID, "Errors.Project.App.SAMLMetadataFormat")
SAML_ENTITY_ID_TAKEN = Problem("V3-DKcYh", _EXISTS, "Errors.Project.App.SAMLEntityIDAlreadyExists")
APP_TO_CONFIGURE_NOT_SAML = Problem("COMMAND-GBr35", _INVALID, "Errors.Project.App.IsNotSAML")
SAML_NEW_METADATA_NOT_FETCHED = Problem("SAML-J3kg3", _INVALID, "Errors.Project.App.SAMLMetadataMissing")
SAML_NEW_METADATA_UNREADABLE = Problem("SAML-3fk2b", _INVALID, "Errors.Project.App.SAMLMetadataFormat")
