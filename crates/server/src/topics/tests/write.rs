use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TOPICS, app, category, made, read, tag, topic, wrong};
use crate::test_support::SessionFixture;

#[actix_web::test]
async fn title_and_category_make_a_topic() {
    let (app, editor) = app().await;
    let energy = category(&app, &editor, "Energy").await;
    let body = json!({ "title": { "en": " Wärme &  Strom " }, "categoryId": energy });
    let answer = app.post(TOPICS, Some(&editor.access), body.clone()).await.expect(201);
    let first = answer.json();
    assert_eq!(answer.header("location"), format!("{TOPICS}/{}", first["id"].as_str().unwrap()));
    assert_eq!(answer.header("etag"), "\"1\"");
    assert_eq!(first["title"], json!({ "en": "Wärme & Strom" }));
    assert_eq!((&first["slug"], &first["status"]), (&json!("waerme-strom"), &json!("draft")));
    assert_eq!((&first["germanMissing"], &first["updatedBy"]), (&json!(["title"]), &json!("The editor")));
    assert!(first["cover"]["url"].as_str().unwrap().starts_with("/media/covers/"));
    let second = app.post(TOPICS, Some(&editor.access), body).await.expect(201).json();
    assert_eq!(second["slug"], "waerme-strom-2");
}

#[actix_web::test]
async fn the_same_key_makes_one_topic() {
    let (app, editor) = app().await;
    let energy = category(&app, &editor, "Energy").await;
    let send = async |title: &str| {
        let request = TestRequest::post()
            .uri(TOPICS)
            .insert_header(("authorization", format!("Bearer {}", editor.access)))
            .insert_header(("idempotency-key", "once"))
            .insert_header(("content-type", "application/json"))
            .set_payload(json!({ "title": { "en": title }, "categoryId": energy }).to_string());
        app.send(request).await
    };
    let first = made(send("Heat").await.expect(201).json());
    assert_eq!(made(send("Heat").await.expect(201).json()), first);
    assert_eq!(send("Other").await.expect(422).problem(), "idempotency-mismatch");
}

#[actix_web::test]
async fn all_fields_are_kept_and_html_is_sanitised() {
    let (app, editor) = app().await;
    let (energy, grid) = (category(&app, &editor, "Energy").await, tag(&app, &editor, "Grid").await);
    let session = SessionFixture::new("storage").create(&app).await;
    let (_, speaker) = app.topic_and_speaker(session).await;
    let id = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let patch = json!({
        "title": { "en": "Heat pumps", "de": "Wärmepumpen" },
        "slug": "Heat-Pumps",
        "summary": { "en": "In old houses.", "de": " " },
        "description": { "en": "<p onclick=\"x()\">One</p><script>alert(1)</script>", "de": "<p><br></p>" },
        "learningObjectives": [{ "en": "Size one", "de": "Eine auslegen" }],
        "prerequisites": { "en": "None", "de": "Keine" },
        "targetAudience": { "en": "Owners" },
        "agenda": [{ "minutes": 10, "title": { "en": "Start" }, "text": { "en": "" } }],
        "materials": [{ "en": "Slides" }],
        "tagIds": [grid, grid],
        "difficulty": "advanced",
        "defaultDurationMinutes": 90,
        "defaultPrice": { "amount": 4900, "currency": "CHF" },
        "defaultCapacity": 40,
        "defaultSpeakerIds": [speaker],
        "coverPattern": "rings",
        "seo": { "metaTitle": { "en": "Heat pumps, live" }, "keywords": { "en": ["heat pump", " "] } },
        "status": "active",
    });
    let path = format!("{TOPICS}/{id}");
    let changed = app.patch(&path, &editor.access, patch).await.expect(200);
    assert_eq!(changed.header("etag"), "\"2\"");
    let kept = read(&app, &editor, &id).await;
    assert_eq!(kept, changed.json());
    assert_eq!(kept["slug"], "heat-pumps");
    assert_eq!(kept["description"], json!({ "en": "<p>One</p>" }), "empty German is none");
    assert_eq!(kept["summary"], json!({ "en": "In old houses." }));
    assert_eq!(kept["agenda"], json!([{ "minutes": 10, "title": { "en": "Start" } }]));
    assert_eq!((&kept["tagIds"], &kept["defaultSpeakerIds"]), (&json!([grid]), &json!([speaker])));
    assert_eq!(kept["defaultPrice"], json!({ "amount": 4900, "currency": "CHF" }));
    assert_eq!(kept["seo"]["keywords"], json!({ "en": ["heat pump"], "de": [] }));
    let lacks = json!(["summary", "description", "targetAudience", "agenda", "materials", "metaTitle"]);
    assert_eq!(kept["germanMissing"], lacks);
    let cleared = json!({ "summary": null, "defaultPrice": null, "defaultCapacity": null, "tagIds": [] });
    let cleared = app.patch(&path, &editor.access, cleared).await.expect(200).json();
    assert!(cleared["summary"].is_null() && cleared["defaultPrice"].is_null(), "{cleared}");
    assert_eq!((&cleared["tagIds"], &cleared["title"]["en"]), (&json!([]), &json!("Heat pumps")));
}

