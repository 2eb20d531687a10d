//! What people of the house do.

use actix_web::http::Method;
use serde_json::{Map, Value, json};

use super::{aftermath, campaigns, desk, house, mails, people, sessions, topics};
use crate::test_support::{Staff, TestApp};

/// Where the API begins.
pub const API: &str = "/api/v1";

/// Walks through the panel once, and keeps each operation's answer.
pub async fn walk() -> Map<String, Value> {
    let app = TestApp::new().await;
    let mut seen = Map::new();
    let admin = accounts(&app, &mut seen).await;
    // Each slice keeps its answers in a file of its own, beside this one.
    people::walk(&app, &admin, &mut seen).await;
    sessions::walk(&app, &admin, &mut seen).await;
    topics::walk(&app, &admin, &mut seen).await;
    house::walk(&app, &admin, &mut seen).await;
    campaigns::walk(&app, &admin, &mut seen).await;
    mails::walk(&app, &admin, &mut seen).await;
    desk::walk(&app, &admin, &mut seen).await;
    aftermath::walk(&app, &admin, &mut seen).await;
    let log = app.get_as(&admin.access, &format!("{API}/audit-log?limit=2")).await.expect(200).json();
    seen.insert("listAuditLog".into(), log);
    seen
}

async fn accounts(app: &TestApp, seen: &mut Map<String, Value>) -> Staff {
    let set_up = app.get(&format!("{API}/public/set-up")).await.expect(200).json();
    seen.insert("getSetUp".into(), set_up);
    let code = app.app.keys.set_up_code();
    let (email, password) = ("katharina.voss@voltaic-systems.example", "seven herons on the weir");
    let mail = json!({ "code": code, "email": email });
    let outcome = app.post(&format!("{API}/public/set-up/test-mail"), None, mail).await.expect(200).json();
    seen.insert("sendSetUpMail".into(), outcome);
    let form = json!({
        "code": code, "name": "Katharina Voss", "email": email, "password": password,
        "timezone": "Europe/Berlin", "organisation": "voltAIc Systems",
    });
    let done = app.post(&format!("{API}/public/set-up"), None, form).await.expect(200);
    let admin = Staff::of(email, &done);
    let bearer = Some(admin.access.as_str());
    seen.insert("completeSetUp".into(), secret(done.json(), "accessToken"));
    let body = json!({ "email": email, "password": password });
    let signed_in = app.post(&format!("{API}/auth/sign-in"), None, body).await.expect(200).json();
    seen.insert("signIn".into(), secret(signed_in, "accessToken"));
    let refreshed = app.refresh_sign_in(&admin.cookie).await.expect(200).json();
    seen.insert("refreshSignIn".into(), secret(refreshed, "accessToken"));
    let patch = Some(json!({ "language": "en" }));
    let me = app.request(Method::PATCH, &format!("{API}/auth/me"), bearer, patch).await.expect(200).json();
    seen.insert("getMe".into(), me.clone());
    seen.insert("changeMe".into(), me);
    let draft = app
        .post(&format!("{API}/auth/second-factor"), bearer, json!({ "password": password }))
        .await
        .expect(200)
        .json();
    let shown =
        json!({ "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "url": "otpauth://totp/…", "qr": "<svg …" });
    assert_eq!(draft.as_object().unwrap().len(), shown.as_object().unwrap().len());
    seen.insert("beginSecondFactor".into(), shown);
    let codes = json!({ "codes": ["N3QK7ZP4-TR5WB6XH", "J7M2LQ9A-C4VX6YSD"] });
    seen.insert("confirmSecondFactor".into(), codes.clone());
    seen.insert("renewRecoveryCodes".into(), codes);
    let new = json!({ "email": "jonas.weidner@voltaic-systems.example", "name": "Jonas Weidner", "role": "editor" });
    let jonas = app.post(&format!("{API}/users"), bearer, new).await.expect(201).json();
    seen.insert("createUser".into(), jonas.clone());
    let path = format!("{API}/users/{}", jonas["id"].as_str().unwrap());
    seen.insert("getUser".into(), app.get_as(&admin.access, &path).await.expect(200).json());
    let changed = app.patch(&path, &admin.access, json!({ "role": "viewer" })).await.expect(200).json();
    seen.insert("changeUser".into(), changed);
    let token = app.mail_to("jonas.weidner@voltaic-systems.example").await.token("/admin/welcome");
    let link = format!("{API}/auth/links");
    let preview =
        app.post(&format!("{link}/preview"), None, json!({ "token": token })).await.expect(200).json();
    seen.insert("previewAccountLink".into(), preview);
    let choice = json!({ "token": token, "password": "a quiet harbour at noon" });
    let chosen = app.post(&format!("{link}/password"), None, choice).await.expect(200).json();
    seen.insert("choosePassword".into(), secret(chosen, "accessToken"));
    let body = json!({ "name": "Website", "scopes": ["topics:read", "sessions:read"], "expiresAt": "2027-06-01T00:00:00Z" });
    let made = app.post(&format!("{API}/api-tokens"), bearer, body).await.expect(201).json();
    seen.insert("createApiToken".into(), secret(secret(made, "token"), "start"));
    for (name, path) in
        [("listSignIns", "auth/sign-ins"), ("listUsers", "users"), ("listApiTokens", "api-tokens")]
    {
        let mut list = app.get_as(&admin.access, &format!("{API}/{path}")).await.expect(200).json();
        for row in list["data"].as_array_mut().unwrap() {
            *row = secret(row.take(), "start");
        }
        seen.insert(name.into(), list);
    }
    admin
}

/// The answer with another secret, as random ones would be others each time.
fn secret(mut answer: Value, field: &str) -> Value {
    let shown = match field {
        "start" => "mqt_K7ZP4R",
        "token" => "mqt_K7ZP4R5WB6XHJ7M2LQ9AC4VX6YSDN3QK7ZP4R5WB6XH",
        _ => "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.…",
    };
    if let Some(secret) = answer.get_mut(field) {
        *secret = json!(shown);
    }
    answer
}
