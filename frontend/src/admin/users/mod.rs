//! Who may sign in, and the tokens of applications.

mod invite;
mod new_token;
mod scopes;
mod token_list;
mod user_acts;
mod user_list;

pub use token_list::TokensPage;
pub use user_list::UsersPage;
