//! The one call-to-action of a session. It tells the truth: what this visitor can do now, or why nothing.

use leptos::prelude::*;
use magnetiq_shared::registrations::RegistrationStatus;
use magnetiq_shared::sessions::{SessionCard, SessionStatus};
use magnetiq_shared::visits::VisitRegistration;
use magnetiq_shared::{Language, links};

use super::offer::Offer;
use crate::format::date::Writer;
use crate::i18n::{Texts, fill, t, t_string, use_i18n};
use crate::state::locale::use_language;
use crate::state::visit::{VisitState, use_visit};
use crate::ui::{Icon, Look, follow};

/// Where the action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// On a card: quiet, and a link to the landing page.
    Card,
    /// In the register box: the page's primary button, over its whole width.
    Box,
    /// In the bar at the lower edge of a phone.
    Bar,
}

impl Size {
    fn class(self, on_page: Look, on_card: Look) -> String {
        match self {
            Size::Card => format!("{} low", on_card.class()),
            Size::Box => format!("{} wide", on_page.class()),
            Size::Bar => on_page.class().to_owned(),
        }
    }
}

/// The one call-to-action of a session.
#[component]
pub fn Action(
    /// The session.
    #[prop(into)]
    session: Signal<SessionCard>,
    /// Where it stands.
    size: Size,
    /// Opens the registration form; without it a link leads to the landing page, which opens it.
    #[prop(optional, into)]
    on_register: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let visit = use_visit();
    follow(move || {
        let session = session.get();
        let language = language.get();
        match visit.registration(&session.slug).and_then(|own| standing(i18n, &own)) {
            Some(standing) => own_action(i18n, language, size, &session, standing).into_any(),
            None => offer_action(i18n, language, size, &session, on_register).into_any(),
        }
    })
}

/// What this visitor's own registration says.
struct Standing {
    text: String,
    settled: bool,
    join_url: Option<String>,
}

/// Whether this visitor has a registration for the session that still says something.
pub fn has_own(i18n: Texts, visit: VisitState, slug: &str) -> bool {
    visit.registration(slug).is_some_and(|own| standing(i18n, &own).is_some())
}

/// `None` where the registration changes nothing: it has ended, and one may register again.
fn standing(i18n: Texts, own: &VisitRegistration) -> Option<Standing> {
    use RegistrationStatus as S;
    let text = match own.state {
        S::Confirmed => t_string!(i18n, session.registered).to_string(),
        S::PendingPayment => t_string!(i18n, session.to_pay).to_string(),
        S::PendingVerification => t_string!(i18n, session.confirm_address).to_string(),
        S::PendingApproval => t_string!(i18n, session.asked).to_string(),
        S::Waitlisted => t_string!(i18n, session.waiting_you).to_string(),
        S::Offered => t_string!(i18n, session.offered).to_string(),
        S::Attended => t_string!(i18n, session.attended).to_string(),
        S::Cancelled | S::Declined | S::Expired | S::NoShow => return None,
    };
    let join_url = own.registration.as_ref().and_then(|registration| registration.join_url.clone());
    let settled = !matches!(own.state, S::PendingVerification | S::Offered);
    Some(Standing { text, settled, join_url })
}

fn own_action(
    i18n: Texts,
    language: Language,
    size: Size,
    session: &SessionCard,
    standing: Standing,
) -> impl IntoView + use<> {
    if let (SessionStatus::Live, Some(join)) = (session.status, standing.join_url) {
        let class = size.class(Look::Primary, Look::Primary);
        return view! {
            <a class=class href=join rel="external">
                <Icon name="video" />
                {t!(i18n, session.join)}
            </a>
        }
        .into_any();
    }
    let over = matches!(session.status, SessionStatus::Completed | SessionStatus::Cancelled);
    if over {
        return offer_action(i18n, language, size, session, None).into_any();
    }
    let look = if standing.settled { Look::Good } else { Look::Soft };
    let manage = (size == Size::Box).then(|| view! { <u>{t!(i18n, session.manage)}</u> });
    view! {
        <a class=size.class(look, look) href=links::manage_page(language)>
            {standing.settled.then(|| view! { <Icon name="check" /> })}
            <span>{standing.text} {manage.map(|manage| view! { " · " {manage} })}</span>
        </a>
    }
    .into_any()
}

fn offer_action(
    i18n: Texts,
    language: Language,
    size: Size,
    session: &SessionCard,
    on_register: Option<Callback<()>>,
) -> impl IntoView + use<> {
    let offer = Offer::of(session);
    let text = offer_text(i18n, language, offer);
    let landing = links::landing(language, &session.slug);
    let class = match offer {
        Offer::Register | Offer::Ask => size.class(Look::Primary, Look::Soft),
        Offer::Wait => size.class(Look::Primary, Look::Plain),
        Offer::Watch => size.class(Look::Primary, Look::Soft),
        _ => size.class(Look::Still, Look::Still),
    };
    match (offer.opens_form(), on_register, size) {
        (true, Some(register), _) => {
            view! { <button type="button" class=class on:click=move |_| register.run(())>{text}</button> }
                .into_any()
        }
        (true, None, _) => {
            view! { <a class=class href=format!("{landing}?step=register")>{text}</a> }.into_any()
        }
        (false, _, Size::Card) => view! { <a class=class href=landing>{text}</a> }.into_any(),
        (false, ..) if offer == Offer::Watch => view! {
            <a class=class href="#recording" rel="external">
                <Icon name="play" />
                {text}
            </a>
        }
        .into_any(),
        (false, ..) => view! { <p class=class>{text}</p> }.into_any(),
    }
}

fn offer_text(i18n: Texts, language: Language, offer: Offer) -> String {
    match offer {
        Offer::Register => t_string!(i18n, session.register).to_string(),
        Offer::Ask => t_string!(i18n, session.ask).to_string(),
        Offer::Wait => t_string!(i18n, session.wait).to_string(),
        Offer::Opens(Some(at)) => {
            let day = Writer::visitors(language).brief_day(at);
            fill(t_string!(i18n, session.opens_on), &[("day", &day)])
        }
        Offer::Opens(None) => t_string!(i18n, session.opens_later).to_string(),
        Offer::Full => t_string!(i18n, session.fully_booked).to_string(),
        Offer::Closed => t_string!(i18n, session.closed).to_string(),
        Offer::Live => t_string!(i18n, session.live).to_string(),
        Offer::Watch => t_string!(i18n, session.watch).to_string(),
        Offer::Over => t_string!(i18n, session.over).to_string(),
        Offer::Cancelled => t_string!(i18n, session.cancelled).to_string(),
    }
}
