mod publishing;

use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::test_support::{SessionFixture, Staff, TestApp, start};

async fn posts(app: &TestApp, who: &Staff, question: &str) -> Vec<Value> {
    let list = app.get_as(&who.access, &format!("/api/v1/posts{question}")).await.expect(200).json();
    list["data"].as_array().unwrap().clone()
}

/// A session in three weeks, published now.
async fn session(app: &TestApp) -> Uuid {
    SessionFixture::new("storage")
        .starts(start() + Duration::days(21))
        .but(|row| row.published_at = Some(start().into()))
        .create(app)
        .await
}

#[actix_web::test]
async fn a_session_has_posts_around_it_for_house_and_speaker() {
    let app = TestApp::new().await;
    let (viewer, id) = (app.staff(Role::Viewer).await, session(&app).await);
    let all = posts(&app, &viewer, &format!("?session={id}")).await;
    assert_eq!(all.len(), 6 * 2 + 3 * 2);
    assert!(all.iter().all(|post| post["state"] == "planned"), "{all:?}");
    assert!(all.is_sorted_by_key(|post| post["dueAt"].as_str().unwrap().to_owned()));
    for post in &all {
        for language in ["en", "de"] {
            let text = post["text"][language].as_str().unwrap();
            assert!(text.contains("https://webinars.example/"), "{text}");
            for part in post["thread"][language].as_array().unwrap() {
                let fits = magnetiq_domain::posts::x_length(part.as_str().unwrap()) <= 280;
                assert!(post["network"] == "linkedin" || fits, "{part}");
            }
        }
    }
    let x = all.iter().find(|post| post["network"] == "x").unwrap();
    assert!(x["shareUrl"]["en"].as_str().unwrap().starts_with("https://x.com/intent/post?text="));
}

#[actix_web::test]
async fn a_post_is_due_then_passed_and_moves_with_its_session() {
    let app = TestApp::new().await;
    let (editor, id) = (app.staff(Role::Editor).await, session(&app).await);
    let of = async |key: &str, editor: &Staff| {
        let all = posts(&app, editor, &format!("?session={id}")).await;
        all.into_iter().find(|post| post["key"] == key).map(|post| post["state"].clone())
    };
    app.set_clock(start() + Duration::days(8)).await;
    let editor = app.sign_in(&editor.email).await;
    assert_eq!(of("linkedin-house-announcement", &editor).await.unwrap(), "due");
    app.set_clock(start() + Duration::days(15)).await;
    let editor = app.sign_in(&editor.email).await;
    assert_eq!(of("linkedin-house-announcement", &editor).await.unwrap(), "passed");
    assert_eq!(of("linkedin-house-week", &editor).await.unwrap(), "due");
    let later = start() + Duration::days(40);
    app.change_session(id, |row| {
        (row.starts_at, row.ends_at) =
            (sea_orm::Set(later.into()), sea_orm::Set((later + Duration::hours(1)).into()));
    })
    .await;
    app.refresh().await;
    assert_eq!(of("linkedin-house-week", &editor).await.unwrap(), "planned");
    app.change_session(id, |row| row.status = sea_orm::Set("cancelled".to_owned())).await;
    app.refresh().await;
    assert_eq!(of("linkedin-house-week", &editor).await, None, "nobody posts about what is called off");
}

#[actix_web::test]
async fn staff_write_a_post_share_it_and_take_that_back() {
    let app = TestApp::new().await;
    let (viewer, editor) = (app.staff(Role::Viewer).await, app.staff(Role::Editor).await);
    let path = format!("/api/v1/sessions/{}/posts/x-house-week", session(&app).await);
    let own = json!({ "text": { "en": "Storage pays. ".repeat(40), "de": null } });
    app.patch_seen(&path, &viewer.access, "\"0\"", own.clone()).await.expect(403);
    let written = app.patch_seen(&path, &editor.access, "\"0\"", own.clone()).await.expect(200).json();
    assert_eq!((written["isOwn"].clone(), written["version"].clone()), (json!(true), json!(1)));
    assert!(written["thread"]["en"].as_array().unwrap().len() > 1, "too long for one post");
    app.patch_seen(&path, &editor.access, "\"0\"", own).await.expect(412);
    let empty = json!({ "text": { "en": " " } });
    app.patch_seen(&path, &editor.access, "\"1\"", empty).await.expect(422);
    let shared = app.patch_seen(&path, &editor.access, "\"1\"", json!({ "act": "posted" })).await.expect(200);
    assert_eq!(shared.json()["state"], "posted");
    let back = json!({ "act": "planned", "text": null });
    let back = app.patch_seen(&path, &editor.access, "\"2\"", back).await.expect(200).json();
    assert_eq!((back["state"].clone(), back["isOwn"].clone()), (json!("planned"), json!(false)));
    app.patch_seen(&path.replace("week", "year"), &editor.access, "\"0\"", json!({})).await.expect(404);
}

#[actix_web::test]
async fn the_calendar_shows_what_is_due_in_a_time() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    session(&app).await;
    let at = |days| (start() + Duration::days(days)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let found = posts(&app, &viewer, &format!("?from={}&until={}", at(6), at(8))).await;
    assert!(!found.is_empty() && found.iter().all(|post| post["occasion"] == "announcement"), "{found:?}");
    let wrong = format!("/api/v1/posts?from={}&until={}", at(8), at(6));
    app.get_as(&viewer.access, &wrong).await.expect(422);
}
