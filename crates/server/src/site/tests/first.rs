//! What a page shows before the app, and without it.

use chrono::Duration;

use super::Html;
use crate::test_support::{SessionFixture, TestApp, start};

#[actix_web::test]
async fn every_page_can_be_read_before_the_app_and_without_it() {
    let app = TestApp::new().await;
    SessionFixture::new("storage")
        .but(|s| (s.price_amount, s.language) = (Some(6900), "de".into()))
        .create(&app)
        .await;
    app.write_terms().await;
    let session = |title: &'static str, date, price, description| {
        vec![title, "datetime=\"2026-12-08T09:00:00Z\"", date, "Dr Hanna Rehwald", price, description]
    };
    for (path, words) in [
        (
            "/webinars/storage",
            session(
                "<h1>Battery storage that pays its way</h1>",
                "Tuesday 8 December 2026, 10:00–11:00 CET",
                "€69",
                "<p>One real week of <b>prices</b>.</p>",
            ),
        ),
        (
            "/de/webinare/storage",
            session(
                "<h1>Batteriespeicher, die sich rechnen</h1>",
                "Dienstag, 8. Dezember 2026, 10:00–11:00 Uhr MEZ",
                "69\u{a0}€",
                "<p>Eine echte Woche Preise.</p>",
            ),
        ),
        (
            "/webinars",
            session(
                "Battery storage that pays its way</a>",
                "Tue 8 Dec, 10:00 CET · 60 min",
                "€69",
                "In German",
            ),
        ),
        (
            "/de/webinare",
            session(
                "die sich rechnen</a>",
                "Di., 8. Dez., 10:00 MEZ · 60 Min.",
                "69\u{a0}€",
                "?step=register",
            ),
        ),
        (
            "/speakers/hanna-storage",
            session("<h1>Dr Hanna Rehwald</h1>", "Tue 8 Dec, 10:00 CET", "€69", "Plans dispatch."),
        ),
        ("/terms", vec!["<h1>Terms and conditions</h1>", "<p>Be kind.</p>", "Version 1"]),
        ("/de/meine-anmeldungen", vec!["<h1>Meine Anmeldungen</h1>"]),
    ] {
        let page = Html::of(&app, path).await;
        for word in words {
            assert!(page.has(word), "{word} in {path}: {}", page.0);
        }
        assert!(page.has("<a href=\"mailto:"), "{path}");
        assert!(!page.has("\"None\"") && !page.has(">None<"), "what is absent is not written, {path}");
        assert!(page.has("class=\"site-header\"") && !page.has(" style="), "{path}");
    }
}

#[actix_web::test]
async fn the_first_content_tells_the_truth_about_a_session() {
    let app = TestApp::new().await;
    SessionFixture::new("full").but(|s| s.seats_taken = 10).create(&app).await;
    SessionFixture::new("off")
        .but(|s| (s.status, s.cancel_reason) = ("cancelled".into(), Some("The speaker is ill.".into())))
        .create(&app)
        .await;
    SessionFixture::new("past").starts(start() - Duration::days(3)).create(&app).await;
    for (slug, words) in [
        ("full", vec!["Join the waitlist", "Fully booked", "value=\"10\""]),
        ("off", vec!["This session will not take place", "The speaker is ill.", "note bad"]),
        ("past", vec!["This session is over", "Saturday 28 November 2026"]),
    ] {
        let page = Html::of(&app, &format!("/webinars/{slug}")).await;
        for word in words {
            assert!(page.has(word), "{word} of {slug}: {}", page.0);
        }
    }
    let missing = Html::read(app.get("/de/webinare/nothing").await.expect(404));
    assert!(missing.has("<h1>Diesen Termin kennen wir nicht</h1>"));
}

#[actix_web::test]
async fn filters_work_by_links_and_pages_of_a_list_follow_each_other() {
    let app = TestApp::new().await;
    for number in 0..13 {
        SessionFixture::new(&format!("s{number:02}"))
            .starts(start() + Duration::days(number + 1))
            .create(&app)
            .await;
    }
    let page = Html::of(&app, "/webinars?price=free&search=storage").await;
    assert!(page.has("value=\"storage\""), "the search field keeps its words");
    let week = Html::of(&app, "/webinars?timeframe=this-week").await;
    assert!(!week.has(">None<"), "a list that only the app can ask for");
    let more = page.0.split("class=\"pager\"").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let more = more.split('"').next().unwrap().replace("&amp;", "&");
    assert!(more.contains("price=free") && more.contains("search=storage"), "{more}");
    let second = Html::of(&app, &more).await;
    assert_eq!(second.0.matches("<li class=\"card\">").count(), 1);
}
