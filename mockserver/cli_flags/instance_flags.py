"""Flags of `zitadel-mock serve` that are about its instances: what they start with, and how they answer."""

from __future__ import annotations

from typing import Final

import click

from mockserver.cli_options import FILE, OWN_SPEC, one_of, option, options, seconds
from mockserver.settings import DEFAULT_ADMIN_PAT, InstanceMode, StoreReads, Strictness, Unmodelled

_MOST_FAKE = 100_000
"""More take minutes to make up."""

INSTANCES: Final = options(
    option(
        "--admin-pat",
        envvar="ZITADEL_MOCK_ADMIN_PAT",
        default=DEFAULT_ADMIN_PAT,
        help="Token of the user with the role IAM_OWNER.",
    ),
    option(
        "--external-domain",
        envvar="ZITADEL_EXTERNALDOMAIN",
        default="localhost",
        help="Domain that organisations' domains end with.",
    ),
    option(
        "--instances",
        type=one_of(InstanceMode),
        envvar="ZITADEL_MOCK_INSTANCES",
        default=InstanceMode.AUTO.value,
        help="auto: an unknown host gets a fresh instance; fixed: 404.",
    ),
    option(
        "--max-instances",
        type=click.IntRange(1),
        envvar="ZITADEL_MOCK_MAX_INSTANCES",
        default=1000,
        help="Most instances held at a time.",
    ),
    option(
        "--auto-login",
        envvar="ZITADEL_MOCK_AUTO_LOGIN",
        default="",
        help="User name that browsers are logged in as, unasked.",
    ),
    option(
        "--open-clients/--no-open-clients",
        envvar="ZITADEL_MOCK_OPEN_CLIENTS",
        default=True,
        help="Whether a client id that no application has may log people in, with any redirect URI.",
    ),
    option(
        "--deny-loopback-targets",
        is_flag=True,
        envvar="ZITADEL_MOCK_DENY_LOOPBACK_TARGETS",
        help="Call no target of an execution that has an address of this machine.",
    ),
)
"""Who may do what with which instances."""

FIRST_FILES: Final = options(
    option(
        "--pat-path",
        type=FILE,
        envvar="ZITADEL_FIRSTINSTANCE_PATPATH",
        help="File that receives the administrator's token.",
    ),
    option(
        "--machine-key-path",
        type=FILE,
        envvar="ZITADEL_FIRSTINSTANCE_MACHINEKEYPATH",
        help="File that receives the administrator's key (JSON).",
    ),
    option(
        "--login-client-pat-path",
        type=FILE,
        envvar="ZITADEL_FIRSTINSTANCE_LOGINCLIENTPATPATH",
        help="File that receives the token of a user with the role IAM_LOGIN_CLIENT.",
    ),
)
"""Files that a fresh instance is made known by."""

LIFETIMES: Final = options(
    option(
        "--access-token-lifetime",
        type=seconds,
        envvar="ZITADEL_DEFAULTINSTANCE_OIDCSETTINGS_ACCESSTOKENLIFETIME",
        default="12h",
        help="How long access tokens are good: 90s, 5m, 12h.",
    ),
    option(
        "--id-token-lifetime",
        type=seconds,
        envvar="ZITADEL_DEFAULTINSTANCE_OIDCSETTINGS_IDTOKENLIFETIME",
        default="12h",
        help="How long ID tokens are good.",
    ),
    option(
        "--refresh-token-idle",
        type=seconds,
        envvar="ZITADEL_DEFAULTINSTANCE_OIDCSETTINGS_REFRESHTOKENIDLEEXPIRATION",
        default="720h",
        help="How long a refresh token may stay unused.",
    ),
)
"""How long tokens are good."""

STATE: Final = options(
    option("--state", type=FILE, envvar="ZITADEL_MOCK_STATE", help="State file (YAML or JSON) to start with."),
    option(
        "--seed",
        type=int,
        envvar="ZITADEL_MOCK_SEED",
        help="Makes ids, dates, tokens and secrets the same in every run.",
    ),
    option(
        "--persist",
        type=FILE,
        envvar="ZITADEL_MOCK_PERSIST",
        help="File in which the state survives a restart; what it holds comes before --state.",
    ),
    option(
        "--store",
        envvar="ZITADEL_MOCK_STORE",
        default="",
        help="postgresql://…: share the state with all servers that name the same database.",
    ),
    option(
        "--store-reads",
        type=one_of(StoreReads),
        envvar="ZITADEL_MOCK_STORE_READS",
        default=StoreReads.MEMORY.value,
        help="memory: reads see others' writes a moment late; fresh: each read asks the store first.",
    ),
    option("--watch", is_flag=True, envvar="ZITADEL_MOCK_WATCH", help="Load --state again whenever it changes."),
    option(
        "--fake",
        type=click.IntRange(0, _MOST_FAKE),
        envvar="ZITADEL_MOCK_FAKE",
        default=0,
        help="Number of made-up actions to start with.",
    ),
    option(
        "--demo/--no-demo",
        envvar="ZITADEL_MOCK_DEMO",
        default=True,
        help="Start with two people, a project with roles and an app for http://localhost:3000, "
        "unless --state is given.",
    ),
)
"""What instances start with, and whether it stays."""

BEHAVIOUR: Final = options(
    option(
        "--strict",
        type=one_of(Strictness),
        is_flag=False,
        flag_value=Strictness.WARN.value,
        envvar="ZITADEL_MOCK_STRICT",
        default=Strictness.OFF.value,
        help="--strict: warn of what is silently ignored; --strict=error: refuse it.",
    ),
    option(
        "--unmodelled",
        metavar="refuse|fabricate|forward=URL",
        envvar="ZITADEL_MOCK_UNMODELLED",
        default=str(Unmodelled()),
        help="How methods of ZITADEL that nobody modelled are answered: with 501, out of memory, by a real server.",
    ),
    option(
        "--script-http",
        "script_http",
        multiple=True,
        metavar="allow=HOST,…|deny=HOST,…|stub=FILE",
        envvar="ZITADEL_MOCK_SCRIPT_HTTP",
        help="Calls of scripts (zitadel/http), which are off: hosts they may reach, or answers; can be given again.",
    ),
    option(
        "--spec",
        "specs",
        type=OWN_SPEC,
        multiple=True,
        metavar="[PREFIX=]FILE",
        envvar="ZITADEL_MOCK_SPEC",
        help="OpenAPI 3 document of your own backend, to be served too, below PREFIX; can be given again.",
    ),
    option(
        "--consistency-lag",
        envvar="ZITADEL_MOCK_CONSISTENCY_LAG",
        default="0ms",
        help="How long reads lag behind writes: 500ms, 2s.",
    ),
)
"""What is answered where the real server's answer is not all that is wanted."""
