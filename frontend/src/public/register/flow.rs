//! Where a person stands on the way from the form to the thank-you, and what moves them on.
//!
//! The stage is not kept anywhere: it follows from the visit, from what was just sent, and from the link in
//! the address. So a refresh, another tab, or the click in the mail lead to the right one by themselves.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::{PublicRegistration, RegistrationOutcome, RegistrationStatus};
use magnetiq_shared::sessions::SessionCard;
use magnetiq_shared::views::ViewKind;
use magnetiq_shared::{Language, Money, ProblemType};

use super::address::Link;
use super::model::{FieldName, FormModel};
use crate::api::{self, ApiError};
use crate::state::visit::{VisitState, use_visit};

use chrono::{DateTime, Utc};

/// The steps of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The form.
    Form,
    /// The mail is on its way.
    Mail,
    /// A mailed link was opened.
    Link,
    /// Registered, waiting or asked for.
    Done,
}

/// A registration whose address is not confirmed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// Where the mail went.
    pub email: String,
    /// Whether the link leads to the waitlist.
    pub waitlist: bool,
    /// Until when a seat is held; `None` where none is.
    pub hold_expires_at: Option<DateTime<Utc>>,
}

/// What is known of a registration that is past the mail.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// All about it: this browser has shown that the address is its person's.
    Known(Box<PublicRegistration>),
    /// Confirmed in another browser; only its state is known here.
    Elsewhere(RegistrationStatus),
}

impl Outcome {
    /// Where the registration is in its life.
    pub fn state(&self) -> RegistrationStatus {
        match self {
            Outcome::Known(registration) => registration.state,
            Outcome::Elsewhere(state) => *state,
        }
    }
}

/// One person's way through the dialog of one session. Copies are the same way.
#[derive(Clone, Copy)]
pub struct Flow {
    /// What is registered for.
    pub session: Signal<SessionCard>,
    /// What is typed.
    pub model: FormModel,
    /// Whether something is being sent.
    pub busy: RwSignal<bool>,
    /// Why the last call gave nothing.
    pub trouble: RwSignal<Option<ApiError>>,
    /// The mailed link that is being followed.
    pub link: RwSignal<Option<Link>>,
    /// Whether the form is wanted although something was registered already.
    pub editing: RwSignal<bool>,
    visit: VisitState,
    sent: RwSignal<Option<Pending>>,
    price: RwSignal<Option<Option<Money>>>,
    registered: RwSignal<Option<Box<PublicRegistration>>>,
}

impl Flow {
    /// Starts at whatever stage the visit is in.
    pub fn new(session: Signal<SessionCard>) -> Self {
        Self {
            session,
            model: FormModel::new(),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            link: RwSignal::new(None),
            editing: RwSignal::new(false),
            visit: use_visit(),
            sent: RwSignal::new(None),
            price: RwSignal::new(None),
            registered: RwSignal::new(None),
        }
    }

    /// The session changed: what was sent belonged to the other one, what was typed stays.
    pub fn restart(&self) {
        self.trouble.set(None);
        self.link.set(None);
        self.editing.set(false);
        self.sent.set(None);
        self.price.set(None);
        self.registered.set(None);
    }

    /// Where the person stands.
    pub fn stage(&self) -> Stage {
        if self.link.with(Option::is_some) {
            Stage::Link
        } else if self.editing.get() {
            Stage::Form
        } else if self.outcome().is_some() {
            Stage::Done
        } else if self.pending().is_some() {
            Stage::Mail
        } else {
            Stage::Form
        }
    }

    /// The registration whose address waits for its click.
    pub fn pending(&self) -> Option<Pending> {
        use RegistrationStatus::{Expired, PendingVerification};
        let kept = self.session.with(|session| self.visit.registration(&session.slug));
        let kept = kept.filter(|kept| matches!(kept.state, PendingVerification | Expired)).map(|kept| {
            Pending { email: kept.email, waitlist: kept.waitlist, hold_expires_at: kept.hold_expires_at }
        });
        // The visit knows best how long the place is held, but it may not know yet what was just sent.
        match (self.sent.get(), kept) {
            (Some(sent), Some(kept)) if sent.email == kept.email => Some(kept),
            (sent, kept) => sent.or(kept),
        }
    }

    /// What came of the registration, once its address is confirmed.
    pub fn outcome(&self) -> Option<Outcome> {
        use RegistrationStatus::{Cancelled, Declined, Expired, PendingVerification};
        let Some(kept) = self.session.with(|session| self.visit.latest(&session.slug)) else {
            return self.registered.get().map(Outcome::Known);
        };
        match kept.state {
            PendingVerification | Expired | Cancelled | Declined => None,
            state => Some(kept.registration.map_or(Outcome::Elsewhere(state), Outcome::Known)),
        }
    }

