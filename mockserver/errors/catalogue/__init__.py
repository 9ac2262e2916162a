"""Every problem that the server can answer with an ID: ID, gRPC code, key of its text; a module an area.

IDs and codes are the real server's (recordings/*.jsonl; those that no recording shows are read off its source). A key
that is a sentence is a text that the real server never translates.
"""

from __future__ import annotations

from mockserver.errors.catalogue.access import *
from mockserver.errors.catalogue.actions import *
from mockserver.errors.catalogue.administrators import *
from mockserver.errors.catalogue.apps import *
from mockserver.errors.catalogue.domains import *
from mockserver.errors.catalogue.flows import *
from mockserver.errors.catalogue.humans import *
from mockserver.errors.catalogue.identity_providers import *
from mockserver.errors.catalogue.login_policies import *
from mockserver.errors.catalogue.machines import *
from mockserver.errors.catalogue.me import *
from mockserver.errors.catalogue.members import *
from mockserver.errors.catalogue.metadata import *
from mockserver.errors.catalogue.oidc import *
from mockserver.errors.catalogue.organisations import *
from mockserver.errors.catalogue.project_grants import *
from mockserver.errors.catalogue.projects import *
from mockserver.errors.catalogue.saml import *
from mockserver.errors.catalogue.sessions import *
from mockserver.errors.catalogue.settings import *
from mockserver.errors.catalogue.storage import *
from mockserver.errors.catalogue.targets import *
from mockserver.errors.catalogue.user_grants import *
from mockserver.errors.catalogue.user_v2 import *
from mockserver.errors.catalogue.users import *
