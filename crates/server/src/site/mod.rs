//! What every page of the site needs, and the pages themselves: the HTML with the page's own data inside, so
//! that nothing has to be asked for a second time.

mod assets;
mod page;
mod routes;
mod without_scripts;

pub use assets::assets;
pub use page::{not_found, pages};
pub use routes::routes;
