//! The audit log: who changed what from what to what, when, and by which token.
//!
//! Invariant: an entry is written in the transaction of what it tells of, so that neither is without the other. Entries
//! are never changed. Secrets never stand in them; of people outside the house only the names of fields.

mod queries;
mod routes;

use magnetiq_shared::audit::Change;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

pub use queries::record;
pub use routes::routes;

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The person; `None` is the program itself, a command on the server, or a stranger.
    pub id: Option<Uuid>,
    /// Their name; a dash for a stranger.
    pub name: String,
    /// The token by which an application does it for them.
    pub token: Option<Uuid>,
}

impl Author {
    /// Somebody who has not shown who they are.
    pub fn stranger() -> Self {
        Self { id: None, name: "–".to_owned(), token: None }
    }

    /// A command on the server, or the program by itself.
    pub fn system() -> Self {
        Self { id: None, name: "Magnetiq".to_owned(), token: None }
    }
}

/// What was done to what.
#[derive(Clone, Debug)]
pub struct Act {
    /// Such as `topic.updated`: the subject's kind, and what was done.
    pub action: &'static str,
    /// The subject's id.
    pub subject: Option<Uuid>,
    /// The subject's name.
    pub name: String,
    /// Field by field.
    pub changes: Vec<Change>,
}

impl Act {
    /// Something was done, of which no single fields are told.
    pub fn new(action: &'static str, subject: Uuid, name: impl Into<String>) -> Self {
        Self { action, subject: Some(subject), name: name.into(), changes: Vec::new() }
    }

    /// With what was changed: the fields in which the two differ.
    pub fn changed(self, before: &impl Serialize, after: &impl Serialize) -> Self {
        Self { changes: changes(before, after), ..self }
    }

    /// With the names of what was changed alone: for people outside the house.
    pub fn names_only(mut self) -> Self {
        for change in &mut self.changes {
            (change.from, change.to) = (Value::Null, Value::Null);
        }
        self
    }
}

/// What the program itself writes beside what somebody changed.
const OWN: [&str; 9] = [
    "id",
    "version",
    "createdAt",
    "createdBy",
    "updatedAt",
    "updatedBy",
    "figures",
    "isInternal",
    "photoUrl",
];
/// What lets whoever reads it in: that it changed is told, not from what to what.
const SECRET: [&str; 2] = ["meetingPassword", "hostUrl"];

/// The fields in which two values of a type differ.
fn changes(before: &impl Serialize, after: &impl Serialize) -> Vec<Change> {
    let fields = |value: Result<Value, _>| match value {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (mut before, after) = (fields(serde_json::to_value(before)), fields(serde_json::to_value(after)));
    let mut changes = Vec::new();
    for (field, to) in after {
        let from = before.remove(&field).unwrap_or_default();
        if from != to {
            changes.push(Change { field, from, to });
        }
    }
    let gone = before.into_iter().filter(|(_, from)| !from.is_null());
    changes.extend(gone.map(|(field, from)| Change { field, from, to: Value::Null }));
    changes.retain(|change| !OWN.contains(&change.field.as_str()));
    for change in changes.iter_mut().filter(|change| SECRET.contains(&change.field.as_str())) {
        (change.from, change.to) = (Value::Null, Value::Null);
    }
    changes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_fields_that_differ_are_told_and_no_others() {
        let before =
            json!({ "title": "A", "price": 100, "tags": [], "version": 1, "gone": "x", "hostUrl": null });
        let after = json!({
            "title": "A", "price": null, "tags": ["b"], "version": 2, "new": true, "hostUrl": "https://host.example",
        });
        let told: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|change| (change.field, change.from, change.to))
            .collect();
        let change = |field: &str, from: Value, to: Value| (field.to_owned(), from, to);
        assert_eq!(
            told,
            [
                change("hostUrl", json!(null), json!(null)),
                change("new", json!(null), json!(true)),
                change("price", json!(100), json!(null)),
                change("tags", json!([]), json!(["b"])),
                change("gone", json!("x"), json!(null)),
            ]
        );
    }
}
