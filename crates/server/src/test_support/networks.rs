//! Social networks that are fakes, connected as an admin does it.

use actix_web::test::TestRequest;
use magnetiq_integrations::outbound::AllowList;
use magnetiq_integrations::{linkedin, x};
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use super::{Answer, Staff, TestApp};

pub const API: &str = "/api/v1/integrations/networks";

/// An application that may call this machine, and its admin.
pub async fn app() -> (TestApp, Staff) {
    let app = TestApp::with(|config| config.outbound_allow = AllowList::parse(["127.0.0.1"]).unwrap()).await;
    let mut admin = app.staff(Role::Admin).await;
    // A sign-in ends when the clock is moved; a token does not.
    admin.access = app.api_token(&admin, &Scope::ALL).await;
    (app, admin)
}

impl TestApp {
    /// Sets the application of a network.
    pub async fn set_network(&self, admin: &Staff, network: &str, version: i32, body: Value) -> Answer {
        let request = TestRequest::put()
            .uri(&format!("{API}/{network}"))
            .insert_header(("authorization", format!("Bearer {}", admin.access)))
            .insert_header(("if-match", format!("\"{version}\"")))
            .set_json(body);
        self.send(request).await
    }

    /// Begins to connect: the network's page, and the cookie that the browser keeps.
    pub async fn begin_connect(&self, admin: &Staff, network: &str) -> (String, String) {
        let path = format!("{API}/{network}/connect");
        let begun = self.post(&path, Some(&admin.access), json!({})).await.expect(200);
        let cookie = begun.header("set-cookie");
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        (begun.json()["url"].as_str().unwrap().to_owned(), cookie)
    }

    /// The browser comes back to this address with this cookie: where it is sent on.
    pub async fn come_back(&self, to: &str, cookie: &str) -> String {
        let path = to.strip_prefix("https://webinars.example").expect(to);
        let request = TestRequest::get().uri(path).insert_header(("cookie", cookie));
        self.send(request).await.expect(303).header("location").to_owned()
    }

    /// Connects X.
    pub async fn connect_x(&self, admin: &Staff, fake: &x::fake::Fake, publishes_itself: bool) {
        let body = json!({
            "clientId": "house", "secret": x::fake::SECRET, "baseUrl": fake.base_url(),
            "publishesItself": publishes_itself,
        });
        self.set_network(admin, "x", 0, body).await.expect(200);
        let (url, cookie) = self.begin_connect(admin, "x").await;
        let to = self.come_back(&fake.visit(&url).await.unwrap(), &cookie).await;
        assert_eq!(to, "/admin/integrations?network=x&outcome=connected");
    }

    /// Connects LinkedIn as a page.
    pub async fn connect_linkedin(&self, admin: &Staff, fake: &linkedin::fake::Fake, client: &str) {
        let body = json!({
            "clientId": client, "secret": linkedin::fake::SECRET, "baseUrl": fake.base_url(),
            "organisation": "5590506", "publishesItself": true,
        });
        self.set_network(admin, "linkedin", 0, body).await.expect(200);
        let (url, cookie) = self.begin_connect(admin, "linkedin").await;
        let to = self.come_back(&fake.visit(&url).await.unwrap(), &cookie).await;
        assert_eq!(to, "/admin/integrations?network=linkedin&outcome=connected");
    }

    /// A connection as admins see it.
    pub async fn network(&self, admin: &Staff, network: &str) -> Value {
        let all = self.get_as(&admin.access, API).await.expect(200).json();
        let all = all["data"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["network"] == network).unwrap()
    }
}
