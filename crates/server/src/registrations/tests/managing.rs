//! The manage link.

use actix_web::http::Method;
use chrono::Duration;
use magnetiq_shared::scopes::Role;
use serde_json::json;

use super::REGISTRATIONS;
use crate::test_support::{SessionFixture, TestApp, start};

const CURRENT: &str = "/api/v1/public/registrations/current";

async fn registered(app: &TestApp) -> (uuid::Uuid, String) {
    let session = SessionFixture::new("storage").create(app).await;
    let registration = app.register_and_verify("storage", "juliette@kestrel.example").await;
    app.run_jobs().await;
    (session, registration["manageToken"].as_str().unwrap().to_owned())
}

#[actix_web::test]
async fn one_sees_and_changes_ones_data() {
    let app = TestApp::new().await;
    let (_, manage) = registered(&app).await;
    let seen = app.request(Method::GET, CURRENT, Some(&manage), None).await.expect(200).json();
    assert_eq!(seen["person"]["company"], "Kestrel Foods");
    let patch = json!({ "company": "Kestrel & Söhne", "website": null, "phone": "+49 30 123456", "marketingConsent": true, "language": "de" });
    let changed = app.request(Method::PATCH, CURRENT, Some(&manage), Some(patch)).await.expect(200).json();
    assert_eq!(changed["person"]["company"], "Kestrel & Söhne");
    assert!(changed["person"]["website"].is_null());
    assert_eq!(changed["person"]["firstName"], "Juliette", "what is absent stays");
    assert_eq!(changed["person"]["language"], "de");
    let viewer = app.staff(Role::Viewer).await;
    for (word, found) in [("s%C3%B6hne", 1), ("foods", 0)] {
        let path = format!("/api/v1/registrations?search={word}%20juliette");
        let list = app.get_as(&viewer.access, &path).await.expect(200).json();
        assert_eq!(list["data"].as_array().unwrap().len(), found, "{word}");
    }
    for (patch, pointer) in [
        (json!({ "firstName": "J" }), "/firstName"),
        (json!({ "timezone": "Mars/Olympus" }), "/timezone"),
        (json!({ "email": "other@kestrel.example" }), "/email"),
        (json!({ "marketingConsent": "yes" }), "/marketingConsent"),
    ] {
        let refused =
            app.request(Method::PATCH, CURRENT, Some(&manage), Some(patch)).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
}

#[actix_web::test]
async fn cancelling_frees_the_seat_once_and_takes_the_entry_out_of_the_calendar() {
    let app = TestApp::new().await;
    let (session, manage) = registered(&app).await;
    for _ in 0..2 {
        let cancelled = app.request(Method::DELETE, CURRENT, Some(&manage), None).await.expect(200).json();
        assert_eq!(cancelled["state"], "cancelled");
    }
    assert_eq!(app.counters(session).await, (0, 0, 0));
    let mail = app.mail_to("juliette@kestrel.example").await;
    assert!(
        mail.calendar.contains("METHOD:CANCEL") && mail.calendar.contains("SEQUENCE:1"),
        "{}",
        mail.calendar
    );
    app.assert_sound().await;
}

#[actix_web::test]
async fn after_the_start_nothing_is_cancelled_and_after_a_month_the_link_ends() {
    let app = TestApp::new().await;
    let (session, manage) = registered(&app).await;
    app.set_clock(start() + Duration::days(7)).await;
    let refused = app.request(Method::DELETE, CURRENT, Some(&manage), None).await.expect(409);
    assert_eq!(refused.problem(), "invalid-state");
    assert_eq!(app.counters(session).await, (1, 0, 1));
    app.set_clock(start() + Duration::days(7 + 31)).await;
    assert_eq!(app.request(Method::GET, CURRENT, Some(&manage), None).await.expect(410).problem(), "gone");
}

#[actix_web::test]
async fn without_the_link_nobody_gets_in_whatever_is_sent() {
    let app = TestApp::new().await;
    let (_, manage) = registered(&app).await;
    let verify = app.mails()[0].token("step=confirm");
    for bearer in [None, Some("nonsense"), Some(verify.as_str())] {
        for method in [Method::GET, Method::PATCH, Method::DELETE] {
            let answer =
                app.request(method, CURRENT, bearer, Some(json!({ "nonsense": 1 }))).await.expect(401);
            assert_eq!(answer.problem(), "unauthenticated");
        }
    }
    let as_visit = app.request(Method::GET, "/api/v1/public/visits/current", Some(&manage), None).await;
    assert_eq!(as_visit.expect(401).problem(), "unauthenticated");
}

#[actix_web::test]
async fn the_calendar_file_is_the_invitations_entry() {
    let app = TestApp::new().await;
    let (_, manage) = registered(&app).await;
    let file = app
        .request(Method::GET, &format!("{REGISTRATIONS}/current/calendar.ics"), Some(&manage), None)
        .await
        .expect(200);
    assert!(file.header("content-type").starts_with("text/calendar"));
    let file = String::from_utf8(file.body.to_vec()).unwrap();
    let uid = file.lines().find(|line| line.starts_with("UID:")).unwrap().trim();
    let mail = app.mail_to("juliette@kestrel.example").await;
    assert!(mail.calendar.contains(uid), "{uid}");
    assert!(file.contains("DTSTART:20261208T090000Z") && file.contains("/join/"));
    assert!(!file.contains(&manage), "calendars are shared");
}

#[actix_web::test]
async fn the_join_link_leads_into_the_meeting_only_when_the_doors_are_open() {
    let app = TestApp::new().await;
    let (_, manage) = registered(&app).await;
    let seen = app.request(Method::GET, CURRENT, Some(&manage), None).await.expect(200).json();
    let join = seen["joinUrl"].as_str().unwrap().trim_start_matches("https://webinars.example").to_owned();
    let early = app.get(&join).await.expect(200);
    assert!(early.text().contains("<b>6\u{a0}days</b><b>23\u{a0}hours</b>"), "{}", early.text());
    assert!(!early.text().contains("secret-room"));
    app.set_clock(start() + Duration::days(7) - Duration::minutes(15)).await;
    let open = app.get(&join).await.expect(303);
    assert_eq!(open.header("location"), "https://meet.example/secret-room");
    app.set_clock(start() + Duration::days(7) + Duration::hours(2)).await;
    app.get(&join).await.expect(200);
    app.get("/join/nonsense").await.expect(410);
}

#[actix_web::test]
async fn an_office_waits_for_the_doors_behind_one_address() {
    let app = TestApp::with(|config| config.rate_limits = true).await;
    let (_, manage) = registered(&app).await;
    let seen = app.request(Method::GET, CURRENT, Some(&manage), None).await.expect(200).json();
    let join = seen["joinUrl"].as_str().unwrap().trim_start_matches("https://webinars.example").to_owned();
    for _ in 0..150 {
        app.get(&join).await.expect(200);
    }
    let mut forged = Vec::new();
    for _ in 0..121 {
        forged.push(app.get("/join/nonsense").await.status.as_u16());
    }
    assert_eq!((forged[0], forged[120]), (410, 429), "guessing is still limited");
}

#[actix_web::test]
async fn what_is_for_those_who_were_there_is_in_no_mail_before() {
    let app = TestApp::new().await;
    let fixture = SessionFixture::new("storage").but(|session| {
        session.materials_url = Some("https://files.example/slides.pdf".to_owned());
        session.materials_access = "attendees".to_owned();
    });
    fixture.create(&app).await;
    app.register_and_verify("storage", "a@kestrel.example").await;
    app.advance(Duration::days(6)).await;
    app.run_jobs().await;
    assert!(app.mails().len() >= 2);
    assert!(app.mails().iter().all(|mail| !mail.text.contains("slides.pdf")), "nor a reminder");
}

#[actix_web::test]
async fn what_to_prepare_is_told_at_once_and_what_is_needed_when_the_session_is_near() {
    let app = TestApp::new().await;
    let text =
        magnetiq_shared::TranslatedText::new("Bring a load profile.", "Bringen Sie ein Lastprofil mit.");
    let prepared = |s: &mut magnetiq_entity::sessions::Model| s.preparation = Some(text.into());
    SessionFixture::new("storage").but(prepared).create(&app).await;
    let registration = app.register_and_verify("storage", "juliette@kestrel.example").await;
    assert_eq!(registration["guide"]["preparation"]["de"], "Bringen Sie ein Lastprofil mit.");
    assert!(registration["guide"]["technical"].is_null());
    let manage = registration["manageToken"].as_str();
    app.advance(Duration::days(6) + Duration::hours(1)).await;
    let near = app.request(Method::GET, CURRENT, manage, None).await.expect(200).json();
    assert!(near["guide"]["technical"]["en"].as_str().unwrap().contains("Zoom"));
    assert_eq!(near["guide"]["testUrl"], "https://zoom.us/test");
    app.advance(Duration::days(1)).await;
    let over = app.request(Method::GET, CURRENT, manage, None).await.expect(200).json();
    assert!(over["guide"].is_null(), "afterwards it helps nobody");
}
