//! In which timezone times are shown, and the choice of another one.

use leptos::prelude::*;

use crate::i18n::{fill, t_string, use_i18n};
use crate::state::locale::use_language;
use crate::state::timezone;
use crate::ui::ZoneSelect;

/// The choice of a timezone, kept in this browser. All times of the page follow at once.
#[component]
pub fn TimezoneChoice() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let value = RwSignal::new(match timezone::is_chosen() {
        true => timezone::visitors_now(),
        false => String::new(),
    });
    let own = Signal::derive(move || {
        let here = timezone::city(language.get(), &timezone::detected());
        fill(t_string!(i18n, site.timezone_own), &[("city", &here)])
    });
    view! {
        <ZoneSelect
            label=Signal::derive(move || t_string!(i18n, site.timezone).to_string())
            name="timezone"
            value=value
            own=own
            on_choose=Callback::new(move |()| {
                let zone = value.get_untracked();
                timezone::choose((!zone.is_empty()).then_some(zone));
            })
        />
    }
}
