use chrono::Duration;
use serde_json::{Value, json};

use super::{act, create, editor, path};
use crate::test_support::{Staff, TestApp};

/// A published session with this many seats.
async fn published(app: &TestApp, seats: u32) -> (Staff, Value) {
    let (editor, mut body) = editor(app).await;
    body["capacity"] = json!(seats);
    body["slug"] = json!("storage");
    body["meetingUrl"] = json!("https://meet.example/1");
    let session = create(app, &editor, &body).await;
    let published = act(app, &editor, &session, "publish", json!({})).await.expect(200).json();
    (editor, published)
}

#[actix_web::test]
async fn a_draft_is_published_and_visitors_see_it_at_once() {
    let app = TestApp::new().await;
    let (_, session) = published(&app, 10).await;
    assert_eq!(session["status"], "published");
    let page = app.get("/api/v1/public/sessions/storage").await.expect(200);
    assert!(!String::from_utf8_lossy(&page.body).contains("meet.example"));
}

#[actix_web::test]
async fn what_lacks_something_is_not_published_and_the_checklist_says_what() {
    let app = TestApp::new().await;
    let (editor, mut body) = editor(&app).await;
    body["startsAt"] = json!("2026-11-01T10:00:00Z");
    let session = create(&app, &editor, &body).await;
    let list = app.get_as(&editor.access, &format!("{}/checklist", path(&session))).await.expect(200).json();
    let of = |point: &str| {
        let items = list["items"].as_array().unwrap();
        items.iter().find(|item| item["point"] == point).unwrap()["readiness"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (of("start"), of("online_link"), of("topic")),
        ("blocking".into(), "open".into(), "met".into())
    );
    let refused = act(&app, &editor, &session, "publish", json!({})).await.expect(409);
    assert_eq!(refused.problem(), "not-ready");
    assert_eq!(refused.json()["errors"][0]["pointer"], "/startsAt");
}

#[actix_web::test]
async fn a_speakers_other_session_at_that_time_is_warned_of() {
    let app = TestApp::new().await;
    let (editor, first) = published(&app, 10).await;
    let mut body = json!({ "topicId": first["topicId"], "speakerId": first["speakerId"], "startsAt": "2026-12-15T15:30:00Z" });
    let overlapping = create(&app, &editor, &body).await;
    let list =
        app.get_as(&editor.access, &format!("{}/checklist", path(&overlapping))).await.expect(200).json();
    assert_eq!(list["conflicts"][0]["id"], first["id"]);
    body["startsAt"] = json!("2026-12-15T16:00:00Z");
    let after = create(&app, &editor, &body).await;
    let list = app.get_as(&editor.access, &format!("{}/checklist", path(&after))).await.expect(200).json();
    let conflicts = list["conflicts"].as_array().unwrap();
    assert!(conflicts.iter().all(|other| other["id"] != first["id"]), "it begins when the other ends");
}

#[actix_web::test]
async fn a_session_without_registrations_is_withdrawn_and_its_page_is_gone() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 10).await;
    act(&app, &editor, &session, "unpublish", json!({})).await.expect(200);
    app.get("/webinars/storage").await.expect(410);
    app.delete(&path(&session), &editor.access).await.expect(409);
    act(&app, &editor, &session, "publish", json!({})).await.expect(200);
    app.get("/webinars/storage").await.expect(200);
    app.register("storage", "a@kestrel.example").await.expect(202);
    assert_eq!(
        act(&app, &editor, &session, "unpublish", json!({})).await.expect(409).problem(),
        "invalid-state"
    );
}

