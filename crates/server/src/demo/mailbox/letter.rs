//! One mail, taken apart.

use chrono::{DateTime, Utc};
use mail_parser::{Addr, Address, Message, MessageParser, MessagePart, MimeHeaders};
use serde::Serialize;

/// What the pages show of a mail.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Letter {
    /// The file's name.
    pub name: String,
    /// The recipient's name; empty where there is none.
    pub to_name: String,
    /// The recipient's address.
    pub to: String,
    pub from_name: String,
    pub from: String,
    pub reply_to: String,
    pub subject: String,
    /// When it was sent, by its `Date`.
    pub date: Option<DateTime<Utc>>,
    /// Without angle brackets.
    pub message_id: String,
    /// The part for programs without HTML.
    pub text: String,
    /// Addresses in the text, in order.
    pub links: Vec<String>,
    #[serde(skip)]
    pub html: Option<String>,
    #[serde(skip)]
    pub headers: Vec<(String, String)>,
    #[serde(skip)]
    pub attachments: Vec<Attached>,
}

/// A file that comes with a mail.
#[derive(Clone, Debug)]
pub(super) struct Attached {
    pub file_name: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

impl Letter {
    /// Reads a mail; one that can't be read has its name alone.
    pub(super) fn read(name: &str, bytes: &[u8]) -> Self {
        let Some(message) = MessageParser::default().parse(bytes) else {
            return Self { name: name.to_owned(), ..Self::default() };
        };
        let (to_name, to) = first(message.to());
        let (from_name, from) = first(message.from());
        // Without such a part the parser would make one of the other, which is not what was sent.
        let has = |wanted: &str| message.parts.iter().any(|part| subtype(part) == wanted);
        let text = message.body_text(0).filter(|_| has("plain")).unwrap_or_default().replace("\r\n", "\n");
        Self {
            name: name.to_owned(),
            to_name,
            to,
            from_name,
            from,
            reply_to: first(message.reply_to()).1,
            subject: message.subject().unwrap_or_default().to_owned(),
            date: message.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
            message_id: message.message_id().unwrap_or_default().to_owned(),
            links: links(&text),
            text,
            html: message.body_html(0).filter(|_| has("html")).map(|html| html.into_owned()),
            headers: headers(&message),
            attachments: attachments(&message),
        }
    }

    /// The HTML for a frame: what is clicked opens in the window around it, also where the mail asks for a new one.
    pub(super) fn framed_html(&self) -> Option<String> {
        let html = self.html.as_deref()?.replace(" target=\"_blank\"", "");
        const BASE: &str = "<base target=\"_top\">";
        let head = html
            .to_ascii_lowercase()
            .find("<head")
            .and_then(|at| html[at..].find('>').map(|end| at + end + 1));
        let (before, after) = html.split_at(head.unwrap_or(0));
        Some([before, BASE, after].concat())
    }
}

fn first(address: Option<&Address<'_>>) -> (String, String) {
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    address
        .and_then(Address::first)
        .map(|one: &Addr<'_>| (text(one.name()), text(one.address())))
        .unwrap_or_default()
}

fn subtype<'a>(part: &'a MessagePart<'_>) -> &'a str {
    part.content_type().and_then(|kind| kind.subtype()).unwrap_or("plain")
}

fn headers(message: &Message<'_>) -> Vec<(String, String)> {
    let unfolded = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
    message.headers_raw().map(|(name, value)| (name.to_owned(), unfolded(value))).collect()
}

/// The files of a mail. An invitation comes twice, for programs that read only the one or the other: the part
/// without a name is left out where a file has the same content.
fn attachments(message: &Message<'_>) -> Vec<Attached> {
    let named: Vec<&[u8]> =
        message.attachments().filter(|part| has_name(part)).map(MessagePart::contents).collect();
    let parts = message.attachments().filter(|part| has_name(part) || !named.contains(&part.contents()));
    parts.enumerate().map(|(index, part)| attached(index, part)).collect()
}

fn has_name(part: &MessagePart<'_>) -> bool {
    part.attachment_name().is_some()
}

fn attached(index: usize, part: &MessagePart<'_>) -> Attached {
    let kind = part.content_type();
    let main = kind.map_or("application", |kind| kind.ctype());
    let sub = kind.and_then(|kind| kind.subtype()).unwrap_or("octet-stream");
    let unnamed = || match sub {
        "calendar" => format!("part-{}.ics", index + 1),
        _ => format!("part-{}", index + 1),
    };
    Attached {
        file_name: part.attachment_name().map_or_else(unnamed, str::to_owned),
        content_type: format!("{main}/{sub}"),
        bytes: part.contents().to_vec(),
    }
}

/// The web addresses in a text, without the punctuation behind them.
pub(super) fn links(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']');
    let is_link = |word: &&str| word.starts_with("https://") || word.starts_with("http://");
    let words = text.split(ends).map(|word| word.trim_end_matches(['.', ',', ';', '!', '?', ':', '\'']));
    words.filter(is_link).map(str::to_owned).collect()
}