#[actix_web::test]
async fn every_field_that_is_wrong_is_named() {
    let (app, editor) = app().await;
    let energy = category(&app, &editor, "Energy").await;
    let nobody = Uuid::from_u128(7).to_string();
    let id = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    topic(&app, &editor, json!({ "title": { "en": "Taken" }, "categoryId": energy })).await;
    let path = format!("{TOPICS}/{id}");
    for (patch, pointer, code) in [
        (json!({ "title": { "en": " " } }), "/title/en", "required"),
        (json!({ "title": { "en": "x", "de": "y".repeat(201) } }), "/title/de", "too-long"),
        (json!({ "title": null }), "/title/en", "required"),
        (json!({ "slug": "a b" }), "/slug", "characters"),
        (json!({ "slug": "taken" }), "/slug", "taken"),
        (json!({ "summary": { "en": "", "de": "x" } }), "/summary/en", "required"),
        (json!({ "status": "active" }), "/description/en", "required"),
        (json!({ "status": "open" }), "/status", "type"),
        (json!({ "learningObjectives": [{ "en": "" }] }), "/learningObjectives/0/en", "required"),
        (json!({ "agenda": [{ "minutes": 0, "title": { "en": "x" } }] }), "/agenda/0/minutes", "type"),
        (json!({ "categoryId": nobody }), "/categoryId", "unknown"),
        (json!({ "tagIds": [nobody] }), "/tagIds/0", "unknown"),
        (json!({ "defaultSpeakerIds": [nobody] }), "/defaultSpeakerIds/0", "unknown"),
        (json!({ "thumbnailMediaId": nobody }), "/thumbnailMediaId", "unknown"),
        (json!({ "defaultDurationMinutes": 0 }), "/defaultDurationMinutes", "type"),
        (json!({ "defaultPrice": { "amount": 0, "currency": "EUR" } }), "/defaultPrice/amount", "type"),
        (json!({ "coverPattern": "clouds" }), "/coverPattern", "unknown"),
        (json!({ "seo": { "metaTitle": { "en": "x".repeat(101) } } }), "/seo/metaTitle/en", "too-long"),
        (json!({ "colour": "red" }), "/colour", "unknown-field"),
    ] {
        if patch["title"].is_null() && patch.get("title").is_some() {
            // What can't be cleared stays.
            app.patch(&path, &editor.access, patch).await.expect(200);
            continue;
        }
        let refused = app.patch(&path, &editor.access, patch.clone()).await.expect(422).json();
        assert_eq!(wrong(&refused), [(pointer.to_owned(), code.to_owned())], "{patch}");
    }
    let refused = app.post(TOPICS, Some(&editor.access), json!({ "title": { "en": "x" } })).await.expect(422);
    assert_eq!(wrong(&refused.json()), [("/categoryId".to_owned(), "required".to_owned())]);
    let untitled = app.post(TOPICS, Some(&editor.access), json!({ "categoryId": energy })).await.expect(422);
    assert_eq!(wrong(&untitled.json()), [("/title/en".to_owned(), "required".to_owned())]);
}

