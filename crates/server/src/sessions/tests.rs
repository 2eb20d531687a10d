//! The published program over HTTP.

mod landing;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::Duration;
use magnetiq_shared::TranslatedText;
use serde_json::Value;

use crate::test_support::{SessionFixture, TestApp, start};

fn slugs(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|card| card["slug"].as_str().unwrap()).collect()
}

async fn list(app: &TestApp, query: &str) -> Value {
    app.get(&format!("/api/v1/public/sessions?{query}")).await.expect(200).json()
}

/// Sessions around the start, a Tuesday: one past, one live, one today, one on Sunday night, one next month.
async fn program(app: &TestApp) {
    let hours = Duration::hours;
    for (slug, offset) in [
        ("past", hours(-30)),
        ("live", -Duration::minutes(30)),
        ("today", hours(5)),
        ("sunday", hours(5 * 24 + 14)),
        ("far", hours(45 * 24)),
    ] {
        SessionFixture::new(slug).starts(start() + offset).create(app).await;
    }
}

#[actix_web::test]
async fn the_timeframe_is_the_viewers() {
    let app = TestApp::new().await;
    program(&app).await;
    assert_eq!(slugs(&list(&app, "").await), ["live", "today", "sunday", "far"]);
    assert_eq!(slugs(&list(&app, "timeframe=past").await), ["past"]);
    assert_eq!(
        slugs(&list(&app, "timeframe=this-week&timezone=Europe/London").await),
        ["live", "today", "sunday"]
    );
    assert_eq!(
        slugs(&list(&app, "timeframe=this-week&timezone=Asia/Tokyo").await),
        ["live", "today"],
        "Monday there"
    );
    assert_eq!(slugs(&list(&app, "timeframe=this-month").await), ["live", "today", "sunday"]);
}

#[actix_web::test]
async fn a_list_is_read_page_by_page() {
    let app = TestApp::new().await;
    program(&app).await;
    let first = list(&app, "limit=3").await;
    assert_eq!((slugs(&first), first["total"].as_i64()), (vec!["live", "today", "sunday"], Some(4)));
    let cursor = first["nextCursor"].as_str().unwrap();
    let second = list(&app, &format!("limit=3&cursor={cursor}")).await;
    assert_eq!((slugs(&second), second["nextCursor"].is_null()), (vec!["far"], true));
}

#[actix_web::test]
async fn filters_leave_out_what_was_not_asked_for() {
    let app = TestApp::new().await;
    SessionFixture::new("free").create(&app).await;
    SessionFixture::new("paid")
        .but(|s| (s.price_amount, s.language) = (Some(4900), "de".into()))
        .create(&app)
        .await;
    SessionFixture::new("off").but(|s| s.status = "cancelled".into()).create(&app).await;
    assert_eq!(slugs(&list(&app, "price=paid").await), ["paid"]);
    assert_eq!(slugs(&list(&app, "price=free").await), ["free"]);
    assert_eq!(slugs(&list(&app, "language=de").await), ["paid"]);
    assert_eq!(slugs(&list(&app, "speaker=hanna-free").await), ["free"]);
    assert_eq!(slugs(&list(&app, "difficulty=beginner").await), [""; 0]);
    assert_eq!(slugs(&list(&app, "search=batteriespeicher%20rehwald").await).len(), 2);
    assert_eq!(slugs(&list(&app, "search=nonsense").await), [""; 0]);
}

/// Sessions whose titles, or else descriptions, have something to do with heat pumps; the fixture's own words have not.
async fn heat_pumps(app: &TestApp) {
    let texts = |en: &str, de: &str| TranslatedText::new(en, de);
    for (slug, title, description, days) in [
        (
            "described",
            texts("Process heat", "Prozesswärme"),
            texts("<p>With <b>heat pumps</b>.</p>", "<p>Mit Wärmepumpen.</p>"),
            3,
        ),
        ("funded", texts("Funding", "Wärmepumpenförderung"), texts("<p>Money.</p>", "<p>Geld.</p>"), 4),
        ("late", texts("Heat pumps", "Wärmepumpe"), texts("<p>All.</p>", "<p>Alles.</p>"), 6),
        ("early", texts("Heat pumps", "Wärmepumpe"), texts("<p>All.</p>", "<p>Alles.</p>"), 5),
        ("other", texts("Wind", "Wind"), texts("<p>pumpjack</p>", "<p>Luft</p>"), 2),
    ] {
        SessionFixture::new(slug)
            .but(|s| (s.title, s.description) = (Some(title.into()), Some(description.into())))
            .starts(start() + Duration::days(days))
            .create(app)
            .await;
    }
}

