//! People of the house in tests: signed in, and able to do what their role may.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use magnetiq_shared::scopes::{Role, Scope};
use serde_json::{Value, json};

use super::{Answer, TestApp};
use crate::accounts;

/// Somebody who is signed in.
pub struct Staff {
    /// Their address.
    pub email: String,
    /// Their access token.
    pub access: String,
    /// The cookie with the refresh token.
    pub cookie: String,
}

/// A password that nobody guesses.
pub const PASSWORD: &str = "a quiet harbour at noon";

impl TestApp {
    /// Somebody of this role, signed in.
    pub async fn staff(&self, role: Role) -> Staff {
        let email = format!("{}@house.example", role.text());
        accounts::for_tests(&self.ctx(), &email, role).await;
        self.sign_in(&email).await
    }

    /// Signs somebody in who exists.
    pub async fn sign_in(&self, email: &str) -> Staff {
        let answer = self
            .post("/api/v1/auth/sign-in", None, json!({ "email": email, "password": PASSWORD }))
            .await
            .expect(200);
        Staff::of(email, &answer)
    }

    /// A token with these scopes, made by the admin.
    pub async fn api_token(&self, admin: &Staff, scopes: &[Scope]) -> String {
        let body = json!({ "name": "Import", "scopes": scopes, "expiresAt": "2027-06-01T00:00:00Z" });
        let made = self.post("/api/v1/api-tokens", Some(&admin.access), body).await.expect(201);
        made.json()["token"].as_str().unwrap().to_owned()
    }

    /// Changes a resource, with the version it has now.
    pub async fn patch(&self, path: &str, bearer: &str, body: Value) -> Answer {
        let now = self.request(Method::GET, path, Some(bearer), None).await.expect(200);
        self.patch_seen(path, bearer, now.header("etag"), body).await
    }

    /// Changes a resource, with the version that was seen.
    pub async fn patch_seen(&self, path: &str, bearer: &str, etag: &str, body: Value) -> Answer {
        self.write_seen((Method::PATCH, path), bearer, etag, body).await
    }

    /// Writes a resource anew, with the version that was seen.
    pub async fn put_seen(&self, path: &str, bearer: &str, etag: &str, body: Value) -> Answer {
        self.write_seen((Method::PUT, path), bearer, etag, body).await
    }

    async fn write_seen(
        &self,
        (method, path): (Method, &str),
        bearer: &str,
        etag: &str,
        body: Value,
    ) -> Answer {
        let request = TestRequest::with_uri(path)
            .method(method)
            .insert_header(("authorization", format!("Bearer {bearer}")))
            .insert_header(("if-match", etag))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        self.send(request).await
    }

    /// Does something with a resource, with the version it has now.
    pub async fn act(&self, path: &str, act: &str, bearer: &str, body: Value) -> Answer {
        let now = self.request(Method::GET, path, Some(bearer), None).await;
        let request = TestRequest::post()
            .uri(&format!("{path}/{act}"))
            .insert_header(("authorization", format!("Bearer {bearer}")))
            .insert_header(("if-match", now.header("etag")))
            .set_json(body);
        self.send(request).await
    }

    /// Deletes a resource, with the version it has now.
    pub async fn delete(&self, path: &str, bearer: &str) -> Answer {
        let now = self.request(Method::GET, path, Some(bearer), None).await.expect(200);
        self.delete_seen(path, bearer, now.header("etag")).await
    }

    /// Deletes a resource, with the version that was seen.
    pub async fn delete_seen(&self, path: &str, bearer: &str, etag: &str) -> Answer {
        let request = TestRequest::with_uri(path)
            .method(Method::DELETE)
            .insert_header(("authorization", format!("Bearer {bearer}")))
            .insert_header(("if-match", etag));
        self.send(request).await
    }

    /// Reads with somebody's token.
    pub async fn get_as(&self, bearer: &str, path: &str) -> Answer {
        self.request(Method::GET, path, Some(bearer), None).await
    }

    /// Asks for the next access token.
    pub async fn refresh_sign_in(&self, cookie: &str) -> Answer {
        let request = TestRequest::post().uri("/api/v1/auth/refresh");
        self.send(request.insert_header(("cookie", cookie.to_owned()))).await
    }
}

impl Staff {
    /// What an answer to a sign-in says.
    pub fn of(email: &str, answer: &Answer) -> Self {
        let cookie = answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let access = answer.json()["accessToken"].as_str().unwrap().to_owned();
        Self { email: email.to_owned(), access, cookie }
    }
}
