//! Pages that are not public yet, by their links.

use chrono::Duration;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use super::Html;
use crate::test_support::{Answer, SessionFixture, Staff, TestApp, form};

/// A draft, its id and that of its topic.
async fn draft(app: &TestApp, who: &Staff) -> (String, String) {
    SessionFixture::new("storage").but(|s| s.status = "draft".into()).create(app).await;
    let row = app.get_as(&who.access, "/api/v1/sessions").await.expect(200).json()["data"][0].clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&row["id"]), text(&row["topic"]["id"]))
}

/// The path of a new link.
async fn link(app: &TestApp, token: &str, path: &str) -> String {
    let made = app.post(&format!("/api/v1/{path}/preview"), Some(token), json!({})).await.expect(200).json();
    assert_eq!(made["validUntil"], json!(app.ctx().now + Duration::hours(1)));
    made["url"].as_str().unwrap().strip_prefix(super::BASE).unwrap().to_owned()
}

fn is_hidden(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow");
}

#[actix_web::test]
async fn a_draft_is_seen_by_its_link_alone_and_for_an_hour() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let (id, _) = draft(&app, &viewer).await;
    app.get("/webinars/storage").await.expect(404);
    let path = link(&app, &viewer.access, &format!("sessions/{id}")).await;
    for (path, ribbon, title) in [
        (path.clone(), "Preview – not public", "<h1>Battery storage that pays its way</h1>"),
        (
            path.replace("/webinars/", "/de/webinare/"),
            "Vorschau – nicht öffentlich",
            "<h1>Batteriespeicher, die sich rechnen</h1>",
        ),
    ] {
        let answer = app.get(&path).await.expect(200);
        is_hidden(&answer);
        let page = Html::read(answer);
        assert!(page.has(ribbon) && page.has(title), "{}", page.0);
        assert_eq!(page.meta("robots"), "noindex");
        assert!(!page.has("rel=\"canonical\"") && !page.has("og:url") && !page.has("ld+json"));
        // The app shows it as what its address names.
        let data = page.data();
        assert_eq!(data["landing"]["slug"], json!(path.rsplit('/').next().unwrap()));
        assert_eq!(data["landing"]["registrationState"], json!("open"));
    }
    app.get("/preview.css").await.expect(200);
    let at = path.rfind('.').unwrap() + 1;
    for letter in ["A", "B"].into_iter().filter(|letter| !path[at..].starts_with(letter)) {
        let mut forged = path.clone();
        forged.replace_range(at..=at, letter);
        app.get(&forged).await.expect(404);
    }
    app.advance(Duration::hours(1)).await;
    app.get(&path).await.expect(404);
}

#[actix_web::test]
async fn nobody_registers_on_a_preview_and_nothing_is_counted() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let (id, _) = draft(&app, &viewer).await;
    let path = link(&app, &viewer.access, &format!("sessions/{id}")).await;
    let slug = path.rsplit('/').next().unwrap();
    let body = form("ada@example.com");
    let refused = app.post(&format!("/api/v1/public/sessions/{slug}/registrations"), None, body).await;
    assert_eq!(refused.expect(409).json()["type"], json!("/problems/registration-closed"));
    let view = json!({ "session": slug, "kind": "landing" });
    app.post("/api/v1/public/views", None, view).await.expect(404);
    app.get(&format!("/api/v1/public/sessions/{slug}")).await.expect(404);
    let session = app.get_as(&viewer.access, &format!("/api/v1/sessions/{id}")).await.expect(200).json();
    assert_eq!((&session["viewCount"], &session["registrationCount"]), (&json!(0), &json!(0)));
}

#[actix_web::test]
async fn a_topic_is_shown_with_a_placeholder_for_its_date() {
    let app = TestApp::new().await;
    let viewer = app.staff(Role::Viewer).await;
    let (_, topic) = draft(&app, &viewer).await;
    let path = link(&app, &viewer.access, &format!("topics/{topic}")).await;
    let answer = app.get(&path).await.expect(200);
    is_hidden(&answer);
    let page = Html::read(answer);
    assert!(page.has("The date is a placeholder"), "{}", page.0);
    assert!(page.has("Battery storage that pays its way"));
    let starts: chrono::DateTime<chrono::Utc> =
        page.data()["landing"]["startsAt"].as_str().unwrap().parse().unwrap();
    assert!(starts > app.ctx().now + Duration::days(12) && starts < app.ctx().now + Duration::days(16));
}

#[actix_web::test]
async fn links_need_the_right_to_see_what_they_lead_to() {
    let app = TestApp::new().await;
    let admin = app.staff(Role::Admin).await;
    let (id, topic) = draft(&app, &admin).await;
    let sees_topics = app.api_token(&admin, &[Scope::TopicsRead]).await;
    let sessions = format!("/api/v1/sessions/{id}/preview");
    app.post(&sessions, None, json!({})).await.expect(401);
    app.post(&sessions, Some(&sees_topics), json!({})).await.expect(403);
    app.post(&format!("/api/v1/topics/{topic}/preview"), Some(&sees_topics), json!({})).await.expect(200);
    // The one's id is none of the other's.
    app.post(&format!("/api/v1/topics/{id}/preview"), Some(&admin.access), json!({})).await.expect(404);
}
