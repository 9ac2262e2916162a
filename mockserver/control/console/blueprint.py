"""Where each page of the console is."""

from __future__ import annotations

from typing import Any

import flask

from mockserver.control.console import (
    actions,
    app,
    board,
    deliveries,
    errors,
    faults,
    grants,
    hooks,
    journal,
    journal_entry,
    login,
    members,
    organisations,
    overview,
    projects,
    sessions,
    settings,
    spec,
    targets,
    tokens,
    users,
)
from mockserver.control.console.highlight import highlighted

blueprint = flask.Blueprint(
    "console", __name__, template_folder="templates", static_folder="static", static_url_path="/console/static"
)
_PAGES = (
    ("Overview", "console.overview"),
    ("Board", "console.board"),
    ("Actions", "console.list_actions"),
    ("Targets", "console.list_targets"),
    ("Deliveries", "console.list_deliveries"),
    ("Organisations", "console.list_organisations"),
    ("Users", "console.list_users"),
    ("Projects", "console.list_projects"),
    ("Grants", "console.list_grants"),
    ("Members", "console.list_members"),
    ("Sessions", "console.list_sessions"),
    ("Journal", "console.list_requests"),
    ("Faults", "console.list_faults"),
    ("Tokens", "console.list_tokens"),
    ("Errors", "console.list_errors"),
    ("API", "console.show_spec"),
    ("Settings", "console.show_settings"),
)
"""The menu: names and endpoints."""

blueprint.add_app_template_filter(highlighted)
blueprint.context_processor(lambda: {"pages": _PAGES})

blueprint.get("/")(overview.overview)
blueprint.get("/console/board")(board.board)
blueprint.get("/console/board/actions")(board.find_actions)
blueprint.get("/console/actions")(actions.list_actions)
blueprint.get("/console/actions/new")(actions.new_action)
blueprint.get("/console/actions/<action_id>")(actions.show_action)
blueprint.post("/console/highlight")(actions.highlight_script)
blueprint.get("/console/targets")(targets.list_targets)
blueprint.get("/console/targets/offered")(targets.offered_names)
blueprint.get("/console/targets/<target_id>")(targets.show_target)
blueprint.get("/console/deliveries")(deliveries.list_deliveries)
blueprint.get("/console/deliveries/<int:number>")(deliveries.show_delivery)
blueprint.get("/console/deliveries/sample")(deliveries.show_sample)
blueprint.get("/console/hooks/<name>")(hooks.show_hook)
blueprint.get("/console/organisations")(organisations.list_organisations)
blueprint.get("/console/users")(users.list_users)
blueprint.get("/console/users/<user_id>")(users.show_user)
blueprint.get("/console/projects")(projects.list_projects)
blueprint.get("/console/projects/<project_id>")(projects.show_project)
blueprint.get("/console/projects/<project_id>/apps/<app_id>")(app.show_app)
blueprint.get("/console/projects/<project_id>/members")(members.list_project_members)
blueprint.get("/console/projects/<project_id>/grants/<grant_id>")(members.show_project_grant)
blueprint.get("/console/members")(members.list_members)
blueprint.get("/console/members/instance")(members.list_instance_members)
blueprint.get("/console/grants")(grants.list_grants)
blueprint.get("/console/sessions")(sessions.list_sessions)
blueprint.get("/console/journal")(journal.list_requests)
blueprint.get("/console/journal/new")(journal.new_requests)
blueprint.get("/console/journal/<int:number>")(journal_entry.show_request)
blueprint.get("/console/faults")(faults.list_faults)
blueprint.get("/console/tokens")(tokens.list_tokens)
blueprint.get("/console/errors")(errors.list_errors)
blueprint.get("/console/settings")(settings.show_settings)
blueprint.get("/console/spec")(spec.show_spec)
blueprint.get("/console/spec/openapi.json")(spec.api_document)
blueprint.get("/console/static/swagger-ui/<name>")(spec.swagger_ui)
blueprint.post("/console/login")(login.log_in)
blueprint.post("/console/logout")(login.log_out)


@blueprint.url_defaults
def stay_in_place(endpoint: str, values: dict[str, Any]) -> None:
    """Links lead to pages of the same instance and organisation, unless they name others."""
    if endpoint == f"{blueprint.name}.static":
        return
    for name in ("host", "org"):
        if name in flask.request.args:
            values.setdefault(name, flask.request.args[name])
