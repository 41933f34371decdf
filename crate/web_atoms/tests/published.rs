//! The tables that replace the published ones are equal to them.

use web_atoms::{C1_REPLACEMENTS, NAMED_ENTITIES, local_name, ns};

#[test]
fn every_name_and_every_beginning_reads_as_published() {
    assert!(published::NAMED_ENTITIES.len() > 9_000);
    for (name, value) in published::NAMED_ENTITIES.entries() {
        assert_eq!(NAMED_ENTITIES.get(name), Some(value), "{name}");
    }
}

#[test]
fn what_begins_no_name_is_unknown() {
    for (name, _) in published::NAMED_ENTITIES.entries() {
        for next in [';', 'a', 'Z', '1', ' ', '~'] {
            let longer = format!("{name}{next}");
            let published = published::NAMED_ENTITIES.get(&longer);
            assert_eq!(NAMED_ENTITIES.get(&longer), published, "{longer}");
        }
    }
    assert_eq!(NAMED_ENTITIES.get("\u{e9}"), None);
}

#[test]
fn the_other_tables_are_as_published() {
    assert_eq!(C1_REPLACEMENTS, published::C1_REPLACEMENTS);
    assert_eq!(*ns!(html), *published::ns!(html));
    assert_eq!(*ns!(svg), *published::ns!(svg));
    assert_eq!(*ns!(mathml), *published::ns!(mathml));
    assert_eq!(*ns!(xlink), *published::ns!(xlink));
    assert_eq!(*ns!(xml), *published::ns!(xml));
    assert_eq!(*ns!(xmlns), *published::ns!(xmlns));
    assert_eq!(*local_name!("annotation-xml"), *"annotation-xml");
}
