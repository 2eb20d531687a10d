//! `/media/…` for everybody, and `/api/v1/media` for staff.

mod drawn;
mod files;
mod staff;

use actix_web::web;

pub use staff::{UploadForm, api_routes};

/// The addresses of pictures and documents.
pub fn routes(config: &mut web::ServiceConfig) {
    drawn::routes(config);
    files::routes(config);
}