#[actix_web::test]
async fn a_move_is_told_to_everybody_and_their_calendars_follow() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 1).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.register_and_verify("storage", "b@kestrel.example").await;
    app.register("storage", "c@kestrel.example").await.expect(202);
    app.run_jobs().await;
    let before = app.mail_to("a@kestrel.example").await;
    assert!(before.calendar.contains("SEQUENCE:0"), "{}", before.calendar);
    let concerned =
        app.get_as(&editor.access, &format!("{}/concerned", path(&session))).await.expect(200).json();
    assert_eq!(concerned, json!({ "registered": 1, "pending": 1, "waiting": 1 }));
    let to = json!({ "startsAt": "2026-12-16T15:00:00Z", "note": "The speaker is ill." });
    let moved = act(&app, &editor, &session, "reschedule", to).await.expect(200).json();
    assert_eq!(moved["startsAt"], "2026-12-16T15:00:00Z");
    app.run_jobs().await;
    let mail = app.mail_to("a@kestrel.example").await;
    assert!(mail.text.contains("The speaker is ill."), "{}", mail.text);
    assert!(mail.calendar.contains("SEQUENCE:1") && mail.calendar.contains("20261216T"), "{}", mail.calendar);
    assert_eq!(app.mail_to("b@kestrel.example").await.calendar, "", "who waits has no entry");
    let mails = app.mails();
    let told = mails.iter().filter(|mail| mail.text.contains("The speaker is ill."));
    assert_eq!(told.count(), 2, "an address that nobody validated is not told");
    app.assert_sound().await;
}

#[actix_web::test]
async fn two_moves_before_the_first_mail_goes_are_told_in_one() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.run_jobs().await;
    let sent = app.mails().len();
    for (day, note) in [(16, "The speaker is ill."), (17, "The room was taken.")] {
        let to = json!({ "startsAt": format!("2026-12-{day}T15:00:00Z"), "note": note });
        act(&app, &editor, &session, "reschedule", to).await.expect(200);
    }
    app.run_jobs().await;
    assert_eq!(app.mails().len(), sent + 1);
    let mail = app.mail_to("a@kestrel.example").await;
    for words in ["The speaker is ill.", "The room was taken.", "17 December", "15 December"] {
        assert!(mail.text.contains(words), "{words} in {}", mail.text);
    }
    assert!(!mail.text.contains("16 December"), "nobody was told of it: {}", mail.text);
    // The next change is told by itself.
    let to = json!({ "startsAt": "2026-12-18T15:00:00Z" });
    act(&app, &editor, &session, "reschedule", to).await.expect(200);
    app.run_jobs().await;
    let mail = app.mail_to("a@kestrel.example").await;
    assert!(mail.text.contains("17 December") && !mail.text.contains("The speaker is ill"), "{}", mail.text);
}

#[actix_web::test]
async fn a_move_may_be_told_to_nobody() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.run_jobs().await;
    let sent = app.mails().len();
    let to = json!({ "startsAt": "2026-12-16T15:00:00Z", "notify": false });
    act(&app, &editor, &session, "reschedule", to).await.expect(200);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), sent);
}

#[actix_web::test]
async fn a_new_link_to_join_is_told_by_itself() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.run_jobs().await;
    let sent = app.mails().len();
    let patch = json!({ "meetingUrl": "https://meet.example/2" });
    app.patch(&path(&session), &editor.access, patch).await.expect(200);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), sent + 1);
}

#[actix_web::test]
async fn the_time_of_a_published_session_is_not_changed_in_passing() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    let patch = json!({ "startsAt": "2026-12-16T15:00:00Z" });
    assert_eq!(
        app.patch(&path(&session), &editor.access, patch).await.expect(409).problem(),
        "invalid-state"
    );
    let past = json!({ "startsAt": "2026-11-01T15:00:00Z" });
    assert_eq!(
        act(&app, &editor, &session, "reschedule", past).await.expect(422).json()["errors"][0]["code"],
        "time"
    );
}

#[actix_web::test]
async fn a_cancelled_session_stays_up_says_so_and_everybody_is_told() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.run_jobs().await;
    let how = json!({ "reason": "Too few of us are well." });
    let cancelled = act(&app, &editor, &session, "cancel", how).await.expect(200).json();
    assert_eq!(
        (cancelled["status"].as_str(), cancelled["cancelReason"].as_str()),
        (Some("cancelled"), Some("Too few of us are well."))
    );
    let mail = app.mail_to("a@kestrel.example").await;
    assert!(mail.text.contains("Too few of us are well."), "{}", mail.text);
    assert!(mail.calendar.contains("METHOD:CANCEL"), "{}", mail.calendar);
    app.get("/webinars/storage").await.expect(200);
    assert_eq!(app.register("storage", "b@kestrel.example").await.expect(409).problem(), "session-cancelled");
    act(&app, &editor, &session, "cancel", json!({})).await.expect(409);
    app.patch(&path(&session), &editor.access, json!({ "capacity": 9 })).await.expect(409);
    app.assert_sound().await;
}

