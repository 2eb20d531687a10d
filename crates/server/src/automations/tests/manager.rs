//! What the program's manager hears of: many registrations together, and how each month went.

use chrono::Duration;
use magnetiq_entity::messages::Model;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::suppressions::SuppressionReason;

use super::{at, registered, session_start};
use crate::messages;
use crate::test_support::{SessionFixture, TestApp};

const GRETA: &str = "greta@voltaic.example";

async fn log_of(app: &TestApp, kind: &str) -> Vec<Model> {
    messages::log(&app.ctx()).await.unwrap().into_iter().filter(|row| row.kind == kind).collect()
}

async fn session(app: &TestApp) {
    let fixture = SessionFixture::new("storage").starts(session_start()).but(|row| row.capacity = None);
    fixture.create(app).await;
}

#[actix_web::test]
async fn beyond_twenty_an_hour_registrations_are_told_together_and_each_once() {
    let app = TestApp::new().await;
    app.appoint_manager(GRETA).await;
    session(&app).await;
    app.set_clock(at("2026-12-02T10:10:00Z")).await;
    for number in 0..23 {
        registered(&app, "storage", &format!("p{number}@acme.example"), "Europe/Berlin").await;
    }
    let single = log_of(&app, "new-registration").await;
    let told = single.iter().filter(|row| row.state == "sent").count();
    assert_eq!((told, single.len()), (20, 23));
    app.set_clock(at("2026-12-02T11:04:00Z")).await;
    app.run_jobs().await;
    assert!(log_of(&app, "registration-digest").await.iter().all(|row| row.state == "queued"));
    for time in ["2026-12-02T11:05:00Z", "2026-12-02T12:05:00Z"] {
        app.set_clock(at(time)).await;
        app.run_jobs().await;
    }
    let digests = log_of(&app, "registration-digest").await;
    assert_eq!(digests.iter().map(|row| row.state.as_str()).collect::<Vec<_>>(), ["sent"]);
    let mails: Vec<_> = app.mails().into_iter().filter(|mail| mail.to == GRETA).collect();
    assert_eq!(mails.len(), 21);
    let digest = mails.last().unwrap();
    assert!(digest.subject.contains('3'), "{}", digest.subject);
    // A quiet hour afterwards is told one by one again.
    registered(&app, "storage", "late@acme.example", "Europe/Berlin").await;
    assert_eq!(app.mails().iter().filter(|mail| mail.to == GRETA).count(), 22);
}

#[actix_web::test]
async fn each_month_is_reported_once_on_the_first_at_nine_there() {
    let app = TestApp::new().await;
    app.appoint_manager(GRETA).await;
    session(&app).await;
    registered(&app, "storage", "anna@kestrel.example", "Europe/Berlin").await;
    app.set_clock(at("2027-01-01T07:00:00Z")).await;
    app.run_jobs().await;
    assert!(log_of(&app, "performance-report").await.is_empty());
    for minutes in [59, 1, 1, 30] {
        app.advance(Duration::minutes(minutes)).await;
        app.run_jobs().await;
    }
    let reports = log_of(&app, "performance-report").await;
    assert_eq!(reports.iter().map(|row| row.state.as_str()).collect::<Vec<_>>(), ["sent"]);
    assert_eq!(reports[0].due_at.utc(), at("2027-01-01T08:00:00Z"));
    let mail = app.mails().into_iter().rev().find(|mail| mail.to == GRETA).unwrap();
    assert!(mail.subject.contains("2026"), "{}", mail.subject);
    app.set_clock(at("2027-02-01T08:00:00Z")).await;
    app.run_jobs().await;
    assert_eq!(log_of(&app, "performance-report").await.len(), 2, "and the next month again");
}

#[actix_web::test]
async fn an_address_that_takes_no_mail_gets_no_report() {
    let app = TestApp::new().await;
    app.appoint_manager(GRETA).await;
    let (ctx, bounced) = (app.ctx(), SuppressionReason::Bounced);
    let tx = ctx.db.begin().await.unwrap();
    crate::suppressions::suppress(&tx, &ctx, GRETA, bounced, None).await.unwrap();
    tx.commit().await.unwrap();
    for time in ["2027-01-01T07:59:00Z", "2027-01-01T08:00:00Z"] {
        app.set_clock(at(time)).await;
        app.run_jobs().await;
    }
    let reports = log_of(&app, "performance-report").await;
    let fates: Vec<_> = reports.iter().map(|row| (row.state.as_str(), row.reason.as_deref())).collect();
    assert_eq!(fates, [("skipped", Some(Reason::Suppressed.text()))]);
    assert!(app.mails().is_empty());
}

#[actix_web::test]
async fn nothing_is_reported_where_nobody_manages() {
    let app = TestApp::new().await;
    app.set_clock(at("2027-01-01T07:55:00Z")).await;
    app.run_jobs().await;
    app.advance(Duration::minutes(10)).await;
    app.run_jobs().await;
    assert!(log_of(&app, "performance-report").await.is_empty());
}
