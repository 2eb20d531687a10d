//! What search engines and networks read of each page, in both languages.

use chrono::Duration;
use magnetiq_shared::Language;

use super::{BASE, Html, landing};
use crate::test_support::{SessionFixture, TestApp, start};

#[actix_web::test]
async fn a_landing_page_says_what_it_is_in_its_language() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    for (language, title, about) in [
        (
            Language::En,
            "Battery storage that pays its way",
            "From price curve to dispatch plan. Live online on Tuesday 8 December 2026, 10:00–11:00 CET, \
             with Dr Hanna Rehwald.",
        ),
        (
            Language::De,
            "Batteriespeicher, die sich rechnen",
            "Vom Preisverlauf zum Fahrplan. Live im Internet am Dienstag, 8. Dezember 2026, 10:00–11:00 Uhr MEZ, \
             mit Dr Hanna Rehwald.",
        ),
    ] {
        let page = Html::of(&app, &landing(language, "storage")).await;
        assert_eq!(page.attribute("html ", "lang"), language.code());
        assert_eq!(page.title(), format!("{title} · Magnetiq Webinars"));
        assert_eq!(page.meta("description"), about);
        let address = format!("{BASE}{}", landing(language, "storage"));
        assert_eq!(page.attribute("link rel=\"canonical\"", "href"), address);
        for (name, value) in [
            ("og:type", "website"),
            ("og:title", title),
            ("og:description", about),
            ("og:url", &address),
            ("og:site_name", "Magnetiq Webinars"),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("twitter:card", "summary_large_image"),
            ("twitter:title", title),
            ("twitter:description", about),
        ] {
            assert_eq!(page.meta(name), value, "{name}");
        }
        let picture = format!("{BASE}/api/v1/public/sessions/storage/card.png?lang={language}");
        for image in ["og:image", "twitter:image"] {
            assert_eq!(page.meta(image), picture);
            assert!(page.meta(&format!("{image}:alt")).contains(title));
        }
        assert!(!page.has("noindex"));
    }
    let english = Html::of(&app, "/webinars/storage").await;
    assert_eq!(
        (english.meta("og:locale"), english.meta("og:locale:alternate")),
        ("en_GB".into(), "de_DE".into())
    );
    let german = Html::of(&app, "/de/webinare/storage").await;
    assert_eq!(
        (german.meta("og:locale"), german.meta("og:locale:alternate")),
        ("de_DE".into(), "en_GB".into())
    );
}

#[actix_web::test]
async fn every_page_to_be_found_names_itself_in_both_languages() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    app.write_terms().await;
    for (english, german) in [
        ("/webinars", "/de/webinare"),
        ("/webinars/storage", "/de/webinare/storage"),
        ("/speakers/hanna-storage", "/de/referenten/hanna-storage"),
        ("/terms", "/de/agb"),
    ] {
        let mut titles = Vec::new();
        for path in [english, german] {
            let page = Html::of(&app, path).await;
            assert_eq!(page.attribute("link rel=\"canonical\"", "href"), format!("{BASE}{path}"));
            for (name, path) in [("en", english), ("de", german), ("x-default", english)] {
                let start = format!("link rel=\"alternate\" hreflang=\"{name}\"");
                assert_eq!(page.attribute(&start, "href"), format!("{BASE}{path}"));
            }
            assert!(page.meta("description").len() > 15 && !page.meta("description").contains('{'));
            assert_eq!(page.meta("og:url"), format!("{BASE}{path}"));
            assert!(page.meta("og:image").starts_with(&format!("{BASE}/api/v1/public/")));
            assert!(!page.has("noindex"), "{path}");
            titles.push(page.title().to_owned());
        }
        // The fixture's speaker has the same name in every language.
        assert!(titles[0] != titles[1] || english.starts_with("/speakers"), "{titles:?}");
    }
    let speaker = Html::of(&app, "/speakers/hanna-storage").await;
    assert_eq!(speaker.meta("og:type"), "profile");
    assert_eq!(
        speaker.meta("description"),
        "Dr Hanna Rehwald, Head of Storage, voltAIc Systems. Webinars, biography and fields of expertise."
    );
}

