use chrono::Duration;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use super::API;
use crate::test_support::{Answer, SessionFixture, Staff, TestApp};

/// The id of whoever has this address.
async fn id_of(app: &TestApp, who: &Staff, email: &str) -> String {
    let list = app.get_as(&who.access, &format!("{API}?search={email}")).await.expect(200).json();
    list["data"][0]["id"].as_str().unwrap().to_owned()
}

async fn act(app: &TestApp, who: &Staff, email: &str, verb: &str, body: Value) -> Answer {
    let path = format!("{API}/{}/{verb}", id_of(app, who, email).await);
    app.post(&path, Some(&who.access), body).await
}

/// How many mails with these words went to the address.
async fn mails(app: &TestApp, email: &str, words: &str) -> usize {
    app.run_jobs().await;
    app.mails().iter().filter(|mail| mail.to == email && mail.text.contains(words)).count()
}

#[actix_web::test]
async fn a_request_is_approved_or_declined_for_a_reason() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let fixture = SessionFixture::new("asked").but(|s| (s.requires_approval, s.capacity) = (true, Some(2)));
    let session = fixture.create(&app).await;
    for email in ["a@kestrel.example", "b@other.example", "c@third.example"] {
        app.register_and_verify("asked", email).await;
    }
    assert_eq!(app.counters(session).await, (2, 1, 0));
    let approved = act(&app, &editor, "a@kestrel.example", "approve", json!({})).await.expect(200);
    assert_eq!(approved.header("etag"), format!("\"{}\"", approved.json()["version"]));
    let approved = approved.json();
    assert_eq!((&approved["status"], &approved["holdExpiresAt"]), (&json!("confirmed"), &json!(null)));
    let moved = approved["history"].as_array().unwrap().last().unwrap();
    assert!(moved["actor"].as_str().unwrap().starts_with("staff:"), "{moved}");
    app.run_jobs().await;
    let told =
        app.get_as(&editor.access, &format!("{API}/{}", approved["id"].as_str().unwrap())).await.json();
    let sent = told["messages"].as_array().unwrap().iter().filter(|mail| mail["state"] == "sent");
    assert_eq!(sent.filter(|mail| mail["kind"] == "confirmation").count(), 1);
    let why = json!({ "reason": "Only for companies\r\nwith a site. " });
    let declined = act(&app, &editor, "b@other.example", "decline", why).await.expect(200).json();
    assert_eq!(
        (&declined["status"], &declined["cancelReason"]),
        (&json!("declined"), &json!("Only for companies\nwith a site."))
    );
    assert_eq!(mails(&app, "b@other.example", "with a site.").await, 1);
    assert_eq!(mails(&app, "c@third.example", "step=claim").await, 1, "the seat is offered to the next");
    assert_eq!(app.counters(session).await, (2, 0, 1));
    for (email, verb) in
        [("a@kestrel.example", "approve"), ("b@other.example", "decline"), ("b@other.example", "cancel")]
    {
        let again = act(&app, &editor, email, verb, json!({})).await.expect(409);
        assert_eq!(again.problem(), "invalid-state", "{verb}");
    }
    let long = json!({ "reason": "x".repeat(2001) });
    act(&app, &editor, "c@third.example", "decline", long).await.expect(422);
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_place_is_given_where_one_is_free() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    app.register_and_verify("full", "a@kestrel.example").await;
    app.register_and_verify("full", "b@other.example").await;
    app.register_and_verify("full", "c@third.example").await;
    let full = act(&app, &editor, "b@other.example", "confirm", json!({})).await.expect(409);
    assert_eq!(full.problem(), "session-full");
    let cancelled = act(&app, &editor, "a@kestrel.example", "cancel", json!({})).await.expect(200).json();
    assert_eq!(cancelled["status"], "cancelled");
    app.run_jobs().await;
    let kinds =
        app.get_as(&editor.access, &format!("{API}/{}", cancelled["id"].as_str().unwrap())).await.json();
    let kinds = kinds["messages"].as_array().unwrap().iter().filter(|mail| mail["kind"] == "cancelled");
    assert_eq!(kinds.count(), 1);
    // The seat was offered to the next at once; staff take the offer for them.
    let taken = act(&app, &editor, "b@other.example", "confirm", json!({})).await.expect(200).json();
    assert_eq!(taken["status"], "confirmed");
    assert_eq!(app.counters(session).await, (1, 1, 1));
    // One more seat goes to whom staff choose.
    app.change_session(session, |row| row.capacity = sea_orm::Set(Some(2))).await;
    act(&app, &editor, "c@third.example", "confirm", json!({})).await.expect(200);
    assert_eq!(app.counters(session).await, (2, 0, 2));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn who_has_not_validated_gets_a_place_but_no_news() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("storage").create(&app).await;
    let mut form = crate::test_support::form("a@kestrel.example");
    form["marketingConsent"] = json!(true);
    app.post("/api/v1/public/sessions/storage/registrations", None, form).await.expect(202);
    app.run_jobs().await;
    let one = act(&app, &editor, "a@kestrel.example", "confirm", json!({})).await.expect(200).json();
    assert_eq!((&one["status"], &one["marketingConsent"]), (&json!("confirmed"), &json!(false)));
    let kinds: Vec<_> = one["consents"].as_array().unwrap().iter().map(|consent| &consent["kind"]).collect();
    assert!(!kinds.contains(&&json!("marketing")) && kinds.len() == 2, "{kinds:?}");
    assert_eq!(app.counters(session).await, (1, 0, 1));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn once_it_has_started_nothing_is_freed_and_attendance_is_told() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(&app).await;
    app.register_and_verify("full", "a@kestrel.example").await;
    app.register_and_verify("full", "b@other.example").await;
    for verb in ["attended", "no-show"] {
        let early = act(&app, &editor, "a@kestrel.example", verb, json!({})).await.expect(409);
        assert_eq!(early.problem(), "invalid-state");
    }
    app.advance(Duration::days(7) + Duration::minutes(5)).await;
    app.run_jobs().await;
    // The sign-in of a week ago is over.
    let editor = app.sign_in(&editor.email).await;
    let sent = app.mails().len();
    let late = act(&app, &editor, "a@kestrel.example", "cancel", json!({})).await.expect(409);
    assert_eq!(late.problem(), "invalid-state");
    assert_eq!(app.counters(session).await, (1, 1, 1), "nobody is promoted");
    for (verb, status) in [("attended", "attended"), ("no-show", "no_show"), ("attended", "attended")] {
        let one = act(&app, &editor, "a@kestrel.example", verb, json!({})).await.expect(200).json();
        assert_eq!(one["status"], status);
    }
    act(&app, &editor, "b@other.example", "attended", json!({})).await.expect(409);
    // Who still waits has no seat to free.
    act(&app, &editor, "b@other.example", "cancel", json!({})).await.expect(200);
    assert_eq!(app.counters(session).await, (1, 0, 1));
    app.run_jobs().await;
    let told: Vec<_> = app.mails()[sent..].iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(told, ["b@other.example"], "attendance is told to nobody");
    app.assert_sound().await;
}

