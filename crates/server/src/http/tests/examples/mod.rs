//! The examples of the API's description are real answers: here they are asked for again and compared. Where the
//! API has changed on purpose, `UPDATE_EXAMPLES=1 cargo test -p magnetiq examples` writes them anew.

mod aftermath;
mod campaigns;
mod desk;
mod house;
mod mails;
mod people;
mod sessions;
mod staff;
mod topics;
mod visitors;

use serde_json::{Map, Value};

use super::operations;
use crate::http::openapi::EXAMPLES;

/// Walks through the product once, and keeps each operation's answer.
async fn walk() -> Map<String, Value> {
    let mut seen = visitors::walk().await;
    seen.extend(staff::walk().await);
    seen
}

#[actix_web::test]
async fn examples_are_real_answers() {
    let seen = Value::Object(walk().await);
    let written = serde_json::to_string_pretty(&seen).unwrap() + "\n";
    if std::env::var("UPDATE_EXAMPLES").is_ok() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/examples.json"), &written).unwrap();
        return;
    }
    let expected: Value = serde_json::from_str(EXAMPLES).unwrap();
    assert!(
        seen == expected,
        "src/http/examples.json is old: run UPDATE_EXAMPLES=1 cargo test -p magnetiq examples"
    );
}

#[test]
fn every_operation_that_answers_json_has_an_example() {
    for (path, method, operation) in operations() {
        let responses = operation["responses"].as_object().unwrap();
        let json: Vec<&Value> = responses
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .filter_map(|(_, response)| response["content"].get("application/json"))
            .collect();
        let has_example = json.iter().any(|content| content.get("example").is_some());
        assert!(json.is_empty() || has_example, "{method} {path} has no example");
    }
}
