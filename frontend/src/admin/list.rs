//! A list that comes a page at a time. While another page is on its way the old rows stay, so that nothing jumps.

use std::collections::HashMap;
use std::future::Future;

use leptos::prelude::*;
use magnetiq_shared::Page;

use super::filters::{href_with, parameter};
use super::kit::Empty;
use crate::api::{ApiError, ApiResult};
use crate::i18n::{t_string, use_i18n};
use crate::state::address::{Address, use_address};
use crate::state::load::{Load, Loaded, load};
use crate::ui::{Button, Look};

/// What is known of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Known<T> {
    /// Nothing yet.
    Nothing,
    /// These rows; perhaps others are on their way.
    Rows(Vec<T>),
    /// It could not be had.
    Failed(ApiError),
}

/// A list, and the way through its pages.
pub struct List<T: Send + Sync + 'static> {
    loaded: Loaded<Page<T>>,
    kept: RwSignal<Option<Page<T>>>,
    /// From each page's start to the one before it, as far as somebody has been there.
    before: StoredValue<HashMap<String, String>>,
    cursor: Memo<String>,
    address: Address,
}

impl<T: Send + Sync + 'static> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for List<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> List<T> {
    /// The list that `fetch` gives for `question` from the address's `cursor` on.
    pub fn new<Q, F>(
        question: impl Fn() -> Q + 'static,
        fetch: impl Fn(Q, Option<String>) -> F + 'static,
    ) -> Self
    where
        F: Future<Output = ApiResult<Page<T>>> + 'static,
    {
        let cursor = parameter("cursor");
        let loaded = load(
            move || (question(), cursor.get()),
            None,
            move |(question, cursor)| fetch(question, Some(cursor).filter(|cursor| !cursor.is_empty())),
        );
        let kept = RwSignal::new(None);
        let before = StoredValue::new(HashMap::new());
        Effect::new(move |_| {
            if let Load::Ready(page) = loaded.get() {
                if let Some(next) = &page.next_cursor {
                    before.update_value(|before| drop(before.insert(next.clone(), cursor.get_untracked())));
                }
                kept.set(Some(page));
            }
        });
        Self { loaded, kept, before, cursor, address: use_address() }
    }

    /// What is known of it.
    pub fn known(&self) -> Known<T> {
        match (self.loaded.get(), self.kept.get()) {
            (Load::Failed(error), _) => Known::Failed(error),
            (Load::Ready(page), _) => Known::Rows(page.data),
            (Load::Waiting, Some(page)) => Known::Rows(page.data),
            (Load::Waiting, None) => Known::Nothing,
        }
    }

    /// Whether rows are on their way.
    pub fn is_busy(&self) -> bool {
        matches!(self.loaded.get(), Load::Waiting)
    }

    /// How many rows there are in all, where that is known.
    pub fn total(&self) -> Option<u64> {
        self.kept.with(|page| page.as_ref().and_then(|page| page.total))
    }

    /// Whether one page holds it all.
    pub fn is_whole(&self) -> bool {
        let is_last = self.kept.with(|page| page.as_ref().is_some_and(|page| page.next_cursor.is_none()));
        is_last && self.cursor.with(String::is_empty)
    }

    /// Asks again: something was changed.
    pub fn again(&self) {
        self.loaded.retry();
    }

    /// Where the page before lies; `None` on the first page. Where nobody has been there, it is the first one.
    pub fn earlier(&self) -> Option<String> {
        let cursor = self.cursor.get();
        if cursor.is_empty() {
            return None;
        }
        let before = self.before.with_value(|before| before.get(&cursor).cloned()).unwrap_or_default();
        Some(href_with(&self.address, &[("cursor", Some(&before))]))
    }

    /// Where the next page lies; `None` on the last page.
    pub fn later(&self) -> Option<String> {
        let next = self.kept.with(|page| page.as_ref().and_then(|page| page.next_cursor.clone()))?;
        Some(href_with(&self.address, &[("cursor", Some(&next))]))
    }
}

/// What stands where something could not be had, with a button to ask again.
pub fn failed(again: Callback<()>) -> AnyView {
    let i18n = use_i18n();
    view! {
        <Empty icon="alert" title=t_string!(i18n, admin.list_failed) text=t_string!(i18n, admin.list_failed_text) failed=true>
            <Button look=Look::Plain on_press=again>{t_string!(i18n, admin.try_again)}</Button>
        </Empty>
    }
    .into_any()
}

/// What stands where no row fits the filters, with a link to `all` of them.
pub fn no_match(all: impl Into<String>) -> AnyView {
    let (i18n, all) = (use_i18n(), all.into());
    view! {
        <Empty icon="search" title=t_string!(i18n, admin.no_match) text=t_string!(i18n, admin.no_match_text)>
            <a class="button plain" href=all data-stay>{t_string!(i18n, admin.clear_filters)}</a>
        </Empty>
    }
    .into_any()
}
