//! One live registration per session and address, and nobody learns whose address is registered.

use chrono::Duration;

use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn a_stranger_gets_the_same_answer_for_a_known_address() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "known@kestrel.example").await;
    app.run_jobs().await;
    let known = app.register("storage", "KNOWN@kestrel.example").await.expect(202);
    let unknown = app.register("storage", "unknown@kestrel.example").await.expect(202);
    let strip = |answer: &crate::test_support::Answer| {
        let mut json = answer.json();
        json.as_object_mut().unwrap().remove("visit");
        json
    };
    assert_eq!(strip(&known), strip(&unknown));
    let headers = |answer: &crate::test_support::Answer| {
        let mut names: Vec<String> = answer.headers.keys().map(|name| name.to_string()).collect();
        names.sort();
        names
    };
    assert_eq!(headers(&known), headers(&unknown));
    let visits =
        [&known, &unknown].map(|answer| answer.json()["visit"]["token"].as_str().unwrap().to_owned());
    for visit in &visits {
        let seen = app.visit(visit).await;
        assert_eq!(seen["registrations"][0]["state"], "pending_verification");
    }
    assert_eq!(app.counters(session).await, (2, 0, 1));
    let mail = app.mail_to("known@kestrel.example").await;
    assert!(mail.text.contains("already") || mail.subject.contains("already"), "{}", mail.subject);
    app.advance(Duration::hours(4)).await;
    app.run_jobs().await;
    for visit in &visits {
        assert_eq!(
            app.visit(visit).await["registrations"][0]["state"],
            "expired",
            "also later they look the same"
        );
    }
}

#[actix_web::test]
async fn while_pending_the_mail_goes_again_and_the_first_data_stand() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    app.register("storage", "a@kestrel.example").await.expect(202);
    let mut other = crate::test_support::form("a@kestrel.example");
    other["firstName"] = "Mallory".into();
    app.post("/api/v1/public/sessions/storage/registrations", None, other).await.expect(202);
    app.run_jobs().await;
    let mails = app.mails();
    assert_eq!(mails.len(), 2);
    assert_ne!(mails[0].message_id, mails[1].message_id, "two messages, not one twice");
    let verified = app.verify(&mails[1].token("step=confirm"), None).await.expect(200).json();
    assert_eq!(verified["person"]["firstName"], "Juliette");
    assert_eq!(app.counters(session).await, (1, 0, 1));
}

#[actix_web::test]
async fn a_stranger_gains_nothing_from_the_owners_click() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let stranger = app.register("storage", "victim@kestrel.example").await.expect(202).json();
    let stranger = stranger["visit"]["token"].as_str().unwrap();
    let token = app.mail_to("victim@kestrel.example").await.token("step=confirm");
    app.verify(&token, None).await.expect(200);
    let seen = app.visit(stranger).await.to_string();
    for secret in ["manageToken", "joinUrl\":\"http", "secret-room"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
    app.register_in("storage", "victim@kestrel.example", Some(stranger)).await.expect(202);
}

#[actix_web::test]
async fn a_form_cannot_flood_an_address() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    SessionFixture::new("storage").create(&app).await;
    for _ in 0..6 {
        app.register("storage", "victim@kestrel.example").await.expect(202);
        app.run_jobs().await;
    }
    assert_eq!(app.mails().len(), 3, "three an hour, silently");
    app.advance(Duration::hours(1) + Duration::minutes(1)).await;
    app.register("storage", "victim@kestrel.example").await.expect(202);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 4);
}

#[actix_web::test]
async fn one_may_register_again_after_cancelling() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let first = app.register_and_verify("storage", "a@kestrel.example").await;
    let manage = first["manageToken"].as_str().unwrap();
    let delete = actix_web::http::Method::DELETE;
    app.request(delete, "/api/v1/public/registrations/current", Some(manage), None).await.expect(200);
    let second = app.register_and_verify("storage", "a@kestrel.example").await;
    assert_ne!(first["id"], second["id"]);
    assert_eq!(app.counters(session).await, (1, 0, 1));
    app.run_jobs().await;
    app.assert_sound().await;
}
