//! The application under test: its own database (SQLite, or PostgreSQL where `MAGNETIQ_TEST_DATABASE_URL` names a
//! server), a clock that stands still, ids from a seed, mails in memory, requests through the real routes.

pub mod files;
mod fixtures;
pub mod networks;
mod rows;
pub mod staff;
mod tables;

use std::rc::Rc;

use actix_web::body::to_bytes;
use actix_web::http::{Method, StatusCode};
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::{Bytes, Data};
use chrono::{DateTime, Duration, Utc};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use magnetiq_jobs::Finished;
use magnetiq_migrations::testing::TestDatabase;
use mail_parser::MimeHeaders;
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::app::{self, App};
use crate::clock::{Clock, Ids};
use crate::config::Config;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::http;

pub use fixtures::SessionFixture;
pub use staff::Staff;

/// When tests begin: a Tuesday.
pub fn start() -> DateTime<Utc> {
    "2026-12-01T09:00:00Z".parse().unwrap()
}

/// The application under test.
pub struct TestApp {
    pub app: Data<App>,
    /// Its routes, put together at the first request: there are hundreds.
    routes: OnceCell<Routes>,
    _database: Rc<TestDatabase>,
}

/// What answers requests.
type Routes = Box<dyn Fn(TestRequest) -> LocalBoxFuture<'static, Answer>>;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: actix_web::http::header::HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The slug of the problem's type.
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let kind = self.json()["type"].as_str().unwrap_or_default().to_owned();
        kind.trim_start_matches("/problems/").to_owned()
    }

    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.body));
        self
    }
}

/// A mail that went out.
#[derive(Debug)]
pub struct SentMail {
    pub to: String,
    pub subject: String,
    pub message_id: String,
    pub text: String,
    pub html: String,
    /// The calendar object, where there is one.
    pub calendar: String,
    /// The document that is attached, where one is.
    pub pdf: Vec<u8>,
    pub raw: String,
}

impl SentMail {
    /// The token of the first link whose address contains `part`.
    pub fn token(&self, part: &str) -> String {
        let link = self.text.split_whitespace().find(|word| word.contains(part) && word.contains("#token="));
        let link = link.unwrap_or_else(|| panic!("no link with {part:?} in {}", self.text));
        link.split("#token=").nth(1).unwrap().trim_end_matches(['.', ')', '>']).to_owned()
    }
}

