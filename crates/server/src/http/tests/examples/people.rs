//! What people of the house do with consultants, speakers and files, and what a speaker from outside does.

use serde_json::{Map, Value, json};

use crate::test_support::files::file;
use crate::test_support::{SessionFixture, Staff, TestApp};

const API: &str = "/api/v1";

/// Keeps the answer of each operation.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let photo = media(app, admin, seen).await;
    let consultant = consultants(app, admin, seen, &photo).await;
    speakers(app, admin, seen, &consultant).await;
}

async fn media(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) -> Value {
    let picture = file(800, 800, image::ImageFormat::Png);
    let alt = json!({ "en": "Jonas Weidner at his desk" }).to_string();
    let parts = [("file", Some("jonas-weidner.png"), picture.as_slice()), ("alt", None, alt.as_bytes())];
    let photo = app.upload_to(&format!("{API}/media"), &admin.access, &parts).await.expect(201).json();
    seen.insert("uploadMedia".into(), photo.clone());
    let path = format!("{API}/media/{}", photo["id"].as_str().unwrap());
    seen.insert("getMedia".into(), app.get_as(&admin.access, &path).await.expect(200).json());
    let patch = json!({ "fileName": "weidner.png" });
    seen.insert("changeMedia".into(), app.patch(&path, &admin.access, patch).await.expect(200).json());
    let list = app.get_as(&admin.access, &format!("{API}/media?kind=image")).await.expect(200).json();
    seen.insert("listMedia".into(), list);
    photo
}

async fn consultants(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>, photo: &Value) -> Value {
    let body = json!({
        "firstName": "Jonas", "lastName": "Weidner", "email": "jonas.weidner@voltaic-systems.example",
        "phone": "+49 30 5550123", "title": "Senior Consultant", "photoMediaId": photo["id"], "language": "de",
        "bookingUrl": "https://cal.example/jonas-weidner",
    });
    let path = format!("{API}/consultants");
    let made = app.post(&path, Some(&admin.access), body).await.expect(201).json();
    seen.insert("createConsultant".into(), made.clone());
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    let patch = json!({ "title": "Principal Consultant" });
    seen.insert("changeConsultant".into(), app.patch(&one, &admin.access, patch).await.expect(200).json());
    seen.insert("getConsultant".into(), app.get_as(&admin.access, &one).await.expect(200).json());
    seen.insert("listConsultants".into(), app.get_as(&admin.access, &path).await.expect(200).json());
    let uses = format!("{API}/media/{}/uses", photo["id"].as_str().unwrap());
    seen.insert("listMediaUses".into(), app.get_as(&admin.access, &uses).await.expect(200).json());
    made
}

async fn speakers(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>, consultant: &Value) {
    let path = format!("{API}/speakers");
    let jonas = json!({
        "consultantId": consultant["id"], "biography": { "en": "<p>Plans dispatch.</p>", "de": "<p>Plant Fahrpläne.</p>" },
        "company": "voltAIc Systems", "expertise": ["Dispatch", "Storage"],
    });
    app.post(&path, Some(&admin.access), jonas).await.expect(201);
    let aino = json!({
        "firstName": "Aino", "lastName": "Saarinen", "title": "Dr", "email": "aino.saarinen@grid.example",
        "biography": { "en": "<p>Builds grids.</p>" }, "company": "Grid Oy", "timezone": "Europe/Helsinki",
        "position": { "en": "Chief Engineer", "de": "Chefingenieurin" }, "expertise": ["Grids"],
    });
    let made = app.post(&path, Some(&admin.access), aino).await.expect(201).json();
    seen.insert("createSpeaker".into(), made.clone());
    let one = format!("{path}/{}", made["id"].as_str().unwrap());
    let id: uuid::Uuid = made["id"].as_str().unwrap().parse().unwrap();
    SessionFixture::new("grids-of-tomorrow").but(|row| row.speaker_id = id).create(app).await;
    let patch = json!({ "preferredDurationMinutes": 45, "availableTimezones": ["Europe/Helsinki"] });
    seen.insert("changeSpeaker".into(), app.patch(&one, &admin.access, patch).await.expect(200).json());
    let slot = "conflicts?startsAt=2026-12-08T09:30:00Z&durationMinutes=60";
    for (name, path) in [
        ("getSpeaker", one.clone()),
        ("listSpeakers", path),
        ("listSpeakerSessions", format!("{one}/sessions?from=2026-12-01T00:00:00Z")),
        ("listSpeakerConflicts", format!("{one}/{slot}")),
    ] {
        seen.insert(name.into(), app.get_as(&admin.access, &path).await.expect(200).json());
    }
    let message =
        json!({ "subject": "Slides for Tuesday", "body": "Could you send me your slides by Monday?" });
    let messages = format!("{one}/messages");
    let written = app.post(&messages, Some(&admin.access), message).await.expect(202).json();
    seen.insert("writeToSpeaker".into(), written);
    // Two that wait may go out in any order.
    app.run_jobs().await;
    app.post(&format!("{one}/invite"), Some(&admin.access), json!({})).await.expect(204);
    let token = app.mail_to("aino.saarinen@grid.example").await.token("/speaker-profile");
    seen.insert("listSpeakerMessages".into(), app.get_as(&admin.access, &messages).await.expect(200).json());
    let own = format!("{API}/public/speaker-profile");
    seen.insert("getOwnProfile".into(), app.get_as(&token, &own).await.expect(200).json());
    let patch = json!({ "technicalRequirements": "A headset" });
    seen.insert("changeOwnProfile".into(), app.patch(&own, &token, patch).await.expect(200).json());
    let picture = file(600, 600, image::ImageFormat::Png);
    let photo = app.upload_to(&format!("{own}/photo"), &token, &[("file", Some("me.png"), &picture)]).await;
    seen.insert("changeOwnPhoto".into(), photo.expect(200).json());
}
