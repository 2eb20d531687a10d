//! What one request or one job carries: the application and the moment at which it happens. Everything that
//! needs the time takes it from here, so that one request has one time.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::{DateTime, Utc};
use rand::SeedableRng;
use rand::rngs::StdRng;
use uuid::Uuid;

use crate::app::App;
use crate::http::ApiError;

/// The application at one moment.
#[derive(Clone)]
pub struct Ctx {
    app: web::Data<App>,
    /// When this happens.
    pub now: DateTime<Utc>,
}

impl Ctx {
    /// The application now, by its clock.
    pub fn new(app: &web::Data<App>) -> Self {
        Self { app: app.clone(), now: app.clock.now() }
    }

    /// A new id of this moment.
    pub fn new_id(&self) -> Uuid {
        self.app.ids.new_id(self.now)
    }

    /// Chance for what is shown, such as sessions to look at; never for secrets. It comes from the moment, so a clock
    /// that stands draws the same again.
    pub fn chance(&self) -> StdRng {
        StdRng::seed_from_u64(self.now.timestamp_micros().unsigned_abs())
    }

    /// The application, to be kept beyond this moment.
    pub fn app(&self) -> &web::Data<App> {
        &self.app
    }
}

impl Deref for Ctx {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl FromRequest for Ctx {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>();
        ready(app.map(Self::new).ok_or_else(|| ApiError::internal("the app is missing")))
    }
}
