//! Every mail the product writes: typed messages, templates in English and German, calendar parts, and the
//! ways out (SMTP, files, memory).
//!
//! The path of a mail: a [`Mail`] and a [`Brand`] go into [`Renderer::render`], which gives [`Rendered`];
//! [`Envelope::message`] makes the MIME message of it; [`Transport::send`] hands that to the server.
//!
//! Nothing in this crate reads the clock, makes an id or touches the database; what a stranger typed reaches
//! a template as a value, never as code.

pub mod attachment;
pub mod brand;
pub mod calendar;
pub mod clean;
pub mod envelope;
pub mod facts;
pub mod localtime;
pub mod message;
pub mod messages;
pub mod parts;
pub mod placeholders;
pub mod render;
mod template;
mod texts;
pub mod transport;

pub use attachment::Attachment;
pub use brand::Brand;
pub use calendar::{CalendarEvent, CalendarPart, Method};
pub use envelope::{Envelope, EnvelopeError};
pub use facts::{CalendarEntry, NamedLink, Platform, SessionFacts};
pub use message::Mail;
pub use placeholders::Placeholder;
pub use render::{Override, RenderError, Rendered, Renderer};
pub use template::{TemplateError, TemplateFault, TemplatePart, TemplateSource};
pub use transport::{OpenError, SendError, Transport};
