"""Several actions of a trigger, what of them may fail, and what has no counterpart."""

from __future__ import annotations

import pytest

from mockserver.migration.checking import Checked
from mockserver.scripts.trial import Person
from tests.migration.organisations import checked, organisation

_ADD = "function {0}(ctx, api) {{ api.v1.claims.setClaim('{0}', Object.keys(ctx.v1.claims).sort()); {1} }}"
_LATER = _ADD.format("later", "api.v1.claims.appendLogIntoClaims('later'); api.v1.user.setMetadata('later', 1);")
_SAML = "function {0}(ctx, api) {{ api.v1.attributes.setCustomAttribute('{1}', 'basic', ...{2}); {3} }}"
_SET = "api.v1.user.setMetadata('saml', true);"

_CHAINS = {
    "order": {"first": _ADD.format("first", "api.v1.user.setMetadata('first', 1);"), "later": _LATER},
    "same-key": {
        "first": "function first(ctx, api) { api.v1.claims.setClaim('a', 1); api.v1.claims.setClaim('b', null); }",
        "later": "function later(ctx, api) { api.v1.claims.setClaim('a', 2); api.v1.claims.setClaim('b', 2); }",
    },
    "standard": {
        "first": "const first = (ctx, api) => { ['sub', 'name'].forEach((key) => api.v1.claims.setClaim(key, 5)); };",
        "later": "function later({ v1 }, api) { api.v1.claims.setClaim('seen', [v1.claims.sub, v1.claims.name]); }",
    },
    "allowed": {"first": _ADD.format("first", "throw new Error('x');"), "later": _LATER},
    "ends": {"first": _ADD.format("first", "throw new Error('x');"), "later": _LATER},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Checked]]:
    """All of them, by one receiver."""
    organisations = [
        *(organisation(name, scripts, allowed=["first"] * (name == "allowed")) for name, scripts in _CHAINS.items()),
        organisation(
            "saml",
            {
                "first": _SAML.format(
                    "first", "Roles", "(ctx.v1.user.grants?.grants ?? []).flatMap((each) => each.roles)", _SET
                ),
                "later": _SAML.format("later", "Name", "[ctx.v1.getUser().username, 5]", "")
                + " // Roles stay: the first of a name counts.",
                "last": _SAML.format("last", "Roles", "['none']", ""),
            },
            "4",
            "6",
        ),
        organisation(
            "unwritable",
            {"first": "function first(ctx, api) { api.v1.claims.setClaim('a', NaN); }"},
            allowed=["first"],
        ),
        organisation(
            "caught",
            {
                "first": "function first(ctx, api) { try { ctx.v1.httpRequest } catch {}"
                " api.v1.user.setMetadata('a', 1); }"
            },
            "4",
            "6",
        ),
    ]
    people = [Person(grants=[{"roles": ["reader", "admin"]}], org_metadata={"plan": "gold"})]
    return checked(tmp_path_factory.mktemp("receiver"), organisations, people)


@pytest.mark.parametrize("name", [*_CHAINS, "saml"])
def test_a_chain_agrees(found: dict[str, list[Checked]], name: str) -> None:
    """Later actions see the claims of earlier ones, and nothing of either is lost."""
    (done,) = found[name]
    assert done.differences == []
    assert bool(done.before.failure) == (name == "ends")


def test_what_a_chain_comes_to(found: dict[str, list[Checked]]) -> None:
    """Lists of several targets are laid over each other by ZITADEL, so each repeats those before it."""
    assert found["order"][0].after.claims == {"first": ["sub"], "later": ["first", "sub"]}
    assert found["order"][0].after.metadata == {"first": 1, "later": 1}
    assert found["same-key"][0].after.log == ['key "a" already exists']
    assert found["saml"][0].after.attributes == {
        "Roles": ["basic", ["reader", "admin"]],
        "Name": ["basic", ["alice", "5"]],
    }
    assert found["saml"][0].after.metadata == {"saml": True}


def test_what_has_no_counterpart_is_told(found: dict[str, list[Checked]]) -> None:
    """It ends the run past any catch, in words that say why."""
    (difference,) = found["caught"][0].differences
    assert "the webhook fails, v1 does not" in difference
    assert "ctx.v1.httpRequest is not carried over: of headers" in difference


def test_a_claim_that_broke_the_token(found: dict[str, list[Checked]]) -> None:
    """An action that may fail broke the token by such a claim, which targets cannot: the check tells."""
    (difference,) = found["unwritable"][0].differences
    assert difference.startswith("v1 fails, the webhook does not")
