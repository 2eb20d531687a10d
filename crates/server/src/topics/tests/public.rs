//! What visitors see of it.

use serde_json::json;

use super::{TOPICS, app};
use crate::test_support::SessionFixture;

#[actix_web::test]
async fn what_is_saved_is_shown_at_once() {
    let (app, editor) = app().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let (topic, _) = app.topic_and_speaker(session).await;
    let path = format!("{TOPICS}/{topic}");
    let patch = json!({ "title": { "en": "Storage, live", "de": "Speicher, live" } });
    app.patch(&path, &editor.access, patch).await.expect(200);
    let page = app.get("/api/v1/public/sessions/storage").await.expect(200).json();
    assert_eq!(page["title"]["de"], "Speicher, live");
}

#[actix_web::test]
async fn search_engines_read_what_was_written_for_them() {
    let (app, editor) = app().await;
    let session = SessionFixture::new("storage").create(&app).await;
    let (topic, _) = app.topic_and_speaker(session).await;
    let plain = String::from_utf8(app.get("/webinars/storage").await.expect(200).body.to_vec()).unwrap();
    assert!(!plain.contains("name=\"keywords\""));
    let seo = json!({ "seo": {
        "metaTitle": { "en": "Batteries \"pay\"", "de": "Batterien" },
        "metaDescription": { "en": "Sixty minutes." },
        "keywords": { "en": ["battery", "dispatch"] },
    } });
    app.patch(&format!("{TOPICS}/{topic}"), &editor.access, seo).await.expect(200);
    let page = String::from_utf8(app.get("/webinars/storage").await.expect(200).body.to_vec()).unwrap();
    for part in [
        "<title>Batteries &quot;pay&quot; · ",
        "<meta property=\"og:title\" content=\"Batteries &quot;pay&quot;\">",
        "<meta name=\"description\" content=\"Sixty minutes.\">",
        "<meta name=\"keywords\" content=\"battery, dispatch\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(page.contains(">Battery storage that pays its way</h1>"), "the page's heading stays");
    let german = String::from_utf8(app.get("/de/webinare/storage").await.expect(200).body.to_vec()).unwrap();
    assert!(german.contains("<title>Batterien · ") && german.contains("Sixty minutes."));
    assert!(!german.contains("name=\"keywords\""));
}

#[actix_web::test]
async fn html_that_came_by_another_way_is_sanitised_when_shown() {
    let (app, _) = app().await;
    let html = "<p onclick=\"x()\">One</p><script>alert(1)</script><img src=x onerror=y()>";
    let own = magnetiq_shared::TranslatedText::from(html).into();
    SessionFixture::new("storage").but(|row| row.description = Some(own)).create(&app).await;
    let page = app.get("/api/v1/public/sessions/storage").await.expect(200).json();
    assert_eq!(page["description"], json!({ "en": "<p>One</p>" }));
}
