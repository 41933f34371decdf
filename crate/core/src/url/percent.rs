//! Percent-encoding: decoding and encoding a value, and the one way of writing an encoded text.

/// Decodes `%XX`; what is no valid escape stays, what is no UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let (byte, tail) = match (first, escape(rest)) {
            (b'%', Some(byte)) => (byte, tail.get(2..).unwrap_or_default()),
            _ => (first, tail),
        };
        bytes.push(byte);
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Encodes a text so that it is one value of a URL: only unreserved characters stay bare.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if is_unreserved(byte) {
            out.push(char::from(byte));
        } else {
            push_escape(&mut out, byte);
        }
    }
    out
}

/// Writes an encoded text the one way RFC 3986 (6.2.2) calls equal: unreserved characters bare,
/// hexadecimal digits in capitals. A percent sign that is no escape becomes one.
pub(super) fn normalize_into(out: &mut String, text: &str) {
    let mut rest = text.as_bytes();
    let mut plain = text;
    while let Some(at) = rest.iter().position(|&b| b == b'%') {
        let (head, tail) = plain.split_at_checked(at).unwrap_or((plain, ""));
        out.push_str(head);
        let byte = escape(tail.as_bytes());
        match byte {
            Some(byte) if is_unreserved(byte) => out.push(char::from(byte)),
            Some(byte) => push_escape(out, byte),
            None => push_escape(out, b'%'),
        }
        let taken = if byte.is_some() { 3 } else { 1 };
        plain = tail.get(taken..).unwrap_or("");
        rest = plain.as_bytes();
    }
    out.push_str(plain);
}

/// The byte an escape at the beginning of `text` stands for.
fn escape(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let high = char::from(*high).to_digit(16)?;
    let low = char::from(*low).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

fn push_escape(out: &mut String, byte: u8) {
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        let digit = char::from_digit(digit.into(), 16).unwrap_or('0');
        out.push(digit.to_ascii_uppercase());
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_of_writing() {
        let mut out = String::new();
        normalize_into(&mut out, "/%7euser/%c3%a9%zz%2f%41%%34%31");
        assert_eq!(out, "/~user/%C3%A9%25zz%2FA%2541");
        let mut again = String::new();
        normalize_into(&mut again, &out);
        assert_eq!(again, out);
    }

    #[test]
    fn broken_escapes_stay() {
        assert_eq!(decode("a%20b%2"), "a b%2");
        assert_eq!(decode("%ff%"), "\u{fffd}%");
    }

    #[test]
    fn what_was_encoded_reads_back() {
        let text = "a b&c=d?é%2F\r\n";
        assert_eq!(encode(text), "a%20b%26c%3Dd%3F%C3%A9%252F%0D%0A");
        assert_eq!(decode(&encode(text)), text);
    }
}
