//! What people of the house do with sessions.

use actix_web::test::TestRequest;
use serde_json::{Map, Value, json};

use super::staff::API;
use crate::test_support::{SessionFixture, Staff, TestApp};

/// Plans, publishes, moves and cancels a session.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    SessionFixture::new("battery-storage-2026-12-08").create(app).await;
    app.write_terms().await;
    let get = async |path: &str| app.get_as(&admin.access, &format!("{API}/{path}")).await.expect(200).json();
    let list = get("sessions").await;
    let row = list["data"][0].clone();
    seen.insert("listSessions".into(), list);
    seen.insert("countSessions".into(), get("sessions/counts").await);
    let body = json!({
        "topicId": row["topic"]["id"], "speakerId": row["speaker"]["id"], "startsAt": "2026-12-15T15:00:00Z",
        "timezone": "Europe/Berlin", "price": { "amount": 4900, "currency": "EUR" }, "capacity": 40,
    });
    let bearer = Some(admin.access.as_str());
    let made = app.post(&format!("{API}/sessions"), bearer, body).await.expect(201).json();
    let path = format!("sessions/{}", made["id"].as_str().unwrap());
    seen.insert("createSession".into(), made);
    let change = json!({ "platform": "zoom", "meetingUrl": "https://meet.example/j/8123" });
    let changed = app.patch(&format!("{API}/{path}"), &admin.access, change).await.expect(200).json();
    seen.insert("changeSession".into(), changed);
    seen.insert("checkSession".into(), get(&format!("{path}/checklist")).await);
    let to = json!({ "startsAt": "2026-12-16T15:00:00Z", "note": "The speaker has a hearing on Tuesday." });
    let why = json!({ "reason": "The speaker has fallen ill." });
    for (name, verb, body) in [
        ("publishSession", "publish", json!({})),
        ("unpublishSession", "unpublish", json!({})),
        ("", "publish", json!({})),
        ("rescheduleSession", "reschedule", to),
        ("cancelSession", "cancel", why),
    ] {
        let now = app.get_as(&admin.access, &format!("{API}/{path}")).await.expect(200);
        let request = TestRequest::post()
            .uri(&format!("{API}/{path}/{verb}"))
            .insert_header(("authorization", format!("Bearer {}", admin.access)))
            .insert_header(("if-match", now.header("etag")))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        let answer = app.send(request).await.expect(200).json();
        if !name.is_empty() {
            seen.insert(name.into(), answer);
        }
    }
    for (name, path) in [
        ("previewSession", format!("{API}/{path}/preview")),
        ("previewTopic", format!("{API}/topics/{}/preview", row["topic"]["id"].as_str().unwrap())),
    ] {
        let mut link = app.post(&path, bearer, json!({})).await.expect(200).json();
        link["url"] = json!("https://webinars.example/webinars/preview.AQkAAGky…");
        seen.insert(name.into(), link);
    }
    seen.insert("getSession".into(), get(&path).await);
    seen.insert("countConcerned".into(), get(&format!("{path}/concerned")).await);
    let pause = json!({ "act": "pause" });
    let other = row["id"].as_str().unwrap();
    let paused = app.post(&format!("{API}/sessions/{other}/automations/reminder-2d"), bearer, pause).await;
    seen.insert("actOnAutomation".into(), paused.expect(200).json());
    seen.insert("listAutomations".into(), get("automations").await);
    seen.insert("sumSessionMessages".into(), get(&format!("sessions/{other}/messages")).await);
    let wish = json!({ "sessionId": other, "kind": "confirmation" });
    let again = app.post(&format!("{API}/messages/retry"), bearer, wish).await.expect(200).json();
    // Of one, it is the same answer.
    seen.insert("retryMessage".into(), json!({ "queued": 1 }));
    seen.insert("retryMessages".into(), again);
    let mut promotion = get(&format!("{path}/promotion")).await;
    promotion["qr"] = json!("<svg …");
    seen.insert("promoteSession".into(), promotion);
    let copy = app.post(&format!("{API}/{path}/duplicate"), bearer, json!({})).await.expect(201).json();
    let bulk = json!({ "act": "delete", "ids": [copy["id"], row["id"]] });
    seen.insert("duplicateSession".into(), copy);
    let done = app.post(&format!("{API}/sessions/bulk"), bearer, bulk).await.expect(200).json();
    seen.insert("bulkSessions".into(), done);
}
