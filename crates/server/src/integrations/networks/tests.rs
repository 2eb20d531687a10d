//! Connecting accounts of social networks: out, back, and what is kept.

use chrono::Duration;
use magnetiq_integrations::{linkedin, x};
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use crate::test_support::TestApp;
use crate::test_support::networks::{API, app};

#[actix_web::test]
async fn an_account_is_connected_shown_checked_and_disconnected() {
    let (app, admin) = app().await;
    let fake = x::fake::Fake::start().await.unwrap();
    let none = app.network(&admin, "x").await;
    assert_eq!(
        (&none["state"], &none["version"], &none["hasSecret"]),
        (&json!("notSet"), &json!(0), &json!(false))
    );
    assert_eq!(none["callbackUrl"], "https://webinars.example/api/v1/public/networks/x/callback");
    app.post(&format!("{API}/x/connect"), Some(&admin.access), json!({})).await.expect(409);
    app.post(&format!("{API}/x/check"), Some(&admin.access), json!({})).await.expect(409);
    app.connect_x(&admin, &fake, false).await;
    let seen = app.network(&admin, "x").await;
    assert_eq!((&seen["state"], &seen["account"]), (&json!("connected"), &json!(x::fake::NAME)));
    assert_eq!(
        (&seen["publishesItself"], &seen["until"]),
        (&json!(false), &Value::Null),
        "off unless switched on"
    );
    let check = app.post(&format!("{API}/x/check"), Some(&admin.access), json!({})).await.expect(200).json();
    assert_eq!(check, json!({ "works": true, "detail": null }));
    for secret in [x::fake::SECRET, "access-", "refresh-"] {
        assert!(app.tables_with(secret).await.is_empty(), "{secret} lies open");
    }
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=integration").await.expect(200);
    let actions: Vec<_> =
        log.json()["data"].as_array().unwrap().iter().map(|entry| entry["action"].clone()).collect();
    assert_eq!(actions, ["integration.connected", "integration.updated"]);
    app.post(&format!("{API}/x/disconnect"), Some(&admin.access), json!({})).await.expect(200);
    assert_eq!(app.network(&admin, "x").await["state"], "notConnected");
    app.delete(&format!("{API}/x"), &admin.access).await.expect(204);
    assert_eq!(app.network(&admin, "x").await["state"], "notSet");
}

#[actix_web::test]
async fn the_way_back_is_open_once_for_ten_minutes_and_in_the_browser_that_began() {
    let (app, admin) = app().await;
    let fake = x::fake::Fake::start().await.unwrap();
    let body = json!({ "clientId": "house", "secret": x::fake::SECRET, "baseUrl": fake.base_url() });
    app.set_network(&admin, "x", 0, body).await.expect(200);
    let outcome = |to: String| to.split("outcome=").nth(1).unwrap().to_owned();

    let (url, cookie) = app.begin_connect(&admin, "x").await;
    let back = fake.visit(&url).await.unwrap();
    assert_eq!(outcome(app.come_back(&back, "magnetiq_connect=another").await), "expired");
    let forged = back.replace("state=", "state=A");
    assert_eq!(outcome(app.come_back(&forged, &cookie).await), "failed");
    let other_network = back.replace("networks/x", "networks/linkedin");
    assert_eq!(outcome(app.come_back(&other_network, &cookie).await), "expired");
    assert_eq!(outcome(app.come_back(&back, &cookie).await), "connected");
    assert_eq!(outcome(app.come_back(&back, &cookie).await), "expired", "it is good once");

    let (url, cookie) = app.begin_connect(&admin, "x").await;
    let late = fake.visit(&url).await.unwrap();
    app.advance(Duration::minutes(10)).await;
    assert_eq!(outcome(app.come_back(&late, &cookie).await), "expired");

    let (first, first_cookie) = app.begin_connect(&admin, "x").await;
    app.begin_connect(&admin, "x").await;
    let back = fake.visit(&first).await.unwrap();
    assert_eq!(outcome(app.come_back(&back, &first_cookie).await), "expired", "the newest counts");

    let (url, cookie) = app.begin_connect(&admin, "x").await;
    let wrong_code = fake.visit(&url).await.unwrap().replace("code-", "edoc-");
    assert_eq!(outcome(app.come_back(&wrong_code, &cookie).await), "failed");
    fake.say_no();
    let (url, cookie) = app.begin_connect(&admin, "x").await;
    let no = fake.visit(&url).await.unwrap();
    assert_eq!(outcome(app.come_back(&no, &cookie).await), "refused");
    assert_eq!(app.network(&admin, "x").await["state"], "connected", "the account before stays");
    app.get("/api/v1/public/networks/nowhere/callback").await.expect(404);
    let nothing = app.get("/api/v1/public/networks/x/callback").await.expect(303);
    assert_eq!(outcome(nothing.header("location").to_owned()), "failed");
}

