use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_shared::scopes::Role;
use serde_json::json;
use uuid::Uuid;

use super::{app, category, read, tag, topic, wrong};

const CATEGORIES: &str = "/api/v1/categories";
const TAGS: &str = "/api/v1/tags";

#[actix_web::test]
async fn categories_are_made_changed_and_counted() {
    let (app, editor) = app().await;
    let (energy, ai) = (category(&app, &editor, "Energy").await, category(&app, &editor, "AI").await);
    topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let path = format!("{CATEGORIES}/{ai}");
    let patch = json!({ "name": { "en": "AI", "de": "KI" }, "position": 0, "hue": "peach" });
    app.patch(&path, &editor.access, patch).await.expect(200);
    let list = app.get_as(&editor.access, CATEGORIES).await.expect(200).json();
    assert_eq!(
        list["data"],
        json!([
            { "id": ai, "slug": "ai", "name": { "en": "AI", "de": "KI" }, "hue": "peach", "position": 0, "topics": 0, "version": 2 },
            { "id": energy, "slug": "energy", "name": { "en": "Energy" }, "hue": "teal", "position": 1, "topics": 1, "version": 1 },
        ])
    );
    for (body, pointer, code) in [
        (json!({ "name": { "en": "Energy" }, "hue": "teal" }), "/slug", "taken"),
        (json!({ "name": { "en": "" }, "slug": "x-y", "hue": "teal" }), "/name/en", "required"),
        (json!({ "name": { "en": "Heat" }, "hue": "red" }), "/hue", "type"),
    ] {
        let refused = app.post(CATEGORIES, Some(&editor.access), body).await.expect(422).json();
        assert_eq!(wrong(&refused), [(pointer.to_owned(), code.to_owned())]);
    }
    let taken = app.patch(&path, &editor.access, json!({ "slug": "energy" })).await;
    assert_eq!(wrong(&taken.expect(422).json()), [("/slug".to_owned(), "taken".to_owned())]);
    app.get_as(&editor.access, &format!("{CATEGORIES}/{}", Uuid::from_u128(7))).await.expect(404);
}

#[actix_web::test]
async fn a_category_in_use_goes_only_where_its_topics_go() {
    let (app, editor) = app().await;
    let (energy, ai) = (category(&app, &editor, "Energy").await, category(&app, &editor, "AI").await);
    let id = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let delete = async |query: &str| {
        app.delete_seen(&format!("{CATEGORIES}/{energy}{query}"), &editor.access, "\"1\"").await
    };
    assert_eq!(delete("").await.expect(409).problem(), "invalid-state");
    delete(&format!("?moveTo={energy}")).await.expect(422);
    delete(&format!("?moveTo={}", Uuid::from_u128(7))).await.expect(422);
    delete(&format!("?moveTo={ai}")).await.expect(204);
    delete("").await.expect(404);
    let moved = read(&app, &editor, &id).await;
    assert_eq!((&moved["categoryId"], &moved["version"]), (&json!(ai), &json!(2)));
    let admin = app.staff(Role::Admin).await;
    let log = app.get_as(&admin.access, "/api/v1/audit-log?action=category.deleted").await.expect(200).json();
    assert_eq!(log["data"][0]["subjectName"], "Energy");
}

#[actix_web::test]
async fn tags_are_made_changed_merged_and_deleted() {
    let (app, editor) = app().await;
    let energy = category(&app, &editor, "Energy").await;
    let (grid, net) = (tag(&app, &editor, "Grid").await, tag(&app, &editor, "Net").await);
    let body = json!({ "title": { "en": "Heat" }, "categoryId": energy, "tagIds": [grid, net] });
    let id = topic(&app, &editor, body).await;
    let path = format!("{TAGS}/{net}");
    let patch = json!({ "name": { "en": "Network", "de": "Netz" } });
    let changed = app.patch(&path, &editor.access, patch).await.expect(200).json();
    assert_eq!(
        changed,
        json!({ "id": net, "slug": "net", "name": { "en": "Network", "de": "Netz" }, "topics": 1, "version": 2 })
    );
    let delete =
        async |query: &str| app.delete_seen(&format!("{path}{query}"), &editor.access, "\"2\"").await;
    assert_eq!(delete("").await.expect(409).problem(), "invalid-state");
    delete(&format!("?moveTo={net}")).await.expect(422);
    delete(&format!("?moveTo={grid}")).await.expect(204);
    assert_eq!(read(&app, &editor, &id).await["tagIds"], json!([grid]));
    let list = app.get_as(&editor.access, TAGS).await.expect(200).json();
    assert_eq!((&list["total"], &list["data"][0]["topics"]), (&json!(1), &json!(1)));
    let double = app.post(TAGS, Some(&editor.access), json!({ "name": { "en": "grid" } })).await.expect(422);
    assert_eq!(wrong(&double.json()), [("/slug".to_owned(), "taken".to_owned())]);
}

#[actix_web::test]
async fn nobody_overwrites_what_they_have_not_seen() {
    let (app, editor) = app().await;
    let (energy, grid) = (category(&app, &editor, "Energy").await, tag(&app, &editor, "Grid").await);
    for path in [format!("{CATEGORIES}/{energy}"), format!("{TAGS}/{grid}")] {
        let patch = |name: &str| json!({ "name": { "en": name } });
        let blind = app.request(Method::PATCH, &path, Some(&editor.access), Some(patch("One"))).await;
        assert_eq!(blind.expect(428).problem(), "precondition-required");
        app.request(Method::DELETE, &path, Some(&editor.access), None).await.expect(428);
        let changed = app.patch_seen(&path, &editor.access, "\"1\"", patch("One")).await.expect(200);
        assert_eq!(changed.header("etag"), "\"2\"");
        let late = app.patch_seen(&path, &editor.access, "\"1\"", patch("Two")).await;
        assert_eq!(late.expect(412).problem(), "stale");
        app.delete_seen(&path, &editor.access, "\"1\"").await.expect(412);
        app.delete(&path, &editor.access).await.expect(204);
    }
}

#[actix_web::test]
async fn a_label_sent_again_is_made_once() {
    let (app, editor) = app().await;
    for (path, body) in [
        (CATEGORIES, json!({ "name": { "en": "Energy" }, "hue": "teal" })),
        (TAGS, json!({ "name": { "en": "Heat" } })),
    ] {
        let send = || {
            TestRequest::post()
                .uri(path)
                .insert_header(("authorization", format!("Bearer {}", editor.access)))
                .insert_header(("idempotency-key", "one"))
                .set_json(&body)
        };
        let first = app.send(send()).await.expect(201).json();
        assert_eq!(app.send(send()).await.expect(201).json(), first);
        assert_eq!(app.get_as(&editor.access, path).await.expect(200).json()["total"], 1);
    }
}