#[actix_web::test]
async fn a_search_gives_the_best_first_and_goes_on_page_by_page() {
    let app = TestApp::new().await;
    heat_pumps(&app).await;
    let expected = ["early", "late", "funded", "described"];
    for search in ["W%C3%A4rmepumpe", "waermepumpen", "w%C3%A4rmep", "Wermepumpe"] {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = list(&app, &format!("search={search}&limit=1{cursor}")).await;
            assert_eq!(page["total"], 4, "{search}");
            seen.extend(slugs(&page).into_iter().map(str::to_owned));
            let Some(next) = page["nextCursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, expected, "{search}");
    }
    assert_eq!(
        slugs(&list(&app, "search=heat%20pump&difficulty=intermediate").await),
        ["early", "late", "described"]
    );
    assert_eq!(slugs(&list(&app, "search=%20").await).len(), 5, "no word, no search");
}

#[actix_web::test]
async fn a_page_goes_on_where_the_last_one_ended_though_that_session_is_gone() {
    let app = TestApp::new().await;
    program(&app).await;
    let first = list(&app, "limit=1").await;
    assert_eq!(slugs(&first), ["live"]);
    let cursor = first["nextCursor"].as_str().unwrap();
    app.advance(Duration::hours(1)).await;
    assert_eq!(slugs(&list(&app, &format!("limit=1&cursor={cursor}")).await), ["today"]);
    let past = list(&app, "timeframe=past&limit=1").await;
    let cursor = past["nextCursor"].as_str().unwrap();
    assert_eq!(slugs(&past), ["live"]);
    assert_eq!(slugs(&list(&app, &format!("timeframe=past&cursor={cursor}")).await), ["past"]);
    app.get("/api/v1/public/sessions?cursor=bm9uc2Vuc2U").await.expect(422);
}

#[actix_web::test]
async fn facets_tell_what_there_is_and_how_much_of_it_is_to_come() {
    let app = TestApp::new().await;
    let first = SessionFixture::new("first").create(&app).await;
    SessionFixture::new("second").beside(first).but(|s| s.price_amount = Some(4900)).create(&app).await;
    SessionFixture::new("past")
        .but(|s| s.language = "de".into())
        .starts(start() - Duration::days(3))
        .create(&app)
        .await;
    SessionFixture::new("draft").but(|s| s.status = "draft".into()).create(&app).await;
    let facets = app.get("/api/v1/public/facets").await.expect(200).json();
    let counts = |name: &str, key: &str| -> Vec<(String, i64)> {
        let facets = facets[name].as_array().unwrap().iter();
        facets.map(|one| (one[key].as_str().unwrap().to_owned(), one["upcoming"].as_i64().unwrap())).collect()
    };
    let of =
        |counts: &[(&str, i64)]| counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(counts("categories", "slug").into_iter().map(|(_, n)| n).sum::<i64>(), 2);
    assert_eq!(facets["categories"].as_array().unwrap().len(), 2);
    let mut speakers = counts("speakers", "slug");
    speakers.sort();
    assert_eq!(speakers, of(&[("hanna-first", 1), ("hanna-past", 0), ("hanna-second", 1)]));
    assert_eq!(counts("difficulties", "value"), of(&[("intermediate", 2)]));
    assert_eq!(counts("languages", "value"), of(&[("en", 2), ("de", 0)]));
    assert_eq!(counts("prices", "value"), of(&[("free", 1), ("paid", 1)]));
}

#[actix_web::test]
async fn addresses_lead_where_they_should() {
    let app = TestApp::new().await;
    let id = SessionFixture::new("new-name").create(&app).await;
    let withdrawn = SessionFixture::new("withdrawn")
        .but(|s| (s.status, s.withdrawn_at) = ("draft".into(), Some(start().into())))
        .create(&app)
        .await;
    SessionFixture::new("draft").but(|s| s.status = "draft".into()).create(&app).await;
    app.rename_from("old-name", id).await;
    app.rename_from("withdrawn-before", withdrawn).await;
    let moved = app.get("/api/v1/public/sessions/old-name").await.expect(301);
    assert_eq!(moved.header("location"), "/api/v1/public/sessions/new-name");
    let moved = app.get("/de/webinare/old-name").await.expect(301);
    assert_eq!(moved.header("location"), "/de/webinare/new-name");
    let mailed = app.get("/webinars/old-name?step=confirm&utm_source=mail").await.expect(301);
    assert_eq!(mailed.header("location"), "/webinars/new-name?step=confirm&utm_source=mail");
    assert_eq!(mailed.header("cache-control"), "no-cache", "the name may be given back");
    assert_eq!(app.get("/api/v1/public/sessions/withdrawn").await.expect(410).problem(), "gone");
    app.get("/webinars/withdrawn").await.expect(410);
    app.get("/webinars/withdrawn-before").await.expect(410);
    assert_eq!(app.get("/api/v1/public/sessions/draft").await.expect(404).problem(), "not-found");
    app.get("/webinars/nothing").await.expect(404);
    app.get("/webinars/new-name").await.expect(200);
    let home = app
        .send(TestRequest::get().uri("/").insert_header(("accept-language", "de-AT,de;q=0.9")))
        .await
        .expect(302);
    assert_eq!(home.header("location"), "/de/webinare");
    for (path, to) in [
        ("/de", "/de/webinare"),
        ("/de/", "/de/webinare"),
        ("/webinars/?price=free", "/webinars?price=free"),
        ("/de/webinare/new-name/", "/de/webinare/new-name"),
    ] {
        assert_eq!(app.get(path).await.expect(301).header("location"), to, "{path}");
    }
    for elsewhere in ["//evil.example/", "/\\evil.example/", "///"] {
        let answer = app.get(elsewhere).await;
        assert!(!answer.header("location").contains("evil"), "{elsewhere}");
    }
}

#[actix_web::test]
async fn public_answers_tell_nothing_that_only_staff_or_registrants_may_know() {
    let app = TestApp::new().await;
    let secretive = SessionFixture::new("storage")
        .but(|s| {
            (s.recording_url, s.recording_access) =
                (Some("https://meet.example/secret-recording".into()), "registrants".into())
        })
        .but(|s| s.materials_url = Some("https://meet.example/secret-materials".into()));
    secretive.create(&app).await;
    app.register_and_verify("storage", "juliette@kestrel.example").await;
    let paths = [
        "/api/v1/public/sessions",
        "/api/v1/public/sessions/storage",
        "/api/v1/public/sessions/storage/related",
        "/api/v1/public/sessions/storage/calendar.ics",
        "/api/v1/public/calendar.ics",
        "/api/v1/public/site",
        "/api/v1/public/facets",
        "/api/v1/public/speakers/hanna-storage",
        "/webinars",
        "/webinars/storage",
    ];
    for path in paths {
        let body = String::from_utf8_lossy(&app.get(path).await.expect(200).body).into_owned();
        for secret in ["secret", "meet.example", "hanna.rehwald@", "juliette", "Morel"] {
            assert!(!body.contains(secret), "{secret:?} in {path}");
        }
    }
}

#[actix_web::test]
async fn public_reads_are_kept_by_their_etag_and_open_to_any_site() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let path = "/api/v1/public/sessions/storage";
    let first = app.get(path).await.expect(200);
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert!(first.header("cache-control").starts_with("public, max-age="));
    let etag = first.header("etag").to_owned();
    app.send(TestRequest::get().uri(path).insert_header(("if-none-match", etag.clone()))).await.expect(304);
    let compressed =
        app.send(TestRequest::get().uri(path).insert_header(("accept-encoding", "br"))).await.expect(200);
    assert_eq!(compressed.header("content-encoding"), "br");
    assert_ne!(compressed.header("etag"), etag, "another encoding is another answer");
    assert!(compressed.body.len() < first.body.len());
    let head = app.request(Method::HEAD, path, None, None).await.expect(200);
    assert_eq!(head.header("etag"), etag);
}

