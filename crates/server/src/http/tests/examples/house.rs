//! What the house sets and sees: settings, registrations, the dashboard, webhooks.

use magnetiq_shared::TranslatedText;
use serde_json::{Map, Value, json};

use crate::test_support::{SessionFixture, Staff, TestApp};

const API: &str = "/api/v1";

/// Walks through it once, and keeps each operation's answer.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    settings(app, admin, seen).await;
    registrations(app, admin, seen).await;
    webhooks(app, admin, seen).await;
}

async fn settings(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let bearer = Some(admin.access.as_str());
    let brand = json!({ "tagline": { "en": "Live webinars by practitioners.", "de": "Live-Webinare aus der Praxis." }, "accent": "#6d28d9" });
    let program = json!({ "registrationWindowDays": 60, "capacity": 80 });
    let mail = json!({ "replyTo": "webinars@voltaic-systems.example" });
    for (section, name, patch) in
        [("brand", "Brand", brand), ("program", "Program", program), ("mail", "Mail", mail)]
    {
        let path = format!("{API}/settings/{section}");
        let changed = app.patch(&path, &admin.access, patch).await.expect(200).json();
        seen.insert(format!("change{name}Settings"), changed.clone());
        seen.insert(format!("get{name}Settings"), changed);
    }
    let sent = app.post(&format!("{API}/settings/mail/test"), bearer, json!({})).await.expect(200).json();
    seen.insert("sendTestMail".into(), sent);
    let body = TranslatedText::new("<p>Your place is yours alone.</p>", "<p>Ihr Platz gehört nur Ihnen.</p>");
    let published = app
        .post(&format!("{API}/settings/legal/terms"), bearer, json!({ "body": body }))
        .await
        .expect(201)
        .json();
    seen.insert("publishLegalVersion".into(), published.clone());
    seen.insert("getLegalVersion".into(), published);
    let versions = app.get_as(&admin.access, &format!("{API}/settings/legal")).await.expect(200).json();
    seen.insert("listLegalVersions".into(), versions);
}

async fn registrations(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let session = SessionFixture::new("battery-storage-2026-12-08");
    session.but(|s| s.price_amount = Some(6900)).create(app).await;
    app.register_and_verify("battery-storage-2026-12-08", "juliette.morel@kestrel-foods.example").await;
    app.run_jobs().await;
    let list =
        app.get_as(&admin.access, &format!("{API}/registrations?status=confirmed")).await.expect(200).json();
    let path = format!("{API}/registrations/{}", list["data"][0]["id"].as_str().unwrap());
    seen.insert("listRegistrations".into(), list);
    let mut one = app.get_as(&admin.access, &path).await.expect(200).json();
    // Of what happens at one moment, each run has another order.
    for list in ["messages", "consents"] {
        one[list].as_array_mut().unwrap().sort_by_key(|row| row["kind"].to_string());
    }
    seen.insert("getRegistration".into(), one);
    for (name, path) in [("countRegistrations", "registrations/counts"), ("getDashboard", "dashboard")] {
        seen.insert(
            name.into(),
            app.get_as(&admin.access, &format!("{API}/{path}")).await.expect(200).json(),
        );
    }
}

async fn webhooks(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let bearer = Some(admin.access.as_str());
    let secret = |mut answer: Value| {
        answer["secret"] = json!("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        answer
    };
    let new = json!({
        "url": "https://crm.voltaic-systems.example/hooks/webinars", "description": "CRM",
        "events": ["registration.confirmed", "registration.cancelled"],
    });
    let made = app.post(&format!("{API}/webhooks"), bearer, new).await.expect(201).json();
    let path = format!("{API}/webhooks/{}", made["id"].as_str().unwrap());
    seen.insert("createWebhook".into(), secret(made));
    let patch = json!({ "description": "CRM of the sales team" });
    seen.insert("changeWebhook".into(), app.patch(&path, &admin.access, patch).await.expect(200).json());
    let rotated = app.post(&format!("{path}/rotate-secret"), bearer, json!({})).await.expect(200).json();
    seen.insert("rotateWebhookSecret".into(), secret(rotated));
    let test = app.post(&format!("{path}/test"), bearer, json!({})).await.expect(202).json();
    seen.insert("testWebhook".into(), test.clone());
    seen.insert("replayWebhookDelivery".into(), test);
    for (name, path) in [
        ("getWebhook", path.clone()),
        ("listWebhooks", format!("{API}/webhooks")),
        ("listWebhookDeliveries", format!("{path}/deliveries")),
    ] {
        seen.insert(name.into(), app.get_as(&admin.access, &path).await.expect(200).json());
    }
}
