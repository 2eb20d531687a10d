use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use crate::http::Limit;
use crate::test_support::staff::PASSWORD;
use crate::test_support::{Staff, TestApp};

#[actix_web::test]
async fn who_signs_in_may_do_what_their_role_may_for_ten_minutes() {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let me = app.get_as(&editor.access, "/api/v1/auth/me").await.expect(200).json();
    assert_eq!((me["email"].as_str(), me["role"].as_str()), (Some("editor@house.example"), Some("editor")));
    assert!(me["scopes"].as_array().unwrap().contains(&json!("topics:write")));
    app.get_as(&editor.access, "/api/v1/users").await.expect(403);
    app.advance(Duration::minutes(10)).await;
    assert_eq!(app.get_as(&editor.access, "/api/v1/auth/me").await.expect(401).problem(), "unauthenticated");
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_are_answered_alike() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let try_with = async |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password });
        app.post("/api/v1/auth/sign-in", None, body).await.expect(401).json()["detail"].clone()
    };
    assert_eq!(
        try_with(&viewer.email, "wrong password").await,
        try_with("nobody@house.example", PASSWORD).await
    );
}

#[actix_web::test]
async fn the_refresh_token_is_for_its_own_address_and_for_no_script() {
    let app = TestApp::new().await;
    app.staff(Role::Viewer).await;
    let body = json!({ "email": "viewer@house.example", "password": PASSWORD });
    let answer = app.post("/api/v1/auth/sign-in", None, body).await.expect(200);
    let cookie = answer.header("set-cookie");
    for part in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/api/v1/auth/refresh"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!String::from_utf8_lossy(&answer.body).contains(cookie.split(['=', ';']).nth(1).unwrap()));
}

#[actix_web::test]
async fn the_refresh_token_rotates_and_two_tabs_may_ask_at_once() {
    let app = TestApp::new().await;
    let first = app.staff(Role::Viewer).await;
    let second = Staff::of("", &app.refresh_sign_in(&first.cookie).await.expect(200));
    assert_ne!(first.cookie, second.cookie);
    let again = Staff::of("", &app.refresh_sign_in(&first.cookie).await.expect(200));
    assert_eq!(again.cookie, second.cookie, "the other tab gets the same successor");
    app.get_as(&again.access, "/api/v1/auth/me").await.expect(200);
}

#[actix_web::test]
async fn a_refresh_token_that_was_used_before_ends_the_sign_in() {
    let app = TestApp::new().await;
    let stolen = app.staff(Role::Viewer).await;
    let owner = Staff::of("", &app.refresh_sign_in(&stolen.cookie).await.expect(200));
    app.advance(Duration::seconds(31)).await;
    app.refresh_sign_in(&stolen.cookie).await.expect(401);
    app.refresh_sign_in(&owner.cookie).await.expect(401);
    app.get_as(&owner.access, "/api/v1/auth/me").await.expect(401);
}

#[actix_web::test]
async fn signing_out_ends_the_access_token_too() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    app.request(Method::POST, "/api/v1/auth/sign-out", Some(&viewer.access), None).await.expect(204);
    app.get_as(&viewer.access, "/api/v1/auth/me").await.expect(401);
    app.refresh_sign_in(&viewer.cookie).await.expect(401);
}

#[actix_web::test]
async fn one_sees_where_one_is_signed_in_and_ends_it_there() {
    let app = TestApp::new().await;
    let here = app.staff(Role::Viewer).await;
    let there = app.sign_in(&here.email).await;
    let list = app.get_as(&here.access, "/api/v1/auth/sign-ins").await.expect(200).json();
    let other =
        list["data"].as_array().unwrap().iter().find(|one| one["isCurrent"] == false).unwrap().clone();
    let path = format!("/api/v1/auth/sign-ins/{}", other["id"].as_str().unwrap());
    app.request(Method::DELETE, &path, Some(&here.access), None).await.expect(204);
    app.get_as(&there.access, "/api/v1/auth/me").await.expect(401);
    app.get_as(&here.access, "/api/v1/auth/me").await.expect(200);
    app.request(Method::DELETE, &path, Some(&here.access), None).await.expect(404);
}

