#!/usr/bin/env bash
# Sets up a project, an app, roles, a user with a grant, and an action with its trigger. Each is looked for first, so that
# a second run changes nothing. Needs curl and jq; reads ZITADEL_URL and ZITADEL_TOKEN.
set -euo pipefail
: "${ZITADEL_URL:?such as http://127.0.0.1:8080}" "${ZITADEL_TOKEN:?of a user who owns the organisation}"
here=$(cd "$(dirname "$0")" && pwd)

call() { # METHOD PATH [BODY]
  curl --silent --show-error --fail-with-body --request "$1" "$ZITADEL_URL$2" \
    --header "Authorization: Bearer $ZITADEL_TOKEN" --header 'Content-Type: application/json' ${3:+--data "$3"}
}

named() { # NAME: a query for exactly this name
  jq --null-input --arg name "$1" '{queries: [{nameQuery: {name: $name, method: "TEXT_QUERY_METHOD_EQUALS"}}]}'
}

management=/management/v1

project=$(call POST $management/projects/_search "$(named shop)" | jq --raw-output '.result[0].id // empty')
if [ -z "$project" ]; then
  project=$(call POST $management/projects '{"name": "shop", "projectRoleAssertion": true}' | jq --raw-output .id)
fi

apps=$management/projects/$project/apps
client=$(call POST "$apps/_search" "$(named web)" | jq --raw-output '.result[0].oidcConfig.clientId // empty')
if [ -z "$client" ]; then
  client=$(call POST "$apps/oidc" '{
    "name": "web",
    "redirectUris": ["http://localhost:3000/callback"],
    "postLogoutRedirectUris": ["http://localhost:3000"],
    "responseTypes": ["OIDC_RESPONSE_TYPE_CODE"],
    "grantTypes": ["OIDC_GRANT_TYPE_AUTHORIZATION_CODE", "OIDC_GRANT_TYPE_REFRESH_TOKEN"],
    "appType": "OIDC_APP_TYPE_USER_AGENT",
    "authMethodType": "OIDC_AUTH_METHOD_TYPE_NONE",
    "devMode": true
  }' | jq --raw-output .clientId)
fi

roles=$management/projects/$project/roles
there=$(call POST "$roles/_search" '{}' | jq --raw-output '.result[]?.key')
for role in admin customer; do
  if ! grep --quiet --line-regexp "$role" <<<"$there"; then
    call POST "$roles" "{\"roleKey\": \"$role\", \"displayName\": \"${role^}\"}" >/dev/null
  fi
done

user=$(call POST /v2/users '{"queries": [{"userNameQuery": {"userName": "ada", "method": "TEXT_QUERY_METHOD_EQUALS"}}]}' \
  | jq --raw-output '.result[0].userId // empty')
if [ -z "$user" ]; then
  user=$(call POST /v2/users/human '{
    "username": "ada",
    "profile": {"givenName": "Ada", "familyName": "Lovelace"},
    "email": {"email": "ada@shop.example", "isVerified": true},
    "password": {"password": "Password1!", "changeRequired": false}
  }' | jq --raw-output .userId)
fi

queries="{\"queries\": [{\"userIdQuery\": {\"userId\": \"$user\"}}, {\"projectIdQuery\": {\"projectId\": \"$project\"}}]}"
grant=$(call POST $management/users/grants/_search "$queries" | jq '.result[0] // empty')
if [ -z "$grant" ]; then
  call POST "$management/users/$user/grants" "{\"projectId\": \"$project\", \"roleKeys\": [\"admin\"]}" >/dev/null
elif [ "$(jq --compact-output .roleKeys <<<"$grant")" != '["admin"]' ]; then
  call PUT "$management/users/$user/grants/$(jq --raw-output .id <<<"$grant")" '{"roleKeys": ["admin"]}' >/dev/null
fi

wanted=$(jq --null-input --rawfile script "$here/roles-claim.js" \
  '{name: "rolesClaim", script: $script, timeout: "5s", allowedToFail: true}')
search='{"queries": [{"actionNameQuery": {"name": "rolesClaim", "method": "TEXT_QUERY_METHOD_EQUALS"}}]}'
action=$(call POST $management/actions/_search "$search" | jq '.result[0] // empty')
if [ -z "$action" ]; then
  id=$(call POST $management/actions "$wanted" | jq --raw-output .id)
else
  id=$(jq --raw-output .id <<<"$action")
  same='.[0] as $there | .[1] | all(to_entries[]; $there[.key] == .value)'
  if ! jq --exit-status --slurp "$same" <<<"$action $wanted" >/dev/null; then
    call PUT "$management/actions/$id" "$wanted" >/dev/null
  fi
fi

# Flow 2 complements tokens; its trigger 5 comes before an access token is made.
bound=$(call GET $management/flows/2 | jq --compact-output \
  '[.flow.triggerActions[]? | select(.triggerType.id == "5") | .actions[].id]')
if [ "$(jq --arg id "$id" 'index($id)' <<<"$bound")" = null ]; then
  call POST $management/flows/2/trigger/5 "$(jq --arg id "$id" '{actionIds: (. + [$id])}' <<<"$bound")" >/dev/null
fi

jq --null-input --compact-output --arg project "$project" --arg client "$client" '{project: $project, clientId: $client}'
