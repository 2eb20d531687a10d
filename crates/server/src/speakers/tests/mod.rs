//! Speakers over HTTP.

mod calendar;
mod own;
mod staff;
mod writing;

use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};

use crate::test_support::{Staff, TestApp};

const PATH: &str = "/api/v1/speakers";

/// Somebody from outside.
fn aino() -> Value {
    json!({
        "firstName": "Aino", "lastName": "Saarinen", "title": "Dr", "email": "aino@outside.example",
        "biography": { "en": "<p>Builds <b>grids</b>.</p>" }, "company": "Grid Oy", "expertise": ["Grids", "Storage"],
        "language": "en", "timezone": "Europe/Helsinki",
    })
}

async fn create(app: &TestApp, who: &Staff, body: Value) -> Value {
    app.post(PATH, Some(&who.access), body).await.expect(201).json()
}

/// An app, an editor, and somebody from outside with their address.
async fn with_aino() -> (TestApp, Staff, Value, String) {
    let app = TestApp::new().await;
    let editor = app.staff(Role::Editor).await;
    let aino = create(&app, &editor, aino()).await;
    let path = format!("{PATH}/{}", aino["id"].as_str().unwrap());
    (app, editor, aino, path)
}
