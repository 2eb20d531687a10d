//! The API's own description, made from the routes that answer.

use std::collections::HashMap;

use actix_web::App as ActixApp;
use magnetiq_shared::campaigns::CampaignState;
use magnetiq_shared::sessions::{LanguageFilter, PriceFilter, Timeframe};
use magnetiq_shared::staff::sessions::SessionSort;
use magnetiq_shared::topics::{Direction, TopicSort};
use magnetiq_shared::{Code, FieldError, Problem};
use serde_json::Value;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Content, Ref, RefOr, ResponseBuilder};
use utoipa::{OpenApi, PartialSchema, ToSchema};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use super::described::{describe_addresses, describe_bodies, name_types, operations};
use crate::{
    accounts, attendance, audit, automations, campaigns, certificates, consultants, dashboard, feedback,
    integrations, media, messages, posts, privacy, registrations, sessions, settings, site, speakers,
    suppressions, templates, topics, unsubscribe, views, visits, waitlist, webhooks,
};

/// Real answers by operation; a test compares them with what the operations answer.
pub(super) const EXAMPLES: &str = include_str!("examples.json");

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Every operation of the API.
pub fn api_routes(config: &mut ServiceConfig) {
    // What is asked for most comes first: addresses are tried in this order.
    sessions::routes(config);
    registrations::routes(config);
    waitlist::routes(config);
    visits::routes(config);
    views::routes(config);
    site::routes(config);
    accounts::routes(config);
    speakers::routes(config);
    consultants::routes(config);
    media::api_routes(config);
    sessions::staff::routes(config);
    messages::routes(config);
    campaigns::routes(config);
    suppressions::routes(config);
    unsubscribe::api_routes(config);
    automations::routes(config);
    posts::routes(config);
    templates::routes(config);
    attendance::routes(config);
    certificates::routes(config);
    feedback::routes(config);
    topics::routes(config);
    integrations::routes(config);
    audit::routes(config);
    settings::routes(config);
    dashboard::routes(config);
    webhooks::routes(config);
    privacy::routes(config);
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Magnetiq Webinars",
        description = "The API of Magnetiq Webinars: the program, registrations and visits.\n\n\
            JSON in camelCase; ids are UUIDv7; times RFC 3339 in UTC; money in minor units; texts `{ \"en\", \"de\" }`. \
            Errors are problem documents (RFC 9457), each `type` explained at its own address. Lists are paginated \
            by cursor.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    // Types of parameters, which come into the description by themselves only where a body has them.
    components(schemas(CampaignState, Direction, LanguageFilter, PriceFilter, SessionSort, Timeframe, TopicSort)),
    tags(
        (name = "Site", description = "Brand, texts and what the filters offer"),
        (name = "Program", description = "Published sessions"),
        (name = "Visits", description = "What one browser keeps of a person for a week"),
        (name = "Registrations", description = "Taking a place and managing it"),
        (name = "Sessions", description = "Planning sessions: drafts, publishing, moving, cancelling"),
        (name = "Automations", description = "The program of mails: what goes out when, and what keeps it"),
        (name = "Posts", description = "Posts on social networks, to copy and share at their time"),
        (name = "Campaigns", description = "Mails to groups, and addresses that take none"),
        (name = "Mail templates", description = "What mails say and how they look"),
        (name = "Attendance", description = "Who was there, and what follows a session"),
        (name = "Feedback", description = "What people say of a session, and what of it is shown"),
        (name = "Certificates", description = "Certificates of attendance, and whether they are genuine"),
        (name = "Sign-in", description = "How people of the house sign in; applications use a token instead"),
        (name = "Topics", description = "The reusable templates of sessions, their categories and tags"),
        (name = "AI", description = "Having texts written and translated"),
        (name = "Integrations", description = "Connections to other services"),
        (name = "Users", description = "Who may sign in"),
        (name = "API tokens", description = "Tokens of applications"),
        (name = "Dashboard", description = "What needs doing, what comes next, figures"),
        (name = "Settings", description = "What is set for the whole program"),
        (name = "Webhooks", description = "Telling applications of what happens"),
        (name = "Speakers", description = "Who presents sessions"),
        (name = "Speaker profile", description = "What speakers from outside fill in by a mailed link"),
        (name = "Consultants", description = "People of the house"),
        (name = "Privacy", description = "What is kept of a person: a copy of it, and erasure"),
        (name = "Media", description = "Uploaded pictures and documents"),
        (name = "Audit log", description = "Who changed what"),
        (name = "Set-up", description = "The first start"),
    ),
)]
struct Description;

