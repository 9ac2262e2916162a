"""Messages of zitadel.action.v2beta, written by `make derived`."""

from __future__ import annotations

from typing import Final

from mockserver.operations.messages import zitadel_filter_v2beta
from mockserver.operations.messages.base import Message
from mockserver.spec.wellknown import Duration, Timestamp


class ExecutionFieldNameNumber:
    """zitadel.action.v2beta.ExecutionFieldName"""

    EXECUTION_FIELD_NAME_UNSPECIFIED: Final = 0
    EXECUTION_FIELD_NAME_ID: Final = 1
    EXECUTION_FIELD_NAME_CREATED_DATE: Final = 2
    EXECUTION_FIELD_NAME_CHANGED_DATE: Final = 3


class ExecutionTypeNumber:
    """zitadel.action.v2beta.ExecutionType"""

    EXECUTION_TYPE_UNSPECIFIED: Final = 0
    EXECUTION_TYPE_REQUEST: Final = 1
    EXECUTION_TYPE_RESPONSE: Final = 2
    EXECUTION_TYPE_EVENT: Final = 3
    EXECUTION_TYPE_FUNCTION: Final = 4


class TargetFieldNameNumber:
    """zitadel.action.v2beta.TargetFieldName"""

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
    """zitadel.action.v2beta.Condition"""

    request: RequestExecution | None = None
    response: ResponseExecution | None = None
    function: FunctionExecution | None = None
    event: EventExecution | None = None


class CreateTargetRequest(Message, frozen=True):
    """zitadel.action.v2beta.CreateTargetRequest"""

    name: str = ""
    rest_webhook: RESTWebhook | None = None
    rest_call: RESTCall | None = None
    rest_async: RESTAsync | None = None
    timeout: Duration = Duration("")
    endpoint: str = ""


class CreateTargetResponse(Message, frozen=True):
    """zitadel.action.v2beta.CreateTargetResponse"""

    id: str = ""
    creation_date: Timestamp = Timestamp("")
    signing_key: str = ""


class DeleteTargetRequest(Message, frozen=True):
    """zitadel.action.v2beta.DeleteTargetRequest"""

    id: str = ""


class DeleteTargetResponse(Message, frozen=True):
    """zitadel.action.v2beta.DeleteTargetResponse"""

    deletion_date: Timestamp = Timestamp("")


class EventExecution(Message, frozen=True):
    """zitadel.action.v2beta.EventExecution"""

    event: str | None = None
    group: str | None = None
    all: bool | None = None


class Execution(Message, frozen=True):
    """zitadel.action.v2beta.Execution"""

    condition: Condition | None = None
    creation_date: Timestamp = Timestamp("")
    change_date: Timestamp = Timestamp("")
    targets: tuple[str, ...] = ()


class ExecutionSearchFilter(Message, frozen=True):
    """zitadel.action.v2beta.ExecutionSearchFilter"""

    in_conditions_filter: InConditionsFilter | None = None
    execution_type_filter: ExecutionTypeFilter | None = None
    target_filter: TargetFilter | None = None


class ExecutionTypeFilter(Message, frozen=True):
    """zitadel.action.v2beta.ExecutionTypeFilter"""

    execution_type: int = 0


class FunctionExecution(Message, frozen=True):
    """zitadel.action.v2beta.FunctionExecution"""

    name: str = ""


class GetTargetRequest(Message, frozen=True):
    """zitadel.action.v2beta.GetTargetRequest"""

    id: str = ""


class GetTargetResponse(Message, frozen=True):
    """zitadel.action.v2beta.GetTargetResponse"""

    target: Target | None = None


class InConditionsFilter(Message, frozen=True):
    """zitadel.action.v2beta.InConditionsFilter"""

    conditions: tuple[Condition, ...] = ()


class InTargetIDsFilter(Message, frozen=True):
    """zitadel.action.v2beta.InTargetIDsFilter"""

    target_ids: tuple[str, ...] = ()


class ListExecutionFunctionsRequest(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionFunctionsRequest"""


class ListExecutionFunctionsResponse(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionFunctionsResponse"""

    functions: tuple[str, ...] = ()


class ListExecutionMethodsRequest(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionMethodsRequest"""


class ListExecutionMethodsResponse(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionMethodsResponse"""

    methods: tuple[str, ...] = ()


class ListExecutionServicesRequest(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionServicesRequest"""


class ListExecutionServicesResponse(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionServicesResponse"""

    services: tuple[str, ...] = ()


class ListExecutionsRequest(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionsRequest"""

    pagination: zitadel_filter_v2beta.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[ExecutionSearchFilter, ...] = ()


class ListExecutionsResponse(Message, frozen=True):
    """zitadel.action.v2beta.ListExecutionsResponse"""

    pagination: zitadel_filter_v2beta.PaginationResponse | None = None
    executions: tuple[Execution, ...] = ()


class ListTargetsRequest(Message, frozen=True):
    """zitadel.action.v2beta.ListTargetsRequest"""

    pagination: zitadel_filter_v2beta.PaginationRequest | None = None
    sorting_column: int | None = None
    filters: tuple[TargetSearchFilter, ...] = ()


class ListTargetsResponse(Message, frozen=True):
    """zitadel.action.v2beta.ListTargetsResponse"""

    pagination: zitadel_filter_v2beta.PaginationResponse | None = None
    targets: tuple[Target, ...] = ()


class RESTAsync(Message, frozen=True):
    """zitadel.action.v2beta.RESTAsync"""


class RESTCall(Message, frozen=True):
    """zitadel.action.v2beta.RESTCall"""

    interrupt_on_error: bool = False


class RESTWebhook(Message, frozen=True):
    """zitadel.action.v2beta.RESTWebhook"""

    interrupt_on_error: bool = False


class RequestExecution(Message, frozen=True):
    """zitadel.action.v2beta.RequestExecution"""

    method: str | None = None
    service: str | None = None
    all: bool | None = None


class ResponseExecution(Message, frozen=True):
    """zitadel.action.v2beta.ResponseExecution"""

    method: str | None = None
    service: str | None = None
    all: bool | None = None


class SetExecutionRequest(Message, frozen=True):
    """zitadel.action.v2beta.SetExecutionRequest"""

    condition: Condition | None = None
    targets: tuple[str, ...] = ()


class SetExecutionResponse(Message, frozen=True):
    """zitadel.action.v2beta.SetExecutionResponse"""

    set_date: Timestamp = Timestamp("")


class Target(Message, frozen=True):
    """zitadel.action.v2beta.Target"""

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
    """zitadel.action.v2beta.TargetFilter"""

    target_id: str = ""


class TargetNameFilter(Message, frozen=True):
    """zitadel.action.v2beta.TargetNameFilter"""

    target_name: str = ""
    method: int = 0


class TargetSearchFilter(Message, frozen=True):
    """zitadel.action.v2beta.TargetSearchFilter"""

    target_name_filter: TargetNameFilter | None = None
    in_target_ids_filter: InTargetIDsFilter | None = None


class UpdateTargetRequest(Message, frozen=True):
    """zitadel.action.v2beta.UpdateTargetRequest"""

    id: str = ""
    name: str | None = None
    rest_webhook: RESTWebhook | None = None
    rest_call: RESTCall | None = None
    rest_async: RESTAsync | None = None
    timeout: Duration = Duration("")
    endpoint: str | None = None
    expiration_signing_key: Duration = Duration("")


class UpdateTargetResponse(Message, frozen=True):
    """zitadel.action.v2beta.UpdateTargetResponse"""

    change_date: Timestamp = Timestamp("")
    signing_key: str | None = None
