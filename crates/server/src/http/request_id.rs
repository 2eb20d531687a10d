//! The id of the request at hand: in every answer, every problem document and every log line about it.

use std::cell::RefCell;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;
use tracing::Instrument;

use crate::app::App;

/// The header that carries it.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: RefCell<String>;
}

/// The id of the request that this task answers; empty outside of one.
pub fn current() -> String {
    CURRENT.try_with(|id| id.borrow().clone()).unwrap_or_default()
}

/// Gives each request an id and a span. Whoever asks for its own id is not believed: ids are ours.
pub async fn assign<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let id = request
        .app_data::<web::Data<App>>()
        .map_or_else(String::new, |app| app.ids.new_id(app.clock.now()).simple().to_string());
    let span = tracing::info_span!("request", id, method = %request.method(), route = route(&request));
    let header = HeaderValue::from_str(&id);
    let mut answer = CURRENT.scope(RefCell::new(id), next.call(request).instrument(span)).await?;
    if let Ok(header) = header {
        answer.headers_mut().insert(HEADER, header);
    }
    Ok(answer)
}

/// The pattern of the route, never the path: paths may carry secrets.
fn route(request: &ServiceRequest) -> String {
    request.match_pattern().unwrap_or_else(|| "none".to_owned())
}
