//! Sending: to whom, once, when, and what stops it.

use std::pin::pin;
use std::task::Poll;

use actix_web::http::Method;
use chrono::Duration;
use magnetiq_shared::suppressions::SuppressionReason;
use serde_json::json;

use super::super::sending;
use super::{ANNA, API, BOB, CLEO, act, draft, get, letters, program, recipients, registered, words};
use crate::suppressions;
use crate::test_support::TestApp;

#[actix_web::test]
async fn everybody_of_the_group_gets_it_in_their_language_once() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    registered(&app, "storage", ANNA, "en", false).await;
    registered(&app, "storage", BOB, "de", true).await;
    let id = draft(&app, &editor, words("information", session)).await;
    let wrong = act(&app, &editor, &id, "send", json!({ "recipients": 3 })).await.expect(409);
    assert!(wrong.json()["detail"].as_str().unwrap().starts_with("2 people"), "{wrong:?}");
    let sent = act(&app, &editor, &id, "send", json!({ "recipients": 2 })).await.expect(202).json();
    assert_eq!(sent["state"], "scheduled");
    app.run_jobs().await;
    let done = get(&app, &editor, &id).await;
    let counts = json!({ "recipients": 2, "queued": 0, "sent": 2, "failed": 0, "skipped": 0 });
    assert_eq!((&done["state"], &done["counts"]), (&json!("sent"), &counts));
    assert!(done["startedAt"].is_string() && done["endedAt"].is_string());
    let (english, german) = (letters(&app, ANNA), letters(&app, BOB));
    assert_eq!((english.len(), german.len()), (1, 1));
    assert_eq!((&*english[0].subject, &*german[0].subject), ("Hello Juliette", "Guten Tag Juliette"));
    assert!(english[0].text.contains("/join/") && english[0].html.contains(">Join the webinar</a>"));
    assert!(german[0].text.contains("#token=") && german[0].text.contains("von Kestrel Foods"));
    assert!(!english[0].raw.contains("List-Unsubscribe"), "information needs no way out");
    assert!(english[0].text.contains("because you registered"), "{}", english[0].text);
    act(&app, &editor, &id, "send", json!({})).await.expect(409);
    act(&app, &editor, &id, "stop", json!({})).await.expect(409);
    app.patch(&format!("{API}/{id}"), &editor.access, json!({})).await.expect(409);
    app.delete(&format!("{API}/{id}"), &editor.access).await.expect(409);
    app.assert_sound().await;
}

#[actix_web::test]
async fn what_strangers_typed_is_only_text() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    let mut form = crate::test_support::form(ANNA);
    form["company"] = json!("<b>Evil</b> {first_name} & Sons");
    app.post("/api/v1/public/sessions/storage/registrations", None, form).await.expect(202);
    let token = app.mail_to(ANNA).await.token("step=confirm");
    app.post("/api/v1/public/registrations/verify", None, json!({ "token": token })).await.expect(200);
    let mut body = words("information", session);
    body["body"] = json!({ "en": "<p>To {company}.</p>" });
    let id = draft(&app, &editor, body).await;
    act(&app, &editor, &id, "send", json!({})).await.expect(202);
    app.run_jobs().await;
    let mail = letters(&app, ANNA).remove(0);
    assert!(mail.html.contains("To &lt;b&gt;Evil&lt;/b&gt; {first_name} &amp; Sons."), "{}", mail.html);
    assert!(mail.text.contains("To <b>Evil</b> {first_name} & Sons."), "{}", mail.text);
}

