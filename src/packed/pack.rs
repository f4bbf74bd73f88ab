//! What can be written and read back: plain values, lists of them, and the tables of [`crate::knowledge`] field by field.

use super::{Column, Reader, Writer};

/// Something that can be written and read back.
pub trait Pack: Sized + 'static {
    /// Writes it.
    fn pack(&self, writer: &mut Writer);
    /// Reads it back.
    fn unpack(reader: &mut Reader) -> Self;
}

macro_rules! pack_number {
    ($($t:ty)*) => { $(impl Pack for $t {
        fn pack(&self, writer: &mut Writer) {
            writer.number(Column::Misc, u32::from(*self));
        }
        fn unpack(reader: &mut Reader) -> Self {
            reader.small() as $t
        }
    })* };
}
pack_number!(u8 u16 u32);

impl Pack for bool {
    fn pack(&self, writer: &mut Writer) {
        writer.number(Column::Misc, u32::from(*self));
    }
    fn unpack(reader: &mut Reader) -> Self {
        reader.small() != 0
    }
}

impl Pack for &'static str {
    fn pack(&self, writer: &mut Writer) {
        writer.text(self);
    }
    fn unpack(reader: &mut Reader) -> Self {
        reader.text()
    }
}

impl<T: Pack> Pack for &'static [T] {
    fn pack(&self, writer: &mut Writer) {
        writer.all(self);
    }
    fn unpack(reader: &mut Reader) -> Self {
        let count = reader.small();
        if count == 0 {
            return &[];
        }
        Vec::leak((0..count).map(|_| T::unpack(reader)).collect())
    }
}

impl<T: Pack, const N: usize> Pack for [T; N] {
    fn pack(&self, writer: &mut Writer) {
        for item in self {
            item.pack(writer);
        }
    }
    fn unpack(reader: &mut Reader) -> Self {
        std::array::from_fn(|_| T::unpack(reader))
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, writer: &mut Writer) {
        self.is_some().pack(writer);
        if let Some(value) = self {
            value.pack(writer);
        }
    }
    fn unpack(reader: &mut Reader) -> Self {
        bool::unpack(reader).then(|| T::unpack(reader))
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, writer: &mut Writer) {
        self.0.pack(writer);
        self.1.pack(writer);
    }
    fn unpack(reader: &mut Reader) -> Self {
        let first = A::unpack(reader);
        (first, B::unpack(reader))
    }
}

/// Defines a struct that can be written and read back, field by field.
macro_rules! packed {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
        impl $crate::packed::Pack for $name {
            fn pack(&self, writer: &mut $crate::packed::Writer) {
                $($crate::packed::Pack::pack(&self.$field, writer);)*
            }
            fn unpack(reader: &mut $crate::packed::Reader) -> Self {
                $(let $field = $crate::packed::Pack::unpack(reader);)*
                Self { $($field,)* }
            }
        }
    };
}
pub(crate) use packed;

/// Lets an enum without data be written and read back.
macro_rules! pack_enum {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::packed::Pack for $name {
            fn pack(&self, writer: &mut $crate::packed::Writer) {
                writer.number($crate::packed::Column::Misc, *self as u32);
            }
            fn unpack(reader: &mut $crate::packed::Reader) -> Self {
                let all = [$(Self::$variant),*];
                all[(reader.small() as usize).min(all.len() - 1)]
            }
        }
    };
}
pub(crate) use pack_enum;
