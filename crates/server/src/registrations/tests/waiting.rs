//! The waitlist.

use actix_web::http::Method;
use chrono::Duration;
use serde_json::json;

use crate::test_support::{SessionFixture, TestApp, start};

async fn full(app: &TestApp) -> (uuid::Uuid, String) {
    let session = SessionFixture::new("full").but(|s| s.capacity = Some(1)).create(app).await;
    let holder = app.register_and_verify("full", "holder@kestrel.example").await;
    app.run_jobs().await;
    (session, holder["manageToken"].as_str().unwrap().to_owned())
}

impl TestApp {
    async fn cancel(&self, manage: &str) -> crate::test_support::Answer {
        self.request(Method::DELETE, "/api/v1/public/registrations/current", Some(manage), None).await
    }

    async fn claim(&self, email: &str) -> crate::test_support::Answer {
        let token = self.mail_to(email).await.token("step=claim");
        self.post("/api/v1/public/offers/claim", None, json!({ "token": token })).await
    }
}

#[actix_web::test]
async fn first_validated_first_served() {
    let app = TestApp::new().await;
    let (session, holder) = full(&app).await;
    let told = app.register("full", "a@kestrel.example").await.expect(202).json();
    assert_eq!((told["waitlist"].as_bool(), told["holdExpiresAt"].is_null()), (Some(true), true));
    app.register("full", "b@kestrel.example").await.expect(202);
    let b = app.mail_to("b@kestrel.example").await.token("step=confirm");
    let a = app.mail_to("a@kestrel.example").await.token("step=confirm");
    assert_eq!(app.verify(&b, None).await.expect(200).json()["waitlistPosition"], 1);
    assert_eq!(app.verify(&a, None).await.expect(200).json()["waitlistPosition"], 2);
    assert_eq!(app.counters(session).await, (1, 2, 1));
    app.cancel(&holder).await.expect(200);
    assert_eq!(app.counters(session).await, (1, 1, 0), "the freed seat is offered at once");
    let claimed = app.claim("b@kestrel.example").await.expect(200).json();
    assert_eq!(claimed["state"], "confirmed");
    assert_eq!(app.counters(session).await, (1, 1, 1));
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn an_unclaimed_offer_passes_on() {
    let app = TestApp::new().await;
    let (session, holder) = full(&app).await;
    app.register_and_verify("full", "a@kestrel.example").await;
    app.register_and_verify("full", "b@kestrel.example").await;
    app.cancel(&holder).await.expect(200);
    let first = app.mail_to("a@kestrel.example").await.token("step=claim");
    let preview = async || {
        let body = json!({ "token": first });
        app.post("/api/v1/public/registrations/preview", None, body).await.expect(200).json()["state"].clone()
    };
    assert_eq!(preview().await, "offered");
    app.advance(Duration::hours(24)).await;
    assert_eq!(preview().await, "expired", "at once, not only when somebody has swept");
    app.run_jobs().await;
    let offered = app.mail_to("b@kestrel.example").await;
    assert!(offered.text.contains("step=claim"), "{}", offered.text);
    assert_eq!(app.counters(session).await, (1, 0, 0));
    let late =
        app.post("/api/v1/public/offers/claim", None, json!({ "token": first })).await.expect(200).json();
    assert_eq!(late["state"], "waitlisted", "a late claim queues again");
    let viewer = app.staff(magnetiq_shared::scopes::Role::Viewer).await;
    let list = app.get_as(&viewer.access, "/api/v1/registrations?search=a@kestrel.example").await.json();
    let path = format!("/api/v1/registrations/{}", list["data"][0]["id"].as_str().unwrap());
    let one = app.get_as(&viewer.access, &path).await.expect(200).json();
    let told = one["history"].as_array().unwrap().iter().filter(|entry| entry["actor"] == "system");
    let states: Vec<_> = told.map(|entry| entry["toStatus"].as_str().unwrap()).collect();
    assert_eq!(states, ["offered", "expired"], "what the clock did is told, too");
    assert_eq!(app.claim("b@kestrel.example").await.expect(200).json()["state"], "confirmed");
    app.run_jobs().await;
    app.assert_sound().await;
}

#[actix_web::test]
async fn while_anybody_waits_newcomers_queue_too() {
    let app = TestApp::new().await;
    let (session, _) = full(&app).await;
    app.register_and_verify("full", "a@kestrel.example").await;
    app.change_session(session, |row| row.capacity = sea_orm::Set(Some(3))).await;
    let told = app.register("full", "b@kestrel.example").await.expect(202).json();
    assert_eq!(told["waitlist"], true);
    app.advance(Duration::minutes(1)).await;
    app.run_jobs().await;
    assert_eq!(app.counters(session).await, (2, 0, 1), "the sweep offers what was added");
}

#[actix_web::test]
async fn an_offer_leaves_half_the_time_and_nobody_is_promoted_after_the_start() {
    let app = TestApp::new().await;
    let (session, holder) = full(&app).await;
    app.register_and_verify("full", "a@kestrel.example").await;
    app.register_and_verify("full", "b@kestrel.example").await;
    let starts = start() + Duration::days(7);
    app.set_clock(starts - Duration::hours(10)).await;
    app.cancel(&holder).await.expect(200);
    app.set_clock(starts - Duration::hours(5)).await;
    app.run_jobs().await;
    app.set_clock(starts).await;
    app.run_jobs().await;
    assert_eq!(app.counters(session).await, (0, 0, 0), "both offers have lapsed, nobody is offered more");
    app.assert_sound().await;
}

#[actix_web::test]
async fn it_works_together_with_approval() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("full")
        .but(|s| (s.capacity, s.requires_approval) = (Some(1), true))
        .create(&app)
        .await;
    let first = app.register_and_verify("full", "holder@kestrel.example").await;
    app.register_and_verify("full", "a@kestrel.example").await;
    assert_eq!(first["state"], "pending_approval");
    let asked = app.mail_to("holder@kestrel.example").await;
    assert!(asked.subject.starts_with("We have your request"), "{}", asked.subject);
    assert!(asked.text.contains("/my-registrations#token="), "it can be taken back");
    app.cancel(first["manageToken"].as_str().unwrap()).await.expect(200);
    assert_eq!(app.claim("a@kestrel.example").await.expect(200).json()["state"], "pending_approval");
    assert_eq!(app.counters(session).await, (1, 0, 0));
}

#[actix_web::test]
async fn who_is_offered_a_place_can_take_it_without_the_mail() {
    let app = TestApp::new().await;
    let (_, holder) = full(&app).await;
    let waits = app.register_and_verify("full", "a@kestrel.example").await;
    assert!(waits["claimToken"].is_null());
    app.cancel(&holder).await.expect(200);
    let manage = waits["manageToken"].as_str();
    let offered = app
        .request(Method::GET, "/api/v1/public/registrations/current", manage, None)
        .await
        .expect(200)
        .json();
    assert_eq!(offered["state"], "offered");
    let link = json!({ "token": offered["claimToken"] });
    let claimed = app.post("/api/v1/public/offers/claim", None, link).await.expect(200).json();
    assert_eq!((claimed["state"].as_str(), claimed["claimToken"].is_null()), (Some("confirmed"), true));
}
