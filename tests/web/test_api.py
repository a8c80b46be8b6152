"""The JSON API: as described, never a fault of ours, the same as the command line says."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from communique.cli.app import app


@pytest.mark.parametrize("path, command", [
    ("/api/entities/Anna%20Petrova", ["show", "Anna Petrova"]), ("/api/pairs/RU-UZ", ["pair", "RU", "UZ"]),
    ("/api/promises", ["promises"]), ("/api/series?pair=RU-UZ", ["series", "--pair", "RU-UZ"]),
    ("/api/figures", ["figures"]), ("/api/findings", ["check"]),
])  # fmt: skip
def test_api_says_what_the_command_line_says(web, web_store, path, command):
    said = CliRunner().invoke(app, [*command, "--json", "--db", web_store.where]).stdout
    lines = [json.loads(line) for line in said.splitlines()]
    answer = web.get(path).json()
    assert (answer if isinstance(answer, list) else [answer]) == lines


def test_item_is_decided_and_undone(web):
    item = web.get("/api/review").json()["items"][0]
    done = web.post("/api/review", json={"item": item["id"], "action": "accept"})
    assert done.status_code == 201 and done.json()["action"] == "accept"
    assert web.post(f"/api/review/{done.json()['id']}/undo", json={}).status_code == 200
    assert web.post(f"/api/review/{done.json()['id']}/undo", json={}).status_code == 400


@pytest.mark.parametrize("path", [
    "/api/search?q=said:", "/api/search", "/api/series", "/api/promises?state=lost", "/api/figures?limit=0", "/api/pairs/XXXX",
])  # fmt: skip
def test_wrong_use_is_told(web, path):
    answer = web.get(path)
    assert answer.status_code == 400 and answer.json()["status"] == 400 and answer.json()["detail"]


@pytest.mark.slow
def test_no_call_that_the_description_allows_is_a_fault_of_ours(web):
    """Schemathesis makes up calls from the description; none is answered with a 500, all answers fit it."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings

    schema = schemathesis.openapi.from_dict(web.get("/api/openapi.json").json())
    schema.config.base_url = str(web.base_url).rstrip("/")
    calls = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=25,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        def call(case):
            answer = case.call()
            assert answer.status_code < 500, (answer.request.url, answer.text)

        call()
        calls += 1
    assert calls > 20
