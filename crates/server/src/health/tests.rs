//! The state of things.

use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use sea_orm::Set;
use serde_json::json;

use crate::health::{self, Secrets};
use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn ready_tells_of_the_database_and_the_jobs() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    assert_eq!(app.get("/health/live").await.expect(200).json()["status"], "alive");
    app.register("storage", "a@kestrel.example").await.expect(202);
    let ready = app.get("/health/ready").await.expect(200).json();
    assert_eq!((ready["status"].as_str(), ready["jobsDue"].as_i64()), (Some("ready"), Some(1)));
    app.run_jobs().await;
    assert_eq!(app.get("/health/ready").await.expect(200).json()["jobsDue"], 0);
}

#[actix_web::test]
async fn the_doctor_finds_counters_that_are_off_and_mends_them() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.run_jobs().await;
    assert_eq!(health::inspect(&app.ctx()).await.unwrap(), []);
    app.change_session(session, |row| row.seats_taken = Set(7)).await;
    let findings = health::inspect(&app.ctx()).await.unwrap();
    assert_eq!((findings.len(), findings[0].kept.taken, findings[0].counted.taken), (1, 7, 1));
    health::repair(&app.ctx(), &findings).await.unwrap();
    assert_eq!(health::inspect(&app.ctx()).await.unwrap(), []);
}

#[actix_web::test]
async fn rate_limits_are_told_and_shared_by_all_processes() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    SessionFixture::new("storage").but(|s| s.capacity = None).create(&app).await;
    let first = app.register("storage", "a@kestrel.example").await.expect(202);
    assert_eq!((first.header("ratelimit-limit"), first.header("ratelimit-remaining")), ("60", "59"));
    for n in 0..58 {
        app.register("storage", &format!("a{n}@kestrel.example")).await.expect(202);
    }
    let now = app.app.clock.now();
    app.app.limits.share(&app.app.db, now).await.unwrap();
    let other = crate::http::Limits::default();
    other.share(&app.app.db, now).await.unwrap();
    app.register("storage", "last@kestrel.example").await.expect(202);
    let refused = app.register("storage", "more@kestrel.example").await.expect(429);
    assert_eq!((refused.problem().as_str(), refused.header("ratelimit-remaining")), ("rate-limited", "0"));
    assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds <= 601));
    app.advance(Duration::minutes(10)).await;
    app.register("storage", "more@kestrel.example").await.expect(202);
}

#[actix_web::test]
async fn the_doctor_seals_anew_what_the_previous_key_sealed() {
    const OLD: &str = "an old secret of at least 32 letters";
    const NEW: &str = "a newer secret of at least 32 letters";
    let app = TestApp::with(|config| config.secret_key = Some(OLD.to_owned())).await;
    let admin = app.staff(Role::Admin).await;
    let provider = TestRequest::put()
        .uri("/api/v1/integrations/ai")
        .insert_header(("authorization", format!("Bearer {}", admin.access)))
        .insert_header(("if-match", "\"0\""))
        .set_json(json!({ "baseUrl": "https://ai.example/v1", "model": "small", "key": "sk-1234" }));
    app.send(provider).await.expect(200);
    let hook = json!({ "url": "https://hook.example", "events": ["session.published"] });
    app.post("/api/v1/webhooks", Some(&admin.access), hook).await.expect(201);
    let secrets = async |of: &TestApp| health::secrets(&of.ctx()).await.unwrap();
    let counted = |by_previous, lost| Secrets { all: 2, by_previous, lost };
    assert_eq!(secrets(&app).await, counted(0, 0));

    let without = app.second_process_with(|config| config.secret_key = Some(NEW.to_owned())).await;
    assert_eq!(secrets(&without).await, counted(0, 2), "without the old key they are lost");
    without.get_as(&admin.access, "/api/v1/integrations/ai").await.expect(401);

    let rotating =
        without.second_process_with(|config| config.previous_secret_key = Some(OLD.to_owned())).await;
    assert_eq!(secrets(&rotating).await, counted(2, 0));
    rotating.get_as(&admin.access, "/api/v1/integrations/ai").await.expect(200);
    health::reseal(&rotating.ctx()).await.unwrap();
    assert_eq!(secrets(&rotating).await, counted(0, 0));
    assert_eq!(secrets(&without).await, counted(0, 0), "the old key is needed no more");
}
