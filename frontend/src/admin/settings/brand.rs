//! The house and its brand, on the site and in mails.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::settings::{BrandPatch, BrandSection, BrandSettings};

use super::maybe;
use crate::admin::account::Part;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{BothLanguages, FormDock};
use crate::admin::me::use_me;
use crate::admin::photo::Photo;
use crate::api::{media, settings};
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Field, follow, use_toasts};

/// What stands in the fields.
#[derive(Clone, Copy)]
struct Draft {
    organisation: RwSignal<String>,
    name: RwSignal<String>,
    tagline: (RwSignal<String>, RwSignal<String>),
    email: RwSignal<String>,
    phone: RwSignal<String>,
    home: RwSignal<String>,
    address: RwSignal<String>,
    accent: RwSignal<String>,
    /// Id of the uploaded picture; empty where there is none.
    logo: RwSignal<String>,
}

impl Draft {
    fn of(brand: &BrandSettings) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let maybe = |text: &Option<String>| RwSignal::new(text.clone().unwrap_or_default());
        Self {
            organisation: text(&brand.organisation),
            name: text(&brand.name),
            tagline: (text(&brand.tagline.en), maybe(&brand.tagline.de)),
            email: maybe(&brand.contact_email),
            phone: maybe(&brand.support_phone),
            home: maybe(&brand.home_url),
            address: text(&brand.footer_address),
            accent: text(&brand.accent),
            logo: RwSignal::new(brand.logo_media_id.map(|id| id.to_string()).unwrap_or_default()),
        }
    }

    fn patch(self) -> BrandPatch {
        let text = |value: RwSignal<String>| Some(value.with(|value| value.trim().to_owned()));
        BrandPatch {
            organisation: text(self.organisation),
            name: text(self.name),
            tagline: Some(TranslatedText {
                en: text(self.tagline.0).unwrap_or_default(),
                de: maybe(self.tagline.1),
            }),
            contact_email: Some(maybe(self.email)),
            support_phone: Some(maybe(self.phone)),
            home_url: Some(maybe(self.home)),
            footer_address: text(self.address),
            accent: text(self.accent),
            logo_media_id: Some(self.logo.with(|id| id.parse().ok())),
        }
    }

    fn written(self) -> String {
        serde_json::to_string(&self.patch()).unwrap_or_default()
    }

    fn take(self, other: Self) {
        let all = |draft: Self| {
            [
                draft.organisation,
                draft.name,
                draft.tagline.0,
                draft.tagline.1,
                draft.email,
                draft.phone,
                draft.home,
                draft.address,
                draft.accent,
                draft.logo,
            ]
        };
        for (own, other) in all(self).into_iter().zip(all(other)) {
            own.set(other.get_untracked());
        }
    }
}

/// The form.
#[component]
pub fn Brand(section: BrandSection) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let draft = Draft::of(&section.brand);
    let saved = RwSignal::new(untrack(|| draft.written()));
    let now = RwSignal::new(section);
    let dirty = Signal::derive(move || draft.written() != saved.get());
    let discard = Callback::new(move |()| {
        draft.take(now.with_untracked(|now| Draft::of(&now.brand)));
        form.clear();
    });
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let patch = untrack(|| draft.patch());
        let version = now.with_untracked(|now| now.version);
        let told = t_string!(i18n, admin.saved);
        form.send(async move { settings::change_brand(version, &patch).await }, move |section| {
            draft.take(Draft::of(&section.brand));
            saved.set(untrack(|| draft.written()));
            now.set(section);
            toasts.say(told);
        });
    };
    let may_write = use_me().scopes.contains(&Scope::SettingsWrite);
    let (wrong, logo_wrong) = (form.error("/accent"), form.error("/logoMediaId"));
    let kept = untrack(|| draft.logo.get());
    let logo = load(
        || (),
        None,
        move |()| {
            let kept = kept.parse();
            async move {
                match kept {
                    Ok(id) => media::get(id).await.map(|picture| picture.url),
                    Err(_) => Ok(String::new()),
                }
            }
        },
    );
    view! {
        <Part title=t_string!(i18n, settings.brand) text=t_string!(i18n, settings.brand_text)>
            <form class="stack" on:submit=send novalidate>
                <FormTrouble form=form />
                <div class="pair">
                    <Field label=t_string!(i18n, settings.organisation) name="organisation" value=draft.organisation error=form.error("/organisation") />
                    <Field label=t_string!(i18n, settings.name) name="name" value=draft.name error=form.error("/name") />
                </div>
                <BothLanguages
                    label=t_string!(i18n, settings.tagline) name="tagline" en=draft.tagline.0 de=draft.tagline.1 rows=2
                    error_en=form.error("/tagline/en") error_de=form.error("/tagline/de")
                />
                <div class="pair">
                    <Field label=t_string!(i18n, settings.contact) name="contactEmail" kind="email" value=draft.email error=form.error("/contactEmail") required=false />
                    <Field label=t_string!(i18n, settings.phone) name="supportPhone" kind="tel" value=draft.phone error=form.error("/supportPhone") required=false />
                </div>
                <Field label=t_string!(i18n, settings.home) name="homeUrl" inputmode="url" value=draft.home error=form.error("/homeUrl") required=false />
                <Field label=t_string!(i18n, settings.address) name="footerAddress" value=draft.address error=form.error("/footerAddress") required=false />
                <div class="field">
                    <label for="accent">{t_string!(i18n, settings.accent)}</label>
                    <span class="with-unit">
                        <input
                            class="swatch" id="accent" type="color" prop:value=move || draft.accent.get()
                            aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby="accent-note"
                            on:input=move |event| draft.accent.set(event_target_value(&event))
                        />
                        <code>{move || draft.accent.get()}</code>
                    </span>
                    <p id="accent-note" class=move || if wrong.with(Option::is_some) { "error" } else { "hint" }>
                        {move || wrong.get().unwrap_or_else(|| t_string!(i18n, settings.accent_hint).to_owned())}
                    </p>
                </div>
                <div class="field">
                    <span class="label">{t_string!(i18n, settings.logo)}</span>
                    {follow(move || match logo.get() {
                        Load::Waiting => view! { <span class="bone" aria-hidden="true"></span> }.into_any(),
                        Load::Ready(url) => view! { <Photo value=draft.logo address=url round=false /> }.into_any(),
                        // The picture is gone: another one can be chosen.
                        Load::Failed(_) => view! { <Photo value=draft.logo address="" round=false /> }.into_any(),
                    })}
                    <p class="hint">{t_string!(i18n, settings.logo_hint)}</p>
                    {move || logo_wrong.get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
                </div>
                {may_write.then(|| view! { <FormDock dirty=dirty busy=form.busy on_discard=discard /> })}
            </form>
        </Part>
    }
}
