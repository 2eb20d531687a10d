//! People of the house and how they sign in, and the tokens of applications.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Language;
use crate::scopes::{Role, Scope};

/// E-mail and password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Credentials {
    /// The person's address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The six digits of the second factor, or a recovery code, where the account has one: asked for by the problem
    /// `second-factor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A person has signed in. The refresh token travels in a cookie that no script can read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Sent as `Authorization: Bearer …`, for some minutes.
    pub access_token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Who has signed in.
    pub user: Me,
}

/// The person who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// Id.
    pub id: Uuid,
    /// Address.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The same as single rights.
    pub scopes: Vec<Scope>,
    /// The language of the panel, and of mails to them.
    pub language: Language,
    /// IANA name: the panel's times.
    pub timezone: String,
    /// Whether signing in needs a second factor.
    pub second_factor: bool,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
}

/// What people may change of themselves. JSON Merge Patch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MePatch {
    /// First and last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// A new password, given with the old one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordChange {
    /// The password so far.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// Whose password was forgotten.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Forgotten {
    /// The person's address.
    pub email: String,
}

/// The password that somebody chooses by a mailed link, of an invitation or a reset.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordChoice {
    /// The link's secret.
    pub token: String,
    /// The new password.
    pub password: String,
}

/// Whom a mailed link is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Invited {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Whether the account is new: an invitation.
    pub is_new: bool,
}

/// Shows that it is still the person who has signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnPassword {
    /// The person's password.
    pub password: String,
}

/// A second factor that is about to be set up; in force once a code of it was confirmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SecondFactorDraft {
    /// The secret in Base32, to be typed in.
    pub secret: String,
    /// `otpauth://…`, what the picture says.
    pub url: String,
    /// The picture to be photographed by the app, as SVG.
    pub qr: String,
}

/// Confirms a second factor, or takes it away.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SecondFactorCode {
    /// Six digits; where it is taken away, a recovery code does as well.
    pub code: String,
}

/// Each of these signs in once, instead of a code. Shown once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

/// One browser in which a person is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// Id.
    pub id: Uuid,
    /// What the browser says of itself.
    pub user_agent: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last renewed.
    pub last_used_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Id.
    pub id: Uuid,
    /// Address.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether they may sign in at all.
    pub is_active: bool,
    /// Whether the invitation has not been accepted yet.
    pub is_invited: bool,
    /// Whether signing in needs a second factor.
    pub second_factor: bool,
    /// Language.
    pub language: Language,
    /// IANA name.
    pub timezone: String,
    /// When they last signed in.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// When they were invited.
    pub created_at: DateTime<Utc>,
    /// The state of this resource, for `If-Match`.
    pub version: i32,
}

/// Invites somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewUser {
    /// Address; the invitation goes there.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Language; English unless told.
    #[serde(default)]
    pub language: Language,
    /// IANA name; the program's unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// What an admin may change of somebody. JSON Merge Patch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct UserPatch {
    /// First and last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they may do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether they may sign in at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// An application's token, without its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ApiToken {
    /// Id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// Its first characters, to tell tokens apart.
    pub start: String,
    /// What it may do; never more than its maker may.
    pub scopes: Vec<Scope>,
    /// Who made it.
    pub created_by: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to some minutes.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A token to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewApiToken {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it ends: within two years.
    pub expires_at: DateTime<Utc>,
}

crate::flat::flat! {
    /// A token that was just made: the only answer that shows it.
    pub struct MadeApiToken {
        /// All about it.
        pub about: ..ApiToken,
        /// Sent as `Authorization: Bearer …`.
        pub token: String,
    }
}

/// Whether the first admin is still to be made, and what the environment decides already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SetUpState {
    /// Whether the set-up is open: nobody can sign in yet.
    pub is_open: bool,
    /// Where mails go out: the environment's SMTP server without its password, or `null` where they go to files.
    pub smtp: Option<String>,
    /// The sender's address that the environment names.
    pub mail_from: Option<String>,
    /// The site's public address.
    pub base_url: String,
}

/// Makes the first admin.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetUp {
    /// The code that stands in the server's log.
    pub code: String,
    /// First and last name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Password.
    pub password: String,
    /// Language.
    #[serde(default)]
    pub language: Language,
    /// IANA name: the admin's, and the program's.
    pub timezone: String,
    /// The name of the house.
    pub organisation: String,
}

/// A mail that shows whether mails go out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetUpTestMail {
    /// The code that stands in the server's log.
    pub code: String,
    /// Where the mail goes.
    pub email: String,
    /// Its language.
    #[serde(default)]
    pub language: Language,
}

/// What came of a mail that was sent to show whether mails go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TestMailOutcome {
    /// Whether the mail server took it.
    pub sent: bool,
    /// What the mail server said where it did not.
    pub error: Option<String>,
}
