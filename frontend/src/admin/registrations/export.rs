//! Takes all that are filtered away as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::{ExportFormat, RegistrationFilters};
use magnetiq_shared::scopes::Scope;

use crate::admin::download;
use crate::admin::me::{language, use_me};
use crate::admin::words;
use crate::api::registration_list;
use crate::format::local;
use crate::format::number::percent;
use crate::i18n::{t_string, use_i18n};
use crate::state::clock;
use crate::ui::{Icon, Menu, use_toasts};

/// The menu; nothing for those who may not take lists away.
#[component]
pub fn ExportMenu(
    /// What is asked for.
    asked: Memo<RegistrationFilters>,
) -> impl IntoView {
    let me = use_me();
    me.scopes.contains(&Scope::RegistrationsExport).then(|| formats(asked, me.timezone))
}

fn formats(asked: Memo<RegistrationFilters>, zone: String) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    // How much of the file is there; 0 while the server prepares it.
    let part = RwSignal::new(None::<f64>);
    let take = move |format: ExportFormat| {
        if part.get_untracked().is_some() {
            return;
        }
        part.set(Some(0.0));
        // A table is not cut into pages.
        let filters = RegistrationFilters { limit: None, cursor: None, ..asked.get_untracked() };
        let day = local::wall_clock(clock::now(), &zone).format("%Y-%m-%d");
        let name = format!("registrations-{day}.{}", format.word());
        spawn_local(async move {
            let on_part = move |so_much| {
                part.try_set(Some(so_much));
            };
            match registration_list::export(&filters, format, on_part).await {
                Ok(file) if download::save(&file, &name).is_ok() => {}
                Ok(_) => toasts.say(t_string!(i18n, admin.failed_title)),
                Err(error) => toasts.say(words::trouble(i18n, &error).0),
            }
            part.try_set(None);
        });
    };
    let said = move || match part.get() {
        None => t_string!(i18n, desk.export).to_owned(),
        Some(0.0) => t_string!(i18n, desk.export_begun).to_owned(),
        Some(part) => percent(language(), part),
    };
    let entry = move |name: &'static str, format: ExportFormat| {
        let take = take.clone();
        view! { <button type="button" on:click=move |_| take(format)><Icon name="export" />{name}</button> }
    };
    view! {
        <Menu class="button plain quiet" button=move || view! {
            <span class="line" aria-busy=move || part.get().map(|_| "true")>
                <Icon name="export" />
                <span>{said}</span>
                <Icon name="down" />
            </span>
        }>
            {entry(t_string!(i18n, desk.export_csv), ExportFormat::Csv)}
            {entry(t_string!(i18n, desk.export_xlsx), ExportFormat::Xlsx)}
            {entry(t_string!(i18n, desk.export_pdf), ExportFormat::Pdf)}
            <p class="menu-note">{t_string!(i18n, desk.export_note)}</p>
        </Menu>
        <span class="hide" role="status">{move || part.get().map(|_| t_string!(i18n, desk.export_begun))}</span>
    }
}
