//! Which methods an address knows: what `Allow` says beside 405.

use std::sync::LazyLock;

use actix_web::HttpRequest;

use super::error::ApiError;
use super::openapi::described;

/// Every address of the API as it is described, with its methods; the ones with the fewest placeholders first.
static ADDRESSES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut addresses: Vec<(String, String)> = described()
        .paths
        .paths
        .into_iter()
        .map(|(path, item)| {
            let known = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let methods: Vec<&str> =
                known.iter().filter(|(_, has)| *has).map(|(method, _)| *method).collect();
            (path, methods.join(", "))
        })
        .collect();
    addresses.sort_by_key(|(path, _)| path.matches('{').count());
    addresses
});

/// What is answered where no operation takes a request: 405 where its address has others, else 404.
pub(super) fn refusal(request: &HttpRequest) -> ApiError {
    let method = request.method().as_str();
    let others = methods(request.path()).filter(|methods| methods.split(", ").all(|known| known != method));
    others.map_or_else(ApiError::not_found, ApiError::method_not_allowed)
}

/// The methods of the address; `None` where there is nothing at all.
fn methods(path: &str) -> Option<&'static str> {
    let found = ADDRESSES.iter().find(|(described, _)| fits(described, path));
    found.map(|(_, methods)| methods.as_str())
}

fn fits(described: &str, path: &str) -> bool {
    let (mut described, mut path) = (described.split('/'), path.split('/'));
    loop {
        match (described.next(), path.next()) {
            (None, None) => return true,
            (Some(part), Some(here)) if part == here => {}
            (Some(part), Some(here)) if part.starts_with('{') && !here.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_knows_its_methods() {
        assert_eq!(methods("/api/v1/sessions"), Some("GET, POST"));
        assert_eq!(methods("/api/v1/sessions/export"), Some("GET"));
        assert_eq!(methods("/api/v1/sessions/01a1fff2"), Some("GET, PATCH, DELETE"));
        assert_eq!(methods("/api/v1/nothing"), None);
    }
}
