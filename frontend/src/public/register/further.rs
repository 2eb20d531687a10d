//! Up to two further sessions, for which the details are still there.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::sessions::{RegistrationState, SessionCard};

use crate::api;
use crate::format::date::Writer;
use crate::format::number::money;
use crate::i18n::*;
use crate::state::clock;
use crate::state::locale::use_language;
use crate::state::visit::use_visit;
use crate::ui::{DateTile, Icon};

/// How many are shown.
const SHOWN: usize = 2;

/// Coming sessions that one can register for, and has not. Nothing where there are none.
#[component]
pub fn Further(
    /// The session that was just registered for.
    slug: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let visit = use_visit();
    let related = LocalResource::new(move || {
        let slug = slug.clone();
        async move { api::sessions::related(&slug).await.map(|related| related.upcoming).unwrap_or_default() }
    });
    let shown = Memo::new(move |_| {
        let open = |card: &SessionCard| {
            use RegistrationState::{ByApproval, Open, Waitlist};
            matches!(card.registration_state, Open | ByApproval | Waitlist)
                && visit.registration(&card.slug).is_none()
        };
        related.get().unwrap_or_default().into_iter().filter(open).take(SHOWN).collect::<Vec<_>>()
    });
    move || {
        let sessions = shown.get();
        (!sessions.is_empty()).then(|| view! {
            <section>
                <p class="quiet small">{t!(i18n, register.further)}</p>
                <ul class="rows">
                    {sessions.into_iter().map(|session| view! { <FurtherRow session=session /> }).collect_view()}
                </ul>
            </section>
        })
    }
}

#[component]
fn FurtherRow(session: SessionCard) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let at = session.starts_at;
    let writer = move || Writer::visitors(language.get());
    let slug = session.slug.clone();
    let title = session.title.clone();
    let price = Signal::derive(move || match session.early_bird.map(|early| early.price).or(session.price) {
        Some(price) => money(language.get(), price),
        None => t_string!(i18n, register.free).to_string(),
    });
    let seats = session.remaining_seats.zip(session.capacity).map(|(left, capacity)| {
        view! {
            " · "
            {move || {
                let (one, many) = (t_string!(i18n, register.seats_left_single), t_string!(i18n, register.seats_left_many));
                fill(&counted(left, one, many), &[("capacity", &capacity.to_string())])
            }}
        }
    });
    view! {
        <li class="row">
            <DateTile
                month=Signal::derive(move || writer().month(at))
                day=Signal::derive(move || writer().day(at))
            />
            <div>
                <a href=move || format!("{}?step=register", links::landing(language.get(), &slug))>
                    {move || title.get(language.get()).to_owned()}
                </a>
                <small>{move || writer().short(at, clock::now())} " · " {price} {seats}</small>
            </div>
            <Icon name="right" />
        </li>
    }
}
