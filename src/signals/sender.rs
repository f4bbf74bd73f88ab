//! What can be seen of the sender: number, short code, e-mail address or name.

/// What kind of sender it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender<'a> {
    /// Nothing is known.
    Unknown,
    /// An e-mail address.
    Email,
    /// 3 to 8 digits.
    ShortCode,
    /// A phone number: its digits, with whether it was written with its country.
    Number {
        /// As written.
        written: &'a str,
        /// Whether it began with `+` or `00`.
        international: bool,
    },
    /// Letters.
    Name,
}

/// Tells senders apart by how they are written.
#[must_use]
#[inline(never)]
pub fn sender(from: &str) -> Sender<'_> {
    let from = from.trim();
    if from.is_empty() {
        return Sender::Unknown;
    }
    if from.contains('@') {
        return Sender::Email;
    }
    let digits = from.bytes().filter(u8::is_ascii_digit).count();
    let other = from.chars().filter(|c| !matches!(c, '0'..='9' | ' ' | '+' | '-' | '(' | ')' | '.' | '\u{a0}')).count();
    if digits == 0 || other > 0 {
        return Sender::Name;
    }
    if digits <= 8 && !from.starts_with('+') {
        return Sender::ShortCode;
    }
    Sender::Number { written: from, international: from.starts_with('+') || from.starts_with("00") }
}

/// Whether a number written with its country is of another than these calling codes.
#[must_use]
pub fn is_from_abroad(from: &str, calling_codes: &[&str]) -> bool {
    let Sender::Number { written, international: true } = sender(from) else { return false };
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").filter(|_| written.starts_with("00")).unwrap_or(&digits);
    !calling_codes.is_empty() && !calling_codes.iter().any(|code| digits.starts_with(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_are_told_apart() {
        assert_eq!(sender(" "), Sender::Unknown);
        assert_eq!(sender("a@b.com"), Sender::Email);
        assert_eq!(sender("59925"), Sender::ShortCode);
        assert_eq!(sender("MEDICARE"), Sender::Name);
        assert!(matches!(sender("(215) 555-0123"), Sender::Number { international: false, .. }));
        assert!(matches!(sender("+44 7700 900123"), Sender::Number { international: true, .. }));
    }

    #[test]
    fn abroad_needs_a_country_code() {
        assert!(is_from_abroad("+44 7700 900123", &["1"]));
        assert!(!is_from_abroad("+1 215 555 0123", &["1"]));
        assert!(!is_from_abroad("215 555 0123", &["1"]));
        assert!(!is_from_abroad("+44 7700 900123", &[]));
    }
}
