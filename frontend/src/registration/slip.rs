//! A registration on paper: what is printed instead of the page.

use leptos::prelude::*;
use magnetiq_shared::registrations::{PublicRegistration, RegistrationStatus};

use super::{When, status_text};
use crate::i18n::*;
use crate::state::locale::use_language;
use crate::state::site::use_site;

/// Title, time, person, how to join and whom to ask. Nobody sees it but the printer (`slip.css`).
#[component]
pub fn Slip(
    /// The registration.
    registration: PublicRegistration,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let site = use_site();
    let PublicRegistration { session, person, reference, state, join_url, .. } = registration;
    let title = session.title.clone();
    let speaker = session.speaker.name.clone();
    let has_seat = join_url.is_some() && state != RegistrationStatus::Attended;
    let contact = move || site.get().map(|site| site.contact_email);
    view! {
        <div class="slip">
            <p>{move || site.organisation()}</p>
            <p class="title">{move || title.get(language.get()).to_owned()}</p>
            <p>{speaker}</p>
            <p><When session=session /></p>
            <dl>
                <dt>{t!(i18n, register.printed_for)}</dt>
                <dd>{format!("{} {}", person.first_name, person.last_name)} <br /> {person.company}</dd>
                <dt>{t!(i18n, register.reference)}</dt>
                <dd>{reference} " · " {move || status_text(i18n, state, None)}</dd>
                {has_seat.then(|| view! {
                    <dt>{t!(i18n, register.how_to_join)}</dt>
                    <dd>{t!(i18n, register.printed_join)} <br /> {join_url}</dd>
                })}
                <dt>{t!(i18n, register.printed_contact)}</dt>
                <dd>{contact}</dd>
            </dl>
        </div>
    }
}
