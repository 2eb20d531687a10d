//! Entry point of the public site, with the functions at which its program is taken apart: who loads a page loads what
//! it shows (`public::parts`).

use magnetiq_frontend::public;
use magnetiq_frontend::public::parts::Parts;

/// What only these functions use is fetched when it is first needed.
#[allow(unsafe_code, missing_docs, improper_ctypes, improper_ctypes_definitions)]
mod split {
    use std::sync::Arc;

    use leptos::prelude::*;
    use magnetiq_shared::registrations::PublicRegistration;
    use magnetiq_shared::sessions::SessionCard;
    use wasm_split_helpers::wasm_split;

    use magnetiq_frontend::public::landing::LandingPage;
    use magnetiq_frontend::public::manage::{Edit, ManagePage};
    use magnetiq_frontend::public::overview::OverviewPage;
    use magnetiq_frontend::public::parts::Part;
    use magnetiq_frontend::public::register::RegisterDialog;
    use magnetiq_frontend::public::speaker::SpeakerPage;

    #[wasm_split(overview, fallible, preload(prepare_overview))]
    pub fn overview() -> Part {
        Ok(Arc::new(|| view! { <OverviewPage /> }.into_any()))
    }

    #[wasm_split(landing, fallible, preload(prepare_landing))]
    pub fn landing(slug: String) -> Part {
        Ok(Arc::new(move || view! { <LandingPage slug=slug.clone() /> }.into_any()))
    }

    #[wasm_split(landing, fallible)]
    pub fn speaker(slug: String) -> Part {
        Ok(Arc::new(move || view! { <SpeakerPage slug=slug.clone() /> }.into_any()))
    }

    #[wasm_split(manage, fallible, preload(prepare_manage))]
    pub fn manage() -> Part {
        Ok(Arc::new(|| view! { <ManagePage /> }.into_any()))
    }

    #[wasm_split(register, fallible, preload(prepare_edit))]
    pub fn edit(
        registration: PublicRegistration,
        saved: Callback<PublicRegistration>,
        discard: Callback<()>,
    ) -> Part {
        Ok(Arc::new(move || {
            view! { <Edit registration=registration.clone() saved=saved discard=discard /> }.into_any()
        }))
    }

    #[wasm_split(register, fallible, preload(prepare_register))]
    pub fn register(session: Signal<SessionCard>, open: RwSignal<bool>) -> Part {
        Ok(Arc::new(move || view! { <RegisterDialog session=session open=open /> }.into_any()))
    }
}

fn main() {
    public::mount(Parts {
        overview: || Box::pin(split::overview()),
        landing: |slug| Box::pin(split::landing(slug)),
        speaker: |slug| Box::pin(split::speaker(slug)),
        manage: || Box::pin(split::manage()),
        edit: |registration, saved, discard| Box::pin(split::edit(registration, saved, discard)),
        register: |session, open| Box::pin(split::register(session, open)),
        prepare_overview: || Box::pin(split::prepare_overview()),
        prepare_landing: || Box::pin(split::prepare_landing()),
        prepare_manage: || Box::pin(split::prepare_manage()),
        prepare_edit: || Box::pin(split::prepare_edit()),
        prepare_register: || Box::pin(split::prepare_register()),
    });
}
