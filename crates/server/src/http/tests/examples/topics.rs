//! What editors do with topics, and how texts are asked for.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_shared::integrations::AiCheck;
use magnetiq_shared::networks::{Consent, NetworkCheck};
use serde_json::{Map, Value, json};

use crate::test_support::{Answer, SessionFixture, Staff, TestApp};

const API: &str = "/api/v1";

/// Walks through the library of topics once, and keeps each operation's answer.
pub async fn walk(app: &TestApp, admin: &Staff, seen: &mut Map<String, Value>) {
    let walk = Walk { app, admin };
    walk.labels(seen).await;
    walk.topics(seen).await;
    walk.texts(seen).await;
}

struct Walk<'a> {
    app: &'a TestApp,
    admin: &'a Staff,
}

impl Walk<'_> {
    async fn send(&self, method: Method, path: &str, body: Value) -> Answer {
        let request = TestRequest::with_uri(&format!("{API}/{path}"))
            .method(method)
            .insert_header(("authorization", format!("Bearer {}", self.admin.access)))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        self.app.send(request).await
    }

    async fn get(&self, path: &str) -> Value {
        self.app.get_as(&self.admin.access, &format!("{API}/{path}")).await.expect(200).json()
    }

    /// The same with the version that was seen.
    async fn seen(&self, method: Method, path: &str, version: i32, body: Value) -> Value {
        let request = TestRequest::with_uri(&format!("{API}/{path}"))
            .method(method)
            .insert_header(("authorization", format!("Bearer {}", self.admin.access)))
            .insert_header(("if-match", format!("\"{version}\"")))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        self.app.send(request).await.expect(200).json()
    }

    async fn labels(&self, seen: &mut Map<String, Value>) {
        let category = json!({ "name": { "en": "Energy", "de": "Energie" }, "hue": "teal" });
        let category = self.send(Method::POST, "categories", category).await.expect(201).json();
        let path = format!("categories/{}", category["id"].as_str().unwrap());
        seen.insert("createCategory".into(), category);
        seen.insert("getCategory".into(), self.get(&path).await);
        let moved = self.seen(Method::PATCH, &path, 1, json!({ "position": 2 })).await;
        seen.insert("changeCategory".into(), moved);
        let tag = json!({ "name": { "en": "Dispatch", "de": "Fahrplan" } });
        let tag = self.send(Method::POST, "tags", tag).await.expect(201).json();
        let path = format!("tags/{}", tag["id"].as_str().unwrap());
        seen.insert("createTag".into(), tag);
        seen.insert("getTag".into(), self.get(&path).await);
        let renamed = json!({ "name": { "en": "Dispatch", "de": "Einsatz" } });
        let renamed = self.seen(Method::PATCH, &path, 1, renamed).await;
        seen.insert("changeTag".into(), renamed);
    }

    async fn topics(&self, seen: &mut Map<String, Value>) {
        let topic = json!({
            "title": { "en": "Battery storage that pays its way", "de": "Batteriespeicher, die sich rechnen" },
            "summary": { "en": "From price curve to dispatch plan.", "de": "Vom Preisverlauf zum Fahrplan." },
            "description": { "en": "<p>One real week of <strong>prices</strong>.</p>" },
            "learningObjectives": [{ "en": "Read spreads", "de": "Spannen lesen" }],
            "agenda": [{ "minutes": 20, "title": { "en": "The price curve", "de": "Der Preisverlauf" } }],
            "categoryId": seen["createCategory"]["id"], "tagIds": [seen["createTag"]["id"]],
            "difficulty": "intermediate", "defaultPrice": { "amount": 6900, "currency": "EUR" },
            "seo": { "keywords": { "en": ["battery storage"], "de": ["Batteriespeicher"] } },
        });
        let topic = self.send(Method::POST, "topics", topic).await.expect(201).json();
        let path = format!("topics/{}", topic["id"].as_str().unwrap());
        let id = topic["id"].clone();
        seen.insert("createTopic".into(), topic);
        let draft = json!({ "basedOn": 1, "content": { "title": { "en": "Battery storage that pays" } } });
        let draft = self.send(Method::PUT, &format!("{path}/draft"), draft).await.expect(200).json();
        seen.insert("keepTopicDraft".into(), draft);
        seen.insert("getTopicDraft".into(), self.get(&format!("{path}/draft")).await);
        let changed = self.seen(Method::PATCH, &path, 1, json!({ "defaultDurationMinutes": 90 })).await;
        seen.insert("changeTopic".into(), changed);
        let bulk = json!({ "ids": [id], "action": { "kind": "activate" } });
        let bulk = self.send(Method::POST, "topics/bulk", bulk).await.expect(200).json();
        seen.insert("changeTopics".into(), bulk);
        seen.insert("getTopic".into(), self.get(&path).await);
        seen.insert("listTopicVersions".into(), self.get(&format!("{path}/versions")).await);
        seen.insert("getTopicVersion".into(), self.get(&format!("{path}/versions/2")).await);
        let restored = self.seen(Method::POST, &format!("{path}/versions/1/restore"), 3, json!({})).await;
        seen.insert("restoreTopicVersion".into(), restored);
        let copy = self.send(Method::POST, &format!("{path}/duplicate"), json!({})).await.expect(201).json();
        seen.insert("duplicateTopic".into(), copy);
        let session = SessionFixture::new("battery-basics-2026-12-08").create(self.app).await;
        let made = self.send(Method::POST, &format!("sessions/{session}/topic"), json!({})).await;
        seen.insert("createTopicOfSession".into(), made.expect(201).json());
        seen.insert("listTopics".into(), self.get("topics?search=battery&sort=title&limit=1").await);
        seen.insert("countTopics".into(), self.get("topics/counts").await);
        seen.insert("listCategories".into(), self.get("categories").await);
        seen.insert("listTags".into(), self.get("tags").await);
    }

    /// Social networks, none of which is called here.
    async fn networks(&self, seen: &mut Map<String, Value>) {
        let app = json!({ "clientId": "78x", "secret": "WPL_AP1", "organisation": "5590506" });
        let set = self.seen(Method::PUT, "integrations/networks/linkedin", 0, app).await;
        seen.insert("setNetwork".into(), set);
        seen.insert("getNetwork".into(), self.get("integrations/networks/linkedin").await);
        seen.insert("listNetworks".into(), self.get("integrations/networks").await);
        let url = "https://www.linkedin.com/oauth/v2/authorization?response_type=code&client_id=78x";
        seen.insert("connectNetwork".into(), json!(Consent { url: url.to_owned() }));
        seen.insert("disconnectNetwork".into(), self.get("integrations/networks/linkedin").await);
        seen.insert("checkNetwork".into(), json!(NetworkCheck { works: true, detail: None }));
    }

    async fn texts(&self, seen: &mut Map<String, Value>) {
        let connection =
            json!({ "baseUrl": "https://api.openai.com/v1", "model": "gpt-5-mini", "key": "sk-1" });
        let set = self.seen(Method::PUT, "integrations/ai", 0, connection).await;
        seen.insert("setAiConnection".into(), set);
        seen.insert("getAiConnection".into(), self.get("integrations/ai").await);
        seen.insert("getAi".into(), self.get("ai").await);
        // Nobody is called here.
        let check =
            AiCheck { works: true, failure: None, detail: None, models: vec!["gpt-5-mini".to_owned()] };
        seen.insert("checkAiConnection".into(), json!(check));
        self.networks(seen).await;
    }
}
