//! The program of mails, minute by minute where something is due.

mod acts;
mod manager;
mod moving;
mod planned;
mod retry;
mod simulation;
mod summaries;

use chrono::{DateTime, Duration, Utc};
use magnetiq_shared::automations::{PlannedMails, PlannedState};
use serde_json::json;
use uuid::Uuid;

use super::plan;
use crate::messages;
use crate::test_support::{SessionFixture, TestApp, form};

/// In winter, two weeks from the start of the tests.
fn session_start() -> DateTime<Utc> {
    at("2026-12-15T15:00:00Z")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn session(app: &TestApp, slug: &str) -> Uuid {
    SessionFixture::new(slug).starts(session_start()).create(app).await
}

/// Somebody with a place, in this timezone.
async fn registered(app: &TestApp, slug: &str, email: &str, zone: &str) {
    let mut form = form(email);
    form["timezone"] = json!(zone);
    app.post(&format!("/api/v1/public/sessions/{slug}/registrations"), None, form).await.expect(202);
    let token = app.mail_to(email).await.token("step=confirm");
    app.post("/api/v1/public/registrations/verify", None, json!({ "token": token })).await.expect(200);
    app.run_jobs().await;
}

/// What of sessions' programs is still to go out.
async fn planned(app: &TestApp) -> Vec<PlannedMails> {
    let mut all = plan(&app.ctx(), None, session_start() + Duration::days(60)).await.unwrap();
    all.retain(|line| line.kind.starts_with("reminder-") || line.kind.ends_with("-summary"));
    all
}

/// Lets time pass: work is done each time when something is due, a minute before, and at the end.
async fn pass(app: &TestApp, until: DateTime<Utc>) {
    loop {
        let next = planned(app)
            .await
            .into_iter()
            .find(|line| line.state == PlannedState::Planned && line.due_at <= until);
        let Some(line) = next else { break };
        for time in [line.due_at - Duration::minutes(1), line.due_at] {
            if time > app.app.clock.now() {
                app.set_clock(time).await;
            }
            app.run_jobs().await;
        }
    }
    app.set_clock(until).await;
    app.run_jobs().await;
}

/// Each message of the program: kind, address, state, and when it was queued.
async fn told(app: &TestApp) -> Vec<(String, String, String, DateTime<Utc>)> {
    let log = messages::log(&app.ctx()).await.unwrap();
    let mut told: Vec<_> = log
        .into_iter()
        .filter(|row| row.starts_at.is_some())
        .map(|row| (row.kind, row.recipient_email, row.state, row.queued_at.unwrap_or(row.created_at).utc()))
        .collect();
    told.sort_by(|a, b| (a.3, &a.0, &a.1).cmp(&(b.3, &b.0, &b.1)));
    told
}

/// What of the program did not go to the address, and why, in the order of the times when it was due.
async fn left_out(app: &TestApp, email: &str) -> Vec<(String, String)> {
    let mut log = messages::log(&app.ctx()).await.unwrap();
    log.retain(|row| row.starts_at.is_some() && row.recipient_email == email && row.state == "skipped");
    log.sort_by_key(|row| row.due_at);
    log.into_iter().map(|row| (row.kind, row.reason.unwrap())).collect()
}

/// The same, without when and what became of it.
async fn kinds(app: &TestApp, email: &str) -> Vec<String> {
    told(app).await.into_iter().filter(|row| row.1 == email && row.2 == "sent").map(|row| row.0).collect()
}
