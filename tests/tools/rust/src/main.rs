//! The crate `zitadel`: a client over gRPC that reads people with a token or a key file, and a service that guards a path
//! by introspection.
//!
//! Argument: {url, token, key, api, project} in JSON, where `key` is a key file's content and `api` the content of the key
//! file of an API. Prints what was told, in JSON.

use std::error::Error;

use axum::body::{to_bytes, Body};
use axum::http::Request;
use axum::routing::get;
use axum::Router;
use serde_json::{json, Value};
use tower::ServiceExt;
use zitadel::api::clients::ClientBuilder;
use zitadel::api::zitadel::auth::v1::GetMyUserRequest;
use zitadel::api::zitadel::management::v1::GetMyOrgRequest;
use zitadel::api::zitadel::org::v2::ListOrganizationsRequest;
use zitadel::api::zitadel::user::v2::{GetUserByIdRequest, ListUsersRequest};
use zitadel::axum::introspection::{IntrospectedUser, IntrospectionStateBuilder};
use zitadel::credentials::{Application, AuthenticationOptions, ServiceAccount};

async fn guarded(user: IntrospectedUser) -> String {
    let mut roles: Vec<String> = user.project_roles.unwrap_or_default().into_keys().collect();
    roles.sort();
    json!([user.user_id, roles]).to_string()
}

/// Status and text of the answer to a call of the guarded path.
async fn ask(service: &Router, token: &str) -> Result<Value, Box<dyn Error>> {
    let request = Request::get("/").header("authorization", format!("Bearer {token}")).body(Body::empty())?;
    let answer = service.clone().oneshot(request).await?;
    let status = answer.status().as_u16();
    let body = to_bytes(answer.into_body(), 1 << 16).await?;
    Ok(json!([status, serde_json::from_slice::<Value>(&body)?]))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let asked: Value = serde_json::from_str(&std::env::args().nth(1).ok_or("no argument")?)?;
    let text = |name: &str| asked[name].as_str().map(str::to_owned).ok_or(format!("{name} is missing"));
    let (url, token) = (text("url")?, text("token")?);

    let mut organisation = ClientBuilder::new(&url).with_access_token(&token).build_management_client().await?;
    let own = organisation.get_my_org(GetMyOrgRequest {}).await?.into_inner().org.ok_or("no organisation")?;
    let mut organisations = ClientBuilder::new(&url).with_access_token(&token).build_organization_client().await?;
    let listed = organisations.list_organizations(ListOrganizationsRequest::default()).await?.into_inner().result;
    let mut users = ClientBuilder::new(&url).with_access_token(&token).build_user_client().await?;
    let people = users.list_users(ListUsersRequest::default()).await?.into_inner().result;
    let first = people.first().ok_or("no user")?.user_id.clone();
    let found = users.get_user_by_id(GetUserByIdRequest { user_id: first.clone() }).await?.into_inner().user;
    let unknown = users.get_user_by_id(GetUserByIdRequest { user_id: "1".into() }).await.err().map(|status| status.message().to_owned());

    let account = ServiceAccount::load_from_json(&text("key")?)?;
    let options = AuthenticationOptions { api_access: true, ..Default::default() };
    let mut me = ClientBuilder::new(&url).with_service_account(&account, Some(options)).build_auth_client().await?;
    let caller = me.get_my_user(GetMyUserRequest {}).await?.into_inner().user.ok_or("nobody")?;

    let options = AuthenticationOptions { project_audiences: vec![text("project")?], ..Default::default() };
    let for_service = account.authenticate_with_options(&url, &options).await?;
    let mut builder = IntrospectionStateBuilder::new(&url);
    builder.with_jwt_profile(Application::load_from_json(&text("api")?)?);
    let service = Router::new().route("/", get(guarded)).with_state(builder.build().await?);

    let told = json!({
        "organisation": own.id,
        "listed": listed.iter().any(|row| row.id == own.id),
        "found": found.map(|user| user.user_id) == Some(first),
        "unknown": unknown,
        "caller": caller.id,
        "guarded": ask(&service, &for_service).await?,
        "nonsense": ask(&service, "nonsense").await?[0],
    });
    println!("{told}");
    Ok(())
}
