use actix_web::http::Method;
use chrono::Duration;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::json;

use crate::test_support::TestApp;

#[actix_web::test]
async fn a_token_does_what_its_scopes_say_until_it_ends() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let token = app.api_token(&admin, &[Scope::UsersRead]).await;
    assert!(token.starts_with("mqt_"));
    app.get_as(&token, "/api/v1/users").await.expect(200);
    assert_eq!(app.get_as(&token, "/api/v1/api-tokens").await.expect(403).problem(), "forbidden");
    app.get_as(&token, "/api/v1/auth/me").await.expect(403);
    app.set_clock("2027-06-01T00:00:00Z".parse().unwrap()).await;
    app.get_as(&token, "/api/v1/users").await.expect(401);
}

#[actix_web::test]
async fn a_token_is_shown_once_and_told_apart_by_its_start() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let token = app.api_token(&admin, &[Scope::UsersRead]).await;
    let list = app.get_as(&admin.access, "/api/v1/api-tokens").await.expect(200);
    assert!(!String::from_utf8_lossy(&list.body).contains(&token));
    let row = &list.json()["data"][0];
    assert_eq!((row["start"].as_str(), row["createdBy"].as_str()), (Some(&token[..10]), Some("The admin")));
    assert!(row["lastUsedAt"].is_null());
    app.get_as(&token, "/api/v1/users").await.expect(200);
    app.refresh().await;
    let list = app.get_as(&admin.access, "/api/v1/api-tokens").await.expect(200).json();
    assert_eq!(list["data"][0]["lastUsedAt"], "2026-12-01T09:00:00Z");
}

#[actix_web::test]
async fn a_revoked_token_stops_in_every_process() {
    let app = TestApp::new().await;
    let other = app.second_process().await;
    let admin = app.staff(Role::Admin).await;
    let token = app.api_token(&admin, &[Scope::UsersRead]).await;
    other.refresh().await;
    other.get_as(&token, "/api/v1/users").await.expect(200);
    let list = app.get_as(&admin.access, "/api/v1/api-tokens").await.expect(200).json();
    let path = format!("/api/v1/api-tokens/{}", list["data"][0]["id"].as_str().unwrap());
    app.request(Method::DELETE, &path, Some(&admin.access), None).await.expect(204);
    app.get_as(&token, "/api/v1/users").await.expect(401);
    other.refresh().await;
    other.get_as(&token, "/api/v1/users").await.expect(401);
    app.request(Method::DELETE, &path, Some(&admin.access), None).await.expect(204);
}

#[actix_web::test]
async fn a_token_can_do_no_more_than_its_maker() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let maker = app.api_token(&admin, &[Scope::ApiTokensWrite, Scope::TopicsRead]).await;
    let body =
        |scope: Scope| json!({ "name": "More", "scopes": [scope], "expiresAt": "2027-01-01T00:00:00Z" });
    app.post("/api/v1/api-tokens", Some(&maker), body(Scope::TopicsRead)).await.expect(201);
    app.post("/api/v1/api-tokens", Some(&maker), body(Scope::UsersRead)).await.expect(403);
}

#[actix_web::test]
async fn a_token_has_a_name_scopes_and_an_end() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let now = app.app.clock.now();
    for (name, scopes, expires_at, pointer) in [
        ("", vec!["users:read"], now + Duration::days(1), "/name"),
        ("Import", vec![], now + Duration::days(1), "/scopes"),
        ("Import", vec!["everything"], now + Duration::days(1), "/scopes/0"),
        ("Import", vec!["users:read"], now, "/expiresAt"),
        ("Import", vec!["users:read"], now + Duration::days(800), "/expiresAt"),
    ] {
        let body = json!({ "name": name, "scopes": scopes, "expiresAt": expires_at });
        let refused = app.post("/api/v1/api-tokens", Some(&admin.access), body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
}

#[actix_web::test]
async fn a_token_gives_nobody_a_role_that_may_do_more_than_it() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    let token = app.api_token(&admin, &[Scope::UsersRead, Scope::UsersWrite]).await;
    let invitation = json!({ "email": "mine@evil.example", "name": "Mine", "role": "admin" });
    let refused = app.post("/api/v1/users", Some(&token), invitation.clone()).await;
    assert_eq!(refused.expect(403).problem(), "forbidden");
    let list = app.get_as(&token, "/api/v1/users").await.expect(200).json();
    let viewer = list["data"].as_array().unwrap().iter().find(|user| user["email"] == viewer.email).unwrap();
    let path = format!("/api/v1/users/{}", viewer["id"].as_str().unwrap());
    app.patch(&path, &token, json!({ "role": "admin" })).await.expect(403);
    app.patch(&path, &token, json!({ "name": "V. Iewer" })).await.expect(200);
    app.patch(&path, &token, json!({ "isActive": false })).await.expect(200);
    app.patch(&path, &token, json!({ "isActive": true })).await.expect(403);
    let all = app.api_token(&admin, &Scope::ALL).await;
    app.post("/api/v1/users", Some(&all), invitation).await.expect(201);
}