#[actix_web::test]
async fn another_process_hears_of_it_at_its_next_look() {
    let app = TestApp::new().await;
    let other = app.second_process().await;
    let viewer = app.staff(Role::Viewer).await;
    other.refresh().await;
    other.get_as(&viewer.access, "/api/v1/auth/me").await.expect(200);
    app.request(Method::POST, "/api/v1/auth/sign-out", Some(&viewer.access), None).await.expect(204);
    other.refresh().await;
    other.get_as(&viewer.access, "/api/v1/auth/me").await.expect(401);
}

/// Tries to sign the admin in from an address: the answer's status.
async fn try_from(app: &TestApp, address: &str, password: &str) -> u16 {
    let request = TestRequest::post()
        .uri("/api/v1/auth/sign-in")
        .insert_header(("x-forwarded-for", address))
        .set_json(json!({ "email": "admin@house.example", "password": password }));
    app.send(request).await.status.as_u16()
}

async fn behind_a_proxy() -> TestApp {
    let trusted = vec!["0.0.0.0/0".parse().unwrap()];
    let app = TestApp::with(|config| (config.rate_limits, config.trusted_proxies) = (true, trusted)).await;
    crate::accounts::for_tests(&app.ctx(), "admin@house.example", Role::Admin).await;
    app
}

#[actix_web::test]
async fn guessing_is_slowed_down_in_the_network_it_comes_from() {
    let app = behind_a_proxy().await;
    for host in 1..=10 {
        assert_eq!(try_from(&app, &format!("203.0.113.{host}"), "a guess").await, 401);
    }
    assert_eq!(try_from(&app, "203.0.113.99", PASSWORD).await, 429, "the next of the network");
    assert_eq!(try_from(&app, "198.51.100.1", PASSWORD).await, 200, "strangers keep nobody out");
    app.advance(Duration::minutes(10)).await;
    assert_eq!(try_from(&app, "203.0.113.99", PASSWORD).await, 200);
}

#[actix_web::test]
async fn only_wrong_guesses_count() {
    let app = behind_a_proxy().await;
    for _ in 0..15 {
        assert_eq!(try_from(&app, "203.0.113.1", PASSWORD).await, 200);
    }
    app.app.limits.share(&app.app.db, app.app.clock.now()).await.unwrap();
    assert_eq!(try_from(&app, "203.0.113.1", "a guess").await, 401);
}

#[actix_web::test]
async fn guesses_from_many_networks_are_slowed_down_for_an_hour() {
    let app = behind_a_proxy().await;
    // As many networks are as many passwords to be hashed; they are counted here without that.
    for _ in 0..99 {
        app.app.limits.check_for(&app.ctx(), Limit::Account, "admin@house.example").unwrap();
    }
    assert_eq!(try_from(&app, "10.0.0.1", "a guess").await, 401);
    app.app.limits.share(&app.app.db, app.app.clock.now()).await.unwrap();
    app.advance(Duration::minutes(50)).await;
    app.app.limits.share(&app.app.db, app.app.clock.now()).await.unwrap();
    assert_eq!(try_from(&app, "10.1.0.1", "a guess").await, 429);
    app.advance(Duration::minutes(10)).await;
    assert_eq!(try_from(&app, "10.1.0.1", "a guess").await, 401);
}

#[actix_web::test]
async fn a_sign_in_ends_after_thirty_days_however_often_it_is_used() {
    let app = TestApp::new().await;
    let mut cookie = app.staff(Role::Viewer).await.cookie;
    for _ in 0..3 {
        app.advance(Duration::days(9)).await;
        cookie = Staff::of("", &app.refresh_sign_in(&cookie).await.expect(200)).cookie;
    }
    app.advance(Duration::days(3)).await;
    app.refresh_sign_in(&cookie).await.expect(401);
}
