//! The API's own description, made from the routes that answer.

use actix_web::App as ActixApp;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{registrations, sessions, site, visits};

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Every operation of the API.
pub fn api_routes(config: &mut ServiceConfig) {
    site::routes(config);
    visits::routes(config);
    registrations::routes(config);
    sessions::routes(config);
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
    tags(
        (name = "Site", description = "Brand, texts and what the filters offer"),
        (name = "Program", description = "Published sessions"),
        (name = "Visits", description = "What one browser keeps of a person for a week"),
        (name = "Registrations", description = "Taking a place and managing it"),
    ),
)]
struct Description;

/// The description as JSON, pretty-printed with a line end: the content of `openapi/openapi.json`.
///
/// # Errors
/// Where it can't be written as JSON.
pub fn document() -> Result<String, serde_json::Error> {
    let (_, mut api) = ActixApp::new()
        .into_utoipa_app()
        .openapi(Description::openapi())
        .service(utoipa_actix_web::scope(BASE).configure(api_routes))
        .split_for_parts();
    let components = api.components.get_or_insert_default();
    for (name, description) in [
        ("visit", "A visit's token, from registering or `POST /public/visits`"),
        ("manageLink", "The token of a registration's manage link"),
    ] {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some(description.to_owned());
        components.add_security_scheme(name, SecurityScheme::Http(scheme));
    }
    api.to_pretty_json().map(|json| json + "\n")
}
