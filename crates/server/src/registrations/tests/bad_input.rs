//! Whatever is sent, the answer is a problem document and nothing is half-written.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::test_support::{SessionFixture, TestApp, form};

const PATH: &str = "/api/v1/public/sessions/storage/registrations";

#[actix_web::test]
async fn every_broken_rule_is_named_by_field() {
    let app = TestApp::new().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let cases: [(&str, Value, &str, &str); 16] = [
        ("email", json!("nobody"), "/email", "email"),
        ("email", json!("a@b.de\r\nBcc: c@d.de"), "/email", "email"),
        ("email", json!(7), "/email", "type"),
        ("firstName", json!("J"), "/firstName", "too-short"),
        ("firstName", json!("J\u{0}hn"), "/firstName", "characters"),
        ("lastName", json!("x".repeat(51)), "/lastName", "too-long"),
        ("lastName", json!("\u{202E}evil"), "/lastName", "characters"),
        ("company", json!(""), "/company", "required"),
        ("phone", json!("call me"), "/phone", "phone"),
        ("website", json!("javascript:alert(1)"), "/website", "url"),
        ("specialRequirements", json!("x".repeat(501)), "/specialRequirements", "too-long"),
        ("termsAccepted", json!(false), "/termsAccepted", "must-accept"),
        ("privacyConsent", json!(false), "/privacyConsent", "must-accept"),
        ("language", json!("fr"), "/language", "type"),
        ("timezone", json!("Mars/Olympus"), "/timezone", "timezone"),
        ("colour", json!("red"), "/colour", "unknown-field"),
    ];
    for (field, value, pointer, code) in cases {
        let mut body = form("a@kestrel.example");
        body[field] = value;
        let answer = app.post(PATH, None, body).await.expect(422);
        assert_eq!(answer.problem(), "validation");
        let error = &answer.json()["errors"][0];
        assert_eq!(
            (error["pointer"].as_str(), error["code"].as_str()),
            (Some(pointer), Some(code)),
            "{field}"
        );
    }
    assert_eq!(app.counters(session).await, (0, 0, 0));
    assert!(app.run_jobs().await.is_empty());
}

#[actix_web::test]
async fn emoji_and_accents_are_people_too() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let mut body = form("a@kestrel.example");
    (body["firstName"], body["lastName"]) = ("Zoë 🌞".into(), "Ñandú-Łukasz".into());
    app.post(PATH, None, body).await.expect(202);
    let token = app.mail_to("a@kestrel.example").await.token("step=confirm");
    let seen = app.verify(&token, None).await.expect(200).json();
    assert_eq!(seen["person"]["lastName"], "Ñandú-Łukasz");
    let mail = app.mail_to("a@kestrel.example").await;
    assert!(mail.text.contains("Zoë 🌞"), "{}", mail.text);
}

#[actix_web::test]
async fn what_is_no_json_or_too_large_is_refused() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let json = ("content-type", "application/json");
    let post = || TestRequest::post().uri(PATH);
    let huge = "x".repeat(10_000_000);
    let cases = [
        (post().insert_header(json).set_payload("{\"email\":"), 400, "malformed-json"),
        (post().insert_header(json).set_payload(""), 400, "malformed-json"),
        (post().insert_header(json).set_payload(vec![0xff, 0xfe, 0x00]), 400, "malformed-json"),
        (post().insert_header(json).set_payload(huge), 413, "too-large"),
        (post().set_payload(form("a@kestrel.example").to_string()), 415, "unsupported-media-type"),
        (post().insert_header(json).set_payload("[1,2]"), 422, "validation"),
        (post().insert_header(json).set_payload("[".repeat(50_000)), 400, "malformed-json"),
        (
            post()
                .insert_header(json)
                .insert_header(("authorization", "Bearer forged"))
                .set_payload("nonsense"),
            401,
            "unauthenticated",
        ),
        (TestRequest::put().uri(PATH), 405, "method-not-allowed"),
        (TestRequest::get().uri("/api/v1/public/nothing"), 404, "not-found"),
        (TestRequest::get().uri("/api/v1/public/sessions?timezone=Mars"), 422, "validation"),
        (TestRequest::get().uri("/api/v1/public/sessions?limit=0"), 422, "validation"),
        (TestRequest::get().uri("/api/v1/public/sessions?colour=red"), 422, "validation"),
        (TestRequest::get().uri("/api/v1/public/sessions?cursor=nonsense"), 422, "validation"),
    ];
    for (n, (request, status, problem)) in cases.into_iter().enumerate() {
        let answer = app.send(request).await;
        assert_eq!((answer.status.as_u16(), answer.problem().as_str()), (status, problem), "case {n}");
        assert!(answer.json()["requestId"].as_str().is_some_and(|id| id.len() == 32), "case {n}");
    }
}
