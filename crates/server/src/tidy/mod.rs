//! Once an hour: what has served its time goes. Visits end after a week, kept outcomes of requests after a day.

mod jobs;
mod queries;

pub use jobs::{Tidy, schedule};