#[actix_web::test]
async fn it_waits_for_its_time_and_can_be_taken_back() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    registered(&app, "storage", ANNA, "en", false).await;
    let id = draft(&app, &editor, words("information", session)).await;
    let at = |hours| json!({ "sendAt": app.ctx().now + Duration::hours(hours) });
    act(&app, &editor, &id, "send", at(-1)).await.expect(422);
    act(&app, &editor, &id, "send", at(2)).await.expect(202);
    let back = act(&app, &editor, &id, "stop", json!({})).await.expect(200).json();
    assert_eq!((&back["state"], &back["sendAt"]), (&json!("draft"), &json!(null)));
    act(&app, &editor, &id, "send", at(5)).await.expect(202);
    for (hours, letters_by_then) in [(3, 0), (3, 1), (24, 1)] {
        app.advance(Duration::hours(hours)).await;
        app.run_jobs().await;
        assert_eq!(letters(&app, ANNA).len(), letters_by_then);
    }
}

#[actix_web::test]
async fn once_stopped_nothing_that_is_queued_goes_out() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    for email in [ANNA, BOB] {
        registered(&app, "storage", email, "en", false).await;
    }
    let id = draft(&app, &editor, words("information", session)).await;
    act(&app, &editor, &id, "send", json!({})).await.expect(202);
    while sending::gather(&app.ctx(), id.parse().unwrap()).await.unwrap() {}
    assert_eq!(get(&app, &editor, &id).await["counts"]["queued"], 2);
    act(&app, &editor, &id, "stop", json!({})).await.expect(200);
    app.run_jobs().await;
    let stopped = get(&app, &editor, &id).await;
    assert_eq!((&stopped["state"], &stopped["counts"]["skipped"]), (&json!("stopped"), &json!(2)));
    assert!(letters(&app, ANNA).is_empty() && letters(&app, BOB).is_empty());
    app.assert_sound().await;
}

#[actix_web::test]
async fn who_leaves_after_it_was_queued_gets_nothing_and_who_comes_late_neither() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    for email in [ANNA, BOB] {
        registered(&app, "storage", email, "en", true).await;
    }
    let id = draft(&app, &editor, words("marketing", session)).await;
    act(&app, &editor, &id, "send", json!({})).await.expect(202);
    while sending::gather(&app.ctx(), id.parse().unwrap()).await.unwrap() {}
    app.advance(Duration::seconds(1)).await;
    // Anna takes her consent back, Bob's mailbox is shut.
    let list = format!("/api/v1/registrations?search={ANNA}");
    let row = app.get_as(&editor.access, &list).await.expect(200).json()["data"][0].clone();
    crate::registrations::unsubscribe(&app.ctx(), row["id"].as_str().unwrap().parse().unwrap())
        .await
        .unwrap();
    let (ctx, tx) = (app.ctx(), app.app.db.begin().await.unwrap());
    suppressions::suppress(&tx, &ctx, BOB, SuppressionReason::Bounced, None).await.unwrap();
    tx.commit().await.unwrap();
    registered(&app, "storage", CLEO, "en", true).await;
    app.run_jobs().await;
    let done = get(&app, &editor, &id).await;
    assert_eq!((&done["state"], &done["counts"]["skipped"]), (&json!("sent"), &json!(2)), "{done}");
    for (email, reason) in [(ANNA, "the person wants no more news"), (BOB, "the address does not take mail")]
    {
        assert!(letters(&app, email).is_empty());
        let list = format!("/api/v1/registrations?search={email}");
        let row = app.get_as(&editor.access, &list).await.json()["data"][0]["id"].clone();
        let path = format!("/api/v1/registrations/{}", row.as_str().unwrap());
        let one = app.get_as(&editor.access, &path).await.json();
        let told =
            one["messages"].as_array().unwrap().iter().find(|mail| mail["kind"] == "campaign").unwrap();
        assert_eq!((&told["state"], &told["reason"]), (&json!("skipped"), &json!(reason)));
    }
    assert!(letters(&app, CLEO).is_empty());
    let again = json!({ "purpose": "marketing", "group": { "filters": { "session": session } } });
    let left_out = recipients(&app, &editor, again).await;
    assert_eq!((&left_out["recipients"], &left_out["leftOut"]["unsubscribed"]), (&json!(1), &json!(1)));
}

