"""Messages of zitadel.action.v2, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import zitadel_filter_v2
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration, Timestamp


class ExecutionFieldNameNumber:
    """zitadel.action.v2.ExecutionFieldName"""

    EXECUTION_FIELD_NAME_UNSPECIFIED: Final = 0
    EXECUTION_FIELD_NAME_ID: Final = 1
    EXECUTION_FIELD_NAME_CREATED_DATE: Final = 2
    EXECUTION_FIELD_NAME_CHANGED_DATE: Final = 3


class ExecutionTypeNumber:
    """zitadel.action.v2.ExecutionType"""

    EXECUTION_TYPE_UNSPECIFIED: Final = 0
    EXECUTION_TYPE_REQUEST: Final = 1
    EXECUTION_TYPE_RESPONSE: Final = 2
    EXECUTION_TYPE_EVENT: Final = 3
    EXECUTION_TYPE_FUNCTION: Final = 4


class TargetFieldNameNumber:
    """zitadel.action.v2.TargetFieldName"""

    TARGET_FIELD_NAME_UNSPECIFIED: Final = 0
    TARGET_FIELD_NAME_ID: Final = 1
    TARGET_FIELD_NAME_CREATED_DATE: Final = 2
    TARGET_FIELD_NAME_CHANGED_DATE: Final = 3
    TARGET_FIELD_NAME_NAME: Final = 4
    TARGET_FIELD_NAME_TARGET_TYPE: Final = 5
    TARGET_FIELD_NAME_URL: Final = 6
    TARGET_FIELD_NAME_TIMEOUT: Final = 7
    TARGET_FIELD_NAME_INTERRUPT_ON_ERROR: Final = 8


class Condition(Message, frozen=True):
    """zitadel.action.v2.Condition"""

    request: RequestExecution | None = None
    response: ResponseExecution | None = None
    function: FunctionExecution | None = None
    event: EventExecution | None = None


class CreateTargetRequest(Message, frozen=True):
    """zitadel.action.v2.CreateTargetRequest"""

    name: str = ""
    rest_webhook: RESTWebhook | None = None
    rest_call: RESTCall | None = None
    rest_async: RESTAsync | None = None
    timeout: Duration = Duration("")
    endpoint: str = ""


class CreateTargetResponse(Message, frozen=True):
    """zitadel.action.v2.CreateTargetResponse"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    signing_key: str = ""


class DeleteTargetRequest(Message, frozen=True):
    """zitadel.action.v2.DeleteTargetRequest"""

    id: str = ""


class DeleteTargetResponse(Message, frozen=True):
    """zitadel.action.v2.DeleteTargetResponse"""

    deletion_date: Timestamp = Timestamp("")


class EventExecution(Message, frozen=True):
    """zitadel.action.v2.EventExecution"""

    event: str | None = None
    group: str | None = None
    all: bool | None = None


class Execution(Message, frozen=True):
    """zitadel.action.v2.Execution"""

    condition: Condition | None = None
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    targets: tuple[str, ...] = ()


class ExecutionSearchFilter(Message, frozen=True):
    """zitadel.action.v2.ExecutionSearchFilter"""

    in_conditions_filter: InConditionsFilter | None = None
    execution_type_filter: ExecutionTypeFilter | None = None
    target_filter: TargetFilter | None = None


class ExecutionTypeFilter(Message, frozen=True):
    """zitadel.action.v2.ExecutionTypeFilter"""

    execution_type: int = 0


class FunctionExecution(Message, frozen=True):
    """zitadel.action.v2.FunctionExecution"""

    name: str = ""


class GetTargetRequest(Message, frozen=True):
    """zitadel.action.v2.GetTargetRequest"""

    id: str = ""


class GetTargetResponse(Message, frozen=True):
    """zitadel.action.v2.GetTargetResponse"""

    target: Target | None = None


class InConditionsFilter(Message, frozen=True):
    """zitadel.action.v2.InConditionsFilter"""

    conditions: tuple[Condition, ...] = ()


class InTargetIDsFilter(Message, frozen=True):
    """zitadel.action.v2.InTargetIDsFilter"""

    target_ids: tuple[str, ...] = ()


