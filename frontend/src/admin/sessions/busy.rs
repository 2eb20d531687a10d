//! Warns while a time is chosen at which the speaker has another session.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use magnetiq_shared::scopes::Scope;
use magnetiq_shared::speakers::staff::{Slot, SpeakerSession};
use uuid::Uuid;

use super::LIST;
use crate::admin::me::{use_me, writer};
use crate::api::speaker_directory;
use crate::i18n::{t_string, use_i18n};
use crate::state::load::{Load, load};
use crate::ui::{Notice, Tone, follow};

/// How long a session takes of which nothing is said yet, in minutes.
const USUAL: u32 = 60;

/// The warning; nothing while they are free, or not all is chosen.
#[component]
pub fn BusyNote(
    /// The speaker's id; empty where none is chosen.
    #[prop(into)]
    speaker: Signal<String>,
    /// When it is to start.
    #[prop(into)]
    at: Signal<Option<DateTime<Utc>>>,
    /// How many minutes it takes, as typed.
    #[prop(into)]
    minutes: Signal<String>,
    /// The session that is planned; it does not stand in its own way.
    #[prop(optional_no_strip)]
    except: Option<Uuid>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_me().language;
    let may_see = use_me().scopes.contains(&Scope::SpeakersRead);
    let asked = Memo::new(move |_| {
        let minutes =
            minutes.with(|text| text.trim().parse().ok()).filter(|minutes| (1..=1_440).contains(minutes));
        let slot = Slot { starts_at: at.get()?, duration_minutes: minutes.unwrap_or(USUAL), except };
        Some((speaker.get().parse::<Uuid>().ok().filter(|_| may_see)?, slot))
    });
    let found = load(
        move || asked.get(),
        None,
        |asked| async move {
            match asked {
                Some((speaker, slot)) => {
                    speaker_directory::conflicts(speaker, &slot).await.map(|page| page.data)
                }
                None => Ok(Vec::new()),
            }
        },
    );
    let one = move |other: SpeakerSession| {
        let writer = writer();
        let when = format!(
            "{}, {}",
            writer.weekday_and_day(other.starts_at),
            writer.time_range(other.starts_at, other.duration_minutes)
        );
        view! { <li><a href=format!("{LIST}/{}", other.id) target="_blank" rel="noopener">{other.title.get(language).to_owned()}</a>" · "{when}</li> }
    };
    follow(move || match found.get() {
        Load::Ready(others) if !others.is_empty() => view! {
            <Notice tone=Tone::Warm title=t_string!(i18n, planning.busy)>
                <ul>{others.into_iter().map(one).collect_view()}</ul>
            </Notice>
        }
        .into_any(),
        _ => ().into_any(),
    })
}