#[actix_web::test]
async fn seat_counts_are_up_to_half_a_minute_old() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.register("storage", "a@kestrel.example").await.expect(202);
    let left = async || app.get("/api/v1/public/sessions/storage").await.json()["remainingSeats"].as_i64();
    app.advance(Duration::seconds(29)).await;
    assert_eq!(left().await, Some(10), "nobody can watch single registrations");
    app.advance(Duration::seconds(1)).await;
    assert_eq!(left().await, Some(9));
}

#[actix_web::test]
async fn the_call_to_action_follows_the_clock() {
    let app = TestApp::new().await;
    let opens = start() + Duration::hours(1);
    SessionFixture::new("storage").but(|s| s.registration_opens_at = Some(opens.into())).create(&app).await;
    for (at, state) in [
        (start(), "not_yet_open"),
        (opens, "open"),
        (start() + Duration::days(7), "live"),
        (start() + Duration::days(7) + Duration::minutes(75), "past"),
    ] {
        app.set_clock(at).await;
        let page = app.get("/api/v1/public/sessions/storage").await.expect(200).json();
        assert_eq!(page["registrationState"], state, "{at}");
    }
    app.run_jobs().await;
}

#[actix_web::test]
async fn pages_allow_no_foreign_script() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    let page = app.get("/webinars/storage").await.expect(200);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), value);
    }
    app.get("/assets/nothing.js").await.expect(404);
    app.get("/nothing.js").await.expect(404);
}

