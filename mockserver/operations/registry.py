"""Which function serves which operation of the spec, by operationId."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mockserver.operations import (
    actions,
    flows,
    health,
    me,
    members,
    organisations,
    organisations_v2,
    users,
)

Handler = Callable[..., Any]
"""`handler(context, request) -> response`; of operations without authentication, `handler(request) -> response`."""

HANDLERS: Mapping[str, Handler] = {
    "ManagementHealthz": health.healthz,
    "AdminHealthz": health.healthz,
    "AuthHealthz": health.healthz,
    "ListFlowTypes": flows.list_flow_types,
    "ListFlowTriggerTypes": flows.list_flow_trigger_types,
    "GetFlow": flows.get_flow,
    "ClearFlow": flows.clear_flow,
    "SetTriggerActions": flows.set_trigger_actions,
    "ListActions": actions.list_actions,
    "GetAction": actions.get_action,
    "CreateAction": actions.create_action,
    "UpdateAction": actions.update_action,
    "DeactivateAction": actions.deactivate_action,
    "ReactivateAction": actions.reactivate_action,
    "DeleteAction": actions.delete_action,
    "GetMyOrg": organisations.get_my_org,
    "AddOrg": organisations.add_org,
    "UpdateOrg": organisations.update_org,
    "DeactivateOrg": organisations.deactivate_org,
    "ReactivateOrg": organisations.reactivate_org,
    "RemoveOrg": organisations.remove_org,
    "GetOrgByDomainGlobal": organisations.get_org_by_domain_global,
    "GetOrgByID": organisations.get_org_by_id,
    "GetDefaultOrg": organisations.get_default_org,
    "AdminRemoveOrg": organisations.admin_remove_org,
    "AddOrganization": organisations_v2.add_organization,
    "ListOrganizations": organisations_v2.list_organizations,
    "AddMachineUser": users.add_machine_user,
    "AddPersonalAccessToken": users.add_personal_access_token,
    "AddMachineKey": users.add_machine_key,
    "ListMachineKeys": users.list_machine_keys,
    "GenerateMachineSecret": users.generate_machine_secret,
    "AddOrgMember": members.add_org_member,
    "AddIAMMember": members.add_iam_member,
    "GetMyUser": me.get_my_user,
    "ListMyZitadelPermissions": me.list_my_zitadel_permissions,
}
