//! The provider's events: what they say is done once, and only where they are signed.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::crypto::WebhookSecret;
use crate::test_support::{Answer, Staff, TestApp};

const CONNECTION: &str = "/api/v1/integrations/mail-events";
const HOOK: &str = "/api/v1/public/hooks/resend";

async fn put(app: &TestApp, bearer: &str, version: i32, secret: &str) -> Answer {
    let request = TestRequest::with_uri(CONNECTION)
        .method(Method::PUT)
        .insert_header(("authorization", format!("Bearer {bearer}")))
        .insert_header(("if-match", format!("\"{version}\"")))
        .set_json(json!({ "secret": secret }));
    app.send(request).await
}

/// An admin, and the secret that was set.
async fn connected(app: &TestApp) -> (Staff, WebhookSecret) {
    let admin = app.staff(Role::Admin).await;
    let secret = WebhookSecret::fresh();
    put(app, &admin.access, 0, &secret.text()).await.expect(200);
    (admin, secret)
}

fn bounce(address: &str, kind: &str) -> String {
    let bounce = json!({ "type": kind, "subType": "General", "message": "The mailbox is not there." });
    json!({ "type": "email.bounced", "data": { "email_id": "1", "to": [address], "bounce": bounce } })
        .to_string()
}

async fn tell(app: &TestApp, id: Uuid, seconds: i64, signature: &str, body: &str) -> Answer {
    let request = TestRequest::with_uri(HOOK)
        .method(Method::POST)
        .insert_header(("content-type", "application/json"))
        .insert_header(("svix-id", id.to_string()))
        .insert_header(("svix-timestamp", seconds.to_string()))
        .insert_header(("svix-signature", signature))
        .set_payload(body.to_owned());
    app.send(request).await
}

async fn signed(app: &TestApp, secret: &WebhookSecret, id: u128, body: &str) -> Answer {
    let (id, now) = (Uuid::from_u128(id), app.ctx().now);
    tell(app, id, now.timestamp(), &secret.sign(id, now, body), body).await
}

async fn suppressed(app: &TestApp, who: &Staff) -> Vec<(String, String)> {
    let list = app.get_as(&who.access, "/api/v1/suppressed-addresses").await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list["data"].as_array().unwrap().iter().map(|row| (text(&row["address"]), text(&row["reason"]))).collect()
}

#[actix_web::test]
async fn bounces_and_complaints_put_addresses_on_the_list() {
    let app = TestApp::new().await;
    let (admin, secret) = connected(&app).await;
    signed(&app, &secret, 1, &bounce("Anna <Anna@acme.example>", "Permanent")).await.expect(204);
    signed(&app, &secret, 2, &bounce("busy@acme.example", "Transient")).await.expect(204);
    app.advance(Duration::seconds(1)).await;
    let complaint = json!({ "type": "email.complained", "data": { "to": ["bob@acme.example"] } });
    signed(&app, &secret, 3, &complaint.to_string()).await.expect(204);
    signed(&app, &secret, 4, &json!({ "type": "email.delivered", "data": {} }).to_string()).await.expect(204);
    let list = [("bob@acme.example", "complained"), ("anna@acme.example", "bounced")];
    let list = list.map(|(address, reason)| (address.to_owned(), reason.to_owned()));
    assert_eq!(suppressed(&app, &admin).await, list);
}

#[actix_web::test]
async fn what_is_not_signed_now_and_for_the_first_time_changes_nothing() {
    let app = TestApp::new().await;
    let body = bounce("anna@acme.example", "Permanent");
    signed(&app, &WebhookSecret::fresh(), 1, &body).await.expect(401);
    let (admin, secret) = connected(&app).await;
    signed(&app, &WebhookSecret::fresh(), 1, &body).await.expect(401);
    let (id, now) = (Uuid::from_u128(1), app.ctx().now);
    let signature = secret.sign(id, now, &body);
    let other = bounce("bob@acme.example", "Permanent");
    tell(&app, id, now.timestamp(), &signature, &other).await.expect(401);
    tell(&app, id, now.timestamp() + 1, &signature, &body).await.expect(401);
    app.post(HOOK, None, json!({})).await.expect(401);
    app.post("/api/v1/public/hooks/nobody", None, json!({})).await.expect(404);
    for minutes in [-6, 6] {
        let at = now + Duration::minutes(minutes);
        tell(&app, id, at.timestamp(), &secret.sign(id, at, &body), &body).await.expect(401);
    }
    signed(&app, &secret, 2, "{").await.expect(400);
    assert!(suppressed(&app, &admin).await.is_empty());

    tell(&app, id, now.timestamp(), &signature, &body).await.expect(204);
    let one = "/api/v1/suppressed-addresses/anna%40acme.example";
    app.request(Method::DELETE, one, Some(&admin.access), None).await.expect(204);
    tell(&app, id, now.timestamp(), &signature, &body).await.expect(204);
    assert!(suppressed(&app, &admin).await.is_empty(), "the same event again");
}

#[actix_web::test]
async fn the_secret_goes_in_and_never_comes_out() {
    let app = TestApp::new().await;
    let (admin, secret) = connected(&app).await;
    let seen = app.get_as(&admin.access, CONNECTION).await.expect(200);
    let url = "https://webinars.example/api/v1/public/hooks/resend";
    assert_eq!(seen.json(), json!({ "url": url, "hasSecret": true, "version": 1 }));
    assert!(app.tables_with(&secret.text()).await.is_empty());
    put(&app, &admin.access, 0, &secret.text()).await.expect(412);
    for wrong in ["", "abc", "whsec_YQ==", "whsec_?"] {
        put(&app, &admin.access, 1, wrong).await.expect(422);
    }
    let editor = app.staff(Role::Editor).await;
    app.get_as(&editor.access, CONNECTION).await.expect(403);
    app.delete(CONNECTION, &admin.access).await.expect(204);
    signed(&app, &secret, 9, "{}").await.expect(401);
}
