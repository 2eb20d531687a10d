//! The HTTP server: which slice answers which address.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App as ActixApp, HttpRequest, HttpServer};
use utoipa_actix_web::AppExt;

use super::error::ApiError;
use super::{allowed, docs, frame, openapi};
use crate::app::App;
use crate::ctx::Ctx;
use crate::{campaigns, certificates, demo, feedback, health, html, join, media, privacy, site, unsubscribe};

/// How long open requests may take once the server was told to end.
const SHUTDOWN_SECONDS: u64 = 20;

/// Every address of the product.
fn configure(config: &mut web::ServiceConfig, demo_pages: bool) {
    health::routes(config);
    media::routes(config);
    site::assets(config);
    site::embeds(config);
    join::routes(config);
    privacy::pages(config);
    unsubscribe::routes(config);
    campaigns::pages(config);
    certificates::pages(config);
    feedback::pages(config);
    html::routes(config);
    docs::routes(config);
    if demo_pages {
        demo::mailbox_routes(config);
    }
    site::admin(config);
    site::mail_frame(config);
    site::crawlers(config);
    site::pages(config);
    config.default_service(web::to(unknown));
}

/// The application as it answers requests.
pub fn application(
    app: Data<App>,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let demo_pages = app.demo && app.config.smtp_url.is_none() && app.config.listen.ip().is_loopback();
    ActixApp::new()
        .into_utoipa_app()
        .app_data(app)
        .service(utoipa_actix_web::scope(openapi::BASE).configure(openapi::api_routes))
        .into_app()
        .configure(|config| configure(config, demo_pages))
        .wrap(from_fn(frame::frame))
}

/// Serves until the process is told to end, then answers what is open and returns.
///
/// # Errors
/// Where the address can't be listened on.
pub async fn serve(app: Data<App>) -> std::io::Result<()> {
    let listen = app.config.listen;
    HttpServer::new(move || application(app.clone()))
        .keep_alive(Duration::from_secs(75))
        .client_request_timeout(Duration::from_secs(15))
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .bind(listen)?
        .run()
        .await
}

/// What leads nowhere: a problem document below the API, a page elsewhere.
async fn unknown(ctx: Ctx, request: HttpRequest) -> Result<actix_web::HttpResponse, ApiError> {
    let path = request.path();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if path.starts_with("/api/") {
        Err(allowed::refusal(&request))
    } else if is_file || !request.method().is_safe() {
        Err(ApiError::not_found())
    } else {
        site::not_found(ctx, request).await
    }
}
