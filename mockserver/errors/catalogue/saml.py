"""Requests of service providers: problems.

That of an unknown request is recorded (recordings/connect-neighbours.jsonl); the others are read off the real server's
source.
"""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_NOT_FOUND = Code.NOT_FOUND
_PRECONDITION = Code.FAILED_PRECONDITION
_DENIED = Code.PERMISSION_DENIED

SAML_REQUEST_NOT_FOUND = Problem("QUERY-Thee9", _NOT_FOUND, "Errors.SamlRequest.NotExisting")
SAML_REQUEST_TO_LINK_NOT_FOUND = Problem("COMMAND-GH3PVLSfXC", _NOT_FOUND, "Errors.SAMLRequest.NotExisting")
SAML_REQUEST_ALREADY_LINKED = Problem("COMMAND-ttPKNdAIFT", _PRECONDITION, "Errors.SAMLRequest.AlreadyHandled")
SAML_REQUEST_ALREADY_FAILED = Problem("COMMAND-32lGj1Fhjt", _PRECONDITION, "Errors.SAMLRequest.AlreadyHandled")
SAML_PROJECT_REQUIRED = Problem("SAML-foSyH49RvL", _DENIED, "Errors.User.ProjectRequired")
SAML_GRANT_REQUIRED = Problem("SAML-foSyH49RvL", _DENIED, "Errors.User.GrantRequired")
