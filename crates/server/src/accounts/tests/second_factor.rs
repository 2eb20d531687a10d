use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use super::super::second_factor::code_at;
use crate::test_support::staff::PASSWORD;
use crate::test_support::{Answer, Staff, TestApp};

/// Somebody with a second factor: its secret, and their recovery codes.
async fn with_factor(app: &TestApp) -> (Staff, String, Vec<String>) {
    let editor = app.staff(Role::Editor).await;
    let path = "/api/v1/auth/second-factor";
    let guessed =
        app.post(path, Some(&editor.access), json!({ "password": "a guess" })).await.expect(422).json();
    assert_eq!(
        (&guessed["errors"][0]["pointer"], &guessed["errors"][0]["code"]),
        (&json!("/password"), &json!("wrong"))
    );
    let draft =
        app.post(path, Some(&editor.access), json!({ "password": PASSWORD })).await.expect(200).json();
    assert!(draft["url"].as_str().unwrap().starts_with("otpauth://totp/"));
    assert!(draft["qr"].as_str().unwrap().contains("<svg"));
    let secret = draft["secret"].as_str().unwrap().to_owned();
    let path = "/api/v1/auth/second-factor/confirm";
    app.post(path, Some(&editor.access), json!({ "code": "000000" })).await.expect(422);
    let code = code_at(&secret, app.app.clock.now());
    let codes = app.post(path, Some(&editor.access), json!({ "code": code })).await.expect(200).json();
    let codes = serde_json::from_value(codes["codes"].clone()).unwrap();
    app.advance(Duration::seconds(60)).await;
    (editor, secret, codes)
}

async fn sign_in(app: &TestApp, code: Option<&str>) -> Answer {
    let mut body = json!({ "email": "editor@house.example", "password": PASSWORD });
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    app.post("/api/v1/auth/sign-in", None, body).await
}

#[actix_web::test]
async fn a_code_is_asked_for_and_works_once() {
    let app = TestApp::new().await;
    let (_, secret, _) = with_factor(&app).await;
    assert_eq!(sign_in(&app, None).await.expect(401).problem(), "second-factor");
    assert_eq!(sign_in(&app, Some("123456")).await.expect(401).problem(), "unauthenticated");
    let code = code_at(&secret, app.app.clock.now());
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    sign_in(&app, Some(&spaced)).await.expect(200);
    sign_in(&app, Some(&code)).await.expect(401);
    app.advance(Duration::seconds(30)).await;
    sign_in(&app, Some(&code)).await.expect(401);
    sign_in(&app, Some(&code_at(&secret, app.app.clock.now()))).await.expect(200);
}

#[actix_web::test]
async fn a_wrong_password_is_refused_before_a_code_is_asked_for() {
    let app = TestApp::new().await;
    with_factor(&app).await;
    let body = json!({ "email": "editor@house.example", "password": "a guess" });
    assert_eq!(app.post("/api/v1/auth/sign-in", None, body).await.expect(401).problem(), "unauthenticated");
}

#[actix_web::test]
async fn a_recovery_code_signs_in_once() {
    let app = TestApp::new().await;
    let (_, _, codes) = with_factor(&app).await;
    assert_eq!(codes.len(), 8);
    let signed_in = sign_in(&app, Some(&codes[0].to_lowercase())).await.expect(200).json();
    assert_eq!(signed_in["user"]["recoveryCodes"], 7);
    sign_in(&app, Some(&codes[0])).await.expect(401);
}

#[actix_web::test]
async fn it_is_taken_away_with_a_code_and_everybody_concerned_hears_of_it() {
    let app = TestApp::new().await;
    let (editor, secret, codes) = with_factor(&app).await;
    let path = "/api/v1/auth/second-factor/recovery-codes";
    let code = code_at(&secret, app.app.clock.now());
    app.post(path, Some(&editor.access), json!({ "code": code })).await.expect(200);
    sign_in(&app, Some(&codes[1])).await.expect(401);
    app.advance(Duration::seconds(30)).await;
    let path = "/api/v1/auth/second-factor/remove";
    app.post(path, Some(&editor.access), json!({ "code": "000000" })).await.expect(422);
    let code = code_at(&secret, app.app.clock.now());
    app.post(path, Some(&editor.access), json!({ "code": code })).await.expect(204);
    sign_in(&app, None).await.expect(200);
    app.run_jobs().await;
    assert_eq!(app.mails().iter().filter(|mail| mail.to == "editor@house.example").count(), 3);
}
