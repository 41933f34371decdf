//! The model: boosted trees that say from a link's features how probable each region is.
//!
//! Their weights are a file that `cargo xtask placement train` makes from the table of labelled
//! links beside it. How it is laid out is said at [`Model::read`].

use std::sync::LazyLock;

use super::Region;

/// The weights that ship.
static WEIGHTS: &[u8] = include_bytes!("../../data/placement/weights.bin");

static SHIPPED: LazyLock<Model> = LazyLock::new(|| Model::read(WEIGHTS).unwrap_or_default());

/// How many regions there are.
const REGIONS: usize = Region::ALL.len();

/// In the file, the feature of a node that is a leaf.
const LEAF: u16 = u16::MAX;

/// A leaf's value is in so many parts of one, on the scale of the logarithm.
const LEAF_PARTS: f32 = 100.0;

/// After so many trees, ten for each region, three links in four are clear: the first region leads
/// the second by [`CLEAR_LEAD`]. On the pages held out no further tree changed the answer of any of
/// them, only by how much it leads; [`STRETCH`] times as much is what that comes to.
const FIRST_TREES: usize = 10 * REGIONS;
const CLEAR_LEAD: f32 = 2.0;
const STRETCH: f32 = 1.5;

/// One number for each region, in the order of [`Region::ALL`].
pub(super) type PerRegion = [f32; REGIONS];

/// Boosted trees: each region has its own, and their values add up to the logarithm of how probable
/// it is, but for a summand that all share.
#[derive(Clone, Default, Debug)]
pub(super) struct Model {
    nodes: Vec<Node>,
    /// Where each tree begins, and which region it speaks for.
    trees: Vec<(u32, u8)>,
}

/// A node of a tree. Its lower branch comes right after it.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The feature that is asked for; [`LEAF`] for none.
    feature: u16,
    /// The lower branch is taken up to this value. Of a leaf, its value.
    threshold: i16,
    /// How far behind this node the upper branch begins.
    upper: u16,
}

impl Model {
    /// The model that ships.
    pub(super) fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads weights. All numbers are little-endian. First a `u32` with the number of nodes, of all
    /// trees one after another, each node before its lower branch and that before its upper one; then
    /// a column of `u16`, the node's feature, and a column of `i16`, its threshold or value, each
    /// column as all low bytes and then all high bytes. Trees speak for the regions in turn.
    ///
    /// `None` if the bytes are not such a file.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (count, columns) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let mut columns = columns.chunks_exact(count.max(1));
        let mut column = || {
            let low = columns.next()?;
            let pairs = low.iter().zip(columns.next()?);
            Some(pairs.map(|(&low, &high)| u16::from_le_bytes([low, high])))
        };
        let (features, thresholds) = (column()?, column()?);
        let nodes = features.zip(thresholds).map(|(feature, threshold)| Node {
            feature,
            threshold: threshold.cast_signed(),
            upper: 0,
        });
        let mut this = Self {
            nodes: nodes.collect(),
            trees: Vec::new(),
        };
        this.link()?;
        Some(this)
    }

    /// Finds where trees and upper branches begin: where the one before is complete.
    fn link(&mut self) -> Option<()> {
        // The nodes whose lower branch is not complete yet.
        let mut open: Vec<usize> = Vec::new();
        let mut begins = true;
        for at in 0..self.nodes.len() {
            if begins {
                let region = u8::try_from(self.trees.len() % REGIONS).ok()?;
                self.trees.push((u32::try_from(at).ok()?, region));
            }
            begins = false;
            if self.nodes.get(at)?.feature == LEAF {
                let above = open.pop();
                begins = above.is_none();
                if let Some(above) = above {
                    self.nodes.get_mut(above)?.upper = u16::try_from(at + 1 - above).ok()?;
                }
            } else {
                open.push(at);
            }
        }
        (begins && self.trees.len().is_multiple_of(REGIONS)).then_some(())
    }

    /// The logarithm of how probable each region is for these features.
    pub(super) fn log_probabilities(&self, features: &[i16]) -> PerRegion {
        let (first, rest) = self.trees.split_at(self.trees.len().min(FIRST_TREES));
        let mut sums = PerRegion::default();
        self.add(first, features, &mut sums);
        if lead(&sums) >= CLEAR_LEAD {
            return normalised(sums.map(|sum| sum * STRETCH));
        }
        self.add(rest, features, &mut sums);
        normalised(sums)
    }

    /// Adds what trees say to each region's sum.
    fn add(&self, trees: &[(u32, u8)], features: &[i16], sums: &mut PerRegion) {
        for &(root, region) in trees {
            if let Some(sum) = sums.get_mut(usize::from(region)) {
                *sum += f32::from(self.leaf(root as usize, features)) / LEAF_PARTS;
            }
        }
    }

    /// The value of the leaf that the features lead to.
    fn leaf(&self, root: usize, features: &[i16]) -> i16 {
        let mut at = root;
        while let Some(node) = self.nodes.get(at) {
            let Some(&value) = features.get(usize::from(node.feature)) else {
                return node.threshold;
            };
            at += if value <= node.threshold {
                1
            } else {
                usize::from(node.upper)
            };
        }
        0
    }

    /// How far each feature moves the answer towards a region: along the way through its trees, by
    /// how much the branch taken promises more than the node did. Calls `take` with each feature.
    pub(super) fn explain(
        &self,
        region: Region,
        features: &[i16],
        mut take: impl FnMut(usize, f32),
    ) {
        let trees = self
            .trees
            .iter()
            .filter(|(_, of)| Region::ALL.get(usize::from(*of)) == Some(&region));
        for &(root, _) in trees {
            let mut at = root as usize;
            while let Some(node) = self.nodes.get(at)
                && let Some(&value) = features.get(usize::from(node.feature))
            {
                let next = at
                    + if value <= node.threshold {
                        1
                    } else {
                        usize::from(node.upper)
                    };
                take(usize::from(node.feature), self.mean(next) - self.mean(at));
                at = next;
            }
        }
    }

    /// The mean of all leaves below a node.
    fn mean(&self, at: usize) -> f32 {
        let (mut sum, mut leaves, mut open) = (0.0, 0.0, 1_usize);
        for node in self.nodes.get(at..).unwrap_or_default() {
            if node.feature == LEAF {
                sum += f32::from(node.threshold) / LEAF_PARTS;
                leaves += 1.0;
                open -= 1;
            } else {
                open += 1;
            }
            if open == 0 {
                break;
            }
        }
        sum / f32::max(leaves, 1.0)
    }
}

