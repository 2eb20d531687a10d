use actix_web::http::Method;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TOPICS, app, category, read, topic};

#[actix_web::test]
async fn a_draft_is_its_authors_alone_and_ends_when_they_save() {
    let (app, editor) = app().await;
    let admin = app.staff(Role::Admin).await;
    let energy = category(&app, &editor, "Energy").await;
    let id = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let (path, draft) = (format!("{TOPICS}/{id}"), format!("{TOPICS}/{id}/draft"));
    let keep = async |content: Value| {
        let body = json!({ "basedOn": 1, "content": content });
        app.request(Method::PUT, &draft, Some(&editor.access), Some(body)).await
    };
    app.get_as(&editor.access, &draft).await.expect(404);
    keep(json!({ "title": { "en": "" } })).await.expect(200);
    keep(json!({ "title": { "en": "H" }, "description": { "en": "<p>x<script>y</script>" } }))
        .await
        .expect(200);
    let kept = app.get_as(&editor.access, &draft).await.expect(200).json();
    assert_eq!(
        kept,
        json!({
            "basedOn": 1, "savedAt": "2026-12-01T09:00:00Z",
            "content": { "title": { "en": "H" }, "description": { "en": "<p>x</p>" } },
        })
    );
    app.get_as(&admin.access, &draft).await.expect(404);
    assert_eq!(read(&app, &editor, &id).await["title"]["en"], "Heat");
    app.patch(&path, &admin.access, json!({ "difficulty": "advanced" })).await.expect(200);
    app.get_as(&editor.access, &draft).await.expect(200);
    app.patch(&path, &editor.access, json!({ "title": { "en": "Hot" } })).await.expect(200);
    app.get_as(&editor.access, &draft).await.expect(404);
    keep(json!({ "slug": "x" })).await.expect(200);
    for _ in 0..2 {
        app.request(Method::DELETE, &draft, Some(&editor.access), None).await.expect(204);
    }
    app.get_as(&editor.access, &draft).await.expect(404);
    keep(json!({ "colour": "red" })).await.expect(422);
    let nothing = format!("{TOPICS}/{}/draft", Uuid::from_u128(7));
    let body = Some(json!({ "basedOn": 1, "content": {} }));
    app.request(Method::PUT, &nothing, Some(&editor.access), body).await.expect(404);
}
