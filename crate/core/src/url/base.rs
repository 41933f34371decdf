//! What a document's relative addresses are resolved against, and the encoding of their queries.
//!
//! URL Standard, "query state" and "percent-encode after encoding"; HTML Standard, "encoding-parsing a
//! URL". Everything but the query is in UTF-8 whatever the document is in.

use std::collections::HashMap;
use std::ops::Deref;

use super::{Url, resolve_with};

/// A document's base URL, and the encoding the document is in.
#[derive(Clone, PartialEq, Debug)]
pub struct Base {
    url: Url,
    /// What a browser has resolved, by the href to the letter.
    resolved: HashMap<String, Url>,
    #[cfg(feature = "encodings")]
    encoding: &'static encoding_rs::Encoding,
}

impl From<Url> for Base {
    /// The base of a document in UTF-8.
    fn from(url: Url) -> Self {
        Self {
            url,
            resolved: HashMap::new(),
            #[cfg(feature = "encodings")]
            encoding: encoding_rs::UTF_8,
        }
    }
}

impl Deref for Base {
    type Target = Url;

    fn deref(&self) -> &Url {
        &self.url
    }
}

impl Base {
    /// The same base of a document in the encoding that a label names. Queries stay in UTF-8 where
    /// no encoding is called that, and where the core is built without encodings.
    #[cfg_attr(not(feature = "encodings"), allow(unused_variables, unused_mut))]
    #[must_use]
    pub fn in_encoding(mut self, label: Option<&str>) -> Self {
        #[cfg(feature = "encodings")]
        if let Some(known) =
            label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        {
            self.encoding = known.output_encoding();
        }
        self
    }

    /// The same base of a document of which a browser has resolved some hrefs.
    #[must_use]
    pub fn with_resolved<'a>(mut self, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let parsed = pairs.filter_map(|(href, url)| Some((href.to_owned(), Url::parse(url).ok()?)));
        self.resolved.extend(parsed);
        self
    }

    /// Resolves an href of the document, as [`super::resolve`] does.
    pub fn resolve(&self, href: &str) -> Option<Url> {
        if let Some(url) = self.resolved.get(href) {
            return Some(url.clone());
        }
        #[cfg(feature = "encodings")]
        if self.encoding != encoding_rs::UTF_8 && !href.is_ascii() {
            return resolve_with(
                &self.url,
                href,
                Some(&|query| encoded(self.encoding, query).into()),
            );
        }
        resolve_with(&self.url, href, None)
    }
}

/// A query's bytes in an encoding. What that cannot write becomes a numeric character reference,
/// percent-encoded whole: the `url` crate would leave its `&` and `;` as they are.
#[cfg(feature = "encodings")]
fn encoded(encoding: &'static encoding_rs::Encoding, query: &str) -> Vec<u8> {
    use encoding_rs::EncoderResult;

    let mut encoder = encoding.new_encoder();
    let mut bytes = Vec::with_capacity(query.len());
    let mut rest = query;
    loop {
        let most = encoder.max_buffer_length_from_utf8_without_replacement(rest.len());
        bytes.reserve(most.unwrap_or(rest.len()));
        let (result, read) =
            encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = rest.get(read..).unwrap_or("");
        match result {
            EncoderResult::Unmappable(c) => {
                bytes.extend(format!("%26%23{}%3B", u32::from(c)).bytes());
            }
            // Room for all was made, so that a second round for it would be a defect.
            EncoderResult::InputEmpty | EncoderResult::OutputFull => return bytes,
        }
    }
}
