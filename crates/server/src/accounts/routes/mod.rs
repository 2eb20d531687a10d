//! `/auth/…`, `/users`, `/api-tokens`, `/public/set-up`.

mod auth;
mod tokens;
mod users;

use utoipa_actix_web::service_config::ServiceConfig;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    auth::routes(config);
    users::routes(config);
    tokens::routes(config);
}
