"""What the real server's database refuses: problems."""

from __future__ import annotations

from mockserver.errors.codes import Code
from mockserver.errors.problem import Problem

NUL_IN_TEXT = Problem(
    "", Code.UNKNOWN, "unknown database error: ERROR: unsupported Unicode escape sequence (SQLSTATE 22P05)"
)
PATH_NOT_PRINTABLE = Problem(
    "", Code.INTERNAL, 'header key "zitadel-activity-path" contains value with non-printable ASCII characters'
)
"""The real server passes the path on in a header of gRPC, which takes no such character."""
STATE_REPLACED = Problem(
    "", Code.ABORTED, "another state was put in place of the one that this call was about while it waited; call again"
)
"""What only this server refuses: nobody can put another state in the real server's place."""
NUL_IN_TEXT_V2 = Problem(NUL_IN_TEXT.id, NUL_IN_TEXT.code, f"rpc error: code = Unknown desc = {NUL_IN_TEXT.key}")
