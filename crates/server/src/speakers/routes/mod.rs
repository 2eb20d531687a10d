//! `/speakers` for staff, and `/public/speaker-profile` for speakers from outside.

mod contact;
mod own;
mod staff;

use utoipa_actix_web::service_config::ServiceConfig;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    staff::routes(config);
    contact::routes(config);
    own::routes(config);
}
