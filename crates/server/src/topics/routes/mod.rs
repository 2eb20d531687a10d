//! `/topics`, `/categories`, `/tags`.

mod drafts;
mod labels;
mod topics;
mod versions;

use utoipa_actix_web::service_config::ServiceConfig;

/// The slice's routes, below `/api/v1`.
pub fn routes(config: &mut ServiceConfig) {
    topics::routes(config);
    versions::routes(config);
    drafts::routes(config);
    labels::routes(config);
}
