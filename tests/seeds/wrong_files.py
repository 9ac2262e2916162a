"""State files that are wrong, and how the message about each goes on after the file's name."""

from __future__ import annotations

from mockserver.settings import Settings

ORG = "organisations:\n  - name: Acme\n"
ACTION = ORG + "    actions:\n      - name: a\n        script: s\n"
USER = ORG + "users:\n  - organisation: Acme\n    user_name: u\n    name: U\n"
FLOWS = ACTION + "    flows:\n      CustomiseToken:\n"
PERSON = (
    ORG + "people:\n  - organisation: Acme\n    user_name: ada@acme.example\n    first_name: Ada\n    last_name: L\n"
)
PROJECT = PERSON + "projects:\n  - organisation: Acme\n    name: Shop\n    roles: [buyer]\n"
APP = PROJECT + "    apps:\n      - name: Web\n"
TARGET = "targets:\n  - name: claims\n    endpoint: http://localhost:3000/\n"
EXECUTIONS = TARGET + "executions:\n  "

CASES = {
    "nested deeply": ("organisations: " + "[" * 900 + "]" * 900, "nested too deeply; a state file has some ten levels"),
    "nested very deeply as JSON": ('{"organisations":' * 5_000 + "1" + "}" * 5_000, ""),
    "lists without an end": ("[" * 100_000, ""),
    "no mapping": ("- a", "1: expected object, got array; see zitadel-mock seed --schema"),
    "no YAML": ("a: [", "not readable as YAML: "),
    "bad tab": ("a:\n\t- b", "2: not readable as YAML: "),
    "bad control character": ("a: \x01", "not readable as YAML: "),
    "bad date": ("a: 2025-13-45", "not readable as YAML: "),
    "two documents": ("a: 1\n---\nb: 1", "not readable as YAML: "),
    "typo at the top": ("organizations: []", "1: organizations: there is no such field; did you mean organisations?"),
    "unlike any field": ("xyzzy: []", "1: xyzzy: there is no such field; remove it"),
    "typo below": (
        ORG + "    actoins: []",
        "3: organisations[0].actoins: there is no such field; did you mean actions?",
    ),
    "a target twice": (
        TARGET + "  - name: Claims\n    endpoint: /",
        r"4: targets\[1\]: Errors.Target.AlreadyExists .*; choose another name",
    ),
    "a target without a timeout": (TARGET + "    timeout: 0s", r"2: targets\[0\]: Target has no timeout .*; write"),
    "a target with a long timeout": (TARGET + "    timeout: 271s", r"4: targets\[0\].timeout: value must be inside"),
    "a target with a span that is none": (TARGET + "    timeout: 5m", r"4: targets\[0\].timeout: is no span of time"),
    "a target at no address": (
        "targets:\n  - name: a\n    endpoint: http://[::1",
        r"2: targets\[0\]: Target has an invalid URL .*; write an address",
    ),
    "a target of another type": (TARGET + "    type: rest", r"4: targets\[0\].type: invalid enum value"),
    "an interrupt that nobody waits for": (
        TARGET + "    type: async\n    interrupt_on_error: true",
        r"5: targets\[0\].interrupt_on_error: nobody waits",
    ),
    "an unknown target": (EXECUTIONS + "event: [other]", r"5: executions.event\[0\]: there is no target named other"),
    "a target called twice": (EXECUTIONS + "event: [claims, CLAIMS]", r"5: executions.event\[1\]: CLAIMS stands here"),
    "an execution of nothing": (EXECUTIONS + "event: []", "5: executions.event: calls no target; name one"),
    "no condition": (EXECUTIONS + "login/x: [claims]", "5: executions.login/x: login/x is no condition; write"),
    "all functions": (EXECUTIONS + "function: [claims]", "5: executions.function: function is no condition"),
    "a condition with a slash too many": (EXECUTIONS + "event//user.human.added: [claims]", ".* is no condition"),
    "a function that there is not": (
        EXECUTIONS + "function/preuserinf: [claims]",
        ".*there is no function preuserinf; did you mean function/preuserinfo",
    ),
    "a method that there is not": (
        EXECUTIONS + "request/zitadel.user.v2.UserService/AddHuman: [claims]",
        ".*did you mean request/zitadel.user.v2.UserService/AddHumanUser",
    ),
    "a row of no condition": (
        "rows:\n  executions:\n    - {id: login/x, targets: []}",
        r"3: rows.executions\[0\].id: login/x is no condition",
    ),
    "a condition in both places": (
        EXECUTIONS + "event: [claims]\nrows:\n  executions:\n    - {id: event, targets: []}",
        "5: executions.event: rows.executions sets this condition too; keep one",
    ),
    "missing": ("organisations:\n  - active: true", "2: organisations[0]: the field name is missing; add it"),
    "a number as text": (ORG + "    id: 5", "3: organisations[0].id: expected str, got int; put the text in quotes"),
    "a yes as text": (
        "organisations:\n  - name: yes",
        "2: organisations[0].name: expected str, got bool; put the text in",
    ),
    "an empty id": (ORG + '    id: ""', "3: organisations[0].id: expected str of length >= 1; see"),
    "twice": (ORG + "    active: true\n    active: false", "4: organisations[0].active: stands here twice; keep one"),
    "odd key": ("? [a]\n: b", "1: a key that is no text; use a plain name"),
    "own alias": (
        "organisations: &a\n  - *a",
        "1: organisations[0]: an alias of what it stands in; write the value out",
    ),
    "two organisations": (ORG + "  - name: acme", "3: organisations[1].name: Organisation's name or id already taken"),
    "an organisation that is there": ("organisations:\n  - name: Zitadel", "mark it default: true"),
    "an id twice": (
        ORG + "    id: x\n  - name: B\n    id: x",
        "5: organisations[1].id: is taken already; choose another id",
    ),
    "no domain": ("organisations:\n  - name: '!'", "2: organisations[0].name: .*; use a name with letters or digits"),
    "blank name": ("organisations:\n  - name: ' '", r"2: organisations[0].name: .*\(ORG-mruNY\); change it"),
    "long name": (
        f"organisations:\n  - name: {'n' * 201}",
        "2: organisations[0].name: value length must be between 1 and",
    ),
    "two defaults": (
        "organisations:\n  - name: A\n    default: true\n  - name: B\n    default: true",
        "5: organisations[1].default: a second default organisation; keep one",
    ),
    "no script": (
        ORG + "    actions:\n      - name: a",
        "4: organisations[0].actions[0]: needs either script or script_file",
    ),
    "both scripts": (ACTION + "        script_file: b", "needs either script or script_file; give one of the two"),
    "a script file in a text": (
        ORG + "    actions:\n      - name: a\n        script_file: b.js",
        "5: organisations[0].actions[0].script_file: this text has no folder",
    ),
    "long script": (
        ORG + f"    actions:\n      - name: a\n        script: |\n          {'x' * 40001}",
        r"5: organisations[0].actions[0].script: value length must be at most 40000 bytes",
    ),
    "timeout without unit": (
        ACTION + "        timeout: 10",
        '6: organisations[0].actions[0].timeout: expected str, got int; write seconds with an s, such as "10s"',
    ),
    "timeout with another unit": (
        ACTION + "        timeout: 5m",
        "6: organisations[0].actions[0].timeout: is no span of time; write",
    ),
    "timeout too long": (
        ACTION + "        timeout: 21s",
        r"6: organisations[0].actions[0].timeout: value must be inside range",
    ),
    "two actions": (
        ACTION + "      - name: A\n        script: s",
        r"6: organisations[0].actions[1].name: .*\(V3-DKcYh\); an action of the organisation has this name;",
    ),
    "NUL": ('organisations:\n  - name: "a\\0"', r"2: organisations[0].name: .*; remove the character U\+0000"),
    "unknown flow": (
        ACTION + "    flows:\n      Nope: {}",
        "7: organisations[0].flows.Nope: there is no such flow; choose one of ExternalAuthentication,",
    ),
    "unknown trigger": (
        FLOWS + "        PreCreation: [a]",
        "8: organisations[0].flows.CustomiseToken.PreCreation: the flow has no such trigger; choose",
    ),
    "unknown action": (
        FLOWS + "        PreUserinfoCreation:\n          - a\n          - b",
        r"10: organisations[0].flows.CustomiseToken.PreUserinfoCreation\[1\]: Acme has no action named b;",
    ),
    "action twice": (
        FLOWS + "        PreUserinfoCreation: [a, a]",
        r"8: organisations[0].flows.CustomiseToken.PreUserinfoCreation: .*\(COMMAND-dg422\); name each",
    ),
    "nothing bound": (
        FLOWS + "        PreUserinfoCreation: []",
        r"8: organisations[0].flows.CustomiseToken.PreUserinfoCreation: No Changes .*; leave the trigger out",
    ),
    "wrong type below names": (
        FLOWS + "        PreUserinfoCreation: [a]\n        PreAccessTokenCreation: a",
        "9: organisations[0].flows.CustomiseToken.PreAccessTokenCreation: expected",
    ),
    "history too short": (
        ACTION + "    flows:\n      '1':\n        '1': {actions: [a], sequence: 9}\n    sequence: 8",
        "9: organisations[0].sequence: is less than a sequence of what it counts; make it 9 or more",
    ),
    "sequence of zero": (ACTION + "        sequence: 0", "6: organisations[0].actions[0].sequence: expected int >= 1"),
    "user of no organisation": (
        USER.replace("sation: Acme", "sation: B"),
        "4: users[0].organisation: there is no organisation named B",
    ),
    "two users": (
        USER + "  - organisation: Acme\n    user_name: U\n    name: U",
        r"8: users[1].user_name: .*\(V3-DKcYh\); choose another name",
    ),
    "roles elsewhere": (USER + "    roles: {B: [ORG_OWNER]}", "7: users[0].roles.B: there is no organisation named B"),
    "no roles": (USER + "    roles: {Acme: []}", "7: users[0].roles.Acme: .*; name at least one role"),
    "unknown role": (
        USER + "    roles:\n      Acme: [ORG_BOSS]",
        "8: users[0].roles.Acme: .*; use roles that begin with ORG_",
    ),
    "a role that is no list": (
        USER + "    roles:\n      ZITADEL: [ORG_OWNER]\n      Acme: ORG_OWNER",
        "9: users[0].roles.Acme: expected object | array, got str",
    ),
    "no instance role": (
        USER + "    instance_roles: [ORG_OWNER]",
        "7: users[0].instance_roles: .*; use roles that begin with IAM_",
    ),
    "token with space": (
        USER + "    tokens: [{token: a b}]",
        r"7: users[0].tokens\[0\].token: .*; use printable ASCII",
    ),
    "token twice": (
        USER + "    tokens: [{token: a}, {token: a}]",
        r"7: users[0].tokens\[1\].token: is a token already; choose another text",
    ),
    "the administrator's token": (
        USER + f"    tokens: [{{token: {Settings().admin_pat}}}]",
        "is a token already; choose another text",
    ),
    "date without zone": (
        USER + "    tokens:\n      - token: a\n        expires: 2030-01-01T00:00:00",
        r"9: users[0].tokens\[0\].expires: .*; write a date such as",
    ),
    "no date": (
        USER + "    tokens: [{token: a, expires: soon}]",
        r"7: users[0].tokens\[0\].expires: invalid RFC3339.*; write a date such as",
    ),
    "no key": (
        USER + "    keys:\n      - public_key: abc",
        r"8: users[0].keys\[0\].public_key: is no RSA public key in PEM; paste what openssl",
    ),
    "a token without power": (
        USER.replace("Acme\nusers", "Acme\n    default: true\nusers")
        + f"    tokens: [{{token: {Settings().admin_pat}}}]",
        r"4: users: the administrator's token, .*; give it instance_roles: \[IAM_OWNER\], or choose",
    ),
    "a typo of a person": (
        PERSON + "    pasword: x",
        r"8: people[0].pasword: there is no such field; did you mean password",
    ),
    "a weak password": (
        PERSON + "    password: short",
        r"8: people[0].password: Password is too short \(COMMA-HuJf6\)",
    ),
    "a person nowhere": (
        PERSON.replace("- organisation: Acme", "- organisation: Acne"),
        "4: people[0].organisation: there is no organisation named Acne; add it under organisations",
    ),
    "a person without an address": (
        PERSON.replace("ada@acme.example", "ada"),
        "4: people[0]: has no e-mail address, and the user name is none; add the field email",
    ),
    "an address that is none": (PERSON + "    email: ada@", "8: people[0].email: value must be a valid email"),
    "a number that is none": (PERSON + "    phone: abc", r"8: people[0].phone: Phone is invalid"),
    "a long name": (
        PERSON.replace("first_name: Ada", f"first_name: {'n' * 201}"),
        "6: people[0].first_name: value length must be between 1 and",
    ),
    "a login name twice": (
        PERSON + PERSON.removeprefix(ORG + "people:\n").replace("ada", "ADA"),
        r"9: people\[1\].user_name: .*; choose another name",
    ),
    "a role of a person": (
        PERSON + "    roles: {Acme: [IAM_OWNER]}",
        "8: people[0].roles.Acme: .*; use roles that begin",
    ),
    "two projects": (
        PROJECT + "  - organisation: acme\n    name: shop",
        r"13: projects\[1\].name: Project already exists",
    ),
    "a role twice": (PROJECT.replace("[buyer]", "[buyer, BUYER]"), r"11: projects[0].roles\[1\]: Role already exists"),
    "an empty role": (PROJECT.replace("[buyer]", "{buyer: ''}"), "11: projects[0].roles.buyer: value length must"),
    "a grant to nobody": (
        PROJECT + "    grants: {bob: [buyer]}",
        "12: projects[0].grants.bob: there is no user named bob; add one under people or users",
    ),
    "a grant of no role": (
        PROJECT + "    grants: {ada@acme.example: [seller]}",
        r"12: projects[0].grants.ada@acme.example[0]: Shop has no role seller; choose of buyer",
    ),
    "a type of none": (APP + "        type: spa", "14: projects[0].apps[0].type: invalid enum value 'spa'"),
    "a typo of an app": (
        APP + "        redirect_uri: []",
        "14: projects[0].apps[0].redirect_uri: .*; did you mean redirect_uris",
    ),
    "a secret of none": (
        APP + "        client_secret: s",
        "14: projects[0].apps[0].client_secret: the auth method takes no secret; set auth_method",
    ),
    "a method of no API": (
        APP + "        type: api\n        auth_method: post",
        "15: projects[0].apps[0].auth_method: an API has no such auth method; choose basic",
    ),
    "a response without its grant": (
        APP + "        response_types: [id_token]",
        r"14: projects[0].apps[0].response_types: Application invalid",
    ),
    "a client id twice": (
        APP + "        client_id: x\n      - {name: B, client_id: x}",
        r"15: projects[0].apps\[1\].client_id: is taken already; choose another client id",
    ),
}
