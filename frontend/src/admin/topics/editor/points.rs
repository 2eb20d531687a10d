//! Points in both languages, in an order that can be changed: what people learn, what they take home.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::ai::TextPart;
use magnetiq_shared::topics::{POINTS_MAX, SUMMARY_MAX};
use magnetiq_shared::{Language, TranslatedText};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::assist::{AssistLine, AssistMenu, Assistant, Target};
use super::desk::Desk;
use super::model::translated;
use crate::admin::kit::{GrowingLine, SortableList};
use crate::i18n::{fill, t_string, use_i18n};
use crate::ui::{Button, Icon, Look};

/// A point.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Tells it apart on screen.
    pub key: u32,
    /// English and German.
    pub text: [String; 2],
}

/// The points.
#[derive(Clone, Copy)]
pub struct Points(RwSignal<Vec<Point>>);

impl Points {
    /// None yet.
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Shows these.
    pub fn put(self, points: &[TranslatedText]) {
        let point = |(text, key): (&TranslatedText, u32)| Point {
            key,
            text: [text.en.clone(), text.de.clone().unwrap_or_default()],
        };
        self.0.set(points.iter().zip(1..).map(point).collect());
    }

    /// Those that say something. Followed.
    pub fn whole(self) -> Vec<TranslatedText> {
        let says = |point: &&Point| point.text.iter().any(|text| !text.trim().is_empty());
        self.0.with(|all| {
            all.iter().filter(says).map(|point| translated(&point.text[0], &point.text[1])).collect()
        })
    }

    fn add(self) {
        self.0.update(|all| {
            let key = all.iter().map(|point| point.key).max().unwrap_or_default() + 1;
            all.push(Point { key, text: Default::default() });
        });
    }

    /// Goes on with the point after this one, which is made where it was the last.
    fn go_on(self, key: u32, field: &HtmlTextAreaElement) {
        if self.0.with_untracked(|all| all.last().is_some_and(|last| last.key == key)) {
            self.add();
        }
        let (language, item) = (field.lang(), field.closest("li").ok().flatten());
        request_animation_frame(move || {
            let next = item.and_then(|item| item.next_element_sibling());
            let next =
                next.and_then(|next| next.query_selector(&format!("[lang={language}]")).ok().flatten());
            if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlTextAreaElement>().ok()) {
                // A field that has gone meanwhile needs no focus.
                let _ = next.focus();
            }
        });
    }

    fn text(self, key: u32, side: usize) -> String {
        self.0
            .with(|all| all.iter().find(|point| point.key == key).map(|point| point.text[side].clone()))
            .unwrap_or_default()
    }

    fn set_text(self, key: u32, side: usize, text: String) {
        self.0.update(|all| {
            if let Some(point) = all.iter_mut().find(|point| point.key == key) {
                point.text[side] = text;
            }
        });
    }

    /// One language, a point each line.
    fn lines(self, side: usize) -> String {
        self.0.with_untracked(|all| {
            all.iter().map(|point| point.text[side].clone()).collect::<Vec<_>>().join("\n")
        })
    }

    /// Writes one language, a point each line; points that then say nothing go.
    fn put_lines(self, side: usize, text: &str) {
        let lines: Vec<&str> = text.lines().take(POINTS_MAX).collect();
        self.0.update(|all| {
            for (at, line) in lines.iter().enumerate() {
                if at == all.len() {
                    let key = all.iter().map(|point| point.key).max().unwrap_or_default() + 1;
                    all.push(Point { key, text: Default::default() });
                }
                all[at].text[side] = (*line).to_owned();
            }
            for point in all.iter_mut().skip(lines.len()) {
                point.text[side].clear();
            }
            all.retain(|point| point.text.iter().any(|text| !text.is_empty()));
        });
    }
}

/// The list, with its writing help.
#[component]
pub fn PointsField(
    /// The desk.
    desk: Desk,
    /// What is asked for.
    label: &'static str,
    /// The field's JSON Pointer.
    pointer: &'static str,
    /// The points.
    points: Points,
    /// What the writing help calls it.
    #[prop(optional)]
    part: Option<TextPart>,
) -> impl IntoView {
    let i18n = use_i18n();
    let assistant = |language: Language| {
        let (side, other) = if language == Language::En { (0, 1) } else { (1, 0) };
        let target = Target {
            read: Callback::new(move |()| points.lines(side)),
            write: Callback::new(move |text: String| points.put_lines(side, &text)),
            other: Callback::new(move |()| points.lines(other)),
        };
        Assistant::new(desk.around(), target, language, part)
    };
    let (en, de) = (assistant(Language::En), assistant(Language::De));
    let items = Signal::derive(move || {
        let item = |(at, point): (usize, &Point)| (point.key.to_string(), format!("{label} {}", at + 1));
        points.0.with(|all| all.iter().enumerate().map(item).collect::<Vec<_>>())
    });
    let draw: Arc<dyn Fn(&str) -> AnyView + Send + Sync> = Arc::new(move |id: &str| {
        let Ok(key) = id.parse::<u32>() else { return ().into_any() };
        let one = move |side: usize, language: &'static str, spoken: &'static str| {
            view! {
                <GrowingLine
                    language=language max=SUMMARY_MAX placeholder=spoken label=format!("{label}, {spoken}")
                    text=Signal::derive(move || points.text(key, side))
                    on_type=Callback::new(move |text| points.set_text(key, side, text))
                    on_enter=Callback::new(move |field| points.go_on(key, &field))
                />
            }
        };
        let remove = fill(t_string!(i18n, admin.remove), &[("name", label)]);
        view! {
            <div class="point">
                {one(0, "en", "English")}
                {one(1, "de", "Deutsch")}
                <button
                    type="button" class="icon-button small" aria-label=remove
                    on:click=move |_| points.0.update(|all| all.retain(|point| point.key != key))
                >
                    <Icon name="close" />
                </button>
            </div>
        }
        .into_any()
    });
    let go = Callback::new(move |(from, to): (usize, usize)| {
        points.0.update(|all| {
            let point = all.remove(from);
            all.insert(to, point);
        });
    });
    let wrong = move || {
        desk.form.first_error_below(pointer).map(|error| {
            view! {
                <p class="error"><Icon name="alert" />{error}</p>
            }
        })
    };
    view! {
        <div class="topic-points" role="group" aria-label=label>
            <div class="langs">
                <div class="field-head"><span class="label">{label}</span><AssistMenu assistant=en /></div>
                <div class="field-head"><span class="label">{label}</span><AssistMenu assistant=de /></div>
            </div>
            <SortableList label=label items=items draw=draw on_move=go />
            {wrong}
            <div class="langs"><AssistLine assistant=en /><AssistLine assistant=de /></div>
            <Button look=Look::Plain class="small quiet" on_press=Callback::new(move |()| points.add())>
                <Icon name="plus" />
                {t_string!(i18n, topics.add_point)}
            </Button>
        </div>
    }
}
