//! What somebody may do: scopes, the roles of people that stand for sets of them, and the tokens of applications
//! that carry some.

use serde::{Deserialize, Serialize};

macro_rules! scopes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $from:ident;)+) => {
        /// A right. An API token carries some; a person's role stands for a set of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Scope { $($(#[doc = $doc])+ #[serde(rename = $text)] $name,)+ }

        // The derive does not see names that a macro gives.
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for Scope {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let about: &[(&str, &str)] = &[$(($text, concat!($($doc),+)),)+];
                let about: Vec<String> = about.iter().map(|(text, what)| format!("- `{text}`:{what}")).collect();
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(format!(
                        "A right. An API token carries some; a person's role stands for a set of them.\n\n{}",
                        about.join("\n")
                    )))
                    .enum_values(Some(Self::ALL.map(Scope::text)))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for Scope {}

        impl Scope {
            /// Every scope.
            pub const ALL: [Scope; [$($text),+].len()] = [$(Scope::$name),+];

            /// Its name, such as `topics:read`.
            pub const fn text(self) -> &'static str {
                match self { $(Scope::$name => $text,)+ }
            }

            /// The lowest role that has it.
            pub const fn role(self) -> Role {
                match self { $(Scope::$name => Role::$from,)+ }
            }
        }

        /// Each scope as a type, so that the signature of what needs it can name it.
        pub mod right {
            use super::{Right, Scope};
            $(
                $(#[doc = $doc])+
                #[derive(Clone, Copy, Debug)]
                pub enum $name {}

                impl Right for $name {
                    const SCOPE: Scope = Scope::$name;
                }
            )+
        }
    };
}

scopes! {
    /// See topics, categories and tags.
    TopicsRead = "topics:read", Viewer;
    /// Make and change topics, categories and tags.
    TopicsWrite = "topics:write", Editor;
    /// See sessions and their figures.
    SessionsRead = "sessions:read", Viewer;
    /// Make, change, publish and cancel sessions.
    SessionsWrite = "sessions:write", Editor;
    /// See speakers.
    SpeakersRead = "speakers:read", Viewer;
    /// Make and change speakers.
    SpeakersWrite = "speakers:write", Editor;
    /// See consultants.
    ConsultantsRead = "consultants:read", Viewer;
    /// Make and change consultants.
    ConsultantsWrite = "consultants:write", Editor;
    /// See registrations.
    RegistrationsRead = "registrations:read", Viewer;
    /// Make and change registrations.
    RegistrationsWrite = "registrations:write", Editor;
    /// Take lists of registrations away.
    RegistrationsExport = "registrations:export", Editor;
    /// Take a copy of all that is kept of a person, and erase it.
    PeopleErase = "people:erase", Admin;
    /// See messages.
    MessagesRead = "messages:read", Viewer;
    /// Write to people.
    MessagesWrite = "messages:write", Editor;
    /// See uploaded files.
    MediaRead = "media:read", Viewer;
    /// Upload and delete files.
    MediaWrite = "media:write", Editor;
    /// See figures.
    AnalyticsRead = "analytics:read", Viewer;
    /// Have texts written and translated.
    AiWrite = "ai:write", Editor;
    /// See the settings.
    SettingsRead = "settings:read", Viewer;
    /// Change the settings.
    SettingsWrite = "settings:write", Admin;
    /// See who may sign in.
    UsersRead = "users:read", Admin;
    /// Invite people, change their roles, lock them out.
    UsersWrite = "users:write", Admin;
    /// See the tokens of applications, never their secrets.
    ApiTokensRead = "api-tokens:read", Admin;
    /// Make and revoke tokens of applications.
    ApiTokensWrite = "api-tokens:write", Admin;
    /// See webhooks and what was delivered.
    WebhooksRead = "webhooks:read", Admin;
    /// Make and change webhooks.
    WebhooksWrite = "webhooks:write", Admin;
    /// See who changed what.
    AuditLogRead = "audit-log:read", Admin;
    /// See the connections to other services.
    IntegrationsRead = "integrations:read", Admin;
    /// Change the connections to other services.
    IntegrationsWrite = "integrations:write", Admin;
}

/// A type that stands for a scope.
pub trait Right {
    /// The scope.
    const SCOPE: Scope;
}

/// What a person of the house may do. Each role has the rights of those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads the program.
    Viewer,
    /// Changes the program, writes to people, exports.
    Editor,
    /// Also changes settings, users, tokens, webhooks, connections.
    Admin,
}

impl Role {
    /// Every role, the one with the fewest rights first.
    pub const ALL: [Role; 3] = [Role::Viewer, Role::Editor, Role::Admin];

    /// Its name.
    pub const fn text(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }

    /// The role of this name.
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.text() == text)
    }

    /// Whether the role has this right.
    pub fn may(self, scope: Scope) -> bool {
        self >= scope.role()
    }

    /// All rights of the role.
    pub fn scopes(self) -> Vec<Scope> {
        Scope::ALL.into_iter().filter(|scope| self.may(*scope)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_the_rights_of_those_before_it_and_more() {
        let counts: Vec<usize> = Role::ALL.iter().map(|role| role.scopes().len()).collect();
        assert!(counts.is_sorted_by(|a, b| a < b), "{counts:?}");
        assert!(!Role::Viewer.may(Scope::RegistrationsExport), "viewers take no lists away");
        assert!(!Role::Editor.may(Scope::SettingsWrite));
        assert_eq!(Role::Admin.scopes(), Scope::ALL);
        assert!(
            Scope::ALL
                .iter()
                .filter(|scope| Role::Viewer.may(**scope))
                .all(|scope| scope.text().ends_with(":read"))
        );
    }

    #[test]
    fn a_scope_is_written_as_it_is_called() {
        for scope in Scope::ALL {
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.text());
        }
        assert_eq!(Role::named("editor"), Some(Role::Editor));
        assert_eq!(serde_json::to_value(Role::Viewer).unwrap(), "viewer");
    }
}
