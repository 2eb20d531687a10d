use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_integrations::ai::fake::Fake;
use magnetiq_integrations::outbound::AllowList;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use crate::test_support::{Answer, Staff, TestApp};

const CONNECTION: &str = "/api/v1/integrations/ai";

/// An application that may call the loopback.
async fn app() -> (TestApp, Staff) {
    let app = TestApp::with(|config| config.outbound_allow = AllowList::parse(["127.0.0.1"]).unwrap()).await;
    let admin = app.staff(Role::Admin).await;
    (app, admin)
}

async fn put(app: &TestApp, bearer: &str, version: i32, body: Value) -> Answer {
    let request = TestRequest::put()
        .uri(CONNECTION)
        .insert_header(("authorization", format!("Bearer {bearer}")))
        .insert_header(("if-match", format!("\"{version}\"")))
        .insert_header(("content-type", "application/json"));
    app.send(request.set_payload(body.to_string())).await
}

async fn connect(app: &TestApp, admin: &Staff, fake: &Fake, version: i32, model: &str) {
    let body = json!({ "baseUrl": fake.base_url(), "model": model, "key": "sk-secret" });
    put(app, &admin.access, version, body).await.expect(200);
}

fn translate(format: &str) -> Value {
    json!({ "job": { "kind": "translate", "source": "<p>Hi</p>", "from": "en", "to": "de" }, "format": format })
}

/// The events of a stream.
fn events(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let lines = text.lines().filter_map(|line| line.strip_prefix("data: "));
    lines.map(|json| serde_json::from_str(json).unwrap()).collect()
}

fn said(events: &[Value]) -> String {
    events.iter().filter_map(|event| event["text"].as_str()).collect()
}

#[actix_web::test]
async fn without_a_provider_it_is_said_what_to_do() {
    let (app, admin) = app().await;
    let editor = app.staff(Role::Editor).await;
    let state = app.get_as(&editor.access, "/api/v1/ai").await.expect(200).json();
    assert_eq!(state, json!({ "configured": false, "model": null }));
    let refused = app.post("/api/v1/ai/texts", Some(&editor.access), translate("html")).await.expect(409);
    assert_eq!(refused.problem(), "invalid-state");
    assert!(refused.json()["detail"].as_str().unwrap().contains("integrations"));
    app.post(&format!("{CONNECTION}/check"), Some(&admin.access), json!({})).await.expect(409);
}

#[actix_web::test]
async fn a_text_comes_piece_by_piece_and_whole() {
    let (app, admin) = app().await;
    let fake = Fake::start().await.unwrap();
    for (version, model) in [(0, "fake"), (1, "fake-crumbs")] {
        connect(&app, &admin, &fake, version, model).await;
        let answer = app.post("/api/v1/ai/texts", Some(&admin.access), translate("html")).await.expect(200);
        let events = events(&answer);
        assert_eq!(events.last().unwrap(), &json!({ "type": "done" }), "{events:?}");
        assert!(said(&events).starts_with("<p>"), "{events:?}");
        let plain = app.post("/api/v1/ai/texts", Some(&admin.access), translate("plain")).await.expect(200);
        assert!(!said(&self::events(&plain)).is_empty());
    }
    assert!(fake.asked().iter().all(|asked| asked.key.as_deref() == Some("sk-secret")));
    let state = app.get_as(&admin.access, "/api/v1/ai").await.expect(200).json();
    assert_eq!(state, json!({ "configured": true, "model": "fake-crumbs" }));
}

#[actix_web::test]
async fn what_the_provider_has_against_it_ends_the_stream() {
    let (app, admin) = app().await;
    let fake = Fake::start().await.unwrap();
    for (version, (model, reason)) in [
        ("fake-401", "refused"),
        ("fake-429", "rateLimited"),
        ("fake-500", "refused"),
        ("fake-long", "tooLong"),
        ("fake-breaks", "broken"),
        ("fake-garbage", "broken"),
        ("unknown", "refused"),
    ]
    .into_iter()
    .enumerate()
    {
        connect(&app, &admin, &fake, version as i32, model).await;
        let answer = app.post("/api/v1/ai/texts", Some(&admin.access), translate("plain")).await.expect(200);
        let last = events(&answer).pop().unwrap();
        assert_eq!(last, json!({ "type": "failed", "reason": reason }), "{model}");
    }
    drop(fake);
}

#[actix_web::test]
async fn a_check_tells_why_it_does_not_work_and_never_the_key() {
    let (app, admin) = app().await;
    let fake = Fake::start().await.unwrap();
    connect(&app, &admin, &fake, 0, "fake").await;
    let check = format!("{CONNECTION}/check");
    let works = app.post(&check, Some(&admin.access), json!({})).await.expect(200).json();
    assert_eq!((&works["works"], &works["failure"]), (&json!(true), &Value::Null));
    assert!(works["models"].as_array().unwrap().contains(&json!("fake")));
    connect(&app, &admin, &fake, 1, "fake-401").await;
    let broken = app.post(&check, Some(&admin.access), json!({})).await.expect(200);
    assert_eq!(broken.json()["failure"], "refused");
    assert!(!String::from_utf8_lossy(&broken.body).contains("sk-secret"));
}

