//! Spans in bytes → spans in UTF-16 code units, as JSON and JavaScript count.

use crate::report::{Report, Span};

impl Report {
    /// The same report with its spans in UTF-16 code units of `text`, the message as it was pasted: what JSON and JavaScript use.
    /// To be asked once: it takes the spans for bytes. One past the end of `text` becomes its end.
    ///
    /// ```
    /// let text = "🗳️ Vote by text! Send VOTE to 59925";
    /// let report = telltext::check(text);
    /// assert_eq!(report.findings[0].spans[0].start, 8);
    /// assert_eq!(report.with_utf16_spans(text).findings[0].spans[0].start, 4);
    /// ```
    #[must_use]
    pub fn with_utf16_spans(mut self, text: &str) -> Self {
        if text.is_ascii() {
            return self;
        }
        let units = Units::of(text);
        let spans = [&mut self.checks.opt_out.spans, &mut self.checks.sender_id.spans]
            .into_iter()
            .chain(self.findings.iter_mut().map(|f| &mut f.spans))
            .chain(self.ordinary_signs.iter_mut().map(|s| &mut s.spans))
            .chain(self.links.iter_mut().map(|l| &mut l.spans));
        for span in spans.flatten() {
            units.convert(span);
        }
        #[cfg(all(target_arch = "wasm32", not(feature = "workshop")))]
        {
            let names = [&mut self.checks.opt_out.keyword, &mut self.checks.sender_id.name];
            let quotes = names
                .into_iter()
                .flatten()
                .chain(self.findings.iter_mut().map(|f| &mut f.excerpt))
                .chain(self.links.iter_mut().map(|l| &mut l.url));
            for quote in quotes {
                units.convert(&mut quote.span);
            }
        }
        self
    }
}

/// Where the bytes of a text stand in UTF-16.
struct Units<'a> {
    text: &'a str,
    /// Code units before every [`Self::STEP`]th byte.
    before: Vec<u32>,
}

impl<'a> Units<'a> {
    const STEP: usize = 32;

    fn of(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / Self::STEP + 2);
        let mut units = 0;
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            if at % Self::STEP == 0 {
                before.push(units);
            }
            units += units_of(byte);
        }
        before.push(units);
        Self { text, before }
    }

    fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let step = byte / Self::STEP;
        let rest = &self.text.as_bytes()[step * Self::STEP..byte];
        self.before[step] + rest.iter().map(|&byte| units_of(byte)).sum::<u32>()
    }

    fn convert(&self, span: &mut Span) {
        *span = Span { start: self.at(span.start), end: self.at(span.end) };
    }
}

/// The code units of the character a byte begins: none if it continues one, two if it begins one of four bytes.
const fn units_of(byte: u8) -> u32 {
    match byte {
        0x80..0xc0 => 0,
        0xf0.. => 2,
        _ => 1,
    }
}