#[actix_web::test]
async fn nobody_is_welcomed_to_what_was_cancelled_meanwhile() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    act(&app, &editor, &session, "cancel", json!({ "notify": false })).await.expect(200);
    let sent = app.mails().len();
    app.run_jobs().await;
    assert_eq!(app.mails().len(), sent);
}

#[actix_web::test]
async fn a_duplicate_is_a_draft_a_week_later_without_the_dates_links() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    let duplicate = format!("{}/duplicate", path(&session));
    let copy = app.post(&duplicate, Some(&editor.access), json!({})).await.expect(201).json();
    assert_eq!(
        (copy["status"].as_str(), copy["startsAt"].as_str()),
        (Some("draft"), Some("2026-12-22T15:00:00Z"))
    );
    assert_eq!((copy["meetingUrl"].clone(), copy["capacity"].as_i64()), (Value::Null, Some(5)));
    assert_ne!(copy["slug"], session["slug"]);
}

#[actix_web::test]
async fn a_draft_is_published_by_itself_when_its_time_has_come() {
    let app = TestApp::new().await;
    let (editor, mut body) = editor(&app).await;
    body["scheduledPublishAt"] = json!("2026-12-01T10:00:00Z");
    let session = create(&app, &editor, &body).await;
    app.run_jobs().await;
    let editor = app.sign_in(&editor.email).await;
    assert_eq!(app.get_as(&editor.access, &path(&session)).await.json()["status"], "draft");
    app.advance(Duration::hours(1)).await;
    app.run_jobs().await;
    let editor = app.sign_in(&editor.email).await;
    assert_eq!(app.get_as(&editor.access, &path(&session)).await.expect(200).json()["status"], "published");
}

#[actix_web::test]
async fn several_are_done_each_by_itself() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    let body = json!({ "topicId": session["topicId"], "speakerId": session["speakerId"], "startsAt": "2026-12-20T15:00:00Z" });
    let draft = create(&app, &editor, &body).await;
    let nothing = "00000000-0000-0000-0000-000000000009";
    let bulk = json!({ "act": "publish", "ids": [draft["id"], session["id"], nothing] });
    let done = app.post("/api/v1/sessions/bulk", Some(&editor.access), bulk).await.expect(200).json();
    let problems: Vec<_> =
        done["outcomes"].as_array().unwrap().iter().map(|one| one["problem"].clone()).collect();
    assert_eq!(problems, [json!(null), json!("invalid-state"), json!("not-found")]);
    let none = json!({ "act": "cancel", "ids": [] });
    app.post("/api/v1/sessions/bulk", Some(&editor.access), none).await.expect(422);
}

#[actix_web::test]
async fn two_editors_at_once_do_not_undo_each_other() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    let seen = app.get_as(&editor.access, &path(&session)).await.expect(200);
    app.patch(&path(&session), &editor.access, json!({ "capacity": 6 })).await.expect(200);
    let late =
        app.patch_seen(&path(&session), &editor.access, seen.header("etag"), json!({ "capacity": 7 })).await;
    assert_eq!(late.expect(412).problem(), "stale");
}

#[actix_web::test]
async fn how_to_spread_it_is_said() {
    let app = TestApp::new().await;
    let (editor, session) = published(&app, 5).await;
    let said = app.get_as(&editor.access, &format!("{}/promotion", path(&session))).await.expect(200).json();
    assert_eq!(said["url"]["de"], "https://webinars.example/de/webinare/storage");
    assert!(said["qr"].as_str().unwrap().contains("<svg"));
    assert!(said["linkedinUrl"].as_str().unwrap().contains("storage"));
}
