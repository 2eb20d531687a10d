//! What people's calendars answer to the invitation in their mail.
//!
//! Whoever hands an answer over vouches for it: they hold a token that may change registrations, and know the mailbox.

use magnetiq_mail::calendar::reply::{self, Reply};
use magnetiq_shared::fields::email_key;
use magnetiq_shared::registrations::{CalendarReply, RegistrationStatus, ReplyOutcome};
use magnetiq_shared::{Code, FieldError};
use mail_parser::{MessageParser, MimeHeaders};

use crate::ctx::Ctx;
use crate::http::{ApiError, ApiResult};
use crate::registrations::manage;
use crate::registrations::queries::{self, status};

/// The largest answer, in bytes: a mail may quote what it answers.
pub(super) const LARGEST: usize = 512 * 1024;

/// How an answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The mail as it came.
    Mail,
    /// The calendar object in it.
    Calendar,
}

/// Takes an answer: who declines gives their place up.
///
/// # Errors
/// `validation` where it is none; `not-found` where it is not of the registration's owner; `invalid-state` once the
/// session has started.
pub(super) async fn take(ctx: &Ctx, form: Form, bytes: &[u8]) -> ApiResult<CalendarReply> {
    let reply =
        read(form, bytes).ok_or_else(|| ApiError::validation(vec![FieldError::new("", Code::Type)]))?;
    let tx = ctx.db.begin().await?;
    let row = queries::find(&tx, reply.registration).await?;
    let row =
        row.filter(|row| row.email_key == email_key(&reply.attendee)).ok_or_else(ApiError::not_found)?;
    let registration_id = row.id;
    let outcome = if !reply.declines || status(&row) == RegistrationStatus::Cancelled {
        ReplyOutcome::Unchanged
    } else if reply.sequence < queries::calendar_sequence(&tx, &row).await? {
        ReplyOutcome::Outdated
    } else {
        manage::give_up(tx, ctx, row).await?;
        ReplyOutcome::Cancelled
    };
    Ok(CalendarReply { registration_id, outcome })
}

fn read(form: Form, bytes: &[u8]) -> Option<Reply> {
    if form == Form::Calendar {
        return reply::read(std::str::from_utf8(bytes).ok()?);
    }
    let mail = MessageParser::default().parse(bytes)?;
    let is_calendar = |part: &&mail_parser::MessagePart| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("text")
                && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("calendar"))
        })
    };
    mail.parts.iter().filter(is_calendar).find_map(|part| reply::read(part.text_contents()?))
}
