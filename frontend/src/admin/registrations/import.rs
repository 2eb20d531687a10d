//! Taking in a file of people: what would become of each row, and then doing it.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::registrations::{ImportQuestion, ImportReport};
use magnetiq_shared::{Language, ProblemType};
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, File, HtmlInputElement};

use super::choices::sessions;
use super::fates::Fates;
use super::{HERE, words};
use crate::admin::filters::parameter;
use crate::admin::kit::Toggle;
use crate::admin::shell::head::PageHead;
use crate::admin::words as all_words;
use crate::api::{ApiError, registration_list};
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::ui::{Button, Look, Notice, Select, Tone, follow};

/// The page's address.
pub const IMPORT: &str = "/admin/webinars/registrations/import";

/// What is known of the file.
#[derive(Clone)]
enum Known {
    Nothing,
    Failed(&'static str, Option<&'static str>),
    Preview(ImportReport),
    Done(ImportReport),
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let i18n = use_i18n();
    let choices = sessions();
    let session = RwSignal::new(parameter("session").get_untracked());
    let language = RwSignal::new(Language::En.code().to_owned());
    let (confirmed, waitlist) = (RwSignal::new(false), RwSignal::new(false));
    let file = RwSignal::new_local(None::<File>);
    let (busy, known) = (RwSignal::new(false), RwSignal::new(Known::Nothing));
    // What was asked for last, so that an answer that was overtaken is not shown.
    let asked_last = StoredValue::new(0_u32);
    let question = move |dry_run: bool| {
        let session = session.get().parse().ok()?;
        let language = language.get().parse().ok();
        Some(ImportQuestion {
            session,
            dry_run,
            confirmed: confirmed.get(),
            waitlist: waitlist.get(),
            language,
        })
    };
    let show = move |error: ApiError| known.set(failed(i18n, &error));
    Effect::new(move |_| {
        let (Some(asked), Some(file)) = (question(true), file.get()) else {
            return known.set(Known::Nothing);
        };
        let Some(table) = as_csv(&file) else { return };
        let number = asked_last.get_value() + 1;
        asked_last.set_value(number);
        busy.set(true);
        spawn_local(async move {
            let answer = registration_list::import(Uuid::new_v4(), &asked, &table).await;
            if asked_last.try_get_value() != Some(number) {
                return;
            }
            busy.set(false);
            match answer {
                Ok(report) => known.set(Known::Preview(report)),
                Err(error) => show(error),
            }
        });
    });
    // The same file with the same question is taken in once, however often it is pressed.
    let key = StoredValue::new(Uuid::new_v4());
    let take_in = Callback::new(move |preview: ImportReport| {
        let (Some(asked), Some(file)) = (untrack(|| question(false)), file.get_untracked()) else { return };
        let Some(table) = as_csv(&file) else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = registration_list::import(key.get_value(), &asked, &table).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(report) => {
                    key.set_value(Uuid::new_v4());
                    known.set(Known::Done(with_names(report, &preview)));
                }
                Err(error) => show(error),
            }
        });
    });
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let chosen = input.and_then(|input| input.files()).and_then(|files| files.get(0));
        key.set_value(Uuid::new_v4());
        file.set(chosen);
    };
    let again = Callback::new(move |()| {
        file.set(None);
        known.set(Known::Nothing);
    });
    let outcome = move || match known.get() {
        Known::Nothing => ().into_any(),
        Known::Failed(title, text) => view! {
            <Notice tone=Tone::Bad title=title>{text.map(|text| view! { <p>{text}</p> })}</Notice>
        }
        .into_any(),
        Known::Preview(report) => {
            let people = report.counts.registered + report.counts.waitlisted;
            let act = counted(people, t_string!(i18n, desk.import_one), t_string!(i18n, desk.import_many));
            let (shown, preview) = (report.clone(), StoredValue::new(report));
            view! {
                <Fates report=shown done=false />
                <div class="button-row">
                    {(people > 0).then(|| view! {
                        <Button busy=busy on_press=Callback::new(move |()| take_in.run(preview.get_value()))>{act.clone()}</Button>
                    })}
                    {(people == 0).then(|| view! { <p class="quiet">{t_string!(i18n, desk.import_nobody)}</p> })}
                </div>
            }
            .into_any()
        }
        Known::Done(report) => {
            let people = report.counts.registered + report.counts.waitlisted;
            let title =
                counted(people, t_string!(i18n, desk.imported_one), t_string!(i18n, desk.imported_many));
            let list = format!("{HERE}?session={}", report.session_id);
            view! {
                <Notice tone=Tone::Good title=title />
                <Fates report=report done=true />
                <div class="button-row">
                    <a class="button" href=list>{t_string!(i18n, desk.to_list)}</a>
                    <Button look=Look::Plain on_press=again>{t_string!(i18n, desk.another_file)}</Button>
                </div>
            }
            .into_any()
        }
    };
    let languages = Language::ALL
        .map(|language| (language.code().to_owned(), all_words::language(language).to_owned()))
        .to_vec();
    let switch = |label: &'static str, on: RwSignal<bool>| {
        view! { <Toggle label=label on=on on_change=Callback::new(move |is_on| on.set(is_on)) /> }
    };
    let chosen =
        move || file.get().map(|file| fill(t_string!(i18n, desk.file_chosen), &[("name", &file.name())]));
    let is_done = Memo::new(move |_| known.with(|known| matches!(known, Known::Done(_))));
    let form = move || {
        (!is_done.get()).then(|| {
            let languages = languages.clone();
            view! {
                <section class="card stack">
                    <p class="quiet">{t_string!(i18n, desk.import_text)}</p>
                    <div class="pair">
                        <Select label=t_string!(i18n, registrations.session) name="session" value=session choices=choices />
                        <Select label=t_string!(i18n, desk.usual_language) name="language" value=language choices=languages />
                    </div>
                    <label class="field">
                        <span class="label">{t_string!(i18n, desk.file)}</span>
                        <input type="file" class="input" accept=".csv,.txt,text/csv,text/plain" on:change=choose />
                    </label>
                    {switch(t_string!(i18n, desk.confirm_now_all), confirmed)}
                    <p class="quiet">
                        {move || if confirmed.get() { t_string!(i18n, desk.confirm_now_text) } else { t_string!(i18n, desk.validate_text) }}
                    </p>
                    {switch(t_string!(i18n, desk.may_wait), waitlist)}
                    <p class="quiet" role="status" aria-busy=move || busy.get().then_some("true")>
                        {move || if busy.get() { Some(t_string!(i18n, desk.reading).to_owned()) } else { chosen() }}
                    </p>
                </section>
            }
        }).into_any()
    };
    view! {
        <PageHead title=t_string!(i18n, desk.import_title) above=(t_string!(i18n, desk.registrations).to_owned(), HERE.to_owned()) />
        <div class="page-body stack import">
            {follow(form)}
            {follow(outcome)}
        </div>
    }
}

