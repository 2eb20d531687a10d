//! What visitors do.

use actix_web::http::Method;
use magnetiq_shared::TranslatedText;
use serde_json::{Map, Value, json};

use crate::test_support::{SessionFixture, TestApp, form};

const API: &str = "/api/v1/public";

/// Walks through the product once, and keeps each operation's answer.
pub async fn walk() -> Map<String, Value> {
    let app = TestApp::new().await;
    let id = |name: &str| name.to_owned();
    let storage = SessionFixture::new("battery-storage-2026-12-08")
        .but(|s| s.price_amount = Some(6900))
        .create(&app)
        .await;
    app.write_terms().await;
    let email = "juliette.morel@kestrel-foods.example";
    let mut seen = Map::new();
    let session = format!("{API}/sessions/battery-storage-2026-12-08");
    for (name, path) in [
        ("getSite", format!("{API}/site")),
        ("getFacets", format!("{API}/facets")),
        ("getLegalText", format!("{API}/legal/terms")),
        ("listPublicSessions", format!("{API}/sessions")),
        ("getPublicSession", session.clone()),
        ("getRelatedSessions", format!("{session}/related")),
        ("getPublicSpeaker", format!("{API}/speakers/hanna-battery-storage-2026-12-08")),
    ] {
        seen.insert(id(name), app.get(&path).await.expect(200).json());
    }
    let visit =
        app.post(&format!("{API}/visits"), None, json!({ "language": "en" })).await.expect(201).json();
    seen.insert(id("createVisit"), visit.clone());
    let bearer = visit["token"]["token"].as_str();
    let accepted =
        app.post(&format!("{session}/registrations"), bearer, form(email)).await.expect(202).json();
    seen.insert(id("createPublicRegistration"), accepted);
    let current = format!("{API}/visits/current");
    seen.insert(
        id("getCurrentVisit"),
        app.request(Method::GET, &current, bearer, None).await.expect(200).json(),
    );
    let title = TranslatedText::new("Heat pumps above 120 °C", "Wärmepumpen über 120 °C");
    let pumps = SessionFixture::new("heat-pumps-2026-12-08").but(|s| s.title = Some(title.into()));
    pumps.beside(storage).create(&app).await;
    seen.insert(
        id("listRecommendedSessions"),
        app.request(Method::GET, &format!("{current}/recommendations"), bearer, None)
            .await
            .expect(200)
            .json(),
    );
    let patch = Some(json!({ "language": "de" }));
    seen.insert(
        id("changeCurrentVisit"),
        app.request(Method::PATCH, &current, bearer, patch).await.expect(200).json(),
    );
    let token = json!({ "token": app.mail_to(email).await.token("step=confirm") });
    let post =
        async |path: &str| app.post(&format!("{API}/{path}"), None, token.clone()).await.expect(200).json();
    seen.insert(id("previewLink"), post("registrations/preview").await);
    let verified = post("registrations/verify").await;
    let manage = verified["manageToken"].as_str().map(str::to_owned);
    seen.insert(id("verifyRegistration"), verified.clone());
    seen.insert(id("claimOffer"), verified);
    let own = format!("{API}/registrations/current");
    let own = async |method: Method, body: Option<Value>| {
        app.request(method, &own, manage.as_deref(), body).await.expect(200).json()
    };
    seen.insert(id("getCurrentRegistration"), own(Method::GET, None).await);
    seen.insert(
        id("changeCurrentRegistration"),
        own(Method::PATCH, Some(json!({ "company": "Kestrel" }))).await,
    );
    seen.insert(id("cancelCurrentRegistration"), own(Method::DELETE, None).await);
    seen
}
