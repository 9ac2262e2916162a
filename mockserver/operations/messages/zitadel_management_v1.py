"""Messages of zitadel.management.v1, written by `make derived`."""

from __future__ import annotations

from mockserver.operations.messages import zitadel_action_v1, zitadel_authn_v1, zitadel_org_v1, zitadel_v1
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Base64, Duration, Timestamp


class ActionQuery(Message, frozen=True):
    """zitadel.management.v1.ActionQuery"""

    action_id_query: zitadel_action_v1.ActionIDQuery | None = None
    action_name_query: zitadel_action_v1.ActionNameQuery | None = None
    action_state_query: zitadel_action_v1.ActionStateQuery | None = None


class AddMachineKeyRequest(Message, frozen=True):
    """zitadel.management.v1.AddMachineKeyRequest"""

    user_id: str = ""
    type: int = 0
    expiration_date: Timestamp = Timestamp("")
    public_key: Base64 = Base64("")


class AddMachineKeyResponse(Message, frozen=True):
    """zitadel.management.v1.AddMachineKeyResponse"""

    key_id: str = ""
    key_details: Base64 = Base64("")
    details: zitadel_v1.ObjectDetails | None = None


class AddMachineUserRequest(Message, frozen=True):
    """zitadel.management.v1.AddMachineUserRequest"""

    user_name: str = ""
    name: str = ""
    description: str = ""
    access_token_type: int = 0
    user_id: str | None = None


class AddMachineUserResponse(Message, frozen=True):
    """zitadel.management.v1.AddMachineUserResponse"""

    user_id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddOrgMemberRequest(Message, frozen=True):
    """zitadel.management.v1.AddOrgMemberRequest"""

    user_id: str = ""
    roles: tuple[str, ...] = ()


class AddOrgMemberResponse(Message, frozen=True):
    """zitadel.management.v1.AddOrgMemberResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class AddOrgRequest(Message, frozen=True):
    """zitadel.management.v1.AddOrgRequest"""

    name: str = ""


class AddOrgResponse(Message, frozen=True):
    """zitadel.management.v1.AddOrgResponse"""

    id: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class AddPersonalAccessTokenRequest(Message, frozen=True):
    """zitadel.management.v1.AddPersonalAccessTokenRequest"""

    user_id: str = ""
    expiration_date: Timestamp = Timestamp("")


class AddPersonalAccessTokenResponse(Message, frozen=True):
    """zitadel.management.v1.AddPersonalAccessTokenResponse"""

    token_id: str = ""
    token: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class ClearFlowRequest(Message, frozen=True):
    """zitadel.management.v1.ClearFlowRequest"""

    type: str = ""


class ClearFlowResponse(Message, frozen=True):
    """zitadel.management.v1.ClearFlowResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class CreateActionRequest(Message, frozen=True):
    """zitadel.management.v1.CreateActionRequest"""

    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False


class CreateActionResponse(Message, frozen=True):
    """zitadel.management.v1.CreateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None
    id: str = ""


class DeactivateActionRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateActionRequest"""

    id: str = ""


class DeactivateActionResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeactivateOrgRequest(Message, frozen=True):
    """zitadel.management.v1.DeactivateOrgRequest"""


