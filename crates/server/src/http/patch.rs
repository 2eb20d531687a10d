//! JSON Merge Patch (RFC 7396) of what can be set: one type says what a resource is made of, and a change, or the making
//! of one over defaults, names the fields that differ.

use std::marker::PhantomData;

use magnetiq_shared::{Code, FieldError};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use utoipa::PartialSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

use super::body::parse_json;
use super::error::ApiError;

/// The fields of a `T` that change: what is absent stays as it is, `null` clears.
pub struct Patch<T>(Map<String, Value>, PhantomData<T>);

impl<'de, T> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(|fields| Self(fields, PhantomData))
    }
}

impl<T: Serialize + DeserializeOwned> Patch<T> {
    /// The value with the changes.
    ///
    /// # Errors
    /// `validation`, with the field's pointer.
    pub fn apply(&self, current: &T) -> Result<T, ApiError> {
        let fields = match serde_json::to_value(current) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        let known: Vec<String> = fields.keys().cloned().collect();
        self.over(fields, &known)
    }

    /// A value of these fields, and of `defaults` for what is absent. `known` names all fields of a `T`.
    ///
    /// # Errors
    /// `validation`, with the field's pointer.
    pub fn over(&self, mut defaults: Map<String, Value>, known: &[String]) -> Result<T, ApiError> {
        let unknown = self.0.keys().filter(|name| !known.contains(name));
        let errors: Vec<_> =
            unknown.map(|name| FieldError::new(format!("/{name}"), Code::UnknownField)).collect();
        if !errors.is_empty() {
            return Err(ApiError::validation(errors));
        }
        for (name, value) in &self.0 {
            merge(defaults.entry(name.clone()).or_insert(Value::Null), value);
        }
        let bytes = serde_json::to_vec(&defaults).map_err(ApiError::internal)?;
        parse_json(&bytes)
    }

    /// The names of the fields that it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What it says of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}

fn merge(target: &mut Value, patch: &Value) {
    match (target, patch) {
        (Value::Object(target), Value::Object(patch)) => {
            for (name, value) in patch {
                if value.is_null() {
                    target.remove(name);
                } else {
                    merge(target.entry(name.clone()).or_insert(Value::Null), value);
                }
            }
        }
        (target, patch) => *target = patch.clone(),
    }
}

/// How a change of a `T` is described: as `T`, but that no field has to be there.
pub fn patch_schema<T: PartialSchema>() -> RefOr<Schema> {
    let mut schema = T::schema();
    if let RefOr::T(Schema::Object(object)) = &mut schema {
        object.required.clear();
    }
    schema
}

#[cfg(test)]
mod tests {
    use magnetiq_shared::TranslatedText;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Thing {
        name: String,
        text: Option<TranslatedText>,
        count: u32,
    }

    fn thing() -> Thing {
        Thing { name: "A".into(), text: Some(TranslatedText::new("Heat", "Wärme")), count: 1 }
    }

    fn apply(patch: Value) -> Result<Thing, Vec<(String, Code)>> {
        let patch: Patch<Thing> = serde_json::from_value(patch).unwrap();
        let errors = |error: ApiError| {
            error.problem("").errors.into_iter().map(|error| (error.pointer, error.code)).collect()
        };
        patch.apply(&thing()).map_err(errors)
    }

    #[test]
    fn what_is_absent_stays_and_null_clears() {
        assert_eq!(apply(json!({})), Ok(thing()));
        assert_eq!(apply(json!({ "text": null, "count": 2 })), Ok(Thing { text: None, count: 2, ..thing() }));
        let english = Thing { text: Some("Heat".into()), ..thing() };
        assert_eq!(apply(json!({ "text": { "de": null } })), Ok(english));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (patch, pointer, code) in [
            (json!({ "colour": 1 }), "/colour", Code::UnknownField),
            (json!({ "count": "many" }), "/count", Code::Type),
            (json!({ "name": null }), "/name", Code::Type),
            (json!({ "text": { "fr": "chaleur" } }), "/text/fr", Code::UnknownField),
        ] {
            assert_eq!(apply(patch), Err(vec![(pointer.to_owned(), code)]));
        }
    }
}