class ListExecutionFunctionsRequest(Message, frozen=True):
    """zitadel.action.v2.ListExecutionFunctionsRequest"""


class ListExecutionFunctionsResponse(Message, frozen=True):
    """zitadel.action.v2.ListExecutionFunctionsResponse"""

    functions: tuple[str, ...] = ()


class ListExecutionMethodsRequest(Message, frozen=True):
    """zitadel.action.v2.ListExecutionMethodsRequest"""


class ListExecutionMethodsResponse(Message, frozen=True):
    """zitadel.action.v2.ListExecutionMethodsResponse"""

    methods: tuple[str, ...] = ()


class ListExecutionServicesRequest(Message, frozen=True):
    """zitadel.action.v2.ListExecutionServicesRequest"""


class ListExecutionServicesResponse(Message, frozen=True):
    """zitadel.action.v2.ListExecutionServicesResponse"""

    services: tuple[str, ...] = ()


class ListExecutionsRequest(Message, frozen=True):
    """zitadel.action.v2.ListExecutionsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[ExecutionSearchFilter, ...] = ()


class ListExecutionsResponse(Message, frozen=True):
    """zitadel.action.v2.ListExecutionsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    executions: tuple[Execution, ...] = ()


class ListTargetsRequest(Message, frozen=True):
    """zitadel.action.v2.ListTargetsRequest"""

    pagination: zitadel_filter_v2.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[TargetSearchFilter, ...] = ()


class ListTargetsResponse(Message, frozen=True):
    """zitadel.action.v2.ListTargetsResponse"""

    pagination: zitadel_filter_v2.PaginationResponse | None = None
    targets: tuple[Target, ...] = ()


class RESTAsync(Message, frozen=True):
    """zitadel.action.v2.RESTAsync"""


class RESTCall(Message, frozen=True):
    """zitadel.action.v2.RESTCall"""

    interrupt_on_error: bool = False


class RESTWebhook(Message, frozen=True):
    """zitadel.action.v2.RESTWebhook"""

    interrupt_on_error: bool = False


class RequestExecution(Message, frozen=True):
    """zitadel.action.v2.RequestExecution"""

    method: str | None = None
    service: str | None = None
    all: bool | None = None


class ResponseExecution(Message, frozen=True):
    """zitadel.action.v2.ResponseExecution"""

    method: str | None = None
    service: str | None = None
    all: bool | None = None


class SetExecutionRequest(Message, frozen=True):
    """zitadel.action.v2.SetExecutionRequest"""

    condition: Condition | None = None
    targets: tuple[str, ...] = ()


class SetExecutionResponse(Message, frozen=True):
    """zitadel.action.v2.SetExecutionResponse"""

    set_date: Timestamp = Timestamp("")


class Target(Message, frozen=True):
    """zitadel.action.v2.Target"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    name: str = ""
    rest_webhook: RESTWebhook | None = None
    rest_call: RESTCall | None = None
    rest_async: RESTAsync | None = None
    timeout: Duration = Duration("")
    endpoint: str = ""
    signing_key: str = ""


class TargetFilter(Message, frozen=True):
    """zitadel.action.v2.TargetFilter"""

    target_id: str = ""


class TargetNameFilter(Message, frozen=True):
    """zitadel.action.v2.TargetNameFilter"""

    target_name: str = ""
    method: int = 0


class TargetSearchFilter(Message, frozen=True):
    """zitadel.action.v2.TargetSearchFilter"""

    target_name_filter: TargetNameFilter | None = None
    in_target_ids_filter: InTargetIDsFilter | None = None


class UpdateTargetRequest(Message, frozen=True):
    """zitadel.action.v2.UpdateTargetRequest"""

    id: str = ""
    name: str | None = None
    rest_webhook: RESTWebhook | None = None
    rest_call: RESTCall | None = None
    rest_async: RESTAsync | None = None
    timeout: Duration = Duration("")
    endpoint: str | None = None
    expiration_signing_key: Duration = Duration("")


class UpdateTargetResponse(Message, frozen=True):
    """zitadel.action.v2.UpdateTargetResponse"""

    change_date: Timestamp = Timestamp("")
    signing_key: str | None = None