#[actix_web::test]
async fn a_change_of_what_has_changed_meanwhile_is_refused() {
    let (app, editor) = app().await;
    let energy = category(&app, &editor, "Energy").await;
    let id = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let path = format!("{TOPICS}/{id}");
    app.patch(&path, &editor.access, json!({ "difficulty": "advanced" })).await.expect(200);
    let late = app.patch_seen(&path, &editor.access, "\"1\"", json!({ "difficulty": "beginner" })).await;
    assert_eq!(late.expect(412).problem(), "stale");
    let blind = app.request(Method::PATCH, &path, Some(&editor.access), Some(json!({}))).await;
    assert_eq!(blind.expect(428).problem(), "precondition-required");
    let log = app.staff(Role::Admin).await;
    let log = app.get_as(&log.access, "/api/v1/audit-log?action=topic.updated").await.expect(200).json();
    let change = json!([{ "field": "difficulty", "from": "beginner", "to": "advanced" }]);
    assert_eq!((&log["data"][0]["changes"], &log["data"][0]["actorName"]), (&change, &json!("The editor")));
}

#[actix_web::test]
async fn a_topic_in_use_is_archived_not_deleted() {
    let (app, editor) = app().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let (used, _) = app.topic_and_speaker(session).await;
    let refused = app.delete(&format!("{TOPICS}/{used}"), &editor.access).await.expect(409);
    assert_eq!(refused.problem(), "invalid-state");
    assert!(refused.json()["detail"].as_str().unwrap().contains("archive"));
    let energy = category(&app, &editor, "Energy").await;
    let unused = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let path = format!("{TOPICS}/{unused}");
    app.patch(&path, &editor.access, json!({ "difficulty": "advanced" })).await.expect(200);
    app.delete(&path, &editor.access).await.expect(204);
    app.get_as(&editor.access, &path).await.expect(404);
}

#[actix_web::test]
async fn a_copy_is_a_draft_of_its_own() {
    let (app, editor) = app().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let (original, _) = app.topic_and_speaker(session).await;
    let path = format!("{TOPICS}/{original}/duplicate");
    let copy = app.post(&path, Some(&editor.access), json!({})).await.expect(201).json();
    assert_eq!(copy["title"]["en"], "Battery storage that pays its way (copy)");
    assert_eq!(copy["title"]["de"], "Batteriespeicher, die sich rechnen (Kopie)");
    assert_eq!((&copy["slug"], &copy["status"]), (&json!("topic-storage-2"), &json!("draft")));
    assert_eq!(copy["usage"]["sessionsPlanned"], 0);
    let nothing = format!("{TOPICS}/{}/duplicate", Uuid::from_u128(7));
    app.post(&nothing, Some(&editor.access), json!({})).await.expect(404);
}

#[actix_web::test]
async fn a_session_becomes_a_template() {
    let (app, editor) = app().await;
    let session = SessionFixture::new("storage").but(|row| {
        row.title =
            Some(magnetiq_shared::TranslatedText::new("Storage in Bavaria", "Speicher in Bayern").into());
        (row.price_amount, row.capacity) = (Some(9_900), Some(25));
    });
    let session = session.create(&app).await;
    let (_, speaker) = app.topic_and_speaker(session).await;
    let path = format!("/api/v1/sessions/{session}/topic");
    let made = app.post(&path, Some(&editor.access), json!({})).await.expect(201).json();
    assert_eq!(made["title"]["de"], "Speicher in Bayern");
    assert_eq!((&made["slug"], &made["status"]), (&json!("storage-in-bavaria"), &json!("draft")));
    assert_eq!(made["defaultPrice"], json!({ "amount": 9900, "currency": "EUR" }));
    assert_eq!((&made["defaultCapacity"], &made["defaultSpeakerIds"]), (&json!(25), &json!([speaker])));
    let nothing = format!("/api/v1/sessions/{}/topic", Uuid::from_u128(7));
    app.post(&nothing, Some(&editor.access), json!({})).await.expect(404);
}

