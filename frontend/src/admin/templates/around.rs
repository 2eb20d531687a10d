//! What stands around the editor: the values that a template may show, and the versions there are.

use leptos::prelude::*;
use magnetiq_shared::Language;
use magnetiq_shared::mail_templates::{MailPlaceholder, MailTemplateVersion};

use crate::admin::kit::{State, Status};
use crate::admin::list::failed;
use crate::admin::me::writer;
use crate::api::mail_templates;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};

/// The values, each of which a press puts where one was writing.
#[component]
pub fn Placeholders(
    /// What may be named.
    all: Vec<MailPlaceholder>,
    /// Takes what is to be written.
    on_choose: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |one: MailPlaceholder| {
        let written = match one.entries.is_empty() && !one.example.is_empty() {
            true => format!("{{{{ {} }}}}", one.name),
            false if one.entries.is_empty() => format!("{{% if {} %}}{{% endif %}}", one.name),
            false => {
                let entry = one.entries.first().map(|entry| entry.name.clone()).unwrap_or_default();
                let value = if entry.is_empty() { "one".to_owned() } else { format!("one.{entry}") };
                format!("{{% for one in {} %}}{{{{ {value} }}}}{{% endfor %}}", one.name)
            }
        };
        let choose = move |_| on_choose.run(written.clone());
        view! {
            <li>
                <button type="button" on:click=choose><code>{one.name}</code></button>
                <span>{one.description}</span>
                <small>{one.example}</small>
            </li>
        }
    };
    view! {
        <details class="card placeholders">
            <summary>{t_string!(i18n, templates.placeholders)}</summary>
            <p class="quiet">{t_string!(i18n, templates.placeholders_text)}</p>
            <ul>{all.into_iter().map(row).collect_view()}</ul>
        </details>
    }
}

/// The versions, the newest first.
#[component]
pub fn Versions(
    /// Which mail.
    kind: String,
    /// In which language.
    language: Language,
    /// The state of the template, so that the list follows it.
    #[prop(into)]
    version: Signal<i32>,
    /// Why nothing may be restored; `None` where it may.
    why: Option<String>,
    /// Takes the number of the version that is wanted again.
    on_restore: Callback<i32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let writer = writer();
    let loaded = load(
        move || version.get(),
        None,
        move |_| {
            let kind = kind.clone();
            async move { mail_templates::versions(&kind, language).await }
        },
    );
    let again = Callback::new(move |()| loaded.retry());
    let line = move |one: MailTemplateVersion| {
        let called = fill(t_string!(i18n, templates.version), &[("number", &one.version.to_string())]);
        let about = [
            Some(writer.short(one.at, clock::now())),
            one.by,
            one.source.is_none().then(|| t_string!(i18n, templates.built_in).to_owned()),
        ];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let (number, is_refused) = (one.version, why.is_some());
        let act = match one.is_current {
            true => view! { <Status state=State::Good>{t_string!(i18n, templates.current)}</Status> }.into_any(),
            false => view! {
                <button
                    type="button" class="button plain small" aria-label=format!("{}: {called}", t_string!(i18n, templates.restore))
                    title=why.clone() aria-disabled=is_refused.then_some("true")
                    on:click=move |_| if !is_refused { on_restore.run(number) }
                >
                    {t_string!(i18n, templates.restore)}
                </button>
            }
            .into_any(),
        };
        view! { <li><div><b>{called}</b><small>{about}</small></div>{act}</li> }
    };
    let content = move || match loaded.get() {
        Load::Waiting => view! { <Skeleton /> }.into_any(),
        Load::Failed(_) => failed(again),
        Load::Ready(page) if page.data.is_empty() => {
            view! { <p class="quiet">{t_string!(i18n, templates.no_versions)}</p> }.into_any()
        }
        Load::Ready(page) => {
            view! { <ul class="lines">{page.data.into_iter().map(line.clone()).collect_view()}</ul> }
                .into_any()
        }
    };
    view! {
        <section class="card stack">
            <h2>{t_string!(i18n, templates.versions)}</h2>
            {follow(content)}
        </section>
    }
}
