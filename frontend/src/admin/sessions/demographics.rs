//! Who takes part in a session: what they are, where they work and where they are.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::registrations::{Demographics, Share};
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::staff::sessions::StaffSession;
use wasm_bindgen::{JsCast, JsValue};

use crate::admin::me::use_me;
use crate::admin::registrations::words;
use crate::admin::words as all_words;
use crate::api::registration_list;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::follow;

/// How many of each are shown.
const SHOWN: usize = 5;

/// The card; nothing while nobody has a place.
#[component]
pub fn DemographicsCard(
    /// The session.
    session: RwSignal<StaffSession>,
) -> impl IntoView {
    let may_see = use_me().scopes.contains(&Scope::RegistrationsRead);
    may_see.then(|| view! { <Figures session=session /> })
}

#[component]
fn Figures(session: RwSignal<StaffSession>) -> impl IntoView {
    let id = session.with_untracked(|session| session.id);
    let loaded = load(|| (), None, move |()| async move { registration_list::demographics(id).await });
    follow(move || match loaded.get() {
        Load::Ready(figures) if figures.people > 0 => card(figures),
        Load::Ready(_) | Load::Waiting | Load::Failed(_) => ().into_any(),
    })
}

fn card(figures: Demographics) -> AnyView {
    let i18n = use_i18n();
    let language = use_me().language;
    let as_told = |value: &str| value.to_owned();
    let people = figures.people;
    let parts = [
        part(t_string!(i18n, desk.positions), &figures.positions, people, as_told),
        part(t_string!(i18n, desk.companies), &figures.companies, people, as_told),
        part(t_string!(i18n, desk.sizes), &figures.company_sizes, people, as_told),
        part(t_string!(i18n, desk.industries), &figures.industries, people, as_told),
        part(t_string!(i18n, desk.countries), &figures.countries, people, |code| country(code, language)),
        part(t_string!(i18n, desk.languages), &figures.languages, people, |code| {
            code.parse().map_or_else(|_| code.to_owned(), |language| all_words::language(language).to_owned())
        }),
        part(t_string!(i18n, desk.sources), &figures.sources, people, |code| words::source(i18n, code)),
    ];
    view! {
        <section class="card stack" aria-labelledby="who-title">
            <h2 id="who-title">{t_string!(i18n, desk.who_title)}</h2>
            {parts.into_iter().collect_view()}
        </section>
    }
    .into_any()
}

/// One thing that people share; nothing where none told it.
fn part(title: &'static str, shares: &[Share], people: u32, name: impl Fn(&str) -> String) -> AnyView {
    if shares.is_empty() {
        return ().into_any();
    }
    let rows = shares.iter().take(SHOWN).map(|share| {
        let width = f64::from(share.count) * 100.0 / f64::from(people.max(1));
        view! {
            <li>
                <span>{name(&share.value)}</span>
                <span class="quiet">{share.count}</span>
                <span class="seat-bar" aria-hidden="true"><i style=("inline-size", format!("{width:.0}%"))></i></span>
            </li>
        }
    });
    view! {
        <div>
            <h3>{title}</h3>
            <ul class="shares">{rows.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// What a country is called, which the browser knows; its code where it does not.
fn country(code: &str, language: Language) -> String {
    named(code, language).ok().and_then(|name| name.as_string()).unwrap_or_else(|| code.to_owned())
}

fn named(code: &str, language: Language) -> Result<JsValue, JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let names: Function = Reflect::get(&intl, &"DisplayNames".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"region".into())?;
    let names = Reflect::construct(&names, &Array::of2(&language.code().into(), &options))?;
    let of: Function = Reflect::get(&names, &"of".into())?.dyn_into()?;
    of.call1(&names, &code.into())
}
