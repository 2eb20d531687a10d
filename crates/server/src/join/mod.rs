//! `/join/{token}`: the personal way into the meeting. Before the doors open it says when; then it leads in; when
//! the session is over it leads to the recording, where this person may watch it. Calendars that are shared carry
//! this address, so it gives nothing but that.

mod queries;
mod routes;
mod words;

pub use routes::routes;
