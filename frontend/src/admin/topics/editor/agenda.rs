//! What happens when: minutes and words for each step, in an order that can be changed.

use std::sync::Arc;

use leptos::prelude::*;
use magnetiq_shared::topics::{AGENDA_MAX, TITLE_MAX};

use super::desk::Desk;
use super::model::Step;
use crate::admin::kit::{GrowingLine, SortableList};
use crate::i18n::{counted, fill, t_string, use_i18n};
use crate::ui::{Button, Icon, Look};

/// The list of steps.
#[component]
pub fn AgendaField(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let i18n = use_i18n();
    let steps = desk.model.agenda;
    let label = t_string!(i18n, topics.agenda);
    let items = Signal::derive(move || {
        let item = |(at, step): (usize, &Step)| (step.key.to_string(), format!("{label} {}", at + 1));
        steps.with(|all| all.iter().enumerate().map(item).collect::<Vec<_>>())
    });
    let draw: Arc<dyn Fn(&str) -> AnyView + Send + Sync> = Arc::new(move |id: &str| {
        let Ok(key) = id.parse::<u32>() else { return ().into_any() };
        let read = move |pick: fn(&Step) -> &String| {
            move || {
                let of =
                    |all: &Vec<Step>| all.iter().find(|step| step.key == key).map(|step| pick(step).clone());
                steps.with(of).unwrap_or_default()
            }
        };
        let write = move |pick: fn(&mut Step) -> &mut String| {
            Callback::new(move |typed: String| {
                steps.update(|all| {
                    if let Some(step) = all.iter_mut().find(|step| step.key == key) {
                        *pick(step) = typed;
                    }
                });
            })
        };
        let minutes = write(|step| &mut step.minutes);
        let remove = fill(t_string!(i18n, admin.remove), &[("name", label)]);
        view! {
            <div class="agenda-step">
                <input
                    class="input num" type="number" min="1" max="1440" aria-label=t_string!(i18n, topics.minutes)
                    prop:value=read(|step| &step.minutes) on:input=move |event| minutes.run(event_target_value(&event))
                />
                <GrowingLine
                    language="en" placeholder="English" label=format!("{label}, English") max=TITLE_MAX
                    text=Signal::derive(read(|step| &step.title[0])) on_type=write(|step| &mut step.title[0])
                />
                <GrowingLine
                    language="de" placeholder="Deutsch" label=format!("{label}, Deutsch") max=TITLE_MAX
                    text=Signal::derive(read(|step| &step.title[1])) on_type=write(|step| &mut step.title[1])
                />
                <button
                    type="button" class="icon-button small" aria-label=remove
                    on:click=move |_| steps.update(|all| all.retain(|step| step.key != key))
                >
                    <Icon name="close" />
                </button>
            </div>
        }
        .into_any()
    });
    let go = Callback::new(move |(from, to): (usize, usize)| {
        steps.update(|all| {
            let step = all.remove(from);
            all.insert(to, step);
        });
    });
    let add = Callback::new(move |()| {
        steps.update(|all| {
            let key = all.iter().map(|step| step.key).max().unwrap_or_default() + 1;
            if all.len() < AGENDA_MAX {
                all.push(Step { key, minutes: "10".to_owned(), ..Step::default() });
            }
        });
    });
    let sum = move || {
        let minutes: u32 =
            steps.with(|all| all.iter().filter_map(|step| step.minutes.trim().parse::<u32>().ok()).sum());
        (minutes > 0).then(|| {
            counted(minutes, t_string!(i18n, topics.minutes_sum), t_string!(i18n, topics.minutes_sum))
        })
    };
    let wrong = move || {
        desk.form.first_error_below("/agenda").map(|error| {
            view! {
                <p class="error"><Icon name="alert" />{error}</p>
            }
        })
    };
    view! {
        <div class="topic-points" role="group" aria-label=label>
            <div class="field-head"><span class="label">{label}</span><small>{sum}</small></div>
            <SortableList label=label items=items draw=draw on_move=go />
            {wrong}
            <Button look=Look::Plain class="small quiet" on_press=add>
                <Icon name="plus" />
                {t_string!(i18n, topics.add_step)}
            </Button>
        </div>
    }
}