#[actix_web::test]
async fn several_are_changed_at_once_and_each_is_told_of() {
    let (app, editor) = app().await;
    let (energy, ai) = (category(&app, &editor, "Energy").await, category(&app, &editor, "AI").await);
    let grid = tag(&app, &editor, "Grid").await;
    let heat = topic(&app, &editor, json!({ "title": { "en": "Heat" }, "categoryId": energy })).await;
    let full =
        json!({ "title": { "en": "Power" }, "categoryId": energy, "description": { "en": "<p>x</p>" } });
    let power = topic(&app, &editor, full).await;
    let nobody = Uuid::from_u128(7).to_string();
    let run = async |action: Value| {
        let body = json!({ "ids": [heat, power, nobody, heat], "action": action });
        let answer = app.post(&format!("{TOPICS}/bulk"), Some(&editor.access), body).await.expect(200).json();
        let results = answer["results"].as_array().unwrap().clone();
        assert_eq!(results[2], json!({ "id": nobody, "outcome": "notFound", "made": null }));
        assert_eq!(results.len(), 3, "each once");
        (results[0].clone(), results[1].clone())
    };
    let outcomes = |(a, b): (Value, Value)| (a["outcome"].clone(), b["outcome"].clone());
    let of = |a: &str, b: &str| (json!(a), json!(b));
    assert_eq!(outcomes(run(json!({ "kind": "activate" })).await), of("refused", "done"));
    assert_eq!(outcomes(run(json!({ "kind": "tag", "tagId": grid })).await), of("done", "done"));
    assert_eq!(outcomes(run(json!({ "kind": "tag", "tagId": grid })).await), of("unchanged", "unchanged"));
    assert_eq!(outcomes(run(json!({ "kind": "untag", "tagId": grid })).await), of("done", "done"));
    assert_eq!(outcomes(run(json!({ "kind": "categorise", "categoryId": ai })).await), of("done", "done"));
    assert_eq!(outcomes(run(json!({ "kind": "archive" })).await), of("done", "done"));
    let (copied, _) = run(json!({ "kind": "duplicate" })).await;
    let copy = read(&app, &editor, copied["made"].as_str().unwrap()).await;
    assert_eq!((&copy["title"]["en"], &copy["categoryId"]), (&json!("Heat (copy)"), &json!(ai)));
    for (body, pointer) in [
        (json!({ "ids": [], "action": { "kind": "archive" } }), "/ids"),
        (json!({ "ids": [heat], "action": { "kind": "tag", "tagId": nobody } }), "/action/tagId"),
        (
            json!({ "ids": [heat], "action": { "kind": "categorise", "categoryId": nobody } }),
            "/action/categoryId",
        ),
    ] {
        let refused =
            app.post(&format!("{TOPICS}/bulk"), Some(&editor.access), body).await.expect(422).json();
        assert_eq!(wrong(&refused)[0].0, pointer);
    }
}

#[actix_web::test]
async fn who_may_not_is_told_so() {
    let (app, _) = app().await;
    let (viewer, admin) = (app.staff(Role::Viewer).await, app.staff(Role::Admin).await);
    app.get(TOPICS).await.expect(401);
    app.get_as(&viewer.access, TOPICS).await.expect(200);
    app.post(TOPICS, Some(&viewer.access), json!({})).await.expect(403);
    app.post("/api/v1/tags", Some(&viewer.access), json!({})).await.expect(403);
    app.get_as(&viewer.access, &format!("{TOPICS}/{}/draft", Uuid::from_u128(7))).await.expect(403);
    let token = app.api_token(&admin, &[Scope::TopicsRead]).await;
    app.get_as(&token, TOPICS).await.expect(200);
    app.post(&format!("{TOPICS}/bulk"), Some(&token), json!({})).await.expect(403);
    app.get_as(&viewer.access, &format!("{TOPICS}/nonsense")).await.expect(404);
}
