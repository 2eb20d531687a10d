//! What the mail provider tells of mails that came to nothing: bounces and complaints. Resend's events, which are signed
//! as Standard Webhooks (svix) are.

pub(super) mod connection;
pub(super) mod hook;
#[cfg(test)]
mod tests;

/// How the provider is called in addresses and rows.
const PROVIDER: &str = "resend";
