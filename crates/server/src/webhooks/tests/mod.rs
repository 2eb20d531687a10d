mod receiver;
mod rules;
mod telling;

use magnetiq_integrations::outbound::AllowList;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use crate::test_support::{Staff, TestApp};
use receiver::Receiver;

const API: &str = "/api/v1/webhooks";

/// An app that may call this machine, its admin, and an application that listens.
async fn app() -> (TestApp, Staff, Receiver) {
    let app = TestApp::with(|config| config.outbound_allow = AllowList::parse(["127.0.0.1"]).unwrap()).await;
    let mut admin = app.staff(Role::Admin).await;
    // A sign-in ends when the clock is moved; a token does not.
    admin.access = app.api_token(&admin, &Scope::ALL).await;
    (app, admin, Receiver::start().await)
}

/// A webhook that wants these events: what making it answered.
async fn webhook(app: &TestApp, admin: &Staff, url: &str, events: &[&str]) -> Value {
    let body = json!({ "url": url, "events": events, "description": "CRM" });
    app.post(API, Some(&admin.access), body).await.expect(201).json()
}

fn path(webhook: &Value) -> String {
    format!("{API}/{}", webhook["id"].as_str().unwrap())
}

async fn deliveries(app: &TestApp, admin: &Staff, webhook: &Value) -> Vec<Value> {
    let list = app.get_as(&admin.access, &format!("{}/deliveries", path(webhook))).await.expect(200).json();
    list["data"].as_array().unwrap().clone()
}
