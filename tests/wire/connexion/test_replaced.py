"""What becomes of a request while whose targets are asked another state is put in place of the one it was judged by."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.control.instances import fresh_instance
from tests.deliveries.calls import execute, hook, received, target
from tests.server import unique
from tests.wire.connexion.twins import Twins

ACTIONS = "/management/v1/actions"


@pytest.mark.parametrize("of_application", [False, True])
def test_the_caller_is_judged_anew(both: Twins, *, of_application: bool) -> None:
    """In the other state the caller is nobody, whoever serves, and nothing is written there."""
    with fresh_instance(both.application if of_application else both.port) as mock:
        kept = mock.http.get("/__admin/state").raise_for_status()
        token = mock.http.post("/__admin/tokens", json={}).raise_for_status().json()["token"]
        name = unique("slow")
        # Of the instance that the address of the server means.
        execute(mock.http, {"request": {"all": True}}, target(mock.http, hook(mock.plain, name, delayMs=400)))
        with ThreadPoolExecutor(1) as pool:
            headers = {"authorization": f"Bearer {token}"}
            answer = pool.submit(mock.http.post, ACTIONS, json={"name": "a", "script": "s"}, headers=headers)
            while not received(mock.plain, name):
                assert not answer.done()
            mock.http.put("/__admin/state", content=kept.content).raise_for_status()
            refused = answer.result()
        assert refused.status_code == 401, refused.text
        assert mock.api.actions() == []
