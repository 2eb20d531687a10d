//! Sending the form.

use chrono::Duration;
use serde_json::json;

use crate::test_support::{SessionFixture, TestApp, form, start};

#[actix_web::test]
async fn the_form_holds_a_seat_for_four_hours_and_sends_one_mail() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let answer = app.register("storage", "juliette@kestrel.example").await.expect(202).json();
    assert_eq!(answer["state"], "pending_verification");
    assert_eq!(answer["waitlist"], false);
    assert_eq!(answer["holdExpiresAt"], "2026-12-01T13:00:00Z");
    assert!(answer["visit"]["token"].as_str().unwrap().len() > 40);
    assert_eq!(app.counters(session).await, (1, 0, 0));
    app.run_jobs().await;
    let mails = app.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "juliette@kestrel.example");
    app.assert_sound().await;
}

#[actix_web::test]
async fn a_hold_ends_when_registration_closes() {
    let app = TestApp::new().await;
    let closes = start() + Duration::hours(1);
    SessionFixture::new("soon").but(|s| s.registration_closes_at = Some(closes.into())).create(&app).await;
    let answer = app.register("soon", "a@kestrel.example").await.expect(202).json();
    assert_eq!(answer["holdExpiresAt"], "2026-12-01T10:00:00Z");
}

#[actix_web::test]
async fn nobody_registers_for_what_is_closed_over_cancelled_or_unknown() {
    let app = TestApp::new().await;
    let hour = Duration::hours(1);
    let states: [(&str, SessionFixture, u16, &str); 7] = [
        (
            "later",
            SessionFixture::new("later").but(|s| s.registration_opens_at = Some((start() + hour).into())),
            409,
            "registration-closed",
        ),
        (
            "closed",
            SessionFixture::new("closed").but(|s| s.registration_closes_at = Some(start().into())),
            409,
            "registration-closed",
        ),
        ("live", SessionFixture::new("live").starts(start() - hour / 2), 409, "registration-closed"),
        ("past", SessionFixture::new("past").starts(start() - hour * 9), 409, "registration-closed"),
        ("off", SessionFixture::new("off").but(|s| s.status = "cancelled".into()), 409, "session-cancelled"),
        (
            "full",
            SessionFixture::new("full").but(|s| (s.capacity, s.allow_waitlist) = (Some(0), false)),
            409,
            "session-full",
        ),
        ("draft", SessionFixture::new("draft").but(|s| s.status = "draft".into()), 404, "not-found"),
    ];
    for (slug, session, status, problem) in states {
        let id = session.create(&app).await;
        let answer = app.register(slug, "a@kestrel.example").await.expect(status);
        assert_eq!(answer.problem(), problem, "{slug}");
        assert_eq!(app.counters(id).await, (0, 0, 0), "{slug}");
    }
    assert_eq!(app.register("nothing", "a@kestrel.example").await.expect(404).problem(), "not-found");
    assert!(app.run_jobs().await.is_empty(), "a refused wish sends nothing");
}

#[actix_web::test]
async fn the_price_is_fixed_when_the_registration_is_made() {
    let app = TestApp::new().await;
    let ends = start() + Duration::hours(1);
    let early = |s: &mut magnetiq_entity::sessions::Model| {
        (s.price_amount, s.early_bird_amount, s.early_bird_ends_at) =
            (Some(8900), Some(6900), Some(ends.into()));
    };
    SessionFixture::new("paid").but(early).create(&app).await;
    let early = app.register("paid", "early@kestrel.example").await.expect(202).json();
    assert_eq!(early["price"]["amount"], 6900, "whoever sends the form is told what it costs");
    app.advance(Duration::hours(2)).await;
    let token = app.mail_to("early@kestrel.example").await.token("step=confirm");
    let link = json!({ "token": token });
    let preview = app.post("/api/v1/public/registrations/preview", None, link).await.expect(200).json();
    assert_eq!(preview["price"]["amount"], 6900);
    let registered = app.verify(&token, None).await.expect(200).json();
    assert_eq!(registered["price"], json!({ "amount": 6900, "currency": "EUR" }));
    assert_eq!(registered["paymentStatus"], "pending");
    let again = app.register("paid", "early@kestrel.example").await.expect(202).json();
    assert_eq!(again["price"]["amount"], 8900, "a stranger does not learn of the first registration");
    let late = app.register_and_verify("paid", "late@kestrel.example").await;
    assert_eq!(late["price"]["amount"], 8900);
}

#[actix_web::test]
async fn the_same_key_and_body_give_the_same_outcome() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let send = async |key: &str, email: &str| {
        let request = actix_web::test::TestRequest::post()
            .uri("/api/v1/public/sessions/storage/registrations")
            .insert_header(("idempotency-key", key.to_owned()))
            .insert_header(("content-type", "application/json"))
            .set_payload(form(email).to_string());
        app.send(request).await
    };
    let first = send("one", "a@kestrel.example").await.expect(202).json();
    let second = send("one", "a@kestrel.example").await.expect(202).json();
    assert_eq!((&first["state"], &first["holdExpiresAt"]), (&second["state"], &second["holdExpiresAt"]));
    assert_eq!(send("one", "b@kestrel.example").await.expect(422).problem(), "idempotency-mismatch");
    assert_eq!(app.counters(session).await, (1, 0, 0));
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1, "the repeated request sends nothing");
    send("two", "b@kestrel.example").await.expect(202);
    app.advance(Duration::hours(25)).await;
    send("one", "c@kestrel.example").await.expect(202);
}

#[actix_web::test]
async fn one_network_holds_at_most_a_share_of_the_seats() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    let session = SessionFixture::new("storage").create(&app).await;
    for n in 0..3 {
        app.register("storage", &format!("a@house{n}.example")).await.expect(202);
    }
    let refused = app.register("storage", "a@house4.example").await.expect(429);
    assert_eq!(refused.problem(), "rate-limited");
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(app.counters(session).await, (3, 0, 0));
    let token = app.mail_to("a@house0.example").await.token("step=confirm");
    app.verify(&token, None).await.expect(200);
    app.register("storage", "a@house4.example").await.expect(202);
}

#[actix_web::test]
async fn one_mail_domain_holds_at_most_a_share_of_the_seats_unless_it_is_a_providers() {
    let trusted = vec!["0.0.0.0/0".parse().unwrap()];
    let app = TestApp::with(|config| (config.rate_limits, config.trusted_proxies) = (true, trusted)).await;
    SessionFixture::new("storage").create(&app).await;
    let from = async |n: u8, email: &str| {
        let request = actix_web::test::TestRequest::post()
            .uri("/api/v1/public/sessions/storage/registrations")
            .insert_header(("x-forwarded-for", format!("2001:db8:{n}::1")))
            .insert_header(("content-type", "application/json"))
            .set_payload(form(email).to_string());
        app.send(request).await.status.as_u16()
    };
    for n in 0..3 {
        assert_eq!(from(n, &format!("a{n}@kestrel.example")).await, 202);
    }
    assert_eq!(from(3, "a3@kestrel.example").await, 429);
    for n in 4..8 {
        assert_eq!(from(n, &format!("a{n}@gmail.com")).await, 202, "a provider's domain is everybody's");
    }
}
