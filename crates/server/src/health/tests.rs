//! The state of things.

use chrono::Duration;
use sea_orm::Set;

use crate::health;
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
