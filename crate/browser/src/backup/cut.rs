//! How long the texts of a file may be, by what they are. A file comes from anywhere, and a text that
//! no page of ours has written would slow each of them down for good.

use std::borrow::Cow;

use linkglance_core::length::{
    MAX_ADDRESS_BYTES, MAX_ANCHOR_CHARS, MAX_BODY_CHARS, MAX_ENTRY_CHARS, MAX_HOST_CHARS,
    MAX_LANGUAGE_CHARS, MAX_NAME_CHARS, MAX_NOTES_CHARS, MAX_SUBJECT_CHARS, MAX_TAG_CHARS,
    MAX_TITLE_CHARS, cut, cut_address,
};
use serde_json::Value;

/// Longest text of a field, in characters; the entries of a list are as the list's field is. A field
/// that is not named here may hold an address.
const LENGTHS: [(&str, usize); 33] = [
    ("title", MAX_TITLE_CHARS),
    ("author", MAX_NAME_CHARS),
    ("name", MAX_NAME_CHARS),
    ("firstName", MAX_NAME_CHARS),
    ("site", MAX_NAME_CHARS),
    ("aliases", MAX_NAME_CHARS),
    ("keywords", MAX_NAME_CHARS),
    ("exclude", MAX_NAME_CHARS),
    ("require", MAX_NAME_CHARS),
    ("published", MAX_NAME_CHARS),
    ("modified", MAX_NAME_CHARS),
    ("role", MAX_NAME_CHARS),
    ("price", MAX_NAME_CHARS),
    ("since", MAX_NAME_CHARS),
    ("until", MAX_NAME_CHARS),
    ("owner", MAX_NAME_CHARS),
    ("tool", MAX_NAME_CHARS),
    ("lostBecause", MAX_NAME_CHARS),
    ("domains", MAX_HOST_CHARS),
    ("domain", MAX_HOST_CHARS),
    ("competitor", MAX_HOST_CHARS),
    ("email", MAX_HOST_CHARS),
    ("competitors", MAX_HOST_CHARS),
    ("language", MAX_LANGUAGE_CHARS),
    ("anchor", MAX_ANCHOR_CHARS),
    ("text", MAX_ANCHOR_CHARS),
    ("before", MAX_ANCHOR_CHARS),
    ("after", MAX_ANCHOR_CHARS),
    ("tags", MAX_TAG_CHARS),
    ("notes", MAX_NOTES_CHARS),
    ("note", MAX_ENTRY_CHARS),
    ("subject", MAX_SUBJECT_CHARS),
    ("body", MAX_BODY_CHARS),
];

/// Fields that identify a record. They are never cut: half of an id may be another record's.
const IDS: [&str; 4] = ["id", "agreement", "watch", "pageKey"];

/// Longest id, in bytes: a backlink's is made of two addresses and a name, a look's at it has a word and
/// a moment more.
pub(super) const MAX_ID_BYTES: usize = 3 * MAX_ADDRESS_BYTES + 64;

/// Cuts every text of a file that is too long, and gives their number.
pub fn cut_texts(file: &mut Value) -> usize {
    cut_in("", file)
}

/// A parsed file is at most 128 deep: the parser sees to that.
fn cut_in(field: &str, value: &mut Value) -> usize {
    match value {
        Value::String(text) => usize::from(cut_text(field, text)),
        Value::Array(all) => all.iter_mut().map(|one| cut_in(field, one)).sum(),
        Value::Object(all) => all.iter_mut().map(|(field, one)| cut_in(field, one)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn cut_text(field: &str, text: &mut String) -> bool {
    if IDS.contains(&field) {
        return false;
    }
    let most = LENGTHS.iter().find(|(name, _)| *name == field);
    let shorter = match most.map_or_else(|| cut_address(text), |(_, most)| cut(text, *most)) {
        Cow::Borrowed(_) => return false,
        Cow::Owned(shorter) => shorter,
    };
    *text = shorter;
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_text_of_a_file_is_cut_to_what_its_field_may_hold() {
        let long = "ä".repeat(1 << 20);
        for (field, most) in LENGTHS {
            let mut file = json!({ "records": [{ "page": { field: [long] } }] });
            assert_eq!(cut_texts(&mut file), 1, "{field}");
            let text = file["records"][0]["page"][field][0].as_str().unwrap();
            assert_eq!(text.chars().count(), most + "…".chars().count(), "{field}");
            assert_eq!(cut_texts(&mut file), 0, "{field}, cut already");
        }
        let mut file = json!({ "url": long, "anything": { "else": [[long]] } });
        assert_eq!(cut_texts(&mut file), 2);
        assert!(file["url"].as_str().unwrap().len() <= MAX_ADDRESS_BYTES + "…".len());
    }

    #[test]
    fn what_fits_and_what_names_a_record_stays() {
        let long = "x".repeat(MAX_ID_BYTES + 1);
        let file = json!({ "id": long, "agreement": long, "title": "Ten teas", "count": 1e9 });
        let mut same = file.clone();
        assert_eq!(cut_texts(&mut same), 0);
        assert_eq!(same, file);
    }
}
