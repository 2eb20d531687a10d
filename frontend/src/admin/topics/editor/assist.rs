//! Writing help beside a text: a text comes word by word into the field. It can be stopped, and taken back; nothing
//! is saved by it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use magnetiq_shared::Language;
use magnetiq_shared::ai::{
    AiContext, AiEvent, AiFailure, AiJob, AiTask, NOTES_MAX, TITLE_MAX, TextFormat, TextPart,
};
use magnetiq_shared::scopes::Scope;

use super::around::Around;
use crate::admin::integrations::failure_words;
use crate::admin::me::use_me;
use crate::admin::words;
use crate::api::{ApiError, ai};
use crate::i18n::{counted, t_string, use_i18n};
use crate::ui::{Icon, Menu, follow};

/// The text that is helped with.
#[derive(Clone, Copy)]
pub struct Target {
    /// Reads it.
    pub read: Callback<(), String>,
    /// Writes it.
    pub write: Callback<String>,
    /// Reads the same text in the other language.
    pub other: Callback<(), String>,
}

/// What is going on.
#[derive(Clone, Debug, PartialEq)]
enum Run {
    Idle,
    /// So many words have come.
    Writing(u32),
    /// It is there; this was there before, and this came.
    Done {
        old: String,
        came: String,
    },
    Failed(Trouble),
}

#[derive(Clone, Debug, PartialEq)]
enum Trouble {
    Provider(AiFailure),
    Call(ApiError),
}

/// What can be asked for.
#[derive(Clone, Copy)]
enum Wish {
    Write,
    Shorten,
    Rewrite,
    Translate,
}

/// The help with one text in one language.
#[derive(Clone, Copy)]
pub struct Assistant {
    around: Around,
    target: Target,
    language: Language,
    part: Option<TextPart>,
    format: TextFormat,
    limit: Option<u32>,
    run: RwSignal<Run>,
    handle: StoredValue<Option<AbortHandle>>,
}

impl Assistant {
    /// Help that nobody asked for yet. `part` is what can be written from nothing.
    pub fn new(around: Around, target: Target, language: Language, part: Option<TextPart>) -> Self {
        let (run, handle) = (RwSignal::new(Run::Idle), StoredValue::new(None));
        Self { around, target, language, part, format: TextFormat::Plain, limit: None, run, handle }
    }

    /// The text is HTML.
    pub fn html(mut self) -> Self {
        self.format = TextFormat::Html;
        self
    }

    /// The text may have so many characters.
    pub fn at_most(mut self, characters: u32) -> Self {
        self.limit = Some(characters);
        self
    }

    /// Whether a text is coming. Followed.
    pub fn is_writing(self) -> bool {
        self.run.with(|run| matches!(run, Run::Writing(_)))
    }

    fn job(self, wish: Wish) -> AiJob {
        let (language, source) = (self.language, || self.target.read.run(()));
        let other = if language == Language::En { Language::De } else { Language::En };
        match (wish, self.part) {
            (Wish::Write, Some(part)) => AiJob::Write { part, language },
            (Wish::Shorten, _) => AiJob::Shorten { source: source(), language, limit: self.limit },
            (Wish::Write | Wish::Rewrite, _) => AiJob::Rewrite { source: source(), language, wish: None },
            (Wish::Translate, _) => {
                AiJob::Translate { source: self.target.other.run(()), from: other, to: language }
            }
        }
    }

    fn context(self) -> AiContext {
        let short = |text: String, most: usize| Some(text.chars().take(most).collect::<String>());
        let (title, notes) = untrack(|| (self.around.title.run(self.language), self.around.notes.run(())));
        AiContext {
            title: short(title, TITLE_MAX).filter(|title| !title.trim().is_empty()),
            notes: short(notes, NOTES_MAX).filter(|notes| !notes.trim().is_empty()),
        }
    }

