//! Writes compiled knowledge as Rust source, so that it can be embedded with nothing left to do at start.

#[allow(dead_code)] // only the build script writes
/// Anything that can be written as a Rust expression of its own value.
pub trait Emit {
    /// Appends the expression to `out`.
    fn emit(&self, out: &mut String);
}

macro_rules! emit_number {
    ($($t:ty)*) => { $(impl Emit for $t {
        fn emit(&self, out: &mut String) {
            out.push_str(&self.to_string());
        }
    })* };
}
emit_number!(u8 u16 u32);

impl Emit for &str {
    fn emit(&self, out: &mut String) {
        use std::fmt::Write as _;
        let _ = write!(out, "{self:?}");
    }
}

impl<T: Emit> Emit for &[T] {
    fn emit(&self, out: &mut String) {
        out.push_str("&[");
        for item in *self {
            item.emit(out);
            out.push(',');
        }
        out.push(']');
    }
}

/// Defines a struct of plain tables that can be written out as source.
macro_rules! table {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
        impl $crate::emit::Emit for $name {
            fn emit(&self, out: &mut String) {
                out.push_str(concat!(stringify!($name), "{"));
                $(
                    out.push_str(concat!(stringify!($field), ":"));
                    $crate::emit::Emit::emit(&self.$field, out);
                    out.push(',');
                )*
                out.push('}');
            }
        }
    };
}
pub(crate) use table;