#[actix_web::test]
async fn the_same_is_done_with_several_each_by_itself() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    SessionFixture::new("storage").create(&app).await;
    let mut ids = Vec::new();
    for email in ["a@kestrel.example", "b@other.example"] {
        app.register_and_verify("storage", email).await;
        ids.push(id_of(&app, &admin, email).await);
    }
    let nothing = app.ctx().new_id().to_string();
    let body = json!({ "act": "cancel", "ids": [ids[0], nothing, ids[0], ids[1]] });
    let path = format!("{API}/bulk");
    let done = app.post(&path, Some(&admin.access), body).await.expect(200).json();
    let problems: Vec<_> =
        done["outcomes"].as_array().unwrap().iter().map(|one| one["problem"].clone()).collect();
    assert_eq!(problems, [json!(null), json!("not-found"), json!("invalid-state"), json!(null)]);
    let attended = json!({ "act": "noShow", "ids": [ids[0]] });
    let done = app.post(&path, Some(&admin.access), attended).await.expect(200).json();
    assert_eq!(done["outcomes"][0]["problem"], "invalid-state");
    for wrong in [json!([]), json!(vec![nothing; 501])] {
        app.post(&path, Some(&admin.access), json!({ "act": "approve", "ids": wrong })).await.expect(422);
    }
    let log =
        app.get_as(&admin.access, "/api/v1/audit-log?action=registration.moved").await.expect(200).json();
    let log = log["data"].as_array().unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(log[0]["changes"][0], json!({ "field": "status", "from": "confirmed", "to": "cancelled" }));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn viewers_and_tokens_without_the_right_do_nothing() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    let id = id_of(&app, &viewer, "a@kestrel.example").await;
    let reads = app.api_token(&admin, &[Scope::RegistrationsRead]).await;
    let writes = app.api_token(&admin, &[Scope::RegistrationsWrite]).await;
    for verb in ["approve", "decline", "confirm", "cancel", "attended", "no-show"] {
        let path = format!("{API}/{id}/{verb}");
        app.post(&path, None, json!({})).await.expect(401);
        for bearer in [&viewer.access, &reads] {
            app.post(&path, Some(bearer), json!({})).await.expect(403);
        }
    }
    let bulk = json!({ "act": "cancel", "ids": [id] });
    app.post(&format!("{API}/bulk"), Some(&viewer.access), bulk).await.expect(403);
    app.post(&format!("{API}/{id}/cancel"), Some(&writes), json!({})).await.expect(200);
    let nobody = app.ctx().new_id();
    app.post(&format!("{API}/{nobody}/cancel"), Some(&writes), json!({})).await.expect(404);
}

#[actix_web::test]
async fn an_address_that_nobody_validated_hears_of_no_end() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let session = SessionFixture::new("storage").create(&app).await;
    let mut spam = crate::test_support::form("victim@kestrel.example");
    spam["lastName"] = json!("Win at evil.example");
    app.post("/api/v1/public/sessions/storage/registrations", None, spam).await.expect(202);
    app.run_jobs().await;
    act(&app, &editor, "victim@kestrel.example", "cancel", json!({})).await.expect(200);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1, "the validation mail alone");
    assert_eq!(app.counters(session).await, (0, 0, 0));
}
