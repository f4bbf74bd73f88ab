//! One line of JSON → a row. What is not asked for is passed over.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::{Field, Id, Names, Row};

/// Reads a line.
pub fn row<'a>(line: &'a str, names: &Names) -> Result<Row<'a>, String> {
    let mut json = serde_json::Deserializer::from_str(line);
    let (row, has_text) =
        Named(names).deserialize(&mut json).and_then(|row| json.end().map(|()| row)).map_err(|e| why(&e))?;
    if has_text {
        return Ok(row);
    }
    let name = &names.0[Field::Text as usize];
    Err(format!("no {name:?}: every line needs {{\"{}\": …, \"{name}\": \"…\"}}", names.0[Field::Id as usize]))
}

/// Why a line is no object. Which line of the input it is, is said beside this.
fn why(error: &serde_json::Error) -> String {
    let said = error.to_string();
    match error.classify() {
        Category::Data => {
            let what = said.split(" at line 1 column ").next().unwrap_or(&said);
            format!("not JSON Lines: {what}")
        }
        Category::Eof => format!("not JSON: {said}; the whole of an object stands on one line")
            .replace(" at line 1 column ", " at column "),
        _ => format!("not JSON: {said}").replace(" at line 1 column ", " at column "),
    }
}

struct Named<'n>(&'n Names);

impl<'de> DeserializeSeed<'de> for Named<'_> {
    type Value = (Row<'de>, bool);

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Named<'_> {
    type Value = (Row<'de>, bool);

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut row = Row::default();
        let mut has_text = false;
        let mut seen = [false; 5];
        while let Some(key) = map.next_key::<Key>()? {
            let Some(field) = Field::ALL.into_iter().find(|f| self.0.0[*f as usize] == key.0) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if std::mem::replace(&mut seen[field as usize], true) {
                row.doubts.push(format!("{:?} stands in it more than once; the last of them was read", key.0));
            }
            let into = match field {
                Field::Id => {
                    row.id = Id::Json(map.next_value::<&'de RawValue>()?);
                    continue;
                }
                Field::Text => {
                    let text = map.next_value_seed(Words)?;
                    has_text = text.is_some();
                    row.text = text.unwrap_or_default();
                    continue;
                }
                Field::From => &mut row.from,
                Field::Received => &mut row.received,
                Field::Region => &mut row.region,
            };
            let (words, kind) = map.next_value_seed(Value)?;
            *into = words;
            if kind == Kind::Other {
                row.doubts.push(format!("{:?} is neither text nor a number; it was left out", key.0));
            }
        }
        Ok((row, has_text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
        Err(A::Error::custom("a list, where every line is one object; jq -c '.[]' writes a list so"))
    }

    // What it says may be a message, and as long as one likes.
    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self::Value, E> {
        Err(E::custom("a text, where every line is one object"))
    }
}

/// The name of a field, without a copy where it holds no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> serde::Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Words.deserialize(from)?.unwrap_or_default()))
    }
}

/// A string, or nothing where another kind of value stands.
struct Words;

/// A string; a number as it is written; else nothing. And which of them.
struct Value;

/// What kind of value stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Null,
    Other,
}

impl<'de> DeserializeSeed<'de> for Words {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(Any).map(|(words, kind)| (kind == Kind::Text).then_some(words))
    }
}

impl<'de> DeserializeSeed<'de> for Value {
    type Value = (Cow<'de, str>, Kind);

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = (Cow<'de, str>, Kind);

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(text), Kind::Text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok((Cow::Owned(text.to_owned()), Kind::Text))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok((number.to_string().into(), Kind::Number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok((number.to_string().into(), Kind::Number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok((number.to_string().into(), Kind::Number))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(""), Kind::Other))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(""), Kind::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok((Cow::Borrowed(""), Kind::Other))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok((Cow::Borrowed(""), Kind::Other))
    }
}
