//! Who may sign in.

use magnetiq_shared::accounts::{NewUser, User, UserPatch};
use magnetiq_shared::page::Page;
use uuid::Uuid;

use super::client::Call;
use super::{ApiResult, staff};

/// Everybody, a page at a time, by name.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(cursor: Option<&str>) -> ApiResult<Page<User>> {
    staff::json(Call::get("/users").query(&serde_json::json!({ "cursor": cursor, "limit": 50 }))).await
}

/// Invites somebody; the mail goes out.
///
/// # Errors
/// `taken` where the address has an account, `validation`; else see [`super::ApiError`].
pub async fn invite(user: &NewUser) -> ApiResult<User> {
    staff::json(Call::post("/users").body(user)).await
}

/// Sends the invitation again.
///
/// # Errors
/// `invalid-state` where it was accepted; else see [`super::ApiError`].
pub async fn invite_again(id: Uuid) -> ApiResult<()> {
    staff::empty(Call::post(format!("/users/{id}/invite"))).await
}

/// Changes name, role, or whether they may sign in.
///
/// # Errors
/// `invalid-state` for oneself or the last admin, `stale`; else see [`super::ApiError`].
pub async fn change(user: &User, patch: &UserPatch) -> ApiResult<User> {
    staff::json(Call::patch(format!("/users/{}", user.id)).if_match(user.version).body(patch)).await
}

/// Deletes an account.
///
/// # Errors
/// As [`change`].
pub async fn delete(user: &User) -> ApiResult<()> {
    staff::empty(Call::delete(format!("/users/{}", user.id)).if_match(user.version)).await
}
