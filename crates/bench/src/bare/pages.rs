//! The limit of reading: actix-web with one handler that gives bytes out of memory.

use std::net::SocketAddr;
use std::time::Duration;

use actix_web::http::header::{CONTENT_TYPE, HeaderValue};
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};

struct Page {
    media_type: HeaderValue,
    bytes: Bytes,
}

pub(super) fn serve(listen: SocketAddr, media_type: String, bytes: Vec<u8>) -> anyhow::Result<()> {
    let page = Data::new(Page { media_type: HeaderValue::from_str(&media_type)?, bytes: bytes.into() });
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(move || App::new().app_data(page.clone()).default_service(web::to(answer)))
            .keep_alive(Duration::from_secs(75))
            .bind(listen)?
            .run()
            .await?;
        Ok(())
    })
}

async fn answer(page: Data<Page>) -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, page.media_type.clone())).body(page.bytes.clone())
}
