//! What the generated description of the API leaves out, and what programs that read it stumble over.

use utoipa::Number;
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::schema::{ArrayItems, KnownFormat, Object, Schema, SchemaFormat};
use utoipa::openapi::{Components, OpenApi, Ref, RefOr, ResponseBuilder};

/// Every operation of the description.
pub(super) fn operations(api: &mut OpenApi) -> impl Iterator<Item = &mut Operation> {
    api.paths.paths.values_mut().flat_map(|path| {
        [&mut path.get, &mut path.post, &mut path.put, &mut path.patch, &mut path.delete]
            .into_iter()
            .flatten()
    })
}

/// An address with an id may name nothing, and the pages of staff's lists are of the same sizes.
pub(super) fn describe_addresses(api: &mut OpenApi) {
    for (path, item) in &mut api.paths.paths {
        let is_public = path.contains("/public/");
        let methods = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        for operation in methods.into_iter().flatten() {
            if path.contains('{') {
                say(operation, "404", "`not-found`");
            }
            for parameter in operation.parameters.iter_mut().flatten() {
                if let RefOr::T(Parameter { name, schema: Some(RefOr::T(Schema::Object(schema))), .. }) =
                    parameter
                    && name == "limit"
                    && !is_public
                {
                    (schema.minimum, schema.maximum) = (Some(1.into()), Some(200.into()));
                }
            }
        }
    }
}

/// Adds an answer unless the operation tells of it.
fn say(operation: &mut Operation, status: &str, what: &str) {
    let response = ResponseBuilder::new().description(what).build();
    operation.responses.responses.entry(status.to_owned()).or_insert(RefOr::T(response));
}

/// Whatever takes a body may find that it can't be read, which need not be said at each of them; and whoever names an
/// `Idempotency-Key` may name one in use.
pub(super) fn describe_bodies(api: &mut OpenApi) {
    for operation in operations(api) {
        let takes_key =
            operation.parameters.iter().flatten().any(
                |parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "Idempotency-Key"),
            );
        let takes_body = operation.request_body.is_some();
        let of_bodies = [
            ("400", "`malformed-json`"),
            ("413", "`too-large`"),
            ("415", "`unsupported-media-type`"),
            ("422", "`validation`"),
        ];
        let of_keys = [("409", "`idempotency-in-flight`"), ("422", "`validation`, `idempotency-mismatch`")];
        let said = of_keys.into_iter().filter(|_| takes_key);
        for (status, what) in said.chain(of_bodies.into_iter().filter(|_| takes_body)) {
            say(operation, status, what);
        }
    }
}

/// Rows of lists are types with a name, as single ones are.
pub(super) fn name_types(components: &mut Components) {
    let mut rows = Vec::new();
    for (name, schema) in &mut components.schemas {
        if let (Some(row), RefOr::T(Schema::Object(page))) = (name.strip_prefix("Page_"), &mut *schema)
            && let Some(RefOr::T(Schema::Array(list))) = page.properties.get_mut("data")
            && let ArrayItems::RefOrSchema(item) = &mut list.items
        {
            let named = RefOr::Ref(Ref::from_schema_name(row));
            rows.push((row.to_owned(), std::mem::replace(&mut **item, named)));
        }
        mend(schema);
    }
    for (name, mut schema) in rows {
        mend(&mut schema);
        components.schemas.entry(name).or_insert(schema);
    }
}

/// Nothing defaults to `null`: what a change leaves out stays as it is, and a generated client would take such a field
/// for one that is always there. And what can't be negative is wider than `int32`.
fn mend(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    if let Schema::Object(Object { format: Some(format), minimum: Some(least), .. }) = schema
        && matches!(format, SchemaFormat::KnownFormat(KnownFormat::Int32))
        && matches!(least, Number::Int(0) | Number::UInt(0))
    {
        *format = SchemaFormat::KnownFormat(KnownFormat::Int64);
    }
    let (default, parts): (_, Vec<&mut RefOr<Schema>>) = match schema {
        Schema::Object(object) => (&mut object.default, object.properties.values_mut().collect()),
        Schema::Array(array) => match &mut array.items {
            ArrayItems::RefOrSchema(item) => (&mut array.default, vec![item]),
            ArrayItems::False => (&mut array.default, Vec::new()),
        },
        Schema::OneOf(one) => (&mut one.default, one.items.iter_mut().collect()),
        Schema::AllOf(all) => (&mut all.default, all.items.iter_mut().collect()),
        Schema::AnyOf(any) => (&mut any.default, any.items.iter_mut().collect()),
        _ => return,
    };
    if default.as_ref().is_some_and(serde_json::Value::is_null) {
        *default = None;
    }
    parts.into_iter().for_each(mend);
}
