//! What a peer reads in place of the text, as `benches/peers/translate/notation.mjs` has it: small ASCII letters.

/// Small letters without accents; other alphabets are no words.
pub fn fold(text: &str, folded: &mut Vec<u8>) {
    folded.clear();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' => {
                let word = folded.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
                let word = &folded[folded.len() - word..];
                if matches!(word, [b'c' | b'd' | b'j' | b'l' | b'm' | b'n' | b's' | b't'] | b"qu") {
                    folded.push(b' ');
                }
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}' => {}
            'à'..='å' => folded.push(b'a'),
            'ç' => folded.push(b'c'),
            'è'..='ë' => folded.push(b'e'),
            'ì'..='ï' => folded.push(b'i'),
            'ñ' => folded.push(b'n'),
            'ò'..='ö' => folded.push(b'o'),
            'ù'..='ü' => folded.push(b'u'),
            'ý' | 'ÿ' => folded.push(b'y'),
            '€' | '£' | '¥' | '₹' | '₦' | '₱' | '₩' => folded.push(b'$'),
            c => folded.push(u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(b'~')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_small_and_plain() {
        let mut folded = Vec::new();
        fold("Ça coûte 5 €: l’Été, don't, Ваш", &mut folded);
        assert_eq!(String::from_utf8(folded).unwrap(), "ca coute 5 $: l ete, dont, ~~~");
    }
}