impl TestApp {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With a configuration of its own.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let database = Rc::new(TestDatabase::migrated().await.unwrap());
        let mut config = Config::read(|name| match name {
            "MAGNETIQ_SECRET_KEY" => Some("the secret key of the tests, long enough".to_owned()),
            "MAGNETIQ_BASE_URL" => Some("https://webinars.example".to_owned()),
            _ => None,
        })
        .unwrap();
        config.database_url = database.url.clone();
        config.smtp_url = Some("memory:".to_owned());
        config.rate_limits = false;
        config.keeps_files = false;
        change(&mut config);
        Self::over(database, config, 42).await
    }

    /// Another process over the same database.
    pub async fn second_process(&self) -> Self {
        self.second_process_with(|_| {}).await
    }

    /// The same with another configuration.
    pub async fn second_process_with(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.app.config.clone();
        change(&mut config);
        Self::over(self._database.clone(), config, 43).await
    }

    async fn over(database: Rc<TestDatabase>, config: Config, seed: u64) -> Self {
        let db = Db::connect(&config.database_url).await.unwrap();
        let (app, writer) =
            App::build(config, db, Clock::fixed(start()), Ids::seeded(seed), false).await.unwrap();
        let app = Data::new(app);
        let desk = app.clone();
        actix_web::rt::spawn(writer.run(move || Ctx::new(&desk), Default::default()));
        Self { app, routes: OnceCell::new(), _database: database }
    }

    pub fn ctx(&self) -> Ctx {
        Ctx::new(&self.app)
    }

    /// Moves the clock on.
    pub async fn advance(&self, by: Duration) {
        self.set_clock(self.app.clock.now() + by).await;
    }

    pub async fn set_clock(&self, to: DateTime<Utc>) {
        self.app.clock.set(to);
        self.refresh().await;
    }

    /// What the look-out does each second.
    pub async fn refresh(&self) {
        let now = self.app.clock.now();
        self.app.program.refresh(self.app.db.read(), now).await.unwrap();
        self.app.roster.refresh(self.app.db.read(), now).await.unwrap();
        self.app.wanted.refresh(self.app.db.read()).await.unwrap();
        self.app.overrides.refresh(self.app.db.read(), &self.app.renderer).await.unwrap();
        self.app.roster.write_uses(&self.app.db).await.unwrap();
        crate::views::flush(&self.app.views, &self.app.db, now).await.unwrap();
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path, None, None).await
    }

    pub async fn post(&self, path: &str, bearer: Option<&str>, body: Value) -> Answer {
        self.request(Method::POST, path, bearer, Some(body)).await
    }

    /// Sends a form as a browser does without scripts.
    pub async fn submit(&self, path: &str, fields: String) -> Answer {
        let form = ("content-type", "application/x-www-form-urlencoded");
        self.send(TestRequest::post().uri(path).insert_header(form).set_payload(fields)).await
    }

    pub async fn request(
        &self,
        method: Method,
        path: &str,
        bearer: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let mut request = TestRequest::with_uri(path).method(method);
        if let Some(bearer) = bearer {
            request = request.insert_header(("authorization", format!("Bearer {bearer}")));
        }
        if let Some(body) = body {
            request =
                request.insert_header(("content-type", "application/json")).set_payload(body.to_string());
        }
        self.send(request).await
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        let routes = self.routes.get_or_init(|| routes(self.app.clone())).await;
        routes(request).await
    }

    /// Registers for the session: the form with these fields changed.
    pub async fn register(&self, slug: &str, email: &str) -> Answer {
        self.register_in(slug, email, None).await
    }

    pub async fn register_in(&self, slug: &str, email: &str, visit: Option<&str>) -> Answer {
        self.post(&format!("/api/v1/public/sessions/{slug}/registrations"), visit, form(email)).await
    }

    /// Runs every job that is due, and gives what ran.
    pub async fn run_jobs(&self) -> Vec<Finished> {
        app::worker(&self.app).drain().await.unwrap()
    }

    /// Every mail so far, oldest first.
    pub fn mails(&self) -> Vec<SentMail> {
        self.app.transport.taken().iter().map(|message| read_mail(&message.formatted())).collect()
    }

    /// The newest mail to this address, after running what is due.
    pub async fn mail_to(&self, address: &str) -> SentMail {
        self.run_jobs().await;
        let mut mails = self.mails().into_iter().rev();
        mails.find(|mail| mail.to == address).unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// Registers and presses the button behind the mail's link: what the verification answers.
    pub async fn register_and_verify(&self, slug: &str, email: &str) -> Value {
        self.run_jobs().await;
        self.register(slug, email).await.expect(202);
        let token = self.mail_to(email).await.token("step=confirm");
        self.post("/api/v1/public/registrations/verify", None, json!({ "token": token }))
            .await
            .expect(200)
            .json()
    }

    /// Seats taken, people waiting, and people registered, as the session's row says.
    pub async fn counters(&self, session: Uuid) -> (i32, i32, i32) {
        rows::counters(self.app.db.read(), session).await
    }

    /// Every session's counters equal its rows, and nothing that was queued is left undone.
    pub async fn assert_sound(&self) {
        let findings = crate::health::inspect(&self.ctx()).await.unwrap();
        assert!(findings.is_empty(), "{findings:?}");
        let stats = magnetiq_jobs::stats(self.app.db.read(), self.app.clock.now()).await.unwrap();
        assert_eq!((stats.due, stats.failed), (0, 0), "jobs are left undone");
    }
}

async fn routes(app: Data<App>) -> Routes {
    let service = Rc::new(init_service(http::application(app)).await);
    Box::new(move |request| {
        let service = service.clone();
        async move {
            let answer = call_service(&*service, request.to_request()).await;
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = to_bytes(answer.into_body()).await.unwrap_or_default();
            Answer { status, headers, body }
        }
        .boxed_local()
    })
}

/// A form that keeps every rule.
pub fn form(email: &str) -> Value {
    json!({
        "firstName": "Juliette", "lastName": "Morel", "email": email, "company": "Kestrel Foods",
        "website": "kestrel-foods.example", "termsAccepted": true, "privacyConsent": true,
        "marketingConsent": false, "language": "en", "timezone": "Europe/London",
    })
}

fn read_mail(bytes: &[u8]) -> SentMail {
    let mail = mail_parser::MessageParser::default().parse(bytes).expect("a mail that can be parsed");
    let is_calendar = |part: &&mail_parser::MessagePart| {
        part.content_type().is_some_and(|kind| kind.subtype() == Some("calendar"))
    };
    SentMail {
        calendar: mail
            .parts
            .iter()
            .find(is_calendar)
            .and_then(|part| part.text_contents())
            .unwrap_or_default()
            .to_owned(),
        pdf: mail
            .attachments()
            .find(|part| part.content_type().is_some_and(|kind| kind.subtype() == Some("pdf")))
            .map(|part| part.contents().to_vec())
            .unwrap_or_default(),
        to: mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        message_id: mail.message_id().unwrap_or_default().to_owned(),
        text: mail.body_text(0).unwrap_or_default().into_owned(),
        html: mail.body_html(0).unwrap_or_default().into_owned(),
        raw: String::from_utf8_lossy(bytes).into_owned(),
    }
}
