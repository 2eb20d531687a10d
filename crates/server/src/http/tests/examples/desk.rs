//! What staff do at the desk: adding people, taking in files, moving, writing again, the waitlist.

use actix_web::test::TestRequest;
use magnetiq_shared::TranslatedText;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::staff::API;
use crate::test_support::{SessionFixture, Staff, TestApp};

const FILE: &str = "First name;Last name;E-mail;Company;Consent\n\
    Jürgen;Groß;juergen.gross@fjordworks.example;Fjordworks;yes\n\
    Anna;Fuchs;anna.fuchs;;no\n";

/// Fills a session by hand and from a file, and empties it into another.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let full = session(app, "thermal-storage", "Heat kept overnight", "Wärme über Nacht", Some(1)).await;
    let other = session(app, "load-shifting", "Loads that wait", "Lasten, die warten", None).await;
    let bearer = Some(admin.access.as_str());
    let post = async |path: &str, body: Value| app.post(&format!("{API}/{path}"), bearer, body).await;
    let juliette = json!({
        "sessionId": full, "firstName": "Juliette", "lastName": "Morel", "company": "Kestrel Foods",
        "email": "juliette.morel@kestrel-foods.example", "confirmed": true,
    });
    let made = post("registrations", juliette).await.expect(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    seen.insert("addRegistration".into(), made);
    let path = format!("{API}/registrations/{id}");
    let put_right = json!({ "position": "Head of energy" });
    seen.insert(
        "correctRegistration".into(),
        app.patch(&path, &admin.access, put_right).await.expect(200).json(),
    );
    let told = post(&format!("registrations/{id}/messages"), json!({ "kind": "reminder" })).await;
    seen.insert("sendRegistrationMessage".into(), told.expect(202).json());

    let reply = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Calendar//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{id}@example.org\r\n\
         DTSTAMP:20261201T090000Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:juliette.morel@kestrel-foods.example\r\nSEQUENCE:0\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let request = TestRequest::post()
        .uri(&format!("{API}/registrations/calendar-replies"))
        .insert_header(("authorization", format!("Bearer {}", admin.access)))
        .insert_header(("content-type", "text/calendar"))
        .set_payload(reply);
    seen.insert("takeCalendarReply".into(), app.send(request).await.expect(200).json());

    let import = format!("{API}/registrations/imports?session={full}&confirmed=true&waitlist=true");
    let request = TestRequest::post()
        .uri(&import)
        .insert_header(("authorization", format!("Bearer {}", admin.access)))
        .insert_header(("content-type", "text/csv"))
        .set_payload(FILE);
    let report = app.send(request).await.expect(201).json();
    let taken_in = format!("{API}/registrations/imports/{}", report["id"].as_str().unwrap());
    let waiting = report["rows"][0]["registrationId"].as_str().unwrap().to_owned();
    seen.insert("importRegistrations".into(), report);
    seen.insert(
        "getRegistrationImport".into(),
        app.get_as(&admin.access, &taken_in).await.expect(200).json(),
    );

    let figures = format!("{API}/sessions/{full}/demographics");
    seen.insert("getDemographics".into(), app.get_as(&admin.access, &figures).await.expect(200).json());
    let waitlist = format!("{API}/sessions/{full}/waitlist");
    seen.insert("getWaitlist".into(), app.get_as(&admin.access, &waitlist).await.expect(200).json());
    let first = post(&format!("registrations/{waiting}/promote"), json!({})).await.expect(200).json();
    seen.insert("promoteRegistration".into(), first);
    let offers = post(&format!("sessions/{full}/waitlist/offers"), json!({})).await.expect(200).json();
    seen.insert("offerPlaces".into(), offers);
    let twice = json!({
        "sessionId": full, "firstName": "Juliette", "lastName": "Morel", "email": "juliette@morel.example",
        "position": "Energy manager", "confirmed": true, "waitlist": true,
    });
    let twice = post("registrations", twice).await.expect(201).json();
    let merge = format!("registrations/{}/merge", twice["id"].as_str().unwrap());
    let kept = post(&merge, json!({ "into": id })).await.expect(200).json();
    seen.insert("mergeRegistration".into(), kept);
    let moved = post(&format!("registrations/{id}/move"), json!({ "sessionId": other })).await;
    seen.insert("moveRegistration".into(), moved.expect(201).json());
    let several = json!({ "ids": [waiting], "sessionId": other });
    seen.insert("moveRegistrations".into(), post("registrations/move", several).await.expect(200).json());
}

async fn session(app: &TestApp, slug: &str, en: &str, de: &str, capacity: Option<i32>) -> Uuid {
    let title = TranslatedText::new(en, de);
    let starts_at = app.ctx().now + chrono::Duration::days(14);
    let fixture = SessionFixture::new(slug).starts(starts_at).but(|s| {
        s.title = Some(title.into());
        s.capacity = capacity;
    });
    fixture.create(app).await
}
