//! The slice's operations, by what is connected.

mod ai;
mod mail_events;
mod networks;

use utoipa_actix_web::service_config::ServiceConfig;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    ai::routes(config);
    mail_events::routes(config);
    networks::routes(config);
}
