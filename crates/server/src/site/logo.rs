//! The brand's logo in the header of every page, as a small stylesheet of its own that pages of a house with a logo
//! name: so the header that the app draws is the same with and without one.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, web};

use crate::ctx::Ctx;
use crate::media::{LOGO_WIDTH, Picture};

/// Its address.
const PATH: &str = "/brand.css";
/// Another logo has another address.
const CACHE: &str = "public, max-age=86400";

/// The sheet. To be asked before the pages.
pub(super) fn logo(config: &mut web::ServiceConfig) {
    config.route(PATH, web::get().to(answer));
}

/// Where the sheet of this logo is.
pub(super) fn sheet(logo: Picture) -> String {
    format!("{PATH}?v={}", logo.id())
}

async fn answer(ctx: Ctx) -> HttpResponse {
    let logo = ctx.program.at(ctx.now).program.settings.logo;
    let sheet = logo.map(|logo| write(&logo.url(LOGO_WIDTH))).unwrap_or_default();
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((CACHE_CONTROL, CACHE))
        .body(sheet)
}

/// The picture in the place of the product's own mark.
fn write(url: &str) -> String {
    format!(
        ".brand > svg {{ display: none; }}\n\
         .brand::before {{ content: \"\"; flex: none; inline-size: 1.75rem; block-size: 1.75rem; border-radius: .5rem; \
         background: url(\"{url}\") center / cover; }}\n"
    )
}
