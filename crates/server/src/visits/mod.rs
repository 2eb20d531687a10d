//! Visits: what one browser keeps of a person for a week.
//!
//! Invariants: only the browser that pressed the button behind a mailed link is validated; a visit that is not
//! learns of a registration nothing but whether its link was used, and of an address registered by somebody else
//! nothing at all.

mod events;
mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub use queries::count;
pub use queries::{forget, forget_address};
pub use routes::routes;
pub use service::{Known, Told, VisitGrant, find, token, told, validate};
