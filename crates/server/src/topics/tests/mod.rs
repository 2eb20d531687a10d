mod drafts;
mod labels;
mod list;
mod public;
mod versions;
mod write;

use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use crate::test_support::{Staff, TestApp};

const TOPICS: &str = "/api/v1/topics";

/// An application with an editor.
async fn app() -> (TestApp, Staff) {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    (app, editor)
}

async fn category(app: &TestApp, editor: &Staff, name: &str) -> String {
    let body = json!({ "name": { "en": name }, "hue": "teal" });
    made(app.post("/api/v1/categories", Some(&editor.access), body).await.expect(201).json())
}

async fn tag(app: &TestApp, editor: &Staff, name: &str) -> String {
    let body = json!({ "name": { "en": name } });
    made(app.post("/api/v1/tags", Some(&editor.access), body).await.expect(201).json())
}

async fn topic(app: &TestApp, editor: &Staff, body: Value) -> String {
    made(app.post(TOPICS, Some(&editor.access), body).await.expect(201).json())
}

fn made(body: Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}

async fn read(app: &TestApp, editor: &Staff, id: &str) -> Value {
    app.get_as(&editor.access, &format!("{TOPICS}/{id}")).await.expect(200).json()
}

/// Pointers and codes of a refusal.
fn wrong(refused: &Value) -> Vec<(String, String)> {
    let errors = refused["errors"].as_array().unwrap().iter();
    let pair = |error: &Value| {
        (error["pointer"].as_str().unwrap().to_owned(), error["code"].as_str().unwrap().to_owned())
    };
    errors.map(pair).collect()
}