/// The file with the type that the API takes: browsers tell others for the same.
fn as_csv(file: &File) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/csv");
    Blob::new_with_blob_sequence_and_options(&js_sys::Array::of1(file), &kind).ok()
}

/// What is done keeps no names: those that the preview showed stand beside it.
fn with_names(mut report: ImportReport, preview: &ImportReport) -> ImportReport {
    for (row, shown) in report.rows.iter_mut().zip(&preview.rows) {
        if row.line == shown.line {
            row.name.clone_from(&shown.name);
            row.email.clone_from(&shown.email);
        }
    }
    report
}

/// Why the file was not read.
fn failed(i18n: crate::i18n::Texts, error: &ApiError) -> Known {
    if error.is(ProblemType::Validation) {
        let columns = error.fields().iter().any(|field| !field.pointer.is_empty());
        let title = match columns {
            true => t_string!(i18n, desk.columns_missing),
            false => t_string!(i18n, desk.not_read),
        };
        let text =
            if columns { t_string!(i18n, desk.columns_text) } else { t_string!(i18n, desk.not_read_text) };
        return Known::Failed(title, Some(text));
    }
    match error.kind().and_then(|kind| words::refused(i18n, kind.slug())) {
        Some(why) => Known::Failed(why, None),
        None => {
            let (title, text) = all_words::trouble(i18n, error);
            Known::Failed(title, Some(text))
        }
    }
}
