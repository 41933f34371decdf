//! A line of a list of pages: a JSON object with `url`, `html` and, where they are known, `headers` and
//! `fetched`.

use serde::Deserialize;

/// A page of a list.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) url: String,
    pub(crate) html: String,
    #[serde(default)]
    pub(crate) headers: Option<Headers>,
    #[serde(default)]
    pub(crate) fetched: Option<String>,
}

/// Headers as lists have them: by name, or as pairs.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Headers {
    /// Name and value of each.
    Pairs(Vec<(String, String)>),
    /// Values by names; a name may have a list of them.
    ByName(serde_json::Map<String, serde_json::Value>),
}

impl Headers {
    /// As pairs; a name may have several values.
    pub fn pairs(self) -> Vec<(String, String)> {
        match self {
            Self::Pairs(pairs) => pairs,
            Self::ByName(names) => {
                let each = |(name, value): (String, serde_json::Value)| {
                    let values = match value {
                        serde_json::Value::Array(values) => values,
                        value => vec![value],
                    };
                    let texts = values.into_iter().filter_map(|value| match value {
                        serde_json::Value::String(text) => Some(text),
                        serde_json::Value::Number(number) => Some(number.to_string()),
                        _ => None,
                    });
                    texts.map(|text| (name.clone(), text)).collect::<Vec<_>>()
                };
                names.into_iter().flat_map(each).collect()
            }
        }
    }
}
