//! What every page of the site needs, and the pages themselves: the HTML with the page's own data inside, so
//! that nothing has to be asked for a second time, and with all that search engines and networks read of it.

mod admin;
mod assets;
mod crawlers;
mod embed;
mod feed;
mod filters;
mod first;
mod head;
mod logo;
mod mail_frame;
mod make;
mod manifest;
mod page;
mod pages;
mod preview;
mod routes;
mod structured;
#[cfg(test)]
mod tests;
mod words;

pub use admin::admin;
pub use assets::assets;
pub use crawlers::crawlers;
pub use embed::embeds;
pub use mail_frame::mail_frame;
pub use pages::{not_found, pages};
pub use routes::routes;
