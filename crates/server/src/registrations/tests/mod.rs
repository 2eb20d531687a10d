//! The slice over HTTP, on the database under test.

mod bad_input;
mod consents;
mod crowd;
mod duplicates;
mod mails;
mod managing;
mod registering;
mod rules;
mod verifying;
mod waiting;

use serde_json::{Value, json};

use crate::test_support::TestApp;

pub(super) const REGISTRATIONS: &str = "/api/v1/public/registrations";

impl TestApp {
    async fn verify(&self, token: &str, visit: Option<&str>) -> crate::test_support::Answer {
        self.post(&format!("{REGISTRATIONS}/verify"), visit, json!({ "token": token })).await
    }

    async fn visit(&self, token: &str) -> Value {
        let answer = self
            .request(actix_web::http::Method::GET, "/api/v1/public/visits/current", Some(token), None)
            .await;
        answer.expect(200).json()
    }
}