#[actix_web::test]
async fn what_nobody_is_to_find_says_so() {
    let app = TestApp::new().await;
    SessionFixture::new("withdrawn")
        .but(|s| (s.status, s.withdrawn_at) = ("draft".into(), Some(start().into())))
        .create(&app)
        .await;
    for (path, status, title) in [
        ("/my-registrations", 200, "My registrations"),
        ("/de/meine-anmeldungen", 200, "Meine Anmeldungen"),
        ("/webinars/withdrawn", 410, "This session was withdrawn"),
        ("/de/webinare/withdrawn", 410, "Dieser Termin wurde zurückgezogen"),
        ("/webinars/nothing", 404, "We know no such session"),
        ("/speakers/nobody", 404, "We know no such speaker"),
        ("/terms", 404, "There is no page here"),
        ("/de/nichts", 404, "Hier ist keine Seite"),
    ] {
        let page = Html::read(app.get(path).await.expect(status));
        assert_eq!(page.meta("robots"), "noindex", "{path}");
        assert_eq!(page.title(), format!("{title} · Magnetiq Webinars"), "{path}");
        assert!(!page.has("canonical") && !page.has("og:") && !page.has("ld+json"), "{path}");
    }
}

#[actix_web::test]
async fn a_filtered_overview_belongs_to_the_whole_one_and_a_later_page_stands_for_itself() {
    let app = TestApp::new().await;
    for number in 0..14 {
        let slug = format!("s{number:02}");
        SessionFixture::new(&slug).starts(start() + Duration::days(number + 1)).create(&app).await;
    }
    for query in ["price=free", "timeframe=past", "search=battery&utm_source=mail", "utm_source=mail"] {
        let page = Html::of(&app, &format!("/webinars?{query}")).await;
        assert_eq!(page.attribute("link rel=\"canonical\"", "href"), format!("{BASE}/webinars"), "{query}");
    }
    let first = Html::of(&app, "/de/webinare").await;
    let next = first.attribute("link rel=\"next\"", "href");
    assert!(next.starts_with(&format!("{BASE}/de/webinare?cursor=")), "{next}");
    let second = Html::of(&app, next.trim_start_matches(BASE)).await;
    assert_eq!(second.attribute("link rel=\"canonical\"", "href"), next);
    assert!(!second.has("rel=\"next\""));
    assert_eq!(second.data()["overview"]["data"].as_array().unwrap().len(), 2);
    let garbage = Html::of(&app, "/webinars?cursor=nonsense").await;
    assert_eq!(garbage.attribute("link rel=\"canonical\"", "href"), format!("{BASE}/webinars"));
}

#[actix_web::test]
async fn a_session_is_an_event_to_search_engines() {
    let app = TestApp::new().await;
    SessionFixture::new("storage")
        .but(|s| {
            (s.price_amount, s.early_bird_amount) = (Some(6900), Some(4905));
            s.early_bird_ends_at = Some((start() + Duration::days(2)).into());
            s.registration_closes_at = Some((start() + Duration::days(6)).into());
        })
        .create(&app)
        .await;
    let event = Html::of(&app, "/de/webinare/storage").await.structured("Event");
    let url = format!("{BASE}/de/webinare/storage");
    for (field, value) in [
        ("/@context", "https://schema.org"),
        ("/name", "Batteriespeicher, die sich rechnen"),
        ("/description", "Eine echte Woche Preise."),
        ("/url", &url),
        ("/startDate", "2026-12-08T10:00:00+01:00"),
        ("/endDate", "2026-12-08T11:00:00+01:00"),
        ("/eventStatus", "https://schema.org/EventScheduled"),
        ("/eventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode"),
        ("/location/@type", "VirtualLocation"),
        ("/location/url", &url),
        ("/inLanguage", "en"),
        ("/performer/name", "Dr Hanna Rehwald"),
        ("/performer/jobTitle", "Leiterin Speicher"),
        ("/organizer/name", "Magnetiq"),
        ("/offers/0/price", "49.05"),
        ("/offers/0/priceCurrency", "EUR"),
        ("/offers/0/availability", "https://schema.org/InStock"),
        ("/offers/0/validFrom", "2026-12-01T10:00:00+01:00"),
        ("/offers/0/validThrough", "2026-12-03T10:00:00+01:00"),
        ("/offers/0/url", &url),
        ("/offers/1/price", "69.00"),
        ("/offers/1/validFrom", "2026-12-03T10:00:00+01:00"),
        ("/offers/1/validThrough", "2026-12-07T10:00:00+01:00"),
    ] {
        assert_eq!(event.pointer(field).and_then(|found| found.as_str()), Some(value), "{field} of {event}");
    }
    assert_eq!(event["isAccessibleForFree"], false);
    assert_eq!(event["image"][0], format!("{BASE}/api/v1/public/sessions/storage/card.png?lang=de"));
    assert!(event.get("aggregateRating").is_none(), "nobody has rated it");
    app.set_clock(start() + Duration::days(2)).await;
    let event = Html::of(&app, "/webinars/storage").await.structured("Event");
    assert_eq!(event["offers"]["price"], "69.00", "there is one price now");
    let way = Html::of(&app, "/webinars/storage").await.structured("BreadcrumbList");
    assert_eq!(way["itemListElement"][0]["item"], format!("{BASE}/webinars"));
    assert_eq!(way["itemListElement"][1]["name"], "Battery storage that pays its way");
}

