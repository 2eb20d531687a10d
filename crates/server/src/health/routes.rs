//! `/health/live`, `/health/ready`, and `/metrics` on a listener of its own.

use std::net::SocketAddr;

use actix_web::dev::Server;
use actix_web::web::{self, Data};
use actix_web::{App as ActixApp, HttpResponse, HttpServer};
use serde::Serialize;

use super::queries::{self, State};
use crate::app::App;
use crate::ctx::Ctx;

/// The slice's routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/health/live", web::get().to(live)).route("/health/ready", web::get().to(ready));
}

async fn live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "status": "alive" }))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ready {
    status: &'static str,
    database: bool,
    migrations: bool,
    /// Jobs that should have run by now.
    jobs_due: i64,
    jobs_failed: i64,
}

async fn ready(ctx: Ctx) -> HttpResponse {
    let state = queries::state(&ctx).await.unwrap_or_default();
    let is_ready = state.database && state.migrated;
    let answer = Ready {
        status: if is_ready { "ready" } else { "not ready" },
        database: state.database,
        migrations: state.migrated,
        jobs_due: state.jobs_due,
        jobs_failed: state.jobs_failed,
    };
    if is_ready { HttpResponse::Ok().json(answer) } else { HttpResponse::ServiceUnavailable().json(answer) }
}

/// Serves `/metrics` in Prometheus' text format.
///
/// # Errors
/// Where the address can't be listened on.
pub fn metrics_server(app: Data<App>, listen: SocketAddr) -> std::io::Result<Server> {
    let server = HttpServer::new(move || {
        ActixApp::new().app_data(app.clone()).route("/metrics", web::get().to(metrics))
    });
    Ok(server.workers(1).disable_signals().bind(listen)?.run())
}

async fn metrics(ctx: Ctx) -> HttpResponse {
    let state = queries::state(&ctx).await.unwrap_or_default();
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text(&state))
}

fn text(state: &State) -> String {
    let gauges = [
        ("magnetiq_up", "Whether the database answers.", i64::from(state.database)),
        ("magnetiq_jobs_ready", "Jobs waiting, those of the future included.", state.jobs_ready),
        ("magnetiq_jobs_due", "Jobs that should run now.", state.jobs_due),
        ("magnetiq_jobs_running", "Jobs that a worker holds.", state.jobs_running),
        ("magnetiq_jobs_failed", "Jobs given up.", state.jobs_failed),
        (
            "magnetiq_jobs_oldest_due_seconds",
            "How long the oldest due job has waited.",
            state.oldest_due_seconds,
        ),
    ];
    gauges
        .iter()
        .map(|(name, help, value)| format!("# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n"))
        .collect()
}
