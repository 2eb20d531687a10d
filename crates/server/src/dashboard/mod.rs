//! The dashboard: figures, what needs doing, what comes next. It is read anew each time it is asked for; what is to be
//! done is decided in `domain::dashboard`.

mod queries;
mod routes;
mod service;
#[cfg(test)]
mod tests;
mod translations;

pub use routes::routes;
