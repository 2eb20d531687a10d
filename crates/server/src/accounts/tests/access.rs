//! Every operation of the API's own description, asked by everybody.

use actix_web::http::Method;
use chrono::Duration;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use crate::http;
use crate::test_support::TestApp;

/// An operation, and what it needs: `None` is nothing, an empty list a person who is signed in.
struct Operation {
    id: String,
    method: Method,
    path: String,
    scopes: Option<Vec<String>>,
}

fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&http::document().unwrap()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            let staff =
                operation["security"].as_array().into_iter().flatten().find_map(|one| one.get("staff"));
            found.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method,
                path: path.replace("{id}", "00000000-0000-0000-0000-000000000009"),
                scopes: staff.map(|scopes| serde_json::from_value(scopes.clone()).unwrap()),
            });
        }
    }
    found
}

#[actix_web::test]
async fn each_operation_is_public_or_needs_a_right() {
    for operation in operations() {
        let is_public = operation.path.starts_with("/api/v1/public/");
        let signs_in = operation.path.starts_with("/api/v1/auth/");
        match &operation.scopes {
            None => assert!(is_public || signs_in, "{} needs nothing", operation.id),
            Some(scopes) => {
                assert!(!is_public, "{} is public", operation.id);
                assert_eq!(scopes.is_empty(), signs_in, "{} names one right", operation.id);
                assert!(scopes.len() <= 1, "{}", operation.id);
            }
        }
    }
}

#[actix_web::test]
async fn each_operation_is_for_those_who_have_its_right_and_for_nobody_else() {
    let app = TestApp::new().await;
    let people = [app.staff(Role::Viewer).await, app.staff(Role::Editor).await, app.staff(Role::Admin).await];
    let admin = &people[2];
    let visit = app.post("/api/v1/public/visits", None, serde_json::json!({})).await.expect(201).json();
    let visit = visit["token"]["token"].as_str().unwrap_or_default().to_owned();
    let expired = admin.access.clone();
    let of_all = app.api_token(admin, &Scope::ALL).await;
    app.advance(Duration::minutes(10)).await;
    let people = [
        (Role::Viewer, app.sign_in(&people[0].email).await),
        (Role::Editor, app.sign_in(&people[1].email).await),
        (Role::Admin, app.sign_in(&people[2].email).await),
    ];
    for operation in operations() {
        let Some(scopes) = &operation.scopes else { continue };
        let ask = async |bearer: Option<&str>| {
            app.request(operation.method.clone(), &operation.path, bearer, None).await.status.as_u16()
        };
        for (who, bearer) in [
            ("nobody", None),
            ("a visitor", Some(visit.as_str())),
            ("an old token", Some(expired.as_str())),
            ("a token nobody made", Some("mqt_0123456789")),
            ("nonsense", Some("a.b.c")),
        ] {
            assert_eq!(ask(bearer).await, 401, "{} for {who}", operation.id);
        }
        let scope = scopes.first().map(|text| Scope::ALL.into_iter().find(|one| one.text() == text).unwrap());
        for (role, person) in &people {
            // What ends the sign-in would lock out those who ask next.
            if operation.id == "signOut" {
                continue;
            }
            let may = scope.is_none_or(|scope| role.may(scope));
            let refused = matches!(ask(Some(&person.access)).await, 401 | 403);
            assert_eq!(refused, !may, "{} for {role:?}", operation.id);
        }
        let Some(scope) = scope else {
            assert_eq!(ask(Some(&of_all)).await, 403, "{} for a token", operation.id);
            continue;
        };
        let admin = &people[2].1;
        let with = app.api_token(admin, &[scope]).await;
        let others: Vec<Scope> = Scope::ALL.into_iter().filter(|other| *other != scope).collect();
        let without = app.api_token(admin, &others).await;
        assert!(!matches!(ask(Some(&with)).await, 401 | 403), "{} for a token with its scope", operation.id);
        assert_eq!(ask(Some(&without)).await, 403, "{} for a token without its scope", operation.id);
    }
}

#[actix_web::test]
async fn what_people_do_about_their_access_stands_in_the_log() {
    let app = TestApp::new().await;
    let (admin, viewer) = (app.staff(Role::Admin).await, app.staff(Role::Viewer).await);
    let (method, bearer) = (Method::POST, Some(viewer.access.as_str()));
    for email in [viewer.email.as_str(), "stranger@elsewhere.example"] {
        let body = json!({ "email": email, "password": "a guess" });
        app.post("/api/v1/auth/sign-in", None, body).await.expect(401);
    }
    app.request(Method::PATCH, "/api/v1/auth/me", bearer, Some(json!({ "name": "V. Iewer" })))
        .await
        .expect(200);
    app.request(method, "/api/v1/auth/sign-out", bearer, None).await.expect(204);
    let invited = json!({ "email": "jonas@house.example", "name": "Jonas", "role": "viewer" });
    let invited = app.post("/api/v1/users", Some(&admin.access), invited).await.expect(201).json();
    let again = format!("/api/v1/users/{}/invite", invited["id"].as_str().unwrap());
    app.post(&again, Some(&admin.access), json!({})).await.expect(204);
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=user").await.expect(200).json();
    let told =
        |entry: &Value| [&entry["action"], &entry["actorName"], &entry["subjectName"]].map(Value::to_string);
    let entries: Vec<_> = log["data"].as_array().unwrap().iter().map(told).collect();
    for expected in [
        ["user.sign-in-failed", "–", "The viewer"],
        ["user.sign-in-failed", "–", ""],
        ["user.updated", "The viewer", "V. Iewer"],
        ["user.signed-out", "V. Iewer", "V. Iewer"],
        ["user.invited-again", "The admin", "Jonas"],
    ] {
        assert!(
            entries.contains(&expected.map(|text| json!(text).to_string())),
            "{expected:?} in {entries:?}"
        );
    }
    assert_eq!(app.tables_with("stranger@elsewhere.example").await, [""; 0]);
}
