//! The visit: what this browser keeps of its person for a week. The token lies in the browser's storage, all
//! else on the server. There is one visit per page, provided at its root.
//!
//! Invariant: where there is a visit there is its token; both go together.

mod live;
mod stored;

use std::sync::Arc;
use std::time::Duration;

use futures_util::lock::{Mutex, OwnedMutexGuard};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::visits::{Visit, VisitData, VisitPatch, VisitRegistration, VisitToken};
use magnetiq_shared::{Language, ProblemType};

use crate::api;
use crate::state::{attribution, clock, timezone};

/// How long typing has to rest before it is sent.
const REST: Duration = Duration::from_millis(800);

/// The visit of this browser. Copies are the same visit.
#[derive(Clone, Copy)]
pub struct VisitState {
    token: RwSignal<Option<VisitToken>>,
    visit: RwSignal<Option<Visit>>,
    loaded: RwSignal<bool>,
    followers: RwSignal<u32>,
    /// Whoever sends something of the form holds it: one after the other.
    lane: StoredValue<Arc<Mutex<()>>>,
    /// What was typed and is not on its way yet.
    newer: StoredValue<Option<VisitPatch>>,
    typing: StoredValue<Option<TimeoutHandle>>,
}

/// Reads the visit's token and fetches the visit; provides it to everything below. Also notes where the visitor
/// came from, before the address changes.
pub fn provide() -> VisitState {
    attribution::note();
    let state = VisitState {
        token: RwSignal::new(stored::read(clock::now())),
        visit: RwSignal::new(None),
        loaded: RwSignal::new(false),
        followers: RwSignal::new(0),
        lane: StoredValue::new(Arc::default()),
        newer: StoredValue::new(None),
        typing: StoredValue::new(None),
    };
    provide_context(state);
    spawn_local(async move {
        state.refresh().await;
        state.loaded.set(true);
    });
    stored::on_change(move || {
        state.token.set(stored::read(clock::now()));
        spawn_local(async move { state.refresh().await });
    });
    live::watch(state);
    state
}

/// The visit of this browser.
pub fn use_visit() -> VisitState {
    expect_context::<VisitState>()
}

impl VisitState {
    /// The visit; `None` where there is none, or not yet.
    pub fn get(&self) -> Option<Visit> {
        self.visit.get()
    }

    /// Whether it is known if there is a visit.
    pub fn is_loaded(&self) -> bool {
        self.loaded.get()
    }

    /// The token to send along, where there is one. Not tracked.
    pub fn token(&self) -> Option<String> {
        self.token.with_untracked(|token| token.as_ref().map(|token| token.token.clone()))
    }

    /// Whether the address of this browser's person was validated here.
    pub fn is_validated(&self) -> bool {
        self.visit.with(|visit| visit.as_ref().is_some_and(|visit| visit.validated))
    }

    /// What this visit knows of the registration for a session: the latest one, unless it was given up.
    pub fn registration(&self, slug: &str) -> Option<VisitRegistration> {
        use RegistrationStatus::{Cancelled, Declined};
        self.latest(slug).filter(|latest| !matches!(latest.state, Cancelled | Declined))
    }

    /// The latest registration for a session, whatever became of it.
    pub fn latest(&self, slug: &str) -> Option<VisitRegistration> {
        self.visit.with(|visit| {
            visit
                .as_ref()?
                .registrations
                .iter()
                .find(|registration| registration.session.slug == slug)
                .cloned()
        })
    }

    /// Takes over the visit of this token, which the server has just given, and fetches it.
    pub async fn adopt(&self, token: VisitToken) {
        stored::write(Some(&token));
        self.token.set(Some(token));
        self.refresh().await;
    }

    /// Fetches the visit again. One that has ended is dropped; without an answer the last one stays.
    pub async fn refresh(&self) {
        let Some(token) = self.token() else { return };
        match api::visits::current(&token).await {
            Ok(visit) => self.visit.set(Some(visit)),
            Err(error) if error.is(ProblemType::Unauthenticated) => self.drop_visit(),
            Err(_) => {}
        }
    }

    /// Keeps what was typed once typing rests; starts a visit where there is none. What can't be sent is
    /// sent with the next keystroke.
    pub fn keep(&self, data: VisitData, language: Language) {
        let state = *self;
        self.forget_typing();
        let send = move || spawn_local(async move { state.send(data, language).await });
        self.typing.set_value(set_timeout_with_handle(send, REST).ok());
    }

    /// Drops what waits to be kept, and waits for what is on its way: the form itself is about to be sent, and
    /// nothing older may arrive after it. As long as the guard lives, nothing else that is typed is sent.
    pub async fn quiet(&self) -> OwnedMutexGuard<()> {
        self.forget_typing();
        self.turn().await
    }

    /// Keeps the visit up to date while the calling component is there.
    pub fn follow(&self) {
        let followers = self.followers;
        followers.update(|count| *count += 1);
        on_cleanup(move || followers.update(|count| *count = count.saturating_sub(1)));
    }

    /// Sends what was typed; while something is on its way only the newest waits, so that nothing older can
    /// arrive after it, and no two visits are started.
    async fn send(&self, data: VisitData, language: Language) {
        let patch = VisitPatch {
            data: Some(data),
            language: Some(language),
            timezone: Some(timezone::visitors_now()),
        };
        self.newer.set_value(Some(patch));
        let _turn = self.turn().await;
        let Some(patch) = self.newer.try_update_value(Option::take).flatten() else { return };
        match self.token() {
            Some(token) => self.change(&token, &patch).await,
            None => self.start(&patch).await,
        }
    }

    async fn turn(&self) -> OwnedMutexGuard<()> {
        self.lane.get_value().lock_owned().await
    }

    fn forget_typing(&self) {
        if let Some(waiting) = self.typing.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        self.newer.try_set_value(None);
    }

    async fn change(&self, token: &str, patch: &VisitPatch) {
        match api::visits::change(token, patch).await {
            Ok(visit) => self.visit.set(Some(visit)),
            Err(error) if error.is(ProblemType::Unauthenticated) => self.drop_visit(),
            Err(_) => {}
        }
    }

    async fn start(&self, first: &VisitPatch) {
        // Another tab may have started one meanwhile: that one counts.
        if let (Ok(started), None) = (api::visits::start(first).await, self.token()) {
            stored::write(Some(&started.token));
            self.token.set(Some(started.token));
            self.visit.set(Some(started.visit));
        }
    }

    fn drop_visit(&self) {
        stored::write(None);
        self.token.set(None);
        self.visit.set(None);
    }
}
