//! Showing somebody's words to visitors: in both languages, as whom they allowed.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::feedback::{FeedbackEntry, ReleasedTestimonial};

use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::BothLanguages;
use crate::api::closing;
use crate::i18n::{t_string, use_i18n};
use crate::ui::{Button, Dialog, Field, Look, follow, use_toasts};

/// The dialog; open while there is somebody's entry.
#[component]
pub fn QuoteDialog(entry: RwSignal<Option<FeedbackEntry>>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(entry.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && entry.with_untracked(Option::is_some) {
            entry.set(None);
        }
    });
    let form = move || match entry.get() {
        Some(entry) => view! { <QuoteForm entry=entry open=open on_done=on_done /> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <Dialog open=open labelled_by="quote-title" close_label=t_string!(i18n, admin.close) class="form-dialog wide" light_dismiss=false>
            {follow(form)}
        </Dialog>
    }
}

#[component]
fn QuoteForm(entry: FeedbackEntry, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let id = entry.registration_id;
    let said = entry.text.clone().unwrap_or_default();
    let now = entry.testimonial.clone().unwrap_or_else(|| ReleasedTestimonial {
        text: TranslatedText { en: said.clone(), de: None },
        author: entry.shown_name.clone().unwrap_or_default(),
        author_role: entry.role.clone(),
    });
    let (en, de) = (RwSignal::new(now.text.en), RwSignal::new(now.text.de.unwrap_or_default()));
    let (author, role) = (RwSignal::new(now.author), RwSignal::new(now.author_role.unwrap_or_default()));
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let filled = |text: RwSignal<String>| {
            Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
        };
        let words = ReleasedTestimonial {
            text: TranslatedText { en: en.get_untracked(), de: filled(de) },
            author: author.get_untracked(),
            author_role: filled(role),
        };
        let done = t_string!(i18n, closing.quote_done);
        form.send(async move { closing::release(id, &words).await }, move |_| {
            open.set(false);
            toasts.say(done);
            on_done.run(());
        });
    };
    view! {
        <form class="stack" on:submit=send novalidate>
            <h2 id="quote-title">{t_string!(i18n, closing.quote_title)}</h2>
            <p class="quiet">{t_string!(i18n, closing.quote_text)}</p>
            <blockquote class="words">{said}</blockquote>
            <FormTrouble form=form />
            <BothLanguages label=t_string!(i18n, closing.words) name="text" en=en de=de rows=4 maxlength=600
                error_en=form.error("/text/en") error_de=form.error("/text/de") />
            <Field label=t_string!(i18n, closing.author) name="author" value=author maxlength=200 error=form.error("/author") />
            <Field label=t_string!(i18n, closing.author_role) name="authorRole" value=role maxlength=200 required=false error=form.error("/authorRole") />
            <div class="button-row ends">
                <Button look=Look::Plain on_press=Callback::new(move |()| open.set(false))>{t_string!(i18n, admin.keep)}</Button>
                <Button kind="submit" busy=form.busy>{t_string!(i18n, closing.show_quote)}</Button>
            </div>
        </form>
    }
}
