//! Structured values in JSON columns.

use std::ops::{Deref, DerefMut};

use magnetiq_shared::TranslatedText;
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ActiveValue, IntoActiveValue, TryGetableFromJson, Value};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A value of any type that serde can write and read, kept in a JSON column (`jsonb`, on SQLite text).
///
/// Reading a row whose column holds something else is an error of the query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JsonOf<T>(pub T);

/// A text in the product's languages.
pub type Texts = JsonOf<TranslatedText>;

impl<T> From<T> for JsonOf<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for JsonOf<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for JsonOf<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: DeserializeOwned> TryGetableFromJson for JsonOf<T> {}

impl<T: Serialize> From<JsonOf<T>> for Value {
    fn from(value: JsonOf<T>) -> Self {
        // Fails only for types that can't be JSON at all (maps whose keys aren't texts): the first test shows it.
        let json = serde_json::to_value(&value.0).expect("the type of a JSON column can be written as JSON");
        Value::Json(Some(Box::new(json)))
    }
}

impl<T: DeserializeOwned> ValueType for JsonOf<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        match value {
            Value::Json(Some(json)) => serde_json::from_value(*json).map(Self).map_err(|_| ValueTypeErr),
            _ => Err(ValueTypeErr),
        }
    }

    fn type_name() -> String {
        "JsonOf".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::Json
    }

    fn column_type() -> ColumnType {
        ColumnType::JsonBinary
    }
}

impl<T> Nullable for JsonOf<T> {
    fn null() -> Value {
        Value::Json(None)
    }
}

impl<T: Serialize> IntoActiveValue<JsonOf<T>> for JsonOf<T> {
    fn into_active_value(self) -> ActiveValue<JsonOf<T>> {
        ActiveValue::Set(self)
    }
}