    fn start(self, wish: Wish) {
        if untrack(|| self.is_writing()) {
            return;
        }
        let old = self.target.read.run(());
        let task = AiTask { job: self.job(wish), format: self.format, context: self.context() };
        let came = Rc::new(RefCell::new(String::new()));
        let ended = Rc::new(Cell::new(None::<Result<(), AiFailure>>));
        let (text, end) = (came.clone(), ended.clone());
        let work = async move {
            ai::text(&task, move |event| match event {
                AiEvent::Piece { text: piece } => {
                    text.borrow_mut().push_str(&piece);
                    let so_far = text.borrow().clone();
                    self.run.try_set(Run::Writing(so_far.split_whitespace().count() as u32));
                    self.target.write.try_run(so_far);
                }
                AiEvent::Done => end.set(Some(Ok(()))),
                AiEvent::Failed { reason } => end.set(Some(Err(reason))),
            })
            .await
        };
        let (work, handle) = abortable(work);
        self.handle.set_value(Some(handle));
        self.run.set(Run::Writing(0));
        self.around.writing.update(|count| *count += 1);
        spawn_local(async move {
            let outcome = work.await;
            let run = match (outcome, ended.get()) {
                // Stopped: the old text comes back.
                (Err(_), _) => Run::Idle,
                (Ok(Ok(())), Some(Ok(()))) => Run::Done { old: old.clone(), came: came.borrow().clone() },
                (Ok(Ok(())), Some(Err(failure))) => Run::Failed(Trouble::Provider(failure)),
                (Ok(Ok(())), None) => Run::Failed(Trouble::Provider(AiFailure::Broken)),
                (Ok(Err(error)), _) => Run::Failed(Trouble::Call(error)),
            };
            if !matches!(run, Run::Done { .. }) {
                self.target.write.try_run(old);
            }
            self.run.try_set(run);
            self.around.writing.try_update(|count| *count = count.saturating_sub(1));
        });
    }

    fn stop(self) {
        if let Some(handle) = self.handle.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }

    fn undo(self) {
        if let Run::Done { old, .. } = self.run.get_untracked() {
            self.target.write.run(old);
        }
        self.run.set(Run::Idle);
    }
}

/// The button beside a text, and what can be asked for.
#[component]
pub fn AssistMenu(
    /// The help.
    assistant: Assistant,
) -> impl IntoView {
    let i18n = use_i18n();
    on_cleanup(move || assistant.stop());
    let name = match assistant.language {
        Language::En if assistant.part.is_some() => t_string!(i18n, topics.help_write),
        Language::En => t_string!(i18n, topics.help_rewrite),
        Language::De => t_string!(i18n, topics.help_translate),
    };
    let off = move || {
        view! {
            <button
                type="button" class="assist" aria-disabled="true" title=t_string!(i18n, topics.help_off)
                aria-describedby="help-off"
            >
                <Icon name="bolt" />
                {name}
            </button>
        }
        .into_any()
    };
    let entry = move |wish: Wish, name: &'static str, why: Option<&'static str>| {
        let is_refused = why.is_some();
        view! {
            <button
                type="button" aria-disabled=is_refused.then_some("true")
                on:click=move |_| if !is_refused { assistant.start(wish) }
            >
                {name}
            </button>
            {why.map(|why| view! { <span class="why">{why}</span> })}
        }
    };
    let entries = move || {
        // What can be asked for depends on what is typed.
        assistant.around.typed.run(());
        let no_text = assistant.target.read.run(()).trim().is_empty();
        let no_other = assistant.target.other.run(()).trim().is_empty();
        let no_title = assistant.around.title.run(Language::En).trim().is_empty();
        let own = no_text.then_some(t_string!(i18n, topics.help_no_text));
        let other = no_other.then_some(t_string!(i18n, topics.help_no_other));
        let translate = match assistant.language {
            Language::En => t_string!(i18n, topics.help_from_german),
            Language::De => t_string!(i18n, topics.help_from_english),
        };
        let write = assistant.part.map(|_| {
            entry(
                Wish::Write,
                t_string!(i18n, topics.help_write),
                no_title.then_some(t_string!(i18n, topics.help_no_title)),
            )
        });
        view! {
            {write}
            {entry(Wish::Shorten, t_string!(i18n, topics.help_shorten), own)}
            {entry(Wish::Rewrite, t_string!(i18n, topics.help_rewrite), own)}
            {entry(Wish::Translate, translate, other)}
        }
    };
    let has_help = Memo::new(move |_| assistant.around.has_help.get());
    let is_locked = Memo::new(move |_| assistant.around.is_locked.get());
    follow(move || {
        match (is_locked.get(), has_help.get()) {
        (true, _) => ().into_any(),
        (false, false) => off(),
        (false, true) => view! {
            <Menu class="assist" button=move || view! { <span><Icon name="bolt" />{name}</span> }>{entries}</Menu>
        }
        .into_any(),
    }
    })
}

