//! Mails to groups over HTTP.

mod rules;
mod sending;

use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::test_support::{Answer, SentMail, SessionFixture, Staff, TestApp, form};

pub(super) const API: &str = "/api/v1/campaigns";
pub(super) const ANNA: &str = "anna@kestrel.example";
pub(super) const BOB: &str = "bob@acme.example";
pub(super) const CLEO: &str = "cleo@third.example";

/// A session, and an editor.
pub(super) async fn program(app: &TestApp) -> (Uuid, Staff) {
    let id = SessionFixture::new("storage").create(app).await;
    (id, app.staff(Role::Editor).await)
}

/// Somebody with a place who wants news, or does not.
pub(super) async fn registered(app: &TestApp, slug: &str, email: &str, language: &str, news: bool) {
    let mut form = form(email);
    form["marketingConsent"] = json!(news);
    form["language"] = json!(language);
    app.post(&format!("/api/v1/public/sessions/{slug}/registrations"), None, form).await.expect(202);
    let token = app.mail_to(email).await.token("step=confirm");
    app.post("/api/v1/public/registrations/verify", None, json!({ "token": token })).await.expect(200);
    app.run_jobs().await;
}

/// What staff write.
pub(super) fn words(purpose: &str, session: Uuid) -> Value {
    json!({
        "purpose": purpose,
        "subject": { "en": "Hello {first_name}", "de": "Guten Tag {first_name}" },
        "body": {
            "en": "<p>See you at <b>{session_title}</b> on {starts_at}: {join_link}</p>",
            "de": "<p>Bis bald, {first_name} von {company}: {manage_link}</p>",
        },
        "group": { "filters": { "session": session } },
    })
}

pub(super) async fn draft(app: &TestApp, who: &Staff, body: Value) -> String {
    let made = app.post(API, Some(&who.access), body).await.expect(201);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(made.header("location"), format!("{API}/{id}"));
    id
}

pub(super) async fn act(app: &TestApp, who: &Staff, id: &str, act: &str, body: Value) -> Answer {
    app.act(&format!("{API}/{id}"), act, &who.access, body).await
}

pub(super) async fn get(app: &TestApp, who: &Staff, id: &str) -> Value {
    app.get_as(&who.access, &format!("{API}/{id}")).await.expect(200).json()
}

/// The campaigns' mails to the address, by their subject.
pub(super) fn letters(app: &TestApp, email: &str) -> Vec<SentMail> {
    let hello = |mail: &SentMail| mail.subject.starts_with("Hello") || mail.subject.starts_with("Guten Tag");
    app.mails().into_iter().filter(|mail| mail.to == email && hello(mail)).collect()
}

pub(super) async fn recipients(app: &TestApp, who: &Staff, audience: Value) -> Value {
    app.post(&format!("{API}/recipients"), Some(&who.access), audience).await.expect(200).json()
}
