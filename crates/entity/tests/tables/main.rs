//! The entities against the schema, on the database under test.

mod constraints;
mod rows;
mod samples;
