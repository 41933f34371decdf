//! Character references read (HTML standard, "character reference state").

use html5ever::data::NAMED_ENTITIES;

/// Longest name of a reference, in bytes, with its semicolon: `CounterClockwiseContourIntegral;` has 32.
const MAX_NAME_BYTES: usize = 40;
/// Most digits that are read of a number; more are of no character.
const MAX_DIGITS: usize = 8;

/// Writes the characters that the reference at the beginning of `text` stands for, and gives its length
/// in bytes. `text` begins after the `&`. `None` if the `&` is text; an `Err` is a number that stands for
/// another character than its own.
pub(super) fn read(
    text: &str,
    in_attribute: bool,
    out: &mut String,
) -> Result<Option<usize>, Unusual> {
    if let Some(number) = text.strip_prefix('#') {
        return numeric(number, out);
    }
    let mut found = None;
    let head = text.bytes().take(MAX_NAME_BYTES);
    for (at, byte) in head.enumerate() {
        let end = byte == b';';
        if !end && !byte.is_ascii_alphanumeric() {
            break;
        }
        match text.get(..=at).and_then(|name| NAMED_ENTITIES.get(name)) {
            None => break,
            Some((0, _)) => {}
            Some(&characters) => found = Some((at + 1, characters)),
        }
        if end {
            break;
        }
    }
    let Some((length, (first, second))) = found else {
        return Ok(None);
    };
    let whole = text.get(..length).is_some_and(|name| name.ends_with(';'));
    let next = text.as_bytes().get(length);
    let goes_on = next.is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric());
    if in_attribute && !whole && goes_on {
        return Ok(None);
    }
    out.extend(char::from_u32(first));
    out.extend(char::from_u32(second).filter(|_| second > 0));
    Ok(Some(length))
}

/// A number that the standard reads as another one, or as no character.
#[derive(Debug)]
pub(super) struct Unusual;

fn numeric(text: &str, out: &mut String) -> Result<Option<usize>, Unusual> {
    let (digits, radix, mark) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, "#x".len()),
        None => (text, 10, "#".len()),
    };
    let count = digits
        .bytes()
        .take_while(|byte| char::from(*byte).is_digit(radix))
        .count();
    if count == 0 {
        return Ok(None);
    }
    let number = digits.get(..count).filter(|_| count <= MAX_DIGITS);
    let number = number.and_then(|digits| u32::from_str_radix(digits, radix).ok());
    let c = number.and_then(char::from_u32).ok_or(Unusual)?;
    if c == '\0' || c == '\r' || ('\u{80}'..='\u{9f}').contains(&c) {
        return Err(Unusual);
    }
    out.push(c);
    let end = usize::from(digits.as_bytes().get(count) == Some(&b';'));
    Ok(Some(mark + count + end))
}

/// A text with its references read.
pub(super) fn decode(text: &str, in_attribute: bool, out: &mut String) -> Result<(), Unusual> {
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('&') {
        out.push_str(head);
        rest = tail;
        match read(tail, in_attribute, out)? {
            None => out.push('&'),
            Some(length) => rest = tail.get(length..).unwrap_or(""),
        }
    }
    out.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str, in_attribute: bool) -> Option<String> {
        let mut out = String::new();
        decode(text, in_attribute, &mut out).ok()?;
        Some(out)
    }

    #[test]
    fn references_are_read_as_the_standard_says() {
        for (text, in_text, in_attribute) in [
            ("a &amp; b", "a & b", "a & b"),
            ("&ampx", "&x", "&ampx"),
            ("&copy=1", "©=1", "&copy=1"),
            ("&copy/1", "©/1", "©/1"),
            ("&notit;", "¬it;", "&notit;"),
            ("&notin;", "∉", "∉"),
            ("&#65;&#x42;&#67 D", "ABC D", "ABC D"),
            ("&#;&#x;&", "&#;&#x;&", "&#;&#x;&"),
            ("&unknown;", "&unknown;", "&unknown;"),
            ("&NotEqualTilde;", "\u{2242}\u{338}", "\u{2242}\u{338}"),
        ] {
            assert_eq!(decoded(text, false).as_deref(), Some(in_text), "{text}");
            assert_eq!(decoded(text, true).as_deref(), Some(in_attribute), "{text}");
        }
        for text in ["&#0;", "&#x80;", "&#xd800;", "&#99999999999;", "&#13;"] {
            assert_eq!(decoded(text, false), None, "{text}");
        }
    }
}
