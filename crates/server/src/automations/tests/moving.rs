//! Sessions that are moved, cancelled, or lack something.

use chrono::Duration;
use magnetiq_entity::UtcMillis;
use magnetiq_shared::automations::PlannedState;
use magnetiq_shared::messages::Reason;
use magnetiq_shared::scopes::Role;
use sea_orm::Set;
use serde_json::json;

use super::{at, kinds, left_out, pass, planned, registered, session, session_start, told};
use crate::test_support::TestApp;

const ANNA: &str = "anna@kestrel.example";

#[actix_web::test]
async fn a_moved_session_has_a_new_program() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    pass(&app, at("2026-12-08T09:00:00Z")).await;
    let editor = app.staff(Role::Editor).await;
    // Moved on by a month, then to five days from now: a week before that is over.
    for (starts_at, first) in
        [("2027-01-15T15:00:00Z", "reminder-7d"), ("2026-12-13T15:00:00Z", "speaker-summary")]
    {
        let body = json!({ "startsAt": starts_at, "timezone": "Europe/Berlin", "notify": true });
        let seen = app.get_as(&editor.access, &format!("/api/v1/sessions/{id}")).await.expect(200);
        let request = actix_web::test::TestRequest::post()
            .uri(&format!("/api/v1/sessions/{id}/reschedule"))
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("if-match", seen.header("etag")))
            .set_json(body);
        app.send(request).await.expect(200);
        app.run_jobs().await;
        let next: Vec<_> =
            planned(&app).await.into_iter().filter(|line| line.state == PlannedState::Planned).collect();
        assert_eq!(next[0].kind, first, "{starts_at}");
    }
    pass(&app, at("2026-12-13T15:00:00Z")).await;
    assert_eq!(
        kinds(&app, ANNA).await,
        ["reminder-7d", "reminder-2d", "reminder-2h"],
        "the first for the old start"
    );
}

#[actix_web::test]
async fn nobody_is_reminded_of_what_was_cancelled_or_moved_meanwhile() {
    let app = TestApp::new().await;
    let (gone, moved) = (session(&app, "gone").await, session(&app, "moved").await);
    registered(&app, "gone", ANNA, "Europe/Berlin").await;
    registered(&app, "moved", "bob@acme.example", "Europe/Berlin").await;
    app.set_clock(at("2026-12-08T07:59:00Z")).await;
    app.run_jobs().await;
    app.set_clock(at("2026-12-08T08:00:00Z")).await;
    // Queued, and not yet sent.
    super::super::round::run(&app.ctx()).await.unwrap();
    app.change_session(gone, |row| row.status = Set("cancelled".to_owned())).await;
    app.change_session(moved, |row| {
        row.starts_at = Set(UtcMillis::from(session_start() + Duration::days(30)));
        row.ends_at = Set(UtcMillis::from(session_start() + Duration::days(30) + Duration::hours(1)));
    })
    .await;
    app.run_jobs().await;
    let states: Vec<_> = told(&app).await.into_iter().map(|row| (row.1, row.2)).collect();
    assert_eq!(
        states,
        [(ANNA.to_owned(), "skipped".to_owned()), ("bob@acme.example".to_owned(), "skipped".to_owned())]
    );
}

#[actix_web::test]
async fn the_last_reminder_waits_for_the_way_into_the_meeting() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    app.change_session(id, |row| row.meeting_url = Set(None)).await;
    pass(&app, at("2026-12-15T13:30:00Z")).await;
    assert_eq!(kinds(&app, ANNA).await, ["reminder-7d", "reminder-2d"]);
    let held = planned(&app).await;
    assert_eq!((held.len(), held[0].kind.as_str(), held[0].state), (1, "reminder-2h", PlannedState::Held));
    app.change_session(id, |row| row.meeting_url = Set(Some("https://meet.example/room".to_owned()))).await;
    app.advance(Duration::minutes(1)).await;
    app.run_jobs().await;
    assert_eq!(kinds(&app, ANNA).await, ["reminder-7d", "reminder-2d", "reminder-2h"]);
    assert_eq!(planned(&app).await, []);
}

#[actix_web::test]
async fn what_is_kept_back_until_the_start_is_written_down_as_left_out() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    app.change_session(id, |row| row.meeting_url = Set(None)).await;
    let editor = app.staff(Role::Editor).await;
    for (kind, act) in [("reminder-7d", "pause"), ("reminder-2d", "skip"), ("speaker-summary", "skip")] {
        let path = format!("/api/v1/sessions/{id}/automations/{kind}");
        app.post(&path, Some(&editor.access), json!({ "act": act })).await.expect(200);
    }
    pass(&app, session_start() - Duration::minutes(1)).await;
    assert!(left_out(&app, ANNA).await.is_empty(), "staff may change their mind until the start");
    let kept: Vec<_> = planned(&app).await.into_iter().map(|line| (line.kind, line.state)).collect();
    use PlannedState::{Held, Paused, Skipped};
    let expected = [
        ("reminder-7d", Paused),
        ("speaker-summary", Skipped),
        ("reminder-2d", Skipped),
        ("reminder-2h", Held),
    ];
    assert_eq!(kept, expected.map(|(kind, state)| (kind.to_owned(), state)));
    for _ in 0..2 {
        app.advance(Duration::minutes(1)).await;
        app.run_jobs().await;
    }
    assert!(told(&app).await.iter().all(|row| row.2 == "skipped"));
    let expected = [
        ("reminder-7d", Reason::PausedUntilStart),
        ("reminder-2d", Reason::ByStaff),
        ("reminder-2h", Reason::NeverALink),
    ];
    assert_eq!(left_out(&app, ANNA).await, expected.map(|(kind, why)| (kind.to_owned(), why.to_string())));
    let expected = [("speaker-summary".to_owned(), Reason::ByStaff.to_string())];
    assert_eq!(left_out(&app, "hanna.rehwald@voltaic.example").await, expected);
}
