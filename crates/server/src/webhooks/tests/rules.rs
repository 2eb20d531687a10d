use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use super::{API, app, deliveries, path, webhook};
use crate::test_support::SessionFixture;

#[actix_web::test]
async fn a_webhook_is_made_changed_and_deleted() {
    let (app, admin, receiver) = app().await;
    let made =
        webhook(&app, &admin, &receiver.url, &["topic.created", "registration.created", "topic.created"])
            .await;
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_eq!(made["events"], json!(["registration.created", "topic.created"]));
    let path = path(&made);
    let shown = app.get_as(&admin.access, &path).await.expect(200);
    assert!(!String::from_utf8_lossy(&shown.body).contains("whsec_"), "the secret is shown once");
    let patch = json!({ "events": ["session.published"], "description": null, "isActive": false });
    let changed = app.patch(&path, &admin.access, patch.clone()).await.expect(200).json();
    assert_eq!((&changed["events"], &changed["description"]), (&json!(["session.published"]), &json!(null)));
    assert_eq!((&changed["isActive"], &changed["version"]), (&json!(false), &json!(2)));
    assert_eq!(app.patch_seen(&path, &admin.access, "\"1\"", patch).await.expect(412).problem(), "stale");
    let list = app.get_as(&admin.access, API).await.expect(200).json();
    assert_eq!(list["total"], 1);
    app.delete(&path, &admin.access).await.expect(204);
    app.get_as(&admin.access, &path).await.expect(404);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=webhook").await.expect(200).json();
    let entries = log["data"].as_array().unwrap().iter();
    let mut actions: Vec<_> = entries.map(|entry| entry["action"].as_str().unwrap()).collect();
    actions.sort_unstable();
    assert_eq!(actions, ["webhook.created", "webhook.deleted", "webhook.updated"]);
    assert!(!log.to_string().contains("whsec_"));
}

#[actix_web::test]
async fn what_is_wrong_is_named() {
    let (app, admin, receiver) = app().await;
    let long = format!("https://x.example/{}", "a".repeat(600));
    for (url, events, pointer, code) in [
        ("", json!(["topic.created"]), "/url", "required"),
        (&long, json!(["topic.created"]), "/url", "too-long"),
        ("nonsense", json!(["topic.created"]), "/url", "url"),
        ("http://public.example/hook", json!(["topic.created"]), "/url", "url"),
        ("https://10.0.0.1/hook", json!(["topic.created"]), "/url", "url"),
        ("https://[::1]/hook", json!(["topic.created"]), "/url", "url"),
        ("https://user:secret@x.example/", json!(["topic.created"]), "/url", "url"),
        ("ftp://x.example/", json!(["topic.created"]), "/url", "url"),
        (&receiver.url, json!([]), "/events", "required"),
        (&receiver.url, json!(["webhook.test"]), "/events", "type"),
        (&receiver.url, json!(["topic.sold"]), "/events/0", "type"),
    ] {
        let body = json!({ "url": url, "events": events });
        let refused = app.post(API, Some(&admin.access), body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{url} {events}");
        assert_eq!(refused["errors"][0]["code"], code, "{url} {events}");
    }
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    let refused = app.patch(&path(&made), &admin.access, json!({ "url": "https://127.0.0.2/" })).await;
    assert_eq!(refused.expect(422).json()["errors"][0]["pointer"], "/url");
}

#[actix_web::test]
async fn only_admins_have_webhooks() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["topic.created"]).await;
    let editor = app.staff(Role::Editor).await;
    for (method, path) in [
        (Method::GET, API.to_owned()),
        (Method::POST, API.to_owned()),
        (Method::POST, format!("{}/test", path(&made))),
        (Method::POST, format!("{}/rotate-secret", path(&made))),
        (Method::GET, format!("{}/deliveries", path(&made))),
    ] {
        app.request(method, &path, Some(&editor.access), Some(json!({}))).await.expect(403);
    }
}

#[actix_web::test]
async fn the_same_request_makes_one_webhook() {
    let (app, admin, receiver) = app().await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = TestRequest::post()
            .uri(API)
            .insert_header(("authorization", format!("Bearer {}", admin.access)))
            .insert_header(("idempotency-key", "one"))
            .set_json(json!({ "url": receiver.url, "events": ["topic.created"] }));
        answers.push(app.send(request).await.expect(201).json());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(app.get_as(&admin.access, API).await.json()["total"], 1);
}

#[actix_web::test]
async fn nothing_of_the_unknown_is_found() {
    let (app, admin, _) = app().await;
    let id = app.ctx().new_id();
    let bearer = Some(admin.access.as_str());
    for path in [
        format!("{API}/{id}/test"),
        format!("{API}/{id}/rotate-secret"),
        format!("{API}/deliveries/{id}/replay"),
    ] {
        assert_eq!(app.post(&path, bearer, json!({})).await.expect(404).problem(), "not-found");
    }
    app.get_as(&admin.access, &format!("{API}/{id}/deliveries")).await.expect(404);
    app.get_as(&admin.access, &format!("{API}/nonsense")).await.expect(404);
}

#[actix_web::test]
async fn a_token_has_nothing_sent_that_it_may_not_read() {
    let (app, admin, receiver) = app().await;
    let signed_in = app.sign_in(&admin.email).await;
    let few = [Scope::WebhooksRead, Scope::WebhooksWrite, Scope::TopicsRead];
    let token = app.api_token(&signed_in, &few).await;
    let body = |event: &str| json!({ "url": receiver.url, "events": [event] });
    for event in ["registration.created", "session.published"] {
        let refused = app.post(API, Some(&token), body(event)).await.expect(403);
        assert_eq!(refused.problem(), "forbidden", "{event}");
    }
    let own = app.post(API, Some(&token), body("topic.created")).await.expect(201).json();
    app.patch(&path(&own), &token, json!({ "events": ["registration.created"] })).await.expect(403);
    let other = webhook(&app, &admin, &receiver.url, &["registration.created"]).await;
    app.patch(&path(&other), &token, json!({ "url": receiver.url })).await.expect(403);
    app.patch(&path(&own), &token, json!({ "description": "Own" })).await.expect(200);
}

#[actix_web::test]
async fn the_log_shows_a_token_only_what_it_may_read() {
    let (app, admin, receiver) = app().await;
    let made = webhook(&app, &admin, &receiver.url, &["registration.created"]).await;
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", "a@kestrel.example").await.expect(202);
    app.run_jobs().await;
    let signed_in = app.sign_in(&admin.email).await;
    let token = app.api_token(&signed_in, &[Scope::WebhooksRead]).await;
    let log = format!("{}/deliveries", path(&made));
    let shown = app.get_as(&token, &log).await.expect(200).json();
    assert_eq!(
        (&shown["data"][0]["event"], &shown["data"][0]["payload"]),
        (&json!("registration.created"), &json!(null))
    );
    assert!(deliveries(&app, &admin, &made).await[0]["payload"].is_object());
}
