//! What follows a session.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use chrono::Duration;
use sea_orm::Set;
use serde_json::{Map, Value, json};

use super::staff::API;
use crate::test_support::{SessionFixture, Staff, TestApp, start};

const WHO: &str = "juliette.morel@kestrel-foods.example";
const REPORT: &[u8] = b"Name (Original Name),User Email,Duration (Minutes)\n\
    Juliette Morel,juliette.morel@kestrel-foods.example,31\n\
    Juliette Morel,juliette.morel@kestrel-foods.example,27\n\
    Theo,theo@guests.example,12\n";

/// Reads a report in, gives and releases feedback, and checks a certificate; then the clock is where it was.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let before = app.app.clock.now();
    let id = SessionFixture::new("flexible-tariffs-2026-12-08").create(app).await;
    app.register_and_verify("flexible-tariffs-2026-12-08", WHO).await;
    app.run_jobs().await;
    app.change_session(id, |row| {
        let starts = start() - Duration::hours(3);
        (row.starts_at, row.ends_at) = (Set(starts.into()), Set((starts + Duration::hours(1)).into()));
        row.certificate_template = Set(Some("classic".to_owned()));
        row.recording_url = Set(Some("https://video.example/watch/8123".to_owned()));
    })
    .await;
    let bearer = Some(admin.access.as_str());
    let get = async |path: &str| app.get_as(&admin.access, &format!("{API}/{path}")).await.expect(200).json();
    let request = TestRequest::post()
        .uri(&format!("{API}/sessions/{id}/attendance/import?name=report.csv"))
        .insert_header(("authorization", format!("Bearer {}", admin.access)))
        .insert_header(("content-type", "text/csv"))
        .set_payload(REPORT);
    seen.insert("importAttendance".into(), app.send(request).await.expect(200).json());
    let path = format!("{API}/sessions/{id}/attendance/complete");
    seen.insert("completeAttendance".into(), app.post(&path, bearer, json!({})).await.expect(200).json());
    // The rounds of a minute, as far as they are needed.
    for _ in 0..2 {
        app.advance(Duration::minutes(1)).await;
        app.run_jobs().await;
    }
    seen.insert("getClosing".into(), get(&format!("sessions/{id}/closing")).await);
    let asked =
        json!({ "questions": [{ "en": "What will you try first?", "de": "Was probieren Sie zuerst aus?" }] });
    let path = format!("{API}/sessions/{id}/feedback/questions");
    let asked = app.put_seen(&path, &admin.access, "\"0\"", asked).await.expect(200).json();
    seen.insert("askFeedback".into(), asked);
    let mails = app.mails();
    let mail = mails.iter().find(|mail| mail.to == WHO && mail.text.contains("/feedback/")).unwrap();
    let token: String =
        mail.text.split("/feedback/").nth(1).unwrap().split(['?', ' ', '\n', '\r']).next().unwrap().into();
    let own = format!("{API}/public/feedback/current");
    seen.insert("getFeedbackForm".into(), app.get_as(&token, &own).await.expect(200).json());
    let said = json!({
        "rating": 5, "text": "The losing days too. Rare, and useful.", "answers": ["The dispatch plan"],
        "mayQuote": true, "shownName": "Juliette M.",
    });
    let given = app.request(Method::PUT, &own, Some(&token), Some(said)).await.expect(200).json();
    seen.insert("giveFeedback".into(), given);
    let results = get(&format!("sessions/{id}/feedback")).await;
    let registration = results["entries"][0]["registrationId"].as_str().unwrap().to_owned();
    let words = json!({
        "text": { "en": "The losing days too.", "de": "Auch die Verlusttage." },
        "author": "Juliette M.", "authorRole": "Kestrel Foods",
    });
    let path = format!("{API}/registrations/{registration}/testimonial");
    let shown = app.request(Method::PUT, &path, bearer, Some(words)).await.expect(200).json();
    seen.insert("releaseTestimonial".into(), shown);
    seen.insert("getFeedback".into(), get(&format!("sessions/{id}/feedback")).await);
    certificate(app, admin, &registration, seen).await;
    app.request(Method::DELETE, &path, bearer, None).await.expect(204);
    app.set_clock(before).await;
}

/// A number is chance: the examples show always the same.
async fn certificate(app: &TestApp, admin: &Staff, registration: &str, seen: &mut Map<String, Value>) {
    const NUMBER: &str = "MC-7K4P-2QX9-BW3T";
    let path = format!("{API}/registrations/{registration}/certificate");
    let one = app.get_as(&admin.access, &path).await.expect(200).json();
    let number = one["number"].as_str().unwrap().to_owned();
    let steady = |shown: Value| -> Value {
        serde_json::from_str(&shown.to_string().replace(&number, NUMBER)).unwrap_or_default()
    };
    let verified = app.get(&format!("{API}/public/certificates/{number}")).await.expect(200).json();
    seen.insert("verifyCertificate".into(), steady(verified));
    seen.insert("getCertificate".into(), steady(one));
    for (name, verb) in
        [("sendCertificate", "send"), ("revokeCertificate", "revoke"), ("restoreCertificate", "restore")]
    {
        let path = format!("{path}/{verb}");
        let done = app.post(&path, Some(&admin.access), json!({})).await.expect(200).json();
        seen.insert(name.into(), steady(done));
    }
}
