//! What a landing page and a speaker's page show beside the session itself.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::test_support::{SessionFixture, TestApp, start};

async fn page(app: &TestApp, slug: &str) -> Value {
    app.get(&format!("/api/v1/public/sessions/{slug}")).await.expect(200).json()
}

async fn speaker(app: &TestApp, slug: &str) -> Value {
    app.get(&format!("/api/v1/public/speakers/{slug}")).await.expect(200).json()
}

fn days_ago(days: i64) -> DateTime<Utc> {
    start() - Duration::days(days)
}

/// A session to come, and the topic and speaker that others may share with it.
async fn coming(app: &TestApp) -> (Uuid, Uuid) {
    let id = SessionFixture::new("storage").create(app).await;
    app.topic_and_speaker(id).await
}

/// A session of the same topic and speaker that was held some days ago.
fn held(slug: &str, days: i64, (topic, speaker): (Uuid, Uuid)) -> SessionFixture {
    SessionFixture::new(slug).starts(days_ago(days)).but(|s| (s.topic_id, s.speaker_id) = (topic, speaker))
}

#[actix_web::test]
async fn attendees_are_counted_in_public_from_twenty_on() {
    let app = TestApp::new().await;
    let shared = coming(&app).await;
    assert_eq!(page(&app, "storage").await["socialProof"], Value::Null, "there is nothing to show");
    let first = held("first", 60, shared).but(|s| s.attendance_count = 12).create(&app).await;
    held("second", 30, shared).but(|s| s.attendance_count = 7).create(&app).await;
    assert_eq!(page(&app, "storage").await["socialProof"], Value::Null, "19 are too few");
    app.change_session(first, |s| s.attendance_count = sea_orm::Set(13)).await;
    assert_eq!(page(&app, "storage").await["socialProof"]["attendees"], 20);
    assert_eq!(page(&app, "first").await["socialProof"]["attendees"], 20, "on each page of the topic");
    assert_eq!(speaker(&app, "hanna-storage").await["socialProof"]["attendees"], 20);
}

#[actix_web::test]
async fn ratings_are_averaged_over_all_of_them_and_hidden_below_five() {
    let app = TestApp::new().await;
    let shared = coming(&app).await;
    let rated = |average: f64, count: i32| {
        move |s: &mut magnetiq_entity::sessions::Model| {
            (s.average_rating, s.rating_count) = (Some(average), count);
        }
    };
    held("first", 60, shared).but(rated(5.0, 4)).create(&app).await;
    assert_eq!(page(&app, "storage").await["socialProof"], Value::Null);
    held("second", 30, shared).but(rated(4.0, 2)).create(&app).await;
    let proof = &page(&app, "storage").await["socialProof"];
    assert_eq!((&proof["rating"], &proof["ratingCount"]), (&json!(4.67), &json!(6)));
    assert_eq!(proof["attendees"], Value::Null);
}

#[actix_web::test]
async fn only_sessions_that_are_over_count() {
    let app = TestApp::new().await;
    let shared = coming(&app).await;
    let many = |s: &mut magnetiq_entity::sessions::Model| s.attendance_count = 50;
    held("off", 60, shared).but(many).but(|s| s.status = "cancelled".into()).create(&app).await;
    held("draft", 30, shared).but(many).but(|s| s.status = "draft".into()).create(&app).await;
    SessionFixture::new("other").starts(days_ago(9)).but(many).create(&app).await;
    let live = start() - Duration::minutes(30);
    held("live", 0, shared).starts(live).but(many).create(&app).await;
    assert_eq!(page(&app, "storage").await["socialProof"], Value::Null);
    app.advance(Duration::hours(2)).await;
    assert_eq!(page(&app, "storage").await["socialProof"]["attendees"], 50, "it is over by the clock alone");
}

#[actix_web::test]
async fn words_and_companies_are_shown_once_staff_released_them() {
    let app = TestApp::new().await;
    let id = SessionFixture::new("storage").create(&app).await;
    let shared = app.topic_and_speaker(id).await;
    SessionFixture::new("again").but(|s| (s.topic_id, s.speaker_id) = shared).create(&app).await;
    for address in ["a@kestrel.example", "b@kestrel.example", "c@tarn.example", "d@hidden.example"] {
        app.register_and_verify("storage", address).await;
    }
    app.register_and_verify("again", "e@absent.example").await;
    for (domain, name, released) in [
        ("tarn.example", "Tarn Pumps", true),
        ("kestrel.example", "Kestrel Foods", true),
        ("hidden.example", "Hidden Works", false),
        ("absent.example", "Absent Power", true),
    ] {
        app.know_organisation(domain, name, released).await;
    }
    app.everybody_attended(id).await;
    app.add_testimonial(id, "The losing days too.", Some(days_ago(-8))).await;
    app.add_testimonial(id, "The newest word.", Some(days_ago(-9))).await;
    app.add_testimonial(id, "Unreleased words.", None).await;
    app.set_clock(days_ago(-10)).await;

    let proof = &page(&app, "again").await["socialProof"];
    assert_eq!(proof["companies"], json!(["Kestrel Foods", "Tarn Pumps"]), "the most frequent first");
    let words: Vec<_> =
        proof["testimonials"].as_array().unwrap().iter().map(|one| one["text"]["en"].clone()).collect();
    assert_eq!(words, ["The newest word.", "The losing days too."]);
    assert_eq!(proof["testimonials"][0]["author"], "Operations lead");
    assert_eq!(proof["testimonials"][0]["authorRole"], "Kestrel Foods");
    assert_eq!(proof["attendees"], Value::Null, "four are too few to be counted");
    for path in [
        "/api/v1/public/sessions/storage",
        "/api/v1/public/sessions/again",
        "/api/v1/public/speakers/hanna-storage",
        "/webinars/again",
    ] {
        let body = String::from_utf8_lossy(&app.get(path).await.expect(200).body).into_owned();
        for secret in
            ["Unreleased", "Hidden Works", "Absent Power", "kestrel.example", "tarn.example", "secret"]
        {
            assert!(!body.contains(secret), "{secret:?} in {path}: {body}");
        }
    }
    app.run_jobs().await;
}