/// Lets the work run for so many steps, then drops it, as the end of its process would.
async fn cut(work: impl Future, steps: usize) {
    let (mut work, mut left) = (pin!(work), steps);
    std::future::poll_fn(|context| {
        left = left.saturating_sub(1);
        if left == 0 { Poll::Ready(()) } else { work.as_mut().poll(context).map(drop) }
    })
    .await;
}

#[actix_web::test]
async fn two_processes_and_a_crash_in_the_midst_send_it_to_each_once() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    let people: Vec<String> = (0..40).map(|number| format!("person{number}@acme.example")).collect();
    for email in &people {
        registered(&app, "storage", email, "en", false).await;
    }
    let id = draft(&app, &editor, words("information", session)).await;
    let other = app.second_process().await;
    other.set_clock(app.ctx().now).await;
    act(&app, &editor, &id, "send", json!({})).await.expect(202);
    // Both gather at once, as one would after the other's lease ran out, and one of them ends in the midst.
    let campaign = id.parse().unwrap();
    let (ctx, twin) = (app.ctx(), other.ctx());
    cut(sending::gather(&ctx, campaign), 6).await;
    let (one, two) = tokio::join!(sending::gather(&ctx, campaign), sending::gather(&twin, campaign));
    one.unwrap();
    two.unwrap();
    for steps in [40, 90, 160] {
        cut(other.run_jobs(), steps).await;
        cut(app.run_jobs(), steps).await;
    }
    for _ in 0..3 {
        // What a cut left claimed is taken up when its time is over.
        for process in [&app, &other] {
            process.advance(Duration::minutes(10)).await;
        }
        tokio::join!(app.run_jobs(), other.run_jobs());
    }
    let done = get(&app, &app.sign_in(&editor.email).await, &id).await;
    assert_eq!((&done["state"], &done["counts"]["sent"]), (&json!("sent"), &json!(40)), "{done}");
    for email in &people {
        let mut ids: Vec<String> = [&app, &other]
            .iter()
            .flat_map(|process| letters(process, email))
            .map(|mail| mail.message_id)
            .collect();
        assert!(!ids.is_empty(), "{email} got none");
        // Only what was on its way when a process ended may go out again, as the same message.
        ids.dedup();
        assert_eq!(ids.len(), 1, "{email}");
    }
}

#[actix_web::test]
async fn only_what_was_seen_is_sent() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    registered(&app, "storage", ANNA, "en", false).await;
    let id = draft(&app, &editor, words("information", session)).await;
    let path = format!("{API}/{id}");
    let none = app.post(&format!("{path}/send"), Some(&editor.access), json!({})).await.expect(428);
    assert_eq!(none.problem(), "precondition-required");
    app.patch(&path, &editor.access, json!({ "subject": { "en": "Hello again" } })).await.expect(200);
    let old = actix_web::test::TestRequest::post()
        .uri(&format!("{path}/send"))
        .insert_header(("authorization", format!("Bearer {}", editor.access)))
        .insert_header(("if-match", "\"1\""))
        .set_json(json!({}));
    assert_eq!(app.send(old).await.expect(412).problem(), "stale");
    act(&app, &editor, &id, "send", json!({})).await.expect(202);
}

#[actix_web::test]
async fn a_request_that_comes_again_sends_once() {
    let app = TestApp::new().await;
    let (session, editor) = program(&app).await;
    registered(&app, "storage", ANNA, "en", false).await;
    let id = draft(&app, &editor, words("information", session)).await;
    for _ in 0..2 {
        let request = actix_web::test::TestRequest::with_uri(&format!("{API}/{id}/send"))
            .method(Method::POST)
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("if-match", "\"1\""))
            .insert_header(("idempotency-key", "once"))
            .set_json(json!({}));
        app.send(request).await.expect(202);
        app.run_jobs().await;
    }
    assert_eq!(letters(&app, ANNA).len(), 1);
}