/// By how much the first of the numbers leads the second.
fn lead(sums: &PerRegion) -> f32 {
    let (mut first, mut second) = (f32::MIN, f32::MIN);
    for &sum in sums {
        if sum > first {
            (first, second) = (sum, first);
        } else if sum > second {
            second = sum;
        }
    }
    first - second
}

/// Shifts logarithms so that the probabilities add up to one.
pub(super) fn normalised(logs: PerRegion) -> PerRegion {
    let most = logs.into_iter().fold(f32::MIN, f32::max);
    let sum: f32 = logs.iter().map(|log| (log - most).exp()).sum();
    logs.map(|log| log - most - sum.ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of one tree for each region: of the first, one node that asks for feature 1.
    fn bytes() -> Vec<u8> {
        let mut nodes: Vec<(u16, i16)> = vec![(1, 5), (LEAF, 300), (LEAF, -300)];
        nodes.extend([(LEAF, 0); REGIONS - 1]);
        let mut bytes = u32::try_from(nodes.len())
            .unwrap_or(0)
            .to_le_bytes()
            .to_vec();
        bytes.extend(nodes.iter().map(|node| node.0.to_le_bytes()[0]));
        bytes.extend(nodes.iter().map(|node| node.0.to_le_bytes()[1]));
        bytes.extend(nodes.iter().map(|node| node.1.to_le_bytes()[0]));
        bytes.extend(nodes.iter().map(|node| node.1.to_le_bytes()[1]));
        bytes
    }

    #[test]
    fn a_tree_is_walked_by_its_thresholds() {
        let model = Model::read(&bytes()).expect("weights");
        let low = model.log_probabilities(&[0, 5]);
        let high = model.log_probabilities(&[0, 6]);
        assert!(low[0] > low[1] && high[0] < high[1]);
        let sum: f32 = low.iter().map(|log| log.exp()).sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }

    #[test]
    fn what_moved_the_answer_is_told() {
        let model = Model::read(&bytes()).expect("weights");
        let mut told = Vec::new();
        model.explain(Region::Content, &[0, 5], |feature, by| {
            told.push((feature, by));
        });
        assert_eq!(told, [(1, 3.0)]);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = bytes();
        for end in 0..whole.len() {
            assert!(Model::read(&whole[..end]).is_none());
        }
        let mut torn = whole;
        torn[4] = 0xff;
        torn[5] = 0x07;
        let model = Model::read(&torn);
        assert!(model.is_none_or(|model| model.log_probabilities(&[])[0] <= 0.0));
    }

    #[test]
    fn the_weights_that_ship_are_read() {
        let model = Model::shipped();
        assert!(model.trees.len() > REGIONS);
    }
}
