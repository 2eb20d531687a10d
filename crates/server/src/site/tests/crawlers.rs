//! Sitemap, robots and feeds, read by a parser that is not ours.

use chrono::Duration;
use magnetiq_shared::TranslatedText;
use roxmltree::{Document, Node};

use super::{BASE, Html};
use crate::test_support::{SessionFixture, TestApp, start};

const XHTML: &str = "http://www.w3.org/1999/xhtml";

fn text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.children()
        .find(|child| child.tag_name().name() == name)
        .and_then(|child| child.text())
        .unwrap_or_default()
}

async fn xml(app: &TestApp, path: &str, kind: &str) -> String {
    let answer = app.get(path).await.expect(200);
    assert!(answer.header("content-type").starts_with(kind), "{path}");
    assert!(!answer.header("etag").is_empty());
    String::from_utf8(answer.body.to_vec()).unwrap()
}

#[actix_web::test]
async fn the_sitemap_names_every_page_that_may_be_found() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    SessionFixture::new("past").starts(start() - Duration::days(9)).create(&app).await;
    SessionFixture::new("draft").but(|s| s.status = "draft".into()).create(&app).await;
    app.write_terms().await;
    let xml = xml(&app, "/sitemap.xml", "application/xml").await;
    let document = Document::parse(&xml).unwrap();
    let urls: Vec<Node> = document.root_element().children().filter(|node| node.is_element()).collect();
    let paths: Vec<&str> = urls.iter().map(|url| text(*url, "loc").trim_start_matches(BASE)).collect();
    assert_eq!(
        paths,
        [
            "/webinars",
            "/de/webinare",
            "/webinars/past",
            "/de/webinare/past",
            "/webinars/storage",
            "/de/webinare/storage",
            "/speakers/hanna-past",
            "/de/referenten/hanna-past",
            "/speakers/hanna-storage",
            "/de/referenten/hanna-storage",
            "/terms",
            "/de/agb",
        ]
    );
    for (url, path) in urls.iter().zip(&paths) {
        assert_eq!(text(*url, "lastmod"), "2026-12-01T09:00:00Z");
        let page = Html::of(&app, path).await;
        let links = url.children().filter(|node| node.has_tag_name((XHTML, "link")));
        for (link, language) in links.zip(["en", "de", "x-default"]) {
            let start = format!("link rel=\"alternate\" hreflang=\"{language}\"");
            assert_eq!(link.attribute("href").unwrap(), page.attribute(&start, "href"));
            assert_eq!(link.attribute("hreflang"), Some(language));
        }
        assert!(!page.has("noindex"), "{path}");
    }
}

#[actix_web::test]
async fn crawlers_are_told_where_to_go() {
    let app = TestApp::new().await;
    let robots = app.get("/robots.txt").await.expect(200);
    let text = String::from_utf8(robots.body.to_vec()).unwrap();
    for line in [
        "User-agent: *",
        "Disallow: /admin",
        "Disallow: /api/",
        "Disallow: /my-registrations",
        "Disallow: /de/meine-anmeldungen",
        "Allow: /api/v1/public/sessions/*/card.png",
        "Allow: /api/v1/public/calendar.ics",
        "Sitemap: https://webinars.example/sitemap.xml",
    ] {
        assert!(text.lines().any(|known| known == line), "{line} in {text}");
    }
}

#[actix_web::test]
async fn the_feed_tells_of_new_sessions_first() {
    let app = TestApp::new().await;
    let old = SessionFixture::new("old")
        .but(|s| s.published_at = Some((start() - Duration::days(3)).into()))
        .create(&app)
        .await;
    SessionFixture::new("off")
        .but(|s| {
            s.status = "cancelled".into();
            s.title = Some(TranslatedText::new("A < B & \"C\" \u{b}", "D > E").into());
        })
        .create(&app)
        .await;
    for (path, overview, titles) in [
        (
            "/webinars/feed.atom",
            "/webinars",
            ["Cancelled: A < B & \"C\" ", "Battery storage that pays its way"],
        ),
        ("/de/webinare/feed.atom", "/de/webinare", ["Abgesagt: D > E", "Batteriespeicher, die sich rechnen"]),
    ] {
        let xml = xml(&app, path, "application/atom+xml").await;
        let document = Document::parse(&xml).unwrap();
        let feed = document.root_element();
        assert_eq!(text(feed, "id"), format!("{BASE}{path}"));
        assert_eq!(text(feed, "updated"), "2026-12-01T09:00:00Z");
        let entries: Vec<Node> = feed.children().filter(|node| node.tag_name().name() == "entry").collect();
        assert_eq!(entries.iter().map(|entry| text(*entry, "title")).collect::<Vec<_>>(), titles);
        assert_eq!(text(entries[1], "id"), format!("urn:uuid:{old}"), "the same in every language");
        assert_eq!(text(entries[1], "published"), "2026-11-28T09:00:00Z");
        assert!(text(entries[1], "content").starts_with("<p>"), "HTML, as text");
        let page = Html::of(&app, overview).await;
        assert_eq!(
            page.attribute("link rel=\"alternate\" type=\"application/atom+xml\"", "href"),
            format!("{BASE}{path}")
        );
    }
}

