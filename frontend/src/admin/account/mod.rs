//! One's own account: who one is, how one signs in, and where one is signed in.

mod password;
mod profile;
mod second_factor;
mod sign_ins;

use leptos::prelude::*;

use super::shell::head::PageHead;
use crate::i18n::{t_string, use_i18n};
use password::Password;
use profile::Profile;
use second_factor::SecondFactor;
use sign_ins::SignIns;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PageHead title=t_string!(i18n, account.title) />
        <div class="page-body narrow">
            <Profile />
            <Password />
            <SecondFactor />
            <SignIns />
        </div>
    }
}

/// A part of the page: its heading and what it is for at the left, its content at the right.
#[component]
pub fn Part(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What it is for.
    #[prop(into)]
    text: String,
    /// Its content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="part">
            <div>
                <h2>{title}</h2>
                <p class="quiet">{text}</p>
            </div>
            <div class="card">{children()}</div>
        </section>
    }
}