#[actix_web::test]
async fn recording_and_material_are_given_to_those_who_may_have_them() {
    let app = TestApp::new().await;
    let kept = |slug: &'static str, access: &'static str| {
        SessionFixture::new(slug).starts(days_ago(3)).but(move |s| {
            s.recording_url = Some("https://files.example/film".to_owned());
            s.materials_url = Some("https://files.example/slides".to_owned());
            (s.recording_access, s.materials_access) = (access.to_owned(), access.to_owned());
        })
    };
    kept("open", "public").create(&app).await;
    kept("closed", "attendees").create(&app).await;
    SessionFixture::new("none").create(&app).await;

    let open = page(&app, "open").await;
    assert_eq!(open["recordingUrl"], "https://files.example/film");
    assert_eq!(open["materialsUrl"], "https://files.example/slides");
    let closed = page(&app, "closed").await;
    assert_eq!((&closed["recordingUrl"], &closed["materialsUrl"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&closed["recordingAccess"], &closed["materialsAccess"]),
        (&json!("attendees"), &json!("attendees"))
    );
    assert_eq!(closed["hasMaterials"], true);
    let none = page(&app, "none").await;
    assert_eq!((&none["recordingAccess"], &none["hasMaterials"]), (&Value::Null, &json!(false)));
}

fn slugs(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|card| card["slug"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn sessions_beside_one_are_to_come_and_stand_there_once() {
    let app = TestApp::new().await;
    let shared = coming(&app).await;
    let mine = |s: &mut magnetiq_entity::sessions::Model| (s.topic_id, s.speaker_id) = shared;
    for day in 1..=5 {
        let slug = format!("mine-{day}");
        SessionFixture::new(&slug).starts(start() + Duration::days(day)).but(mine).create(&app).await;
    }
    held("past", 5, shared).create(&app).await;
    held("live", 0, shared).starts(start() - Duration::minutes(10)).create(&app).await;
    SessionFixture::new("off").but(mine).but(|s| s.status = "cancelled".into()).create(&app).await;
    for number in 0..8 {
        SessionFixture::new(&format!("other-{number}")).create(&app).await;
    }
    let mut drawn = BTreeSet::new();
    for _ in 0..40 {
        app.advance(Duration::seconds(1)).await;
        let related = app.get("/api/v1/public/sessions/storage/related").await.expect(200).json();
        assert_eq!(slugs(&related["sameSpeaker"]), ["mine-1", "mine-2", "mine-3"]);
        assert_eq!(slugs(&related["sameCategory"]), ["mine-4", "mine-5"]);
        let upcoming = slugs(&related["upcoming"]);
        assert!(
            upcoming.len() == 4 && upcoming.iter().all(|slug| slug.starts_with("other-")),
            "{upcoming:?}"
        );
        assert_eq!(upcoming.iter().collect::<BTreeSet<_>>().len(), 4);
        drawn.insert(upcoming);
    }
    assert!(drawn.len() > 1, "each moment draws anew");
}

#[actix_web::test]
async fn in_a_small_program_the_four_drawn_ones_come_first() {
    let app = TestApp::new().await;
    let shared = coming(&app).await;
    for day in 1..=5 {
        let slug = format!("mine-{day}");
        let starts = start() + Duration::days(day);
        SessionFixture::new(&slug)
            .starts(starts)
            .but(|s| (s.topic_id, s.speaker_id) = shared)
            .create(&app)
            .await;
    }
    let related = app.get("/api/v1/public/sessions/storage/related").await.expect(200).json();
    assert_eq!(slugs(&related["sameSpeaker"]), ["mine-1"]);
    assert_eq!(slugs(&related["sameCategory"]), [""; 0]);
    assert_eq!(slugs(&related["upcoming"]), ["mine-2", "mine-3", "mine-4", "mine-5"]);
}

#[actix_web::test]
async fn a_speaker_has_sessions_to_come_and_sessions_behind_them() {
    let app = TestApp::new().await;
    let shared = coming(&app).await;
    for number in 0..14 {
        held(&format!("held-{number:02}"), 20 + number, shared).create(&app).await;
    }
    held("off", 3, shared).but(|s| s.status = "cancelled".into()).create(&app).await;
    let found = speaker(&app, "hanna-storage").await;
    assert_eq!(slugs(&found["sessions"]), ["storage"]);
    assert_eq!(found["pastCount"], 14);
    let past = slugs(&found["past"]);
    assert_eq!((past.len(), past[0].as_str()), (12, "held-00"), "the latest first");
    let page = page(&app, "storage").await;
    assert_eq!((&page["speakerUpcoming"], &page["speakerPast"]), (&json!(0), &json!(14)));
    let page = self::page(&app, "held-00").await;
    assert_eq!((&page["speakerUpcoming"], &page["speakerPast"]), (&json!(1), &json!(13)), "without itself");
}
