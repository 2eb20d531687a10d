//! One request: method, path, bearer token and body, sent with `fetch`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestInit, Response, UrlSearchParams};

use super::{ApiError, ApiResult};
use magnetiq_shared::Problem;

/// Where the API lives on this host.
const BASE: &str = "/api/v1";

/// Request methods that the API knows.
#[derive(Clone, Copy, Debug)]
enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// A request that is being put together. It is sent by one of [`json`](Call::json), [`empty`](Call::empty),
/// [`blob`](Call::blob) and [`response`](Call::response).
#[derive(Clone, Debug)]
pub struct Call {
    method: Method,
    path: String,
    token: Option<String>,
    /// `If-Match` or `Idempotency-Key`: no call needs both.
    header: Option<(&'static str, String)>,
    body: Option<JsValue>,
    accept: &'static str,
}

impl Call {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), token: None, header: None, body: None, accept: "application/json" }
    }

    /// `GET` of `path`, which stands below `/api/v1` and is encoded already.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    /// `POST` to `path`.
    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path)
    }

    /// `PUT` to `path`.
    pub fn put(path: impl Into<String>) -> Self {
        Self::new(Method::Put, path)
    }

    /// `PATCH` of `path`.
    pub fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::Patch, path)
    }

    /// `DELETE` of `path`.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::Delete, path)
    }

    /// Sends this bearer token, where there is one.
    pub fn bearer(mut self, token: Option<&str>) -> Self {
        self.token = token.map(str::to_owned);
        self
    }

    /// Is refused with `stale` where the resource has another version by now. In place of a key: what one version asks
    /// for is done once.
    pub fn if_match(mut self, version: i32) -> Self {
        self.header = Some(("If-Match", format!("\"{version}\"")));
        self
    }

    /// Is done once, however often it is sent with this key.
    pub fn once(mut self, key: uuid::Uuid) -> Self {
        self.header = Some(("Idempotency-Key", key.to_string()));
        self
    }

    /// Sends `value` as JSON.
    pub fn body(mut self, value: &impl Serialize) -> Self {
        // Types of the contract have string keys only, so that writing them cannot fail.
        let json = serde_json::to_string(value).unwrap_or_default();
        self.body = Some(JsValue::from_str(&json));
        self
    }

    /// Sends a form with files; the browser writes its head.
    pub fn form(mut self, form: web_sys::FormData) -> Self {
        self.body = Some(form.into());
        self
    }

    /// Sends a file as the body; its type is the file's.
    pub fn file(mut self, file: &web_sys::Blob) -> Self {
        self.body = Some(file.into());
        self
    }

    /// Adds the fields of `value` to the path as a query; those that are `null` are left out.
    pub fn query(mut self, value: &impl Serialize) -> Self {
        let query = query_string(value);
        if !query.is_empty() {
            self.path = format!("{}?{query}", self.path);
        }
        self
    }

    /// Asks for another type of content than JSON.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        self.accept = media_type;
        self
    }

    /// Sends it and reads the answer's JSON.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn json<T: DeserializeOwned>(self) -> ApiResult<T> {
        self.text().await?.read()
    }

    /// Sends it and takes the answer as a text, to read it in more than one way. Apart from [`json`](Call::json),
    /// so that it is compiled once for all types.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn text(self) -> ApiResult<Answer> {
        let sent = self.response().await?;
        let text = sent.text().await?;
        Ok(Answer { status: sent.response.status(), text })
    }

    /// Sends it; the answer has no content that matters.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn empty(self) -> ApiResult<()> {
        self.response().await.map(|_| ())
    }

    /// Sends it and takes the answer as a file.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn blob(self) -> ApiResult<web_sys::Blob> {
        let sent = self.response().await?;
        let promise = sent.response.blob().map_err(|_| ApiError::Network)?;
        Ok(JsFuture::from(promise).await.map_err(|_| ApiError::Network)?.unchecked_into())
    }

    /// Sends it and waits for the head of the answer.
    ///
    /// # Errors
    /// See [`ApiError`]; every status that is not a success is an error.
    pub async fn response(self) -> ApiResult<Sent> {
        let abort = AbortController::new().map(AbortOnDrop).map_err(|_| ApiError::Network)?;
        let request = self.request(&abort).map_err(|_| ApiError::Network)?;
        let window = web_sys::window().ok_or(ApiError::Network)?;
        let answer = JsFuture::from(window.fetch_with_request(&request)).await;
        let response: Response = answer.map_err(|_| ApiError::Network)?.unchecked_into();
        let sent = Sent { response, _abort: abort };
        if sent.response.ok() {
            return Ok(sent);
        }
        let status = sent.response.status();
        let text = sent.text().await?;
        Err(serde_json::from_str::<Problem>(&text).map_or(ApiError::Unreadable(status), ApiError::Problem))
    }

    fn request(&self, abort: &AbortOnDrop) -> Result<Request, JsValue> {
        let headers = Headers::new()?;
        headers.set("Accept", self.accept)?;
        if let Some(token) = &self.token {
            headers.set("Authorization", &format!("Bearer {token}"))?;
        }
        if let Some((name, value)) = &self.header {
            headers.set(name, value)?;
        }
        let init = RequestInit::new();
        init.set_method(match self.method {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        });
        if let Some(body) = &self.body {
            if body.is_string() {
                headers.set("Content-Type", "application/json")?;
            }
            init.set_body(body);
        }
        init.set_headers(&headers);
        init.set_signal(Some(&abort.0.signal()));
        Request::new_with_str_and_init(&format!("{BASE}{}", self.path), &init)
    }
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// Its HTTP status, a success.
    pub status: u16,
    text: String,
}

impl Answer {
    /// Reads its JSON; fields that `T` does not know are passed by.
    ///
    /// # Errors
    /// [`ApiError::Unreadable`].
    pub fn read<T: DeserializeOwned>(&self) -> ApiResult<T> {
        serde_json::from_str(&self.text).map_err(|_| ApiError::Unreadable(self.status))
    }
}

/// An answer whose head has come. Dropping it ends the transfer.
#[derive(Debug)]
pub struct Sent {
    /// The answer.
    pub response: Response,
    _abort: AbortOnDrop,
}

impl Sent {
    async fn text(&self) -> ApiResult<String> {
        let promise = self.response.text().map_err(|_| ApiError::Network)?;
        let text = JsFuture::from(promise).await.map_err(|_| ApiError::Network)?;
        text.as_string().ok_or(ApiError::Network)
    }
}

/// Aborts its request when it goes out of scope; a request that has ended takes no notice.
#[derive(Debug)]
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// One segment of a path, with everything encoded that would end it.
pub fn segment(raw: &str) -> String {
    js_sys::encode_uri_component(raw).into()
}

/// The fields of `value` as `a=1&b=2`.
fn query_string(value: &impl Serialize) -> String {
    let Ok(params) = UrlSearchParams::new() else { return String::new() };
    if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(value) {
        for (name, value) in &fields {
            match value {
                serde_json::Value::Null => {}
                serde_json::Value::String(text) => params.append(name, text),
                other => params.append(name, &other.to_string()),
            }
        }
    }
    params.to_string().into()
}
