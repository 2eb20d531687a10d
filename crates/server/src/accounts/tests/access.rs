//! Every operation of the API's own description, asked by everybody.

use actix_web::http::Method;
use chrono::Duration;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::Value;

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