#[actix_web::test]
async fn an_event_tells_what_became_of_it() {
    let app = TestApp::new().await;
    SessionFixture::new("off").but(|s| s.status = "cancelled".into()).create(&app).await;
    SessionFixture::new("full").but(|s| s.seats_taken = 10).create(&app).await;
    SessionFixture::new("later")
        .but(|s| s.registration_opens_at = Some((start() + Duration::days(1)).into()))
        .create(&app)
        .await;
    SessionFixture::new("past")
        .starts(start() - Duration::days(3))
        .but(|s| (s.average_rating, s.rating_count) = (Some(4.66), 31))
        .create(&app)
        .await;
    let event = async |slug: &str| Html::of(&app, &format!("/webinars/{slug}")).await.structured("Event");
    assert_eq!(event("off").await["eventStatus"], "https://schema.org/EventCancelled");
    for (slug, availability) in
        [("off", "Discontinued"), ("full", "SoldOut"), ("later", "PreOrder"), ("past", "SoldOut")]
    {
        let offer = &event(slug).await["offers"];
        assert_eq!(offer["availability"], format!("https://schema.org/{availability}"), "{slug}");
        assert_eq!((&offer["price"], &offer["priceCurrency"]), (&"0".into(), &"EUR".into()));
    }
    let later = event("later").await;
    assert_eq!(later["offers"]["validFrom"], "2026-12-02T10:00:00+01:00");
    assert_eq!(later["isAccessibleForFree"], true);
    let rating = &event("past").await["aggregateRating"];
    assert_eq!((rating["ratingValue"].as_f64(), rating["ratingCount"].as_u64()), (Some(4.66), Some(31)));
    let past = Html::of(&app, "/webinars/past").await;
    assert!(past.meta("description").contains("Held on Saturday 28 November 2026"));
}

#[actix_web::test]
async fn the_overview_is_a_list_and_a_speaker_a_person() {
    let app = TestApp::new().await;
    SessionFixture::new("second").starts(start() + Duration::days(2)).create(&app).await;
    SessionFixture::new("first").starts(start() + Duration::days(1)).create(&app).await;
    let list = Html::of(&app, "/webinars").await.structured("ItemList");
    assert_eq!(list["numberOfItems"], 2);
    assert_eq!(list["itemListElement"][0]["url"], format!("{BASE}/webinars/first"));
    assert_eq!(list["itemListElement"][1]["position"], 2);
    let person = Html::of(&app, "/de/referenten/hanna-first").await.structured("Person");
    assert_eq!(
        (&person["name"], &person["jobTitle"]),
        (&"Dr Hanna Rehwald".into(), &"Leiterin Speicher".into())
    );
    assert_eq!(person["url"], format!("{BASE}/de/referenten/hanna-first"));
    assert_eq!(person["knowsAbout"][0], "Dispatch");
}

#[actix_web::test]
async fn what_staff_write_stays_text() {
    let app = TestApp::new().await;
    let title = r#"</script><script>alert("1")</script> & <b>'"#;
    SessionFixture::new("odd")
        .but(|s| s.title = Some(magnetiq_shared::TranslatedText::from(title).into()))
        .create(&app)
        .await;
    for path in ["/webinars", "/webinars/odd"] {
        let page = Html::of(&app, path).await;
        assert!(!page.has("<script>") && !page.has("<b>'"), "{path}");
    }
    let page = Html::of(&app, "/webinars/odd").await;
    assert_eq!(page.structured("Event")["name"], title);
    assert_eq!(page.data()["landing"]["title"]["en"], title);
}
