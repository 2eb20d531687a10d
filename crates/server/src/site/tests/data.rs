//! What the app finds in the page, so that it need not ask for it.

use chrono::Duration;

use super::Html;
use crate::test_support::{SessionFixture, TestApp, start};

#[actix_web::test]
async fn each_page_brings_what_the_api_would_answer() {
    let app = TestApp::new().await;
    for (slug, days) in [("storage", 7), ("grid", 8), ("heat", 9)] {
        SessionFixture::new(slug).starts(start() + Duration::days(days)).create(&app).await;
    }
    app.write_terms().await;
    for (page, part, path) in [
        ("/webinars", "overview", "sessions?limit=12"),
        ("/de/webinare?speaker=hanna-grid&utm_source=x", "overview", "sessions?limit=12&speaker=hanna-grid"),
        ("/webinars?search=battery", "overview", "sessions?limit=12&search=battery"),
        ("/webinars?timeframe=past", "overview", "sessions?limit=12&timeframe=past"),
        ("/webinars", "facets", "facets"),
        ("/webinars", "site", "site"),
        ("/de/webinare/storage", "landing", "sessions/storage"),
        ("/webinars/storage", "related", "sessions/storage/related"),
        ("/speakers/hanna-heat", "speaker", "speakers/hanna-heat"),
        ("/de/agb", "legal", "legal/terms"),
    ] {
        let answer = app.get(&format!("/api/v1/public/{path}")).await.expect(200).json();
        assert_eq!(Html::of(&app, page).await.data()[part], answer, "{part} of {page}");
    }
}

#[actix_web::test]
async fn a_week_is_sent_only_where_it_is_the_same_for_everybody() {
    let app = TestApp::new().await;
    // It is Tuesday. Wednesday is this week everywhere; Monday at one o'clock in Berlin is still Sunday in Boston.
    SessionFixture::new("wednesday").starts(start() + Duration::days(1)).create(&app).await;
    let week = async || Html::of(&app, "/webinars?timeframe=this-week").await.data()["overview"].clone();
    assert_eq!(week().await["data"][0]["slug"], "wednesday");
    SessionFixture::new("night").starts("2026-12-07T00:00:00Z".parse().unwrap()).create(&app).await;
    assert!(week().await.is_null(), "the app asks with the visitor's timezone");
}

#[actix_web::test]
async fn the_other_language_shows_the_same_list_before_the_app_runs() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    for (asked, other) in [
        ("/webinars", "/de/webinare"),
        ("/webinars?utm_source=mail", "/de/webinare"),
        ("/webinars?timeframe=past&search=a%20b", "/de/webinare?timeframe=past&amp;search=a+b"),
    ] {
        let link = format!("<a href=\"{other}\" rel=\"external\" hreflang=\"de\"");
        assert!(Html::of(&app, asked).await.has(&link), "{link} in {asked}");
    }
}
