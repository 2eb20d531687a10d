//! Visits over HTTP.

use actix_web::body::MessageBody;
use actix_web::http::Method;
use actix_web::test::{TestRequest, call_service, init_service};
use chrono::Duration;
use magnetiq_shared::TranslatedText;
use serde_json::{Value, json};

use crate::http;
use crate::test_support::{SessionFixture, TestApp};

const CURRENT: &str = "/api/v1/public/visits/current";

async fn started(app: &TestApp) -> String {
    let body = json!({ "data": { "firstName": "Juliette", "email": "juliette@kes" }, "language": "de" });
    let made = app.post("/api/v1/public/visits", None, body).await.expect(201).json();
    made["token"]["token"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_visit_keeps_what_was_typed_for_a_week() {
    let app = TestApp::new().await;
    app.run_jobs().await; // From now on the hourly round is planned.
    let visit = started(&app).await;
    let kept = app.request(Method::GET, CURRENT, Some(&visit), None).await.expect(200).json();
    assert_eq!(
        (kept["data"]["firstName"].as_str(), kept["language"].as_str()),
        (Some("Juliette"), Some("de"))
    );
    assert_eq!(kept["validated"], false);
    let patch = json!({ "data": { "company": "Kestrel" } });
    app.request(Method::PATCH, CURRENT, Some(&visit), Some(patch)).await.expect(200);
    let kept = app.request(Method::GET, CURRENT, Some(&visit), None).await.expect(200).json();
    assert_eq!(
        (kept["data"]["company"].as_str(), kept["data"]["firstName"].as_str()),
        (Some("Kestrel"), Some(""))
    );
    app.advance(Duration::days(7)).await;
    app.request(Method::GET, CURRENT, Some(&visit), None).await.expect(401);
    app.run_jobs().await;
    assert_eq!(crate::visits::count(app.app.db.read()).await.unwrap(), 0, "what has ended is deleted");
}

#[actix_web::test]
async fn registering_in_a_visit_lists_it_there_and_fills_in_the_next_form() {
    let app = TestApp::new().await;
    SessionFixture::new("one").create(&app).await;
    let visit = started(&app).await;
    let accepted = app.register_in("one", "juliette@kestrel.example", Some(&visit)).await.expect(202).json();
    assert_eq!(accepted["waitlist"], false);
    let kept = app.request(Method::GET, CURRENT, Some(&visit), None).await.expect(200).json();
    assert_eq!(kept["data"]["company"], "Kestrel Foods");
    assert_eq!(kept["registrations"][0]["session"]["slug"], "one");
    assert_eq!(kept["registrations"][0]["email"], "juliette@kestrel.example");
    assert_eq!(kept["registrations"][0]["holdExpiresAt"], accepted["holdExpiresAt"]);
}

#[actix_web::test]
async fn what_is_like_the_registered_is_recommended() {
    let app = TestApp::new().await;
    let one = SessionFixture::new("one").create(&app).await;
    let titled = |slug: &str| {
        let title = TranslatedText::new(slug, slug);
        SessionFixture::new(slug).beside(one).but(|s| s.title = Some(title.into()))
    };
    titled("alike").create(&app).await;
    titled("alike-full")
        .but(|s| (s.capacity, s.seats_taken, s.allow_waitlist) = (Some(1), 1, false))
        .create(&app)
        .await;
    titled("alike-past").starts(crate::test_support::start() - Duration::days(2)).create(&app).await;
    SessionFixture::new("another-date").beside(one).create(&app).await;
    SessionFixture::new("unlike").create(&app).await;
    let visit = started(&app).await;
    let recommended = async || {
        let path = format!("{CURRENT}/recommendations");
        let page = app.request(Method::GET, &path, Some(&visit), None).await.expect(200).json();
        page["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["slug"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(recommended().await, [""; 0]);
    app.register_in("one", "juliette@kestrel.example", Some(&visit)).await.expect(202);
    assert_eq!(recommended().await, ["alike"]);
    app.get(&format!("{CURRENT}/recommendations")).await.expect(401);
}

#[actix_web::test]
async fn a_broken_visit_is_refused_with_the_fields_name() {
    let app = TestApp::new().await;
    for (body, pointer) in [
        (json!({ "timezone": "Mars" }), "/timezone"),
        (json!({ "data": { "age": 7 } }), "/data/age"),
        (json!({ "language": "fr" }), "/language"),
    ] {
        let refused = app.post("/api/v1/public/visits", None, body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
}

#[actix_web::test]
async fn what_nobody_types_is_not_kept() {
    let app = TestApp::new().await;
    let data = json!({ "firstName": format!("a\u{0}b\u{202E}{}", "c".repeat(60_000)) });
    let made = app.post("/api/v1/public/visits", None, json!({ "data": data })).await.expect(201).json();
    let kept = made["visit"]["data"]["firstName"].as_str().unwrap();
    assert!(kept.starts_with("abcc") && kept.chars().count() == 300, "{kept}");
}

#[actix_web::test]
async fn the_same_key_gives_the_same_visit() {
    let app = TestApp::new().await;
    let send = async || {
        let request = TestRequest::post()
            .uri("/api/v1/public/visits")
            .insert_header(("idempotency-key", "one"))
            .insert_header(("content-type", "application/json"))
            .set_payload("{}");
        app.send(request).await.expect(201).json()["token"]["token"].to_string()
    };
    assert_eq!(send().await, send().await);
    assert_eq!(crate::visits::count(app.app.db.read()).await.unwrap(), 1);
}

#[actix_web::test]
async fn the_stream_tells_the_open_tab_when_the_link_is_used_elsewhere() {
    let app = TestApp::new().await;
    SessionFixture::new("one").create(&app).await;
    let accepted = app.register("one", "juliette@kestrel.example").await.expect(202).json();
    let visit = accepted["visit"]["token"].as_str().unwrap();
    let service = init_service(http::application(app.app.clone())).await;
    let request = TestRequest::get().uri(&format!("{CURRENT}/events"));
    let request = request.insert_header(("authorization", format!("Bearer {visit}"))).to_request();
    let answer = call_service(&service, request).await;
    assert_eq!(answer.headers().get("content-type").unwrap(), "text/event-stream");
    let mut stream = Box::pin(answer.into_body());
    let mut state = async || loop {
        let chunk = std::future::poll_fn(|task| stream.as_mut().poll_next(task)).await;
        let Some(Ok(chunk)) = chunk else { panic!("the stream ended") };
        let text = String::from_utf8_lossy(&chunk).into_owned();
        if let Some(data) = text.strip_prefix("data: ") {
            let visit: Value = serde_json::from_str(data.trim()).unwrap();
            return visit["registrations"][0]["state"].as_str().unwrap().to_owned();
        }
    };
    assert_eq!(state().await, "pending_verification");
    let token = app.mail_to("juliette@kestrel.example").await.token("step=confirm");
    app.post("/api/v1/public/registrations/verify", None, json!({ "token": token })).await.expect(200);
    assert_eq!(state().await, "confirmed");
}
