//! What staff do with the program, and the timeline of it.

use magnetiq_shared::messages::Reason;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use super::{at, kinds, left_out, pass, registered, session, session_start};
use crate::test_support::{Answer, Staff, TestApp};

const ANNA: &str = "anna@kestrel.example";
const BOB: &str = "bob@acme.example";

async fn act(app: &TestApp, who: &Staff, session: uuid::Uuid, kind: &str, act: &str) -> Answer {
    let path = format!("/api/v1/sessions/{session}/automations/{kind}");
    app.post(&path, Some(&who.access), json!({ "act": act })).await
}

/// Kind, state and recipients of each line.
async fn timeline(app: &TestApp, who: &Staff, query: &str) -> Vec<(String, String, u64)> {
    let list = app.get_as(&who.access, &format!("/api/v1/automations?{query}")).await.expect(200).json();
    let text = |line: &Value, field: &str| line[field].as_str().unwrap().to_owned();
    let lines = list["data"].as_array().unwrap().iter();
    lines
        .map(|line| (text(line, "kind"), text(line, "state"), line["recipients"].as_u64().unwrap()))
        .collect()
}

#[actix_web::test]
async fn staff_pause_resume_skip_and_send() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    for email in [ANNA, BOB] {
        registered(&app, "storage", email, "Europe/Berlin").await;
    }
    let editor = app.staff(Role::Editor).await;
    act(&app, &editor, id, "reminder-7d", "pause").await.expect(200);
    act(&app, &editor, id, "reminder-2d", "skip").await.expect(200);
    pass(&app, at("2026-12-08T08:30:00Z")).await;
    assert_eq!(kinds(&app, ANNA).await, [""; 0], "paused");
    let editor = app.sign_in(&editor.email).await;
    let resumed = act(&app, &editor, id, "reminder-7d", "resume").await.expect(200).json();
    assert_eq!(resumed, json!({ "queued": 2 }));
    app.run_jobs().await;
    assert_eq!(kinds(&app, ANNA).await, ["reminder-7d"], "what was due meanwhile goes at once");

    let sent = act(&app, &editor, id, "reminder-2h", "send").await.expect(200).json();
    assert_eq!(sent, json!({ "queued": 2 }));
    assert_eq!(
        act(&app, &editor, id, "reminder-2h", "send").await.expect(200).json(),
        json!({ "queued": 0 })
    );
    app.run_jobs().await;
    // Who comes now is the only one who has not got it.
    registered(&app, "storage", "cara@acme.example", "Europe/Berlin").await;
    let told = timeline(&app, &editor, &format!("session={id}")).await;
    let line = |kind: &str, state: &str, people| (kind.to_owned(), state.to_owned(), people);
    assert_eq!(
        told,
        [
            line("reminder-7d", "sent", 2),
            line("reminder-2h", "sent", 2),
            line("speaker-summary", "planned", 1),
            line("reminder-2d", "skipped", 3),
            line("reminder-2h", "planned", 1),
            line("follow-up", "planned", 3),
        ]
    );
    pass(&app, session_start()).await;
    assert_eq!(kinds(&app, ANNA).await, ["reminder-2h", "reminder-7d"], "sent before, and not again");
}

#[actix_web::test]
async fn a_summary_that_was_sent_is_not_queued_again() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    let editor = app.staff(Role::Editor).await;
    for queued in [1, 0] {
        let sent = act(&app, &editor, id, "speaker-summary", "send").await.expect(200).json();
        assert_eq!(sent, json!({ "queued": queued }));
        app.run_jobs().await;
    }
}

#[actix_web::test]
async fn what_is_resumed_after_the_next_reminder_is_left_out() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    registered(&app, "storage", ANNA, "Europe/Berlin").await;
    let editor = app.staff(Role::Editor).await;
    act(&app, &editor, id, "reminder-7d", "pause").await.expect(200);
    pass(&app, at("2026-12-13T09:00:00Z")).await;
    let editor = app.sign_in(&editor.email).await;
    let resumed = act(&app, &editor, id, "reminder-7d", "resume").await.expect(200).json();
    assert_eq!(resumed, json!({ "queued": 0 }));
    let expected = [("reminder-7d".to_owned(), Reason::Overtaken.to_string())];
    assert_eq!(left_out(&app, ANNA).await, expected);
}

#[actix_web::test]
async fn only_what_is_there_can_be_acted_on_and_by_editors() {
    let app = TestApp::new().await;
    let id = session(&app, "storage").await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    act(&app, &viewer, id, "reminder-7d", "pause").await.expect(403);
    act(&app, &editor, id, "reminder-9d", "pause").await.expect(404);
    act(&app, &editor, id, "reminder-07d", "pause").await.expect(404);
    act(&app, &editor, id, "reminder-7d", "forget").await.expect(422);
    act(&app, &editor, uuid::Uuid::from_u128(7), "reminder-7d", "pause").await.expect(409);
    assert_eq!(timeline(&app, &viewer, "").await.len(), 4, "nobody has a place: no follow-ups");
    for wrong in ["until=2026-01-01T00:00:00Z", "until=2036-01-01T00:00:00Z", "session=x", "colour=red"] {
        app.get_as(&viewer.access, &format!("/api/v1/automations?{wrong}")).await.expect(422);
    }
}
