//! Taking a wish from the form to the desk.

use chrono_tz::Tz;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::registrations::{Attribution, RegistrationForm};
use magnetiq_shared::visits::VisitData;
use magnetiq_shared::{Code, FieldError};
use uuid::Uuid;

use super::desk::{By, Verdict, VisitOfWish, Wish};
use crate::config::Network;
use crate::crypto::VisitClaims;
use crate::ctx::Ctx;
use crate::http::{ApiError, Client};
use crate::visits;

const SOURCE_WEBSITE: &str = "website";
const SOURCE_EMBED: &str = "embed";

/// What registering came to.
pub(super) struct Registered {
    /// The desk's verdict.
    pub verdict: Verdict,
    /// The visit: the bearer's, or a new one.
    pub visit: Uuid,
}

/// Checks the form and hands the wish in.
pub(super) async fn register(
    ctx: &Ctx,
    session_id: Uuid,
    form: RegistrationForm,
    visit: Option<&VisitClaims>,
    client: &Client,
) -> Result<Registered, ApiError> {
    let person = form.clean().map_err(ApiError::validation)?;
    if form.timezone.as_ref().is_some_and(|zone| zone.parse::<Tz>().is_err()) {
        return Err(ApiError::validation(vec![FieldError::new("/timezone", Code::Timezone)]));
    }
    let key = email_key(&person.email);
    let known = match visit {
        Some(claims) => visits::find(ctx, claims).await?,
        None => None,
    };
    let validated = known.as_ref().is_some_and(|known| known.has_validated(&key));
    let legal = ctx.program.at(ctx.now).program.settings.legal;
    let embedded = form.attribution.as_ref().is_some_and(|from| from.embed.is_some());
    let visit = VisitOfWish {
        id: known.map_or_else(|| ctx.new_id(), |known| known.id),
        validated,
        data: visit_data(&form),
    };
    let wish = Wish {
        session_id,
        email_key: key,
        language: form.language,
        timezone: form.timezone,
        source: if embedded { SOURCE_EMBED } else { SOURCE_WEBSITE }.to_owned(),
        attribution: form.attribution.map(Attribution::kept),
        marketing_consent: form.marketing_consent,
        terms_version: legal.terms,
        privacy_version: legal.privacy,
        network: ctx
            .config
            .rate_limits
            .then(|| ctx.keys.pseudonym(&Network::of_client(client.address).to_string())),
        by: By::Visit(visit.clone()),
        person,
        now: ctx.now,
    };
    let verdict = ctx.desk.register(wish).await?;
    ctx.changes.notify(visit.id);
    Ok(Registered { verdict, visit: visit.id })
}

/// What the visit keeps of a form, to fill in the next one.
fn visit_data(form: &RegistrationForm) -> VisitData {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    VisitData {
        first_name: form.first_name.clone(),
        last_name: form.last_name.clone(),
        email: form.email.clone(),
        phone: text(&form.phone),
        company: form.company.clone(),
        position: text(&form.position),
        website: text(&form.website),
        no_website: form.website.is_none(),
        marketing_consent: form.marketing_consent,
    }
}