    /// The price fixed for the registration, as soon as it is known; within it `None` is free.
    pub fn fixed_price(&self) -> Option<Option<Money>> {
        match (self.stage(), self.outcome()) {
            (Stage::Form, _) => None,
            (Stage::Done, Some(Outcome::Known(registration))) => Some(registration.price),
            _ => self.price.get(),
        }
    }

    /// The regular price, where the form still showed an early-bird price that had ended when it was sent.
    pub fn price_missed(&self) -> Option<Money> {
        let (now, early) = (self.price.get()??, self.session.with(|session| session.early_bird)?);
        (now != early.price && !self.link.with(Option::is_some)).then_some(now)
    }

    /// Notes the price that was fixed.
    pub fn know_price(&self, price: Option<Money>) {
        self.price.try_set(Some(price));
    }

    /// Whether the form's address is the one that this browser has confirmed.
    pub fn is_known_address(&self) -> bool {
        use magnetiq_shared::fields::email_key;
        let typed = self.model.text(FieldName::Email).with(|typed| email_key(typed));
        let confirmed = self.visit.get().filter(|visit| visit.validated).and_then(|visit| visit.email);
        confirmed.is_some_and(|confirmed| email_key(&confirmed) == typed)
    }

    /// Sends the form. `wrong` is called with the fields that are wrong, by the rules here or the server's.
    pub fn submit(&self, language: Language, wrong: impl Fn(Vec<FieldName>) + 'static) {
        let flow = *self;
        // What the server refused before it may take now.
        flow.model.refuse(&[]);
        let found = flow.model.check_all();
        if !found.is_empty() {
            wrong(found);
        } else if !flow.busy.get_untracked() {
            spawn_local(async move {
                if let Sent::Wrong(found) = flow.send(language).await {
                    wrong(found);
                }
            });
        }
    }

    /// Sends the mail of [`Self::pending`] again, by sending the same form. Where the form is not all there
    /// any more it is shown instead.
    pub async fn send_again(&self, language: Language) -> bool {
        let Some(pending) = untrack(|| self.pending()) else { return false };
        self.model.text(FieldName::Email).set(pending.email);
        // They were accepted when the form was first sent.
        self.model.terms.set(true);
        self.model.privacy.set(true);
        if !self.model.check_all().is_empty() {
            self.editing.set(true);
            return false;
        }
        matches!(self.send(language).await, Sent::Taken)
    }

    /// Takes over what a link or a form has led to.
    pub async fn arrive(
        &self,
        registration: PublicRegistration,
        visit: Option<magnetiq_shared::visits::VisitToken>,
    ) {
        self.registered.set(Some(Box::new(registration)));
        match visit {
            Some(token) => self.visit.adopt(token).await,
            None => self.visit.refresh().await,
        }
        // The page may have been left meanwhile.
        self.sent.try_set(None);
        self.editing.try_set(false);
        self.link.try_set(None);
    }

    async fn send(&self, language: Language) -> Sent {
        self.busy.set(true);
        self.trouble.set(None);
        let _quiet = self.visit.quiet().await;
        let slug = self.session.with_untracked(|session| session.slug.clone());
        let form = self.model.to_form(language);
        let mut answer = api::registrations::register(&slug, &form, self.visit.token().as_deref()).await;
        if answer.as_ref().is_err_and(|error| error.is(ProblemType::Unauthenticated)) {
            // The visit has ended meanwhile; the form starts another one.
            answer = api::registrations::register(&slug, &form, None).await;
        }
        let sent = match answer {
            Ok(RegistrationOutcome::Accepted(accepted)) => {
                api::views::count(&slug, ViewKind::FormSent, form.attribution);
                self.know_price(accepted.price);
                self.sent.try_set(Some(Pending {
                    email: form.email.trim().to_owned(),
                    waitlist: accepted.waitlist,
                    hold_expires_at: accepted.hold_expires_at,
                }));
                self.visit.adopt(accepted.visit).await;
                self.editing.try_set(false);
                Sent::Taken
            }
            Ok(RegistrationOutcome::Registered(registration)) => {
                api::views::count(&slug, ViewKind::FormSent, form.attribution);
                self.know_price(registration.price);
                self.arrive(*registration, None).await;
                Sent::Taken
            }
            Err(error) => self.explain(error),
        };
        // The page may have been left meanwhile.
        self.busy.try_set(false);
        sent
    }

    /// Errors of fields go to their fields, everything else becomes a notice.
    fn explain(&self, error: ApiError) -> Sent {
        if self.busy.is_disposed() {
            return Sent::Failed;
        }
        self.model.refuse(error.fields());
        let wrong = self.model.check_all();
        if error.is(ProblemType::Validation) && !wrong.is_empty() {
            return Sent::Wrong(wrong);
        }
        self.trouble.set(Some(error));
        Sent::Failed
    }
}

/// What came of sending the form.
enum Sent {
    /// The server took it.
    Taken,
    /// These fields are wrong, in the order of the form.
    Wrong(Vec<FieldName>),
    /// It could not be sent; [`Flow::trouble`] says why.
    Failed,
}
