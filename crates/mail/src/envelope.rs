//! The MIME message: headers, and the parts in the order that mail programs understand.
//!
//! With a calendar object: `mixed( alternative( text, html, calendar ), calendar as attachment )`, since some
//! programs read only the one and some only the other. Other files follow in the same `mixed`, after the calendar
//! object. Without any file it is `alternative( text, html )`.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::address::AddressError;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, Message, MultiPart, SinglePart};

use crate::attachment;
use crate::brand::Brand;
use crate::calendar::CalendarPart;
use crate::clean;
use crate::render::Rendered;

/// Who gets a mail, and what makes it this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The address.
    pub to_email: String,
    /// The name shown beside it; cleaned here, may be empty.
    pub to_name: String,
    /// `id@host`, with or without angle brackets; a retry carries the same one.
    pub message_id: String,
    /// Where one click unsubscribes (RFC 8058); for marketing mail only.
    pub list_unsubscribe: Option<String>,
    /// The time of sending, for `Date`.
    pub date: DateTime<Utc>,
}

/// No message can be made.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// An address is not one.
    #[error("{0:?} is not an e-mail address")]
    Address(String, #[source] AddressError),
    /// The message id is empty or has characters that don't belong there.
    #[error("{0:?} is not a message id")]
    MessageId(String),
    /// The parts don't make a message.
    #[error("the message can't be put together: {0}")]
    Build(String),
}

impl Envelope {
    /// The message, ready to be sent.
    pub fn message(&self, mail: &Rendered, brand: &Brand) -> Result<Message, EnvelopeError> {
        let mut builder = Message::builder()
            .message_id(Some(self.bracketed_id()?))
            .date(system_time(self.date))
            .from(mailbox(&brand.sender_name, &brand.from_email)?)
            .reply_to(mailbox("", &brand.reply_to)?)
            .to(mailbox(&self.to_name, &self.to_email)?)
            .subject(clean::line(&mail.subject))
            .raw_header(raw("Auto-Submitted", "auto-generated"))
            .raw_header(raw("X-Auto-Response-Suppress", "OOF, AutoReply"));
        let unsubscribe = self.list_unsubscribe.as_deref().map(clean::link).filter(|link| !link.is_empty());
        if let Some(link) = unsubscribe {
            builder = builder
                .raw_header(raw("List-Unsubscribe", &format!("<{link}>")))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        let words = MultiPart::alternative()
            .singlepart(SinglePart::plain(mail.text.clone()))
            .singlepart(SinglePart::html(mail.html.clone()));
        let words = match &mail.calendar {
            Some(part) => words.singlepart(inline(part)?),
            None => words,
        };
        let mut files = Vec::new();
        if let Some(part) = &mail.calendar {
            files.push(invitation(part)?);
        }
        for file in &mail.attachments {
            files.push(attached(file)?);
        }
        let body = match files.is_empty() {
            true => words,
            false => files.into_iter().fold(MultiPart::mixed().multipart(words), MultiPart::singlepart),
        };
        builder.multipart(body).map_err(|error| EnvelopeError::Build(error.to_string()))
    }

    fn bracketed_id(&self) -> Result<String, EnvelopeError> {
        let id = self.message_id.trim_start_matches('<').trim_end_matches('>');
        let valid = |c: char| {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | ',' | ';' | ':' | '\\')
        };
        if id.split('@').filter(|half| !half.is_empty()).count() != 2 || !id.chars().all(valid) {
            return Err(EnvelopeError::MessageId(self.message_id.clone()));
        }
        Ok(format!("<{id}>"))
    }
}

fn mailbox(name: &str, email: &str) -> Result<Mailbox, EnvelopeError> {
    let address = email.parse().map_err(|error| EnvelopeError::Address(email.to_owned(), error))?;
    let name = clean::display_name(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn inline(part: &CalendarPart) -> Result<SinglePart, EnvelopeError> {
    let kind = content_type(&format!("text/calendar; charset=utf-8; method={}", part.method.name()))?;
    Ok(SinglePart::builder().header(kind).body(base64(part)?))
}

fn invitation(part: &CalendarPart) -> Result<SinglePart, EnvelopeError> {
    let method = part.method.name();
    let kind = content_type(&format!("text/calendar; charset=utf-8; method={method}; name=invite.ics"))?;
    Ok(Attachment::new("invite.ics".to_owned()).body(base64(part)?, kind))
}

/// Names with other letters than ASCII are written as RFC 2231 has it.
fn attached(file: &attachment::Attachment) -> Result<SinglePart, EnvelopeError> {
    let kind = content_type(&file.media_type)?;
    let body = encoded(file.bytes.clone())?;
    Ok(Attachment::new(file.file_name()).body(body, kind))
}

/// Base64 keeps the object's CRLF and folds as they are, whatever a server on the way does to lines.
fn base64(part: &CalendarPart) -> Result<Body, EnvelopeError> {
    encoded(part.text.clone().into_bytes())
}

fn encoded(bytes: Vec<u8>) -> Result<Body, EnvelopeError> {
    Body::new_with_encoding(bytes, ContentTransferEncoding::Base64)
        .map_err(|_| EnvelopeError::Build("a file can't be encoded".to_owned()))
}

fn content_type(text: &str) -> Result<ContentType, EnvelopeError> {
    ContentType::parse(text).map_err(|error| EnvelopeError::Build(error.to_string()))
}

/// Seconds are enough for `Date`; times before 1970 become 1970.
fn system_time(at: DateTime<Utc>) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at.timestamp()).unwrap_or(0))
}
