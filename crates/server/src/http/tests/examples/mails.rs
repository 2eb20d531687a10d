//! What mails say.

use actix_web::test::TestRequest;
use serde_json::{Map, Value, json};

use crate::test_support::{Staff, TestApp};

const TEMPLATE: &str = "/api/v1/mail-templates/validate-address/en";

/// Walks through it once, and keeps each operation's answer. Long texts are cut.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let bearer = Some(admin.access.as_str());
    let read = async |path: &str| app.get_as(&admin.access, path).await.expect(200).json();
    let mut list = read("/api/v1/mail-templates").await;
    list["data"].as_array_mut().unwrap().truncate(2);
    list["total"] = json!(2);
    seen.insert("listMailTemplates".into(), list);
    let template = read(TEMPLATE).await;
    let mut source = template["source"].clone();
    source["subject"] = json!("One more step, {{ mail.first_name }}");
    seen.insert("getMailTemplate".into(), cut(template));
    for (name, act) in [("previewMailTemplate", "preview"), ("testMailTemplate", "test")] {
        let answer = app.post(&format!("{TEMPLATE}/{act}"), bearer, source.clone()).await.expect(200).json();
        seen.insert(name.into(), cut(answer));
    }
    let restore = format!("{TEMPLATE}/versions/1/restore");
    for (name, request, version, body) in [
        ("changeMailTemplate", TestRequest::put().uri(TEMPLATE), 0, source),
        ("resetMailTemplate", TestRequest::delete().uri(TEMPLATE), 1, json!({})),
        ("restoreMailTemplate", TestRequest::post().uri(&restore), 2, json!({})),
    ] {
        let request = request
            .insert_header(("authorization", format!("Bearer {}", admin.access)))
            .insert_header(("if-match", format!("\"{version}\"")))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        seen.insert(name.into(), cut(app.send(request).await.expect(200).json()));
    }
    seen.insert("listMailTemplateVersions".into(), cut(read(&format!("{TEMPLATE}/versions")).await));
}

/// The same with long texts cut, and with the first values alone.
fn cut(value: Value) -> Value {
    match value {
        Value::String(text) if text.chars().count() > 120 => {
            json!(text.chars().take(100).chain("…".chars()).collect::<String>())
        }
        Value::Array(all) => Value::Array(all.into_iter().take(3).map(cut).collect()),
        Value::Object(all) => {
            Value::Object(all.into_iter().map(|(name, value)| (name, cut(value))).collect())
        }
        other => other,
    }
}
