//! Objects in which another lies flat: `{ ...card, "description": ... }`.
//!
//! serde's `flatten` reads such an object by way of a copy of all its values, for which every type in it is compiled a
//! second time: 12 kB of what a browser loads. Here the object's text is read twice, each time for one half.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::value::RawValue;

/// Both halves of an object.
pub(crate) fn halves<'de, D, A, B>(deserializer: D) -> Result<(A, B), D::Error>
where
    D: Deserializer<'de>,
    A: DeserializeOwned,
    B: DeserializeOwned,
{
    let text = Box::<RawValue>::deserialize(deserializer)?;
    let read = |error: serde_json::Error| D::Error::custom(error);
    Ok((serde_json::from_str(text.get()).map_err(read)?, serde_json::from_str(text.get()).map_err(read)?))
}

/// Declares a struct whose first field lies flat in its object.
macro_rules! flat {
    (
        $(#[$attribute:meta])*
        pub struct $Name:ident {
            $(#[$of_inner:meta])*
            pub $inner:ident: ..$Inner:ty,
            $($(#[$of_field:meta])* pub $field:ident: $Field:ty,)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $Name {
            $(#[$of_inner])*
            #[serde(flatten)]
            pub $inner: $Inner,
            $($(#[$of_field])* pub $field: $Field,)*
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(rename_all = "camelCase")]
                struct Rest {
                    $($(#[$of_field])* $field: $Field,)*
                }
                let ($inner, Rest { $($field),* }) = $crate::flat::halves(deserializer)?;
                Ok(Self { $inner, $($field),* })
            }
        }
    };
}

pub(crate) use flat;

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    #[serde(rename_all = "camelCase")]
    pub struct Inner {
        first_name: String,
        age: Option<u32>,
    }

    flat! {
        /// Has one inside.
        pub struct Outer {
            /// Lies flat.
            pub inner: ..Inner,
            /// May be absent.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub last_name: Option<String>,
        }
    }

    #[test]
    fn what_lies_flat_is_written_and_read() {
        let inner = Inner { first_name: "Juliette".into(), age: Some(41) };
        let outer = Outer { inner, last_name: Some("Morel".into()) };
        let json = json!({ "firstName": "Juliette", "age": 41, "lastName": "Morel" });
        assert_eq!(serde_json::to_value(&outer).unwrap(), json);
        assert_eq!(serde_json::from_str::<Outer>(&json.to_string()).unwrap(), outer);
        assert_eq!(serde_json::from_value::<Outer>(json).unwrap(), outer);
        let short = json!({ "firstName": "Ada", "more": [1, 2] });
        assert_eq!(serde_json::from_value::<Outer>(short).unwrap().last_name, None);
    }

    #[test]
    fn what_is_missing_in_either_half_is_an_error() {
        let wrong = serde_json::from_value::<Outer>(json!({ "lastName": "Morel" })).unwrap_err();
        assert!(wrong.to_string().contains("firstName"), "{wrong}");
    }
}