/// The description as it is made from the routes.
pub(super) fn described() -> utoipa::openapi::OpenApi {
    let (_, api) = ActixApp::new()
        .into_utoipa_app()
        .openapi(Description::openapi())
        .service(utoipa_actix_web::scope(BASE).configure(api_routes))
        .split_for_parts();
    api
}

/// The description as JSON, pretty-printed with a line end: the content of `openapi/openapi.json`.
///
/// # Errors
/// Where it can't be written as JSON.
pub fn document() -> Result<String, serde_json::Error> {
    let mut api = described();
    describe_rights(&mut api);
    describe_addresses(&mut api);
    describe_bodies(&mut api);
    describe_problems(&mut api);
    let examples: HashMap<String, Value> = serde_json::from_str(EXAMPLES)?;
    show_examples(&mut api, &examples);
    let cookie = ApiKey::Cookie(ApiKeyValue::new("magnetiq_refresh"));
    api.components
        .get_or_insert_default()
        .add_security_scheme("refreshCookie", SecurityScheme::ApiKey(cookie));
    let components = api.components.get_or_insert_default();
    for (name, description) in [
        ("visit", "A visit's token, from registering or `POST /public/visits`"),
        ("manageLink", "The token of a registration's manage link"),
        ("feedbackLink", "The token of the link by which a person says how a session was"),
        ("profileLink", "The token of the link that a speaker was mailed"),
        (
            "staff",
            "A person's access token, from `POST /auth/sign-in`; the roles named are the rights that it needs",
        ),
        (
            "apiToken",
            "An application's token, made in the panel; the roles named are the scopes that it needs",
        ),
    ] {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some(description.to_owned());
        components.add_security_scheme(name, SecurityScheme::Http(scheme));
    }
    components.schemas.insert(Problem::name().into_owned(), Problem::schema());
    components.schemas.insert(FieldError::name().into_owned(), FieldError::schema());
    components.schemas.insert(Code::name().into_owned(), Code::schema());
    name_types(components);
    api.to_pretty_json().map(|json| json + "\n")
}

/// What staff may do with a right, applications with a token of that scope may do, too; and whoever has neither is told
/// so. What needs no right is for people only.
fn describe_rights(api: &mut utoipa::openapi::OpenApi) {
    for operation in operations(api) {
        let Some(scopes) = operation.security.as_deref().and_then(staff_scopes) else { continue };
        if !scopes.is_empty() {
            operation.security.get_or_insert_default().push(SecurityRequirement::new("apiToken", &scopes));
        }
        for (status, description) in [
            ("401", "`unauthenticated`".to_owned()),
            (
                "403",
                match scopes.first() {
                    Some(scope) => format!("`forbidden`: this needs `{scope}`"),
                    None => "`forbidden`: this is for people who are signed in".to_owned(),
                },
            ),
        ] {
            let response = ResponseBuilder::new().description(description).build();
            operation.responses.responses.entry(status.to_owned()).or_insert(RefOr::T(response));
        }
    }
}

/// The scopes that staff need; `None` where an operation is not for staff.
fn staff_scopes(security: &[SecurityRequirement]) -> Option<Vec<String>> {
    let named = security.iter().find_map(|one| serde_json::to_value(one).ok()?.get("staff").cloned())?;
    serde_json::from_value(named).ok()
}

/// Every error is a problem document; that it is, need not be said at each of them.
fn describe_problems(api: &mut utoipa::openapi::OpenApi) {
    for (status, response) in operations(api).flat_map(|operation| operation.responses.responses.iter_mut()) {
        if let (true, RefOr::T(response)) = (status.starts_with(['4', '5']), response) {
            let problem = Content::new(Some(Ref::from_schema_name(Problem::name())));
            response.content.insert("application/problem+json".to_owned(), RefOr::T(problem));
        }
    }
}

/// Puts each operation's example beside the answer that it is of: the highest success that says anything.
fn show_examples(api: &mut utoipa::openapi::OpenApi, examples: &HashMap<String, Value>) {
    for operation in operations(api) {
        let Some(example) = operation.operation_id.as_ref().and_then(|id| examples.get(id)) else { continue };
        let successes =
            operation.responses.responses.iter_mut().filter(|(status, _)| status.starts_with('2'));
        let said = successes.filter_map(|(status, response)| match response {
            RefOr::T(response) => Some((status, response.content.get_mut("application/json")?)),
            RefOr::Ref(_) => None,
        });
        if let Some((_, RefOr::T(content))) = said.max_by(|(a, _), (b, _)| a.cmp(b)) {
            content.example = Some(example.clone());
        }
    }
}
