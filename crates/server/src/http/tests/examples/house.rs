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
    privacy(app, admin, seen).await;
    posts(app, admin, seen).await;
}

async fn settings(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let bearer = Some(admin.access.as_str());
    let brand = json!({ "tagline": { "en": "Live webinars by practitioners.", "de": "Live-Webinare aus der Praxis." }, "accent": "#6d28d9" });
    let program = json!({ "registrationWindowDays": 60, "capacity": 80 });
    let mail = json!({ "replyTo": "webinars@voltaic-systems.example" });
    let privacy = json!({ "retentionMonths": 24 });
    for (section, name, patch) in [
        ("brand", "Brand", brand),
        ("program", "Program", program),
        ("mail", "Mail", mail),
        ("privacy", "Privacy", privacy),
    ] {
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
    let session = SessionFixture::new("grid-fees-2026-12-08");
    session.but(|s| s.price_amount = Some(6900)).create(app).await;
    app.register_and_verify("grid-fees-2026-12-08", "juliette.morel@kestrel-foods.example").await;
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
    acts(app, admin, seen).await;
}

/// What staff do with people who asked for a place, in a session that two of them missed.
async fn acts(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let bearer = Some(admin.access.as_str());
    let fixture = SessionFixture::new("site-visit-2026-12-08").but(|s| s.requires_approval = true);
    let session = fixture.create(app).await;
    let mut ids = Vec::new();
    for name in ["anton", "zoe", "mara"] {
        let email = format!("{name}@alpenstrom.example");
        app.register_and_verify("site-visit-2026-12-08", &email).await;
        let path = format!("{API}/registrations?session={session}&search={email}");
        let list = app.get_as(&admin.access, &path).await.expect(200).json();
        ids.push(list["data"][0]["id"].as_str().unwrap().to_owned());
    }
    let mut act = async |name: &str, id: &str, verb: &str, body: Value| {
        // Each at a moment of its own, so that their order is always the same.
        app.advance(chrono::Duration::seconds(10)).await;
        app.run_jobs().await;
        let path = format!("{API}/registrations/{id}/{verb}");
        let mut one = app.post(&path, bearer, body).await.expect(200).json();
        for list in ["messages", "consents"] {
            one[list].as_array_mut().unwrap().sort_by_key(|row| row["kind"].to_string());
        }
        seen.insert(name.into(), one);
    };
    act("approveRegistration", &ids[0], "approve", json!({})).await;
    let why = json!({ "reason": "This visit is for companies with a site of their own." });
    act("declineRegistration", &ids[1], "decline", why).await;
    act("confirmRegistration", &ids[2], "confirm", json!({})).await;
    act("cancelRegistration", &ids[2], "cancel", json!({})).await;
    let started = app.ctx().now - chrono::Duration::minutes(5);
    let ends = started + chrono::Duration::hours(1);
    app.change_session(session, |row| {
        (row.starts_at, row.ends_at) = (sea_orm::Set(started.into()), sea_orm::Set(ends.into()));
    })
    .await;
    act("markNoShow", &ids[0], "no-show", json!({})).await;
    act("markAttended", &ids[0], "attended", json!({})).await;
    let bulk = json!({ "act": "noShow", "ids": [ids[0], ids[2]] });
    let done = app.post(&format!("{API}/registrations/bulk"), bearer, bulk).await.expect(200).json();
    seen.insert("bulkRegistrations".into(), done);
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

/// Somebody asks for a copy and for erasure, by themselves and through staff.
async fn privacy(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let (bearer, email) = (Some(admin.access.as_str()), "ines.falk@osprey.example");
    SessionFixture::new("heat-pumps-2026-12-08").create(app).await;
    app.register_and_verify("heat-pumps-2026-12-08", email).await;
    app.run_jobs().await;
    let tidy = |mut copy: Value| {
        for list in ["messages", "consents"] {
            copy["registrations"][0][list].as_array_mut().unwrap().sort_by_key(|row| row["kind"].to_string());
        }
        copy
    };
    for (name, path) in [("lookUpPerson", "look-up"), ("exportPerson", "export")] {
        let path = format!("{API}/people/{path}");
        let answer = app.post(&path, bearer, json!({ "email": email })).await.expect(200).json();
        seen.insert(name.into(), if name == "exportPerson" { tidy(answer) } else { answer });
    }
    let wish = json!({ "email": email, "kind": "export", "language": "en" });
    let asked = app.post(&format!("{API}/public/privacy-requests"), None, wish).await.expect(202).json();
    let id = asked["id"].as_str().unwrap().to_owned();
    seen.insert("askAboutMyData".into(), asked);
    let code = json!({ "code": app.app.keys.code(id.parse().unwrap()) });
    let path = format!("{API}/public/privacy-requests/{id}/export");
    seen.insert("exportMyData".into(), tidy(app.post(&path, None, code).await.expect(200).json()));
}

/// The posts of a session, one of which staff share.
async fn posts(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let starts = app.ctx().now + chrono::Duration::days(21);
    let fixture = SessionFixture::new("load-management-2027-01").starts(starts);
    let id = fixture.but(|s| s.published_at = None).create(app).await;
    app.refresh().await;
    let mut list = app.get_as(&admin.access, &format!("{API}/posts?session={id}")).await.expect(200).json();
    list["data"].as_array_mut().unwrap().truncate(2);
    seen.insert("listPosts".into(), list);
    let path = format!("{API}/sessions/{id}/posts/linkedin-house-announcement");
    let shared = app.patch_seen(&path, &admin.access, "\"0\"", json!({ "act": "posted" })).await.expect(200);
    let shared = shared.json();
    // No network is connected here.
    let mut published = shared.clone();
    published["state"] = json!("publishing");
    seen.insert("publishPost".into(), published);
    seen.insert("changePost".into(), shared);
}
