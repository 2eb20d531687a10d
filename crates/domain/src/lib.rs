//! The rules of the program, pure: no input or output, no waiting, no clock. What they need to know comes in,
//! what follows from it goes out; the server writes it down in one transaction.
//!
//! - [`lifecycle`]: which states there are and which moves are allowed; the only place that says so.
//! - [`session`]: what the clock and the seats make of a session.
//! - [`seats`]: who gets a seat, who waits, who is refused.
//! - [`holds`]: how long a seat is kept for somebody.
//! - [`mail_providers`]: whose mail domain says nothing about a person.
//! - [`pricing`]: what a place costs at a moment.
//! - [`calendar`]: "this week" and "this month" in somebody's timezone.
//! - [`reference`]: the code that a person quotes.
//! - [`webhooks`]: how often an application is told of what happened.
//! - [`dashboard`]: what needs doing today, and figures against those before.

pub mod calendar;
pub mod dashboard;
pub mod holds;
pub mod lifecycle;
pub mod mail_providers;
pub mod pricing;
pub mod reference;
pub mod seats;
pub mod session;
pub mod webhooks;
