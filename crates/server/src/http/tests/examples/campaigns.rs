//! Mails to groups, and addresses that take none.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::{Map, Value, json};

use crate::test_support::{Staff, TestApp};

const API: &str = "/api/v1";

/// Keeps the answer of each operation.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let bearer = Some(admin.access.as_str());
    let group = json!({ "filters": { "status": "confirmed", "language": "en" } });
    let counted = json!({ "purpose": "information", "group": group });
    let count = format!("{API}/campaigns/recipients");
    seen.insert("countCampaignRecipients".into(), app.post(&count, bearer, counted).await.expect(200).json());
    let body = json!({
        "purpose": "information",
        "subject": { "en": "Before {session_title}", "de": "Vor {session_title}" },
        "body": { "en": "<p>Hello {first_name}, bring your load profile.</p>" },
        "group": group,
    });
    let made = app.post(&format!("{API}/campaigns"), bearer, body).await.expect(201).json();
    let path = format!("{API}/campaigns/{}", made["id"].as_str().unwrap());
    seen.insert("createCampaign".into(), made);
    let patch = json!({ "subject": { "en": "Before we start", "de": "Bevor wir anfangen" } });
    seen.insert("changeCampaign".into(), app.patch(&path, &admin.access, patch).await.expect(200).json());
    let preview = app.get_as(&admin.access, &format!("{path}/preview?language=en")).await.expect(200);
    let mut preview = preview.json();
    preview["html"] = json!("<!doctype html><html>…");
    preview["url"] = json!("/campaign-preview/AQwAAGq…?language=en");
    preview["text"] = json!("Hello Juliette, bring your load profile.\n…");
    seen.insert("previewCampaign".into(), preview);
    let tested = app.post(&format!("{path}/test"), bearer, json!({ "language": "en" })).await.expect(200);
    seen.insert("testCampaign".into(), tested.json());
    let later = json!({ "sendAt": "2027-01-12T08:00:00Z" });
    let sent = app.act(&path, "send", &admin.access, later).await.expect(202);
    seen.insert("sendCampaign".into(), sent.json());
    let stopped = app.post(&format!("{path}/stop"), bearer, json!({})).await.expect(200).json();
    seen.insert("stopCampaign".into(), stopped);
    app.act(&path, "send", &admin.access, json!({})).await.expect(202);
    app.run_jobs().await;
    seen.insert("getCampaign".into(), app.get_as(&admin.access, &path).await.expect(200).json());
    let list = app.get_as(&admin.access, &format!("{API}/campaigns?limit=1")).await.expect(200).json();
    seen.insert("listCampaigns".into(), list);
    suppressed(app, admin, seen).await;
}

async fn suppressed(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let address = "lina.carter@kestrel-foods.example";
    app.refuse_address(address).await;
    let path = format!("{API}/suppressed-addresses");
    let list = app.get_as(&admin.access, &path).await.expect(200).json();
    seen.insert("listSuppressedAddresses".into(), list);
    let lift = format!("{path}/{address}");
    app.request(Method::DELETE, &lift, Some(&admin.access), None).await.expect(204);
    let request = TestRequest::with_uri(&format!("{API}/integrations/mail-events"))
        .method(Method::PUT)
        .insert_header(("authorization", format!("Bearer {}", admin.access)))
        .insert_header(("if-match", "\"0\""))
        .set_json(json!({ "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }));
    let set = app.send(request).await.expect(200).json();
    seen.insert("setMailEvents".into(), set.clone());
    seen.insert("getMailEvents".into(), set);
}
