"""The official SDK for Python: logs in, lists organisations, adds one, adds it again.

Argument: {url, way, secret} in JSON, where `secret` is a token, [id, secret], or the path of a key file. Prints
{listed, added, found, refused} in JSON.
"""

import json
import sys

from zitadel_client import Zitadel, models
from zitadel_client.exceptions import ApiError

asked = json.loads(sys.argv[1])
url, secret = asked["url"], asked["secret"]
ways = {
    "pat": lambda: Zitadel.with_access_token(url, secret),
    "client-credentials": lambda: Zitadel.with_client_credentials(url, *secret),
    "private-key": lambda: Zitadel.with_private_key(url, secret),
}
organisations = ways[asked["way"]]().organizations
listed = organisations.list_organizations(models.OrganizationServiceListOrganizationsRequest())
wanted = models.OrganizationServiceAddOrganizationRequest(name=asked["name"])
added = organisations.add_organization(wanted)
by_id = models.OrganizationServiceOrganizationIDQuery(id=added.organization_id)
query = models.OrganizationServiceSearchQuery(idQuery=by_id)
found = organisations.list_organizations(models.OrganizationServiceListOrganizationsRequest(queries=[query]))
try:
    organisations.add_organization(wanted)
    refused = None
except ApiError as error:
    refused = {"status": error.code, "body": error.response_body}
answers = {
    "listed": [row.id for row in listed.result],
    "added": added.organization_id,
    "found": [row.name for row in found.result],
    "refused": refused,
}
print(json.dumps(answers))
