//! What became of a session so far, and the way to its registrations and to what was mailed.

use leptos::prelude::*;
use magnetiq_shared::links;
use magnetiq_shared::registrations::{RegistrationCounts, RegistrationFilters};
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::staff::sessions::StaffSession;

use crate::admin::me::use_me;
use crate::api::registration_list;
use crate::format::number::number;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::follow;

/// The card.
#[component]
pub fn FiguresCard(
    /// The session.
    session: RwSignal<StaffSession>,
) -> impl IntoView {
    let i18n = use_i18n();
    let may_see = use_me().scopes.contains(&Scope::RegistrationsRead);
    let counts = load(
        move || session.with(|session| (session.id, session.version)),
        None,
        move |(id, _)| async move {
            match may_see {
                true => {
                    let filters = RegistrationFilters { session: Some(id), ..RegistrationFilters::default() };
                    registration_list::counts(&filters).await.map(Some)
                }
                false => Ok(None),
            }
        },
    );
    let facts = move || {
        let counts = match counts.get() {
            Load::Ready(counts) => counts,
            Load::Waiting | Load::Failed(_) => None,
        };
        session.with(|session| figures(session, counts.as_ref()))
    };
    let registrations = may_see.then(|| {
        let id = session.with_untracked(|session| session.id);
        view! {
            <p><a href=links::admin_registrations_of(id)>{t_string!(i18n, planning.its_registrations)}</a></p>
            <small>{t_string!(i18n, planning.its_mails)}</small>
        }
    });
    view! {
        <section class="card stack">
            <h2>{t_string!(i18n, planning.figures)}</h2>
            {follow(facts)}
            {registrations}
        </section>
    }
}

fn figures(session: &StaffSession, counts: Option<&RegistrationCounts>) -> AnyView {
    let i18n = use_i18n();
    let language = use_me().language;
    let count = |of: u64| number(language, of as f64, 0);
    let seats = match session.fields.capacity {
        Some(seats) => format!("{} / {}", count(session.seats_taken.into()), count(seats.into())),
        None => count(session.seats_taken.into()),
    };
    let share = (session.view_count > 0)
        .then(|| f64::from(session.registration_count) * 100.0 / f64::from(session.view_count));
    let share =
        share.map_or_else(|| "–".to_owned(), |share| format!("{}\u{a0}%", number(language, share, 1)));
    let open = counts.map(|all| all.pending_verification + all.pending_approval + all.pending_payment);
    let gone = counts.map(|all| all.cancelled + all.declined + all.expired);
    let rated = session
        .average_rating
        .map(|average| format!("{} ({})", number(language, average, 1), count(session.rating_count.into())));
    let rows = [
        (t_string!(i18n, planning.seats), Some(seats)),
        (t_string!(i18n, planning.registered), Some(count(session.registration_count.into()))),
        (t_string!(i18n, planning.still_open), open.map(count)),
        (t_string!(i18n, planning.on_waitlist), Some(count(session.waitlist_count.into()))),
        (t_string!(i18n, planning.given_up), gone.map(count)),
        (t_string!(i18n, planning.came), session.attendance_count.map(|came| count(came.into()))),
        (t_string!(i18n, planning.views), Some(count(session.view_count.into()))),
        (t_string!(i18n, planning.share), Some(share)),
        (t_string!(i18n, planning.rating), rated),
    ];
    let rows = rows.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let rows = rows.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
