//! Once an hour: what has served its time goes. Visits end after a week, kept outcomes of requests
//! after a day, and what tells a day's visitors apart with the day.

mod jobs;
mod queries;

pub use jobs::{Tidy, schedule};
