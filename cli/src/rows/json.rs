//! One line of JSON → a row. What is not asked for is passed over.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Field, Id, Names, Row};

/// Reads a line.
pub fn row<'a>(line: &'a str, names: &Names) -> Result<Row<'a>, String> {
    let mut json = serde_json::Deserializer::from_str(line);
    let (row, has_text) = Named(names)
        .deserialize(&mut json)
        .and_then(|row| json.end().map(|()| row))
        // It is one line: which of the input it is, is said beside this.
        .map_err(|e| format!("not JSON: {e}").replace(" at line 1 column ", " at column "))?;
    if has_text {
        return Ok(row);
    }
    let name = &names.0[Field::Text as usize];
    Err(format!("no {name:?}: every line needs {{\"{}\": …, \"{name}\": \"…\"}}", names.0[Field::Id as usize]))
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
        while let Some(key) = map.next_key::<Key>()? {
            match Field::ALL.into_iter().find(|f| self.0.0[*f as usize] == key.0) {
                Some(Field::Id) => row.id = Id::Json(map.next_value::<&'de RawValue>()?),
                Some(Field::Text) => {
                    let text = map.next_value_seed(Words)?;
                    has_text = text.is_some();
                    row.text = text.unwrap_or_default();
                }
                Some(Field::From) => row.from = map.next_value_seed(WordsOrNumber)?,
                Some(Field::Received) => row.received = map.next_value_seed(WordsOrNumber)?,
                Some(Field::Region) => row.region = map.next_value_seed(WordsOrNumber)?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok((row, has_text))
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

/// A string; a number as it is written; else nothing.
struct WordsOrNumber;

impl<'de> DeserializeSeed<'de> for Words {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(Any).map(|(words, is_string)| if is_string { Some(words) } else { None })
    }
}

impl<'de> DeserializeSeed<'de> for WordsOrNumber {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_any(Any).map(|(words, _)| words)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = (Cow<'de, str>, bool);

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(text), true))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok((Cow::Owned(text.to_owned()), true))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok((number.to_string().into(), false))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok((number.to_string().into(), false))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok((number.to_string().into(), false))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(""), false))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok((Cow::Borrowed(""), false))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok((Cow::Borrowed(""), false))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok((Cow::Borrowed(""), false))
    }
}