class DeactivateOrgResponse(Message, frozen=True):
    """zitadel.management.v1.DeactivateOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class DeleteActionRequest(Message, frozen=True):
    """zitadel.management.v1.DeleteActionRequest"""

    id: str = ""


class DeleteActionResponse(Message, frozen=True):
    """zitadel.management.v1.DeleteActionResponse"""


class GenerateMachineSecretRequest(Message, frozen=True):
    """zitadel.management.v1.GenerateMachineSecretRequest"""

    user_id: str = ""


class GenerateMachineSecretResponse(Message, frozen=True):
    """zitadel.management.v1.GenerateMachineSecretResponse"""

    client_id: str = ""
    client_secret: str = ""
    details: zitadel_v1.ObjectDetails | None = None


class GetActionRequest(Message, frozen=True):
    """zitadel.management.v1.GetActionRequest"""

    id: str = ""


class GetActionResponse(Message, frozen=True):
    """zitadel.management.v1.GetActionResponse"""

    action: zitadel_action_v1.Action | None = None


class GetFlowRequest(Message, frozen=True):
    """zitadel.management.v1.GetFlowRequest"""

    type: str = ""


class GetFlowResponse(Message, frozen=True):
    """zitadel.management.v1.GetFlowResponse"""

    flow: zitadel_action_v1.Flow | None = None


class GetMyOrgRequest(Message, frozen=True):
    """zitadel.management.v1.GetMyOrgRequest"""


class GetMyOrgResponse(Message, frozen=True):
    """zitadel.management.v1.GetMyOrgResponse"""

    org: zitadel_org_v1.Org | None = None


class GetOrgByDomainGlobalRequest(Message, frozen=True):
    """zitadel.management.v1.GetOrgByDomainGlobalRequest"""

    domain: str = ""


class GetOrgByDomainGlobalResponse(Message, frozen=True):
    """zitadel.management.v1.GetOrgByDomainGlobalResponse"""

    org: zitadel_org_v1.Org | None = None


class HealthzRequest(Message, frozen=True):
    """zitadel.management.v1.HealthzRequest"""


class HealthzResponse(Message, frozen=True):
    """zitadel.management.v1.HealthzResponse"""


class ListActionsRequest(Message, frozen=True):
    """zitadel.management.v1.ListActionsRequest"""

    query: zitadel_v1.ListQuery | None = None
    sorting_column: int = 0
    queries: tuple[ActionQuery, ...] = ()


class ListActionsResponse(Message, frozen=True):
    """zitadel.management.v1.ListActionsResponse"""

    details: zitadel_v1.ListDetails | None = None
    sorting_column: zitadel_action_v1.ActionFieldName = ""
    result: tuple[zitadel_action_v1.Action, ...] = ()


class ListFlowTriggerTypesRequest(Message, frozen=True):
    """zitadel.management.v1.ListFlowTriggerTypesRequest"""

    type: str = ""


class ListFlowTriggerTypesResponse(Message, frozen=True):
    """zitadel.management.v1.ListFlowTriggerTypesResponse"""

    result: tuple[zitadel_action_v1.TriggerType, ...] = ()


class ListFlowTypesRequest(Message, frozen=True):
    """zitadel.management.v1.ListFlowTypesRequest"""


class ListFlowTypesResponse(Message, frozen=True):
    """zitadel.management.v1.ListFlowTypesResponse"""

    result: tuple[zitadel_action_v1.FlowType, ...] = ()


class ListMachineKeysRequest(Message, frozen=True):
    """zitadel.management.v1.ListMachineKeysRequest"""

    user_id: str = ""
    query: zitadel_v1.ListQuery | None = None


class ListMachineKeysResponse(Message, frozen=True):
    """zitadel.management.v1.ListMachineKeysResponse"""

    details: zitadel_v1.ListDetails | None = None
    result: tuple[zitadel_authn_v1.Key, ...] = ()


class ReactivateActionRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateActionRequest"""

    id: str = ""


class ReactivateActionResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class ReactivateOrgRequest(Message, frozen=True):
    """zitadel.management.v1.ReactivateOrgRequest"""


class ReactivateOrgResponse(Message, frozen=True):
    """zitadel.management.v1.ReactivateOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class RemoveOrgRequest(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgRequest"""


class RemoveOrgResponse(Message, frozen=True):
    """zitadel.management.v1.RemoveOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class SetTriggerActionsRequest(Message, frozen=True):
    """zitadel.management.v1.SetTriggerActionsRequest"""

    flow_type: str = ""
    trigger_type: str = ""
    action_ids: tuple[str, ...] = ()


class SetTriggerActionsResponse(Message, frozen=True):
    """zitadel.management.v1.SetTriggerActionsResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateActionRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateActionRequest"""

    id: str = ""
    name: str = ""
    script: str = ""
    timeout: Duration = Duration("")
    allowed_to_fail: bool = False


class UpdateActionResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateActionResponse"""

    details: zitadel_v1.ObjectDetails | None = None


class UpdateOrgRequest(Message, frozen=True):
    """zitadel.management.v1.UpdateOrgRequest"""

    name: str = ""


class UpdateOrgResponse(Message, frozen=True):
    """zitadel.management.v1.UpdateOrgResponse"""

    details: zitadel_v1.ObjectDetails | None = None
