//! The link of the validation mail.

use chrono::Duration;
use serde_json::json;

use super::REGISTRATIONS;
use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn the_button_confirms_as_often_as_it_is_pressed() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    app.register("storage", "juliette@kestrel.example").await.expect(202);
    let token = app.mail_to("juliette@kestrel.example").await.token("step=confirm");
    let preview = app
        .post(&format!("{REGISTRATIONS}/preview"), None, json!({ "token": token }))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (preview["firstName"].as_str(), preview["state"].as_str()),
        (Some("Juliette"), Some("pending_verification"))
    );
    assert_eq!(app.counters(session).await, (1, 0, 0), "looking confirms nothing");
    for _ in 0..3 {
        let verified = app.verify(&token, None).await.expect(200).json();
        assert_eq!(verified["state"], "confirmed");
        assert_eq!(verified["person"]["email"], "juliette@kestrel.example");
        assert!(verified["joinUrl"].as_str().unwrap().starts_with("https://webinars.example/join/"));
        assert!(verified["calendar"]["google"].as_str().unwrap().contains("dates=20261208T090000Z"));
        assert!(
            app.visit(verified["visit"]["token"].as_str().unwrap()).await["validated"].as_bool().unwrap()
        );
    }
    assert_eq!(app.counters(session).await, (1, 0, 1));
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 2, "validation and confirmation, each once");
    app.assert_sound().await;
}

#[actix_web::test]
async fn only_the_browser_that_pressed_the_button_is_validated() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let typed = app.register("storage", "juliette@kestrel.example").await.expect(202).json();
    let typed = typed["visit"]["token"].as_str().unwrap();
    let before = app.visit(typed).await;
    assert_eq!(before["registrations"][0]["state"], "pending_verification");
    let token = app.mail_to("juliette@kestrel.example").await.token("step=confirm");
    let pressed = app.verify(&token, None).await.expect(200).json();
    let after = app.visit(typed).await;
    assert_eq!(after["validated"], false);
    assert_eq!(after["registrations"][0]["state"], "confirmed", "the tab learns that it is confirmed");
    assert!(after["registrations"][0]["registration"].is_null(), "and nothing more");
    let validated = app.visit(pressed["visit"]["token"].as_str().unwrap()).await;
    assert_eq!(validated["registrations"][0]["registration"]["state"], "confirmed");
}

#[actix_web::test]
async fn a_validated_visit_registers_again_without_a_mail() {
    let app = TestApp::new().await;
    SessionFixture::new("one").create(&app).await;
    let two = SessionFixture::new("two").create(&app).await;
    let verified = app.register_and_verify("one", "juliette@kestrel.example").await;
    let visit = verified["visit"]["token"].as_str().unwrap();
    let second = app.register_in("two", "Juliette@Kestrel.example", Some(visit)).await.expect(201).json();
    assert_eq!(second["state"], "confirmed");
    assert_eq!(app.counters(two).await, (1, 0, 1));
    let again = app.register_in("two", "juliette@kestrel.example", Some(visit)).await.expect(201).json();
    assert_eq!(again["id"], second["id"], "the same registration is found");
    app.register_in("two", "other@kestrel.example", Some(visit)).await.expect(202);
    assert_eq!(app.visit(visit).await["registrations"].as_array().unwrap().len(), 2);
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_lapsed_hold_is_free_again_and_its_link_takes_what_is_left() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").but(|s| s.capacity = Some(1)).create(&app).await;
    app.register("storage", "first@kestrel.example").await.expect(202);
    let first = app.mail_to("first@kestrel.example").await.token("step=confirm");
    app.advance(Duration::hours(4)).await;
    let second = app.register_and_verify("storage", "second@kestrel.example").await;
    assert_eq!(second["state"], "confirmed", "the seat was free again");
    let late = app.verify(&first, None).await.expect(200).json();
    assert_eq!((late["state"].as_str(), late["waitlistPosition"].as_i64()), (Some("waitlisted"), Some(1)));
    assert_eq!(app.counters(session).await, (1, 1, 1));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_lapsed_hold_confirms_while_a_seat_is_free() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", "first@kestrel.example").await.expect(202);
    let token = app.mail_to("first@kestrel.example").await.token("step=confirm");
    app.advance(Duration::days(2)).await;
    app.run_jobs().await;
    assert_eq!(app.verify(&token, None).await.expect(200).json()["state"], "confirmed");
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_link_works_for_a_week_and_an_old_one_acts_on_the_live_registration() {
    let app = TestApp::new().await;
    let far = |s: SessionFixture| s.starts(crate::test_support::start() + Duration::days(30));
    far(SessionFixture::new("storage")).create(&app).await;
    app.register("storage", "a@kestrel.example").await.expect(202);
    let old = app.mail_to("a@kestrel.example").await.token("step=confirm");
    app.advance(Duration::days(5)).await;
    app.run_jobs().await;
    app.register("storage", "a@kestrel.example").await.expect(202);
    let live = app.verify(&old, None).await.expect(200).json();
    assert_eq!(live["state"], "confirmed");
    app.advance(Duration::days(3)).await;
    assert_eq!(app.verify(&old, None).await.expect(410).problem(), "gone");
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_forged_link_is_refused() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let verified = app.register_and_verify("storage", "a@kestrel.example").await;
    for token in [
        "",
        "nonsense",
        verified["manageToken"].as_str().unwrap(),
        verified["visit"]["token"].as_str().unwrap(),
    ] {
        assert_eq!(app.verify(token, None).await.expect(401).problem(), "unauthenticated", "{token}");
    }
}

#[actix_web::test]
async fn approval_waits_for_staff_and_holds_the_seat() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("asked").but(|s| s.requires_approval = true).create(&app).await;
    let verified = app.register_and_verify("asked", "a@kestrel.example").await;
    assert_eq!(verified["state"], "pending_approval");
    assert!(verified["joinUrl"].is_null());
    assert_eq!(app.counters(session).await, (1, 0, 0));
    app.advance(Duration::days(7)).await;
    app.run_jobs().await;
    assert_eq!(app.counters(session).await, (0, 0, 0), "all holds end when the session starts");
}

#[actix_web::test]
async fn forget_me_takes_everything_personal_out() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let typed = app.register("storage", "victim@kestrel.example").await.expect(202).json();
    let mail = app.mail_to("victim@kestrel.example").await;
    let forget = mail.token("step=forget");
    for _ in 0..2 {
        app.post(&format!("{REGISTRATIONS}/forget"), None, json!({ "token": forget })).await.expect(204);
    }
    assert_eq!(app.counters(session).await, (0, 0, 0));
    assert_eq!(app.verify(&mail.token("step=confirm"), None).await.expect(410).problem(), "gone");
    let visit = app.visit(typed["visit"]["token"].as_str().unwrap()).await;
    assert_eq!(visit["data"]["email"], "");
    app.run_jobs().await;
    app.assert_sound().await;
}
