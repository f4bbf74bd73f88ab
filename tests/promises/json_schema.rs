//! A value against a JSON Schema, as far as the report's schema goes. A keyword it does not know is a complaint.

use serde_json::{Map, Value};

/// What of `value` is not as `schema` says: a JSON pointer and why.
pub fn complaints(schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { root: schema, complaints: Vec::new() };
    check.value(schema, value, "");
    check.complaints
}

struct Check<'a> {
    root: &'a Value,
    complaints: Vec<String>,
}

impl Check<'_> {
    fn say(&mut self, at: &str, why: &str) {
        self.complaints.push(format!("{at}: {why}"));
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let schema = schema.as_object().expect("a schema is an object");
        for (keyword, said) in schema {
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "properties" | "format" => {}
                "$ref" => {
                    let pointer =
                        said.as_str().and_then(|r| r.strip_prefix('#')).expect("a reference within the schema");
                    let root = self.root;
                    self.value(root.pointer(pointer).expect("the reference leads somewhere"), value, at);
                }
                "type" => {
                    if !said.as_array().map_or_else(|| is(value, said), |any| any.iter().any(|t| is(value, t))) {
                        self.say(at, &format!("{value} is no {}", said.as_str().unwrap_or("such type")));
                    }
                }
                "minimum" => {
                    if value.is_number() && value.as_f64() < said.as_f64() {
                        self.say(at, &format!("{value} is below {said}"));
                    }
                }
                "const" | "enum" => {
                    if said != value && !said.as_array().is_some_and(|all| all.contains(value)) {
                        self.say(at, &format!("{value} is not one of the values allowed"));
                    }
                }
                "oneOf" => {
                    let fits = |option: &&Value| complaints_of(self.root, option, value).is_empty();
                    if said.as_array().expect("oneOf is a list").iter().filter(fits).count() != 1 {
                        self.say(at, &format!("{value} is not one of the values allowed"));
                    }
                }
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(said, item, &format!("{at}/{place}"));
                    }
                }
                "required" => {
                    for name in said.as_array().expect("required is a list").iter().filter_map(Value::as_str) {
                        if value.get(name).is_none() {
                            self.say(at, &format!("`{name}` is missing"));
                        }
                    }
                }
                other => self.say(at, &format!("the schema says `{other}`, which this check does not know")),
            }
        }
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            self.properties(properties, value, at);
        }
    }

    fn properties(&mut self, properties: &Map<String, Value>, value: &Value, at: &str) {
        for (name, inner) in value.as_object().into_iter().flatten() {
            match properties.get(name) {
                Some(schema) => self.value(schema, inner, &format!("{at}/{name}")),
                None => self.say(at, &format!("`{name}` is not in the schema")),
            }
        }
    }
}

fn complaints_of(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { root, complaints: Vec::new() };
    check.value(schema, value, "");
    check.complaints
}

fn is(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap_or("") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => false,
    }
}
