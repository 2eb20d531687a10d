//! The certificate of a registration: load it, send it again, revoke it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::ProblemType;
use magnetiq_shared::certificates::Certificate;
use magnetiq_shared::scopes::Scope;
use uuid::Uuid;

use crate::admin::download;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{State, Status};
use crate::admin::me::{refusal, writer};
use crate::api::closing::{self, CertificateAct};
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Icon, Look, follow, use_toasts};

/// The section; nothing where there is no certificate.
#[component]
pub fn CertificateSection(
    /// The registration's id.
    id: Uuid,
) -> impl IntoView {
    let kept = RwSignal::new(None::<Certificate>);
    let loaded = load(
        || (),
        None,
        move |()| async move {
            match closing::certificate(id).await {
                Err(error) if error.is(ProblemType::NotFound) => Ok(None),
                answer => answer.map(Some),
            }
        },
    );
    follow(move || match (kept.get(), loaded.get()) {
        (Some(one), _) | (None, Load::Ready(Some(one))) => view! { <Shown one=one kept=kept /> }.into_any(),
        _ => ().into_any(),
    })
}

#[component]
fn Shown(one: Certificate, kept: RwSignal<Option<Certificate>>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let writer = writer();
    let id = one.registration_id;
    let may = refusal(Scope::RegistrationsWrite).is_none();
    let is_revoked = one.revoked_at.is_some();
    let number = one.number.clone();
    let save = Callback::new(move |()| {
        let name = format!("{number}.pdf");
        spawn_local(async move {
            match closing::document(id).await {
                // A browser that refuses the file says so itself.
                Ok(file) => drop(download::save(&file, &name)),
                Err(error) => form.fail(error),
            }
        });
    });
    let act = move |act: CertificateAct, said: &'static str| {
        Callback::new(move |()| {
            form.send(async move { closing::act(id, act).await }, move |now| {
                toasts.say(said);
                kept.set(Some(now));
            });
        })
    };
    let (tone, word) = match is_revoked {
        true => (State::Bad, t_string!(i18n, closing.revoked)),
        false => (State::Good, t_string!(i18n, closing.stands)),
    };
    let issued = fill(
        t_string!(i18n, closing.issued),
        &[("at", &writer.short(one.issued_at, clock::now())), ("count", &one.sendings.to_string())],
    );
    view! {
        <section>
            <h3>{t_string!(i18n, closing.certificate)}</h3>
            <p class="line"><Status state=tone>{word}</Status><a href=one.verify_url target="_blank" rel="noopener"><code>{one.number}</code></a></p>
            <small>{issued}</small>
            <FormTrouble form=form />
            <div class="button-row">
                <Button look=Look::Plain on_press=save><Icon name="download" />{t_string!(i18n, closing.load)}</Button>
                {(may && !is_revoked).then(|| view! {
                    <Button look=Look::Plain busy=form.busy on_press=act(CertificateAct::Send, t_string!(i18n, closing.sent_again))>{t_string!(i18n, closing.send_again)}</Button>
                    <Button look=Look::Plain busy=form.busy on_press=act(CertificateAct::Revoke, t_string!(i18n, closing.revoked_done))>{t_string!(i18n, closing.revoke)}</Button>
                })}
                {(may && is_revoked).then(|| view! {
                    <Button look=Look::Plain busy=form.busy on_press=act(CertificateAct::Restore, t_string!(i18n, closing.restored))>{t_string!(i18n, closing.restore)}</Button>
                })}
            </div>
        </section>
    }
}