/// The line below a text while one comes, and after it came.
#[component]
pub fn AssistLine(
    /// The help.
    assistant: Assistant,
) -> impl IntoView {
    let i18n = use_i18n();
    let line = move || {
        match assistant.run.get() {
        Run::Idle => ().into_any(),
        Run::Writing(count) => view! {
            <div class="assist-line" role="status">
                <span class="assist-bar" aria-hidden="true"></span>
                <span>{counted(count, t_string!(i18n, topics.help_words_one), t_string!(i18n, topics.help_words))}</span>
                <button type="button" class="button plain quiet small" on:click=move |_| assistant.stop()>
                    <Icon name="stop" />
                    {t_string!(i18n, topics.help_stop)}
                </button>
            </div>
        }
        .into_any(),
        Run::Done { .. } => view! {
            <div class="assist-line" role="status">
                <span>{t_string!(i18n, topics.help_done)}</span>
                <button type="button" class="button plain quiet small" on:click=move |_| assistant.undo()>
                    <Icon name="undo" />
                    {t_string!(i18n, topics.help_undo)}
                </button>
            </div>
        }
        .into_any(),
        Run::Failed(trouble) => {
            let why = match trouble {
                Trouble::Provider(failure) => failure_words(i18n, failure),
                Trouble::Call(error) => words::trouble(i18n, &error).1,
            };
            view! {
                <div class="assist-line bad" role="alert">
                    <Icon name="alert" />
                    <span>{why} " " {t_string!(i18n, topics.help_kept)}</span>
                </div>
            }
            .into_any()
        }
    }
    };
    Effect::new(move |_| {
        // Once somebody has typed over it, there is nothing to take back.
        assistant.around.typed.run(());
        let is_other = match assistant.run.get_untracked() {
            Run::Done { came, .. } => {
                assistant.format == TextFormat::Plain && assistant.target.read.run(()) != came
            }
            _ => false,
        };
        if is_other && assistant.part.is_none_or(|part| !part.is_list()) {
            assistant.run.set(Run::Idle);
        }
    });
    follow(line)
}

/// Why no texts can be asked for, and where that is changed.
#[component]
pub fn AssistNotice(
    /// The form.
    around: Around,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_off = Memo::new(move |_| !around.has_help.get() && !around.is_locked.get());
    let may_set = use_me().scopes.contains(&Scope::IntegrationsWrite);
    follow(move || {
        is_off.get().then(|| {
        view! {
            <p class="assist-off" id="help-off">
                <Icon name="bolt" />
                <span>{t_string!(i18n, topics.help_off)}</span>
                {match may_set {
                    true => view! { <a href="/admin/integrations">{t_string!(i18n, topics.help_set_up)}</a> }.into_any(),
                    false => view! { <span>{t_string!(i18n, topics.help_ask)}</span> }.into_any(),
                }}
            </p>
        }
    }).into_any()
    })
}
