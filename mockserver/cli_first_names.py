"""The real server's variables that say what a fresh instance's organisation and owners are called."""

from __future__ import annotations

from collections.abc import Mapping

from mockserver.settings import FIRST_NAMES, FirstHuman, FirstNames

_OF_ALL = {
    "NAME": "organisation",
    "MACHINE_MACHINE_USERNAME": "machine_user_name",
    "MACHINE_MACHINE_NAME": "machine_name",
}
_OF_HUMAN = {
    "HUMAN_USERNAME": "user_name",
    "HUMAN_FIRSTNAME": "first_name",
    "HUMAN_LASTNAME": "last_name",
    "HUMAN_PASSWORD": "password",
    "HUMAN_EMAIL_ADDRESS": "email",
}
NAMES = tuple(FIRST_NAMES + name for name in (*_OF_ALL, *_OF_HUMAN))


def first_names(environment: Mapping[str, str]) -> FirstNames:
    """What the environment says; one of the variables of a person is enough for there to be one."""
    human = _given(environment, _OF_HUMAN)
    return FirstNames(**_given(environment, _OF_ALL), human=FirstHuman(**human) if human else None)


def _given(environment: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Fields whose variable is there and not empty."""
    return {field: value for name, field in fields.items() if (value := environment.get(FIRST_NAMES + name))}
