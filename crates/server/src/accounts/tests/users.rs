use actix_web::test::TestRequest;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use crate::test_support::TestApp;

async fn id_of(app: &TestApp, bearer: &str, email: &str) -> String {
    let list = app.get_as(bearer, "/api/v1/users").await.expect(200).json();
    let found = list["data"].as_array().unwrap().iter().find(|user| user["email"] == email).unwrap().clone();
    found["id"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn an_admin_changes_roles_and_it_is_felt_at_once() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    let path = format!("/api/v1/users/{}", id_of(&app, &admin.access, &viewer.email).await);
    let changed = app.patch(&path, &admin.access, json!({ "role": "admin" })).await.expect(200);
    assert_eq!(changed.json()["role"], "admin");
    app.get_as(&viewer.access, "/api/v1/users").await.expect(200);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=user.updated").await.expect(200).json();
    let entry = &log["data"][0];
    assert_eq!(entry["actorName"], "The admin");
    assert_eq!(entry["changes"], json!([{ "field": "role", "from": "viewer", "to": "admin" }]));
}

#[actix_web::test]
async fn somebody_locked_out_is_out_at_once_and_their_tokens_stop() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    crate::accounts::for_tests(&app.ctx(), "second@house.example", Role::Admin).await;
    let second = app.sign_in("second@house.example").await;
    let token = app.api_token(&second, &[magnetiq_shared::scopes::Scope::UsersRead]).await;
    app.get_as(&token, "/api/v1/users").await.expect(200);
    let path = format!("/api/v1/users/{}", id_of(&app, &admin.access, &second.email).await);
    app.patch(&path, &admin.access, json!({ "isActive": false })).await.expect(200);
    app.get_as(&second.access, "/api/v1/auth/me").await.expect(401);
    app.get_as(&token, "/api/v1/users").await.expect(401);
    app.refresh_sign_in(&second.cookie).await.expect(401);
}

#[actix_web::test]
async fn there_is_always_an_admin_and_nobody_changes_their_own_rights() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let path = format!("/api/v1/users/{}", id_of(&app, &admin.access, &admin.email).await);
    for body in [json!({ "role": "viewer" }), json!({ "isActive": false })] {
        assert_eq!(app.patch(&path, &admin.access, body).await.expect(409).problem(), "invalid-state");
    }
    app.delete(&path, &admin.access).await.expect(409);
    let renamed = app.patch(&path, &admin.access, json!({ "name": "Kat Voss" })).await.expect(200);
    assert_eq!(renamed.json()["name"], "Kat Voss");
}

#[actix_web::test]
async fn a_change_of_what_has_changed_meanwhile_is_refused() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    let path = format!("/api/v1/users/{}", id_of(&app, &admin.access, &viewer.email).await);
    let seen = app.get_as(&admin.access, &path).await.expect(200);
    app.patch(&path, &admin.access, json!({ "name": "One" })).await.expect(200);
    let late = app.patch_seen(&path, &admin.access, seen.header("etag"), json!({ "name": "Two" })).await;
    assert_eq!(late.expect(412).problem(), "stale");
    let body = Some(json!({ "name": "Two" }));
    let blind = app.request(actix_web::http::Method::PATCH, &path, Some(&admin.access), body).await;
    assert_eq!(blind.expect(428).problem(), "precondition-required");
}

#[actix_web::test]
async fn one_address_has_one_account() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let body = json!({ "email": "ADMIN@house.example", "name": "Another", "role": "viewer" });
    let refused = app.post("/api/v1/users", Some(&admin.access), body).await.expect(422).json();
    assert_eq!(refused["errors"][0]["code"], "taken");
}

/// Sends a change of a user without looking at it first.
async fn change(app: &TestApp, path: &str, bearer: &str, etag: &str, body: serde_json::Value) -> u16 {
    app.patch_seen(path, bearer, etag, body).await.status.as_u16()
}

#[actix_web::test]
async fn of_two_admins_who_demote_each_other_at_once_one_stays() {
    for _ in 0..3 {
        let app = TestApp::new().await;
        let one = app.staff(Role::Admin).await;
        crate::accounts::for_tests(&app.ctx(), "second@house.example", Role::Admin).await;
        let two = app.sign_in("second@house.example").await;
        let path_one = format!("/api/v1/users/{}", id_of(&app, &two.access, &one.email).await);
        let path_two = format!("/api/v1/users/{}", id_of(&app, &one.access, &two.email).await);
        let body = json!({ "role": "viewer" });
        let answers = tokio::join!(
            change(&app, &path_one, &two.access, "\"1\"", body.clone()),
            change(&app, &path_two, &one.access, "\"1\"", body.clone()),
        );
        assert!(matches!(answers, (200, 409) | (409, 200)), "{answers:?}");
    }
}

#[actix_web::test]
async fn whoever_changes_themselves_undoes_nothing_that_others_change_meanwhile() {
    for _ in 0..3 {
        let app = TestApp::new().await;
        let (admin, editor) = (app.staff(Role::Admin).await, app.staff(Role::Editor).await);
        let path = format!("/api/v1/users/{}", id_of(&app, &admin.access, &editor.email).await);
        let me = app.request(
            actix_web::http::Method::PATCH,
            "/api/v1/auth/me",
            Some(&editor.access),
            Some(json!({ "language": "de" })),
        );
        let (demoted, me) =
            tokio::join!(change(&app, &path, &admin.access, "\"1\"", json!({ "role": "viewer" })), me);
        me.expect(200);
        let now = app.get_as(&admin.access, &path).await.expect(200).json();
        let role = if demoted == 200 { "viewer" } else { "editor" };
        assert_eq!((&now["role"], &now["language"]), (&json!(role), &json!("de")), "{demoted}");
    }
}

#[actix_web::test]
async fn the_same_request_invites_once() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = TestRequest::post()
            .uri("/api/v1/users")
            .insert_header(("authorization", format!("Bearer {}", admin.access)))
            .insert_header(("idempotency-key", "one"))
            .set_json(json!({ "email": "jonas@house.example", "name": "Jonas", "role": "viewer" }));
        answers.push(app.send(request).await.expect(201).json());
    }
    assert_eq!(answers[0], answers[1]);
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 1);
}

#[actix_web::test]
async fn people_and_tokens_come_a_page_at_a_time() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    for role in [Role::Viewer, Role::Editor] {
        app.staff(role).await;
        app.api_token(&admin, &[magnetiq_shared::scopes::Scope::UsersRead]).await;
    }
    for (list, field, whole) in [
        ("/api/v1/users", "name", vec!["The admin", "The editor", "The viewer"]),
        ("/api/v1/api-tokens", "name", vec!["Import", "Import"]),
    ] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = app.get_as(&admin.access, &format!("{list}?limit=1{cursor}")).await.expect(200).json();
            assert_eq!((&page["total"], page["data"].as_array().unwrap().len()), (&json!(whole.len()), 1));
            seen.push(page["data"][0][field].as_str().unwrap().to_owned());
            let Some(next) = page["nextCursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, whole, "{list}");
        app.get_as(&admin.access, &format!("{list}?limit=0")).await.expect(422);
    }
}
