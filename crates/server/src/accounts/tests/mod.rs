//! Signing in, and who may do what, over HTTP.

mod access;
mod links;
mod second_factor;
mod set_up;
mod sign_in;
mod tokens;
mod users;
