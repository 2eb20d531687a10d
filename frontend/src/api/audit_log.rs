//! Who changed what.

use magnetiq_shared::Page;
use magnetiq_shared::audit::{AuditEntry, AuditFilters};

use super::client::Call;
use super::{ApiResult, staff};

/// The entries that match, newest first, a page at a time.
///
/// # Errors
/// See [`super::ApiError`].
pub async fn list(filters: &AuditFilters) -> ApiResult<Page<AuditEntry>> {
    staff::json(Call::get("/audit-log").query(filters)).await
}
