//! Adding somebody by hand: a wish like any other, handed in by staff.

use chrono_tz::Tz;
use magnetiq_shared::fields::email_key;
use magnetiq_shared::registrations::{Person, RegistrationAddition, RegistrationDetails};
use magnetiq_shared::{Code, FieldError, ProblemType};
use uuid::Uuid;

use super::queries::details;
use crate::accounts::Actor;
use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};
use crate::registrations::desk::{By, StaffOfWish, Verdict, Wish};

/// Adds them, and gives the registration.
///
/// # Errors
/// `validation`; `not-found` where there is no such session; `taken` where the address is registered already;
/// `session-full`, `registration-closed`, `session-cancelled`.
pub(super) async fn add(
    ctx: &Ctx,
    who: &Actor,
    addition: &RegistrationAddition,
) -> ApiResult<RegistrationDetails> {
    let (person, timezone) = check(addition).map_err(ApiError::validation)?;
    let staff = StaffOfWish {
        user: who.user,
        author: Some(who.author()),
        vouched: addition.confirmed,
        waitlist: addition.waitlist,
    };
    let verdict = ctx.desk.register(wish(ctx, addition, person, timezone, "staff", staff)).await?;
    match verdict {
        Verdict::Added(id, _) => {
            ctx.changes.notify(id);
            shown(ctx, id).await
        }
        Verdict::Known(_) | Verdict::Registered(_) | Verdict::Accepted { .. } => {
            Err(ApiError::new(ProblemType::Taken)
                .detail("this address is registered for this session already"))
        }
    }
}

/// The clean values, and the timezone.
pub(super) fn check(addition: &RegistrationAddition) -> Result<(Person, Option<String>), Vec<FieldError>> {
    let timezone = addition.timezone.as_deref().map(str::trim).filter(|zone| !zone.is_empty());
    let is_wrong = timezone.is_some_and(|zone| zone.parse::<Tz>().is_err());
    let wrong_zone = is_wrong.then(|| FieldError::new("/timezone", Code::Timezone));
    match (addition.clean(), wrong_zone) {
        (Ok(person), None) => Ok((person, timezone.map(str::to_owned))),
        (Ok(_), Some(zone)) => Err(vec![zone]),
        (Err(errors), zone) => Err(errors.into_iter().chain(zone).collect()),
    }
}

/// The wish that the desk decides on.
pub(super) fn wish(
    ctx: &Ctx,
    addition: &RegistrationAddition,
    person: Person,
    timezone: Option<String>,
    source: &str,
    staff: StaffOfWish,
) -> Wish {
    Wish {
        session_id: addition.session_id,
        email_key: email_key(&person.email),
        person,
        language: addition.language,
        timezone,
        source: source.to_owned(),
        attribution: None,
        marketing_consent: addition.marketing_consent,
        // They have seen no form.
        terms_version: None,
        privacy_version: None,
        network: None,
        by: By::Staff(staff),
        now: ctx.now,
    }
}

/// A registration as it is now.
///
/// # Errors
/// `not-found`.
pub(super) async fn shown(ctx: &Ctx, id: Uuid) -> ApiResult<RegistrationDetails> {
    details::details(ctx.db.read(), id).await?.ok_or_else(ApiError::not_found)
}
