//! The table of a page's features, for tools that train the model.

use super::{Features, Whole};
use crate::region::Region;

/// What the model sees of a page's links.
#[derive(Clone, Default, Debug)]
pub struct FeatureTable {
    /// Names of the features, in order.
    pub names: Vec<String>,
    /// Features of the page as a whole, each with its name.
    pub page: Vec<(String, i16)>,
    /// By link of the inventory; `None` for one in no element that counts.
    pub rows: Vec<Option<FeatureRow>>,
}

/// What the model sees of a link.
#[derive(Clone, Debug)]
pub struct FeatureRow {
    /// Equal for links whose ancestors are made alike.
    pub group: u64,
    /// The region that the rules decide.
    pub rules: Region,
    /// The features, in the order of their names.
    pub values: Vec<i16>,
}

impl FeatureTable {
    pub(in crate::placement) fn of(features: &Features<'_>, regions: &[Option<Region>]) -> Self {
        let mut names = Vec::new();
        let links = 0..features.scene.links.len();
        let rows = links.map(|index| {
            let subject = features.link(index)?;
            if names.is_empty() {
                features.put(&subject, &mut names);
            }
            Some(FeatureRow {
                group: features.chain(&subject),
                rules: subject.zone.region,
                values: features.of(&subject),
            })
        });
        let rows = rows.collect();
        let whole = Whole::new(features, regions);
        let (mut of_page, mut values) = (Vec::<String>::new(), Vec::<i16>::new());
        whole.put(&mut of_page);
        whole.put(&mut values);
        let page = of_page.into_iter().zip(values).collect();
        Self { names, page, rows }
    }
}
