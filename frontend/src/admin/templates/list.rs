//! Every mail, by who gets it.

use leptos::prelude::*;
use magnetiq_shared::mail_templates::{MailAudience, MailTemplateRow};

use super::LIST;
use crate::admin::kit::{State, Status};
use crate::admin::list::failed;
use crate::admin::me::use_me;
use crate::admin::shell::head::PageHead;
use crate::api::mail_templates;
use crate::i18n::{Texts, fill, t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Skeleton, follow};

/// The page.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let i18n = use_i18n();
    let loaded = load(|| (), None, |()| mail_templates::list());
    let again = Callback::new(move |()| loaded.retry());
    let content = move || match loaded.get() {
        Load::Waiting => {
            view! { <div class="card" aria-busy="true"><Skeleton /><Skeleton /><Skeleton /></div> }.into_any()
        }
        Load::Failed(_) => failed(again),
        Load::Ready(page) => {
            let groups = [MailAudience::Registrants, MailAudience::Team, MailAudience::Colleagues];
            let group = |audience| group(audience, &page.data);
            groups.map(group).collect_view().into_any()
        }
    };
    view! {
        <PageHead title=t_string!(i18n, templates.title) above=(t_string!(i18n, admin.settings).to_owned(), "/admin/webinars/settings".to_owned()) />
        <div class="page-body templates">
            <p class="quiet">{t_string!(i18n, templates.text)}</p>
            {follow(content)}
        </div>
    }
}

fn group(audience: MailAudience, rows: &[MailTemplateRow]) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let rows: Vec<_> = rows.iter().filter(|row| row.audience == audience).cloned().collect();
    view! {
        <section class="card stack">
            <h2>{heading(i18n, audience)}</h2>
            <ul class="lines">{rows.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

fn heading(i18n: Texts, audience: MailAudience) -> &'static str {
    match audience {
        MailAudience::Registrants => t_string!(i18n, templates.registrants),
        MailAudience::Team => t_string!(i18n, templates.team),
        MailAudience::Colleagues => t_string!(i18n, templates.colleagues),
    }
}

fn line(row: MailTemplateRow) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let changed = (!row.changed.is_empty()).then(|| {
        let languages =
            row.changed.iter().map(|one| one.code().to_uppercase()).collect::<Vec<_>>().join(", ");
        let text = fill(t_string!(i18n, templates.changed_in), &[("languages", &languages)]);
        view! { <Status state=State::Info>{text}</Status> }
    });
    let href = format!("{LIST}/{}", row.kind);
    view! {
        <li>
            <div><a href=href><b>{row.name.get(language).to_owned()}</b></a><small>{row.purpose.get(language).to_owned()}</small></div>
            {changed}
        </li>
    }
}