#[actix_web::test]
async fn nothing_inside_the_house_is_called_unless_it_is_allowed() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let fake = Fake::start().await.unwrap();
    connect(&app, &admin, &fake, 0, "fake").await;
    let check =
        app.post(&format!("{CONNECTION}/check"), Some(&admin.access), json!({})).await.expect(200).json();
    assert_eq!((&check["works"], &check["failure"]), (&json!(false), &json!("unreachable")));
    assert!(fake.asked().is_empty());
}

#[actix_web::test]
async fn the_key_is_sealed_and_stays_with_its_host() {
    let (app, admin) = app().await;
    let body = |url: &str| json!({ "baseUrl": url, "model": "m" });
    let first = json!({ "baseUrl": "https://one.example/v1/", "model": "m", "key": " sk-secret " });
    let set = put(&app, &admin.access, 0, first).await.expect(200);
    assert_eq!(set.header("etag"), "\"1\"");
    assert_eq!(
        set.json(),
        json!({ "baseUrl": "https://one.example/v1", "model": "m", "hasKey": true, "version": 1 })
    );
    let same_host = put(&app, &admin.access, 1, body("https://one.example/v2")).await.expect(200).json();
    assert_eq!(same_host["hasKey"], true);
    let other = put(&app, &admin.access, 2, body("https://two.example/v1")).await.expect(422).json();
    assert_eq!(
        (&other["errors"][0]["pointer"], &other["errors"][0]["code"]),
        (&json!("/key"), &json!("required"))
    );
    let none = json!({ "baseUrl": "https://two.example/v1", "model": "m", "key": null });
    assert_eq!(put(&app, &admin.access, 2, none).await.expect(200).json()["hasKey"], false);
    assert_eq!(put(&app, &admin.access, 2, body("https://two.example")).await.expect(412).problem(), "stale");
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=integration").await.expect(200);
    assert_eq!(log.json()["data"].as_array().unwrap().len(), 3);
    assert!(!String::from_utf8_lossy(&log.body).contains("sk-secret"));
    app.delete(CONNECTION, &admin.access).await.expect(204);
    let gone = app.get_as(&admin.access, CONNECTION).await.expect(200).json();
    assert_eq!(gone, json!({ "baseUrl": "", "model": "", "hasKey": false, "version": 0 }));
}

#[actix_web::test]
async fn what_can_not_be_a_connection_is_named() {
    let (app, admin) = app().await;
    for (url, model, key, pointer) in [
        ("", "m", "k", "/baseUrl"),
        ("ftp://one.example", "m", "k", "/baseUrl"),
        ("https://user:pass@one.example", "m", "k", "/baseUrl"),
        ("https://one.example/?a=b", "m", "k", "/baseUrl"),
        ("one.example", "m", "k", "/baseUrl"),
        ("https://one.example", " ", "k", "/model"),
        ("https://one.example", "m", "a b", "/key"),
    ] {
        let body = json!({ "baseUrl": url, "model": model, "key": key });
        let refused = put(&app, &admin.access, 0, body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{url} {model} {key}");
    }
    let body = Some(json!({ "baseUrl": "https://one.example", "model": "m" }));
    app.request(Method::PUT, CONNECTION, Some(&admin.access), body).await.expect(428);
}

#[actix_web::test]
async fn who_may_not_is_told_so() {
    let (app, admin) = app().await;
    let (editor, viewer) = (app.staff(Role::Editor).await, app.staff(Role::Viewer).await);
    app.get("/api/v1/ai").await.expect(401);
    app.get_as(&viewer.access, "/api/v1/ai").await.expect(403);
    app.post("/api/v1/ai/texts", Some(&viewer.access), translate("html")).await.expect(403);
    app.get_as(&editor.access, CONNECTION).await.expect(403);
    put(&app, &editor.access, 0, json!({})).await.expect(403);
    let token = app.api_token(&admin, &[Scope::IntegrationsRead]).await;
    app.get_as(&token, CONNECTION).await.expect(200);
    put(&app, &token, 0, json!({})).await.expect(403);
}

#[actix_web::test]
async fn one_person_has_so_many_texts_written_at_a_time() {
    let app = TestApp::with(|config| {
        config.rate_limits = true;
        config.outbound_allow = AllowList::parse(["127.0.0.1"]).unwrap();
    })
    .await;
    let (admin, editor) = (app.staff(Role::Admin).await, app.staff(Role::Editor).await);
    let fake = Fake::start().await.unwrap();
    connect(&app, &admin, &fake, 0, "fake").await;
    for _ in 0..60 {
        app.post("/api/v1/ai/texts", Some(&editor.access), translate("plain")).await.expect(200);
    }
    let refused = app.post("/api/v1/ai/texts", Some(&editor.access), translate("plain")).await.expect(429);
    assert!(!refused.header("retry-after").is_empty());
    app.post("/api/v1/ai/texts", Some(&admin.access), translate("plain")).await.expect(200);
}

#[actix_web::test]
async fn a_task_is_looked_at_before_anybody_is_asked() {
    let (app, admin) = app().await;
    let fake = Fake::start().await.unwrap();
    connect(&app, &admin, &fake, 0, "fake").await;
    let empty = json!({ "job": { "kind": "shorten", "source": " ", "language": "en" } });
    let refused = app.post("/api/v1/ai/texts", Some(&admin.access), empty).await.expect(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/job/source");
    assert!(fake.asked().is_empty());
}
