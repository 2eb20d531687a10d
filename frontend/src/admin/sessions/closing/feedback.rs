//! What people said, what the form asks, and which words are shown to visitors.

use leptos::ev;
use leptos::prelude::*;
use magnetiq_shared::TranslatedText;
use magnetiq_shared::feedback::{
    AskedFeedback, FeedbackEntry, FeedbackQuestions, FeedbackResults, MOST_QUESTIONS,
};
use magnetiq_shared::scopes::Scope;
use uuid::Uuid;

use super::quote::QuoteDialog;
use crate::admin::form::{Form, FormTrouble};
use crate::admin::kit::{BothLanguages, State, Status};
use crate::admin::me::{refusal, use_me, writer};
use crate::api::closing;
use crate::format::number::number;
use crate::i18n::{fill, t_string, use_i18n};
use crate::state::clock;
use crate::state::load::{Load, load};
use crate::ui::{Button, Look, follow, use_toasts};

/// The names of the questions' fields.
const NAMES: [&str; MOST_QUESTIONS] = ["question0", "question1", "question2", "question3", "question4"];

/// The card.
#[component]
pub fn FeedbackPart(id: Uuid) -> impl IntoView {
    let i18n = use_i18n();
    let version = RwSignal::new(0);
    let loaded = load(move || version.get(), None, move |_| async move { closing::feedback(id).await });
    let changed = Callback::new(move |()| version.update(|version| *version += 1));
    let quoting = RwSignal::new(None::<FeedbackEntry>);
    let content = move || {
        match loaded.get() {
        Load::Ready(results) => {
            view! { <Results results=results.clone() quoting=quoting on_change=changed /> <Questions id=id asked=results.asked /> }
                .into_any()
        }
        Load::Waiting => view! { <span class="bone"></span> }.into_any(),
        Load::Failed(_) => view! {
            <div role="alert" class="line">
                <span>{t_string!(i18n, admin.list_failed_text)}</span>
                <Button look=Look::Plain on_press=Callback::new(move |()| loaded.retry())>{t_string!(i18n, admin.try_again)}</Button>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <section class="card stack after">
            <h2>{t_string!(i18n, closing.feedback)}</h2>
            {follow(content)}
        </section>
        <QuoteDialog entry=quoting on_done=changed />
    }
}

#[component]
fn Results(
    results: FeedbackResults,
    quoting: RwSignal<Option<FeedbackEntry>>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let Some(average) = results.average else {
        return view! { <p class="quiet">{t_string!(i18n, closing.no_feedback)}</p> }.into_any();
    };
    let sum = fill(
        t_string!(i18n, closing.average),
        &[
            ("average", &number(language, average, 1)),
            ("count", &number(language, f64::from(results.count), 0)),
        ],
    );
    let all = results.count.max(1);
    let bars =
        (1_u32..).zip(results.distribution).collect::<Vec<_>>().into_iter().rev().map(|(stars, people)| {
            let name = fill(t_string!(i18n, closing.stars), &[("stars", &stars.to_string())]);
            view! {
                <li>
                    <span>{name}</span>
                    <progress max=all value=people aria-hidden="true"></progress>
                    <span>{people}</span>
                </li>
            }
        });
    let entries = results
        .entries
        .into_iter()
        .map(|entry| view! { <Entry entry=entry quoting=quoting on_change=on_change /> });
    view! {
        <p><b>{sum}</b></p>
        <ul class="distribution">{bars.collect_view()}</ul>
        <ul class="said">{entries.collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Entry(
    entry: FeedbackEntry,
    quoting: RwSignal<Option<FeedbackEntry>>,
    on_change: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let writer = writer();
    let may = refusal(Scope::SessionsWrite).is_none();
    let (id, is_released) = (entry.registration_id, entry.testimonial.is_some());
    let can_quote = may && entry.may_quote;
    let withdraw = Callback::new(move |()| {
        let said = t_string!(i18n, closing.withdrawn);
        form.send(async move { closing::withdraw(id).await }, move |()| {
            toasts.say(said);
            on_change.run(());
        });
    });
    let stars = fill(t_string!(i18n, closing.stars), &[("stars", &entry.rating.to_string())]);
    let answers = entry.answers.clone().into_iter().map(|one| {
        view! { <dt>{one.question.get(writer.language).to_owned()}</dt><dd>{one.answer}</dd> }
    });
    let state = match (is_released, entry.may_quote) {
        (true, _) => (State::Good, t_string!(i18n, closing.is_shown)),
        (false, true) => (State::Info, t_string!(i18n, closing.may_quote)),
        (false, false) => (State::Off, t_string!(i18n, closing.not_quote)),
    };
    let shown = entry.clone();
    view! {
        <li class="stack">
            <p class="line"><b>{entry.name.clone()}</b><span>{stars}</span><Status state=state.0>{state.1}</Status></p>
            <small>{entry.role.clone()} " " {writer.short(entry.given_at, clock::now())}</small>
            {entry.text.clone().map(|text| view! { <p class="words">{text}</p> })}
            {(!entry.answers.is_empty()).then(|| view! { <dl class="facts">{answers.collect_view()}</dl> })}
            <FormTrouble form=form />
            {can_quote.then(|| view! {
                <div class="button-row">
                    <Button look=Look::Plain on_press=Callback::new(move |()| quoting.set(Some(shown.clone())))>
                        {if is_released { t_string!(i18n, closing.change_quote) } else { t_string!(i18n, closing.show_quote) }}
                    </Button>
                    {is_released.then(|| view! {
                        <Button look=Look::Plain busy=form.busy on_press=withdraw>{t_string!(i18n, closing.withdraw)}</Button>
                    })}
                </div>
            })}
        </li>
    }
}

/// What the form asks beside stars and words: what is asked, and one more line.
#[component]
fn Questions(id: Uuid, asked: AskedFeedback) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let form = Form::new();
    let may = refusal(Scope::SessionsWrite).is_none();
    let lines: Vec<(RwSignal<String>, RwSignal<String>)> = (0..MOST_QUESTIONS)
        .map(|at| {
            let text = asked.questions.get(at).cloned().unwrap_or_default();
            (RwSignal::new(text.en), RwSignal::new(text.de.unwrap_or_default()))
        })
        .collect();
    let shown = RwSignal::new((asked.questions.len() + 1).min(MOST_QUESTIONS));
    let version = RwSignal::new(asked.version);
    let fields = StoredValue::new(lines);
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let questions = fields.with_value(|fields| {
            let typed = fields.iter().map(|(en, de)| {
                let (en, de) = (en.get_untracked().trim().to_owned(), de.get_untracked().trim().to_owned());
                TranslatedText { en, de: Some(de).filter(|german| !german.is_empty()) }
            });
            typed.filter(|text| !text.en.is_empty() || text.de.is_some()).collect()
        });
        let wish = FeedbackQuestions { questions };
        let said = t_string!(i18n, admin.saved);
        let seen = version.get_untracked();
        form.send(async move { closing::ask(id, seen, &wish).await }, move |now| {
            version.set(now.version);
            shown.set((now.questions.len() + 1).min(MOST_QUESTIONS));
            toasts.say(said);
        });
    };
    let rows = move || {
        fields.with_value(|fields| {
            let all = fields.iter().zip(NAMES).take(shown.get());
            all.enumerate()
                .map(|(at, ((en, de), name))| {
                    let label = fill(t_string!(i18n, closing.question), &[("number", &(at + 1).to_string())]);
                    view! { <BothLanguages label=label name=name en=*en de=*de maxlength=200 /> }
                })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <details>
            <summary>{t_string!(i18n, closing.questions)}</summary>
            <form class="stack" on:submit=save novalidate>
                <p class="quiet">{t_string!(i18n, closing.questions_text)}</p>
                <fieldset class="stack parts" disabled=!may>{follow(rows)}</fieldset>
                <FormTrouble form=form />
                <p class="error" role="alert">{move || form.first_error_below("/questions")}</p>
                {may.then(|| view! { <div><Button kind="submit" look=Look::Plain busy=form.busy>{t_string!(i18n, closing.save_questions)}</Button></div> })}
            </form>
        </details>
    }
}