#[actix_web::test]
async fn phones_learn_how_to_install_the_site() {
    let app = TestApp::new().await;
    for (page, path) in
        [("/webinars", "/webinars/app.webmanifest"), ("/de/webinare", "/de/webinare/app.webmanifest")]
    {
        assert_eq!(Html::of(&app, page).await.attribute("link rel=\"manifest\"", "href"), path);
        let answer = app.get(path).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/manifest+json");
        let manifest = answer.json();
        let opened = app.get(manifest["start_url"].as_str().unwrap()).await.expect(200);
        assert!(opened.header("content-type").starts_with("text/html"));
        for icon in manifest["icons"].as_array().unwrap() {
            app.get(icon["src"].as_str().unwrap()).await.expect(200);
        }
    }
}

#[actix_web::test]
async fn calendars_say_where_it_is_and_when_it_is_off() {
    let app = TestApp::new().await;
    SessionFixture::new("on").create(&app).await;
    SessionFixture::new("off").but(|s| (s.status, s.sequence) = ("cancelled".into(), 1)).create(&app).await;
    let read = async |path: &str| {
        let answer = app.get(path).await.expect(200);
        assert!(!answer.header("etag").is_empty(), "{path}");
        String::from_utf8(answer.body.to_vec()).unwrap().replace("\r\n ", "")
    };
    let on = read("/api/v1/public/sessions/on/calendar.ics").await;
    for line in ["STATUS:CONFIRMED", "SEQUENCE:0", "BEGIN:VALARM"] {
        assert!(on.contains(&format!("{line}\r\n")), "{line} in {on}");
    }
    assert!(on.contains(&format!("LOCATION:{BASE}/webinars/on\r\n")), "{on}");
    let off = read("/api/v1/public/sessions/off/calendar.ics").await;
    assert!(off.contains("STATUS:CANCELLED\r\n") && off.contains("SEQUENCE:1\r\n"), "{off}");
    assert!(!off.contains("VALARM"), "{off}");
    let feed = read("/api/v1/public/calendar.ics").await;
    assert_eq!((feed.matches("STATUS:CONFIRMED").count(), feed.matches("STATUS:CANCELLED").count()), (1, 1));
}

#[actix_web::test]
async fn a_calendar_can_be_of_a_category_or_of_a_speaker() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    SessionFixture::new("grid").create(&app).await;
    let category =
        app.get("/api/v1/public/sessions/grid").await.json()["category"]["slug"].as_str().unwrap().to_owned();
    let calendar = async |query: &str| {
        let answer = app.get(&format!("/api/v1/public/calendar.ics{query}")).await.expect(200);
        String::from_utf8(answer.body.to_vec()).unwrap().replace("\r\n ", "")
    };
    let count = |feed: &str| feed.matches("BEGIN:VEVENT").count();
    let whole = calendar("").await;
    assert!(count(&whole) == 2 && whole.contains("X-WR-CALNAME:Magnetiq Webinars\r\n"), "{whole}");
    let speakers = calendar("?speaker=hanna-storage&language=de").await;
    assert!(count(&speakers) == 1 && speakers.contains("/de/webinare/storage"), "{speakers}");
    assert!(speakers.contains("X-WR-CALNAME:Magnetiq Webinars · Dr Hanna Rehwald\r\n"), "{speakers}");
    let categorys = calendar(&format!("?category={category}&language=de")).await;
    assert!(
        count(&categorys) == 1 && categorys.contains("X-WR-CALNAME:Magnetiq Webinars · Energie\r\n"),
        "{categorys}"
    );
    let empty = calendar(&format!("?category={category}&speaker=hanna-storage")).await;
    assert!(count(&empty) == 0 && empty.contains("BEGIN:VTIMEZONE\r\n"), "never an empty object: {empty}");
    for query in ["category=nothing", "speaker=nobody"] {
        let answer = app.get(&format!("/api/v1/public/calendar.ics?{query}")).await.expect(404);
        assert_eq!(answer.problem(), "not-found");
    }
    app.get("/api/v1/public/calendar.ics?color=red").await.expect(422);
    for (page, feed) in [
        ("/webinars", "calendar.ics?language=en".to_owned()),
        ("/de/webinare/grid", format!("calendar.ics?category={category}&amp;language=de")),
        ("/webinars/grid", "sessions/grid/calendar.ics?language=en".to_owned()),
        ("/de/referenten/hanna-grid", "calendar.ics?speaker=hanna-grid&amp;language=de".to_owned()),
    ] {
        let link = format!("href=\"{BASE}/api/v1/public/{feed}\">");
        assert!(Html::of(&app, page).await.has(&link), "{link}");
    }
}
