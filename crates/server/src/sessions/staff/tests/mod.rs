//! Planning sessions, over HTTP.

mod acts;
mod export;
mod fields;
mod list;

use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use crate::test_support::{SessionFixture, Staff, TestApp};

/// An editor, and a body that makes a session of an existing topic and speaker.
async fn editor(app: &TestApp) -> (Staff, Value) {
    let editor = app.staff(Role::Editor).await;
    SessionFixture::new("battery-storage").create(app).await;
    app.write_terms().await;
    let list = app.get_as(&editor.access, "/api/v1/sessions").await.expect(200).json();
    let row = &list["data"][0];
    let body = json!({
        "topicId": row["topic"]["id"], "speakerId": row["speaker"]["id"], "startsAt": "2026-12-15T15:00:00Z",
        "timezone": "Europe/Berlin",
    });
    (editor, body)
}

async fn create(app: &TestApp, who: &Staff, body: &Value) -> Value {
    app.post("/api/v1/sessions", Some(&who.access), body.clone()).await.expect(201).json()
}

fn path(session: &Value) -> String {
    format!("/api/v1/sessions/{}", session["id"].as_str().unwrap())
}

/// Does something that names the version.
async fn act(
    app: &TestApp,
    who: &Staff,
    session: &Value,
    verb: &str,
    body: Value,
) -> crate::test_support::Answer {
    let now = app.get_as(&who.access, &path(session)).await.expect(200);
    let request = actix_web::test::TestRequest::post()
        .uri(&format!("{}/{verb}", path(session)))
        .insert_header(("authorization", format!("Bearer {}", who.access)))
        .insert_header(("if-match", now.header("etag")))
        .insert_header(("content-type", "application/json"))
        .set_payload(body.to_string());
    app.send(request).await
}
