"""Domains of organisations: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

_INVALID = Code.INVALID_ARGUMENT
_NOT_FOUND = Code.NOT_FOUND
_EXISTS = Code.ALREADY_EXISTS
_PRECONDITION = Code.FAILED_PRECONDITION

DOMAIN_INVALID = Problem("ORG-r3h4J", _INVALID, "Errors.Invalid.Argument")
DOMAIN_ALREADY_ADDED = Problem("V2-e1wse", _EXISTS, "Errors.Already.Exists")
DOMAIN_TO_CHANGE_NOT_FOUND = Problem("ORG-GDfA3", _NOT_FOUND, "Errors.Org.DomainNotOnOrg")
PRIMARY_DOMAIN_NOT_REMOVABLE = Problem("ORG-Sjdi3", _PRECONDITION, "Errors.Org.PrimaryDomainNotDeletable")
DOMAIN_ALREADY_VERIFIED = Problem("ORG-HGw21", _PRECONDITION, "Errors.Org.Domain.AlreadyVerified")
DOMAIN_TO_PROVE_NOT_FOUND = Problem("ORG-AGD31", _NOT_FOUND, "Errors.Org.DomainNotOnOrg")
DOMAIN_TO_VALIDATE_NOT_FOUND = Problem("ORG-Sjdi3", _NOT_FOUND, "Errors.Org.DomainNotOnOrg")
