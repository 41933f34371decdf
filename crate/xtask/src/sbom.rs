//! The bill of materials of what ships, in `CycloneDX`'s JSON (<https://cyclonedx.org/docs/1.6/json/>). Without
//! a time or a serial number: two builds of the same sources are the same bytes.

use serde_json::{Value, json};

use crate::shipped::Part;

/// The bill of materials, to be shipped beside the modules.
pub(crate) fn of(parts: &[Part]) -> Value {
    let components: Vec<Value> = parts.iter().map(component).collect();
    let dependencies: Vec<Value> = parts
        .iter()
        .map(|part| {
            let used = part.uses.iter().filter_map(|&used| parts.get(used));
            let used: Vec<String> = used.map(name_of).collect();
            json!({ "ref": name_of(part), "dependsOn": used })
        })
        .collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "linkglance",
                "name": "Linkglance",
                "version": env!("CARGO_PKG_VERSION"),
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(part: &Part) -> Value {
    let data = part.folder.is_none();
    let mut component = json!({
        "type": if data { "data" } else { "library" },
        "bom-ref": name_of(part),
        "name": part.name,
        "version": part.version,
        "licenses": [{ "expression": part.licence.to_string() }],
    });
    let Some(keys) = component.as_object_mut() else {
        return component;
    };
    if part.is_published() {
        keys.insert("purl".to_owned(), json!(name_of(part)));
    }
    if let Some(checksum) = &part.checksum {
        let hashes = json!([{ "alg": "SHA-256", "content": checksum }]);
        keys.insert("hashes".to_owned(), hashes);
    }
    if let Some(repository) = &part.repository {
        let kind = if data { "website" } else { "vcs" };
        let references = json!([{ "type": kind, "url": repository }]);
        keys.insert("externalReferences".to_owned(), references);
    }
    component
}

/// What a part is called within the bill: its package URL where it is published.
fn name_of(part: &Part) -> String {
    let Part { name, version, .. } = part;
    if part.is_published() {
        format!("pkg:cargo/{name}@{version}")
    } else {
        format!("{name}@{version}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::shipped::parts;

    #[test]
    fn every_part_is_named_once_and_what_it_uses_is_in_the_bill() {
        let bill = of(&parts().unwrap());
        let list = |key: &str| bill[key].as_array().unwrap().clone();
        let names: BTreeSet<String> = list("components")
            .iter()
            .map(|component| component["bom-ref"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(names.len(), list("components").len());
        for dependency in list("dependencies") {
            assert!(names.contains(dependency["ref"].as_str().unwrap()));
            for used in dependency["dependsOn"].as_array().unwrap() {
                assert!(names.contains(used.as_str().unwrap()), "{used}");
            }
        }
    }

    #[test]
    fn what_is_compiled_in_is_there_and_what_only_builds_is_not() {
        let parts = parts().unwrap();
        let has = |name: &str| parts.iter().any(|part| part.name == name);
        for shipped in [
            "linkglance-core",
            "html5ever",
            "leptos",
            "Public Suffix List",
        ] {
            assert!(has(shipped), "{shipped}");
        }
        for builds in [
            "xtask",
            "serde_derive",
            "wasm-bindgen-cli-support",
            "insta",
            "parquet",
        ] {
            assert!(!has(builds), "{builds}");
        }
        let html5ever = parts.iter().find(|part| part.name == "html5ever").unwrap();
        assert_eq!(html5ever.checksum.as_ref().unwrap().len(), 64);
    }
}