/// The width and height that a PNG's head names.
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "a PNG");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[actix_web::test]
async fn shared_links_have_a_picture_in_both_languages() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    for base in ["/api/v1/public/sessions/storage/card.png", "/api/v1/public/card.png"] {
        let english = app.get(base).await.expect(200);
        assert_eq!(english.header("content-type"), "image/png");
        assert_eq!(english.header("content-encoding"), "");
        assert!(english.header("cache-control").starts_with("public, max-age="));
        assert_eq!(png_size(&english.body), (1200, 630));
        assert_eq!(app.get(&format!("{base}?lang=en")).await.expect(200).body, english.body);
        let german = app.get(&format!("{base}?lang=de")).await.expect(200);
        assert_ne!(german.body, english.body);
        assert_ne!(german.header("etag"), english.header("etag"));
        let etag = english.header("etag").to_owned();
        app.send(TestRequest::get().uri(base).insert_header(("if-none-match", etag))).await.expect(304);
        for wrong in ["lang=fr", "lang=", "size=2"] {
            assert_eq!(app.get(&format!("{base}?{wrong}")).await.expect(422).problem(), "validation");
        }
    }
}

#[actix_web::test]
async fn a_card_follows_its_session() {
    let app = TestApp::new().await;
    let on = SessionFixture::new("on").create(&app).await;
    SessionFixture::new("off").but(|s| s.status = "cancelled".into()).create(&app).await;
    SessionFixture::new("later").starts(start() + Duration::days(8)).create(&app).await;
    SessionFixture::new("paid").but(|s| s.price_amount = Some(4900)).create(&app).await;
    SessionFixture::new("withdrawn")
        .but(|s| (s.status, s.withdrawn_at) = ("draft".into(), Some(start().into())))
        .create(&app)
        .await;
    app.rename_from("old-name", on).await;
    let card = async |slug: &str| app.get(&format!("/api/v1/public/sessions/{slug}/card.png")).await;
    let on = card("on").await.expect(200).body;
    assert_eq!(card("old-name").await.expect(200).body, on, "shared links stay good");
    for other in ["off", "later", "paid"] {
        assert_ne!(card(other).await.expect(200).body, on, "{other}");
    }
    assert_eq!(card("nothing").await.expect(404).problem(), "not-found");
    assert_eq!(card("withdrawn").await.expect(410).problem(), "gone");
    let path = "/api/v1/public/sessions/nothing/card.png";
    app.request(Method::HEAD, path, None, None).await.expect(404);
    let seen = app.request(Method::HEAD, "/api/v1/public/sessions/on/card.png", None, None).await.expect(200);
    assert_eq!(seen.header("content-type"), "image/png");
}

#[actix_web::test]
async fn phones_find_the_logo() {
    let app = TestApp::new().await;
    for (path, size) in [
        ("/apple-touch-icon.png", 180),
        ("/media/icons/icon-192.png", 192),
        ("/media/icons/icon-512.png", 512),
    ] {
        let icon = app.get(path).await.expect(200);
        assert_eq!((icon.header("content-type"), png_size(&icon.body)), ("image/png", (size, size)));
    }
}
