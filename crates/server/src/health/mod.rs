//! Whether the process is alive, whether it is ready for work, and what is measured about it.

mod queries;
mod routes;
mod secrets;
#[cfg(test)]
mod tests;

pub use queries::{Finding, inspect, repair};
pub use routes::{metrics_server, routes};
pub use secrets::{Secrets, reseal, secrets};
