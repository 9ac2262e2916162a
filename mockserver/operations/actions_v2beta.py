"""The action service of v2beta, which is the one of v2 under another name.

Its messages are those of v2, field by field, so its functions are too; only their field rules differ, which follow from
the surface.

Source: recordings/actions-v2-beta.jsonl.
"""

from __future__ import annotations

from mockserver.operations.executions import list_execution_functions as v2beta_list_execution_functions
from mockserver.operations.executions import list_execution_methods as v2beta_list_execution_methods
from mockserver.operations.executions import list_execution_services as v2beta_list_execution_services
from mockserver.operations.executions import list_executions as v2beta_list_executions
from mockserver.operations.executions import set_execution as v2beta_set_execution
from mockserver.operations.targets import create_target as v2beta_create_target
from mockserver.operations.targets import delete_target as v2beta_delete_target
from mockserver.operations.targets import get_target as v2beta_get_target
from mockserver.operations.targets import list_targets as v2beta_list_targets
from mockserver.operations.targets import update_target as v2beta_update_target

__all__ = (
    "v2beta_create_target",
    "v2beta_delete_target",
    "v2beta_get_target",
    "v2beta_list_execution_functions",
    "v2beta_list_execution_methods",
    "v2beta_list_execution_services",
    "v2beta_list_executions",
    "v2beta_list_targets",
    "v2beta_set_execution",
    "v2beta_update_target",
)
