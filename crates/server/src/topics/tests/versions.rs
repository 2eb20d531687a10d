use actix_web::test::TestRequest;
use serde_json::{Value, json};

use super::{TOPICS, app, category, tag, topic};
use crate::test_support::{Answer, SessionFixture, Staff, TestApp};

async fn versions(app: &TestApp, editor: &Staff, id: &str) -> Vec<(i64, Value, Value)> {
    let list = app.get_as(&editor.access, &format!("{TOPICS}/{id}/versions")).await.expect(200).json();
    let rows = list["data"].as_array().unwrap().iter();
    rows.map(|row| (row["number"].as_i64().unwrap(), row["author"].clone(), row["fields"].clone())).collect()
}

async fn restore(app: &TestApp, editor: &Staff, id: &str, number: i32, seen: i32) -> Answer {
    let request = TestRequest::post()
        .uri(&format!("{TOPICS}/{id}/versions/{number}/restore"))
        .insert_header(("authorization", format!("Bearer {}", editor.access)))
        .insert_header(("if-match", format!("\"{seen}\"")));
    app.send(request).await
}

#[actix_web::test]
async fn every_change_is_a_version_with_who_and_which_fields() {
    let (app, editor) = app().await;
    let energy = category(&app, &editor, "Energy").await;
    let id = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let path = format!("{TOPICS}/{id}");
    app.patch(&path, &editor.access, json!({ "difficulty": "advanced", "slug": "hot" })).await.expect(200);
    app.patch(&path, &editor.access, json!({ "slug": "hot" })).await.expect(200);
    let editor_name = json!("The editor");
    assert_eq!(
        versions(&app, &editor, &id).await,
        [(2, editor_name.clone(), json!(["difficulty", "slug"])), (1, editor_name, json!([]))],
        "what changes nothing is no version"
    );
    let first = app.get_as(&editor.access, &format!("{path}/versions/1")).await.expect(200).json();
    assert_eq!((&first["content"]["slug"], &first["number"]), (&json!("heat"), &json!(1)));
    for nothing in ["7", "x", "-1"] {
        app.get_as(&editor.access, &format!("{path}/versions/{nothing}")).await.expect(404);
    }
}

#[actix_web::test]
async fn what_was_there_before_the_first_change_is_kept() {
    let (app, editor) = app().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let id = app.topic_and_speaker(session).await.0.to_string();
    assert_eq!(versions(&app, &editor, &id).await, [(1, Value::Null, json!([]))]);
    let path = format!("{TOPICS}/{id}");
    app.get_as(&editor.access, &format!("{path}/versions/1")).await.expect(200);
    app.patch(&path, &editor.access, json!({ "title": { "en": "Other" } })).await.expect(200);
    let numbers: Vec<i64> = versions(&app, &editor, &id).await.into_iter().map(|row| row.0).collect();
    assert_eq!(numbers, [2, 1]);
    let first = app.get_as(&editor.access, &format!("{path}/versions/1")).await.expect(200).json();
    assert_eq!(first["content"]["title"]["de"], "Batteriespeicher, die sich rechnen");
}

#[actix_web::test]
async fn going_back_is_a_new_version_that_keeps_what_must_stay() {
    let (app, editor) = app().await;
    let (energy, grid) = (category(&app, &editor, "Energy").await, tag(&app, &editor, "Grid").await);
    let body = json!({
        "title": { "en": "Heat" }, "categoryId": energy, "tagIds": [grid], "description": { "en": "<p>x</p>" },
    });
    let id = topic(&app, &editor, body).await;
    let path = format!("{TOPICS}/{id}");
    let change = json!({ "title": { "en": "Cold" }, "slug": "cold", "status": "active", "tagIds": [] });
    app.patch(&path, &editor.access, change).await.expect(200);
    app.delete(&format!("/api/v1/tags/{grid}"), &editor.access).await.expect(204);
    topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    assert_eq!(restore(&app, &editor, &id, 1, 1).await.expect(412).problem(), "stale");
    restore(&app, &editor, &id, 9, 2).await.expect(404);
    let back = restore(&app, &editor, &id, 1, 2).await.expect(200);
    assert_eq!(back.header("etag"), "\"3\"");
    let back = back.json();
    assert_eq!((&back["title"]["en"], &back["status"]), (&json!("Heat"), &json!("active")));
    assert_eq!((&back["slug"], &back["tagIds"]), (&json!("cold"), &json!([])), "taken, and gone");
    assert_eq!(versions(&app, &editor, &id).await[0].2, json!(["title"]));
}