#[actix_web::test]
async fn tokens_and_secret_stay_with_what_they_were_given_for() {
    let (app, admin) = app().await;
    let fake = x::fake::Fake::start().await.unwrap();
    app.connect_x(&admin, &fake, false).await;
    let on = json!({ "clientId": "house", "publishesItself": true });
    let set = app.set_network(&admin, "x", 1, on.clone()).await.expect(200).json();
    assert_eq!((&set["state"], &set["publishesItself"]), (&json!("connected"), &json!(true)));
    assert_eq!(set["baseUrl"], fake.base_url());
    app.set_network(&admin, "x", 1, on).await.expect(412);
    for body in [
        json!({ "clientId": "another" }),
        json!({ "clientId": "house", "baseUrl": "https://elsewhere.example" }),
        json!({ "clientId": "house", "baseUrl": null }),
    ] {
        let refused = app.set_network(&admin, "x", 2, body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/secret");
    }
    for (body, pointer) in [
        (json!({ "clientId": " ", "secret": "s" }), "/clientId"),
        (json!({ "clientId": "house", "secret": "a b" }), "/secret"),
        (json!({ "clientId": "house", "organisation": "12" }), "/organisation"),
        (json!({ "clientId": "house", "secret": "s", "baseUrl": "ftp://x.example" }), "/baseUrl"),
    ] {
        let refused = app.set_network(&admin, "x", 2, body).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    let page = json!({ "clientId": "a", "secret": "s", "organisation": "our-page" });
    app.set_network(&admin, "linkedin", 0, page).await.expect(422);
    let another = json!({ "clientId": "another", "secret": "s" });
    let set = app.set_network(&admin, "x", 2, another).await.expect(200).json();
    assert_eq!((&set["state"], &set["account"]), (&json!("notConnected"), &Value::Null));
}

#[actix_web::test]
async fn a_connection_that_the_network_forgot_is_lost_and_connected_again() {
    let (app, admin) = app().await;
    let fake = x::fake::Fake::start().await.unwrap();
    app.connect_x(&admin, &fake, false).await;
    let check =
        async || app.post(&format!("{API}/x/check"), Some(&admin.access), json!({})).await.expect(200).json();
    fake.expire();
    assert_eq!(check().await["works"], true, "the next tokens do");
    assert_eq!(fake.calls("POST", "/2/oauth2/token"), 2);
    app.advance(Duration::hours(2)).await;
    assert_eq!(check().await["works"], true);
    assert_eq!(fake.calls("POST", "/2/oauth2/token"), 3, "exchanged before its end");
    fake.revoke();
    let lost = check().await;
    assert!(lost["works"] == false && lost["detail"].as_str().unwrap().contains("connect the account again"));
    assert_eq!(app.network(&admin, "x").await["state"], "lost");
    let dashboard = app.get_as(&admin.access, "/api/v1/dashboard").await.expect(200).json();
    let task = &dashboard["tasks"][0];
    assert_eq!((&task["kind"], &task["title"]["en"]), (&json!("connect-network"), &json!("X")));
    let (url, cookie) = app.begin_connect(&admin, "x").await;
    app.come_back(&fake.visit(&url).await.unwrap(), &cookie).await;
    assert_eq!(app.network(&admin, "x").await["state"], "connected");
}

#[actix_web::test]
async fn a_connection_without_renewal_says_when_it_ends() {
    let (app, admin) = app().await;
    let fake = linkedin::fake::Fake::start().await.unwrap();
    app.connect_linkedin(&admin, &fake, linkedin::fake::WITHOUT_REFRESH).await;
    let seen = app.network(&admin, "linkedin").await;
    assert_eq!((&seen["account"], &seen["state"]), (&json!(linkedin::fake::PAGE), &json!("connected")));
    assert_eq!(seen["until"], "2027-01-30T09:00:00Z");
    let tasks =
        async || app.get_as(&admin.access, "/api/v1/dashboard").await.expect(200).json()["tasks"].clone();
    assert_eq!(tasks().await, json!([]));
    app.advance(Duration::days(54)).await;
    let soon = tasks().await;
    assert_eq!(
        (&soon[0]["kind"], &soon[0]["at"]),
        (&json!("connect-network"), &json!("2027-01-30T09:00:00Z"))
    );
    app.advance(Duration::days(6)).await;
    assert_eq!(app.network(&admin, "linkedin").await["state"], "lost");
    let check =
        app.post(&format!("{API}/linkedin/check"), Some(&admin.access), json!({})).await.expect(200).json();
    assert_eq!(check["works"], false);
}

#[actix_web::test]
async fn only_admins_connect_and_nothing_inside_the_house_is_called() {
    let app = TestApp::new().await;
    let (admin, editor) = (app.staff(Role::Admin).await, app.staff(Role::Editor).await);
    app.get_as(&editor.access, API).await.expect(403);
    for act in ["connect", "disconnect", "check"] {
        app.post(&format!("{API}/x/{act}"), Some(&editor.access), json!({})).await.expect(403);
        app.post(&format!("{API}/nowhere/{act}"), Some(&admin.access), json!({})).await.expect(404);
    }
    let reader = app.api_token(&admin, &[Scope::IntegrationsRead]).await;
    app.get_as(&reader, API).await.expect(200);
    app.post(&format!("{API}/x/check"), Some(&reader), json!({})).await.expect(403);
    let fake = x::fake::Fake::start().await.unwrap();
    let body = json!({ "clientId": "house", "secret": x::fake::SECRET, "baseUrl": fake.base_url() });
    app.set_network(&admin, "x", 0, body).await.expect(200);
    let (url, cookie) = app.begin_connect(&admin, "x").await;
    let to = app.come_back(&fake.visit(&url).await.unwrap(), &cookie).await;
    assert!(to.ends_with("outcome=failed"), "{to}");
    assert_eq!(fake.calls("POST", "/2/oauth2/token"), 0);
}
