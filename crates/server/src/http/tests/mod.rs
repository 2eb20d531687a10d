//! What must hold over the whole API, derived from its own description.

mod examples;

use actix_web::http::Method;
use magnetiq_shared::ProblemType;
use serde_json::{Value, json};

use crate::http::document;
use crate::test_support::{SessionFixture, TestApp};

/// Operations that need no token.
const PUBLIC: &[&str] = &[
    "getSite",
    "getFacets",
    "getLegalText",
    "listPublicSessions",
    "getPublicSession",
    "getRelatedSessions",
    "downloadSessionCalendar",
    "programCalendarFeed",
    "getSessionCard",
    "getProgramCard",
    "getPublicSpeaker",
    "createVisit",
    "countView",
    "createPublicRegistration",
    "previewLink",
    "verifyRegistration",
    "verifyCertificate",
    "forgetRegistration",
    "askAboutMyData",
    "exportMyData",
    "eraseMyData",
    "unsubscribe",
    "receiveMailEvents",
    "comeBackFromNetwork",
    "claimOffer",
    "signIn",
    "forgetPassword",
    "previewAccountLink",
    "choosePassword",
    "getSetUp",
    "completeSetUp",
    "sendSetUpMail",
];

fn operations() -> Vec<(String, Method, Value)> {
    let document: Value = serde_json::from_str(&document().unwrap()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    paths
        .into_iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().clone();
            methods.into_iter().map(move |(method, operation)| {
                (path.clone(), method.to_uppercase().parse().unwrap(), operation)
            })
        })
        .collect()
}

#[test]
fn every_operation_is_described() {
    let operations = operations();
    assert!(operations.len() >= 20, "{}", operations.len());
    for (path, method, operation) in &operations {
        let what = format!("{method} {path}");
        assert!(path.starts_with("/api/v1/"), "{what}: paths are whole");
        for field in ["operationId", "summary"] {
            assert!(operation[field].as_str().is_some_and(|text| !text.is_empty()), "{what} has no {field}");
        }
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{what}");
        let id = operation["operationId"].as_str().unwrap();
        let secured = operation["security"]
            .as_array()
            .is_some_and(|security| !security.iter().any(|s| s == &json!({})));
        assert_ne!(secured, PUBLIC.contains(&id), "{what}: {id} is either public or says who may");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with(['2', '3'])), "{what}");
        assert!(!secured || responses.contains_key("401"), "{what}");
    }
    let mut ids: Vec<_> =
        operations.iter().map(|(_, _, operation)| operation["operationId"].to_string()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), operations.len(), "ids are unique");
}

#[test]
fn every_reference_of_the_description_leads_to_a_type() {
    let text = document().unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let types = document["components"]["schemas"].as_object().unwrap();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(types.contains_key(name), "there is no type {name}");
    }
    for (name, described) in types {
        let words = described["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let variants: Vec<_> = words.filter(|word| word.starts_with(char::is_uppercase)).collect();
        assert!(variants.is_empty(), "{name} has names of the code: {variants:?}");
    }
}

#[actix_web::test]
async fn every_operation_that_is_not_public_refuses_the_anonymous_and_the_forger() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    for (path, method, operation) in operations() {
        let path = path.replace("{slug}", "storage").replace("{kind}", "terms");
        let public = PUBLIC.contains(&operation["operationId"].as_str().unwrap());
        for bearer in [None, Some("forged.token.here")] {
            if public && bearer.is_none() {
                continue;
            }
            let answer = app.request(method.clone(), &path, bearer, Some(json!({ "nonsense": true }))).await;
            let takes_visit = operation["security"].as_array().is_some();
            if takes_visit {
                assert_eq!(
                    (answer.status.as_u16(), answer.problem().as_str()),
                    (401, "unauthenticated"),
                    "{method} {path}"
                );
            } else {
                assert_ne!(answer.status.as_u16(), 500, "{method} {path}");
            }
        }
    }
}

#[actix_web::test]
async fn every_type_of_problem_is_explained_at_its_address() {
    let app = TestApp::new().await;
    for kind in ProblemType::ALL {
        let page = app.get(&format!("/problems/{}", kind.slug())).await.expect(200);
        assert!(String::from_utf8_lossy(&page.body).contains(kind.slug()));
    }
    app.get("/problems/nothing").await.expect(404);
}

#[test]
fn the_written_description_is_that_of_the_code() {
    let written = include_str!("../../../../../openapi/openapi.json");
    assert!(written == document().unwrap(), "openapi/openapi.json is old: run `just openapi`");
}

#[actix_web::test]
async fn the_reference_page_loads_nothing_from_elsewhere() {
    let app = TestApp::new().await;
    let page = app.get("/api/docs/").await.expect(200);
    let html = String::from_utf8_lossy(&page.body);
    assert!(!html.contains("src=\"http") && !html.contains("href=\"http"), "{html}");
    app.get("/api/openapi.json").await.expect(200);
}

/// What staff know of a session or a speaker, and visitors never do.
const FOR_STAFF: [&str; 12] = [
    "meetingUrl",
    "meetingPassword",
    "hostUrl",
    "speakerNotes",
    "backupPlan",
    "slidesUrl",
    "phone",
    "specialInstructions",
    "technicalRequirements",
    "createdBy",
    "updatedBy",
    "scheduledPublishAt",
];

#[test]
fn what_anybody_may_read_has_no_place_for_what_staff_know() {
    let document: Value = serde_json::from_str(&document().unwrap()).unwrap();
    let mut looked_at = 0;
    for (path, method, operation) in operations() {
        let is_public = PUBLIC.contains(&operation["operationId"].as_str().unwrap());
        if !is_public || method != Method::GET {
            continue;
        }
        let mut names = std::collections::BTreeSet::new();
        properties(&document, &operation["responses"]["200"], &mut names);
        looked_at += usize::from(!names.is_empty());
        for name in FOR_STAFF {
            assert!(!names.contains(name), "{path} shows {name}");
        }
    }
    assert!(looked_at >= 8, "{looked_at}");
}

/// The names of all fields of a schema, those that it refers to among them.
fn properties(document: &Value, schema: &Value, names: &mut std::collections::BTreeSet<String>) {
    match schema {
        Value::Object(parts) => {
            if let Some(Value::String(reference)) = parts.get("$ref") {
                let there = document.pointer(reference.trim_start_matches('#'));
                if names.insert(reference.clone()) {
                    properties(document, there.unwrap_or(&Value::Null), names);
                }
            }
            if let Some(Value::Object(fields)) = parts.get("properties") {
                names.extend(fields.keys().cloned());
            }
            for (name, part) in parts {
                if name != "example" && name != "examples" {
                    properties(document, part, names);
                }
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| properties(document, part, names)),
        _ => {}
    }
}

#[actix_web::test]
async fn a_search_of_many_words_is_refused_by_every_list() {
    let app = TestApp::new().await;
    let admin = app.staff(magnetiq_shared::scopes::Role::Admin).await;
    let mut lists = 0;
    for (path, _, operation) in operations() {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        if !parameters.iter().any(|parameter| parameter["name"] == "search") {
            continue;
        }
        lists += 1;
        let asked = format!("{path}?search={}", "a+".repeat(1_200));
        let error = app.get_as(&admin.access, &asked).await.expect(422).json()["errors"][0].clone();
        assert_eq!((&error["pointer"], &error["code"]), (&json!("search"), &json!("too-long")), "{path}");
        app.get_as(&admin.access, &format!("{path}?search={}", "a+".repeat(10))).await.expect(200);
    }
    assert!(lists >= 8, "{lists}");
}
