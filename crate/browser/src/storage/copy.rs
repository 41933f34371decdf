//! A copy of an item on this device: why it is here, and which synchronised form it was made from.

use js_sys::Reflect;
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::Kept;
use crate::api::{self, BrowserError};

/// The fields of a copy in the storage. What has no such fields belongs to this device only.
const VALUE: &str = "copied";
const WHY: &str = "because";
const OVER: &str = "over";

/// Why an item is saved on this device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    TooLarge,
    /// The browser did not take it, for a reason that may pass.
    Refused,
    /// The user wants it so.
    ByChoice,
}

impl Why {
    const ALL: [Self; 3] = [Self::TooLarge, Self::Refused, Self::ByChoice];

    const fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Refused => "refused",
            Self::ByChoice => "by_choice",
        }
    }
}

/// What a copy says of itself.
#[derive(Clone, PartialEq, Debug)]
struct Origin {
    why: Why,
    /// The synchronised form it was made from; `None` where none was.
    over: Option<Value>,
}

/// A copy.
pub(super) struct LocalCopy {
    pub(super) value: JsValue,
    origin: Origin,
}

impl LocalCopy {
    /// Reads what is in the storage of this device.
    pub(super) fn of(stored: &JsValue) -> Self {
        let why = api::text_of(stored, WHY)
            .and_then(|name| Why::ALL.into_iter().find(|why| why.name() == name));
        let value = Reflect::get(stored, &VALUE.into());
        match (why, value) {
            (Some(why), Ok(value)) if !value.is_undefined() => Self {
                value,
                origin: Origin {
                    why,
                    over: form(Reflect::get(stored, &OVER.into()).ok().as_ref()),
                },
            },
            _ => Self {
                value: stored.clone(),
                origin: Origin {
                    why: Why::ByChoice,
                    over: None,
                },
            },
        }
    }

    /// Whether this is newer than what is synchronised.
    pub(super) fn counts_before(&self, synced: Option<&JsValue>) -> bool {
        self.origin.counts_before(form(synced).as_ref())
    }

    pub(super) fn kept(&self, synced: Option<&JsValue>) -> Kept {
        self.origin.kept(form(synced).as_ref())
    }

    pub(super) fn is_by_choice(&self) -> bool {
        self.origin.why == Why::ByChoice
    }
}

impl Origin {
    /// What the user wants on this device only counts here whatever other devices have.
    fn counts_before(&self, synced: Option<&Value>) -> bool {
        self.why == Why::ByChoice || self.over.as_ref() == synced
    }

    fn kept(&self, synced: Option<&Value>) -> Kept {
        match (self.why, &self.over) {
            (Why::TooLarge, _) => Kept::TooLarge,
            (Why::Refused, _) => Kept::Waiting,
            // Still synchronised as it was then: the browser has not taken it out yet.
            (Why::ByChoice, Some(over)) if Some(over) == synced => Kept::Waiting,
            (Why::ByChoice, _) => Kept::HereOnly,
        }
    }
}

/// A value to be compared, whatever the order of its fields; the order may change on the way.
fn form(value: Option<&JsValue>) -> Option<Value> {
    let value = value.filter(|value| !value.is_undefined() && !value.is_null())?;
    api::from_stored(value).ok()
}

/// A copy as it is stored.
pub(super) fn object(value: &JsValue, why: Why, synced: Option<&JsValue>) -> JsValue {
    api::object_of(&[
        (VALUE, value.clone()),
        (WHY, why.name().into()),
        (OVER, synced.cloned().unwrap_or(JsValue::NULL)),
    ])
}

/// Whether the browser has refused an item because there is no room for it, which no waiting changes.
/// Chrome names the quota (`QUOTA_BYTES_PER_ITEM`, later `Resource::kQuotaBytesPerItem`, of the items
/// and their number alike) as "exceeded"; of its limits on writes it says "exceeds". Firefox has none
/// of those.
pub(super) fn is_too_large(error: &BrowserError) -> bool {
    let said = error.to_string();
    ["quota exceeded", "exceeded its quota"]
        .iter()
        .any(|words| said.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_a_lack_of_room_is_too_large() {
        for (said, too_large) in [
            ("QUOTA_BYTES_PER_ITEM quota exceeded", true),
            ("Error: Resource::kQuotaBytesPerItem quota exceeded", true),
            ("QUOTA_BYTES quota exceeded", true),
            ("MAX_ITEMS quota exceeded", true),
            (
                "QuotaExceededError: storage.sync API call exceeded its quota limitations.",
                true,
            ),
            (
                "This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.",
                false,
            ),
            (
                "This request exceeds the MAX_WRITE_OPERATIONS_PER_HOUR quota.",
                false,
            ),
            ("An unexpected error occurred", false),
        ] {
            assert_eq!(
                is_too_large(&BrowserError(said.to_owned())),
                too_large,
                "{said}"
            );
        }
    }

    #[test]
    fn a_copy_counts_until_another_device_has_changed_the_item() {
        let (before, after) = (Some(json!({ "a": 1, "b": 2 })), json!({ "a": 2 }));
        for why in [Why::TooLarge, Why::Refused] {
            let over = before.clone();
            let copy = Origin { why, over };
            assert!(copy.counts_before(Some(&json!({ "b": 2, "a": 1 }))));
            assert!(!copy.counts_before(Some(&after)));
            assert!(!copy.counts_before(None), "removed there");
            let copy = Origin { why, over: None };
            assert!(copy.counts_before(None));
            assert!(!copy.counts_before(Some(&after)));
        }
    }

    #[test]
    fn what_is_meant_for_this_device_counts_whatever_others_have() {
        let (before, other) = (json!(1), json!(2));
        let copy = Origin {
            why: Why::ByChoice,
            over: Some(before.clone()),
        };
        for (synced, kept) in [
            (None, Kept::HereOnly),
            (Some(&before), Kept::Waiting),
            (Some(&other), Kept::HereOnly),
        ] {
            assert!(copy.counts_before(synced));
            assert_eq!(copy.kept(synced), kept, "{synced:?}");
        }
    }
}
