//! The rules of the program, pure: no input or output, no waiting, no clock. What they need to know comes in,
//! what follows from it goes out; the server writes it down in one transaction.
//!
//! - [`lifecycle`]: which states there are and which moves are allowed; the only place that says so.
//! - [`session`]: what the clock and the seats make of a session.
//! - [`seats`]: who gets a seat, who waits, who is refused.
//! - [`acts`]: what becomes of a registration that staff do something with.
//! - [`holds`]: how long a seat is kept for somebody.
//! - [`mail_providers`]: whose mail domain says nothing about a person.
//! - [`posts`]: when which posts on social networks are due, and how a text becomes a thread.
//! - [`pricing`]: what a place costs at a moment.
//! - [`calendar`]: "this week" and "this month" in somebody's timezone.
//! - [`reference`]: the code that a person quotes.
//! - [`campaigns`]: who of a group gets a mail that staff write.
//! - [`bounces`]: what a mail server's refusal says of an address.
//! - [`reports`]: when the manager hears of an hour and of a month.
//! - [`webhooks`]: how often an application is told of what happened.
//! - [`waitlist`]: why nobody who waits is offered a seat.
//! - [`countries`]: in which country somebody probably is.
//! - [`dashboard`]: what needs doing today, and figures against those before.

pub mod acts;
pub mod bounces;
pub mod calendar;
pub mod campaigns;
pub mod closing;
pub mod countries;
pub mod dashboard;
pub mod holds;
pub mod lifecycle;
pub mod mail_providers;
pub mod posts;
pub mod pricing;
pub mod reference;
pub mod reports;
pub mod schedule;
pub mod seats;
pub mod session;
pub mod waitlist;
pub mod webhooks;
